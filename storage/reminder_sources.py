"""Whom each reminder concerns: one query per source of ``services.reminder_rules``.

A source selects (employee id, subject, the day or moment to count from). ``Range`` bounds that day; a date is compared as
it is, a moment in the company's time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Select, String, and_, cast, exists, false, func, literal, or_, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from services.reminder_rules import CompanyFacts
from storage import tables as t
from storage.types import UtcDateTime

e, c, w, n = t.employees.c, t.claims.c, t.enrolment_windows.c, t.elections.c
Query = Select[Any]


@dataclass(frozen=True, slots=True)
class Range:
    """The days to count from, both included, and what else a query asks for."""

    facts: CompanyFacts
    today: date
    zone: str
    first: date = date.min
    last: date = date.max

    def days(self, column: ColumnElement[Any], shift: int = 0) -> ColumnElement[bool]:
        """``column`` (a date) plus ``shift`` days lies in the range."""
        return and_(column >= _moved(self.first, -shift), column <= _moved(self.last, -shift))

    def moments(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """``column`` (a moment) lies on a day of the range."""
        parts = []
        if self.first > date.min:
            parts.append(column >= self._start(self.first))
        if self.last < date.max:
            parts.append(column < self._start(_moved(self.last, 1)))
        return and_(*parts) if parts else column.is_not(None)

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone))


def _moved(day: date, by: int) -> date:
    return day if day in (date.min, date.max) else day + timedelta(days=by)


def _active(facts: CompanyFacts) -> ColumnElement[bool]:
    return and_(e.company_code == facts.company, e.status == "active")


def _claims(of: Range, state: str, moment: ColumnElement[Any]) -> Query:
    subject = (literal("claim:") + cast(c.id, String)).label("subject")
    return (
        select(e.id.label("person"), subject, moment.label("anchor"))
        .join(t.claims, c.employee_id == e.id)
        .where(_active(of.facts), c.state == state)
    )


def open_window(of: Range) -> Query:
    """People without an election in a window of their company that is open, counted from its last day."""
    subject = (literal("window:") + cast(w.id, String)).label("subject")
    elected = exists().where(n.employee_id == e.id, n.window_id == w.id, n.replaced_at.is_(None))
    return (
        select(e.id.label("person"), subject, w.closes.label("anchor"))
        .join(t.enrolment_windows, w.company_code.in_(("", of.facts.company)))
        .where(_active(of.facts), w.opens <= of.today, w.closes >= of.today, of.days(w.closes), ~elected)
    )


def papers_asked(of: Range) -> Query:
    """Claims that wait for papers, counted from the day they were asked for or last added to."""
    moment = func.coalesce(c.updated_at, c.created_at)
    return _claims(of, "needs_documents", type_coerce(moment, UtcDateTime)).where(of.moments(moment))


def draft(of: Range) -> Query:
    """Drafts not handed in, counted from the day they were last touched."""
    moment = func.coalesce(c.updated_at, c.created_at)
    return _claims(of, "draft", type_coerce(moment, UtcDateTime)).where(of.moments(moment))


def draft_visit(of: Range) -> Query:
    """Drafts with a service date, counted from the last day on which they can be handed in."""
    return _claims(of, "draft", type_coerce(c.service_date, Date)).where(
        c.service_date.is_not(None), of.days(c.service_date, of.facts.late_days)
    )


def unused_quota(of: Range) -> Query:
    """People with a benefit that they haven't claimed this plan year and that lapses with it, counted from its last day."""
    facts = of.facts
    inside = facts.year_until is not None and of.first <= facts.year_until <= of.last
    if not inside or not facts.quotas:
        return select(
            e.id.label("person"), literal("").label("subject"), literal(of.today, Date).label("anchor")
        ).where(false())
    assert facts.year_from is not None
    unused = or_(*(~claimed(types, facts.year_from, facts.year_until) for _, types in facts.quotas))
    subject = literal(f"year:{facts.year_from.year}").label("subject")
    return select(e.id.label("person"), subject, literal(facts.year_until, Date).label("anchor")).where(
        _active(facts), unused
    )


def claimed(claim_types: tuple[str, ...], first: date | None, last: date | None) -> ColumnElement[bool]:
    """Whether the person of ``employees`` has handed in a claim of these types for a day of the plan year."""
    return exists().where(
        c.employee_id == e.id,
        c.type.in_(claim_types),
        c.submitted_at.is_not(None),
        c.state.not_in(("withdrawn", "rejected")),
        c.service_date >= first,
        c.service_date <= last,
    )


SOURCES: Mapping[str, Callable[[Range], Query]] = {
    "open_window": open_window,
    "papers_asked": papers_asked,
    "draft": draft,
    "draft_visit": draft_visit,
    "unused_quota": unused_quota,
}
SHIFTED = frozenset({"draft_visit"})
"""Sources whose day is a service date; the deadline lies the plan's late-filing days after it."""
