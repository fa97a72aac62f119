"""Elective enrolment: what a person has, what they may choose and why, the cost, and the written confirmation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from benefits.claims import Person
from benefits.eligibility import completed_years
from benefits.enrolment import ElectionRight
from benefits.errors import Conflict, InvalidInput, NotFound
from benefits.plan import Plan
from benefits.premium import Dependent as Insured
from benefits.premium import ElectiveOption, Quote, electives, quote
from locales import LANGUAGES, text
from services.actors import Actor, UseCase
from services.life_events import Basis, basis_of
from services.model import ZERO, Dependent, Election, Employee, Json
from services.notices import notify
from services.plans import PlanShelf, insured_person
from services.ports import Clock, Store, UnitOfWork
from services.surveys import stated_needs


@dataclass(frozen=True, slots=True)
class Offer:
    """One elective as shown: names in all languages, what stands today, and why it is recommended, if it is."""

    option: ElectiveOption
    names: dict[str, str]
    standing: Election | None
    because: str = ""
    """Code of the recommendation's reason, or empty."""

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["zh-Hans"]


@dataclass(frozen=True, slots=True)
class EnrolmentView:
    employee: Employee
    basis: Basis
    offers: tuple[Offer, ...]
    dependents: tuple[Dependent, ...]
    elections: tuple[Election, ...]

    @property
    def right(self) -> ElectionRight:
        return self.basis.right

    def offer(self, benefit: str) -> Offer:
        """Raises NotFound("elective-not-found")."""
        for offer in self.offers:
            if offer.option.benefit == benefit:
                return offer
        raise NotFound("elective-not-found", benefit=benefit)


class _Enrolment:
    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def _plan_and_person(
        self, unit: UnitOfWork, employee: Employee, on: date
    ) -> tuple[Plan, Person, list[Election]]:
        plan = await self._shelf.plan(unit, employee.company_code, on)
        elections = await unit.enrolment.elections(employee.id or 0)
        return plan, insured_person(employee, elections, on), elections

    async def _basis(self, unit: UnitOfWork, employee: Employee) -> Basis:
        return await basis_of(unit, self._shelf, employee, self._clock.today())


class ShowEnrolment(_Enrolment, UseCase):
    """What the person may elect now, with what stands and what is recommended."""

    permission = "elect.own"

    async def __call__(self, actor: Actor) -> EnrolmentView:
        today = self._clock.today()
        async with self._store.read() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            basis = await self._basis(unit, employee)
            dependents = await unit.people.dependents(employee.id or 0)
            plan, person, elections = await self._plan_and_person(unit, employee, today)
            needs = await stated_needs(unit, employee.id or 0)
            standing = {election.benefit: election for election in reversed(elections)}
            offers = tuple(
                Offer(
                    option,
                    dict(plan.benefits[option.benefit].names),
                    standing.get(option.benefit),
                    recommendation(option.benefit, employee, dependents, today, needs),
                )
                for option in electives(plan, person, basis.begins)
            )
            return EnrolmentView(employee, basis, offers, tuple(dependents), tuple(elections))


def recommendation(
    benefit: str, employee: Employee, dependents: Sequence[Dependent], today: date, needs: Collection[str] = ()
) -> str:
    """Why this benefit suits people like this one (domain section 4), as a code; empty when nothing speaks for it.

    What the person said they need (``needs``, benefit codes) comes first.
    """
    if benefit in needs:
        return "said-so"
    age = completed_years(employee.birth_date, today)
    relations = {dependent.relation for dependent in dependents}
    children = [d for d in dependents if d.relation == "child" and completed_years(d.birth_date, today) < 12]
    if benefit == "family" and relations & {"spouse", "child"}:
        return "has-family"
    if benefit == "child_vaccines" and children:
        return "young-children"
    if benefit == "parents_medical" and ("parent" in relations or 30 <= age <= 50):
        return "parents-age"
    if benefit in ("annuity", "high_end_medical") and employee.tier in ("executive", "manager"):
        return "higher-salary"
    return ""


class QuoteElection(_Enrolment, UseCase):
    """The monthly cost of a choice to the person and to the company; nothing is stored."""

    permission = "elect.own"

    async def __call__(
        self, actor: Actor, benefit: str, option: str, dependent_ids: Sequence[int] = ()
    ) -> tuple[Quote, tuple[Dependent, ...]]:
        async with self._store.read() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            on = (await self._basis(unit, employee)).begins
            plan, person, _ = await self._plan_and_person(unit, employee, on)
            dependents = await _chosen(unit, employee, dependent_ids)
            return _quote(plan, person, benefit, option, dependents, on), tuple(dependents)


class ConfirmElection(_Enrolment, UseCase):
    """Confirm a choice: it replaces an earlier one for the same benefit, and a written confirmation is sent.

    Confirming the same choice again returns the standing election. Raises Conflict("window-closed"),
    NotFound("elective-not-found"), InvalidInput("quote-invalid").
    """

    permission = "elect.own"

    async def __call__(
        self, actor: Actor, benefit: str, option: str, dependent_ids: Sequence[int] = (), *, waive: bool = False
    ) -> Election:
        now, today = self._clock.now(), self._clock.today()
        async with self._store.write() as unit:
            await unit.ledger.lock(actor.own_employee_id)  # one election of a person at a time
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            basis = await self._basis(unit, employee)
            if not basis.right:
                opens = basis.right.opens
                raise Conflict("window-closed", **({"opens": opens.isoformat()} if opens else {}))
            on = basis.begins
            plan, person, elections = await self._plan_and_person(unit, employee, on)
            if benefit not in {offered.benefit for offered in electives(plan, person, on)}:
                raise NotFound("elective-not-found", benefit=benefit)
            dependents = await _chosen(unit, employee, dependent_ids)
            made = _election(plan, person, employee, basis, benefit, option, dependents, waive, now)
            for old in elections:
                if old.benefit == benefit:
                    if _same(old, made):
                        return old
                    if old.effective_from >= made.effective_from:  # cover of the time before stays as it was
                        old.replaced_at = now
            unit.add(made)
            await unit.flush()
            made.number = f"XZ{today.year}-{made.id:06d}"
            for dependent in dependents:
                if dependent.enrolled_from is None:
                    dependent.enrolled_from = on
            unit.record(
                actor.name, "election.confirm", "election", made.number, benefit=benefit, option=option, waived=waive
            )
            await unit.campaigns.mark_acted(actor.own_employee_id, ("enrol",), now)
            await notify(
                unit,
                self._clock,
                employee_id=employee.id or 0,
                key="notice-election-waived" if waive else "notice-election",
                args=_confirmation(plan, made, dependents),
                dedup_key=f"election:{made.number}",
            )
            await unit.commit()
            return made


class AddDependent(UseCase):
    """Register a family member; cover begins with an election. The same person twice is the same record."""

    permission = "elect.own"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, relation: str, name: str, birth_date: date) -> Dependent:
        name = " ".join(name.split())
        if relation not in ("spouse", "child", "parent"):
            raise InvalidInput("dependent-relation", field="relation")
        if not 1 < len(name) <= 40:
            raise InvalidInput("dependent-name", field="name")
        if birth_date > self._clock.today() or birth_date.year < 1900:
            raise InvalidInput("date-in-future", field="birth_date", date=birth_date.isoformat())
        async with self._store.write() as unit:
            for known in await unit.people.dependents(actor.own_employee_id):
                if (known.relation, known.name, known.birth_date) == (relation, name, birth_date):
                    return known
            made = Dependent(employee_id=actor.own_employee_id, relation=relation, name=name, birth_date=birth_date)
            unit.add(made)
            await unit.flush()
            unit.record(actor.name, "dependent.add", "dependent", made.id, relation=relation)
            await unit.commit()
            return made


def _quote(plan: Plan, person: Person, benefit: str, option: str, dependents: Sequence[Dependent], on: date) -> Quote:
    insured = [Insured(dependent.relation, dependent.birth_date) for dependent in dependents]
    return quote(plan, person, benefit, option, insured, on)


async def _chosen(unit: UnitOfWork, employee: Employee, dependent_ids: Sequence[int]) -> list[Dependent]:
    own = {dependent.id: dependent for dependent in await unit.people.dependents(employee.id or 0)}
    unknown = [wanted for wanted in dependent_ids if wanted not in own]
    if unknown:
        raise NotFound("dependent-not-found")
    return [own[wanted] for wanted in sorted(set(dependent_ids))]


def _election(
    plan: Plan,
    person: Person,
    employee: Employee,
    basis: Basis,
    benefit: str,
    option: str,
    dependents: Sequence[Dependent],
    waive: bool,
    now: datetime,
) -> Election:
    quoted = None if waive else _quote(plan, person, benefit, option, dependents, basis.begins)
    trace: list[Json] = [
        {
            "step": step.step,
            "base": str(step.base),
            "rate": None if step.rate is None else str(step.rate),
            "amount": str(step.amount),
        }
        for step in (quoted.trace if quoted else ())
    ]
    return Election(
        employee_id=employee.id or 0,
        window_id=None if basis.right.event or basis.window is None else basis.window.id,
        event_id=basis.event.id if basis.event else None,
        benefit=benefit,
        option="" if waive else option,
        dependents=[] if waive else [dependent.id or 0 for dependent in dependents],
        monthly_total=quoted.monthly_total if quoted else ZERO,
        monthly_company=quoted.monthly_company if quoted else ZERO,
        monthly_employee=quoted.monthly_employee if quoted else ZERO,
        trace=trace,
        effective_from=basis.begins,
        confirmed_at=now,
        waived=waive,
    )


def _same(old: Election, new: Election) -> bool:
    return (old.window_id, old.event_id, old.effective_from, old.option, sorted(old.dependents), old.waived) == (
        new.window_id,
        new.event_id,
        new.effective_from,
        new.option,
        sorted(new.dependents),
        new.waived,
    )


def _confirmation(plan: Plan, election: Election, dependents: Sequence[Dependent]) -> dict[str, Any]:
    return {
        "number": election.number or "",
        "benefit": dict(plan.benefits[election.benefit].names),
        "option": {"key": f"option-{election.option}"} if election.option.isalpha() else election.option or "—",
        "people": {
            language: text(language, "name-comma").join(dependent.name for dependent in dependents)
            or text(language, "myself-only")
            for language in LANGUAGES
        },
        "monthly": f"{election.monthly_employee:,.2f}",
        "company": f"{election.monthly_company:,.2f}",
        "from": election.effective_from.isoformat(),
    }
