from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from benefits.errors import Unavailable
from services.model import AuditEntry
from storage import migrate
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.tables import metadata, reminder_preferences
from storage.unit_of_work import SqlStore
from tests.support import builders


async def _tables(database: Database) -> set[str]:
    async with database.reader.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


@pytest.fixture
async def fresh(unmigrated_url: str, keyring: Keyring):
    database = Database(unmigrated_url)
    yield database
    await database.close()


async def test_migrations_go_up_and_down_and_up_again(fresh: Database):
    assert await migrate.upgrade(fresh)
    assert await _tables(fresh) == {*metadata.tables, "alembic_version"}
    await migrate.downgrade(fresh, "base")
    assert await _tables(fresh) == {"alembic_version"}
    assert await migrate.found(fresh) is None
    assert await migrate.upgrade(fresh)
    assert await _tables(fresh) == {*metadata.tables, "alembic_version"}


async def test_the_tables_and_the_migrations_agree(database: Database):
    assert await migrate.differences(database) == []


async def test_a_difference_between_tables_and_migrations_is_seen(database: Database):
    async with database.writer.begin() as connection:
        await connection.execute(text("ALTER TABLE companies ADD COLUMN motto VARCHAR(20)"))
        await connection.execute(text("DROP INDEX ix_claims_state_submitted"))
    kinds = {difference[0] for difference in await migrate.differences(database)}
    assert kinds == {"remove_column", "add_index"}


async def test_a_second_upgrade_has_nothing_to_do(fresh: Database):
    assert await migrate.upgrade(fresh)
    assert not await migrate.upgrade(fresh)
    await migrate.check(fresh)


async def test_upgrades_at_the_same_moment_do_not_disturb_each_other(fresh: Database):
    await asyncio.gather(*(migrate.upgrade(fresh) for _ in range(3)))
    await migrate.check(fresh)


async def test_a_database_that_is_not_there_is_told_apart(fresh: Database):
    with pytest.raises(Unavailable) as told:
        await migrate.check(fresh)
    assert told.value.code == "database-missing"
    if fresh.sqlite:
        assert not Path(fresh.url.database or "").exists()  # looking made no empty file


async def test_a_database_of_a_later_version_is_refused_and_left_alone(database: Database):
    async with database.writer.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate.check, migrate.upgrade):
        with pytest.raises(Unavailable) as told:
            await use(database)
        assert told.value.code == "database-newer"
        assert told.value.fields == {"found": "9999", "expected": migrate.expected()}
    assert await migrate.found(database) == "9999"


async def test_a_failing_migration_leaves_the_database_as_it_was(fresh: Database):
    async with fresh.writer.begin() as connection:
        await connection.execute(text("CREATE TABLE webchat_values (oops INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        await migrate.upgrade(fresh)
    assert await _tables(fresh) == {"webchat_values"}


async def test_an_unreachable_server_is_a_clear_error(postgres):
    database = Database(f"postgresql://tester:secret@127.0.0.1:{postgres.port}/nowhere")
    for use in (migrate.found, migrate.upgrade, lambda db: db.check()):
        with pytest.raises(Unavailable) as told:
            await use(database)
        assert told.value.code == "database-unreachable"
        assert "secret" not in str(told.value)
    await database.close()


async def test_a_wrong_master_key_is_told_at_the_start(database: Database):
    await migrate.check_key(database)
    await migrate.check_key(database)
    use_keyring(Keyring(b"another key, of another installa"))
    with pytest.raises(Unavailable, match="master-key-wrong"):
        await migrate.check_key(database)


async def test_numbers_of_deleted_rows_are_not_given_again(store: SqlStore):
    first = await builders.save(store, builders.employee())
    draft = await builders.save(store, builders.claim(first, state="draft", number=None))
    async with store.write() as unit:
        await unit.delete(await unit.claims.claim(draft.id))
        await unit.commit()
    second = await builders.save(store, builders.claim(first, state="draft", number=None))
    assert second.id > draft.id


async def test_the_first_migration_starts_the_audit_chain(store: SqlStore):
    async with store.write() as unit:
        unit.record("hr", "plan.publish", "plan", "reference")
        await unit.commit()
    async with store.read() as unit:
        entries: list[AuditEntry] = await unit.audit.entries()
    assert [entry.action for entry in entries] == ["plan.publish"]


async def test_muted_chats_become_muted_people_and_back(fresh: Database):
    await migrate.upgrade(fresh)
    await migrate.downgrade(fresh, "0002")
    async with fresh.writer.begin() as connection:
        for number in (1, 2):
            await connection.execute(text(PERSON), {"id": number, "number": f"T{number}"})
            await connection.execute(text(CHAT), {"id": number, "muted": number == 1})
    await migrate.upgrade(fresh)
    query = select(reminder_preferences.c.employee_id, reminder_preferences.c.muted)
    async with fresh.reader.connect() as connection:
        assert (await connection.execute(query)).all() == [(1, ["*"])]
    await migrate.downgrade(fresh, "0002")
    async with fresh.reader.connect() as connection:
        muted = await connection.execute(text("SELECT id FROM chat_accounts WHERE muted ORDER BY id"))
        assert muted.scalars().all() == [1]


PERSON = (
    "INSERT INTO employees (id, number, birth_date, hire_date, monthly_salary, phone, bank_account) "
    "VALUES (:id, :number, '1990-01-01', '2020-01-01', 1, '', '')"
)
CHAT = (
    "INSERT INTO chat_accounts (id, channel, chat_id, employee_id, failed_codes, muted) "
    "VALUES (:id, 'telegram', :id, :id, 0, :muted)"
)
