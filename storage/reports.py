"""Queries of the HR console: claims by filter, and rows for its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Select, and_, case, exists, func, or_, select

from services.model import Claim, Employee
from services.reports import ClaimFilter, DecidedClaim, Headcount, WindowCount, day_start
from storage import tables as t
from storage.repositories import Repository

Q = TypeVar("Q", bound=Select)


class Reports(Repository):
    async def find_claims(
        self, wanted: ClaimFilter, *, companies: Sequence[str] = (), limit: int = 50, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        query = select(Claim, Employee).join(Employee, t.employees.c.id == t.claims.c.employee_id)
        query = _wanted(query, wanted, companies).order_by(t.claims.c.submitted_at.desc(), t.claims.c.id.desc())
        rows = (await self.session.execute(query.limit(limit).offset(offset))).all()
        return [(claim, employee) for claim, employee in rows]

    async def count_claims(self, wanted: ClaimFilter, *, companies: Sequence[str] = ()) -> int:
        query = select(func.count()).select_from(t.claims).join(t.employees, t.employees.c.id == t.claims.c.employee_id)
        return await self._count(_wanted(query, wanted, companies))

    async def decided_claims(
        self, since: datetime, until: datetime, *, companies: Sequence[str] = ()
    ) -> list[DecidedClaim]:
        c, e = t.claims.c, t.employees.c
        query = (
            select(
                c.employee_id, e.company_code, e.department, c.type, c.decision, c.automatic, c.submitted_at,
                c.decided_at, c.total, c.own_expense, c.eligible, c.payable, c.rating, c.checks,
            )
            .join(t.employees, e.id == c.employee_id)
            .where(c.decision != "", c.submitted_at.is_not(None), c.decided_at >= since, c.decided_at < until)
            .order_by(c.decided_at, c.id)
        )  # fmt: skip
        if companies:
            query = query.where(e.company_code.in_(companies))
        return [
            DecidedClaim(
                employee_id=row.employee_id,
                company=row.company_code,
                department=row.department,
                type=row.type,
                decision=row.decision,
                automatic=row.automatic,
                submitted_at=row.submitted_at,
                decided_at=row.decided_at,
                total=row.total,
                own_expense=row.own_expense,
                eligible=row.eligible or Decimal("0.00"),
                payable=row.payable or Decimal("0.00"),
                rating=row.rating,
                duplicate=any(str(check.get("code", "")).startswith("duplicate") for check in row.checks or ()),
            )
            for row in (await self.session.execute(query)).all()
        ]

    async def headcounts(self, *, companies: Sequence[str] = ()) -> list[Headcount]:
        e = t.employees.c
        query = select(e.company_code, e.department, func.count()).where(e.status == "active")
        if companies:
            query = query.where(e.company_code.in_(companies))
        query = query.group_by(e.company_code, e.department).order_by(e.company_code, e.department)
        return [Headcount(*row) for row in (await self.session.execute(query)).all()]

    async def window_count(self, window_id: int, company: str) -> WindowCount:
        e, n = t.employees.c, t.elections.c
        standing = and_(n.employee_id == e.id, n.window_id == window_id, n.replaced_at.is_(None))
        elected = exists().where(standing, n.waived.is_(False))
        answered = exists().where(standing)
        query = select(
            func.count(),
            func.coalesce(func.sum(case((elected, 1), else_=0)), 0),
            func.coalesce(func.sum(case((and_(answered, ~elected), 1), else_=0)), 0),
        ).where(e.company_code == company, e.status == "active")
        employees, chosen, waived = (await self.session.execute(query)).one()
        return WindowCount(employees, int(chosen), int(waived))

    async def unreachable(self, *, companies: Sequence[str] = (), limit: int = 200) -> list[tuple[Employee, bool]]:
        e, a = t.employees.c, t.chat_accounts.c
        linked = exists().where(a.employee_id == e.id, a.consented_at.is_not(None))
        usable = exists().where(a.employee_id == e.id, a.consented_at.is_not(None), a.blocked_at.is_(None))
        query = select(Employee, linked.label("had")).where(e.status == "active", ~usable)
        if companies:
            query = query.where(e.company_code.in_(companies))
        rows = (await self.session.execute(query.order_by(linked.desc(), e.number).limit(limit))).all()
        return [(employee, bool(had)) for employee, had in rows]


def _wanted(query: Q, wanted: ClaimFilter, companies: Sequence[str]) -> Q:
    c, e = t.claims.c, t.employees.c
    query = query.where(c.state != "draft", c.submitted_at.is_not(None))
    if companies:
        query = query.where(e.company_code.in_(companies))
    if wanted.states:
        query = query.where(c.state.in_(wanted.states))
    if wanted.company:
        query = query.where(e.company_code == wanted.company)
    if wanted.type:
        query = query.where(c.type == wanted.type)
    if wanted.since:
        query = query.where(c.submitted_at >= day_start(wanted.since))
    if wanted.until:
        query = query.where(c.submitted_at < day_start(wanted.until + timedelta(days=1)))
    if wanted.search:
        part = "%" + wanted.search.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        query = query.where(or_(*(column.ilike(part, escape="\\") for column in (c.number, e.number, e.name))))
    return query
