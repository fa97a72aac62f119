from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benefits.errors import NotFound
from bot.delivery.loop import DeliveryLoop, Tempo
from bot.delivery.right import SendingRight
from services.deliveries import JOB_KIND, Attachment, Delivery, DeliveryResult
from services.model import Job
from storage.database import Database
from storage.files import LocalVault
from storage.jobs import SqlJobStore

SENT = DeliveryResult("sent", message_id="77")
QUICK = Tempo(renew=0.1, idle=0.02, first_backoff=0.05, tries=4, finish=3)


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


class Script:
    """A sender that does what it was told, text by text, and else succeeds."""

    channel = "telegram"

    def __init__(self, **results: list[DeliveryResult]) -> None:
        self.results = results
        self.sent: list[str] = []
        self.maybe: list[bool] = []
        self.began = 0
        self.hold: dict[str, asyncio.Event] = {}

    def begin(self) -> None:
        self.began += 1

    async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
        assert self.began, "a delivery before the right to send"
        self.sent.append(delivery.text_html)
        self.maybe.append(maybe_sent)
        if delivery.text_html in self.hold:
            await self.hold[delivery.text_html].wait()
        planned = self.results.get(delivery.text_html)
        return planned.pop(0) if planned else SENT

    async def aclose(self) -> None: ...


def job(text: str, *, person: str | None = None, priority: int = 5, **payload: Any) -> Job:
    now = datetime.now(UTC) - timedelta(seconds=1)
    made = Delivery("telegram", "1", text).to_payload() | payload
    order = f"person:{person}" if person else None
    return Job(JOB_KIND, made, now, now, dedup_key=f"test:{text}", order_key=order, priority=priority)


@pytest.fixture
def jobs(database: Database) -> SqlJobStore:
    return SqlJobStore(database)


@asynccontextmanager
async def running(
    jobs: SqlJobStore,
    sender: Script,
    *,
    owner: str = "a",
    tempo: Tempo = QUICK,
    lock_file: Path | None = None,
    more: Mapping[str, Script] | None = None,
    **options: Any,
) -> AsyncIterator[DeliveryLoop]:
    stop, right = asyncio.Event(), SendingRight(jobs, RealClock(), owner, seconds=4.0, lock_file=lock_file)
    loop = DeliveryLoop(
        jobs, {"telegram": sender, **(more or {})}, RealClock(), owner=owner, right=right, tempo=tempo, **options
    )
    task = asyncio.create_task(loop.run(stop))
    try:
        yield loop
    finally:
        stop.set()
        await task


async def settled(jobs: SqlJobStore, seconds: float = 10.0) -> Mapping[str, int]:
    async with asyncio.timeout(seconds * 2):
        while True:
            counts = await jobs.counts()
            if counts["open"] + counts["leased"] == 0:
                return counts
            await asyncio.sleep(0.03)


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_everything_is_sent_once_and_in_order_for_each_person(jobs: SqlJobStore) -> None:
    sender = Script()
    texts = [f"{person}{number}" for number in range(4) for person in "abc"]
    await jobs.enqueue_many([job(text, person=text[0]) for text in texts])
    await jobs.enqueue_many([job(text, person=text[0]) for text in texts])  # known keys: passed over
    async with running(jobs, sender):
        assert (await settled(jobs))["done"] == 12
    assert sorted(sender.sent) == sorted(texts)
    for person in "abc":
        assert [text for text in sender.sent if text[0] == person] == [f"{person}{number}" for number in range(4)]
    assert not any(sender.maybe)


async def test_a_failed_attempt_is_repeated_and_a_pause_of_the_provider_costs_no_try(jobs: SqlJobStore) -> None:
    wait = DeliveryResult("retry", retry_after=0.01, counts=False, detail="too many")
    away = DeliveryResult("retry", detail="502")
    sender = Script(x=[wait, wait, wait, wait, wait, away, away, away, SENT])
    await jobs.enqueue_many([job("x")])
    async with running(jobs, sender):
        assert (await settled(jobs))["done"] == 1
    assert sender.sent == ["x"] * 9
    assert not any(sender.maybe)


async def test_used_up_retries_end_as_a_dead_letter_that_can_be_sent_again(jobs: SqlJobStore) -> None:
    told: list[tuple[str, str | None]] = []

    async def note(job: Job, delivery: Delivery, result: DeliveryResult) -> bool:
        told.append((delivery.text_html, result.reason))
        return False

    sender = Script(x=[DeliveryResult("retry", detail="502 Bad Gateway")] * 4)
    await jobs.enqueue_many([job("x", person="p"), job("y", person="p")])
    async with running(jobs, sender, settled=note):
        counts = await settled(jobs)
        assert (counts["dead"], counts["done"]) == (1, 1)
        (letter,) = await jobs.dead_letters()
        assert letter.error == "retries-used-up: 502 Bad Gateway"
        assert letter.id is not None
        await jobs.revive(letter.id, now=datetime.now(UTC))
        assert (await settled(jobs))["done"] == 2
    assert told == [("x", "retries-used-up"), ("y", None), ("x", None)]


async def test_a_blocked_person_is_told_to_whoever_offers_another_channel(jobs: SqlJobStore) -> None:
    told: list[DeliveryResult] = []

    async def note(job: Job, delivery: Delivery, result: DeliveryResult) -> bool:
        told.append(result)
        raise RuntimeError("the marking failed")

    sender = Script(x=[DeliveryResult("failed", reason="blocked", detail="Forbidden")])
    await jobs.enqueue_many([job("x"), job("y")])
    async with running(jobs, sender, settled=note):
        counts = await settled(jobs)
    assert (counts["dead"], counts["done"]) == (1, 1)
    assert sorted(result.unreachable for result in told) == [False, True]
    assert sorted(sender.sent) == ["x", "y"]


async def test_where_there_is_another_channel_the_same_message_goes_there_at_once(jobs: SqlJobStore) -> None:
    blocked: set[str] = set()

    async def prepare(job: Job) -> Delivery | None:
        return Delivery("email", "an@example.com", "later") if blocked else Delivery("telegram", "1", "first")

    async def note(job: Job, delivery: Delivery, result: DeliveryResult) -> bool:
        if result.unreachable and delivery.channel == "telegram":
            blocked.add(delivery.external_chat_id)
            return True
        return False

    gone = DeliveryResult("failed", reason="blocked", detail="Forbidden")
    telegram, email = Script(first=[gone]), Script(later=[SENT, DeliveryResult("failed", reason="bad-address")])
    notices = [job("a"), job("b")]
    for notice in notices:
        notice.kind = "notice"
    await jobs.enqueue_many(notices[:1])
    async with running(jobs, telegram, more={"email": email}, prepare={"notice": prepare}, settled=note):
        assert (await settled(jobs))["done"] == 1
        await jobs.enqueue_many(notices[1:])
        counts = await settled(jobs)
    assert (counts["done"], counts["dead"]) == (1, 1)
    assert (telegram.sent, email.sent) == (["first"], ["later", "later"])
    assert [letter.error for letter in await jobs.dead_letters()] == ["bad-address: "]


async def test_what_cannot_be_prepared_for_good_is_told_too(jobs: SqlJobStore) -> None:
    told: list[tuple[Delivery | None, str, str | None]] = []

    async def prepare(job: Job) -> Delivery | None:
        raise NotFound("file-missing")

    async def note(job: Job, delivery: Delivery | None, result: DeliveryResult) -> bool:
        told.append((delivery, result.outcome, result.reason))
        return False

    notice = job("a")
    notice.kind = "notice"
    await jobs.enqueue_many([notice])
    async with running(jobs, Script(), prepare={"notice": prepare}, settled=note):
        counts = await settled(jobs)
    assert (counts["done"], counts["dead"]) == (0, 1)
    assert told == [(None, "failed", "file-missing")]


async def test_a_lost_answer_is_asked_about_once_and_then_shown_to_a_person(jobs: SqlJobStore) -> None:
    sender = Script(x=[DeliveryResult("unknown", detail="timed out")] * 2, y=[DeliveryResult("unknown"), SENT])
    await jobs.enqueue_many([job("x")])
    async with running(jobs, sender):
        await settled(jobs)
        assert sender.maybe == [False, True]
        await jobs.enqueue_many([job("y")])
        assert (await settled(jobs))["done"] == 1
    assert [letter.error for letter in await jobs.dead_letters()] == ["answer-lost: timed out"]


async def test_what_a_dead_worker_had_in_hand_is_taken_over_and_marked(jobs: SqlJobStore) -> None:
    await jobs.enqueue_many([job("x"), job("y")])
    now = datetime.now(UTC)
    assert await jobs.acquire_lease("deliveries", "dead", now=now, seconds=2.0)
    assert len(await jobs.lease("dead", [JOB_KIND], now=now, seconds=3.0, limit=1)) == 1
    sender = Script()
    async with running(jobs, sender):
        await asyncio.sleep(0.2)
        assert sender.sent == []
        assert (await settled(jobs))["done"] == 2
    assert (sender.sent, sender.maybe) == (["y", "x"], [False, True])


async def test_of_two_workers_one_sends_and_the_other_takes_over(jobs: SqlJobStore) -> None:
    first, second = Script(), Script()
    async with running(jobs, first, owner="a") as one:
        await until(lambda: one.sending)
        async with running(jobs, second, owner="b") as two:
            await jobs.enqueue_many([job(str(number)) for number in range(30)])
            await settled(jobs)
            assert (len(first.sent), len(second.sent), two.sending) == (30, 0, False)
        assert one.sending
    async with running(jobs, second, owner="b"):
        await jobs.enqueue_many([job("again")])
        await settled(jobs)
    assert second.sent == ["again"]


async def test_on_one_machine_a_dead_worker_is_replaced_at_once(jobs: SqlJobStore, tmp_path: Path) -> None:
    lock, sender = tmp_path / "state" / "sending.lock", Script()
    await jobs.enqueue_many([job("x")])
    hold = (
        "import fcntl, os, sys; handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT); os.write(handle, b'dead');"
        "fcntl.flock(handle, fcntl.LOCK_EX); print('locked', flush=True); sys.stdin.read()"
    )
    lock.parent.mkdir()
    pipe = asyncio.subprocess.PIPE
    dead = await asyncio.create_subprocess_exec(sys.executable, "-c", hold, str(lock), stdin=pipe, stdout=pipe)
    assert dead.stdout and await dead.stdout.readline() == b"locked\n"
    assert await jobs.acquire_lease("deliveries", "dead", now=datetime.now(UTC), seconds=60)
    async with running(jobs, sender, lock_file=lock):
        await asyncio.sleep(0.3)
        assert sender.sent == []
        dead.kill()
        await dead.communicate()
        await until(lambda: sender.sent == ["x"], seconds=10)  # the lease alone would last a minute
    assert lock.read_text() == ""


async def test_where_files_cannot_be_locked_the_lease_alone_decides(jobs: SqlJobStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    sender = Script()
    await jobs.enqueue_many([job("x")])
    async with running(jobs, sender, lock_file=tmp_path / "file" / "sending.lock"):
        await settled(jobs)
    assert sender.sent == ["x"]


async def test_an_urgent_delivery_goes_out_although_all_hands_are_full(jobs: SqlJobStore) -> None:
    sender = Script()
    sender.hold = {f"slow {number}": asyncio.Event() for number in range(4)}
    tempo = Tempo(at_once=4, urgent_at_once=1, renew=0.1, idle=0.02)
    await jobs.enqueue_many([job(text, priority=9) for text in [*sender.hold, "later"]])
    async with running(jobs, sender, tempo=tempo):
        await until(lambda: len(sender.sent) == 4)
        await jobs.enqueue_many([job("decision", priority=0)])
        await until(lambda: "decision" in sender.sent)
        assert "later" not in sender.sent
        for event in sender.hold.values():
            event.set()
        await settled(jobs)


async def test_a_slow_delivery_keeps_its_lease(jobs: SqlJobStore) -> None:
    sender = Script()
    sender.hold = {"slow": asyncio.Event()}
    await jobs.enqueue_many([job("slow")])
    tempo = Tempo(job_lease=1.5, renew=0.1, idle=0.02)
    async with running(jobs, sender, tempo=tempo):
        await asyncio.sleep(2.5)
        assert await jobs.lease("thief", [JOB_KIND], now=datetime.now(UTC), seconds=1) == []
        sender.hold["slow"].set()
        await settled(jobs)
    assert sender.sent == ["slow"]


async def test_a_delivery_that_was_sent_but_not_recorded_is_not_sent_again(
    jobs: SqlJobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures, done = [ConnectionError(), ConnectionError()], jobs.done

    async def sometimes(*given: Any, **named: Any) -> bool:
        if failures:
            raise failures.pop()
        return await done(*given, **named)

    monkeypatch.setattr(jobs, "done", sometimes)
    sender = Script()
    await jobs.enqueue_many([job("x")])
    async with running(jobs, sender, tempo=Tempo(job_lease=0.3, renew=0.1, idle=0.02)):
        assert (await settled(jobs))["done"] == 1
    assert sender.sent == ["x"]


async def test_other_kinds_are_prepared_when_they_are_sent(jobs: SqlJobStore) -> None:
    async def prepare(job: Job) -> Delivery | None:
        if job.payload["text"] == "gone":
            return None
        if job.payload["text"] == "broken":
            raise NotFound("employee-missing")
        return Delivery("telegram", "1", f"您好，{job.payload['text']}", reference=job.dedup_key or "")

    notices = [job(text) for text in ("安", "gone", "broken")]
    for notice in notices:
        notice.kind = "notice"
    sender = Script()
    await jobs.enqueue_many([*notices, job("carrier", channel="pigeon")])
    async with running(jobs, sender, prepare={"notice": prepare}):
        counts = await settled(jobs)
    assert (counts["done"], counts["dead"]) == (2, 2)
    assert sender.sent == ["您好，安"]
    errors = sorted(letter.error for letter in await jobs.dead_letters())
    assert errors == ["bad-request: employee-missing()", "no-channel: pigeon"]


async def test_an_attachment_comes_from_the_vault(jobs: SqlJobStore, vault: LocalVault) -> None:
    class Keeps(Script):
        files: list[Attachment | None] = []  # noqa: RUF012

        async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
            self.files.append(delivery.attachment)
            return await super().send(delivery, maybe_sent=maybe_sent)

    key = await vault.put(b"%PDF")
    sender = Keeps()
    there = {"key": key, "filename": "说明.pdf", "mime": "application/pdf"}
    await jobs.enqueue_many([job("x", attachment=there), job("y", attachment=there | {"key": "0" * 64})])
    async with running(jobs, sender, load_file=vault.get):
        counts = await settled(jobs)
    assert (counts["done"], counts["dead"]) == (1, 1)
    assert sender.files == [Attachment("说明.pdf", b"%PDF", "application/pdf", key)]


async def test_a_stop_finishes_what_is_in_hand_and_passes_the_right_on(jobs: SqlJobStore) -> None:
    sender = Script()
    sender.hold = {"slow": asyncio.Event()}
    await jobs.enqueue_many([job("slow")])
    async with running(jobs, sender):
        await until(lambda: sender.sent)
        asyncio.get_running_loop().call_later(0.3, sender.hold["slow"].set)
    assert (await jobs.counts())["done"] == 1
    assert await jobs.acquire_lease("deliveries", "next", now=datetime.now(UTC), seconds=1)


async def test_a_stop_does_not_wait_for_an_answer_that_does_not_come(jobs: SqlJobStore) -> None:
    sender = Script()
    sender.hold = {"slow": asyncio.Event()}
    await jobs.enqueue_many([job("slow")])
    async with running(jobs, sender, tempo=Tempo(renew=0.1, idle=0.02, job_lease=1.5)):
        await until(lambda: sender.sent)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 2.0
    later = Script()
    async with running(jobs, later):
        await settled(jobs)
    assert (later.sent, later.maybe) == (["slow"], [True])  # its successor looks before it sends
