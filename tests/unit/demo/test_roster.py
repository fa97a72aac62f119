"""The roster of the demo company: well-formed, fictional, and decided by its own plan without surprises."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from benefits.adjudication import Accumulators, adjudicate
from benefits.claim_states import ROLES, STATES
from benefits.claims import Bill, Person
from benefits.plan import PlanBook
from services.plan_files import load_book

DEMO = Path(__file__).parents[3] / "demo"
TODAY = date(2026, 11, 22)
AMOUNTS = ("total", "pool_paid", "personal_account_paid", "own_expense", "excluded")
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DEMO / "roster" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def claims() -> list[dict[str, object]]:
    return list(YAML(typ="safe").load((DEMO / "roster" / "claims.yaml").read_text(encoding="utf-8"))["claims"])


def book() -> PlanBook:
    return load_book(DEMO / "plans" / "reference.yaml")


@pytest.fixture(scope="module")
def employees() -> dict[str, Row]:
    return {row["number"]: row for row in rows("employees.csv")}


@pytest.fixture(scope="module")
def dependents() -> list[Row]:
    return rows("dependents.csv")


def passes_luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def test_sixty_people_work_in_three_companies(employees: dict[str, Row]) -> None:
    assert len(employees) == 60
    assert Counter(e["company_name"] for e in employees.values()) == {"云杉软件": 28, "云杉智能": 18, "云杉数据": 14}
    assert all(number.startswith(e["company_code"]) for number, e in employees.items())


def test_there_are_three_executives_six_managers_and_one_leaver(employees: dict[str, Row]) -> None:
    assert Counter(e["tier"] for e in employees.values()) == {"executive": 3, "manager": 6, "staff": 51}
    assert [n for n, e in employees.items() if e["status"] == "left"] == ["SJ0014"]


def test_people_speak_all_three_languages(employees: dict[str, Row]) -> None:
    spoken = Counter(e["language"] for e in employees.values())
    assert set(spoken) == {"zh-Hans", "zh-Hant", "en"}
    assert spoken["zh-Hant"] >= 3
    assert spoken["en"] >= 3


def test_the_average_age_is_that_of_a_technology_company(employees: dict[str, Row]) -> None:
    ages = [(TODAY - date.fromisoformat(e["birth_date"])).days / 365.25 for e in employees.values()]
    assert 28 <= sum(ages) / len(ages) <= 32
    assert min(ages) >= 22
    assert max(ages) < 60


def test_nobody_was_hired_as_a_minor_or_in_the_future(employees: dict[str, Row]) -> None:
    for employee in employees.values():
        hired = date.fromisoformat(employee["hire_date"])
        assert (hired - date.fromisoformat(employee["birth_date"])).days >= 18 * 365.25
        assert hired <= TODAY


def test_contacts_and_accounts_are_unique_and_fictional(employees: dict[str, Row]) -> None:
    for field in ("phone", "email", "bank_account"):
        assert len({e[field] for e in employees.values()}) == 60
    for employee in employees.values():
        assert employee["phone"].startswith("13800000")
        assert len(employee["phone"]) == 11
        assert employee["email"].endswith("@example.com")
        assert len(employee["bank_account"]) == 19
        assert employee["bank_account"].startswith("999900")
        assert passes_luhn(employee["bank_account"])


def test_every_dependent_belongs_to_an_employee(employees: dict[str, Row], dependents: list[Row]) -> None:
    for dependent in dependents:
        employee = employees[dependent["employee_number"]]
        gap = (date.fromisoformat(dependent["birth_date"]) - date.fromisoformat(employee["birth_date"])).days / 365.25
        years = {"spouse": abs(gap) < 15, "child": gap > 18, "parent": gap < -18}
        assert years[dependent["relation"]], dependent["name"]


def test_dependents_carry_impossible_identity_numbers(dependents: list[Row]) -> None:
    numbers = [d["id_number"] for d in dependents]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 18 and number.startswith("000000") for number in numbers)


def test_some_dependents_are_registered_but_not_enrolled(dependents: list[Row]) -> None:
    enrolled = [bool(d["enrolled_from"]) for d in dependents]
    assert any(enrolled)
    assert not all(enrolled)
    for dependent in dependents:
        if dependent["enrolled_from"]:
            assert date.fromisoformat(dependent["enrolled_from"]) >= date.fromisoformat(dependent["birth_date"])


def test_nobody_has_two_spouses(dependents: list[Row]) -> None:
    spouses = Counter(d["employee_number"] for d in dependents if d["relation"] == "spouse")
    assert set(spouses.values()) == {1}


def test_hr_users_fill_every_office() -> None:
    users = rows("hr_users.csv")
    assert {u["role"] for u in users} == {"hr_admin", "reviewer", "finance", "auditor", "union_officer", "super_admin"}
    assert {u["role"] for u in users} <= set(ROLES)
    for user in users:
        assert user["companies"] == "*" or set(user["companies"].split("|")) <= {"YS", "ZN", "SJ"}


def test_there_is_a_claim_in_every_state() -> None:
    assert {claim["state"] for claim in claims()} == set(STATES)


def test_claims_name_people_of_the_roster(employees: dict[str, Row], dependents: list[Row]) -> None:
    family = {(d["employee_number"], d["name"]) for d in dependents if d["enrolled_from"]}
    for claim in claims():
        assert claim["employee_number"] in employees
        if "dependent" in claim:
            assert (claim["employee_number"], claim["dependent"]) in family


def test_invoice_numbers_are_used_once() -> None:
    numbers = [claim["invoice_number"] for claim in claims()]
    assert len(set(numbers)) == len(numbers)
    assert all(isinstance(number, str) and len(number) == 20 for number in numbers)


def test_days_of_a_claim_run_forward() -> None:
    for claim in claims():
        days = [
            int(str(claim[f"{step}_days_ago"]))
            for step in ("service", "submitted", "decided", "paid")
            if f"{step}_days_ago" in claim
        ]
        assert days == sorted(days, reverse=True), claim["id"]
        assert days[0] <= 180
        assert ("paid_days_ago" in claim) == (claim["state"] == "paid")
        assert ("submitted_days_ago" in claim) == (claim["state"] != "draft")


def test_the_plan_decides_the_claims_as_their_states_say(employees: dict[str, Row], dependents: list[Row]) -> None:
    plans = book()
    balances: defaultdict[str, Accumulators] = defaultdict(Accumulators)
    good = {"approved", "partly_approved"}
    expected = {
        "approved": {"approved"},
        "payment_issued": good,
        "paid": good,
        "partly_approved": {"partly_approved"},
        "rejected": {"rejected"},
        "appealed": {"rejected"},
    }
    for claim in claims():
        number = str(claim["employee_number"])
        person = {
            key: employees[number][key] for key in ("number", "tier", "birth_date", "hire_date", "monthly_salary")
        }
        elections: tuple[str, ...] = ()
        if "dependent" in claim:
            member = next(d for d in dependents if (d["employee_number"], d["name"]) == (number, claim["dependent"]))
            person |= {key: member[key] for key in ("birth_date", "relation", "enrolled_from")}
            elections = ("family:standard",)
        serviced = TODAY - timedelta(days=int(str(claim["service_days_ago"])))
        submitted = TODAY - timedelta(days=int(str(claim.get("submitted_days_ago", 0))))
        bill = Bill.from_mapping(
            {"id": claim["id"], "type": claim["type"], "service_date": serviced, "submitted_date": submitted}
            | {name: claim[name] for name in AMOUNTS}
            | {"disability_grade": claim.get("disability_grade")}
        )
        account = f"{number}/{claim.get('dependent', '')}"
        result = adjudicate(plans, Person.from_mapping(person, elections), bill, balances[account])
        state = str(claim["state"])
        if state in expected:
            assert result.decision in expected[state], (claim["id"], result.decision, result.reasons)
            balances[account] = balances[account].plus(result.entries)
