"""Reminders: their buttons, and what a person chooses about them: which, when, and what was held back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.context import Person, Toast, add, h, show
from handlers.flows import open_flow
from handlers.taps import MenuTap, ReminderTap
from services.app import Services
from services.reminder_choices import ALL, ReminderChoices
from services.reminder_rules import RULES

router = Router(name="reminders")

HOURS = ("20:00-09:00", "22:00-08:00", "23:00-07:00")
"""Quiet hours to choose from, beside the company's and none."""
ZONES = (
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Bangkok", "Asia/Dubai", "Europe/London", "Europe/Berlin", "America/New_York",
    "America/Los_Angeles", "Australia/Sydney",
)  # fmt: skip


@router.message(Command("reminders"))
async def reminders(message: Message, person: Person, services: Services) -> None:
    await _show_choices(message, person, await services.show_reminder_choices(person.actor))


@router.callback_query(ReminderTap.filter(F.do == "go"))
async def go(query: CallbackQuery, callback_data: ReminderTap, person: Person, services: Services) -> None:
    reminder = await services.record_reminder_tap(person.actor, int(callback_data.arg))
    await open_flow(query, person, services, RULES[reminder.code].flow)


@router.callback_query(ReminderTap.filter(F.do == "mute"))
async def mute_this_kind(query: CallbackQuery, callback_data: ReminderTap, person: Person, services: Services) -> None:
    reminder = await services.record_reminder_tap(person.actor, int(callback_data.arg))
    await services.mute_reminder(person.actor, reminder.code, True)
    rows = [
        [(person.t("button-reminder-unmute"), ReminderTap(do="on", arg=reminder.code).pack())],
        [(person.t("button-reminder-settings"), ReminderTap(do="list").pack())],
    ]
    await add(query, person.t("reminder-muted", name=person.t(f"reminder-name-{reminder.code}")), rows)


@router.callback_query(ReminderTap.filter(F.do.in_({"on", "off"})))
async def steer(query: CallbackQuery, callback_data: ReminderTap, person: Person, services: Services) -> None:
    choices = await services.mute_reminder(person.actor, callback_data.arg, callback_data.do == "off")
    await _show_choices(query, person, choices)


@router.callback_query(ReminderTap.filter(F.do == "list"))
async def back_to_list(query: CallbackQuery, person: Person, services: Services) -> None:
    await _show_choices(query, person, await services.show_reminder_choices(person.actor))


@router.callback_query(ReminderTap.filter(F.do == "hours"))
async def ask_hours(query: CallbackQuery, person: Person) -> None:
    rows = [[(span.replace("-", " – "), ReminderTap(do="quiet", arg=span.replace(":", "")).pack())] for span in HOURS]
    rows += [
        [(person.t("button-quiet-none"), ReminderTap(do="quiet", arg="0000-0000").pack())],
        [(person.t("button-quiet-company"), ReminderTap(do="quiet", arg="company").pack())],
        [(person.t("button-back"), ReminderTap(do="list").pack())],
    ]
    await show(query, person.t("quiet-ask"), rows)


@router.callback_query(ReminderTap.filter(F.do == "quiet"))
async def chose_hours(query: CallbackQuery, callback_data: ReminderTap, person: Person, services: Services) -> Toast:
    start, _, end = callback_data.arg.partition("-") if callback_data.arg != "company" else ("", "", "")
    times = [f"{one[:2]}:{one[2:]}" if one else "" for one in (start, end)]
    await _show_choices(query, person, await services.choose_quiet_hours(person.actor, *times))
    return Toast(person.t("saved"))


@router.callback_query(ReminderTap.filter(F.do == "zones"))
async def ask_zone(query: CallbackQuery, person: Person, services: Services) -> None:
    now = services.clock.now()
    rows = [[(_zone_label(person, zone, now), ReminderTap(do="zone", arg=zone).pack())] for zone in ZONES]
    rows += [
        [(person.t("button-zone-company"), ReminderTap(do="zone").pack())],
        [(person.t("button-back"), ReminderTap(do="list").pack())],
    ]
    await show(query, person.t("zone-ask"), rows)


@router.callback_query(ReminderTap.filter(F.do == "zone"))
async def chose_zone(query: CallbackQuery, callback_data: ReminderTap, person: Person, services: Services) -> Toast:
    await _show_choices(query, person, await services.choose_time_zone(person.actor, callback_data.arg))
    return Toast(person.t("saved"))


@router.callback_query(ReminderTap.filter(F.do == "held"))
async def held_back(query: CallbackQuery, person: Person, services: Services) -> None:
    choices = await services.show_reminder_choices(person.actor)
    lines = [
        person.t("reminder-held-line", day=one.due_on.isoformat(), name=person.t(f"reminder-name-{one.code}"))
        for one in choices.held
        if one.code in RULES
    ]
    rows = [
        [(person.t(f"button-flow-{flow}"), MenuTap(to=flow).pack())]
        for flow in dict.fromkeys(RULES[one.code].flow for one in choices.held if one.code in RULES)
        if flow in ("enrol", "claims")
    ]
    rows.append([(person.t("button-back"), ReminderTap(do="list").pack())])
    await show(query, person.t("reminder-held", lines="\n".join(lines)) if lines else person.t("reminder-none"), rows)


def _zone_label(person: Person, zone: str, now: datetime) -> str:
    city = person.t(f"zone-{zone.rsplit('/', maxsplit=1)[-1].replace('_', '-').lower()}")
    return f"{city} · {now.astimezone(ZoneInfo(zone)):%H:%M}"


async def _show_choices(event: Message | CallbackQuery, person: Person, choices: ReminderChoices) -> None:
    lines, rows = [], []
    for rule in choices.rules:
        muted = choices.mutes(rule)
        name = person.t(f"reminder-name-{rule.code}")
        mark = "📌" if rule.deadline else "🔕" if muted else "🔔"
        lines.append(f"{mark} <b>{h(name)}</b>\n{h(person.t(f'reminder-when-{rule.code}'))}")
        if not rule.deadline:
            label = person.t("button-resume" if muted else "button-pause", name=name)
            rows.append([(label, ReminderTap(do="on" if muted else "off", arg=rule.code).pack())])
    if choices.all_muted:
        rows.append([(person.t("button-unmute"), ReminderTap(do="on", arg=ALL).pack())])
    else:
        rows.append([(person.t("button-mute"), ReminderTap(do="off", arg=ALL).pack())])
    hours = choices.hours
    quiet = person.t("quiet-none") if hours.start == hours.end else f"{hours.start:%H:%M} – {hours.end:%H:%M}"
    rows.append([(person.t("button-quiet", hours=quiet), ReminderTap(do="hours").pack())])
    rows.append([(person.t("button-zone"), ReminderTap(do="zones").pack())])
    if choices.held:
        rows.append([(person.t("button-held", count=len(choices.held)), ReminderTap(do="held").pack())])
    rows.append([(person.t("button-menu"), MenuTap(to="menu").pack())])
    words = person.t("reminders-off" if choices.all_muted else "reminders-on")
    where = person.t("reminders-where", hours=quiet, zone=hours.zone)
    await show(event, "\n\n".join([words, *lines, where]), rows)
