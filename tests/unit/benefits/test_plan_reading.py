"""What a plan file says is what the plan holds: every key read, every default, every defect with value and suggestion."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.errors import InvalidInput
from benefits.plan import (
    Aid,
    Annuity,
    Band,
    Benefit,
    Clause,
    Deductible,
    Elective,
    Eligibility,
    EnrolmentRules,
    Grant,
    LateFiling,
    Limit,
    PaperRule,
    Plan,
    Points,
    PremiumTable,
)
from benefits.plan_tree import PlanDefect

Mapping = dict[str, Any]

NAME = {"zh-Hans": "门诊", "zh-Hant": "門診", "en": "Outpatient"}
START = date(2026, 1, 1)

SMALL: Mapping = {
    "code": "small",
    "name": {**NAME},
    "effective_from": START,
    "late_filing": {"days": 180, "clause": "a.pdf § late"},
    "catalogue": {"clause": "a.pdf § catalogue"},
    "benefits": {
        "visits": {
            "name": {**NAME},
            "kind": "reimbursement",
            "clause": "a.pdf § visits",
            "claim_types": ["outpatient"],
            "rate": "70%",
        }
    },
    "papers": {"outpatient": ["invoice"]},
}
"""The least a plan may say."""

FULL: Mapping = {
    "schema": 1,
    "code": "full",
    "name": {**NAME},
    "effective_from": START,
    "plan_year_starts": "07-02",
    "currency": "CNY",
    "late_filing": {"days": 90, "clause": "a.pdf § late"},
    "catalogue": {"own_expense": "excluded", "clause": "a.pdf § catalogue"},
    "shared_limits": {
        "medical": {
            "annual": {"basic": 1000, "standard": 3000, "premium": 9000},
            "lifetime": {"executive": 50000, "manager": 40000, "staff": 30000},
            "clause": "a.pdf § medical § both",
        },
    },
    "shared_deductibles": {
        "first": {"annual": {"executive": 0, "manager": 100, "staff": Decimal("200.50")}, "clause": "a.pdf § first"}
    },
    "benefits": {
        "visits": {
            "name": {**NAME},
            "kind": "reimbursement",
            "clause": " a.pdf §visits ",
            "claim_types": ["outpatient", "pharmacy"],
            "also_called": ["clinic", "doctor"],
            "relations": ["self", "child"],
            "requires": "cover",
            "eligibility": {
                "companies": ["YS", "YN"],
                "tiers": ["manager", "staff"],
                "waiting_days": 30,
                "tenure_months": 6,
                "youngest": 18,
                "oldest": 64,
                "oldest_child": 24,
                "clause": "a.pdf § who",
            },
            "bands": [
                {"from": 0, "to": 500, "rate": "0%"},
                {"from": 500, "to": "2000.50", "rate": "70%"},
                {"from": "2000.50", "rate": Decimal("0.9")},
            ],
            "deductible": "first",
            "limits": {
                "per_claim": 500,
                "monthly": 600,
                "annual": {"basic": 700, "premium": 900},
                "lifetime": {"executive": 3, "manager": 2, "staff": 1},
                "clause": "a.pdf § limits",
            },
            "shared_limits": ["medical"],
            "extra_grant": {"above": 5000, "amount": 300, "clause": "a.pdf § grant"},
            "own_expense": "covered",
        },
        "stay": {
            "name": {**NAME},
            "kind": "aid",
            "clause": "a.pdf § stay",
            "claim_types": ["mutual_aid"],
            "bands": [{"from": 0, "rate": "50%"}],
            "aid": {
                "per_hospital_day": 80,
                "days_a_year": 90,
                "surgery": {1: 100, 2: 200, 3: 300, 4: 400},
                "severe_illness": 10000,
                "clause": "a.pdf § sums",
            },
        },
        "illness": {
            "name": {**NAME},
            "kind": "lump_sum",
            "clause": "a.pdf § illness",
            "claim_types": ["critical_illness"],
            "cover": {"executive": 300, "manager": 200, "staff": 100},
        },
        "accident": {
            "name": {**NAME},
            "kind": "graded",
            "clause": "a.pdf § accident",
            "claim_types": ["accident"],
            "cover": 1000,
            "most_severe_grade": 1,
        },
        "talks": {
            "name": {**NAME},
            "kind": "sessions",
            "clause": "a.pdf § talks",
            "claim_types": ["counselling"],
            "sessions_a_year": 6,
        },
        "cover": {
            "name": {**NAME},
            "kind": "umbrella",
            "clause": "a.pdf § cover",
            "elective": {
                "premium": "table_per_member",
                "options": ["basic", "standard"],
                "company_share": "50%",
                "insured": "dependents",
                "dependents": ["spouse", "child"],
                "conditions": ["family_history"],
                "clause": "a.pdf § buying",
            },
        },
        "pension": {
            "name": {**NAME},
            "kind": "contribution",
            "clause": "a.pdf § pension",
            "annuity": {
                "contribution_at_least": "1%",
                "contribution_at_most": {"executive": "10%", "manager": "8%", "staff": "5%"},
                "match_rate": "150%",
                "match_at_most": "5%",
                "clause": "a.pdf § match",
            },
            "elective": {"premium": "none", "company_share": "0%"},
        },
    },
    "premiums": {
        "clause": "a.pdf § premiums",
        "monthly": {"basic": 200, "standard": Decimal("400.50")},
        "age_factors": [{"up_to": 29, "factor": "0.9125"}, {"up_to": 40, "factor": 1}, {"factor": 10}],
        "tenure_discount": {"per_year": "1%", "at_most": "10%"},
    },
    "points": {
        "clause": "a.pdf § points",
        "yearly_budget": {"executive": 6000, "manager": 4000, "staff": 2000},
        "value": "0.5",
        "per_activity": 50,
        "activity_at_most": 600,
    },
    "enrolment": {"life_events": ["marriage", "move"], "life_event_days": 60},
    "papers": {
        "outpatient": ["invoice", "visit_record | prescription", "pathology_report?"],
        "pharmacy": ["invoice"],
        "mutual_aid": ["settlement_statement"],
        "critical_illness": ["diagnosis_certificate"],
        "accident": ["accident_statement"],
        "counselling": ["invoice"],
    },
}
"""Every key a plan file knows, each with a value of its own."""

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


def by_tier(executive: Any, manager: Any, staff: Any) -> dict[str, Decimal]:
    return {"executive": Decimal(executive), "manager": Decimal(manager), "staff": Decimal(staff)}


def same(amount: Any) -> dict[str, Decimal]:
    return by_tier(amount, amount, amount)


def options(**amounts: int) -> dict[str, Decimal]:
    return {option: Decimal(amount) for option, amount in amounts.items()}


def clause(section: str) -> Clause:
    return Clause("a.pdf", section)


def at(mapping: Mapping, *path: str | int) -> Any:
    node: Any = mapping
    for key in path:
        node = node[key]
    return node


def test_the_least_a_plan_may_say() -> None:
    assert Plan.from_mapping(deepcopy(SMALL)) == Plan(
        code="small",
        names=NAME,
        effective_from=START,
        benefits={
            "visits": Benefit(
                code="visits",
                names=NAME,
                kind="reimbursement",
                clause=clause("visits"),
                claim_types=("outpatient",),
                also_called=(),
                relations=("self",),
                requires=None,
                eligibility=Eligibility(frozenset(), frozenset(), 0, 0, None, None, None, None),
                bands=(Band(Decimal(0), None, Decimal("0.7")),),
                limits=(),
                own_expense_counts=True,
            )
        },
        late_filing=LateFiling(180, clause("late")),
        catalogue_clause=clause("catalogue"),
        plan_year_starts=(1, 1),
        enrolment=EnrolmentRules((), 30),
        papers={"outpatient": (PaperRule(("invoice",), required=True),)},
    )


def test_every_key_lands_where_it_belongs() -> None:
    read = Plan.from_mapping(deepcopy(FULL))
    visits = Benefit(
        code="visits",
        names=NAME,
        kind="reimbursement",
        clause=clause("visits"),
        claim_types=("outpatient", "pharmacy"),
        also_called=("clinic", "doctor"),
        relations=("self", "child"),
        requires="cover",
        eligibility=Eligibility(
            frozenset({"YS", "YN"}), frozenset({"manager", "staff"}), 30, 6, 18, 64, 24, clause("who")
        ),
        bands=(
            Band(Decimal(0), Decimal(500), Decimal(0)),
            Band(Decimal(500), Decimal("2000.50"), Decimal("0.7")),
            Band(Decimal("2000.50"), None, Decimal("0.9")),
        ),
        deductible=Deductible("first", by_tier(0, 100, "200.50"), clause("first")),
        limits=(
            Limit("claim", "visits", same(500), clause("limits")),
            Limit("month", "visits", same(600), clause("limits")),
            Limit("year", "visits", same(700), clause("limits"), by_option=options(basic=700, premium=900)),
            Limit("lifetime", "visits", by_tier(3, 2, 1), clause("limits")),
            Limit(
                "year",
                "medical",
                same(1000),
                clause("medical § both"),
                shared=True,
                by_option=options(basic=1000, standard=3000, premium=9000),
            ),
            Limit("lifetime", "medical", by_tier(50000, 40000, 30000), clause("medical § both"), shared=True),
        ),
        grant=Grant(Decimal(5000), Decimal(300), clause("grant")),
        own_expense_counts=True,
    )
    stay = Benefit(
        code="stay",
        names=NAME,
        kind="aid",
        clause=clause("stay"),
        claim_types=("mutual_aid",),
        bands=(Band(Decimal(0), None, Decimal("0.5")),),
        aid=Aid(
            Decimal(80),
            90,
            {1: Decimal(100), 2: Decimal(200), 3: Decimal(300), 4: Decimal(400)},
            Decimal(10000),
            clause("sums"),
        ),
        own_expense_counts=False,
    )
    illness = Benefit(
        code="illness",
        names=NAME,
        kind="lump_sum",
        clause=clause("illness"),
        claim_types=("critical_illness",),
        cover=by_tier(300, 200, 100),
        own_expense_counts=False,
    )
    accident = Benefit(
        code="accident",
        names=NAME,
        kind="graded",
        clause=clause("accident"),
        claim_types=("accident",),
        cover=same(1000),
        grade_ten_is_total=False,
        own_expense_counts=False,
    )
    talks = Benefit(
        code="talks",
        names=NAME,
        kind="sessions",
        clause=clause("talks"),
        claim_types=("counselling",),
        sessions=6,
        own_expense_counts=False,
    )
    cover = Benefit(
        code="cover",
        names=NAME,
        kind="umbrella",
        clause=clause("cover"),
        requires="cover",
        own_expense_counts=False,
        elective=Elective(
            clause=clause("buying"),
            priced=True,
            options=("basic", "standard"),
            company_share=Decimal("0.5"),
            insured="dependents",
            dependents=("spouse", "child"),
            conditions=("family_history",),
            per_member=True,
        ),
    )
    pension = Benefit(
        code="pension",
        names=NAME,
        kind="contribution",
        clause=clause("pension"),
        requires="pension",
        own_expense_counts=False,
        elective=Elective(clause("pension"), False, (), Decimal(0), "self", ()),
        annuity=Annuity(clause("match"), Decimal("0.01"), by_tier("0.1", "0.08", "0.05"), Decimal("1.5"), same("0.05")),
    )
    expected = (visits, stay, illness, accident, talks, cover, pension)
    for benefit in expected:
        assert read.benefits[benefit.code] == benefit
    assert list(read.benefits) == [benefit.code for benefit in expected]
    assert (read.code, read.names, read.effective_from) == ("full", NAME, START)
    assert (read.plan_year_starts, read.catalogue_clause) == ((7, 2), clause("catalogue"))
    assert read.late_filing == LateFiling(90, clause("late"))
    assert read.premiums == PremiumTable(
        clause("premiums"),
        {"basic": Decimal(200), "standard": Decimal("400.50")},
        ((29, Decimal("0.9125")), (40, Decimal(1)), (None, Decimal(10))),
        Decimal("0.01"),
        Decimal("0.1"),
    )
    assert read.points == Points(clause("points"), by_tier(6000, 4000, 2000), Decimal("0.5"), 50, 600)
    assert read.enrolment == EnrolmentRules(("marriage", "move"), 60)
    assert read.papers == {
        "outpatient": (
            PaperRule(("invoice",), True),
            PaperRule(("visit_record", "prescription"), True),
            PaperRule(("pathology_report",), False),
        ),
        "pharmacy": (PaperRule(("invoice",), True),),
        "mutual_aid": (PaperRule(("settlement_statement",), True),),
        "critical_illness": (PaperRule(("diagnosis_certificate",), True),),
        "accident": (PaperRule(("accident_statement",), True),),
        "counselling": (PaperRule(("invoice",), True),),
    }


def test_a_rule_without_a_clause_of_its_own_stands_under_the_one_around_it() -> None:
    mapping = deepcopy(FULL)
    for path in (
        ("visits", "limits"),
        ("visits", "extra_grant"),
        ("visits", "eligibility"),
        ("stay", "aid"),
        ("cover", "elective"),
        ("pension", "annuity"),
    ):
        del at(mapping, "benefits", *path)["clause"]
    read = Plan.from_mapping(mapping).benefits
    assert {limit.clause for limit in read["visits"].limits if not limit.shared} == {clause("visits")}
    assert read["visits"].grant == Grant(Decimal(5000), Decimal(300), clause("visits"))
    assert read["visits"].eligibility.clause is None
    assert read["stay"].aid is not None and read["stay"].aid.clause == clause("stay")
    assert read["cover"].elective is not None and read["cover"].elective.clause == clause("cover")
    assert read["pension"].annuity is not None and read["pension"].annuity.clause == clause("pension")


def test_what_an_elective_leaves_out() -> None:
    mapping = deepcopy(FULL)
    mapping["benefits"]["cover"]["elective"] = {"premium": "table", "company_share": Decimal("0.3")}
    del mapping["benefits"]["pension"]["annuity"]["contribution_at_least"]
    del mapping["enrolment"]["life_event_days"]
    mapping["benefits"]["visits"]["own_expense"] = "excluded"
    read = Plan.from_mapping(mapping)
    assert read.benefits["cover"].elective == Elective(clause("cover"), True, (), Decimal("0.3"), "self", ())
    annuity = read.benefits["pension"].annuity
    assert annuity is not None and annuity.contribution_at_least == 0
    assert read.enrolment == EnrolmentRules(("marriage", "move"), 30)
    assert not read.benefits["visits"].own_expense_counts


@pytest.mark.parametrize("rule", [{"youngest": 18}, {"youngest": 18, "waiting_days": 0, "tenure_months": 0}])
def test_eligibility_asks_for_no_day_or_month_that_it_does_not_name(rule: Mapping) -> None:
    read = Plan.from_mapping(changed(SMALL, (*VISITS, "eligibility"), rule)).benefits["visits"].eligibility
    assert (read.youngest, read.waiting_days, read.tenure_months, read.oldest) == (18, 0, 0, None)


def test_each_largest_value_is_still_one() -> None:
    mapping = deepcopy(FULL)
    for path, most in LARGEST.items():
        at(mapping, *path[:-1])[path[-1]] = most
    Plan.from_mapping(mapping)


LARGEST: dict[tuple[str | int, ...], Any] = {
    ("late_filing", "days"): 3650,
    ("benefits", "visits", "limits", "per_claim"): 100_000_000,
    ("benefits", "visits", "bands", 2, "rate"): "100%",
    ("benefits", "visits", "eligibility", "waiting_days"): 3650,
    ("benefits", "visits", "eligibility", "tenure_months"): 600,
    ("benefits", "visits", "eligibility", "youngest"): 150,
    ("benefits", "visits", "eligibility", "oldest"): 150,
    ("benefits", "visits", "eligibility", "oldest_child"): 150,
    ("benefits", "stay", "aid", "days_a_year"): 366,
    ("benefits", "talks", "sessions_a_year"): 1000,
    ("benefits", "pension", "annuity", "match_rate"): "1000%",
    ("premiums", "age_factors", 1, "up_to"): 150,
    ("premiums", "age_factors", 2, "factor"): 10,
    ("points", "per_activity"): 100_000,
    ("points", "activity_at_most"): 100_000,
    ("enrolment", "life_event_days"): 366,
}


@pytest.mark.parametrize("path", LARGEST, ids=lambda path: ".".join(map(str, path)))
def test_one_more_than_the_largest_is_refused(path: tuple[str | int, ...]) -> None:
    mapping, most = deepcopy(FULL), LARGEST[path]
    if path[-1] == "youngest":
        at(mapping, *path[:-1])["oldest"] = 150
    percent = isinstance(most, str)
    more = f"{int(most[:-1]) + 1}%" if percent else most + 1
    at(mapping, *path[:-1])[path[-1]] = more
    found = {defect.place: defect for defect in problems(mapping)}[".".join(map(str, path))]
    shown = (str(more)[:-1], str(most)[:-1]) if percent else (str(more), str(most))
    assert (found.code, found.value, found.suggestion) == ("too-large", *shown)


def problems(mapping: Mapping) -> list[PlanDefect]:
    with pytest.raises(InvalidInput) as refused:
        Plan.from_mapping(mapping)
    assert refused.value.code == "plan-invalid"
    found = refused.value.fields["problems"]
    assert isinstance(found, list)
    return found


VISITS = ("benefits", "visits")
DAYS = ("late_filing", "days")
GONE = object()
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


def changed(base: Mapping, where: tuple[str | int, ...], value: Any) -> Mapping:
    mapping = deepcopy(base)
    if value is GONE:
        del at(mapping, *where[:-1])[where[-1]]
    else:
        at(mapping, *where[:-1])[where[-1]] = value
    return mapping


def told(mapping: Mapping) -> list[tuple[str, str, str, str]]:
    return [(defect.place, defect.code, defect.value, defect.suggestion) for defect in problems(mapping)]


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
