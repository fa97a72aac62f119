"""Whether a person is covered by a benefit on a service date: the first reason why not, or None."""

from __future__ import annotations

from datetime import date, timedelta

from benefits.claims import Bill, Person
from benefits.plan import Benefit, Clause, LateFiling, Plan
from benefits.results import Reason


def refusal(plan: Plan, benefit: Benefit | None, person: Person, bill: Bill) -> tuple[Reason, Clause | None] | None:
    """The first rule that refuses the claim, in the order an administrator checks: cover, election, time, person."""
    on = bill.service_date
    if benefit is None:
        return Reason("relation_not_covered", {"relation": person.relation}), None
    if person.relation != "self" and (person.enrolled_from is None or on < person.enrolled_from):
        return Reason("not_enrolled", {"enrolled_from": person.enrolled_from}), benefit.clause
    if person.relation == "self" and person.enrolled_from is not None and on < person.enrolled_from:
        return Reason("not_enrolled", {"enrolled_from": person.enrolled_from}), benefit.clause
    if person.covered_until is not None and on > person.covered_until:
        return Reason("cover_ended", {"covered_until": person.covered_until}), benefit.clause
    if benefit.requires is not None and not elected(plan, person, benefit.requires):
        return Reason("not_elected", {"benefit": benefit.requires}), benefit.clause
    late = _late(plan.late_filing, bill)
    if late is not None:
        return late, plan.late_filing.clause
    reason = _not_eligible(plan, benefit, person, on)
    return None if reason is None else (reason, benefit.eligibility.clause or benefit.clause)


def elected(plan: Plan, person: Person, code: str) -> bool:
    """Whether the person elected a benefit, under any of its spellings."""
    if code in person.elections:
        return True
    return any(plan.canonical(written.partition(":")[0]) == code for written in person.elections)


def elected_option(plan: Plan, person: Person, code: str) -> str | None:
    """The option elected for a benefit, from ``family:standard``; None where only the benefit is known."""
    for written in person.elections:
        benefit, _, option = written.partition(":")
        if option and plan.canonical(benefit) == code:
            return option
    return None


def eligible_person(plan: Plan, benefit: Benefit, person: Person, on: date) -> bool:
    """Whether company, tier, age, tenure and waiting period let this person have the benefit on a day."""
    return _not_eligible(plan, benefit, person, on) is None


def _late(rule: LateFiling, bill: Bill) -> Reason | None:
    passed = (bill.submitted_date - bill.service_date).days
    if passed <= rule.days:
        return None
    return Reason("late_filing", {"days": passed, "allowed": rule.days})


def _not_eligible(plan: Plan, benefit: Benefit, person: Person, on: date) -> Reason | None:
    rule = benefit.eligibility
    if rule.companies and person.company not in rule.companies:
        return Reason("company_not_covered", {"company": person.company})
    if rule.tiers and person.tier not in rule.tiers:
        return Reason("tier_not_covered", {"tier": person.tier})
    age = completed_years(person.birth_date, on)
    if rule.youngest is not None and age < rule.youngest:
        return Reason("too_young", {"age": age, "allowed": rule.youngest})
    if rule.oldest is not None and age > rule.oldest:
        return Reason("too_old", {"age": age, "allowed": rule.oldest})
    if rule.oldest_child is not None and person.relation == "child":
        # A child who grows too old during the plan year stays covered until its end.
        age = completed_years(person.birth_date, date(plan.plan_year(on), *plan.plan_year_starts))
        if age > rule.oldest_child:
            return Reason("too_old", {"age": age, "allowed": rule.oldest_child})
    if rule.tenure_months and completed_months(person.hire_date, on) < rule.tenure_months:
        return Reason("tenure_too_short", {"months": rule.tenure_months})
    if rule.waiting_days:
        covered_from = max(person.hire_date, person.enrolled_from or person.hire_date)
        first_day = covered_from + timedelta(days=rule.waiting_days)
        if on < first_day:
            return Reason("waiting_period", {"until": first_day, "days": rule.waiting_days})
    return None


def completed_years(since: date, on: date) -> int:
    """Whole years from ``since`` to ``on``. Someone born on 29 February grows older on 1 March of a common year."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def completed_months(since: date, on: date) -> int:
    """Whole months from ``since`` to ``on``; a month that lacks the day is completed on the first of the next."""
    return (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
