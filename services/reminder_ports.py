"""What reminders and surveys need from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.reminder_model import Reminder, ReminderPreference, ReminderSetting, SavedAudience, SurveyAnswer
from services.reminder_rules import CompanyFacts


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody to remind of something, with the day that the rule counts from."""

    employee_id: int
    subject: str
    anchor: date


class Reminders(Protocol):
    async def subjects(
        self,
        source: str,
        facts: CompanyFacts,
        first: date,
        last: date,
        *,
        today: date,
        zone: str,
        after: tuple[int, str] = (0, ""),
        limit: int = 500,
    ) -> list[Subject]:
        """Active people of the company with something open that is counted from a day in ``first``…``last``,
        ordered by person and subject, those after ``after``."""
        ...

    async def subject(
        self, source: str, facts: CompanyFacts, employee_id: int, subject: str, *, today: date, zone: str
    ) -> Subject | None:
        """The same for one person and thing; None once it is settled."""
        ...

    async def make(self, reminders: Sequence[Reminder]) -> list[tuple[int, int]]:
        """Store those that are new; returns (id, employee id) of each of them."""
        ...

    async def reminder(self, reminder_id: int) -> Reminder | None: ...
    async def of_employee(self, employee_id: int, *, state: str = "", limit: int = 20) -> list[Reminder]:
        """Newest first."""
        ...

    async def sent_between(self, employee_id: int, since: datetime, until: datetime, *, planned: bool = True) -> bool:
        """Whether the person got a reminder or a campaign in ``[since, until)``; ``planned``: or one is about to send."""
        ...

    async def settings(self) -> list[ReminderSetting]: ...
    async def setting(self, code: str, company: str) -> ReminderSetting | None: ...
    async def preference(self, employee_id: int) -> ReminderPreference | None: ...
    async def zones(self, employee_ids: Sequence[int]) -> dict[int, str]:
        """Time zones of those who chose one."""
        ...

    async def counts(self, since: date, companies: Sequence[str]) -> dict[tuple[str, str], int]:
        """(code, state) → reminders due since; ``companies`` empty means all."""
        ...

    async def used_quotas(self, employee_id: int, facts: CompanyFacts) -> set[str]:
        """Codes of the benefits in ``facts.quotas`` that the person has claimed this plan year."""
        ...


class Surveys(Protocol):
    async def answer(self, campaign_id: int, employee_id: int, question: str) -> SurveyAnswer | None: ...
    async def answers(self, campaign_id: int, employee_id: int) -> list[SurveyAnswer]: ...
    async def all_answers(self, campaign_id: int) -> list[tuple[SurveyAnswer, str, str]]:
        """Every answer with its person's company and department, the oldest first."""
        ...

    async def latest(self, employee_id: int, question: str) -> SurveyAnswer | None:
        """What the person last answered to a question of this code, in whichever campaign."""
        ...

    async def audiences(self) -> list[SavedAudience]: ...
    async def audience(self, audience_id: int) -> SavedAudience | None: ...
