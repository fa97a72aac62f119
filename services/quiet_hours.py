"""When reminders may disturb a person, and when they wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.reminder_model import ReminderPreference


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

    def chosen_by(self, preference: ReminderPreference | None) -> QuietHours:
        """These hours, as far as the person hasn't chosen their own."""
        if preference is None:
            return self
        own = bool(preference.quiet_from and preference.quiet_until)
        return QuietHours(
            time.fromisoformat(preference.quiet_from) if own else self.start,
            time.fromisoformat(preference.quiet_until) if own else self.end,
            preference.time_zone or self.zone,
        )

    def at(self, day: date, clock_time: str) -> datetime:
        """``HH:MM`` of a day where the person is."""
        return datetime.combine(day, time.fromisoformat(clock_time), ZoneInfo(self.zone))

    def day(self, now: datetime) -> tuple[datetime, datetime]:
        """The person's present day: its first moment, and the next day's."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        midnight = ZoneInfo(self.zone)
        return (
            datetime.combine(today, time(), midnight),
            datetime.combine(today + timedelta(days=1), time(), midnight),
        )
