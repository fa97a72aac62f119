from __future__ import annotations

import pytest
from sqlalchemy import text

from storage.audit import AuditReport, verify_audit
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.unit_of_work import SqlStore
from tests.support.clock import START


async def act(store: SqlStore, *actions: str) -> None:
    async with store.write() as unit:
        for action in actions:
            unit.record("hr", action, "claim", 7, amount="12.30", 原因="票据齐全", nested={"2": [1, None], "10": True})
        await unit.commit()


async def change(database: Database, *statements: str) -> None:
    async with database.writer.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


@pytest.fixture
async def trail(store: SqlStore, database: Database) -> Database:
    await act(store, "claim.approve")
    await act(store, "payout.issue", "payout.paid")
    await act(store, "claim.reject")
    return database


async def broken_at(database: Database) -> int | None:
    return (await verify_audit(database)).broken_at


async def test_an_untouched_trail_is_whole(trail: Database, store: SqlStore):
    report = await verify_audit(trail)
    assert (report.entries, report.broken_at) == (4, None)
    await act(store, "next")
    assert (await verify_audit(trail)).digest != report.digest


async def test_an_empty_trail_is_whole(database: Database):
    assert await verify_audit(database) == AuditReport(0, None, "")


async def test_entries_carry_their_transaction(store: SqlStore):
    async with store.write() as unit:
        unit.record("hr", "claim.approve", "claim", 7)
    async with store.read() as unit:
        assert await unit.audit.entries() == []
    await act(store, "one", "two", "three")
    async with store.read() as unit:
        newest = await unit.audit.entries(limit=2)
        older = await unit.audit.entries(limit=2, before=newest[-1].id)
    assert [entry.action for entry in (*newest, *older)] == ["three", "two", "one"]
    assert (newest[0].at, newest[0].actor, newest[0].entity_id) == (START, "hr", "7")
    assert newest[0].data["原因"] == "票据齐全"


@pytest.mark.parametrize(
    "column", ["actor = 'somebody'", "action = 'claim.reject'", "entity_id = '8'", "data = '{}'", "at = '2026-01-01'"]
)
async def test_a_change_shows_at_its_place(trail: Database, column: str):
    await change(trail, f"UPDATE audit_entries SET {column} WHERE id = 2")
    assert await broken_at(trail) == 2


async def test_a_deletion_shows_at_the_next_entry(trail: Database):
    await change(trail, "DELETE FROM audit_entries WHERE id = 2")
    assert await broken_at(trail) == 3


async def test_an_insertion_shows(trail: Database):
    await change(
        trail,
        "INSERT INTO audit_entries (id, at, actor, action, entity, entity_id, data, previous, digest)"
        " SELECT 99, at, actor, action, entity, entity_id, data, previous, digest FROM audit_entries WHERE id = 4",
    )
    assert await broken_at(trail) == 99


async def test_entries_in_another_order_show(trail: Database):
    await change(
        trail,
        "UPDATE audit_entries SET id = 50 WHERE id = 2",
        "UPDATE audit_entries SET id = 2 WHERE id = 3",
        "UPDATE audit_entries SET id = 3 WHERE id = 50",
    )
    assert await broken_at(trail) == 2


async def test_a_cut_tail_shows(trail: Database):
    await change(trail, "DELETE FROM audit_entries WHERE id > 2")
    assert await broken_at(trail) == 0


CUT = (
    "DELETE FROM audit_entries WHERE id > 2",
    "UPDATE audit_head SET count = 2, digest = (SELECT digest FROM audit_entries WHERE id = 2)",
)


async def test_a_cut_tail_shows_although_the_head_was_moved_along(trail: Database):
    await change(trail, *CUT)
    assert await broken_at(trail) == 0


async def test_a_cut_tail_shows_for_ever_although_work_went_on(trail: Database, store: SqlStore):
    await change(trail, *CUT)
    await act(store, "later")
    await act(store, "later still")
    assert await broken_at(trail) == 5


async def test_an_emptied_trail_shows(trail: Database):
    await change(trail, "DELETE FROM audit_entries")
    assert await broken_at(trail) == 0


async def test_a_trail_written_with_another_key_shows(trail: Database, store: SqlStore):
    use_keyring(Keyring(b"another key, of another installa"))
    assert await broken_at(trail) == 1


async def test_entries_of_many_writers_form_one_chain(store: SqlStore, database: Database):
    import asyncio

    await asyncio.gather(*(act(store, f"{n}.1", f"{n}.2") for n in range(12)))
    report = await verify_audit(database)
    assert (report.entries, report.broken_at) == (24, None)
    async with store.read() as unit:
        actions = [entry.action for entry in await unit.audit.entries()][::-1]
    assert all(a.split(".")[0] == b.split(".")[0] for a, b in zip(actions[::2], actions[1::2], strict=True))
