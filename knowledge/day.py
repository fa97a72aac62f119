"""The day that a question asks about: last year, 2025, 1 March 2025. Documents and rules of that day answer it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_YEARS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (-2, re.compile(r"前年|two years ago|year before last")),
    (-1, re.compile(r"去年|上一?年度?(?!龄)|旧年|last year|previous year")),
    (1, re.compile(r"明年|下一年度?|出年|next year")),
)
_DAY = re.compile(r"(20\d\d)\s?[年./-]\s?(1[0-2]|0?[1-9])\s?[月./-]\s?(3[01]|[12]\d|0?[1-9])\s?[日号]?(?!\d)")
_MONTH = re.compile(r"(20\d\d)\s?年\s?(1[0-2]|0?[1-9])\s?月|(20\d\d)-(1[0-2]|0[1-9])(?![-\d])")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年|\b(?:in|for|during|of|year)\s+(20\d\d)\b")
_LAST_MONTH = re.compile(r"上个?月|last month|previous month")


def asked_day(folded: str, today: date) -> date | None:
    """The day named in a folded question, or None where it asks about today.

    A past year or month stands for its last day, a coming one for its first.
    """
    if found := _DAY.search(folded):
        try:
            return _other(date(int(found[1]), int(found[2]), int(found[3])), today)
        except ValueError:
            return None
    if found := _MONTH.search(folded):
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
        return _within(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), today)
    if _LAST_MONTH.search(folded):
        return today.replace(day=1) - timedelta(days=1)
    for step, pattern in _YEARS:
        if pattern.search(folded):
            return date(today.year + step, 12, 31) if step < 0 else date(today.year + step, 1, 1)
    if found := _YEAR.search(folded):
        year = int(found[1] or found[2])
        return _within(date(year, 1, 1), date(year, 12, 31), today)
    return None


def _within(first: date, last: date, today: date) -> date | None:
    if first <= today <= last:
        return None
    return last if last < today else first


def _other(day: date, today: date) -> date | None:
    return None if day == today else day
