"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
"""A Monday, ten in the morning where the demo company is."""


class SettableClock:
    """Fulfils ``services.ports.Clock``."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.astimezone(ZONE).date()

    def set(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("times must carry a time zone")
        self._now = now.astimezone(UTC)

    def advance(self, **units: float) -> datetime:
        """``advance(minutes=5)``; the new time."""
        self._now += timedelta(**units)
        return self._now
