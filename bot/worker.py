"""The worker: jobs of the outbox that are not messages (reading receipts, deciding claims, planning campaigns)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import structlog

from benefits.errors import BenefitsError
from services.model import Job
from services.ports import Clock, JobStore

log = structlog.get_logger(__name__)

Handler = Callable[[Job], Awaitable[None]]
TRIES = 6
IDLE_SECONDS = 0.3


class RunLater(Exception):
    """Raised by a handler: not now, but in so many seconds; no failure."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class JobLoop:
    """Runs jobs of some kinds, ``together`` so many at a time. A job whose process dies is taken over when its lease ends.

    A failure is tried again with a growing pause; after ``TRIES`` the job is a dead letter with its reason.
    """

    def __init__(
        self,
        name: str,
        jobs: JobStore,
        clock: Clock,
        handlers: Mapping[str, Handler],
        *,
        lease: float = 60.0,
        together: int = 1,
        given_up: Mapping[str, Handler] | None = None,
    ) -> None:
        self._name = name
        self._jobs = jobs
        self._clock = clock
        self._handlers = dict(handlers)
        self._lease = lease
        self._together = together
        self._given_up = given_up or {}
        """What to do once a job of a kind became a dead letter."""
        self._news = asyncio.Event()

    def wake(self) -> None:
        self._news.set()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                busy = await self.step()
            except Exception as problem:  # the store may be away for a while: the loop outlives that
                log.error("jobs-store-failed", loop=self._name, problem=type(problem).__name__)
                busy = False
            if not busy:
                await self._pause(stop)

    async def step(self) -> bool:
        """Runs the jobs due first; False when there were none."""
        jobs = await self._jobs.lease(
            self._name, list(self._handlers), now=self._clock.now(), seconds=self._lease, limit=self._together
        )
        succeeded = await asyncio.gather(*(self._run(job) for job in jobs))
        done = [job.id for job, good in zip(jobs, succeeded, strict=True) if good and job.id is not None]
        if done:
            await self._jobs.done_many(done, self._name, now=self._clock.now())
        return bool(jobs)

    async def _run(self, job: Job) -> bool:
        """Whether the job was done; if not, it has been put off."""
        assert job.id is not None
        keeping = asyncio.create_task(self._keep(job.id))
        try:
            await self._handlers[job.kind](job)
        except RunLater as later:
            due = self._clock.now() + timedelta(seconds=later.seconds)
            await self._jobs.retry(job.id, self._name, due_at=due, error="later", count=False)
        except Exception as problem:
            await self._failed(job, problem)
        else:
            return True
        finally:
            keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeping
        return False

    async def _failed(self, job: Job, problem: Exception) -> None:
        assert job.id is not None
        reason = str(problem) if isinstance(problem, BenefitsError) else type(problem).__name__
        log.error("job-failed", job=job.id, kind=job.kind, attempt=job.attempts, problem=reason, exc_info=problem)
        if job.attempts >= TRIES:
            await self._jobs.dead(job.id, self._name, now=self._clock.now(), error=reason)
            if job.kind in self._given_up:
                with contextlib.suppress(Exception):  # the dead letter tells HR in any case
                    await self._given_up[job.kind](job)
        else:
            due = self._clock.now() + timedelta(seconds=2.0**job.attempts)
            await self._jobs.retry(job.id, self._name, due_at=due, error=reason)

    async def _keep(self, job_id: int) -> None:
        while True:
            await asyncio.sleep(self._lease / 3)
            await self._jobs.extend(job_id, self._name, self._clock.now() + timedelta(seconds=self._lease))

    async def _pause(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(self._news.wait())]
        await asyncio.wait(waits, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for task in waits:
            task.cancel()
        self._news.clear()
