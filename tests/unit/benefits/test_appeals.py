"""Days of an appeal."""

from __future__ import annotations

from datetime import date

import pytest

from benefits.appeals import answer_by, last_day


@pytest.mark.parametrize(
    ("filed", "answered"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),  # a Friday
        (date(2026, 11, 21), date(2026, 12, 4)),  # a Saturday
        (date(2026, 11, 23), date(2026, 12, 7)),  # a Monday
        (date(2026, 12, 25), date(2027, 1, 8)),
    ],
)
def test_an_answer_comes_within_ten_working_days(filed: date, answered: date) -> None:
    assert answer_by(filed) == answered


def test_an_appeal_is_filed_within_thirty_days_of_the_decision_or_of_the_money() -> None:
    assert last_day(date(2026, 11, 1)) == date(2026, 12, 1)
    assert last_day(date(2026, 11, 1), date(2026, 11, 5)) == date(2026, 12, 5)
    assert last_day(date(2026, 11, 9), date(2026, 11, 5)) == date(2026, 12, 9)
