"""What a plan file says is what the plan holds: every key read, every default, every largest value."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

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
from tests.unit.benefits.plan_mappings import FULL, NAME, SMALL, START, VISITS, Mapping, at, changed, problems


def by_tier(executive: Any, manager: Any, staff: Any) -> dict[str, Decimal]:
    return {"executive": Decimal(executive), "manager": Decimal(manager), "staff": Decimal(staff)}


def same(amount: Any) -> dict[str, Decimal]:
    return by_tier(amount, amount, amount)


def options(**amounts: int) -> dict[str, Decimal]:
    return {option: Decimal(amount) for option, amount in amounts.items()}


def clause(section: str) -> Clause:
    return Clause("a.pdf", section)


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
