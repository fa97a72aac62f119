"""Queries of the claims store, one class per Protocol of ``services.ports``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from services.deliveries import POSTPONED
from services.model import (
    AuditEntry,
    ChatAccount,
    Claim,
    ClaimDocument,
    ClaimEvent,
    Company,
    DeclaredEvent,
    Dependent,
    Election,
    Employee,
    EnrolmentWindow,
    HrUser,
    Job,
    LedgerEntry,
    LinkCode,
    PastDecision,
    PayoutBatch,
    PlanVersion,
    StoredFile,
)
from storage import alike
from storage import tables as t

R = TypeVar("R")
Q = TypeVar("Q", bound=Select[Any])


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def _all(self, query: Select[R]) -> list[R]:
        return list((await self.session.scalars(query)).all())

    async def _one(self, query: Select[R]) -> R | None:
        return (await self.session.scalars(query.limit(1))).first()

    async def _count(self, query: Select[int]) -> int:
        return (await self.session.scalar(query)) or 0

    @property
    def sqlite(self) -> bool:
        return self.session.get_bind().dialect.name == "sqlite"

    def insert_ignore(self, table: object, **values: object) -> object:
        """An INSERT that passes over a row that is there already, in this session's dialect."""
        dialect = sqlite if self.sqlite else postgresql
        return dialect.insert(table).values(**values).on_conflict_do_nothing()  # type: ignore[arg-type]


class People(Repository):
    async def company(self, code: str) -> Company | None:
        return await self._one(select(Company).where(t.companies.c.code == code))

    async def companies(self) -> list[Company]:
        return await self._all(select(Company).order_by(t.companies.c.code))

    async def employee(self, employee_id: int) -> Employee | None:
        return await self.session.get(Employee, employee_id)

    async def employee_by_number(self, number: str) -> Employee | None:
        return await self._one(select(Employee).where(t.employees.c.number == number))

    async def employees_by_phone(self, phone_index: str) -> list[Employee]:
        return await self._all(select(Employee).where(t.employees.c.phone_index == phone_index))

    async def employees(
        self, *, companies: Sequence[str] = (), search: str = "", limit: int = 100, offset: int = 0
    ) -> list[Employee]:
        query = _employees(select(Employee), companies, search).order_by(t.employees.c.number)
        return await self._all(query.limit(limit).offset(offset))

    async def count_employees(self, *, companies: Sequence[str] = (), search: str = "") -> int:
        return await self._count(_employees(select(func.count()).select_from(t.employees), companies, search))

    async def names_in(self, words: str, *, limit: int = 20) -> list[str]:
        """Names of employees and dependents that stand in ``words``, longest first."""
        words = words.encode("utf-8", "ignore").decode().replace("\0", "")  # what no database takes as text
        found: list[str] = []
        for table in (t.employees, t.dependents):
            stands = literal(words).contains(table.c.name, autoescape=False)
            query = select(table.c.name).where(func.length(table.c.name) > 1, stands).distinct().limit(limit)
            found += list((await self.session.scalars(query)).all())
        return sorted(set(found), key=len, reverse=True)

    async def dependents(self, employee_id: int) -> list[Dependent]:
        query = select(Dependent).where(t.dependents.c.employee_id == employee_id)
        return await self._all(query.order_by(t.dependents.c.id))

    async def dependent(self, dependent_id: int) -> Dependent | None:
        return await self.session.get(Dependent, dependent_id)

    async def hr_user(self, username: str) -> HrUser | None:
        return await self._one(select(HrUser).where(t.hr_users.c.username == username))

    async def hr_users(self) -> list[HrUser]:
        return await self._all(select(HrUser).order_by(t.hr_users.c.username))


def _employees(query: Q, companies: Sequence[str], search: str) -> Q:
    if companies:
        query = query.where(t.employees.c.company_code.in_(companies))
    if search:
        e = t.employees.c
        query = query.where(or_(e.number.icontains(search, autoescape=True), e.name.icontains(search, autoescape=True)))
    return query


class Accounts(Repository):
    async def account(self, account_id: int) -> ChatAccount | None:
        return await self.session.get(ChatAccount, account_id)

    async def by_chat(self, channel: str, chat_id: int) -> ChatAccount | None:
        c = t.chat_accounts.c
        return await self._one(select(ChatAccount).where(c.channel == channel, c.chat_id == chat_id))

    async def of_employee(self, employee_id: int) -> list[ChatAccount]:
        c = t.chat_accounts.c
        query = select(ChatAccount).where(c.employee_id == employee_id, c.consented_at.is_not(None))
        return await self._all(query.order_by(c.blocked_at.is_not(None), c.last_seen_at.desc(), c.id))

    async def code(self, code_index: str) -> LinkCode | None:
        return await self._one(select(LinkCode).where(t.link_codes.c.code_index == code_index).with_for_update())

    async def open_codes(self, employee_id: int) -> list[LinkCode]:
        c = t.link_codes.c
        query = select(LinkCode).where(c.employee_id == employee_id, c.used_at.is_(None), c.revoked_at.is_(None))
        return await self._all(query.order_by(c.id))

    async def code_used_at(self, employee_id: int, at: datetime) -> LinkCode | None:
        c = t.link_codes.c
        return await self._one(select(LinkCode).where(c.employee_id == employee_id, c.used_at == at))


class Claims(Repository):
    async def claim(self, claim_id: int) -> Claim | None:
        return await self.session.get(Claim, claim_id)

    async def by_number(self, number: str) -> Claim | None:
        return await self._one(select(Claim).where(t.claims.c.number == number))

    async def lock(self, claim_id: int) -> Claim | None:
        return await self.session.get(Claim, claim_id, with_for_update=True, populate_existing=True)

    async def of_employee(self, employee_id: int, *, limit: int = 50) -> list[Claim]:
        c = t.claims.c
        return await self._all(select(Claim).where(c.employee_id == employee_id).order_by(c.id.desc()).limit(limit))

    async def open_draft(self, employee_id: int) -> Claim | None:
        c = t.claims.c
        query = select(Claim).where(c.employee_id == employee_id, c.state == "draft")
        return await self._one(query.order_by(func.coalesce(c.updated_at, c.created_at).desc(), c.id.desc()))

    async def documents(self, claim_id: int) -> list[ClaimDocument]:
        c = t.claim_documents.c
        return await self._all(select(ClaimDocument).where(c.claim_id == claim_id).order_by(c.id))

    async def document(self, document_id: int) -> ClaimDocument | None:
        return await self.session.get(ClaimDocument, document_id)

    async def events(self, claim_id: int) -> list[ClaimEvent]:
        c = t.claim_events.c
        return await self._all(select(ClaimEvent).where(c.claim_id == claim_id).order_by(c.id))

    async def past_decisions(self, claim_id: int) -> list[PastDecision]:
        c = t.past_decisions.c
        return await self._all(select(PastDecision).where(c.claim_id == claim_id).order_by(c.id))

    async def queue(
        self, states: Sequence[str], *, companies: Sequence[str] = (), limit: int = 100, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        # Only numbers and times are sorted, and whole claims are read for the page alone.
        c, e = t.claims.c, t.employees.c
        page = select(c.id).where(c.state.in_(states))
        if companies:
            page = page.join(t.employees, e.id == c.employee_id).where(e.company_code.in_(companies))
        page = page.order_by(c.submitted_at, c.id).limit(limit).offset(offset)
        query = select(Claim, Employee).join(Employee, e.id == c.employee_id).where(c.id.in_(page.scalar_subquery()))
        rows = (await self.session.execute(query.order_by(c.submitted_at, c.id))).all()
        return [(claim, employee) for claim, employee in rows]

    async def count(self, states: Sequence[str], *, companies: Sequence[str] = ()) -> int:
        query = select(func.count()).select_from(t.claims).where(t.claims.c.state.in_(states))
        if companies:
            query = query.join(t.employees, t.employees.c.id == t.claims.c.employee_id)
            query = query.where(t.employees.c.company_code.in_(companies))
        return await self._count(query)

    async def overpaid(self, *, companies: Sequence[str] = (), limit: int = 100) -> list[tuple[Claim, Employee]]:
        c, e = t.claims.c, t.employees.c
        query = select(Claim, Employee).join(Employee, e.id == c.employee_id)
        query = query.where(c.paid_amount > func.coalesce(c.payable, 0))
        if companies:
            query = query.where(e.company_code.in_(companies))
        rows = (await self.session.execute(query.order_by(c.decided_at, c.id).limit(limit))).all()
        return [(claim, employee) for claim, employee in rows]

    async def alike(
        self,
        *,
        number_indexes: Sequence[str],
        print_indexes: Sequence[str],
        shas: Sequence[str],
        marks_of: Sequence[int],
        not_claim: int,
    ) -> list[tuple[ClaimDocument, Claim]]:
        return await alike.alike(
            self.session,
            number_indexes=number_indexes,
            print_indexes=print_indexes,
            shas=shas,
            marks_of=marks_of,
            not_claim=not_claim,
        )

    async def set_marks(self, document_id: int, marks: Sequence[int]) -> None:
        await alike.set_marks(self.session, document_id, marks)

    async def recent_paid_total(self, employee_id: int, since: date) -> tuple[int, Decimal]:
        c = t.claims.c
        query = select(func.count(), func.sum(c.payable)).where(
            c.employee_id == employee_id, c.service_date >= since, c.submitted_at.is_not(None), c.state != "withdrawn"
        )
        count, total = (await self.session.execute(query)).one()
        return count, Decimal(total or 0).quantize(Decimal("0.01"))


class Ledger(Repository):
    async def lock(self, employee_id: int) -> None:
        if self.sqlite:
            return  # the transaction began with BEGIN IMMEDIATE: it is the only one that writes
        row = select(t.accounts.c.employee_id).where(t.accounts.c.employee_id == employee_id).with_for_update()
        if (await self.session.scalar(row)) is None:
            await self.session.execute(self.insert_ignore(t.accounts, employee_id=employee_id))  # type: ignore[call-overload]
            await self.session.execute(row)

    async def entries(self, employee_id: int, claimant: str = "self") -> list[LedgerEntry]:
        c = t.ledger_entries.c
        query = select(LedgerEntry).where(c.employee_id == employee_id, c.claimant == claimant)
        return await self._all(query.order_by(c.id))

    async def of_claim(self, claim_id: int) -> list[LedgerEntry]:
        c = t.ledger_entries.c
        return await self._all(select(LedgerEntry).where(c.claim_id == claim_id).order_by(c.id))

    async def totals(self, employee_id: int, claimant: str = "self") -> dict[tuple[int, str], Decimal]:
        c = t.ledger_entries.c
        query = (
            select(c.plan_year, c.account, func.sum(c.amount))
            .where(c.employee_id == employee_id, c.claimant == claimant)
            .group_by(c.plan_year, c.account)
        )
        rows = (await self.session.execute(query)).all()
        return {(year, account): Decimal(amount).quantize(Decimal("0.01")) for year, account, amount in rows}


class Payouts(Repository):
    async def batch(self, batch_id: int, *, lock: bool = False) -> PayoutBatch | None:
        return await self.session.get(PayoutBatch, batch_id, with_for_update=lock or None, populate_existing=lock)

    async def batches(self, *, limit: int = 100) -> list[PayoutBatch]:
        return await self._all(select(PayoutBatch).order_by(t.payout_batches.c.id.desc()).limit(limit))

    async def claims(self, batch_id: int) -> list[Claim]:
        batch, c = await self.batch(batch_id), t.claims.c
        own = c.id.in_([int(claim_id) for claim_id in batch.amounts] if batch else [])
        # A claim that was paid again after an appeal names its last batch only.
        query = select(Claim).where(own if batch and batch.amounts else c.batch_id == batch_id).order_by(c.id)
        return await self._all(query.with_for_update())


class Plans(Repository):
    async def versions(self, company_code: str) -> list[PlanVersion]:
        return await self._all(_for_company(select(PlanVersion), company_code))

    async def digests(self, company_code: str) -> list[str]:
        c = t.plan_versions.c
        rows = await self.session.execute(_for_company(select(c.sha256, c.effective_from), company_code))
        return [f"{sha256}@{effective}" for sha256, effective in rows.all()]

    async def all_versions(self) -> list[PlanVersion]:
        c = t.plan_versions.c
        return await self._all(select(PlanVersion).order_by(c.code, c.effective_from, c.id))


def _for_company(query: Q, company_code: str) -> Q:
    """The plans of every company, then the company's own, which replace them from their first day on."""
    c = t.plan_versions.c
    query = query.where(c.company_code.in_(("", company_code)))
    return query.order_by(c.company_code != "", c.effective_from, c.id)


class Enrolment(Repository):
    async def windows(self, company_code: str) -> list[EnrolmentWindow]:
        c = t.enrolment_windows.c
        return await self._all(
            select(EnrolmentWindow).where(c.company_code.in_(("", company_code))).order_by(c.opens.desc())
        )

    async def window(self, window_id: int) -> EnrolmentWindow | None:
        return await self.session.get(EnrolmentWindow, window_id)

    async def elections(self, employee_id: int, *, standing: bool = True) -> list[Election]:
        c = t.elections.c
        query = select(Election).where(c.employee_id == employee_id)
        if standing:
            query = query.where(c.replaced_at.is_(None))
        return await self._all(query.order_by(c.id.desc()))

    async def election(self, election_id: int) -> Election | None:
        return await self.session.get(Election, election_id)

    async def events(self, employee_id: int) -> list[DeclaredEvent]:
        c = t.life_events.c
        return await self._all(select(DeclaredEvent).where(c.employee_id == employee_id).order_by(c.id.desc()))

    async def event(self, event_id: int, *, lock: bool = False) -> DeclaredEvent | None:
        return await self.session.get(DeclaredEvent, event_id, with_for_update=lock or None, populate_existing=lock)

    async def declared(
        self, *, companies: Sequence[str] = (), limit: int = 100
    ) -> list[tuple[DeclaredEvent, Employee]]:
        c, e = t.life_events.c, t.employees.c
        query = select(DeclaredEvent, Employee).join(Employee, e.id == c.employee_id)
        if companies:
            query = query.where(e.company_code.in_(companies))
        query = query.order_by(c.state != "declared", c.id.desc()).limit(limit)
        return [(event, employee) for event, employee in (await self.session.execute(query)).all()]


class Jobs(Repository):
    async def enqueue(self, job: Job) -> bool:
        values = {column.name: getattr(job, column.name) for column in t.jobs.columns if column.name != "id"}
        inserted = await self.session.execute(
            self.insert_ignore(t.jobs, **values).returning(t.jobs.c.id)  # type: ignore[attr-defined]
        )
        job.id = inserted.scalar()
        return job.id is not None

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        names = [column.name for column in t.jobs.columns if column.name != "id"]
        rows = [{name: getattr(job, name) for name in names} for job in jobs]
        if rows:
            await self.session.execute(self.insert_ignore(t.jobs), rows)  # type: ignore[call-overload]

    async def bring_forward(self, kind: str, prefix: str, now: datetime) -> None:
        j = t.jobs.c
        put_off = (j.kind == kind, j.done_at.is_(None), j.dead_at.is_(None), j.error == POSTPONED, j.due_at > now)
        chosen = update(t.jobs).where(*put_off, j.dedup_key.startswith(prefix, autoescape=True)).values(due_at=now)
        await self.session.execute(chosen.execution_options(synchronize_session=False))


class Files(Repository):
    async def file(self, file_id: int) -> StoredFile | None:
        return await self.session.get(StoredFile, file_id)


class Audit(Repository):
    async def entries(self, *, limit: int = 200, before: int | None = None) -> list[AuditEntry]:
        c = t.audit_entries.c
        query = select(AuditEntry).order_by(c.id.desc()).limit(limit)
        return await self._all(query if before is None else query.where(c.id < before))
