"""What a rule means for one person: the figures behind an answer, and what a named bill would be paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from benefits.adjudication import Accumulators, Bill, Person
from benefits.eligibility import elected
from benefits.errors import BenefitsError, InvalidInput
from benefits.payment import limit_amount, limit_used
from benefits.plan import Benefit, Clause, Plan
from locales import LANGUAGES, text
from services.actors import Actor, UseCase
from services.adjudicating import ClaimResult, decide_bills
from services.model import ZERO, Employee
from services.plans import PlanShelf, insured_person
from services.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class BandFigure:
    """One band, and whether the person's year stands in it. ``upper`` None: without end."""

    lower: Decimal
    upper: Decimal | None
    rate: Decimal
    here: bool


@dataclass(frozen=True, slots=True)
class PersonalFigure:
    """A benefit as it stands for one person today."""

    benefit: str
    names: Mapping[str, str]
    clause: Clause
    plan_effective: date
    elected: bool
    """False when it must be elected and this person hasn't."""
    accumulated: Decimal | None = None
    """Eligible amount of this plan year so far."""
    bands: tuple[BandFigure, ...] = ()
    deductible: Decimal | None = None
    cover: Decimal | None = None
    limit: Decimal | None = None
    limit_per: str = ""
    used: Decimal | None = None
    """Paid or used against ``limit`` so far."""
    sessions: int | None = None
    deductible_used: Decimal = ZERO
    sessions_used: int = 0
    cover_paid: Decimal = ZERO
    """A lump sum is paid once: what has been paid of it, in any year."""

    @property
    def left(self) -> Decimal | None:
        return None if self.limit is None else max(ZERO, self.limit - (self.used or ZERO))

    def terms(self) -> PersonalFigure:
        """What was agreed, without where the person's year stood: for a question about another year."""
        return replace(self, accumulated=None, used=None, deductible_used=ZERO, sessions_used=0, cover_paid=ZERO)


def asks_for_figure(question: str) -> bool:
    """Whether a question wants a number that depends on the person: how much, which rate, which limit."""
    folded = question.lower()
    return any(word in folded for language in LANGUAGES for word in text(language, "words-figure").split(","))


class ShowFigure(UseCase):
    """The figure of a benefit for the asking employee; None when the plan has no such benefit."""

    permission = "ask"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, topic: str, on: date | None = None) -> PersonalFigure | None:
        on = on or self._clock.today()
        async with self._store.read() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            return await figure(unit, self._shelf, employee, topic, on)


async def figure(unit: UnitOfWork, shelf: PlanShelf, employee: Employee, topic: str, on: date) -> PersonalFigure | None:
    try:
        plan = await shelf.plan(unit, employee.company_code, on)
    except BenefitsError:
        return None
    benefit = plan.benefits.get(plan.canonical(topic))
    if benefit is None:
        return None
    elections = await unit.enrolment.elections(employee.id or 0)
    person = insured_person(employee, elections, on)
    totals = Accumulators(await unit.ledger.totals(employee.id or 0))
    return figure_of(plan, benefit, person, totals, on)


def figure_of(plan: Plan, benefit: Benefit, person: Person, totals: Accumulators, on: date) -> PersonalFigure:
    """A benefit on the person's ledger ``totals`` as it stands on a day."""
    tier, code = person.tier, benefit.code
    year = plan.plan_year(on)
    needs = benefit.requires or (code if benefit.elective else None)
    account = f"{code}.banded" if benefit.deductible else f"{code}.eligible"
    accumulated = totals.balance(year, account) if benefit.bands else None
    limit = next((limit for limit in benefit.limits if limit.per != "claim"), None)
    return PersonalFigure(
        benefit=benefit.code,
        names=benefit.names,
        clause=benefit.clause,
        plan_effective=plan.effective_from,
        elected=needs is None or elected(plan, person, needs),
        accumulated=accumulated,
        bands=tuple(
            BandFigure(
                band.start,
                band.end,
                band.rate,
                here=band.start <= (accumulated or ZERO) and (band.end is None or (accumulated or ZERO) < band.end),
            )
            for band in benefit.bands
        ),
        deductible=benefit.deductible.amounts[tier] if benefit.deductible else None,
        cover=benefit.cover[tier] if benefit.cover else None,
        limit=limit_amount(limit, plan, person, benefit) if limit else None,
        limit_per=limit.per if limit else "",
        used=limit_used(limit, year, on, totals)[1] if limit else None,
        sessions=benefit.sessions,
        deductible_used=totals.balance(year, f"{benefit.deductible.account}.deductible")
        if benefit.deductible
        else ZERO,
        sessions_used=int(totals.balance(year, f"{code}.sessions")),
        cover_paid=totals.lifetime(f"{code}.paid") if benefit.kind == "lump_sum" else ZERO,
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    claim_type: str
    amount: Decimal
    result: ClaimResult


class EstimatePayment(UseCase):
    """What a bill of ``amount`` would be paid today, by the same rules that decide: 我住院花了八千能报多少.

    ``amount`` is taken as what is left after the basic insurance. Raises InvalidInput("bill-invalid").
    """

    permission = "ask"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, claim_type: str, amount: Decimal) -> Estimate:
        today = self._clock.today()
        if amount <= 0:
            raise InvalidInput("bill-invalid", field="total", reason="not-positive")
        async with self._store.read() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            book = await self._shelf.book(unit, employee.company_code)
            elections = await unit.enrolment.elections(employee.id or 0)
            person = insured_person(employee, elections, today)
            totals = Accumulators(await unit.ledger.totals(employee.id or 0))
        bill = Bill(id="estimate", type=claim_type, service_date=today, submitted_date=today, total=amount)
        return Estimate(claim_type, amount, decide_bills(book, person, [bill], totals))
