"""Automatic reminders: whom they concern today, those made, how HR and employees want them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, func, or_, select

from services.reminder_model import Reminder, ReminderPreference, ReminderSetting
from services.reminder_ports import Subject
from services.reminder_rules import CompanyFacts
from storage import tables as t
from storage.reminder_sources import SHIFTED, SOURCES, Range, claimed
from storage.repositories import Repository

r = t.reminders.c


class Reminders(Repository):
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
        found = SOURCES[source](Range(facts, today, zone, first, last)).subquery()
        later = or_(found.c.person > after[0], and_(found.c.person == after[0], found.c.subject > after[1]))
        query = select(found).where(later).order_by(found.c.person, found.c.subject).limit(limit)
        return [_subject(row, source, facts, zone) for row in (await self.session.execute(query)).all()]

    async def subject(
        self, source: str, facts: CompanyFacts, employee_id: int, subject: str, *, today: date, zone: str
    ) -> Subject | None:
        found = SOURCES[source](Range(facts, today, zone)).subquery()
        query = select(found).where(found.c.person == employee_id, found.c.subject == subject).limit(1)
        row = (await self.session.execute(query)).first()
        return None if row is None else _subject(row, source, facts, zone)

    async def make(self, reminders: Sequence[Reminder]) -> list[tuple[int, int]]:
        if not reminders:
            return []
        names = [column.name for column in t.reminders.columns if column.name != "id"]
        rows = [{name: getattr(reminder, name) for name in names} for reminder in reminders]
        insert = self.insert_ignore(t.reminders).returning(r.id, r.employee_id)  # type: ignore[attr-defined]
        made = await self.session.execute(insert, rows)
        return sorted((row.id, row.employee_id) for row in made.all())

    async def reminder(self, reminder_id: int) -> Reminder | None:
        return await self.session.get(Reminder, reminder_id)

    async def of_employee(self, employee_id: int, *, state: str = "", limit: int = 20) -> list[Reminder]:
        query = select(Reminder).where(r.employee_id == employee_id)
        if state:
            query = query.where(r.state == state)
        return await self._all(query.order_by(r.id.desc()).limit(limit))

    async def sent_between(self, employee_id: int, since: datetime, until: datetime, *, planned: bool = True) -> bool:
        p = t.campaign_recipients.c
        heard = [
            exists().where(
                r.employee_id == employee_id, r.state == "sent", r.settled_at >= since, r.settled_at < until
            ),
            exists().where(p.employee_id == employee_id, p.sent_at >= since, p.sent_at < until),
        ]
        if planned:
            about_to = exists().where(
                p.employee_id == employee_id,
                p.state == "planned",
                p.campaign_id == t.campaigns.c.id,
                t.campaigns.c.state == "running",
            )
            heard.append(about_to)
        return bool(await self.session.scalar(select(or_(*heard))))

    async def settings(self) -> list[ReminderSetting]:
        return await self._all(select(ReminderSetting).order_by(t.reminder_settings.c.id))

    async def setting(self, code: str, company: str) -> ReminderSetting | None:
        s = t.reminder_settings.c
        return await self._one(select(ReminderSetting).where(s.code == code, s.company_code == company))

    async def preference(self, employee_id: int) -> ReminderPreference | None:
        return await self.session.get(ReminderPreference, employee_id)

    async def zones(self, employee_ids: Sequence[int]) -> dict[int, str]:
        p = t.reminder_preferences.c
        query = select(p.employee_id, p.time_zone).where(p.employee_id.in_(employee_ids), p.time_zone != "")
        return {row.employee_id: row.time_zone for row in (await self.session.execute(query)).all()}

    async def counts(self, since: date, companies: Sequence[str]) -> dict[tuple[str, str], int]:
        query = select(r.code, r.state, func.count()).where(r.due_on >= since).group_by(r.code, r.state)
        if companies:
            query = query.join(t.employees, t.employees.c.id == r.employee_id)
            query = query.where(t.employees.c.company_code.in_(companies))
        return {(code, state): count for code, state, count in (await self.session.execute(query)).all()}

    async def used_quotas(self, employee_id: int, facts: CompanyFacts) -> set[str]:
        columns = [claimed(types, facts.year_from, facts.year_until).label(code) for code, types in facts.quotas]
        if not columns:
            return set()
        row = (await self.session.execute(select(*columns).where(t.employees.c.id == employee_id))).mappings().first()
        return {code for code, used in row.items() if used} if row else set()


def _subject(row: Any, source: str, facts: CompanyFacts, zone: str) -> Subject:
    anchor = row.anchor
    if isinstance(anchor, datetime):
        anchor = anchor.astimezone(ZoneInfo(zone)).date()
    if source in SHIFTED:
        anchor += timedelta(days=facts.late_days)
    return Subject(row.person, row.subject, anchor)
