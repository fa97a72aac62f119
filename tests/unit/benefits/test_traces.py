"""Whole traces of each kind of benefit, refusals too: what the explanation of benefits is made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.adjudication import Accumulators, Adjudication, Bill
from tests.unit.benefits.helpers import DAY, bill, decide, plan

REFERENCE, TIERED, UNION = plan(), plan("tiered"), plan("mutual_aid")
MEMBER = {"name": "mutual_aid", "elections": frozenset({"membership"})}


def plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def told(decided: Adjudication) -> list[tuple[Any, ...]]:
    """The trace after the eligible amount: step, benefit clause or another, base, rate, amount, fields."""
    steps = [step.step for step in decided.trace]
    return [
        (
            step.step,
            None if step.clause is None else str(step.clause),
            *(plain(value) for value in (step.base, step.rate, step.amount)),
            {name: plain(value) for name, value in step.fields.items()},
        )
        for step in decided.trace[steps.index("eligible") + 1 :]
    ]


def clause(name: str, book: Any = REFERENCE) -> str:
    return str(book.benefits[name].clause)


ILLNESS, ACCIDENT, TALK = clause("critical_illness"), clause("accident"), clause("counselling")
LIMITS = str(REFERENCE.benefits["outpatient"].limits[0].clause)
FAMILY, AID, COSTS = clause("family_medical", TIERED), clause("hospital_aid", UNION), clause("inpatient", UNION)


def paid(**accounts: str) -> Accumulators:
    return Accumulators({(2026, name.replace("__", ".")): Decimal(amount) for name, amount in accounts.items()})


CASES: list[tuple[Bill, Accumulators | None, dict[str, Any], list[tuple[Any, ...]]]] = [
    (
        bill("critical_illness", "400000.00"),
        None,
        {},
        [
            ("cover", ILLNESS, "400000", None, "300000", {"cover": "300000"}),
            ("payable", ILLNESS, "400000", None, "300000", {}),
        ],
    ),
    (
        bill("critical_illness", "5.00"),
        paid(critical_illness__paid="1"),
        {},
        [
            ("refused", ILLNESS, "5", None, "0", {"reason": "already_paid", "benefit": "critical_illness"}),
            ("payable", ILLNESS, "5", None, "0", {}),
        ],
    ),
    (
        bill("accident", "5.00"),
        None,
        {},
        [
            ("refused", ACCIDENT, "5", None, "0", {"reason": "disability_grade_missing"}),
            ("payable", ACCIDENT, "5", None, "0", {}),
        ],
    ),
    (
        bill("accident", "5.00", disability_grade=7),
        paid(accident__paid="400000"),
        {},
        [
            ("grade", ACCIDENT, "1000000", "0.7", "700000", {"grade": 7}),
            ("annual_limit", ACCIDENT, "700000", None, "600000", {"limit": "1000000", "left": "600000"}),
            ("payable", ACCIDENT, "5", None, "600000", {}),
        ],
    ),
    (
        bill("counselling", "1000.00", sessions=3),
        paid(counselling__sessions="4"),
        {},
        [
            (
                "sessions",
                TALK,
                "1000",
                None,
                told_third := "666.6666666666666666666666667",
                {"free": 2, "asked": 3, "remaining": 0},
            ),
            ("rounded", None, told_third, None, "666.67", {}),
            ("payable", TALK, "1000", None, "666.67", {}),
        ],
    ),
    (
        bill("counselling", "5.00"),
        paid(counselling__sessions="6"),
        {},
        [
            ("refused", TALK, "5", None, "0", {"reason": "sessions_used_up", "allowed": 6}),
            ("payable", TALK, "5", None, "0", {}),
        ],
    ),
    (
        bill("inpatient", "9000.00"),
        Accumulators({(2025, "family_medical.paid"): Decimal("197000")}),
        {
            "name": "tiered",
            "elections": frozenset({"family:premium"}),
            "relation": "spouse",
            "enrolled_from": date(2025, 1, 1),
        },
        [
            ("band", FAMILY, "9000", "0.6", "5400", {"lower": "0", "upper": None}),
            ("per_claim_limit", FAMILY, "5400", None, "5000", {"limit": "5000", "left": "5000"}),
            ("lifetime_limit", FAMILY, "5000", None, "3000", {"limit": "200000", "left": "3000"}),
            ("payable", FAMILY, "9000", None, "3000", {}),
        ],
    ),
    (
        bill("inpatient", "1000.00"),
        Accumulators({(2025, "inpatient.eligible"): Decimal("30000.00")}),
        MEMBER,
        [
            ("band", COSTS, "1000", "0.5", "500", {"lower": "20000", "upper": None}),
            ("extra_grant", COSTS, "3000", None, "500", {"above": "30000"}),
            ("payable", COSTS, "1000", None, "1000", {}),
        ],
    ),
    (
        bill("inpatient", "1000.00"),
        Accumulators({(2025, "inpatient.eligible"): Decimal("29000.00")}),
        MEMBER,
        [
            ("band", COSTS, "1000", "0.5", "500", {"lower": "20000", "upper": None}),
            ("payable", COSTS, "1000", None, "500", {}),
        ],
    ),
    (
        bill("mutual_aid", "5.00"),
        None,
        MEMBER,
        [("payable", AID, "5", None, "0", {})],
    ),
    (
        bill("mutual_aid", "5.00", hospital_days=95, severe_illness=True),
        Accumulators({(2025, "hospital_aid.days"): Decimal(90), (2024, "hospital_aid.severe_illness"): Decimal(1)}),
        MEMBER,
        [
            ("hospital_days", AID, "80", None, "0", {"days": 0, "asked": 95, "allowed": 90}),
            ("payable", AID, "5", None, "0", {}),
        ],
    ),
]


@pytest.mark.parametrize(("claim", "before", "changes", "expected"), CASES)
def test_the_whole_trace_is_told(
    claim: Bill, before: Accumulators | None, changes: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    decided = decide(claim, before, **changes)
    assert told(decided) == expected
    assert decided.payable + decided.member_share + decided.non_covered == decided.billed


@pytest.mark.parametrize(
    ("claim", "before"),
    [
        (bill("critical_illness", "5.00"), paid(critical_illness__paid="1")),
        (bill("accident", "5.00"), None),
        (bill("counselling", "5.00"), paid(counselling__sessions="6")),
    ],
)
def test_what_is_refused_is_not_covered_at_all(claim: Bill, before: Accumulators | None) -> None:
    decided = decide(claim, before)
    assert (decided.decision, decided.entries) == ("rejected", ())
    assert (decided.member_share, decided.non_covered, decided.eligible) == (0, 5, 5)
    assert len(decided.reasons) == 1


def test_what_a_limit_leaves_out_is_the_members_share() -> None:
    decided = decide(bill(total="5000.00"), paid(medical__paid="200000"))
    assert (decided.decision, decided.member_share, decided.non_covered) == ("rejected", 5000, 0)


def test_nothing_left_of_days_and_illness_says_both() -> None:
    _, before, changes, _ = CASES[-1]
    decided = decide(CASES[-1][0], before, **changes)
    assert [tuple(reason) for reason in decided.reasons] == [
        ("days_used_up", {"allowed": 90}),
        ("already_paid", {"benefit": "hospital_aid"}),
    ]
    assert decide(bill("mutual_aid", "5.00"), **MEMBER).reasons[0] == ("nothing_to_grant", {})


def test_an_option_of_another_benefit_sets_no_limit() -> None:
    who = {"relation": "spouse", "enrolled_from": date(2020, 3, 2), "name": "tiered"}
    for elections, left in (
        ({"family", "annuity:premium"}, "20000"),
        ({"annuity:premium", "family:standard"}, "50000"),
    ):
        spent = Accumulators({(2026, "family_medical.paid"): Decimal(left) - 1})
        assert decide(bill("inpatient", "900.00"), spent, elections=frozenset(elections), **who).payable == 1


def test_an_unknown_option_gets_the_lowest_limit() -> None:
    who = {
        "relation": "spouse",
        "enrolled_from": date(2020, 3, 2),
        "name": "tiered",
        "elections": frozenset({"family:gold"}),
    }
    spent = Accumulators({(2026, "family_medical.paid"): Decimal(19999)})
    assert decide(bill("inpatient", "900.00"), spent, **who).payable == 1
    assert DAY.year == 2026
