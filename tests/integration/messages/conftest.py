"""Use cases over a real store on both databases, with a small company, and a worker that is stepped by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from benefits.errors import NotFound
from services.actors import SYSTEM, Actor
from services.app import Parts, Services
from services.campaign_running import CAMPAIGN_BEGIN, CAMPAIGN_MESSAGE, CAMPAIGN_PAGE
from services.deliveries import POSTPONED, Delivery, DeliveryResult, Postponed
from services.model import Employee, Job, PlanVersion
from services.quiet_hours import QuietHours
from services.reaching import Skip
from services.reminder_scan import REMINDER_MESSAGE, REMINDER_PAGE, REMINDER_SCAN
from storage.jobs import SqlJobStore
from tests.support import builders
from tests.support.builders import save
from tests.support.clock import START, SettableClock

PLAN = Path(__file__).parents[3] / "demo" / "plans" / "reference.yaml"
HR = Actor("hr:one", "hr_admin")
SECOND = Actor("hr:two", "hr_admin")
OWN = Actor("hr:xh", "hr_admin", companies=("XH",))
KINDS = [CAMPAIGN_BEGIN, CAMPAIGN_PAGE, CAMPAIGN_MESSAGE, REMINDER_SCAN, REMINDER_PAGE, REMINDER_MESSAGE]


@dataclass
class Office:
    """``sent``: (employee number, text, buttons' data) of all that went out, in order."""

    services: Services
    store: Any
    jobs: SqlJobStore
    clock: SettableClock
    people: dict[str, Employee] = field(default_factory=dict)
    sent: list[tuple[str, str, list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    fail: set[str] = field(default_factory=set)

    def actor(self, number: str) -> Actor:
        return Actor(f"employee:{number}", "employee", employee_id=self.people[number].id)

    async def work(self, *kinds: str) -> None:
        """Do every due job of campaigns and reminders (or of these kinds), as the worker would; messages go to ``sent``."""
        while jobs := await self.jobs.lease("test", kinds or KINDS, now=self.clock.now(), seconds=60, limit=20):
            for job in jobs:
                await self._do(job)

    async def _do(self, job: Job) -> None:
        again: datetime | None = None
        s, p = self.services, job.payload
        if job.kind == CAMPAIGN_BEGIN:
            again = await s.begin_campaign(SYSTEM, p["campaign_id"])
        elif job.kind == CAMPAIGN_PAGE:
            again = await s.plan_page(SYSTEM, p["campaign_id"], p["after"])
        elif job.kind == REMINDER_SCAN:
            await s.scan_reminders(SYSTEM)
        elif job.kind == REMINDER_PAGE:
            await s.make_reminders(SYSTEM, p["code"], p["company"], (p["after"][0], p["after"][1]))
        else:
            again = await self._send(job)
        if again is None:
            await self.jobs.done(job.id or 0, "test", now=self.clock.now())
        else:
            await self.jobs.retry(job.id or 0, "test", due_at=again, error=POSTPONED, count=False)

    async def _send(self, job: Job) -> datetime | None:
        s = self.services
        prepare = s.prepare_reminder if job.kind == REMINDER_MESSAGE else s.prepare_campaign_message
        number = next(n for n, one in self.people.items() if one.id == job.payload["employee_id"])
        try:
            made = await prepare(SYSTEM, job)
        except Postponed as later:
            return later.until
        except NotFound:
            await s.record_delivery(SYSTEM, job, None, DeliveryResult("failed", reason="file-missing"))
            return None
        if isinstance(made, Skip):
            self.skipped.append((number, made.reason))
            await s.record_delivery(SYSTEM, job, None, made)
            return None
        assert isinstance(made, Delivery)
        result = DeliveryResult("sent", "1")
        if number in self.fail:
            result = DeliveryResult("failed", reason="blocked")
        else:
            data = [button.data or "" for row in made.buttons for button in row]
            self.sent.append((number, made.text_html, data))
        await s.record_delivery(SYSTEM, job, made, result)
        return None


@pytest.fixture
async def office(store, vault, database, clock: SettableClock) -> Office:
    return await open_office(store, vault, database, clock)


async def open_office(store, vault, database, clock: SettableClock, **more: Any) -> Office:
    jobs = SqlJobStore(database)
    quiet = QuietHours()
    parts = Parts(store, jobs, vault, clock, None, None, quiet=quiet, **more)  # type: ignore[arg-type]
    made = Office(Services(parts), store, jobs, clock)
    text = PLAN.read_text(encoding="utf-8")
    await save(store, builders.company(), builders.company(code="ZN", name="智能制造"))
    await save(store, PlanVersion("reference", date(2000, 1, 1), text, "0" * 64, START, "test"))
    for number, company, language in (("A1", "XH", "zh-Hans"), ("A2", "XH", "en"), ("Z1", "ZN", "zh-Hant")):
        person = builders.employee(number=number, name=f"林{number}", company_code=company, language=language)
        made.people[number] = await save(store, person)
        await save(store, builders.account(person, language=language))
    return made


Open = Callable[..., Any]
