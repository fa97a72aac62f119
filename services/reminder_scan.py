"""The daily look for reminders that have become due. Every step may run twice or late: a reminder is made once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from benefits.errors import NotFound
from services.actors import Actor, UseCase
from services.model import Job
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork
from services.quiet_hours import QuietHours
from services.reminder_model import Reminder
from services.reminder_ports import Subject
from services.reminder_rules import RULES, CompanyFacts, Wanted, facts_of, wanted

REMINDER_SCAN = "reminder.scan"
"""Kind of the jobs that look for due reminders, one a day."""
REMINDER_PAGE = "reminder.page"
"""Kind of the jobs that make one page of one company's reminders."""
REMINDER_MESSAGE = "reminder.message"
"""Kind of the jobs that send one reminder."""
SCAN_AT = time(0, 10)
"""Where the company is."""
PAGE = 1000


class ScheduleScan(UseCase):
    """See to it that today is looked through. Called at every start and every hour; known days are passed over."""

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor) -> bool:
        """False when today's look was scheduled before."""
        now = self._clock.now()
        async with self._store.write() as unit:
            new = await unit.jobs.enqueue(_scan_job(self._clock.today(), now, now))
            await unit.commit()
            return new


class ScanReminders(UseCase):
    """Begin a day's look: a page job for each company and reminder that is switched on, and tomorrow's look."""

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock, quiet: QuietHours) -> None:
        self._store, self._clock, self._quiet = store, clock, quiet

    async def __call__(self, actor: Actor) -> int:
        """How many companies' reminders are looked for."""
        now, today = self._clock.now(), self._clock.today()
        tomorrow = today + timedelta(days=1)
        begins = datetime.combine(tomorrow, SCAN_AT, ZoneInfo(self._quiet.zone))
        async with self._store.write() as unit:
            settings = await unit.reminders.settings()
            pages = [
                _page_job(today, code, company.code, (0, ""), now)
                for code, rule in RULES.items()
                for company in await unit.people.companies()
                if wanted(rule, company.code, settings).enabled
            ]
            await unit.jobs.enqueue_all([*pages, _scan_job(tomorrow, begins, now)])
            await unit.commit()
            return len(pages)


class MakeReminders(UseCase):
    """Make the next page of one company's reminders of one kind, each with the job that sends it, in one transaction."""

    permission = "delivery.run"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock, quiet: QuietHours) -> None:
        self._store, self._shelf, self._clock, self._quiet = store, shelf, clock, quiet

    async def __call__(self, actor: Actor, code: str, company: str, after: tuple[int, str] = (0, "")) -> int:
        """How many were new."""
        now, today = self._clock.now(), self._clock.today()
        async with self._store.write() as unit:
            want = wanted(RULES[code], company, await unit.reminders.settings())
            if not want.enabled:
                return 0
            facts = await company_facts(unit, self._shelf, company, today)
            first, last = want.rule.anchors(today, want.days)
            page = await unit.reminders.subjects(
                want.rule.source, facts, first, last, today=today, zone=self._quiet.zone, after=after, limit=PAGE
            )
            made = await unit.reminders.make(_due(want, page, today))
            zones = await unit.reminders.zones([person for _, person in made])
            urgent = {one.employee_id for one in page if want.rule.urgent(one.anchor, today)}
            jobs = [
                _message_job(number, person, self._time(want, zones.get(person), today, now), now, person in urgent)
                for number, person in made
            ]
            if len(page) == PAGE:
                jobs.append(_page_job(today, code, company, (page[-1].employee_id, page[-1].subject), now))
            await unit.jobs.enqueue_all(jobs)
            await unit.commit()
            return len(made)

    def _time(self, want: Wanted, zone: str | None, today: date, now: datetime) -> datetime:
        """The rule's time of day where the person is, or now if that is past."""
        there = QuietHours(self._quiet.start, self._quiet.end, zone or self._quiet.zone)
        return max(there.at(today, want.send_at), now)


async def company_facts(unit: UnitOfWork, shelf: PlanShelf, company: str, today: date) -> CompanyFacts:
    """A company without a plan has no late filing and no quotas."""
    try:
        return facts_of(company, await shelf.plan(unit, company, today), today)
    except NotFound:
        return CompanyFacts(company)


def _due(want: Wanted, page: list[Subject], today: date) -> list[Reminder]:
    made = []
    for one in page:
        step = want.rule.step(one.anchor, today, want.days)
        if step is not None:
            made.append(Reminder(one.employee_id, want.rule.code, one.subject, step, one.anchor, today))
    return made


def _scan_job(day: date, due: datetime, now: datetime) -> Job:
    return Job(REMINDER_SCAN, {"day": day.isoformat()}, due, now, dedup_key=f"{REMINDER_SCAN}:{day}", priority=8)


def _page_job(day: date, code: str, company: str, after: tuple[int, str], now: datetime) -> Job:
    return Job(
        REMINDER_PAGE,
        {"code": code, "company": company, "after": list(after)},
        now,
        now,
        dedup_key=f"{REMINDER_PAGE}:{day}:{code}:{company}:{after[0]}:{after[1]}",
        priority=8,
    )


def _message_job(reminder_id: int, employee_id: int, due: datetime, now: datetime, urgent: bool) -> Job:
    return Job(
        REMINDER_MESSAGE,
        {"reminder_id": reminder_id, "employee_id": employee_id},
        due,
        now,
        dedup_key=f"{REMINDER_MESSAGE}:{reminder_id}",
        # One after the other, so that the second of a day sees the first; what is urgent goes before it.
        order_key=f"person:{employee_id}",
        priority=6 if urgent else 7,
    )
