"""Days of an appeal."""

from __future__ import annotations

from datetime import date

import pytest

from benefits.appeals import answer_by, last_day
from services.working_days import announced, is_working_day


@pytest.mark.parametrize(
    ("filed", "answered"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),  # a Friday
        (date(2026, 11, 21), date(2026, 12, 4)),  # a Saturday
        (date(2026, 11, 23), date(2026, 12, 7)),  # a Monday
        (date(2026, 9, 18), date(2026, 10, 9)),  # Mid-Autumn and National Day, a Sunday worked for them
        (date(2026, 9, 30), date(2026, 10, 20)),  # the holiday, then a Saturday worked
        (date(2026, 2, 13), date(2026, 3, 5)),  # Spring Festival, two Saturdays worked
    ],
)
def test_an_answer_comes_within_ten_working_days(filed: date, answered: date) -> None:
    assert answer_by(filed, is_working_day) == answered


def test_in_a_year_without_an_announcement_the_holidays_by_law_count() -> None:
    year = next(year for year in range(2027, 2100) if not announced(year))
    assert announced(2026)
    assert not is_working_day(date(year, 1, 1)) and not is_working_day(date(year, 10, 2))
    assert all(is_working_day(date(year, 3, day)) == (date(year, 3, day).weekday() < 5) for day in range(1, 32))


def test_an_appeal_is_filed_within_thirty_days_of_the_decision_or_of_the_money() -> None:
    assert last_day(date(2026, 11, 1)) == date(2026, 12, 1)
    assert last_day(date(2026, 11, 1), date(2026, 11, 5)) == date(2026, 12, 5)
    assert last_day(date(2026, 11, 9), date(2026, 11, 5)) == date(2026, 12, 9)
