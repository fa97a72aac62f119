"""The plans in force: published versions read once and kept, and a person as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from benefits.claims import Person
from benefits.errors import NotFound
from benefits.plan import Plan, PlanBook
from services.model import Dependent, Election, Employee, PlanVersion
from services.plan_files import book_from_text
from services.ports import UnitOfWork


class PlanShelf:
    """Parsed plan books. A published text never changes, so a book is kept under the digests of its versions."""

    def __init__(self) -> None:
        self._books: dict[tuple[str, ...], PlanBook] = {}

    async def book(self, unit: UnitOfWork, company_code: str) -> PlanBook:
        """The company's plan book. Raises NotFound("plan-missing") when nothing is published."""
        key = tuple(await unit.plans.digests(company_code))
        if not key:
            raise NotFound("plan-missing", company=company_code)
        if key not in self._books:
            self._books[key] = book_of(await unit.plans.versions(company_code))
        return self._books[key]

    async def plan(self, unit: UnitOfWork, company_code: str, on: date) -> Plan:
        return (await self.book(unit, company_code)).on(on)


def book_of(versions: Iterable[PlanVersion]) -> PlanBook:
    """All dated plans of all published files, oldest first. From its own date on, a later file replaces the earlier ones."""
    dated: dict[date, Plan] = {}
    for version in versions:
        book, since = book_from_text(version.text), version.effective_from
        dated = {day: plan for day, plan in dated.items() if day < since}
        if book.versions[0].effective_from <= since:
            dated[since] = replace(book.on(since), effective_from=since)
        dated |= {plan.effective_from: plan for plan in book.versions if plan.effective_from >= since}
    return PlanBook(dated.values())


def elections_on(elections: Iterable[Election], on: date) -> list[Election]:
    """The one election of each benefit that counts on a day: the newest of those in effect.

    A choice for next year leaves this year's cover as it is until its own first day.
    """
    counting: dict[str, Election] = {}
    for election in sorted(elections, key=lambda one: (one.effective_from, one.confirmed_at, one.id or 0)):
        if election.effective_from <= on:
            counting[election.benefit] = election
    return list(counting.values())


def insured_person(
    employee: Employee, elections: Iterable[Election], on: date, dependent: Dependent | None = None
) -> Person:
    """The employee, or one of their dependents, with the elections that stand on ``on``."""
    standing = [election for election in elections_on(elections, on) if not election.waived]
    if dependent is not None:
        standing = [election for election in standing if not election.dependents or dependent.id in election.dependents]
    benefits = {f"{one.benefit}:{one.option}" if one.option else one.benefit for one in standing}
    return Person(
        number=employee.number,
        tier=employee.tier,
        birth_date=dependent.birth_date if dependent else employee.birth_date,
        hire_date=employee.hire_date,
        monthly_salary=employee.monthly_salary,
        elections=frozenset(benefits),
        company=employee.company_code,
        relation=dependent.relation if dependent else "self",
        enrolled_from=dependent.enrolled_from if dependent else None,
        covered_until=dependent.enrolled_until if dependent else None,
    )
