"""What the use cases need from outside: repositories behind one unit of work, a job store, a file vault, a clock.

``storage/`` fulfils these. Queries live there; rules live here and in ``benefits/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from services.model import Job
from services.repositories import (
    Accounts,
    Audit,
    Campaigns,
    Claims,
    Enrolment,
    Files,
    Jobs,
    Ledger,
    Payouts,
    People,
    Personal,
    Plans,
    Questions,
)

if TYPE_CHECKING:
    from services.case_files import Cases
    from services.receipts import Box
    from services.reminder_ports import Reminders, Surveys
    from services.reports import Reports


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC time."""
        ...

    def today(self) -> date:
        """Today's date where the company is."""
        ...


class Writes(Protocol):
    """What keeping a history needs of a unit of work."""

    def add(self, record: object) -> None: ...
    def record(self, actor: str, action: str, entity: str, entity_id: object, **data: Any) -> None: ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the ``async with`` without ``commit`` rolls back."""

    @property
    def people(self) -> People: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def payouts(self) -> Payouts: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def enrolment(self) -> Enrolment: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def campaigns(self) -> Campaigns: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def files(self) -> Files: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def personal(self) -> Personal: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def surveys(self) -> Surveys: ...

    def add(self, record: object) -> None: ...
    async def add_lines(self, records: Sequence[object]) -> None:
        """Write many records whose ids nobody asks for, a statement for each kind."""
        ...

    async def delete(self, record: object) -> None: ...
    async def flush(self) -> None:
        """Write what was added, so that ids are known. Raises Conflict("already-exists") on a unique violation."""
        ...

    def record(self, actor: str, action: str, entity: str, entity_id: object, **data: Any) -> None:
        """Append to the audit trail, in this transaction."""
        ...

    async def commit(self) -> None: ...


class Store(Protocol):
    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A transaction that may write."""
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A consistent view that never commits."""
        ...

    def index(self, value: str, purpose: str) -> str:
        """Keyed hash for looking a sealed value up."""
        ...


class JobStore(Protocol):
    """The worker's side of the outbox. Every call is its own transaction."""

    async def lease(
        self, owner: str, kinds: Sequence[str], *, now: datetime, seconds: float, limit: int = 1, max_priority: int = 9
    ) -> list[Job]:
        """Take due jobs: by priority, then due time; of one ``order_key`` never two at once, and in order unless more urgent."""
        ...

    async def extend(self, job_id: int, owner: str, until: datetime) -> bool:
        """Keep a leased job; False when it was taken over."""
        ...

    async def abandon(self, owner: str, *, until: datetime) -> int:
        """Let the leases of an owner that is known to be dead end by ``until``; how many there were."""
        ...

    async def done(self, job_id: int, owner: str, *, now: datetime, result: Mapping[str, Any] | None = None) -> bool:
        """Finish a job; False when it was taken over."""
        ...

    async def done_many(self, job_ids: Sequence[int], owner: str, *, now: datetime) -> int:
        """``done`` without results for many at once; how many of them this owner still held."""
        ...

    async def retry(
        self, job_id: int, owner: str, *, due_at: datetime, error: str, count: bool = True, sooner: bool = False
    ) -> bool:
        """Give a job back for later. ``count=False`` leaves its attempts as they are (rate limits are not failures);
        ``sooner`` puts it before others of its priority, which became due long before it does again."""
        ...

    async def dead(self, job_id: int, owner: str, *, now: datetime, error: str) -> bool:
        """Give up on a job, with the reason, for a person to look at."""
        ...

    async def sent_last(self, channel: str, *, limit: int) -> list[tuple[str, datetime]]:
        """The provider's message ids of the deliveries finished last, and when each was recorded; newest first."""
        ...

    async def dead_letters(self, *, limit: int = 100) -> list[Job]: ...

    async def revive(self, job_id: int, *, now: datetime) -> bool:
        """Send a dead letter again."""
        ...

    async def counts(self) -> dict[str, int]:
        """open, due, leased, done, dead."""
        ...

    async def enqueue_many(self, jobs: Sequence[Job]) -> int:
        """Enqueue a page of jobs in one transaction; known ``dedup_key``s are passed over. Returns how many were new."""
        ...

    async def acquire_lease(self, name: str, owner: str, *, now: datetime, seconds: float) -> bool:
        """Hold (or keep) a named right, such as being the one sender of a token."""
        ...

    async def release_lease(self, name: str, owner: str) -> None: ...


class Pictures(Protocol):
    """Pictures made from originals: upright, re-encoded, so without location or other metadata. None: nothing to show."""

    async def cut_out(self, data: bytes, box: Box, turn: int) -> bytes | None:
        """JPEG of a place on a page; ``turn``: quarter turns anticlockwise that make the page upright."""
        ...


class FileVault(Protocol):
    """Immutable originals by content hash, sealed at rest."""

    async def put(self, data: bytes) -> str:
        """Returns the SHA-256 in hex."""
        ...

    async def get(self, sha256: str) -> bytes:
        """Raises NotFound("file-missing")."""
        ...
