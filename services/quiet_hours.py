"""When reminders may disturb a person, and when they wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """No reminders between ``start`` and ``end`` where the company is; none are quiet when both are the same.

    Urgent decisions are not held.
    """

    start: time = time(21, 0)
    end: time = time(8, 30)
    zone: str = "Asia/Shanghai"

    def next_allowed(self, now: datetime) -> datetime:
        """``now`` outside the quiet hours, else their end."""
        local = now.astimezone(ZoneInfo(self.zone))
        after_start, before_end = local.time() >= self.start, local.time() < self.end
        overnight = self.start > self.end
        quiet = (after_start or before_end) if overnight else (after_start and before_end)
        if not quiet:
            return now
        day = local.date() + timedelta(days=1 if overnight and after_start else 0)
        return datetime.combine(day, self.end, ZoneInfo(self.zone)).astimezone(now.tzinfo)
