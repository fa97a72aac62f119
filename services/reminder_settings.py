"""Automatic reminders as HR keeps them: on or off, when, in which words; for all companies or for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from benefits.errors import InvalidInput, NotFound, NotPermitted
from services.actors import Actor, UseCase
from services.model import Company
from services.ports import Clock, Store, UnitOfWork
from services.reminder_model import ReminderSetting
from services.reminder_rules import RULES, Wanted, check_days, check_words, wanted

LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One automatic reminder: how it is set for the company asked about, and what it did in the last 30 days."""

    wanted: Wanted
    counts: Mapping[str, int]


class ListReminders(UseCase):
    """All reminders as they are in force for ``company`` (empty: for companies without a setting of their own)."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, company: str = "") -> tuple[list[ReminderRow], list[Company]]:
        """Also the companies that the actor may set reminders for."""
        async with self._store.read() as unit:
            companies = [one for one in await unit.people.companies() if may_set(actor, one.code)]
            chosen = setting_company(actor, company)
            scope = (chosen,) if chosen else actor.companies
            counts = await unit.reminders.counts(self._clock.today() - LOOK_BACK, scope)
            settings = await unit.reminders.settings()
            rows = [
                ReminderRow(
                    wanted(rule, chosen, settings),
                    {state: count for (code, state), count in counts.items() if code == rule.code},
                )
                for rule in RULES.values()
            ]
            return rows, companies


class ChangeReminder(UseCase):
    """Switch, time and word one reminder for one company, or (head office) for all; in force from the next day's look.

    Raises NotFound("reminder-not-found"), NotPermitted, InvalidInput for days, time or words that can't be.
    """

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(
        self,
        actor: Actor,
        code: str,
        company: str,
        *,
        enabled: bool,
        days: Sequence[int],
        send_at: str,
        texts: Mapping[str, str],
    ) -> ReminderSetting:
        rule = RULES.get(code)
        if rule is None:
            raise NotFound("reminder-not-found")
        company = setting_company(actor, company)
        try:
            at = time.fromisoformat(send_at).strftime("%H:%M")
        except ValueError:
            raise InvalidInput("reminder-time", field="send_at") from None
        checked_days, words = check_days(days), check_words(rule, texts)
        async with self._store.write() as unit:
            setting = await self._setting(unit, actor, code, company)
            setting.enabled, setting.days, setting.send_at, setting.texts = enabled, checked_days, at, words
            setting.updated_by, setting.updated_at = actor.name, self._clock.now()
            unit.record(
                actor.name, "reminder.change", "reminder", code, company=company, enabled=enabled, days=checked_days
            )
            await unit.commit()
            return setting

    async def _setting(self, unit: UnitOfWork, actor: Actor, code: str, company: str) -> ReminderSetting:
        if company and await unit.people.company(company) is None:
            raise NotFound("company-not-found", company=company)
        found = await unit.reminders.setting(code, company)
        if found is None:
            found = ReminderSetting(code, company, True, [], "", {}, actor.name, self._clock.now())
            unit.add(found)
        return found


class ResetReminder(UseCase):
    """Give up a setting: a company goes back to the one for all, that one to the ready-made rule."""

    permission = "campaign.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, code: str, company: str) -> None:
        company = setting_company(actor, company)
        async with self._store.write() as unit:
            found = await unit.reminders.setting(code, company)
            if found is not None:
                await unit.delete(found)
                unit.record(actor.name, "reminder.reset", "reminder", code, company=company)
            await unit.commit()


def may_set(actor: Actor, company: str) -> bool:
    return not actor.companies or company in actor.companies


def setting_company(actor: Actor, company: str) -> str:
    """The company a setting is for. An HR user of one company means that one; of several, must name one of them."""
    if not company and len(actor.companies) == 1:
        return actor.companies[0]
    if not company and actor.companies:
        return sorted(actor.companies)[0]
    if not may_set(actor, company):
        raise NotPermitted("other-company", company=company)
    return company
