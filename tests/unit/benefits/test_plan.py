"""Plans: versions by date, names, codes, and every defect refused with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.errors import InvalidInput, NotFound
from benefits.plan import Clause, Plan, PlanBook, normal_code
from benefits.plan_tree import PlanDefect
from tests.unit.benefits.helpers import book, plan, plan_mapping

Mapping = dict[str, Any]


def defects(mapping: object) -> list[PlanDefect]:
    with pytest.raises(InvalidInput) as refused:
        Plan.from_mapping(mapping)  # type: ignore[arg-type]
    assert refused.value.code == "plan-invalid"
    found = refused.value.fields["problems"]
    assert isinstance(found, list)
    return found


def test_a_plan_has_names_benefits_and_clauses() -> None:
    reference = plan()
    assert (reference.code, reference.name("en"), reference.name("xx")) == (
        "reference",
        "Standard employee benefits",
        "员工福利标准方案",
    )
    assert reference.benefits["outpatient"].name("zh-Hant") == "補充醫療門診"
    assert reference.benefits["outpatient"].name("fr") == "补充医疗门诊"
    assert reference.benefits["outpatient"].clause == Clause("补充医疗保险方案.pdf", "第三章 门诊保障")
    with pytest.raises(TypeError):
        reference.benefits["new"] = reference.benefits["outpatient"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        reference.code = "other"  # type: ignore[misc]


def test_a_book_gives_the_version_in_force() -> None:
    reference = book()
    assert [version.effective_from for version in reference.versions] == [date(2015, 1, 1), date(2020, 1, 1)]
    assert reference.on(date(2019, 12, 31)) is reference.versions[0]
    assert reference.on(date(2020, 1, 1)) is reference.newest
    assert reference.on(date(2099, 1, 1)) is reference.newest
    with pytest.raises(NotFound, match="plan-not-found"):
        reference.on(date(2014, 12, 31))
    with pytest.raises(InvalidInput, match="plan-invalid"):
        PlanBook([])
    assert PlanBook(reversed(reference.versions)).newest is reference.newest


def test_one_version_can_be_asked_for_by_date() -> None:
    assert (
        Plan.from_mapping(plan_mapping(), date(2018, 1, 1)).benefits["outpatient"].limits[0].amounts["staff"] == 150000
    )
    assert Plan.from_mapping(plan_mapping()).benefits["outpatient"].limits[0].amounts["staff"] == 200000


def test_plan_years_begin_where_the_plan_says() -> None:
    assert plan().plan_year(date(2026, 12, 31)) == 2026
    assert plan().plan_year(date(2026, 1, 1)) == 2026
    union = plan("mutual_aid")
    assert (union.plan_year(date(2026, 6, 30)), union.plan_year(date(2026, 7, 1))) == (2025, 2026)


def test_codes_are_found_under_their_other_spellings() -> None:
    assert normal_code(" High-End Medical ") == "high_end_medical"
    assert plan().canonical("High End") == "high_end_medical"
    assert plan().canonical("yacht") == "yacht"
    assert plan().claim_type("Checkup") == "check_up"
    assert plan().claim_type("INPATIENT") == "inpatient"
    with pytest.raises(InvalidInput) as unknown:
        plan().claim_type("y" * 60)
    assert unknown.value.code == "bill-invalid"
    assert unknown.value.fields == {"field": "type", "reason": "unknown", "value": "y" * 40}
    own, other = plan().benefit_for("outpatient"), plan().benefit_for("Check-Up")
    assert own is not None
    assert other is not None
    assert (own.code, other.code) == ("outpatient", "check_up")
    found = plan().benefit_for("outpatient", "spouse")
    assert found is not None
    assert found.code == "family_outpatient"
    assert plan().benefit_for("critical_illness", "child") is None


def test_rates_may_be_written_as_fractions_too() -> None:
    mapping = plan_mapping()
    mapping["benefits"]["fitness"]["rate"] = Decimal("0.5")
    assert Plan.from_mapping(mapping).benefits["fitness"].bands[0].rate == Decimal("0.5")
    mapping["benefits"]["fitness"]["rate"] = "12.5 %"
    assert Plan.from_mapping(mapping).benefits["fitness"].bands[0].rate == Decimal("0.125")


def _set(*path: str | int) -> Callable[[Mapping, Any], None]:
    def change(mapping: Mapping, value: Any) -> None:
        node: Any = mapping
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value

    return change


BANDS = ("benefits", "outpatient", "bands")
# ruff: noqa: E501
DEFECTS: list[tuple[tuple[str | int, ...], Any, str, str, str]] = [
    (("cod",), "x", "cod", "unknown-key", "code"),
    (("name",), {"en": "x"}, "name", "missing", ""),
    (("name",), "x", "name", "not-a-mapping", ""),
    (("late_filing", "days"), -5, "late_filing.days", "negative", "5"),
    (("late_filing", "days"), "soon", "late_filing.days", "not-a-number", ""),
    (("late_filing", "days"), 4000, "late_filing.days", "too-large", "3650"),
    (("late_filing", "days"), Decimal("1.5"), "late_filing.days", "too-many-decimals", "2"),
    (("late_filing", "clause"), "somewhere", "late_filing.clause", "clause-unreadable", "document.pdf § section"),
    (("late_filing", "clause"), "a.pdf §", "late_filing.clause", "clause-unreadable", "document.pdf § section"),
    (("late_filing", "clause"), 5, "late_filing.clause", "not-a-text", ""),
    (("catalogue", "own_expense"), "coverd", "catalogue.own_expense", "unknown-value", "covered"),
    (("catalogue",), {"own_expense": "covered"}, "catalogue", "missing", ""),
    (("plan_year_starts",), "02-29", "plan_year_starts", "not-a-month-and-day", "01-01"),
    (("benefits",), {}, "benefits", "no-benefits", ""),
    (("benefits",), [], "benefits", "not-a-mapping", ""),
    (("benefits", "Out-Patient"), {}, "benefits.Out-Patient", "code-not-plain", "out_patient"),
    (("benefits", "outpatient", "kind"), "reimbursment", "benefits.outpatient.kind", "unknown-value", "reimbursement"),
    (("benefits", "outpatient", "clause"), None, "benefits.outpatient.clause", "not-a-text", ""),
    (("benefits", "outpatient", "claim_types"), ["dental"], "benefits.outpatient.claim_types.0", "unknown-value", ""),
    (("benefits", "outpatient", "claim_types"), "outpatient", "benefits.outpatient.claim_types", "not-a-list", ""),
    (("benefits", "inpatient", "claim_types"), ["outpatient"], "benefits.inpatient", "claim-type-answered-twice", ""),
    (("benefits", "outpatient", "rate"), "50%", "benefits.outpatient.rate", "rate-beside-bands", ""),
    (("benefits", "fitness", "rate"), "150%", "benefits.fitness.rate", "too-large", "100"),
    (("benefits", "fitness", "rate"), 70, "benefits.fitness.rate", "rate-too-large", "70%"),
    (("benefits", "fitness", "rate"), True, "benefits.fitness.rate", "not-a-number", ""),
    (("benefits", "fitness", "limits"), {"monthly": "1000000000"}, "benefits.fitness.limits.monthly", "too-large", "100000000"),
    (("benefits", "fitness", "limits"), {"weekly": 5}, "benefits.fitness.limits.weekly", "unknown-key", ""),
    (("benefits", "fitness", "limits"), {"monthly": Decimal("0.001")}, "benefits.fitness.limits.monthly", "too-many-decimals", "0.00"),
    (("benefits", "outpatient", "shared_limits"), ["medcal"], "benefits.outpatient.shared_limits.0", "unknown-limit", "family_medical, medical"),
    (("benefits", "outpatient", "deductible"), "x", "benefits.outpatient.deductible", "unknown-deductible", ""),
    (("benefits", "family_outpatient", "requires"), "outpatient", "benefits.family_outpatient.requires", "unknown-elective", ""),
    (("benefits", "critical_illness", "cover"), {"staff": 5}, "benefits.critical_illness.cover", "missing", ""),
    (("benefits", "accident", "most_severe_grade"), 5, "benefits.accident.most_severe_grade", "unknown-value", "10"),
    (("benefits", "family", "claim_types"), ["accident"], "benefits.family.claim_types", "kind-takes-no-claims", ""),
    (("benefits", "fitness", "eligibility"), {"youngest": 60, "oldest": 50}, "benefits.fitness.eligibility.youngest", "ages-crossed", ""),
    (("benefits", "fitness", "relations"), ["sister"], "benefits.fitness.relations.0", "unknown-value", ""),
    (("premiums", "age_factors"), [{"up_to": 40, "factor": 1}, {"up_to": 30, "factor": 1}, {"factor": 1}], "premiums.age_factors.1", "ages-not-ascending", ""),
    (("premiums", "age_factors"), [{"factor": 1}, {"factor": 1}], "premiums.age_factors.1", "ages-not-ascending", ""),
    (("premiums", "age_factors"), [{"up_to": 40, "factor": 1}], "premiums.age_factors", "ages-not-open-ended", ""),
    (("premiums", "tenure_discount"), {"per_year": "1%"}, "premiums.tenure_discount", "missing", ""),
    (("points", "yearly_budget"), "many", "points.yearly_budget", "not-a-number", ""),
    (("enrolment", "life_events"), ["lottery"], "enrolment.life_events.0", "unknown-value", ""),
    (("papers", "outpatient"), ["invoce"], "papers.outpatient.0", "unknown-value", "invoice"),
    (("papers", "dental"), ["invoice"], "papers.dental", "unknown-key", ""),
    ((*BANDS, 0, "from"), 1, "benefits.outpatient.bands.0.from", "bands-not-from-zero", "0"),
    ((*BANDS, 1, "from"), 600, "benefits.outpatient.bands.1.from", "bands-gap", "500"),
    ((*BANDS, 1, "from"), 400, "benefits.outpatient.bands.1.from", "bands-overlap", "500"),
    ((*BANDS, 1, "to"), 500, "benefits.outpatient.bands.1.to", "band-empty", ""),
    ((*BANDS, 2, "to"), 9000, "benefits.outpatient.bands", "bands-not-open-ended", ""),
    ((*BANDS, 1), {"from": 500, "rate": "70%"}, "benefits.outpatient.bands.2", "band-after-open-end", ""),
    ((*BANDS, 1, "rate"), None, "benefits.outpatient.bands.1.rate", "not-a-number", ""),
    (BANDS, [], "benefits.outpatient.bands", "missing", ""),
    (("benefits", "mutual_aid", "limits"), {"annual": [{"since": "soon", "value": 5}]}, "benefits.mutual_aid.limits.annual.0.since", "not-a-date", "2026-01-01"),
    (("benefits", "mutual_aid", "limits"), {"annual": [{"since": date(2016, 1, 1), "value": 5}]}, "benefits.mutual_aid.limits.annual", "no-value-in-force", ""),
    (
        ("benefits", "mutual_aid", "limits"),
        {"annual": [{"since": date(2015, 1, 1), "value": 5}, {"since": date(2015, 1, 1), "value": 6}]},
        "benefits.mutual_aid.limits.annual.1.since",
        "dates-not-ascending",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "place", "code", "suggestion"), DEFECTS)
def test_a_defect_is_told_with_its_place(
    where: tuple[str | int, ...], value: Any, place: str, code: str, suggestion: str
) -> None:
    mapping = plan_mapping()
    _set(*where)(mapping, value)
    found = {(defect.place, defect.code): defect for defect in defects(mapping)}
    assert (place, code) in found, list(found)
    if suggestion:
        assert found[place, code].suggestion == suggestion


@pytest.mark.parametrize("key", ["code", "name", "late_filing", "catalogue", "benefits", "papers"])
def test_what_every_plan_needs_is_asked_for(key: str) -> None:
    mapping = plan_mapping()
    del mapping[key]
    assert ("", "missing", key) in {(defect.place, defect.code, defect.value) for defect in defects(mapping)}


@pytest.mark.parametrize(
    ("benefit", "key"),
    [
        ("outpatient", "claim_types"),
        ("outpatient", "bands"),
        ("outpatient", "name"),
        ("outpatient", "kind"),
        ("outpatient", "clause"),
        ("critical_illness", "cover"),
        ("accident", "cover"),
        ("counselling", "sessions_a_year"),
        ("annuity", "annuity"),
        ("annuity", "elective"),
        ("family", "elective"),
    ],
)
def test_what_a_kind_of_benefit_needs_is_asked_for(benefit: str, key: str) -> None:
    mapping = plan_mapping()
    del mapping["benefits"][benefit][key]
    found = {(defect.place, defect.code, defect.value) for defect in defects(mapping)}
    assert (f"benefits.{benefit}", "missing", key) in found


def test_every_claim_type_needs_its_papers() -> None:
    mapping = plan_mapping()
    del mapping["papers"]["fitness"]
    assert defects(mapping) == [PlanDefect(("papers",), "papers-missing", "fitness")]


def test_all_defects_are_told_at_once_and_each_once() -> None:
    mapping = plan_mapping()
    mapping["late_filing"]["days"] = "soon"
    mapping["benefits"]["fitness"]["rate"] = "much"
    mapping["papers"]["outpatient"] = ["invoce"]
    assert [defect.place for defect in defects(mapping)] == [
        "benefits.fitness.rate",
        "papers.outpatient.0",
        "late_filing.days",
    ]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [([], "not-a-mapping"), (None, "not-a-mapping"), ({}, "missing"), ({"effective_from": "2026"}, "not-a-date")],
)
def test_what_is_no_plan_at_all_is_refused(mapping: object, code: str) -> None:
    assert defects(mapping)[0].code == code


def test_a_plan_can_do_without_what_is_optional() -> None:
    mapping = plan_mapping()
    for key in ("points", "premiums", "enrolment", "plan_year_starts", "schema", "currency"):
        del mapping[key]
    bare = Plan.from_mapping(mapping)
    assert (bare.points, bare.premiums, bare.plan_year_starts) == (None, None, (1, 1))
    assert (bare.enrolment.life_events, bare.enrolment.life_event_days) == ((), 30)


def test_own_expense_may_differ_by_benefit() -> None:
    tiered = plan("tiered")
    assert not tiered.benefits["outpatient"].own_expense_counts
    assert tiered.benefits["high_end_medical"].own_expense_counts
    assert plan().benefits["outpatient"].own_expense_counts


def test_limits_by_option_keep_the_lowest_for_whoever_has_none() -> None:
    limit = next(limit for limit in plan("tiered").benefits["family_medical"].limits if limit.per == "year")
    assert limit.by_option == {"basic": 20000, "standard": 50000, "premium": 100000}
    assert set(limit.amounts.values()) == {Decimal(20000)}


def test_a_shared_limit_may_follow_the_option_too() -> None:
    mapping = plan_mapping()
    mapping["shared_limits"]["family_medical"]["annual"] = {"basic": 1, "standard": 2, "premium": 3}
    limit = Plan.from_mapping(mapping).benefits["family_inpatient"].limits[0]
    assert (limit.by_option, limit.account, limit.shared, limit.step) == (
        {"basic": 1, "standard": 2, "premium": 3},
        "family_medical",
        True,
        "annual_limit",
    )
