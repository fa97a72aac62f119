"""Queries over questions, the gaps they show, and what HR sets for the whole product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from services.model import Employee, Gap, HouseSetting, QuestionRecord
from storage import tables as t
from storage.repositories import Repository

c = t.questions.c


def _shows_gap() -> ColumnElement[bool]:
    """Refused, only related passages, rated down, or given to a person in HR."""
    given = and_(c.handed_over_at.is_not(None), c.band == "answer")
    return or_(c.band.in_(("refuse", "possibly_related")), c.rating < 0, given)


class Questions(Repository):
    async def question(self, question_id: int) -> QuestionRecord | None:
        return await self.session.get(QuestionRecord, question_id)

    async def last(self, account_id: int, since: datetime, limit: int = 3) -> list[QuestionRecord]:
        query = select(QuestionRecord).where(c.account_id == account_id, c.asked_at >= since)
        return await self._all(query.order_by(c.id.desc()).limit(limit))

    async def handed_over(
        self, *, companies: Sequence[str] = (), limit: int = 100
    ) -> list[tuple[QuestionRecord, Employee]]:
        query = (
            select(QuestionRecord, Employee)
            .join(Employee, t.employees.c.id == c.employee_id)
            .where(c.handed_over_at.is_not(None))
            .order_by(c.resolved_at.is_not(None), c.handed_over_at.desc())
        )
        if companies:
            query = query.where(t.employees.c.company_code.in_(companies))
        return [(question, employee) for question, employee in (await self.session.execute(query.limit(limit))).all()]

    async def unsorted(self, *, limit: int = 200) -> list[QuestionRecord]:
        query = select(QuestionRecord).where(_shows_gap(), c.gap_id.is_(None), c.employee_id.is_not(None))
        return await self._all(query.order_by(c.id).limit(limit))

    async def gaps(self, states: Sequence[str], *, limit: int = 500) -> list[Gap]:
        query = select(Gap).where(t.gaps.c.state.in_(states))
        return await self._all(query.order_by(t.gaps.c.id.desc()).limit(limit))

    async def gap(self, gap_id: int, *, lock: bool = False) -> Gap | None:
        query = select(Gap).where(t.gaps.c.id == gap_id).execution_options(populate_existing=True)
        return await self._one(query.with_for_update() if lock else query)

    async def of_gaps(
        self, gap_ids: Sequence[int], *, companies: Sequence[str] = ()
    ) -> list[tuple[QuestionRecord, Employee]]:
        query = (
            select(QuestionRecord, Employee)
            .join(Employee, t.employees.c.id == c.employee_id)
            .where(c.gap_id.in_(gap_ids), _shows_gap())
            .order_by(c.id.desc())
        )
        if companies:
            query = query.where(t.employees.c.company_code.in_(companies))
        return [(question, employee) for question, employee in (await self.session.execute(query)).all()]

    async def rated(self, *, companies: Sequence[str] = (), limit: int = 50_000) -> list[QuestionRecord]:
        query = select(QuestionRecord).where(c.rating.is_not(None))
        if companies:
            people = select(t.employees.c.id).where(t.employees.c.company_code.in_(companies))
            query = query.where(c.employee_id.in_(people))
        return await self._all(query.order_by(c.id.desc()).limit(limit))

    async def second_tries(
        self, within: timedelta, *, limit: int = 3000
    ) -> list[tuple[QuestionRecord, QuestionRecord]]:
        newest = await self._all(select(QuestionRecord).order_by(c.id.desc()).limit(limit))
        found: list[tuple[QuestionRecord, QuestionRecord]] = []
        later: dict[int, QuestionRecord] = {}
        for record in newest:
            then = later.get(record.account_id)
            failed = record.band in ("refuse", "possibly_related") or (record.rating or 0) < 0
            answered = then is not None and then.band == "answer" and (then.rating or 0) >= 0
            if failed and then is not None and answered and then.asked_at - record.asked_at <= within:
                found.append((record, then))
            later[record.account_id] = record
        return found

    async def setting(self, name: str) -> HouseSetting | None:
        return await self._one(select(HouseSetting).where(t.house_settings.c.name == name))
