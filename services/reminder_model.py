"""Records of reminders, saved audiences and survey answers, as plain dataclasses; ``storage/`` maps them to tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from services.model import Json


@dataclass(eq=False)
class SavedAudience:
    """An audience under a name, for the next campaign."""

    name: str
    audience: Json
    created_by: str
    created_at: datetime
    id: int | None = None


@dataclass(eq=False)
class SurveyAnswer:
    """What one person answered to one question; the last answer stands."""

    campaign_id: int
    employee_id: int
    question: str
    """Code of the question within its campaign."""
    answers: list[str]
    """Codes of the chosen options; one, unless the question takes several."""
    answered_at: datetime
    id: int | None = None


@dataclass(eq=False)
class ReminderSetting:
    """How HR wants one automatic reminder; what isn't set here is the rule's own."""

    code: str
    company_code: str
    """Empty: every company without a setting of its own."""
    enabled: bool
    days: list[int]
    send_at: str
    """``HH:MM`` where the person is."""
    texts: Json
    """Language → text with placeholders; empty: the ready-made words."""
    updated_by: str
    updated_at: datetime
    id: int | None = None


@dataclass(eq=False)
class Reminder:
    """One automatic reminder of one person about one thing; made once, whatever runs twice."""

    employee_id: int
    code: str
    subject: str
    """What it is about, such as ``claim:17`` or ``window:3``."""
    step: int
    """Which of the rule's days made it due."""
    anchor: date
    """The day that the rule's days are counted from."""
    due_on: date
    state: str = "planned"
    """``planned``, ``sent``, ``failed``, ``muted``, ``skipped``."""
    reason: str = ""
    settled_at: datetime | None = None
    tapped_at: datetime | None = None
    id: int | None = None


@dataclass(eq=False)
class ReminderPreference:
    """What an employee chose about reminders. Empty: as the company has it."""

    employee_id: int
    muted: list[str] = field(default_factory=list)
    """Codes of reminders; ``*`` means all that may be muted, campaigns included."""
    time_zone: str = ""
    quiet_from: str = ""
    quiet_until: str = ""
    """``HH:MM``; no quiet hours when both are the same and set."""

    def mutes(self, code: str) -> bool:
        return "*" in self.muted or code in self.muted
