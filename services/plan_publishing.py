"""Plan files through the console: looked at first, with what they change and whom; then published, never edited."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benefits.claims import Bill, Person
from benefits.errors import BenefitsError, Conflict, InvalidInput
from benefits.plan import Plan, PlanBook
from services.actors import Actor, UseCase
from services.adjudicating import bills_of
from services.console_work import head_office
from services.knowledge import Librarian, Passage
from services.model import Employee, Json, PlanVersion
from services.plan_check import Audited, audit_all
from services.plan_commands import changes_json
from services.plan_files import PlanProblem, book_from_text, check_text
from services.plan_simulation import PastClaims, Simulation, simulate
from services.plans import PlanShelf, book_of, insured_person
from services.ports import Clock, Store, UnitOfWork
from services.reports import ClaimFilter

LARGEST = 300_000
PAST_CLAIMS = 2000
"""So many of the newest claims are decided under both plans: enough to see who gains, and soon done."""


@dataclass(frozen=True, slots=True)
class PlanReview:
    """A plan file before it is published. With ``problems`` the rest is empty and it can't be published."""

    problems: tuple[PlanProblem, ...]
    changes: tuple[Json, ...] = ()
    audited: Audited | None = None
    simulation: Simulation | None = None


class ReviewPlan(UseCase):
    """What publishing a plan file would change: errors, differences in words, documents that say otherwise, who gains and loses.

    Raises InvalidInput("plan-text-missing" | "plan-backdated").
    """

    permission = "plan.publish"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock, librarian: Librarian | None) -> None:
        self._store, self._shelf, self._clock, self._librarian = store, shelf, clock, librarian

    async def __call__(self, actor: Actor, text: str, company: str, effective: date, language: str) -> PlanReview:
        _may(actor, company)
        problems = _problems(text)
        if problems:
            return PlanReview(tuple(problems))
        passages: list[Passage] = await self._librarian.passages() if self._librarian else []
        async with self._store.read() as unit:
            version = await _version(unit, self._clock, actor, text, company, effective)
            old, new = await _books(unit, company, version)
            past = await past_claims(unit, company, self._clock.today()) if old else []
        plan = new.on(effective)
        changes = changes_json(old, new, language) if old else []
        return PlanReview(
            (),
            tuple(changes),
            audit_all(plan, passages) if passages else None,
            simulate(old.on(self._clock.today()), plan, past) if old and past else None,
        )


class PublishPlan(UseCase):
    """Put a plan file in force from a day on. Who, when and how many changes is in the audit trail.

    Raises InvalidInput("plan-invalid", problems=…), and as ``ReviewPlan``; Conflict("plan-published") for the same again.
    """

    permission = "plan.publish"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, text: str, company: str, effective: date) -> PlanVersion:
        _may(actor, company)
        problems = _problems(text)
        if problems:
            raise InvalidInput("plan-invalid", problems=problems)
        async with self._store.write() as unit:
            version = await _version(unit, self._clock, actor, text, company, effective)
            old, new = await _books(unit, company, version)
            for other in await unit.plans.all_versions():
                if (other.company_code, other.sha256, other.effective_from) == (company, version.sha256, effective):
                    raise Conflict("plan-published", date=effective.isoformat())
            unit.add(version)
            await unit.flush()
            unit.record(
                actor.name, "plan.publish", "plan", version.id, code=version.code, company=company,
                effective=effective.isoformat(), changes=len(changes_json(old, new, "en")) if old else 0,
            )  # fmt: skip
            await unit.commit()
            return version


class AuditPlans(UseCase):
    """The plans in force today against the published documents: for each, what contradicts it, and how much was checked."""

    permission = "document.publish"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock, librarian: Librarian | None) -> None:
        self._store, self._shelf, self._clock, self._librarian = store, shelf, clock, librarian

    async def __call__(self, actor: Actor) -> list[tuple[Plan, Audited]]:
        if self._librarian is None:
            return []
        passages = await self._librarian.passages()
        plans: dict[tuple[str, date], Plan] = {}
        async with self._store.read() as unit:
            companies = list(actor.companies) or ["", *(one.code for one in await unit.people.companies())]
            for company in companies:
                try:
                    plan = await self._shelf.plan(unit, company, self._clock.today())
                except BenefitsError:
                    continue  # nothing published for it yet
                plans[plan.code, plan.effective_from] = plan
        return [(plan, audit_all(plan, passages)) for plan in plans.values()]


async def past_claims(
    unit: UnitOfWork, company: str, today: date, *, days: int = 365, most: int = PAST_CLAIMS
) -> list[PastClaims]:
    """The newest ``most`` decided claims of the last ``days`` as bills, by person, in the order they came.

    ``company`` "" means those of every company.
    """
    since = today - timedelta(days=days)
    states = ("approved", "partly_approved", "rejected", "payment_issued", "paid")
    wanted = ClaimFilter(states=states, company=company, since=since)
    people: dict[int, tuple[Employee, list[tuple[Person, Bill]]]] = {}
    for claim, employee in reversed(await unit.reports.find_claims(wanted, companies=(), limit=most, offset=0)):
        documents = await unit.claims.documents(claim.id or 0)
        dependent = await unit.people.dependent(claim.dependent_id) if claim.dependent_id else None
        elections = await unit.enrolment.elections(employee.id or 0)
        try:
            bills = bills_of(claim, documents, (claim.submitted_at or claim.created_at).date())
        except BenefitsError:
            continue  # rejected as input, so no plan pays it
        for bill in bills:
            person = insured_person(employee, elections, bill.service_date, dependent)
            people.setdefault(employee.id or 0, (employee, []))[1].append((person, bill))
    return [PastClaims(insured_person(employee, [], today), bills) for employee, bills in people.values()]


def _may(actor: Actor, company: str) -> None:
    """A plan for every company is head office's."""
    if company:
        actor.require_company(company)
    else:
        head_office(actor)


def _problems(text: str) -> Sequence[PlanProblem]:
    if not text.strip():
        raise InvalidInput("plan-text-missing", field="file")
    if len(text) > LARGEST:
        return [PlanProblem(1, "", "file-too-large", "")]
    return check_text(text)


async def _version(
    unit: UnitOfWork, clock: Clock, actor: Actor, text: str, company: str, effective: date
) -> PlanVersion:
    if effective < clock.today() and await unit.plans.digests(company):
        # What is past was decided by the rules of its day.
        raise InvalidInput("plan-backdated", field="effective", today=clock.today().isoformat())
    book = book_from_text(text)
    if book.versions[0].effective_from > effective:
        raise InvalidInput("plan-starts-later", field="effective", date=book.versions[0].effective_from.isoformat())
    return PlanVersion(
        code=book.newest.code,
        effective_from=effective,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        published_at=clock.now(),
        published_by=actor.name,
        company_code=company,
    )


async def _books(unit: UnitOfWork, company: str, version: PlanVersion) -> tuple[PlanBook | None, PlanBook]:
    """The company's plans as they are (None where it has none), and as they will be."""
    versions = await unit.plans.versions(company)
    old = book_of(versions) if versions else None
    others = [one for one in versions if one.company_code != company]
    own = sorted(
        [*(one for one in versions if one.company_code == company), version], key=lambda one: one.effective_from
    )
    return old, book_of([*others, *own])
