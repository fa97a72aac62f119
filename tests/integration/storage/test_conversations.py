from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.conversations import ConversationStates, SeenUpdates
from storage.database import Database
from storage.locks import PersonLocks
from tests.support.clock import SettableClock


@pytest.fixture
def states(database: Database, clock: SettableClock) -> ConversationStates:
    return ConversationStates(database, clock)


@pytest.fixture
def seen(database: Database, clock: SettableClock) -> SeenUpdates:
    return SeenUpdates(database, clock)


@pytest.fixture
async def locks(database: Database):
    made = PersonLocks(database)
    yield made
    await made.close()


async def test_state_and_data_are_kept_apart(states: ConversationStates):
    assert await states.get_state("telegram:1") is None
    assert await states.get_data("telegram:1") == {}
    await states.set_data("telegram:1", {"claim": 7})
    assert await states.get_state("telegram:1") is None
    await states.set_state("telegram:1", "Claim:papers")
    assert await states.get_data("telegram:1") == {"claim": 7}
    await states.set_data("telegram:1", {})
    assert await states.get_state("telegram:1") == "Claim:papers"
    await states.set_state("telegram:1", None)
    assert await states.get_state("telegram:1") is None
    assert await states.get_state("telegram:2") is None


async def test_updating_merges_and_returns_everything(states: ConversationStates):
    assert await states.update_data("k", {"a": 1}) == {"a": 1}
    assert await states.update_data("k", {"b": [1, "二"]}) == {"a": 1, "b": [1, "二"]}
    assert await states.update_data("k", {"a": None}) == {"a": None, "b": [1, "二"]}
    assert await states.get_data("k") == {"a": None, "b": [1, "二"]}


async def test_updates_at_the_same_moment_are_all_kept(states: ConversationStates):
    await asyncio.gather(*(states.update_data("k", {str(n): n}) for n in range(12)))
    assert await states.get_data("k") == {str(n): n for n in range(12)}


async def test_what_a_person_typed_is_unreadable_at_rest(states: ConversationStates, database: Database):
    await states.set_data("k", {"diagnosis": "gastritis"})
    async with database.reader.connect() as connection:
        data = (await connection.execute(text("SELECT data FROM conversation_states"))).scalar_one()
    assert b"gastritis" not in bytes(data)


async def test_only_conversations_that_rested_long_are_forgotten(states: ConversationStates, clock: SettableClock):
    await states.set_state("old", "Claim:papers")
    clock.advance(days=40)
    await states.set_state("new", "Claim:papers")
    assert await states.prune(timedelta(days=30)) == 1
    assert await states.get_state("old") is None
    assert await states.get_state("new") == "Claim:papers"


async def test_an_update_is_seen_once_it_is_marked(seen: SeenUpdates):
    assert not await seen.seen("telegram", 900_000_000_000)
    assert await seen.mark("telegram", 900_000_000_000)
    assert await seen.seen("telegram", 900_000_000_000)
    assert not await seen.mark("telegram", 900_000_000_000)
    assert not await seen.seen("web", 900_000_000_000)


async def test_of_many_marks_at_once_one_is_first(seen: SeenUpdates):
    assert sum(await asyncio.gather(*(seen.mark("telegram", 5) for _ in range(8)))) == 1


async def test_old_marks_are_forgotten(seen: SeenUpdates, clock: SettableClock):
    await seen.mark("telegram", 1)
    clock.advance(days=8)
    await seen.mark("telegram", 2)
    assert await seen.prune() == 1
    assert not await seen.seen("telegram", 1)
    assert await seen.seen("telegram", 2)


async def test_one_person_waits_while_another_goes_on(locks: PersonLocks):
    events = []

    async def handle(name: str, key: str, gate: asyncio.Event) -> None:
        async with locks.person_lock(key):
            events.append(f"{name} in")
            await gate.wait()
            events.append(f"{name} out")

    gate, open_gate = asyncio.Event(), asyncio.Event()
    open_gate.set()
    first = asyncio.create_task(handle("first", "lin", gate))
    async with asyncio.timeout(5):
        while not events:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    second = asyncio.create_task(handle("second", "lin", open_gate))
    await handle("other", "zhou", open_gate)
    assert events == ["first in", "other in", "other out"]
    gate.set()
    await asyncio.gather(first, second)
    assert events[3:] == ["first out", "second in", "second out"]


async def test_a_lock_is_free_again_after_an_error_and_after_a_cancelled_wait(locks: PersonLocks):
    with pytest.raises(RuntimeError):
        async with locks.person_lock("lin"):
            raise RuntimeError
    async with locks.person_lock("lin"):
        waiting = asyncio.create_task(locks.person_lock("lin").__aenter__())
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(5), locks.person_lock("lin"):
        pass


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_share_the_locks(database: Database):
    # Two lock holders with pools of their own stand for two processes: they share nothing but the server.
    one, two = PersonLocks(database), PersonLocks(database)
    order = []

    async def wait() -> None:
        async with two.person_lock("lin"):
            order.append("second")

    async with one.person_lock("lin"):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.3)
        order.append("first")
    await waiting
    assert order == ["first", "second"]
    await one.close()
    await two.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_many_people_at_once_can_still_use_the_database_under_their_locks(
    database: Database, states: ConversationStates
):
    locks = PersonLocks(database)

    async def handle(number: int) -> None:
        async with locks.person_lock(f"person {number}"):
            await states.update_data(f"person {number}", {"n": number})

    async with asyncio.timeout(30):
        await asyncio.gather(*(handle(number) for number in range(60)))
    await locks.close()
