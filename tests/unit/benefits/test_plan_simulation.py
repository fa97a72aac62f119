"""Past claims under two plans: who gains and who loses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benefits.errors import InvalidInput
from services.plan_commands import (
    plan_simulate,
)
from tests.unit.benefits.helpers import EMPLOYEE, REFERENCE, case, claim, written


def test_a_simulation_shows_who_gains_and_who_loses(tmp_path: Path) -> None:
    path = written(tmp_path, ("rate: 70%", "rate: 60%"), ("cover: 300000", "cover: 400000"))
    cases = [
        case(claim("a", "1500.00"), claim("b", "100.00", "dental"), number="E1"),
        case(claim("c", "400000.00", "critical_illness"), number="E2", tier="manager", birth_date="1970-03-10"),
        case(claim("d", "100.00"), number="E3", birth_date="2000-01-01"),
    ]
    answer = plan_simulate(REFERENCE, path, json.dumps(cases), "en")
    assert (answer["claims"], answer["refused"]) == (4, 1)
    assert answer["total"] == {
        "before": "300700.00",
        "after": "400600.00",
        "difference": "99900.00",
        "people": 3,
        "gain": 1,
        "lose": 1,
    }
    assert answer["changed"] == [
        {"employee": "E2", "before": "300000.00", "after": "400000.00"},
        {"employee": "E1", "before": "700.00", "after": "600.00"},
    ]
    groups = answer["groups"]
    assert {name: tally["people"] for name, tally in groups["age"].items()} == {"<30": 1, "30-49": 1, ">=50": 1}
    assert groups["tier"]["manager"]["gain"] == 1
    assert groups["type"]["outpatient"] == {
        "before": "700.00",
        "after": "600.00",
        "difference": "-100.00",
        "people": 2,
        "gain": 0,
        "lose": 1,
    }
    assert groups["type"]["dental"]["after"] == "0.00"
    assert "company" not in groups
    assert answer["text"].startswith("4 claims: the old plan pays CNY 300,700.00, the new one CNY 400,600.00")
    assert answer["refused"] == 1
    assert answer["text"].endswith("can’t decide 1 of them (type unknown, or before its first day); they count as 0.")


def test_a_simulation_counts_companies_and_family_members(tmp_path: Path) -> None:
    spouse = claim("b", relation="spouse")
    answer = plan_simulate(REFERENCE, REFERENCE, [case(claim("a"), spouse, company="YS") | {"elections": ["family"]}])
    assert answer["total"]["before"] == answer["total"]["after"] == "3180.00"
    assert answer["groups"]["company"]["YS"]["people"] == 1
    assert answer["changed"] == []


@pytest.mark.parametrize("bad", [[5], [{"employee": EMPLOYEE}], [case(claim("a", "-1"))]])
def test_a_simulation_leaves_no_past_claim_out(bad: Any) -> None:
    with pytest.raises(InvalidInput):
        plan_simulate(REFERENCE, REFERENCE, bad)
