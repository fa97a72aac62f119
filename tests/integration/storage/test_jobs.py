from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from services.deliveries import POSTPONED
from services.model import Job
from storage.database import Database
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from tests.support.builders import job
from tests.support.clock import START, SettableClock


@pytest.fixture
def jobs(database: Database) -> SqlJobStore:
    return SqlJobStore(database)


class Worker:
    """Leases under one name, with the test's clock."""

    def __init__(self, jobs: SqlJobStore, clock: SettableClock, name: str) -> None:
        self.jobs, self.clock, self.name = jobs, clock, name

    async def take(self, *kinds: str, limit: int = 1, seconds: float = 60, **options: Any) -> list[Job]:
        return await self.jobs.lease(
            self.name, kinds or ("test",), now=self.clock.now(), seconds=seconds, limit=limit, **options
        )

    async def done(self, leased: Job) -> bool:
        return await self.jobs.done(leased.id or 0, self.name, now=self.clock.now(), result={"by": self.name})


@pytest.fixture
def one(jobs: SqlJobStore, clock: SettableClock) -> Worker:
    return Worker(jobs, clock, "one")


@pytest.fixture
def two(jobs: SqlJobStore, clock: SettableClock) -> Worker:
    return Worker(jobs, clock, "two")


def named(leased: list[Job]) -> list[str]:
    return [one.payload["name"] for one in leased]


async def fill(jobs: SqlJobStore, *names: str, **values: Any) -> None:
    assert await jobs.enqueue_many([job(payload={"name": name}, **values) for name in names]) == len(names)


async def test_a_job_belongs_to_the_transaction_that_made_it_necessary(store: SqlStore, one: Worker):
    async with store.write() as unit:
        await unit.jobs.enqueue(job(payload={"name": "never"}))
    assert await one.take() == []
    async with store.write() as unit:
        assert await unit.jobs.enqueue(job(payload={"名": "发票"}))
        await unit.commit()
    [leased] = await one.take()
    assert (leased.payload, leased.attempts, leased.lease_owner) == ({"名": "发票"}, 1, "one")


async def test_the_same_dedup_key_is_taken_once_for_ever(store: SqlStore, jobs: SqlJobStore, one: Worker):
    async with store.write() as unit:
        first, second = job(dedup_key="decision:1"), job(dedup_key="decision:1")
        assert await unit.jobs.enqueue(first)
        assert not await unit.jobs.enqueue(second)
        assert (first.id is None, second.id) == (False, None)
        await unit.commit()
    [leased] = await one.take(limit=5)
    await one.done(leased)
    async with store.write() as unit:
        assert not await unit.jobs.enqueue(job(dedup_key="decision:1"))
        await unit.commit()
    assert await jobs.enqueue_many([job(dedup_key="decision:1"), job(dedup_key="d2"), job(dedup_key="d2"), job()]) == 2


async def test_jobs_come_by_priority_then_by_time_then_in_their_order(jobs: SqlJobStore, one: Worker):
    await fill(jobs, "campaign", priority=9)
    await fill(jobs, "notice 2", "notice 3")
    await fill(jobs, "notice 1", due_at=START - timedelta(minutes=1))
    await fill(jobs, "urgent", priority=0, kind="other")
    await fill(jobs, "elsewhere", kind="not asked for")
    assert named(await one.take("test", "other", limit=10)) == [
        "urgent",
        "notice 1",
        "notice 2",
        "notice 3",
        "campaign",
    ]


async def test_a_limit_takes_the_most_urgent_of_all_kinds(jobs: SqlJobStore, one: Worker):
    await fill(jobs, "a9", priority=9, kind="a")
    await fill(jobs, "b5", priority=5, kind="b")
    await fill(jobs, "a5", priority=5, kind="a", due_at=START - timedelta(seconds=1))
    await fill(jobs, "b0", priority=0, kind="b")
    taken = [named(await one.take("a", "b", limit=2)) for _ in range(3)]
    assert taken == [["b0", "a5"], ["b5", "a9"], []]


async def test_only_urgent_ones_are_taken_when_so_asked(jobs: SqlJobStore, one: Worker):
    await fill(jobs, "campaign", priority=9)
    await fill(jobs, "urgent", priority=0)
    assert named(await one.take(limit=5, max_priority=0)) == ["urgent"]
    assert await one.take(limit=5, max_priority=8) == []
    assert await one.jobs.lease("one", [], now=START, seconds=9) == []


async def test_a_job_waits_for_its_time(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, "reminder", due_at=START + timedelta(days=3))
    assert await one.take() == []
    clock.advance(days=3)
    assert named(await one.take()) == ["reminder"]


async def test_jobs_of_one_order_key_run_one_at_a_time_in_order(jobs: SqlJobStore, one: Worker, two: Worker):
    await fill(jobs, "lin 1", "lin 2", order_key="lin")
    await fill(jobs, "zhou 1", order_key="zhou", priority=9)
    await fill(jobs, "lin 0", order_key="lin", priority=0)  # urgent, but enqueued after the others
    first = await one.take(limit=5)
    assert named(first) == ["lin 0", "zhou 1"]
    assert await two.take(limit=5) == []
    await one.done(first[0])
    [second] = await two.take(limit=5)
    assert second.payload["name"] == "lin 1"
    await fill(jobs, "lin urgent", order_key="lin", priority=0)  # waits for what is under way, and only for that
    assert await one.take(limit=5) == []
    await two.done(second)
    assert named(await one.take(limit=5)) == ["lin urgent"]


async def test_what_is_for_later_does_not_hold_up_what_is_for_now(jobs: SqlJobStore, one: Worker):
    reminder = job(payload={"name": "reminder"}, order_key="lin", due_at=START + timedelta(days=3))
    await jobs.enqueue_many([reminder])
    await fill(jobs, "at night", order_key="lin")
    [put_off] = await one.take()
    assert await jobs.retry(put_off.id or 0, "one", due_at=START + timedelta(hours=9), error=POSTPONED, count=False)
    await fill(jobs, "now", order_key="lin")
    assert named(await one.take(limit=5)) == ["now"]


async def test_the_leases_of_a_dead_owner_end_early(jobs: SqlJobStore, one: Worker, two: Worker, clock: SettableClock):
    await fill(jobs, "a", "b", "c")
    held = await one.take(limit=2, seconds=60)
    [other] = await two.take(seconds=60)
    assert await jobs.abandon("one", until=START + timedelta(seconds=1)) == 2
    assert await two.take(limit=5) == []
    clock.advance(seconds=1)
    assert {taken.id for taken in await two.take(limit=5)} == {taken.id for taken in held}
    assert await two.done(other)


async def test_the_last_message_ids_of_a_channel_are_known(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, "a", "b", "c", "d")
    for number, taken in enumerate(await one.take(limit=4)):
        clock.advance(seconds=1)
        result = {"message_id": str(number), "channel": "webchat" if number == 2 else "telegram"}
        assert await jobs.done(taken.id or 0, "one", now=clock.now(), result=result)
    sent = await jobs.sent_last("telegram", limit=3)
    assert sent == [("3", START + timedelta(seconds=4)), ("1", START + timedelta(seconds=2))]


async def test_a_retry_keeps_its_place_in_the_order(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, "first", "second", order_key="lin")
    [first] = await one.take()
    assert await jobs.retry(first.id or 0, "one", due_at=START + timedelta(minutes=5), error="429")
    assert await one.take() == []
    clock.advance(minutes=5)
    [again] = await one.take(limit=5)
    assert (again.payload["name"], again.attempts, again.error) == ("first", 2, "429")


async def test_what_is_repeated_does_not_wait_for_the_end_of_a_campaign(
    jobs: SqlJobStore, one: Worker, clock: SettableClock
):
    await fill(jobs, "a", "b", "c", priority=9)
    [first] = await one.take()
    assert await jobs.retry(first.id or 0, "one", due_at=START + timedelta(seconds=1), error="502", sooner=True)
    assert named(await one.take()) == ["b"]
    clock.advance(seconds=1)
    assert named(await one.take(limit=5)) == ["a", "c"]


async def test_a_dead_letter_lets_the_next_ones_pass(jobs: SqlJobStore, one: Worker):
    await fill(jobs, "first", "second", order_key="lin")
    [first] = await one.take()
    assert await jobs.dead(first.id or 0, "one", now=START, error="blocked")
    assert named(await one.take()) == ["second"]


async def test_what_a_dead_worker_held_is_taken_over(jobs: SqlJobStore, one: Worker, two: Worker, clock: SettableClock):
    await fill(jobs, "work")
    [held] = await one.take(seconds=60)
    clock.advance(seconds=59)
    assert await two.take() == []
    clock.advance(seconds=1)
    [taken] = await two.take()
    assert (taken.id, taken.attempts, taken.lease_owner) == (held.id, 2, "two")
    # the first one comes back too late: none of its answers count
    assert not await one.done(held)
    assert not await jobs.extend(held.id or 0, "one", clock.now() + timedelta(hours=1))
    assert not await jobs.retry(held.id or 0, "one", due_at=clock.now(), error="")
    assert not await jobs.dead(held.id or 0, "one", now=clock.now(), error="")
    assert await two.done(taken)
    assert not await two.done(taken)
    assert (await jobs.counts())["done"] == 1


async def test_a_lease_that_is_extended_is_kept(jobs: SqlJobStore, one: Worker, two: Worker, clock: SettableClock):
    await fill(jobs, "ocr")
    [held] = await one.take(seconds=60)
    clock.advance(seconds=50)
    assert await jobs.extend(held.id or 0, "one", clock.now() + timedelta(seconds=60))
    clock.advance(seconds=50)
    assert await two.take() == []


async def test_rate_limits_do_not_count_as_attempts(jobs: SqlJobStore, one: Worker):
    await fill(jobs, "message")
    for _ in range(3):
        [held] = await one.take()
        assert held.attempts == 1
        await jobs.retry(held.id or 0, "one", due_at=START, error="429", count=False)


async def test_a_dead_letter_is_listed_and_can_be_sent_again(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, "message")
    [held] = await one.take()
    await jobs.dead(held.id or 0, "one", now=clock.now(), error="x" * 5000)
    [letter] = await jobs.dead_letters()
    assert (letter.id, len(letter.error), letter.dead_at) == (held.id, 2000, clock.now())
    assert await one.take() == []
    assert await jobs.revive(held.id or 0, now=clock.now())
    assert not await jobs.revive(held.id or 0, now=clock.now())
    assert await jobs.dead_letters() == []
    [again] = await one.take()
    assert again.attempts == 1


async def test_the_counts_tell_where_the_jobs_are(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, *"abcde")
    await fill(jobs, "later", due_at=START + timedelta(days=36500))
    a, b = await one.take(limit=2, seconds=86400 * 36500)
    await one.done(a)
    await jobs.dead(b.id or 0, "one", now=clock.now(), error="")
    await one.take(seconds=86400 * 36500)
    assert await jobs.counts() == {"open": 3, "due": 2, "leased": 1, "done": 1, "dead": 1}


async def test_old_done_jobs_are_forgotten_and_nothing_else(jobs: SqlJobStore, one: Worker, clock: SettableClock):
    await fill(jobs, "done", "open", "dead")
    done, _, dead = await one.take(limit=3, seconds=1)
    await one.done(done)
    await jobs.dead(dead.id or 0, "one", now=clock.now(), error="")
    assert await jobs.prune(clock.now()) == 0
    clock.advance(days=1)
    assert await jobs.prune(clock.now()) == 1
    assert named(await one.take(limit=5)) == ["open"]
    assert len(await jobs.dead_letters()) == 1


async def test_a_page_of_many_jobs_is_enqueued_in_order(jobs: SqlJobStore, one: Worker):
    page = [job(payload={"name": str(n)}, dedup_key=f"m:{n}", order_key=f"p{n}", priority=9) for n in range(3000)]
    assert await jobs.enqueue_many(page) == 3000
    assert await jobs.enqueue_many([*page[-10:], job(dedup_key="m:new", priority=9)]) == 1
    assert named(await one.take(limit=40)) == [str(n) for n in range(40)]
    assert await jobs.enqueue_many([]) == 0


async def test_three_workers_do_each_job_once(database: Database, jobs: SqlJobStore, clock: SettableClock):
    await fill(jobs, *(str(n) for n in range(60)))
    done: list[str] = []

    async def work(name: str) -> None:
        worker = Worker(SqlJobStore(database), clock, name)
        while leased := await worker.take(limit=3):
            for one in leased:
                done.append(one.payload["name"])
                assert await worker.done(one)

    await asyncio.gather(*(work(f"worker {n}") for n in range(3)))
    assert sorted(done, key=int) == [str(n) for n in range(60)]


async def test_a_named_right_has_one_holder(jobs: SqlJobStore, clock: SettableClock):
    async def ask(owner: str) -> bool:
        return await jobs.acquire_lease("telegram-sender", owner, now=clock.now(), seconds=30)

    assert sum(await asyncio.gather(*(ask(f"worker {n}") for n in range(5)))) == 1
    [holder] = [name for name in (f"worker {n}" for n in range(5)) if await ask(name)]
    assert not await ask("late")
    clock.advance(seconds=29)
    assert await ask(holder)  # keeping it starts its time anew
    clock.advance(seconds=29)
    assert not await ask("late")
    clock.advance(seconds=1)
    assert await ask("late")
    assert not await ask(holder)
    await jobs.release_lease("telegram-sender", holder)  # no longer its own to give
    assert not await ask(holder)
    await jobs.release_lease("telegram-sender", "late")
    assert await ask(holder)
    assert await jobs.acquire_lease("another-right", "late", now=clock.now(), seconds=30)
