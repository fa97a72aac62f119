"""What an employee chooses about reminders: which ones, when, and what was held back meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from benefits.errors import InvalidInput
from services.actors import Actor, UseCase
from services.ports import Clock, Store, UnitOfWork
from services.quiet_hours import QuietHours
from services.reminder_model import Reminder, ReminderPreference
from services.reminder_rules import RULES, ReminderRule, wanted

ALL = "*"


@dataclass(frozen=True, slots=True)
class ReminderChoices:
    """``rules``: what can reach this person at all. ``held``: reminders that were muted, newest first."""

    rules: tuple[ReminderRule, ...]
    muted: frozenset[str]
    hours: QuietHours
    own_hours: bool
    held: tuple[Reminder, ...]

    @property
    def all_muted(self) -> bool:
        return ALL in self.muted

    def mutes(self, rule: ReminderRule) -> bool:
        return not rule.deadline and (self.all_muted or rule.code in self.muted)


class _Choices:
    def __init__(self, store: Store, clock: Clock, quiet: QuietHours) -> None:
        self._store, self._clock, self._quiet = store, clock, quiet

    async def _view(self, unit: UnitOfWork, actor: Actor) -> ReminderChoices:
        employee = await unit.people.employee(actor.own_employee_id)
        assert employee is not None
        settings = await unit.reminders.settings()
        chosen = await unit.reminders.preference(actor.own_employee_id)
        return ReminderChoices(
            tuple(rule for rule in RULES.values() if wanted(rule, employee.company_code, settings).enabled),
            frozenset(chosen.muted if chosen else ()),
            self._quiet.chosen_by(chosen),
            bool(chosen and chosen.quiet_from),
            tuple(await unit.reminders.of_employee(actor.own_employee_id, state="muted", limit=10)),
        )

    async def _change(self, actor: Actor, change: Callable[[ReminderPreference], None]) -> ReminderChoices:
        async with self._store.write() as unit:
            chosen = await unit.reminders.preference(actor.own_employee_id)
            if chosen is None:
                chosen = ReminderPreference(actor.own_employee_id)
                unit.add(chosen)
            change(chosen)
            await unit.flush()
            view = await self._view(unit, actor)
            await unit.commit()
            return view


class ShowReminderChoices(_Choices, UseCase):
    permission = "chat.settings"

    async def __call__(self, actor: Actor) -> ReminderChoices:
        async with self._store.read() as unit:
            return await self._view(unit, actor)


class MuteReminder(_Choices, UseCase):
    """Pause or resume one kind of reminder, or (``*``) all that may be paused; doing it twice changes nothing.

    Deadlines and decisions still arrive: InvalidInput("reminder-not-mutable").
    """

    permission = "chat.settings"

    async def __call__(self, actor: Actor, code: str, muted: bool) -> ReminderChoices:
        if code != ALL and (code not in RULES or RULES[code].deadline):
            raise InvalidInput("reminder-not-mutable", field="reminder")

        def change(chosen: ReminderPreference) -> None:
            single = {rule.code for rule in RULES.values() if not rule.deadline}
            if code == ALL:
                chosen.muted = [ALL] if muted else []
            elif muted:
                chosen.muted = sorted({*chosen.muted, code})
            else:  # one resumed out of all paused leaves the others as they were
                before = single if ALL in chosen.muted else set(chosen.muted)
                chosen.muted = sorted(before - {code})

        return await self._change(actor, change)


class ChooseQuietHours(_Choices, UseCase):
    """Times of day ``HH:MM`` in which no reminder comes; both empty: as the company has it; both the same: none.

    Raises InvalidInput("quiet-hours-wrong").
    """

    permission = "chat.settings"

    async def __call__(self, actor: Actor, start: str, end: str) -> ReminderChoices:
        try:
            times = [time.fromisoformat(one).strftime("%H:%M") for one in (start, end) if one]
        except ValueError:
            times = [""]
        if len(times) == 1:
            raise InvalidInput("quiet-hours-wrong", field="quiet")

        def change(chosen: ReminderPreference) -> None:
            chosen.quiet_from, chosen.quiet_until = times or ("", "")

        return await self._change(actor, change)


class ChooseTimeZone(_Choices, UseCase):
    """Where the person is, for times of day; empty: where the company is. Raises InvalidInput("time-zone-unknown")."""

    permission = "chat.settings"

    async def __call__(self, actor: Actor, zone: str) -> ReminderChoices:
        try:
            if zone:
                ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise InvalidInput("time-zone-unknown", field="zone", zone=zone[:60]) from None

        def change(chosen: ReminderPreference) -> None:
            chosen.time_zone = zone

        return await self._change(actor, change)
