"""The right to send: one process at a time, however many run."""

from __future__ import annotations

import fcntl
import os
from datetime import timedelta
from pathlib import Path

import structlog

from bot.delivery.arrivals import ON_ITS_WAY
from services.ports import Clock, JobStore

log = structlog.get_logger(__name__)


class SendingRight:
    """A lease in the database, held by whoever renews it.

    ``lock_file`` (in the folder of local state) makes a takeover on one machine immediate: the operating system frees
    it the moment its process dies, and the name in it says whose leases, of the right and of jobs, have become void.
    Without it, and from machine to machine, they have to run out first.
    """

    def __init__(
        self,
        jobs: JobStore,
        clock: Clock,
        owner: str,
        *,
        name: str = "deliveries",
        seconds: float = 3.0,
        lock_file: Path | None = None,
    ) -> None:
        self.seconds = seconds
        self._jobs = jobs
        self._clock = clock
        self._owner = owner
        self._name = name
        self._lock_file = lock_file
        self._handle: int | None = None
        self._heir_of = ""

    async def ask(self) -> bool:
        """Take or keep the right for ``seconds`` from now. False while another process has it."""
        if self._lock_file is not None and self._handle is None:
            try:
                before = self._lock(self._lock_file)
            except OSError as problem:  # a file system without locks: the lease alone will do
                log.warning("sending-lock-unusable", path=str(self._lock_file), problem=type(problem).__name__)
                self._lock_file, before = None, ""
            if before is None:
                return False
            if before:
                self._heir_of = before
                await self._jobs.release_lease(self._name, before)
        return await self._jobs.acquire_lease(self._name, self._owner, now=self._clock.now(), seconds=self.seconds)

    async def inherit(self) -> None:
        """Once the right is held: end the leases of the jobs that its last holder had in hand when it died."""
        if self._heir_of:
            until = self._clock.now() + timedelta(seconds=ON_ITS_WAY)
            left = await self._jobs.abandon(self._heir_of, until=until)
            log.info("sending-right-inherited", before=self._heir_of, jobs=left)
            self._heir_of = ""

    async def release(self) -> None:
        try:
            await self._jobs.release_lease(self._name, self._owner)
        finally:
            if self._handle is not None:
                os.ftruncate(self._handle, 0)
                os.close(self._handle)
                self._handle = None

    def _lock(self, path: Path) -> str | None:
        """Who had the lock before us; None when somebody alive has it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            before = os.read(handle, 200).decode(errors="replace").strip()
            os.ftruncate(handle, 0)
            os.pwrite(handle, self._owner.encode(), 0)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            raise
        self._handle = handle
        return before
