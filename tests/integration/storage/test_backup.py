from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from benefits.errors import Conflict, InvalidInput, Unavailable
from services.model import Employee
from storage import backup, backup_database, migrate
from storage.audit import verify_audit
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.clock import START


@pytest.fixture
async def filled(store: SqlStore, vault: LocalVault) -> Employee:
    """An employee with a sealed account number, one original and an audit trail."""
    person = await builders.save(store, builders.employee(bank_account="6222000011112222"))
    await vault.put(b"a receipt")
    async with store.write() as unit:
        unit.record("hr", "roster.import", "employee", person.number)
        unit.record("hr", "link.issue", "employee", person.number)
        await unit.commit()
    return person


@pytest.fixture
async def elsewhere(unmigrated_url: str, database: Database):
    """An empty database of the same kind on a new machine."""
    if unmigrated_url.startswith("sqlite") != database.sqlite:
        pytest.fail("the two databases must be of one kind")
    made = Database(unmigrated_url)
    yield made
    await made.close()


same_kind = pytest.mark.parametrize(
    ("database_url", "unmigrated_url"), [("sqlite", "sqlite"), ("postgresql", "postgresql")], indirect=True
)


@same_kind
async def test_a_backup_brings_everything_back_on_a_new_machine(
    database: Database, elsewhere: Database, filled: Employee, tmp_path: Path, keyring: Keyring, clock
):
    progress: list[tuple[int, int]] = []
    made = await backup.backup(
        database, tmp_path / "files", tmp_path / "b.tar", now=START, progress=lambda *seen: progress.append(seen)
    )
    assert (made.originals, made.audit_entries, progress) == (1, 2, [(1, 1)])
    assert await backup.inspect(tmp_path / "b.tar") == made
    assert await backup.restore(elsewhere, tmp_path / "new files", tmp_path / "b.tar") == made
    await migrate.check(elsewhere)
    store = SqlStore(elsewhere, keyring, clock)
    async with store.read() as unit:
        person = await unit.people.employee_by_number(filled.number)
    assert person is not None
    assert person.bank_account == "6222000011112222"
    vault = LocalVault(tmp_path / "new files", keyring)
    [sealed] = (tmp_path / "new files").rglob("*.sealed")
    assert await vault.get(sealed.stem) == b"a receipt"
    assert (await verify_audit(elsewhere)).entries == 2
    async with store.write() as unit:  # and work goes on, numbers and all
        unit.add(builders.employee())
        unit.record("hr", "roster.import", "employee", "next")
        await unit.commit()
    assert (await verify_audit(elsewhere)).broken_at is None


async def test_data_that_are_there_are_replaced_only_when_asked(
    database: Database, store: SqlStore, filled: Employee, tmp_path: Path
):
    await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    later = await builders.save(store, builders.employee())
    with pytest.raises(Conflict, match="restore-not-empty"):
        await backup.restore(database, tmp_path / "files", tmp_path / "b.tar")
    async with store.read() as unit:
        assert await unit.people.employee(later.id) is not None
    await backup.restore(database, tmp_path / "files", tmp_path / "b.tar", replace=True)
    async with store.read() as unit:
        assert await unit.people.employee(later.id) is None
        assert await unit.people.employee(filled.id or 0) is not None


async def test_a_backup_holds_no_key_and_nothing_readable(database: Database, filled: Employee, tmp_path: Path):
    await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    whole = (tmp_path / "b.tar").read_bytes()
    for secret in (b"6222000011112222", b"a receipt", b"a key for tests and nothing else"):
        assert secret not in whole
        assert secret.hex().encode() not in whole


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_damaged_backup_is_refused_and_changes_nothing(database: Database, filled: Employee, tmp_path: Path):
    source = tmp_path / "b.tar"
    await backup.backup(database, tmp_path / "files", source, now=START)
    whole = source.read_bytes()
    with tarfile.open(source) as archive:
        copy = archive.getmember("benefits.db")
        original = next(member for member in archive if member.name.startswith("files/"))
    changed = bytearray(whole)
    changed[original.offset_data + 20] ^= 1
    cases = {
        "changed": bytes(changed),
        "cut": whole[: copy.offset_data + 5000],
        "cut before the manifest": whole[: original.offset_data + 512],
        "empty": b"",
        "something else": b"PK\x03\x04" + bytes(2000),
    }
    for name, content in cases.items():
        damaged = tmp_path / "damaged.tar"
        damaged.write_bytes(content)
        with pytest.raises(InvalidInput, match="backup-damaged"):
            await backup.restore(database, tmp_path / "files", damaged, replace=True)
        async with database.reader.connect() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM employees"))).scalar() == 1, name
    with pytest.raises(InvalidInput, match="backup-missing"):
        await backup.inspect(tmp_path / "nothing.tar")


async def test_a_backup_that_wants_to_write_outside_its_folder_is_refused(tmp_path: Path):
    source = tmp_path / "evil.tar"
    with tarfile.open(source, "w") as archive:
        info = tarfile.TarInfo("files/../../evil")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"evil"))
    with pytest.raises(InvalidInput, match="backup-damaged"):
        await backup.inspect(source)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_master_key_is_refused_before_anything_is_touched(
    database: Database, filled: Employee, tmp_path: Path
):
    await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    use_keyring(Keyring(b"another key, of another installa"))
    with pytest.raises(Unavailable, match="master-key-wrong"):
        await backup.restore(database, tmp_path / "files", tmp_path / "b.tar", replace=True)


@pytest.mark.parametrize(("database_url", "unmigrated_url"), [("sqlite", "postgresql")], indirect=True)
async def test_a_backup_does_not_go_to_the_other_kind_of_database(
    database: Database, unmigrated_url: str, tmp_path: Path
):
    await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    other = Database(unmigrated_url)
    with pytest.raises(InvalidInput, match="backup-other-database"):
        await backup.restore(other, tmp_path / "files", tmp_path / "b.tar")
    await other.close()


async def test_a_trail_that_was_tampered_with_is_not_backed_up_as_if_it_were_good(
    database: Database, filled: Employee, tmp_path: Path
):
    async with database.writer.begin() as connection:
        await connection.execute(text("UPDATE audit_entries SET actor = 'nobody'"))
    with pytest.raises(Unavailable, match="audit-broken"):
        await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    assert not (tmp_path / "b.tar").exists()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_missing_tool_is_named(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_database, "_INSTALLED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable) as told:
        await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    assert (told.value.code, told.value.fields) == ("tool-missing", {"tool": "pg_dump"})


async def test_a_backup_is_whole_while_others_write(
    database: Database, store: SqlStore, tmp_path: Path, filled: Employee
):
    import asyncio

    stop = asyncio.Event()

    async def write() -> int:
        count = 0
        while not stop.is_set():
            async with store.write() as unit:
                unit.add(builders.employee())
                unit.record("hr", "roster.import", "employee", count)
                await unit.commit()
            count += 1
        return count

    writer = asyncio.create_task(write())
    try:
        for _ in range(2):
            await backup.backup(database, tmp_path / "files", tmp_path / "b.tar", now=START)
    finally:
        stop.set()
    assert await writer > 0
    await backup.restore(database, tmp_path / "files", tmp_path / "b.tar", replace=True)
    async with database.reader.connect() as connection:
        people = (await connection.execute(text("SELECT count(*) FROM employees"))).scalar_one()
    assert (await verify_audit(database)).entries == people + 1  # each writer's transaction is whole
