"""The worker's loop: takes deliveries from the outbox, has them sent, and records what became of each."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from benefits.errors import BenefitsError
from bot.delivery import notes
from bot.delivery.right import SendingRight
from services.deliveries import (
    JOB_KIND,
    POSTPONED,
    Delivery,
    DeliveryResult,
    FailureReason,
    Postponed,
    Sender,
    attachment_key,
)
from services.model import Job
from services.ports import Clock, JobStore

_ANY_PRIORITY = 9
log = structlog.get_logger(__name__)

Prepare = Callable[[Job], Awaitable[Delivery | None]]
"""Turns a job into the delivery to send now; None when there is no longer anything to say."""
Settled = Callable[[Job, Delivery | None, DeliveryResult], Awaitable[bool]]
"""Called once (after a crash perhaps twice) for a delivery that was sent or failed for good, before the job ends; without
one when it could not even be prepared.
True: it failed, but there is another channel; prepare it again at once."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How the loop behaves in time (seconds)."""

    at_once: int = 24
    """Deliveries in hand. What is in hand when a process dies waits for its lease to end."""
    urgent_at_once: int = 8
    """More of them, kept free for urgent ones."""
    looked_for_at_once: int = 48
    """More of them, that a dead process had in hand: they are looked for first, and meanwhile the others go on."""
    urgent_priority: int = 0
    job_lease: float = 6.0
    """Renewed while a delivery is in hand; what a dead process had in hand waits this long."""
    urgent_lease: float = 1.0
    renew: float = 0.5
    """Between two renewals of the right to send."""
    look: float = 0.05
    """Between two looks whether the right has become free."""
    idle: float = 0.2
    first_backoff: float = 1.0
    longest_backoff: float = 1800.0
    urgent_soon: int = 3
    """So many times an urgent one is repeated soon, before its pauses grow as those of the others."""
    tries: int = 24
    """About seven hours: no outage of a messenger has lasted longer."""
    unknown_tries: int = 2
    finish: float = 1.5
    """For what is in hand when the loop is told to stop; what takes longer is looked for at the next start."""


@dataclass(slots=True)
class _Hand:
    """A delivery in hand: its job's lease in seconds, and when (loop time) to renew it."""

    job: Job
    task: asyncio.Task[None]
    lease: float
    renew_at: float
    looked_for: bool
    """Its message may have been sent by a process that died."""


class DeliveryLoop:
    """Any number may run; the one that holds the ``right`` to send does so, the others wait to take over.

    ``prepare`` maps a job kind to what makes its delivery; ``delivery`` jobs need none. A job is repeated with a growing
    pause, and ends as a dead letter with its reason when that is no use. Nothing is recorded as done before it is sent,
    so a crash repeats at most what was in hand, and the sender is told that it may have arrived.
    """

    def __init__(
        self,
        jobs: JobStore,
        senders: Mapping[str, Sender],
        clock: Clock,
        *,
        owner: str,
        prepare: Mapping[str, Prepare] | None = None,
        load_file: Callable[[str], Awaitable[bytes]] | None = None,
        settled: Settled | None = None,
        right: SendingRight | None = None,
        tempo: Tempo | None = None,
    ) -> None:
        self._jobs = jobs
        self._senders = senders
        self._clock = clock
        self._owner = owner
        self._load_file = load_file
        self._prepare: dict[str, Prepare] = {JOB_KIND: self._from_payload, **(prepare or {})}
        self._settled = settled
        self._right = right or SendingRight(jobs, clock, owner)
        self._tempo = tempo or Tempo()
        self._held_until = 0.0
        self._hands: dict[int, _Hand] = {}
        self._results: dict[int, tuple[DeliveryResult, str]] = {}
        """Results that could not be recorded yet, with their channels."""
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Something was enqueued in this process: don't wait for the next look."""
        self._news.set()

    @property
    def sending(self) -> bool:
        """True while this process holds the right to send."""
        return asyncio.get_running_loop().time() < self._held_until

    async def run(self, stop: asyncio.Event) -> None:
        """Until ``stop``. Then lets what is in hand end, and passes the right on."""
        keeping = asyncio.create_task(self._keep_right())
        extending = asyncio.create_task(self._keep_jobs())
        try:
            while not stop.is_set():
                if self.sending:
                    await self._guarded(self._take(), "take")
                await self._pause(stop)
            await self._finish()
        finally:
            for task in (keeping, extending):
                task.cancel()
            await asyncio.gather(keeping, extending, return_exceptions=True)
            left = [hand.task for hand in self._hands.values()]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            with contextlib.suppress(BenefitsError, OSError):
                await self._right.release()

    # Rights and leases ----------------------------------------------------------------------------------------------

    async def _keep_right(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            held = self.sending
            if await self._guarded(self._right.ask(), "right"):
                self._held_until = asked + self._right.seconds
                if not held:
                    for sender in self._senders.values():
                        sender.begin()
                    log.info("deliveries-begin", owner=self._owner)
                    self._news.set()
                await self._guarded(self._inherit(), "inherit")
            await asyncio.sleep(self._tempo.renew if self.sending else self._tempo.look)

    async def _inherit(self) -> bool:
        await self._right.inherit()
        return True

    async def _keep_jobs(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(self._tempo.urgent_lease, self._tempo.job_lease) / 3)
            for hand in list(self._hands.values()):
                if loop.time() >= hand.renew_at:
                    hand.renew_at = loop.time() + hand.lease / 3
                    until = self._clock.now() + timedelta(seconds=hand.lease)
                    await self._guarded(self._jobs.extend(_id(hand.job), self._owner, until), "extend")

    async def _guarded(self, call: Awaitable[bool], what: str) -> bool:
        """The store may be away for a while: the loop outlives that."""
        try:
            return await call
        except Exception as problem:
            log.error("deliveries-store-failed", during=what, problem=type(problem).__name__)
            return False

    # Jobs -----------------------------------------------------------------------------------------------------------

    async def _take(self) -> bool:
        """Takes what is urgent, even when all hands are busy; then as much else as there are hands free."""
        tempo = self._tempo
        urgent = tempo.at_once + tempo.urgent_at_once - self._busy()
        await self._lease(urgent, tempo.urgent_lease, tempo.urgent_priority)
        await self._lease(tempo.at_once - self._busy(), tempo.job_lease, _ANY_PRIORITY)
        return True

    def _busy(self) -> int:
        """Hands that are taken. Those that look for a message of a dead process hold up nobody, up to a number."""
        looked_for = sum(hand.looked_for for hand in self._hands.values())
        return len(self._hands) - min(looked_for, self._tempo.looked_for_at_once)

    async def _lease(self, limit: int, seconds: float, max_priority: int) -> None:
        if limit <= 0:
            return
        now, loop = self._clock.now(), asyncio.get_running_loop()
        jobs = await self._jobs.lease(
            self._owner, list(self._prepare), now=now, seconds=seconds, limit=limit, max_priority=max_priority
        )
        for job in jobs:
            if _id(job) in self._hands:  # its lease ran out while we were busy, and we have got it again
                continue
            task = asyncio.create_task(self._handle(job))
            self._hands[_id(job)] = _Hand(job, task, seconds, loop.time() + seconds / 3, notes.broke_off(job))

    async def _handle(self, job: Job) -> None:
        try:
            await self._deliver(job)
        except Exception as problem:  # the lease runs out and the job comes again
            log.error("delivery-not-recorded", job=job.id, problem=type(problem).__name__)
        finally:
            self._hands.pop(_id(job), None)

    async def _pause(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(self._news.wait())]
        await asyncio.wait(waits, timeout=self._tempo.idle, return_when=asyncio.FIRST_COMPLETED)
        for task in waits:
            task.cancel()
        self._news.clear()

    async def _finish(self) -> None:
        tasks = [hand.task for hand in self._hands.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=self._tempo.finish)

    async def _deliver(self, job: Job) -> None:
        known = self._results.get(_id(job))
        if known is not None:  # it was sent before, and only recording that had failed
            await self._record(job, *known, notes.unknowns(job))
            del self._results[_id(job)]
            return
        maybe_sent = notes.broke_off(job)
        while await self._attempt(job, maybe_sent):
            maybe_sent = False

    async def _attempt(self, job: Job, maybe_sent: bool) -> bool:
        """Prepares, sends, records. True when it has to be prepared again, for another channel."""
        try:
            delivery = await self._prepare[job.kind](job)
        except Postponed as later:
            await self._jobs.retry(_id(job), self._owner, due_at=later.until, error=POSTPONED, count=False)
            return False
        except BenefitsError as problem:
            reason: FailureReason = "file-missing" if problem.code == "file-missing" else "bad-request"
            return await self._end(job, None, DeliveryResult("failed", reason=reason, detail=str(problem)))
        except Exception as problem:
            log.error("delivery-not-prepared", job=job.id, kind=job.kind, problem=type(problem).__name__)
            return await self._end(job, None, DeliveryResult("retry", detail=f"not prepared: {type(problem).__name__}"))
        if delivery is None:
            await self._jobs.done(_id(job), self._owner, now=self._clock.now(), result={"outcome": "nothing-to-say"})
            return False
        sender = self._senders.get(delivery.channel)
        if sender is None:
            return await self._end(
                job, delivery, DeliveryResult("failed", reason="no-channel", detail=delivery.channel)
            )
        try:
            result = await sender.send(delivery, maybe_sent=maybe_sent)
        except Exception as problem:  # a sender must not raise; if it does, this delivery waits and the others go on
            log.error("delivery-sender-failed", job=job.id, channel=delivery.channel, problem=type(problem).__name__)
            result = DeliveryResult("unknown", detail=type(problem).__name__)
        return await self._end(job, delivery, result)

    async def _end(self, job: Job, delivery: Delivery | None, result: DeliveryResult) -> bool:
        """Records a result, unless there is another channel (True). When that fails, the job comes again with its lease's end."""
        unknowns = notes.unknowns(job) + (result.outcome == "unknown")
        if result.outcome == "unknown" and unknowns >= self._tempo.unknown_tries:
            result = DeliveryResult("failed", reason="answer-lost", detail=result.detail)
        elif result.outcome == "retry" and result.counts and job.attempts >= self._tempo.tries:
            result = DeliveryResult("failed", reason="retries-used-up", detail=result.detail)
        if result.outcome in {"sent", "failed"} and self._settled is not None:
            try:
                if await self._settled(job, delivery, result) and result.outcome == "failed":
                    return True
            except Exception as problem:  # what was sent must not be sent again because of this
                log.error("delivery-settling-failed", job=job.id, problem=type(problem).__name__)
        channel = delivery.channel if delivery is not None else ""
        self._results[_id(job)] = result, channel
        await self._record(job, result, channel, unknowns)
        del self._results[_id(job)]
        return False

    async def _record(self, job: Job, result: DeliveryResult, channel: str, unknowns: int) -> None:
        now, job_id = self._clock.now(), _id(job)
        if result.outcome == "sent":
            kept = {
                "outcome": "sent",
                "channel": channel,
                "message_id": result.message_id,
                "detail": result.detail,
            }
            recorded = await self._jobs.done(job_id, self._owner, now=now, result=kept)
        elif result.outcome == "failed":
            recorded = await self._jobs.dead(job_id, self._owner, now=now, error=f"{result.reason}: {result.detail}")
        else:
            wait = self._wait(job, result)
            recorded = await self._jobs.retry(
                job_id,
                self._owner,
                due_at=now + timedelta(seconds=wait),
                error=notes.note(job, result, unknowns),
                count=result.counts,
                sooner=not job.error,  # once, or it would wait for the end of its campaign
            )
        if not recorded:
            log.warning("delivery-taken-over", job=job_id, outcome=result.outcome)

    def _wait(self, job: Job, result: DeliveryResult) -> float:
        if result.retry_after is not None:
            urgent = job.priority <= self._tempo.urgent_priority
            return result.retry_after + random.uniform(0.02, 0.06 if urgent else 0.3)
        first, steps = self._tempo.first_backoff, job.attempts - 1
        if job.priority <= self._tempo.urgent_priority:  # short pauses first: a hiccup must not cost it seconds
            first, steps = first / 3, max(0, steps - self._tempo.urgent_soon)
        grown = first * 2.0 ** min(steps, 20)
        return min(grown, self._tempo.longest_backoff) * random.uniform(0.8, 1.2)

    async def _from_payload(self, job: Job) -> Delivery:
        key = attachment_key(job.payload)
        data = None
        if key is not None and self._load_file is not None:
            data = await self._load_file(key)
        return Delivery.from_payload(job.payload, data, reference=job.dedup_key or str(job.id))


def _id(job: Job) -> int:
    assert job.id is not None
    return job.id
