"""Appeals: until when one may be filed, and by when it is answered."""

from __future__ import annotations

from datetime import date, timedelta

FILED_WITHIN = timedelta(days=30)
"""After the decision, or after the money came where that was later."""
ANSWERED_WITHIN = 10
"""Working days. Public holidays aren't known here: at worst an answer comes earlier than it must."""


def last_day(decided: date, paid: date | None = None) -> date:
    """The last day to appeal, inclusive."""
    return max(decided, paid or decided) + FILED_WITHIN


def answer_by(filed: date) -> date:
    """The last day for the answer: so many days from Monday to Friday after the day it was filed."""
    day, left = filed, ANSWERED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
