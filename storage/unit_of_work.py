"""One transaction over all repositories. The only commit in the product, besides the job store's own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from benefits.errors import Conflict
from services.model import AuditEntry
from services.ports import Clock
from storage import audit, repositories
from storage.campaigns import Campaigns
from storage.case_files import CaseFiles
from storage.database import Database
from storage.encryption import Keyring
from storage.personal import Personal
from storage.questions import Questions
from storage.reminders import Reminders
from storage.reports import Reports
from storage.surveys import Surveys


@contextmanager
def _told_apart() -> Iterator[None]:
    """Conflict("already-exists") for a second row of what may be there once, Conflict("still-in-use") for a row that
    others point at or that points at nothing."""
    try:
        yield
    except IntegrityError as problem:
        state, words = getattr(problem.orig, "sqlstate", ""), str(problem.orig)
        if state == "23505" or "UNIQUE" in words:
            raise Conflict("already-exists") from problem
        if state == "23503" or "FOREIGN KEY" in words:
            raise Conflict("still-in-use") from problem
        raise


class SqlUnitOfWork:
    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self.session = session
        self._clock = clock
        self._trail: list[AuditEntry] = []
        self.people = repositories.People(session)
        self.accounts = repositories.Accounts(session)
        self.claims = repositories.Claims(session)
        self.ledger = repositories.Ledger(session)
        self.cases = CaseFiles(session)
        self.payouts = repositories.Payouts(session)
        self.plans = repositories.Plans(session)
        self.enrolment = repositories.Enrolment(session)
        self.questions = Questions(session)
        self.campaigns = Campaigns(session)
        self.jobs = repositories.Jobs(session)
        self.files = repositories.Files(session)
        self.audit = repositories.Audit(session)
        self.personal = Personal(session)
        self.reports = Reports(session)
        self.reminders = Reminders(session)
        self.surveys = Surveys(session)

    def add(self, record: object) -> None:
        self.session.add(record)

    async def add_lines(self, records: Sequence[object]) -> None:
        kinds: dict[type, list[dict[str, Any]]] = {}
        for record in records:
            names = [attribute.key for attribute in inspect(type(record)).column_attrs if attribute.key != "id"]
            kinds.setdefault(type(record), []).append({name: getattr(record, name) for name in names})
        for kind, rows in kinds.items():
            await self.session.execute(insert(inspect(kind).local_table), rows)

    async def delete(self, record: object) -> None:
        await self.session.delete(record)

    async def flush(self) -> None:
        with _told_apart():
            await self.session.flush()

    def record(self, actor: str, action: str, entity: str, entity_id: object, **data: Any) -> None:
        self._trail.append(
            AuditEntry(
                at=self._clock.now(), actor=actor, action=action, entity=entity, entity_id=str(entity_id), data=data
            )
        )

    async def commit(self) -> None:
        await self.flush()
        if self._trail:
            await audit.append(self.session, self._trail)
            self._trail = []
        await self.session.commit()


class SqlStore:
    """The claims store: hands out units of work."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self.database = database
        self._keyring = keyring
        self._clock = clock

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnitOfWork]:
        with _told_apart():  # queries flush by themselves, too
            async with self.database.write_sessions() as session:
                yield SqlUnitOfWork(session, self._clock)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        async with self.database.read_sessions() as session:
            yield SqlUnitOfWork(session, self._clock)

    def index(self, value: str, purpose: str) -> str:
        return self._keyring.index(value, purpose)
