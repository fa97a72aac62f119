"""Builders for the tests of the rules."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benefits.adjudication import Accumulators, Adjudication, Bill, Person, adjudicate
from benefits.plan import Plan, PlanBook
from services.plan_files import load_book, parse

PLANS = Path(__file__).parents[3] / "demo" / "plans"
DAY = date(2026, 3, 10)


@cache
def book(name: str = "reference") -> PlanBook:
    return load_book(PLANS / f"{name}.yaml")


def plan(name: str = "reference") -> Plan:
    return book(name).newest


@cache
def _parsed(name: str) -> dict[str, Any]:
    mapping, _ = parse((PLANS / f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(mapping)


def plan_mapping(name: str = "reference") -> dict[str, Any]:
    """A fresh mapping of a demo plan, to be changed by a test."""
    return deepcopy(_parsed(name))


def person(**changes: Any) -> Person:
    facts: dict[str, Any] = {
        "number": "E0001",
        "tier": "staff",
        "birth_date": date(1990, 5, 15),
        "hire_date": date(2020, 3, 2),
        "monthly_salary": Decimal("20000.00"),
    }
    return Person(**(facts | changes))


def bill(type: str = "outpatient", total: str = "100.00", on: date = DAY, **changes: Any) -> Bill:
    facts: dict[str, Any] = {"id": "b", "type": type, "service_date": on, "submitted_date": on, "total": Decimal(total)}
    return Bill(**(facts | changes))


def decide(bill: Bill, before: Accumulators | None = None, name: str = "reference", **changes: Any) -> Adjudication:
    return adjudicate(book(name), person(**changes), bill, before or Accumulators())


# Case files and changed plan files

REFERENCE = PLANS / "reference.yaml"
TEXT = REFERENCE.read_text(encoding="utf-8")
EMPLOYEE = {
    "number": "E1",
    "tier": "staff",
    "birth_date": "1990-01-01",
    "hire_date": "2020-01-01",
    "monthly_salary": "9000.00",
}


def claim(
    id: str, total: str = "2600.00", type: str = "outpatient", on: str = "2026-03-10", **more: Any
) -> dict[str, Any]:
    return {"id": id, "type": type, "service_date": on, "submitted_date": on, "total": total, **more}


def case(*claims: Any, **employee: Any) -> dict[str, Any]:
    return {"employee": EMPLOYEE | employee, "claims": list(claims)}


def written(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text_ = TEXT
    for before, after in changes:
        assert before in text_
        text_ = text_.replace(before, after)
    path = tmp_path / "changed.yaml"
    path.write_text(text_, encoding="utf-8")
    return path
