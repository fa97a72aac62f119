"""Appeals: until when one may be filed, and by when it is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

FILED_WITHIN = timedelta(days=30)
"""After the decision, or after the money came where that was later."""
ANSWERED_WITHIN = 10
"""Working days."""


def last_day(decided: date, paid: date | None = None) -> date:
    """The last day to appeal, inclusive."""
    return max(decided, paid or decided) + FILED_WITHIN


def answer_by(filed: date, works: Callable[[date], bool]) -> date:
    """The last day for the answer: so many working days after the day it was filed. ``works``: whether a day is one."""
    day, left = filed, ANSWERED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= works(day)
    return day
