"""One automatic reminder: whether it is still needed, its words for this person, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from benefits.errors import NotFound
from locales import DEFAULT_LANGUAGE, text
from services.actors import Actor, UseCase
from services.campaign_texts import filled
from services.deliveries import Button, DeliveryResult, Postponed
from services.model import Employee, Job
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork
from services.quiet_hours import QuietHours
from services.reaching import SENT, Prepared, Skip, reach, to_person
from services.reminder_model import Reminder
from services.reminder_rules import RULES, CompanyFacts, Wanted, wanted
from services.reminder_scan import company_facts


class PrepareReminder(UseCase):
    """A reminder as a delivery; skipped once it was acted on, muted or switched off, put off by quiet hours and when the
    person has had one today."""

    permission = "delivery.run"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock, quiet: QuietHours, email: bool = False) -> None:
        self._store, self._shelf, self._clock, self._quiet, self._email = store, shelf, clock, quiet, email

    async def __call__(self, actor: Actor, job: Job) -> Prepared:
        now, today = self._clock.now(), self._clock.today()
        async with self._store.read() as unit:
            reminder = await unit.reminders.reminder(int(job.payload["reminder_id"]))
            if reminder is None or reminder.code not in RULES:
                return Skip("cancelled")
            if reminder.state == "sent":  # and its worker died before the job was ended
                return Skip(SENT)
            found = await reach(unit, reminder.employee_id, self._email)
            if found is None:
                return Skip("no-channel")
            employee, account = found
            want = wanted(RULES[reminder.code], employee.company_code, await unit.reminders.settings())
            if not want.enabled:
                return Skip("switched-off")
            preference = await unit.reminders.preference(reminder.employee_id)
            if preference is not None and preference.mutes(reminder.code) and not want.rule.deadline:
                return Skip("muted")
            facts = await company_facts(unit, self._shelf, employee.company_code, today)
            still = await unit.reminders.subject(
                want.rule.source, facts, employee.id or 0, reminder.subject, today=today, zone=self._quiet.zone
            )
            if still is None or still.anchor != reminder.anchor:  # done, touched since, or the date was moved
                return Skip("acted")
            if want.rule.over(reminder.anchor, today):
                return Skip("too-late")
            hours = self._quiet.chosen_by(preference)
            await self._not_now(unit, reminder, want, hours, now)
            language = (account.language if account else None) or employee.language or DEFAULT_LANGUAGE
            values = await reminder_values(unit, self._shelf, reminder, employee, facts, language, today=today)
        words = filled(want.texts[language], values)
        rows = [(Button(text(language, f"button-flow-{want.rule.flow}"), f"rm:go:{reminder.id}"),)]
        if not want.rule.deadline:
            rows.append((Button(text(language, "button-reminder-mute"), f"rm:mute:{reminder.id}"),))
        return to_person(employee, account, language, words, rows, urgent=False)

    async def _not_now(
        self, unit: UnitOfWork, reminder: Reminder, want: Wanted, hours: QuietHours, now: datetime
    ) -> None:
        """Raises Postponed in quiet hours, and for the second reminder of a day unless it is urgent."""
        allowed = hours.next_allowed(now)
        if allowed > now:
            raise Postponed(allowed)
        begins, ends = hours.day(now)
        if want.rule.urgent(reminder.anchor, self._clock.today()):
            return
        if await unit.reminders.sent_between(reminder.employee_id, begins, ends):
            raise Postponed(hours.at(begins.date() + timedelta(days=1), want.send_at))


async def reminder_values(
    unit: UnitOfWork,
    shelf: PlanShelf,
    reminder: Reminder,
    employee: Employee,
    facts: CompanyFacts,
    language: str,
    *,
    today: object,
) -> dict[str, str]:
    """What the placeholders of a reminder become. Numbers and days only: it may show on a lock screen."""
    company = await unit.people.company(employee.company_code)
    days = abs((reminder.anchor - today).days)  # type: ignore[operator]
    values = {
        "name": employee.name,
        "number": employee.number,
        "department": employee.department,
        "company": company.name if company else "",
        "deadline": reminder.anchor.isoformat(),
        "days": str(days),
    }
    kind, _, key = reminder.subject.partition(":")
    if kind == "claim":
        claim = await unit.claims.claim(int(key))
        values["claim"] = (claim.number if claim else "") or ""
        values["started"] = claim.created_at.date().isoformat() if claim else ""
        values["visit"] = claim.service_date.isoformat() if claim and claim.service_date else ""
    if kind == "year":
        plan = await shelf.plan(unit, employee.company_code, reminder.anchor)
        used = await unit.reminders.used_quotas(employee.id or 0, facts)
        unused = [plan.benefits[code].name(language) for code, _ in facts.quotas if code not in used]
        values["benefits"] = text(language, "name-comma").join(unused)
    return values


class RecordReminderTap(UseCase):
    """Note that a person tapped a reminder's button; the flow it leads into. Raises NotFound("campaign-not-found")."""

    permission = "campaign.answer"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, reminder_id: int) -> Reminder:
        async with self._store.write() as unit:
            reminder = await unit.reminders.reminder(reminder_id)
            if reminder is None or reminder.employee_id != actor.own_employee_id or reminder.code not in RULES:
                raise NotFound("campaign-not-found")
            reminder.tapped_at = reminder.tapped_at or self._clock.now()
            await unit.commit()
            return reminder


async def keep_reminder(unit: UnitOfWork, job: Job, result: DeliveryResult | Skip, now: datetime) -> None:
    """What became of a reminder."""
    reminder = await unit.reminders.reminder(int(job.payload["reminder_id"]))
    if reminder is None or result == Skip(SENT):
        return
    reminder.settled_at = now
    if isinstance(result, Skip):
        reminder.state, reminder.reason = ("muted", "") if result.reason == "muted" else ("skipped", result.reason)
    elif result.outcome == "sent":
        reminder.state = "sent"
    else:
        reminder.state, reminder.reason = "failed", result.reason or result.outcome
