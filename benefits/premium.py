"""Premiums, subsidies, annuity and points: what an elective benefit costs a month, and who pays it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from benefits.claims import RELATIONS, Person
from benefits.eligibility import completed_years, eligible_person
from benefits.errors import InvalidInput, NotFound
from benefits.money import ZERO, round_cents
from benefits.plan import Annuity, Clause, Elective, Plan, PremiumTable
from benefits.results import Step


@dataclass(frozen=True, slots=True)
class Dependent:
    """A family member to insure."""

    relation: str
    birth_date: date

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS[1:]:
            raise InvalidInput("quote-invalid", field="relation", reason="unknown", value=self.relation)


@dataclass(frozen=True, slots=True)
class Quote:
    """CNY a month; company + employee = total. ``points_used`` are points spent on the employee's year."""

    benefit: str
    option: str
    monthly_total: Decimal
    monthly_company: Decimal
    monthly_employee: Decimal
    trace: tuple[Step, ...]
    points_used: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class ElectiveOption:
    """An elective benefit open to a person. ``options`` is empty where there is nothing to choose but yes or no; for
    the annuity the choice is a share of the salary, up to ``percent_at_most``. ``conditions`` are proved by papers.
    """

    benefit: str
    options: tuple[str, ...]
    company_share: Decimal
    priced: bool
    needs_dependents: bool
    dependents: tuple[str, ...]
    conditions: tuple[str, ...]
    clause: Clause
    percent_at_most: Decimal | None = None


def electives(plan: Plan, person: Person, on: date) -> list[ElectiveOption]:
    """What this person may elect on a day, in the plan's order."""
    offered = []
    for benefit in plan.benefits.values():
        elective = benefit.elective
        if elective is None or not eligible_person(plan, benefit, person, on):
            continue
        annuity = benefit.annuity
        offered.append(
            ElectiveOption(
                benefit=benefit.code,
                options=elective.options,
                company_share=elective.company_share,
                priced=elective.priced,
                needs_dependents=elective.insured == "dependents",
                dependents=elective.dependents,
                conditions=elective.conditions,
                clause=elective.clause,
                percent_at_most=annuity.contribution_at_most[person.tier] if annuity else None,
            )
        )
    return offered


def quote(
    plan: Plan,
    person: Person,
    benefit_code: str,
    option: str | None,
    dependents: Sequence[Dependent],
    on: date,
) -> Quote:
    """The monthly cost of an elective benefit from ``on``.

    ``option`` is ``basic``/``standard``/``premium`` for priced benefits, a percentage such as ``"4%"`` for the annuity,
    None (or empty) for pay-per-use modules. Raises ``NotFound("elective-not-found")`` and
    ``InvalidInput("quote-invalid", field, reason)``.
    """
    benefit = plan.benefits.get(plan.canonical(benefit_code))
    if benefit is None or benefit.elective is None:
        raise NotFound("elective-not-found", benefit=benefit_code)
    if on < person.hire_date:
        raise _refuse("on", "before-hire", on)
    if benefit.annuity is not None:
        return _annuity(benefit.code, benefit.annuity, person, option)
    elective = benefit.elective
    _check_dependents(elective, dependents)
    if not elective.priced:
        step = Step("pay_per_use", elective.clause, ZERO, elective.company_share, ZERO)
        return Quote(benefit.code, "", ZERO, ZERO, ZERO, (step,))
    if plan.premiums is None or option not in plan.premiums.monthly or option not in elective.options:
        raise _refuse("option", "unknown", option)
    trace: list[Step] = []
    births = [dependent.birth_date for dependent in dependents] if elective.per_member else [person.birth_date]
    base, years = plan.premiums.monthly[option], completed_years(person.hire_date, on)
    total = sum((_premium(plan.premiums, base, _age(birth, on), years, trace) for birth in births), ZERO)
    company = round_cents(total * elective.company_share)
    trace.append(Step("company_share", elective.clause, total, elective.company_share, company))
    trace.append(Step("employee_share", elective.clause, total, 1 - elective.company_share, total - company))
    return Quote(benefit.code, option, total, company, total - company, tuple(trace))


def with_points(plan: Plan, quoted: Quote, points: int) -> Quote:
    """The quote with ``points`` spent on it over a year: each lowers the employee's share by its value.

    No more points are used than the employee's year costs. The company carries what the points take over.
    """
    if plan.points is None:
        raise NotFound("points-not-found", plan=plan.code)
    if points < 0:
        raise _refuse("points", "negative", points)
    wanted = min(plan.points.value * points, quoted.monthly_employee * 12)
    monthly = round_cents(wanted / 12)
    step = Step("points", plan.points.clause, wanted, None, -monthly, {"points": points})
    return replace(
        quoted,
        monthly_company=quoted.monthly_company + monthly,
        monthly_employee=quoted.monthly_employee - monthly,
        points_used=round_cents(wanted / plan.points.value) if plan.points.value else ZERO,
        trace=(*quoted.trace, step),
    )


def points_for(plan: Plan, person: Person, activities: int = 0) -> int:
    """Benefit points of a year: the tier's budget, and what health activities earned, up to the plan's ceiling."""
    if plan.points is None:
        return 0
    if activities < 0:
        raise _refuse("activities", "negative", activities)
    earned = min(plan.points.per_activity * activities, plan.points.activity_at_most)
    return int(plan.points.yearly_budget[person.tier]) + earned


def _check_dependents(elective: Elective, dependents: Sequence[Dependent]) -> None:
    for dependent in dependents:
        if dependent.relation not in elective.dependents:
            raise _refuse("dependents", "relation-not-covered", dependent.relation)
    if elective.insured == "dependents" and elective.priced and not dependents:
        raise _refuse("dependents", "missing", "")


def _age(birth_date: date, on: date) -> int:
    if birth_date > on:
        raise _refuse("birth_date", "in-the-future", birth_date)
    return completed_years(birth_date, on)


def _premium(table: PremiumTable, base: Decimal, age: int, years: int, trace: list[Step]) -> Decimal:
    factor = next(factor for up_to, factor in table.age_factors if up_to is None or age <= up_to)
    discount = min(table.discount_per_year * years, table.discount_at_most)
    exact = base * factor * (1 - discount)
    trace.append(Step("base_premium", table.clause, base, None, base))
    trace.append(Step("age_factor", table.clause, base, factor, base * factor, {"age": age}))
    trace.append(Step("tenure_discount", table.clause, base * factor, discount, exact, {"years": years}))
    premium = round_cents(exact)
    if premium != exact:
        trace.append(Step("rounded", None, exact, None, premium))
    return premium


def _annuity(code: str, rule: Annuity, person: Person, option: str | None) -> Quote:
    """``option`` percent of the monthly salary from the employee; the company adds its match up to its ceiling."""
    percent = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[%％]?", (option or "").strip(), re.ASCII)
    if percent is None:
        raise _refuse("option", "not-a-percentage", option)
    rate = Decimal(percent[1]) / 100
    least, most = rule.contribution_at_least, rule.contribution_at_most[person.tier]
    if rate <= 0 or not least <= rate <= most:
        raise InvalidInput("quote-invalid", field="option", reason="out-of-range", value=option, least=least, most=most)
    salary = person.monthly_salary
    if salary <= 0:
        raise _refuse("monthly_salary", "missing", salary)
    contribution = round_cents(salary * rate)
    ceiling = rule.match_at_most[person.tier]
    match = min(round_cents(contribution * rule.match_rate), round_cents(salary * ceiling))
    trace = (
        Step("contribution", rule.clause, salary, rate, contribution),
        Step("match", rule.clause, contribution, rule.match_rate, match, {"at_most": ceiling}),
    )
    return Quote(code, option or "", contribution + match, match, contribution, trace)


def _refuse(field: str, reason: str, value: object) -> InvalidInput:
    return InvalidInput("quote-invalid", field=field, reason=reason, value=str(value)[:40])
