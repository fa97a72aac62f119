"""Working days in China: neither weekends nor public holidays, with the days that are moved each year (调休)."""

from __future__ import annotations

from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays


def is_working_day(day: date) -> bool:
    """In a year whose moved days the library doesn't know, the holidays by law count, and weekends."""
    return _calendar(day.year).is_working_day(day)


def announced(year: int) -> bool:
    """Whether this year's moved days are known. They are announced in the November before, then come with an update."""
    return any(day.year == year for day in _calendar(year).weekend_workdays)


@cache
def _calendar(year: int) -> HolidayBase:
    return country_holidays("CN", years=year)
