"""What is wrong with a plan file is told by place, kind of defect, value and what would do instead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.benefits.plan_mappings import DAYS, FULL, GONE, SMALL, VISITS, Mapping, changed, told

PAPERS = (
    "accident_statement",
    "diagnosis_certificate",
    "disability_assessment",
    "discharge_summary",
    "invoice",
    "pathology_report",
    "prescription",
    "settlement_statement",
    "visit_record",
)

# Where, what it is changed to (GONE: left out), and each defect: place, code, the value shown, the suggestion.
TOLD: list[tuple[tuple[str | int, ...], Any, list[tuple[str, str, str, str]]]] = [
    # texts, names, clauses
    (("late_filing", "clause"), "somewhere", [
        ("late_filing.clause", "clause-unreadable", "somewhere", "document.pdf § section"),
    ]),
    (("late_filing", "clause"), " § late", [("late_filing.clause", "clause-unreadable", "§ late", "document.pdf § section")]),
    (("late_filing", "clause"), "a.pdf § ", [("late_filing.clause", "clause-unreadable", "a.pdf §", "document.pdf § section")]),
    (("late_filing", "clause"), "  ", [("late_filing.clause", "not-a-text", "  ", "")]),
    (("name", "fr"), "Plan", [("name.fr", "unknown-key", "fr", "")]),
    (("name", "en"), GONE, [("name", "missing", "en", "")]),
    (("code",), 7, [("code", "not-a-text", "7", "")]),
    (("plan_year_starts",), "13-01", [("plan_year_starts", "not-a-month-and-day", "13-01", "01-01")]),
    (("effective_from",), "soon", [("", "not-a-date", "soon", "2026-01-01")]),
    (("effective_from",), GONE, [("", "missing", "effective_from", "2026-01-01")]),
    (("late_filing", "day"), 5, [("late_filing.day", "unknown-key", "day", "days")]),
    (("late_filing", "days"), GONE, [("late_filing", "missing", "days", "")]),
    (("late_filing", "clause"), GONE, [("late_filing", "missing", "clause", "")]),
    (("catalogue",), {"own_expense": "covered"}, [("catalogue", "missing", "clause", "")]),
    (("catalogue", "own"), "covered", [("catalogue.own", "unknown-key", "own", "")]),
    (("catalogue", "own_expense"), "maybe", [("catalogue.own_expense", "unknown-value", "maybe", "covered, excluded")]),
    (("papers", "outpatient"), GONE, [("papers", "papers-missing", "outpatient", "")]),
    (("papers", "outpatient", 0), "invoice|xray", [("papers.outpatient.0", "unknown-value", "xray", ", ".join(PAPERS))]),
    # benefits
    (("benefits", "Out-Patient 2"), {}, [
        ("benefits.Out-Patient 2", "code-not-plain", "Out-Patient 2", "out_patient_2"),
        ("benefits.Out-Patient 2", "missing", "name", ""),
        ("benefits.Out-Patient 2", "missing", "kind", ""),
        ("benefits.Out-Patient 2", "missing", "clause", ""),
    ]),
    ((*VISITS, "colour"), "red", [("benefits.visits.colour", "unknown-key", "colour", "")]),
    ((*VISITS, "claim_types"), GONE, [("benefits.visits", "missing", "claim_types", "")]),
    ((*VISITS, "kind"), "lump_sum", [("benefits.visits", "missing", "cover", "")]),
    ((*VISITS, "kind"), "graded", [("benefits.visits", "missing", "cover", "")]),
    ((*VISITS, "kind"), "sessions", [("benefits.visits", "missing", "sessions_a_year", "")]),
    ((*VISITS, "kind"), "aid", [("benefits.visits", "missing", "aid", "")]),
    ((*VISITS, "kind"), "umbrella", [
        ("benefits.visits", "missing", "elective", ""),
        ("benefits.visits.claim_types", "kind-takes-no-claims", "umbrella", ""),
    ]),
    ((*VISITS, "kind"), "contribution", [
        ("benefits.visits", "missing", "annuity", ""),
        ("benefits.visits", "missing", "elective", ""),
        ("benefits.visits.claim_types", "kind-takes-no-claims", "contribution", ""),
    ]),
    ((*VISITS, "rate"), GONE, [("benefits.visits", "missing", "bands", "")]),
    ((*VISITS, "rate"), "7o%", [("benefits.visits.rate", "not-a-number", "7o", "")]),
    ((*VISITS, "rate"), "100.01%", [("benefits.visits.rate", "too-large", "100.01", "100")]),
    ((*VISITS, "rate"), "33.33333%", [("benefits.visits.rate", "too-many-decimals", "33.33333", "33.3333")]),
    ((*VISITS, "rate"), Decimal("0.3333333"), [("benefits.visits.rate", "too-many-decimals", "0.3333333", "0.333333")]),
    ((*VISITS, "rate"), Decimal("1.5"), [("benefits.visits.rate", "rate-too-large", "1.5", "1.5%")]),
    ((*VISITS, "rate"), 101, [("benefits.visits.rate", "too-large", "101", "100")]),
    ((*VISITS, "rate"), Decimal("-0.5"), [("benefits.visits.rate", "negative", "-0.5", "0.5")]),
    ((*VISITS, "most_severe_grade"), 2, [("benefits.visits.most_severe_grade", "unknown-value", "2", "10")]),
    ((*VISITS, "most_severe_grade"), 11, [
        ("benefits.visits.most_severe_grade", "too-large", "11", "10"),
        ("benefits.visits.most_severe_grade", "unknown-value", "", "10"),
    ]),
    ((*VISITS, "cover"), {"executive": 1, "manager": 2, "boss": 3}, [
        ("benefits.visits.cover.boss", "unknown-key", "boss", ""),
        ("benefits.visits.cover", "missing", "staff", ""),
    ]),
    ((*VISITS, "limits"), {"anual": 5}, [("benefits.visits.limits.anual", "unknown-key", "anual", "annual")]),
    ((*VISITS, "limits"), {"annual": {"basic": 5, "gold": 6}}, [
        ("benefits.visits.limits.annual.basic", "unknown-key", "basic", ""),
        ("benefits.visits.limits.annual.gold", "unknown-key", "gold", ""),
        ("benefits.visits.limits.annual", "missing", "executive", ""),
        ("benefits.visits.limits.annual", "missing", "manager", ""),
        ("benefits.visits.limits.annual", "missing", "staff", ""),
    ]),
    ((*VISITS, "shared_limits"), ["medical"], [("benefits.visits.shared_limits.0", "unknown-limit", "medical", "")]),
    ((*VISITS, "deductible"), "first", [("benefits.visits.deductible", "unknown-deductible", "first", "")]),
    ((*VISITS, "requires"), "cover", [("benefits.visits.requires", "unknown-elective", "cover", "")]),
    ((*VISITS, "extra_grant"), {"above": 5}, [("benefits.visits.extra_grant", "missing", "amount", "")]),
    ((*VISITS, "extra_grant"), {"amount": 5}, [("benefits.visits.extra_grant", "missing", "above", "")]),
    ((*VISITS, "extra_grant"), {"above": 5, "amount": 5, "once": 1}, [
        ("benefits.visits.extra_grant.once", "unknown-key", "once", ""),
    ]),
    ((*VISITS, "extra_grant"), {"above": "x", "amount": 5}, [("benefits.visits.extra_grant.above", "not-a-number", "x", "")]),
    ((*VISITS, "extra_grant"), {"above": 5, "amount": "y"}, [("benefits.visits.extra_grant.amount", "not-a-number", "y", "")]),
    ((*VISITS, "eligibility"), {"youngest": 60, "oldest": 59}, [
        ("benefits.visits.eligibility.youngest", "ages-crossed", "60 – 59", ""),
    ]),
    ((*VISITS, "eligibility"), {"tier": ["staff"]}, [("benefits.visits.eligibility.tier", "unknown-key", "tier", "tiers")]),
    ((*VISITS, "eligibility"), {"tiers": ["boss"]}, [
        ("benefits.visits.eligibility.tiers.0", "unknown-value", "boss", "executive, manager, staff"),
    ]),
    # electives
    ((*VISITS, "elective"), {"premium": "none"}, [("benefits.visits.elective", "missing", "company_share", "")]),
    ((*VISITS, "elective"), {"company_share": "5%"}, [("benefits.visits.elective", "missing", "premium", "")]),
    ((*VISITS, "elective"), {"premium": "free", "company_share": "5%"}, [
        ("benefits.visits.elective.premium", "unknown-value", "free", "none, table, table_per_member"),
    ]),
    ((*VISITS, "elective"), {"premium": "none", "company_share": "5%", "insured": "friends"}, [
        ("benefits.visits.elective.insured", "unknown-value", "friends", "dependents, self"),
    ]),
    ((*VISITS, "elective"), {"premium": "none", "company_share": "5%", "dependents": ["self"]}, [
        ("benefits.visits.elective.dependents.0", "unknown-value", "self", "child, parent, spouse"),
    ]),
    ((*VISITS, "elective"), {"premium": "none", "company_share": "5%", "shares": 1}, [
        ("benefits.visits.elective.shares", "unknown-key", "shares", ""),
    ]),
    # bands
    ((*VISITS, "bands"), [{"from": 0, "rate": 0}], [("benefits.visits.rate", "rate-beside-bands", "", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "expected"), TOLD)
def test_a_defect_names_the_value_and_what_would_do(
    where: tuple[str | int, ...], value: Any, expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(changed(SMALL, where, value)) == expected


def dated(*rows: tuple[Any, Any]) -> list[Mapping]:
    return [{"since": since, "value": value} for since, value in rows]


DATED: list[tuple[tuple[str | int, ...], Any, list[tuple[str, str, str, str]]]] = [
    (DAYS, dated(("soon", 90), (date(2020, 1, 1), 180)), [("late_filing.days.0.since", "not-a-date", "soon", "2026-01-01")]),
    (DAYS, dated((date(2015, 1, 1), 90), ("soon" * 20, 180), (date(2016, 1, 1), 5), (date(2016, 1, 1), 6)), [
        ("late_filing.days.1.since", "not-a-date", "soon" * 15, "2026-01-01"),
        ("late_filing.days.3.since", "dates-not-ascending", "2016-01-01", ""),
    ]),
    (DAYS, dated((date(2010, 1, 1), "x"), (date(2021, 1, 1), "y")), [("late_filing.days.1.value", "not-a-number", "y", "")]),
    ((*VISITS, "eligibility"), dated((date(2015, 1, 1), {"waiting_days": dated((date(2014, 1, 1), 1), (date(2013, 1, 1), 2))})), [
        ("benefits.visits.eligibility.0.value.waiting_days.1.since", "dates-not-ascending", "2013-01-01", ""),
    ]),
    ((*VISITS, "claim_types"), "outpatient", [("benefits.visits.claim_types", "not-a-list", "outpatient", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "expected"), DATED)
def test_dated_values_tell_their_own_place(
    where: tuple[str | int, ...], value: Any, expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(changed(SMALL, where, value)) == expected


def test_a_value_that_begins_after_the_plan_is_missing_until_then() -> None:
    late = told(changed(SMALL, DAYS, dated((date(2030, 1, 1), 90))))
    assert late[0] == ("late_filing.days", "no-value-in-force", "2026-01-01", "")


BANDS: list[tuple[list[Any], list[tuple[str, str, str, str]]]] = [
    ([], [("", "missing", "bands", "")]),
    ([{"from": 1, "rate": 0}], [(".0.from", "bands-not-from-zero", "0 – 1", "0")]),
    ([{"from": 0, "to": 5, "rate": 0}, {"from": 6, "rate": 0}], [(".1.from", "bands-gap", "5 – 6", "5")]),
    ([{"from": 0, "to": 5, "rate": 0}, {"from": 4, "rate": 0}], [(".1.from", "bands-overlap", "4 – 5", "5")]),
    ([{"from": 0, "to": 0, "rate": 0}, {"from": 0, "rate": 0}], [(".0.to", "band-empty", "0 – 0", "")]),
    ([{"from": 0, "rate": 0}, {"from": 5, "rate": 0}], [(".1", "band-after-open-end", "5", "")]),
    ([{"from": 0, "to": 5, "rate": 0}], [("", "bands-not-open-ended", "5", "")]),
    ([{"to": 5, "rate": 0}, {"from": 0, "rate": 0}], [(".0", "missing", "from", "")]),
    ([{"from": 0, "to": 5}, {"from": 5, "rate": 0}], [(".0", "missing", "rate", "")]),
    ([{"from": 0, "to": 5, "rate": "-7%"}, {"from": 5, "rate": 0}], [(".0.rate", "negative", "-7", "7")]),
    ([{"from": 0, "to": "x", "rate": 0}, {"from": 9, "rate": 0}], [(".0.to", "not-a-number", "x", "")]),
    ([{"from": "x", "to": 9, "rate": 0}, {"from": 9, "rate": 0}], [(".0.from", "not-a-number", "x", "")]),
    ([{"from": 0, "to": 5, "rate": 0}, {"from": 5, "rate": "x"}], [(".1.rate", "not-a-number", "x", "")]),
    ([5], [(".0", "not-a-mapping", "5", "")]),
    ([{"from": 0, "to": 5, "rat": 0, "rate": 0}, {"from": 5, "rate": 0}], [(".0.rat", "unknown-key", "rat", "rate")]),
    ([{"from": 0, "to": "x", "rate": 0}], [(".0.to", "not-a-number", "x", "")]),
]


@pytest.mark.parametrize(("bands", "expected"), BANDS)
def test_bands_with_holes_overlaps_and_ends(bands: list[Any], expected: list[tuple[str, str, str, str]]) -> None:
    mapping = changed(SMALL, (*VISITS, "rate"), GONE)
    mapping["benefits"]["visits"]["bands"] = bands
    assert told(mapping) == [("benefits.visits.bands" + place, *rest) for place, *rest in expected]


IN_FULL: list[tuple[tuple[str | int, ...], Any, list[tuple[str, str, str, str]]]] = [
    ((*VISITS, "shared_limits"), ["medcal"], [("benefits.visits.shared_limits.0", "unknown-limit", "medcal", "medical")]),
    ((*VISITS, "deductible"), "second", [("benefits.visits.deductible", "unknown-deductible", "second", "first")]),
    ((*VISITS, "requires"), "covr", [("benefits.visits.requires", "unknown-elective", "covr", "cover, pension")]),
    ((*VISITS, "requires"), "talks", [("benefits.visits.requires", "unknown-elective", "talks", "cover, pension")]),
    (("shared_limits", "medical", "clause"), GONE, [("shared_limits.medical", "missing", "clause", "")]),
    (("shared_limits", "medical", "monthly"), 5, [("shared_limits.medical.monthly", "unknown-key", "monthly", "")]),
    (("shared_deductibles", "first", "clause"), GONE, [("shared_deductibles.first", "missing", "clause", "")]),
    (("shared_deductibles", "first", "annual"), GONE, [("shared_deductibles.first", "missing", "annual", "")]),
    (("shared_deductibles", "first", "anual"), 5, [("shared_deductibles.first.anual", "unknown-key", "anual", "annual")]),
    (("shared_deductibles", "first", "annual"), "x", [("shared_deductibles.first.annual", "not-a-number", "x", "")]),
    (("benefits", "stay", "claim_types"), ["mutual_aid", "outpatient"], [
        ("benefits.stay", "claim-type-answered-twice", "outpatient (self): visits", ""),
    ]),
    (("benefits", "stay", "aid", "per_day"), 5, [("benefits.stay.aid.per_day", "unknown-key", "per_day", "per_hospital_day")]),
    (("benefits", "stay", "aid", "per_hospital_day"), GONE, [("benefits.stay.aid", "missing", "per_hospital_day", "")]),
    (("benefits", "stay", "aid", "days_a_year"), GONE, [("benefits.stay.aid", "missing", "days_a_year", "")]),
    (("benefits", "stay", "aid", "surgery"), GONE, [("benefits.stay.aid", "missing", "surgery", "")]),
    (("benefits", "stay", "aid", "severe_illness"), GONE, [("benefits.stay.aid", "missing", "severe_illness", "")]),
    (("benefits", "stay", "aid", "per_hospital_day"), "x", [("benefits.stay.aid.per_hospital_day", "not-a-number", "x", "")]),
    (("benefits", "stay", "aid", "days_a_year"), "x", [("benefits.stay.aid.days_a_year", "not-a-number", "x", "")]),
    (("benefits", "stay", "aid", "severe_illness"), "x", [("benefits.stay.aid.severe_illness", "not-a-number", "x", "")]),
    (("benefits", "stay", "aid", "surgery", 2), "x", [("benefits.stay.aid.surgery.2", "not-a-number", "x", "")]),
    (("benefits", "stay", "aid", "surgery", 2), GONE, [("benefits.stay.aid.surgery", "missing", "2", "")]),
    (("benefits", "stay", "aid", "surgery", 5), 1, [("benefits.stay.aid.surgery.5", "unknown-key", "5", "")]),
    (("benefits", "pension", "annuity", "match"), 5, [("benefits.pension.annuity.match", "unknown-key", "match", "match_rate")]),
    (("benefits", "pension", "annuity", "match_rate"), GONE, [("benefits.pension.annuity", "missing", "match_rate", "")]),
    (("benefits", "pension", "annuity", "match_at_most"), GONE, [("benefits.pension.annuity", "missing", "match_at_most", "")]),
    (("benefits", "pension", "annuity", "contribution_at_most"), GONE, [
        ("benefits.pension.annuity", "missing", "contribution_at_most", ""),
    ]),
    (("benefits", "pension", "annuity", "match_at_most"), "x", [
        ("benefits.pension.annuity.match_at_most", "not-a-number", "x", ""),
    ]),
    (("benefits", "pension", "annuity", "contribution_at_least"), "x", [
        ("benefits.pension.annuity.contribution_at_least", "not-a-number", "x", ""),
    ]),
    (("premiums", "monthy"), 5, [("premiums.monthy", "unknown-key", "monthy", "monthly")]),
    (("premiums", "clause"), GONE, [("premiums", "missing", "clause", "")]),
    (("premiums", "monthly"), GONE, [("premiums", "missing", "monthly", "")]),
    (("premiums", "age_factors"), GONE, [("premiums", "missing", "age_factors", "")]),
    (("premiums", "tenure_discount"), GONE, [("premiums", "missing", "tenure_discount", "")]),
    (("premiums", "monthly", "basic"), "x", [("premiums.monthly.basic", "not-a-number", "x", "")]),
    (("premiums", "tenure_discount", "per_year"), GONE, [("premiums.tenure_discount", "missing", "per_year", "")]),
    (("premiums", "tenure_discount", "at_most"), GONE, [("premiums.tenure_discount", "missing", "at_most", "")]),
    (("premiums", "tenure_discount", "most"), 5, [("premiums.tenure_discount.most", "unknown-key", "most", "at_most")]),
    (("premiums", "age_factors", 1), {"up_to": 40}, [("premiums.age_factors.1", "missing", "factor", "")]),
    (("premiums", "age_factors", 1, "up_to"), 29, [("premiums.age_factors.1", "ages-not-ascending", "29", "")]),
    (("premiums", "age_factors", 1, "until"), 29, [("premiums.age_factors.1.until", "unknown-key", "until", "")]),
    (("premiums", "age_factors", 1, "factor"), "1.00001", [
        ("premiums.age_factors.1.factor", "too-many-decimals", "1.00001", "1.0000"),
    ]),
    (("premiums", "age_factors", 2, "up_to"), 60, [("premiums.age_factors", "ages-not-open-ended", "60", "")]),
    (("points", "budget"), 5, [("points.budget", "unknown-key", "budget", "yearly_budget")]),
    (("points", "clause"), GONE, [("points", "missing", "clause", "")]),
    (("points", "value"), GONE, [("points", "missing", "value", "")]),
    (("points", "yearly_budget"), GONE, [("points", "missing", "yearly_budget", "")]),
    (("points", "value"), "x", [("points.value", "not-a-number", "x", "")]),
    (("points", "per_activity"), "x", [("points.per_activity", "not-a-number", "x", "")]),
    (("points", "activity_at_most"), "x", [("points.activity_at_most", "not-a-number", "x", "")]),
    (("points", "yearly_budget"), {"staff": 1}, [
        ("points.yearly_budget", "missing", "executive", ""),
        ("points.yearly_budget", "missing", "manager", ""),
    ]),
    (("enrolment", "events"), 5, [("enrolment.events", "unknown-key", "events", "life_events")]),
    (("enrolment", "life_event_days"), "x", [("enrolment.life_event_days", "not-a-number", "x", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "expected"), IN_FULL)
def test_a_defect_among_all_the_rules(
    where: tuple[str | int, ...], value: Any, expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(changed(FULL, where, value)) == expected
