"""The YAML cases that an HR person can read, through the same door as the command line."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benefits.plan import PlanBook
from services.plan_commands import adjudicate_cases
from services.plan_files import load_book, parse

ROOT = Path(__file__).parents[3]
PARTS = {
    "pool": "pool_paid",
    "other": "other_insurer_paid",
    "excluded": "excluded",
    "own": "own_expense",
    "account": "personal_account_paid",
    "grade": "disability_grade",
    "days": "hospital_days",
    "surgery": "surgery_level",
    "severe": "severe_illness",
    "sessions": "sessions",
}


@cache
def book(plan: str) -> PlanBook:
    return load_book(ROOT / "demo" / "plans" / f"{plan}.yaml")


def _cases() -> list[Any]:
    found = []
    for path in sorted((ROOT / "tests" / "cases").glob("*.yaml")):
        content, _ = parse(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(str(content["plan"]), case, id=f"{path.stem}: {case['case']}")
            for case in content["cases"]  # type: ignore[attr-defined]
        ]
    return found


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)


def _claim(number: int, claim: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
    on = claim.get("on", "2026-03-10")
    made: dict[str, Any] = {
        "id": f"claim {number}",
        "type": claim["type"],
        "service_date": str(on),
        "submitted_date": str(claim.get("submitted", on)),
        "total": _text(claim.get("total", "100.00")),
    }
    made |= {field: _text(claim[key]) for key, field in PARTS.items() if key in claim}
    if "for" in claim:
        enrolled = claim.get("enrolled", person.get("hired", "2020-03-02"))
        made["relation"] = claim["for"]
        made["insured"] = {
            "birth_date": str(claim.get("born", "1991-01-01")),
            "enrolled_from": None if enrolled == "never" else str(enrolled),
        }
    return made


@pytest.mark.parametrize(("plan", "case"), _cases())
def test_the_plan_pays_what_the_case_says(plan: str, case: dict[str, Any]) -> None:
    person = case.get("person", {})
    answer = adjudicate_cases(
        {
            "employee": {
                "number": "E0001",
                "tier": person.get("tier", "staff"),
                "birth_date": str(person.get("born", "1990-05-15")),
                "hire_date": str(person.get("hired", "2020-03-02")),
                "monthly_salary": "20000.00",
                "covered_until": str(person["left"]) if "left" in person else None,
            },
            "elections": case.get("elected", []),
            "claims": [_claim(number, claim, person) for number, claim in enumerate(case["claims"], 1)],
        },
        book(plan),
    )
    assert isinstance(answer, dict)
    for expected, decided in zip(case["claims"], answer["claims"], strict=True):
        _check(expected, decided)
    for year, accounts in case.get("year", {}).items():
        for account, amount in accounts.items():
            assert Decimal(answer["accumulators"].get(str(year), {}).get(account, "0")) == Decimal(str(amount)), account
    if case.get("year") == {}:
        assert answer["accumulators"] == {}


def _check(expected: dict[str, Any], decided: dict[str, Any]) -> None:
    if "refused" in expected:
        assert [decided["error"]["field"], decided["error"]["reason"]] == expected["refused"]
        assert decided["payable"] == "0.00"
        return
    assert "error" not in decided, decided
    assert decided["payable"] == str(expected["pays"])
    assert not {"eligible"} & set(expected) or decided["eligible"] == str(expected["eligible"])
    assert decided["decision"] == expected.get("is", decided["decision"])
    assert decided["reasons"] == expected.get("because", decided["reasons"])
    if decided["payable"] != "0.00":
        assert decided["trace"][-1]["step"] == "payable"
        assert decided["trace"][-1]["amount"] == decided["payable"]


def test_there_are_cases_for_every_demo_plan() -> None:
    plans = [param.values[0] for param in _cases()]
    assert len(plans) >= 120
    assert set(plans) == {path.stem for path in (ROOT / "demo" / "plans").glob("*.yaml")}
