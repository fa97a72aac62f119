"""Whom an audience describes, as one query.

Known keys: ``companies``, ``departments``, ``tiers``, ``languages``, ``numbers`` (lists); ``not_elected``, ``elected``,
``waived`` (an enrolment window's id, or ``open`` for whichever is open at the person's company); ``missing_papers`` (true);
``unused`` (a benefit's code); ``min_age``, ``max_age``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, false, or_, select
from sqlalchemy.sql.elements import ColumnElement

from services.reminder_rules import CompanyFacts
from storage import tables as t
from storage.reminder_sources import claimed

e, n, w = t.employees.c, t.elections.c, t.enrolment_windows.c


def described(audience: Mapping[str, Any], today: date, unused: Sequence[CompanyFacts] = ()) -> Select[Any]:
    """Ids of the active employees of an audience, ascending."""
    query = select(e.id).where(e.status == "active").order_by(e.id)
    for key, column in (
        ("companies", e.company_code),
        ("departments", e.department),
        ("tiers", e.tier),
        ("languages", e.language),
        ("numbers", e.number),
    ):
        if audience.get(key):
            query = query.where(column.in_(audience[key]))
    for key in ("not_elected", "elected", "waived"):
        if audience.get(key):
            query = query.where(_enrolment(key, audience[key], today))
    if audience.get("missing_papers"):
        query = query.where(exists().where(t.claims.c.employee_id == e.id, t.claims.c.state == "needs_documents"))
    if audience.get("unused"):
        without = [
            and_(e.company_code == facts.company, ~claimed(types, facts.year_from, facts.year_until))
            for facts in unused
            for _, types in facts.quotas
        ]
        query = query.where(or_(*without) if without else false())
    if audience.get("min_age"):
        query = query.where(e.birth_date <= _years_before(today, int(audience["min_age"])))
    if audience.get("max_age"):
        query = query.where(e.birth_date > _years_before(today, int(audience["max_age"]) + 1))
    return query


def _enrolment(key: str, window: Any, today: date) -> ColumnElement[bool]:
    """Nobody's election in the window, a standing one, or nothing but standing waivers."""
    if str(window).isdigit():
        at, has_window = n.window_id == int(window), None
    else:
        opened = and_(w.company_code.in_(("", e.company_code)), w.opens <= today, w.closes >= today)
        at = n.window_id.in_(select(w.id).where(opened).correlate(t.employees).scalar_subquery())
        has_window = exists().where(opened)
    standing = and_(n.employee_id == e.id, at, n.replaced_at.is_(None))
    if key == "not_elected":
        missing = ~exists().where(standing)
        return missing if has_window is None else and_(has_window, missing)
    chosen = exists().where(standing, n.waived.is_(False))
    return chosen if key == "elected" else and_(exists().where(standing, n.waived.is_(True)), ~chosen)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
