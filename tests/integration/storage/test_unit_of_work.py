from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from benefits.errors import Conflict, NotFound, Unavailable
from services.model import ChatAccount, Employee
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.builders import save
from tests.support.clock import START

SECRET = "6222-0000-SECRET"


async def count(database: Database, table: str) -> int:
    async with database.reader.connect() as connection:
        return int((await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


async def test_leaving_without_commit_leaves_nothing(store: SqlStore, database: Database):
    async with store.write() as unit:
        unit.add(builders.employee())
        await unit.flush()
        await unit.jobs.enqueue(builders.job())
        unit.record("hr", "roster.import", "employee", 1)
    for table in ("employees", "jobs", "audit_entries"):
        assert await count(database, table) == 0


async def test_an_error_rolls_everything_back(store: SqlStore, database: Database):
    with pytest.raises(RuntimeError):
        async with store.write() as unit:
            unit.add(builders.employee())
            await unit.flush()
            raise RuntimeError
    assert await count(database, "employees") == 0
    await save(store, builders.employee())  # and the writer is free again
    assert await count(database, "employees") == 1


async def test_what_is_not_committed_is_seen_by_nobody_else(store: SqlStore):
    async with store.write() as unit:
        person = builders.employee()
        unit.add(person)
        await unit.flush()
        async with store.read() as other:
            assert await other.people.employee_by_number(person.number) is None
        await unit.commit()
    async with store.read() as other:
        assert await other.people.employee_by_number(person.number) is not None


async def test_a_view_stays_the_same_while_others_write(store: SqlStore):
    async with store.read() as view:
        assert await view.people.count_employees() == 0
        await save(store, builders.employee())
        assert await view.people.count_employees() == 0
    async with store.read() as view:
        assert await view.people.count_employees() == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_view_can_not_write(store: SqlStore):
    with pytest.raises(DBAPIError, match="readonly"):
        async with store.read() as view:
            view.add(builders.employee())
            await view.flush()


async def test_a_second_row_with_the_same_number_is_a_conflict(store: SqlStore):
    person = await save(store, builders.employee())
    with pytest.raises(Conflict, match="already-exists"):
        await save(store, builders.employee(number=person.number))


async def test_a_conflict_is_told_although_a_query_found_it(store: SqlStore):
    person = await save(store, builders.employee())
    with pytest.raises(Conflict, match="already-exists"):
        async with store.write() as unit:
            unit.add(builders.employee(number=person.number))
            await unit.people.count_employees()


async def test_one_chat_has_one_account(store: SqlStore):
    await save(store, builders.account(chat_id=7))
    with pytest.raises(Conflict, match="already-exists"):
        await save(store, builders.account(chat_id=7))
    await save(store, builders.account(chat_id=7, channel="web"))


async def test_records_are_usable_after_their_transaction(store: SqlStore):
    async with store.write() as unit:
        person = builders.employee(department="研发部")
        unit.add(person)
        await unit.commit()
    assert person.id is not None
    assert person.department == "研发部"


async def test_a_changed_record_is_written(store: SqlStore):
    account = await save(store, builders.account())
    async with store.write() as unit:
        found = await unit.accounts.account(account.id)
        assert isinstance(found, ChatAccount)
        found.language = "en"
        found.blocked_at = START
        await unit.commit()
    async with store.read() as unit:
        found = await unit.accounts.account(account.id)
        assert found is not None
        assert (found.language, found.blocked_at) == ("en", START)


async def test_a_row_that_others_point_at_is_not_deleted(store: SqlStore):
    person = await save(store, builders.employee())
    await save(store, builders.claim(person))
    with pytest.raises(Conflict, match="still-in-use"):
        async with store.write() as unit:
            await unit.delete(await unit.people.employee(person.id))
            await unit.commit()


# -- values


@pytest.mark.parametrize("amount", ["0.00", "0.01", "0.10", "1590.00", "9850.05", "-30.07", "99999999999.99"])
async def test_money_comes_back_to_the_cent(store: SqlStore, amount: str):
    claim = await save(store, builders.claim(await save(store, builders.employee()), total=Decimal(amount)))
    async with store.read() as unit:
        found = await unit.claims.claim(claim.id)
    assert found is not None
    assert (found.total, str(found.total), found.payable) == (Decimal(amount), amount, None)


async def test_money_that_was_not_rounded_is_refused(store: SqlStore):
    with pytest.raises(StatementError, match="rounded"):
        await save(store, builders.employee(monthly_salary=Decimal("1.005")))


async def test_money_is_summed_exactly_by_the_database(store: SqlStore):
    claim = await save(store, builders.claim(await save(store, builders.employee())))
    await save(store, *(builders.ledger_entry(claim, "0.10") for _ in range(30)), builders.ledger_entry(claim, "-0.01"))
    async with store.read() as unit:
        totals = await unit.ledger.totals(claim.employee_id)
    assert totals == {(2026, "outpatient:paid"): Decimal("2.99")}
    assert str(totals[2026, "outpatient:paid"]) == "2.99"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 0, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 1, 7, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime(2026, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-11))),
    ],
)
async def test_times_come_back_in_utc_whatever_zone_they_went_in(store: SqlStore, moment: datetime):
    account = await save(store, builders.account(last_seen_at=moment))
    async with store.read() as unit:
        found = await unit.accounts.account(account.id)
    assert found is not None
    assert found.last_seen_at == moment
    assert found.last_seen_at.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_is_refused(store: SqlStore):
    with pytest.raises(StatementError, match="time zone"):
        await save(store, builders.account(last_seen_at=datetime(2026, 1, 1)))


async def test_dates_are_calendar_dates_in_any_zone(store: SqlStore):
    person = await save(store, builders.employee(birth_date=date(2000, 2, 29)))
    async with store.read() as unit:
        found = await unit.people.employee(person.id)
    assert found is not None
    assert found.birth_date == date(2000, 2, 29)


# -- sealing


async def sealed_everywhere(store: SqlStore) -> Employee:
    person = await save(store, builders.employee(bank_account=SECRET, phone=SECRET))
    await save(store, builders.dependent(person, id_number=SECRET))
    claim = await save(store, builders.claim(person, diagnosis=SECRET))
    file = await save(store, builders.stored_file())
    await save(store, builders.claim_document(claim, file, reading={"patient": SECRET}, values={"number": SECRET}))
    await save(store, builders.question(await save(store, builders.account(person)), question=SECRET))
    return person


async def test_sealed_columns_are_read_back(store: SqlStore):
    person = await sealed_everywhere(store)
    async with store.read() as unit:
        found = await unit.people.employee(person.id)
        [dependent] = await unit.people.dependents(person.id)
        [claim] = await unit.claims.of_employee(person.id)
        [document] = await unit.claims.documents(claim.id)
    assert found is not None
    assert (found.bank_account, found.phone, dependent.id_number, claim.diagnosis) == (SECRET,) * 4
    assert (document.reading, document.values) == ({"patient": SECRET}, {"number": SECRET})


async def test_sealed_columns_are_unreadable_in_the_database(store: SqlStore, database: Database):
    await sealed_everywhere(store)
    async with database.reader.connect() as connection:
        for table in ("employees", "dependents", "claims", "claim_documents", "questions"):
            rows = (await connection.execute(text(f"SELECT * FROM {table}"))).all()
            assert rows
            for value in (value for row in rows for value in row):
                seen = value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""
                assert SECRET.encode() not in seen


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_sealed_columns_are_unreadable_in_the_raw_file(store: SqlStore, database: Database):
    person = await sealed_everywhere(store)
    path = database.url.database or ""
    await database.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with open(path, "rb") as file:  # noqa: ASYNC230
        whole = file.read()
    assert person.number.encode() in whole  # what is not sealed can be seen there
    assert SECRET.encode() not in whole


async def test_equal_values_are_sealed_differently_and_found_by_their_index(store: SqlStore, database: Database):
    for _ in range(2):
        await save(store, builders.employee(phone=SECRET, phone_index=store.index(SECRET, "phone")))
    async with database.reader.connect() as connection:
        sealed = (await connection.execute(text("SELECT phone FROM employees"))).scalars().all()
    assert len({bytes(value) for value in sealed}) == 2
    async with store.read() as unit:
        assert len(await unit.people.employees_by_phone(store.index(SECRET, "phone"))) == 2
        assert await unit.people.employees_by_phone(store.index(SECRET, "another purpose")) == []


async def test_another_key_reads_nothing(store: SqlStore):
    person = await sealed_everywhere(store)
    use_keyring(Keyring(b"another key, of another installa"))
    async with store.read() as unit:
        with pytest.raises(Unavailable, match="master-key-wrong"):
            await unit.people.employee(person.id)


async def test_a_changed_sealed_value_is_noticed(store: SqlStore, database: Database):
    person = await sealed_everywhere(store)
    async with database.writer.begin() as connection:
        sealed = bytearray((await connection.execute(text("SELECT phone FROM employees"))).scalar_one())
        sealed[-1] ^= 1
        await connection.execute(text("UPDATE employees SET phone = :phone"), {"phone": bytes(sealed)})
    async with store.read() as unit:
        with pytest.raises(Unavailable, match="master-key-wrong"):
            await unit.people.employee(person.id)


async def test_originals_are_sealed_on_disk_and_come_back(vault: LocalVault, tmp_path):
    sha256 = await vault.put(b"a receipt")
    assert await vault.put(b"a receipt") == sha256
    [path] = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert b"a receipt" not in path.read_bytes()
    assert await vault.get(sha256) == b"a receipt"
    with pytest.raises(NotFound, match="file-missing"):
        await vault.get("0" * 64)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Unavailable):
        await vault.get(sha256)
