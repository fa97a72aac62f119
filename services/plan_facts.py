"""A plan as a flat list of facts, each with a kind: what two plans are compared by, and what documents are checked against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from benefits.plan import Benefit, Clause, Limit, Plan


class FactKey(NamedTuple):
    """``subject``: a benefit code, a claim type (papers) or empty (whole plan); ``detail``: the tier, option or level."""

    subject: str
    field: str
    detail: str = ""


class Fact(NamedTuple):
    """``kind`` says how to word ``value``: money, rate, count, days, years, months, words, flag, bands, clause."""

    kind: str
    value: Any


def facts(plan: Plan) -> dict[FactKey, Fact]:
    """Every rule of one plan version, in the order of the plan file."""
    return dict([*_whole_plan(plan), *(item for benefit in plan.benefits.values() for item in _benefit(benefit))])


def _whole_plan(plan: Plan) -> Iterator[tuple[FactKey, Fact]]:
    yield FactKey("", "plan_year_starts"), Fact("words", "{:02d}-{:02d}".format(*plan.plan_year_starts))
    yield FactKey("", "late_filing_days"), Fact("days", plan.late_filing.days)
    if plan.premiums is not None:
        for option, amount in plan.premiums.monthly.items():
            yield FactKey("", "premium", option), Fact("money", amount)
        yield FactKey("", "age_factors"), Fact("factors", plan.premiums.age_factors)
        yield FactKey("", "tenure_discount"), Fact("rate", plan.premiums.discount_per_year)
        yield FactKey("", "tenure_discount_at_most"), Fact("rate", plan.premiums.discount_at_most)
    if plan.points is not None:
        yield from _tiers(FactKey("", "points"), "count", plan.points.yearly_budget)
        yield FactKey("", "point_value"), Fact("money", plan.points.value)
        yield FactKey("", "points_per_activity"), Fact("count", plan.points.per_activity)
        yield FactKey("", "points_activity_at_most"), Fact("count", plan.points.activity_at_most)
    yield FactKey("", "life_events"), Fact("events", plan.enrolment.life_events)
    yield FactKey("", "life_event_days"), Fact("days", plan.enrolment.life_event_days)
    for claim_type, rules in plan.papers.items():
        kinds = tuple((*rule.kinds, "" if rule.required else "?") for rule in rules)
        yield FactKey(claim_type, "papers"), Fact("papers", kinds)


def _benefit(benefit: Benefit) -> Iterator[tuple[FactKey, Fact]]:
    code = benefit.code
    yield FactKey(code, "benefit"), Fact("flag", True)
    yield FactKey(code, "kind"), Fact("kind", benefit.kind)
    yield FactKey(code, "clause"), Fact("clause", _clause(benefit.clause))
    if benefit.requires:
        yield FactKey(code, "requires"), Fact("benefit", benefit.requires)
    yield FactKey(code, "relations"), Fact("relations", benefit.relations)
    if benefit.bands:
        bands = tuple((band.start, band.end, band.rate) for band in benefit.bands)
        yield FactKey(code, "bands"), Fact("bands", bands)
    if benefit.deductible is not None:
        yield from _tiers(FactKey(code, "deductible"), "money", benefit.deductible.amounts)
    for limit in benefit.limits:
        yield from _limit(code, limit)
    if benefit.cover is not None:
        yield from _tiers(FactKey(code, "cover"), "money", benefit.cover)
    if benefit.kind == "graded":
        yield FactKey(code, "most_severe_grade"), Fact("count", 10 if benefit.grade_ten_is_total else 1)
    if benefit.sessions is not None:
        yield FactKey(code, "sessions"), Fact("count", benefit.sessions)
    if benefit.grant is not None:
        yield FactKey(code, "grant"), Fact("money", benefit.grant.amount)
        yield FactKey(code, "grant_above"), Fact("money", benefit.grant.above)
    if benefit.aid is not None:
        yield FactKey(code, "per_hospital_day"), Fact("money", benefit.aid.per_day)
        yield FactKey(code, "days_a_year"), Fact("days", benefit.aid.days_a_year)
        for level, amount in benefit.aid.surgery.items():
            yield FactKey(code, "surgery", str(level)), Fact("money", amount)
        yield FactKey(code, "severe_illness"), Fact("money", benefit.aid.severe_illness)
    if benefit.claim_types:
        yield FactKey(code, "own_expense"), Fact("flag", benefit.own_expense_counts)
    yield from _eligibility(benefit)
    yield from _elective(benefit)


def _limit(code: str, limit: Limit) -> Iterator[tuple[FactKey, Fact]]:
    name = f"{limit.step}_shared" if limit.shared else limit.step
    yield from _tiers(FactKey(code, name), "money", limit.by_option or limit.amounts)


def _eligibility(benefit: Benefit) -> Iterator[tuple[FactKey, Fact]]:
    rule = benefit.eligibility
    if rule.companies:
        yield FactKey(benefit.code, "companies"), Fact("words", ", ".join(sorted(rule.companies)))
    if rule.tiers:
        yield FactKey(benefit.code, "tiers"), Fact("tiers", tuple(sorted(rule.tiers)))
    for field, kind, value in (
        ("waiting_days", "days", rule.waiting_days),
        ("tenure_months", "months", rule.tenure_months),
        ("youngest", "years", rule.youngest),
        ("oldest", "years", rule.oldest),
        ("oldest_child", "years", rule.oldest_child),
    ):
        if value:
            yield FactKey(benefit.code, field), Fact(kind, value)


def _elective(benefit: Benefit) -> Iterator[tuple[FactKey, Fact]]:
    if benefit.elective is not None:
        yield FactKey(benefit.code, "company_share"), Fact("rate", benefit.elective.company_share)
        yield FactKey(benefit.code, "options"), Fact("options", benefit.elective.options)
        yield FactKey(benefit.code, "dependents"), Fact("relations", benefit.elective.dependents)
    if benefit.annuity is not None:
        rule = benefit.annuity
        yield FactKey(benefit.code, "contribution_at_least"), Fact("rate", rule.contribution_at_least)
        yield from _tiers(FactKey(benefit.code, "contribution_at_most"), "rate", rule.contribution_at_most)
        yield FactKey(benefit.code, "match_rate"), Fact("rate", rule.match_rate)
        yield from _tiers(FactKey(benefit.code, "match_at_most"), "rate", rule.match_at_most)


def _tiers(key: FactKey, kind: str, amounts: Mapping[str, Decimal]) -> Iterator[tuple[FactKey, Fact]]:
    """The one amount of all tiers, or pairs of tier (or option) and amount."""
    distinct = set(amounts.values())
    yield key, Fact(kind, next(iter(distinct)) if len(distinct) == 1 else tuple(amounts.items()))


def _clause(clause: Clause) -> str:
    return str(clause)
