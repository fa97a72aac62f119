from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.claims import Bill, Person, parse_date, together
from benefits.errors import InvalidInput
from tests.unit.benefits.helpers import DAY, bill, person

CLAIM: dict[str, Any] = {
    "id": "c1",
    "type": "outpatient",
    "service_date": "2026-03-10",
    "submitted_date": "2026-03-12",
    "total": "100.00",
}
EMPLOYEE: dict[str, Any] = {"number": "E1", "tier": "staff", "birth_date": "1990-01-01", "hire_date": "2020-01-01"}


def refused(made: Any, *arguments: Any, **named: Any) -> tuple[object, object]:
    fields = refusal(made, *arguments, **named)
    return fields["field"], fields["reason"]


def refusal(made: Any, *arguments: Any, **named: Any) -> dict[str, object]:
    """The fields of the refusal: what is wrong with which field, and the value as it was written."""
    with pytest.raises(InvalidInput) as error:
        made(*arguments, **named)
    money = error.value.fields["reason"] in {"not-a-number", "negative", "too-many-decimals", "too-large"}
    assert error.value.code == ("amount-invalid" if money else "bill-invalid")
    return error.value.fields


def test_a_claim_is_read_with_all_its_parts() -> None:
    read = Bill.from_mapping(
        CLAIM
        | {
            "pool_paid": "10.00",
            "personal_account_paid": "20",
            "other_insurer_paid": "5.5",
            "own_expense": "1",
            "excluded": "2",
            "disability_grade": 3,
            "sessions": "2",
            "hospital_days": 4,
            "surgery_level": 1,
            "severe_illness": True,
        }
    )
    assert read == Bill(
        *("c1", "outpatient", date(2026, 3, 10), date(2026, 3, 12), Decimal("100.00")),
        *(Decimal("10.00"), Decimal("20.00"), Decimal("5.50"), Decimal("1.00"), Decimal("2.00")),
        *(3, 2, 4, 1, True),
    )


def test_parts_that_are_left_out_or_null_are_zero() -> None:
    read = Bill.from_mapping(CLAIM | {"pool_paid": None, "excluded": "", "disability_grade": None, "sessions": None})
    assert (read.pool_paid, read.excluded, read.own_expense) == (0, 0, 0)
    assert (read.disability_grade, read.sessions, read.hospital_days, read.severe_illness) == (None, 1, None, False)
    blank = Bill.from_mapping(CLAIM | {"disability_grade": "", "sessions": "", "severe_illness": None})
    assert (blank.disability_grade, blank.sessions, blank.severe_illness) == (None, 1, False)


@pytest.mark.parametrize("field", ["id", "type", "service_date", "submitted_date", "total"])
@pytest.mark.parametrize("value", [None, "", ...])
def test_what_a_claim_needs_must_be_there(field: str, value: object) -> None:
    claim = {name: item for name, item in CLAIM.items() if name != field}
    if value is not ...:
        claim[field] = value
    assert refusal(Bill.from_mapping, claim) == {"field": field, "reason": "missing", "value": ""}


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", 1.5, "not-a-text"),
        ("type", True, "not-a-text"),
        ("type", ["outpatient"], "not-a-text"),
        ("service_date", "2026-3-1", "not-a-date"),
        ("service_date", "20260310", "not-a-date"),
        ("service_date", 20260310, "not-a-date"),
        ("service_date", "2026-02-30", "not-a-date"),
        ("service_date", "2026-03-13", "after-submission"),
        ("total", "abc", "not-a-number"),
        ("total", 1.5, "not-a-number"),
        ("disability_grade", "x", "not-a-whole-number"),
        ("disability_grade", True, "not-a-whole-number"),
        ("disability_grade", "123456", "not-a-whole-number"),
        ("disability_grade", "99999", "out-of-range"),
        ("disability_grade", 0, "out-of-range"),
        ("disability_grade", 11, "out-of-range"),
        ("sessions", 0, "out-of-range"),
        ("sessions", 367, "out-of-range"),
        ("hospital_days", -1, "out-of-range"),
        ("hospital_days", 367, "out-of-range"),
        ("surgery_level", 0, "out-of-range"),
        ("surgery_level", 5, "out-of-range"),
        ("severe_illness", "yes", "not-a-flag"),
        ("pool_paid", "100.01", "exceeds-total"),
        ("other_insurer_paid", "100.01", "exceeds-total"),
        ("excluded", "100.01", "exceeds-total"),
        ("personal_account_paid", "100.01", "exceeds-total"),
        ("own_expense", "100.01", "exceeds-total"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field(field: str, value: object, reason: str) -> None:
    told = {"field": field, "reason": reason, "value": str(value)}
    assert refusal(Bill.from_mapping, CLAIM | {field: value}) == told


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("disability_grade", 1),
        ("disability_grade", 10),
        ("sessions", 366),
        ("hospital_days", 0),
        ("hospital_days", 366),
    ],
)
def test_values_at_the_ends_of_their_range_are_taken(field: str, value: int) -> None:
    assert getattr(Bill.from_mapping(CLAIM | {field: value}), field) == value


def test_parts_may_be_the_whole_total() -> None:
    whole = Decimal("100.00")
    assert bill(pool_paid=whole).pool_paid == whole
    assert (
        bill(pool_paid=Decimal("40.00"), other_insurer_paid=Decimal("30.00"), excluded=Decimal("30.00")).excluded == 30
    )
    assert (
        bill(
            pool_paid=Decimal("40.00"), personal_account_paid=Decimal("60.00"), own_expense=Decimal("60.00")
        ).own_expense
        == 60
    )


def test_personal_account_and_own_expense_may_be_the_same_money_another_insurer_repaid() -> None:
    made = bill(
        other_insurer_paid=Decimal("80.00"), own_expense=Decimal("90.00"), personal_account_paid=Decimal("90.00")
    )
    assert made.own_expense == 90


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"pool_paid": "60.00", "other_insurer_paid": "40.01"}, "other_insurer_paid"),
        ({"pool_paid": "60.00", "excluded": "40.01"}, "excluded"),
        ({"other_insurer_paid": "60.00", "excluded": "40.01"}, "excluded"),
        ({"pool_paid": "60.00", "personal_account_paid": "40.01"}, "personal_account_paid"),
        ({"pool_paid": "60.00", "own_expense": "40.01"}, "own_expense"),
    ],
)
def test_parts_together_may_not_exceed_the_total(parts: dict[str, str], field: str) -> None:
    amounts = {name: Decimal(amount) for name, amount in parts.items()}
    assert refused(bill, **amounts) == (field, "exceeds-total")


def test_a_claim_must_be_a_mapping() -> None:
    assert refusal(Bill.from_mapping, ["c1"]) == {"field": "claim", "reason": "not-a-mapping", "value": "['c1']"}
    assert refusal(Person.from_mapping, "E" * 50) == {
        "field": "employee",
        "reason": "not-a-mapping",
        "value": "E" * 40,
    }


def test_an_employee_is_read_with_elections() -> None:
    read = Person.from_mapping(
        EMPLOYEE | {"monthly_salary": "18000.00", "company": "YS", "covered_until": "2026-12-31", "number": 7},
        ["family"],
    )
    assert read == Person(
        number="7",
        tier="staff",
        birth_date=date(1990, 1, 1),
        hire_date=date(2020, 1, 1),
        monthly_salary=Decimal("18000.00"),
        elections=frozenset({"family"}),
        company="YS",
        covered_until=date(2026, 12, 31),
    )
    assert read.relation == "self"
    assert read.enrolled_from is None


def test_a_dependent_is_read_with_the_first_covered_day() -> None:
    read = Person.from_mapping(
        EMPLOYEE | {"relation": "child", "birth_date": "2024-01-01", "enrolled_from": "2024-01-20"}
    )
    assert (read.relation, read.enrolled_from) == ("child", date(2024, 1, 20))


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"number": ""}, "number", "missing"),
        ({"tier": "boss"}, "tier", "unknown"),
        ({"tier": None}, "tier", "missing"),
        ({"relation": "cousin"}, "relation", "unknown"),
        ({"birth_date": None}, "birth_date", "missing"),
        ({"hire_date": None}, "hire_date", "missing"),
        ({"hire_date": "1989-12-31"}, "hire_date", "before-birth"),
        ({"monthly_salary": "-1"}, "monthly_salary", "negative"),
        ({"covered_until": "soon"}, "covered_until", "not-a-date"),
        ({"enrolled_from": "soon"}, "enrolled_from", "not-a-date"),
        ({"monthly_salary": "NaN"}, "monthly_salary", "not-a-number"),
    ],
)
def test_an_employee_that_cannot_be_is_refused(change: dict[str, Any], field: str, reason: str) -> None:
    told = {"field": field, "reason": reason, "value": str(change[field] or "")}
    assert refusal(Person.from_mapping, EMPLOYEE | change) == told


def test_an_empty_day_of_cover_is_none() -> None:
    read = Person.from_mapping(EMPLOYEE | {"enrolled_from": "", "covered_until": ""})
    assert (read.enrolled_from, read.covered_until) == (None, None)


@pytest.mark.parametrize("field", ["total", "pool_paid", "own_expense"])
@pytest.mark.parametrize(
    ("amount", "reason"),
    [("-0.01", "negative"), ("NaN", "not-a-number"), ("1.234", "too-many-decimals"), ("100000000.01", "too-large")],
)
def test_an_amount_of_a_bill_made_in_code_is_refused_by_its_field(field: str, amount: str, reason: str) -> None:
    amounts = {"total": "100000000.00", field: amount}
    made = {name: Decimal(written) for name, written in amounts.items() if name != "total"}
    assert refusal(bill, total=amounts["total"], **made) == {"field": field, "reason": reason, "value": amount}


def test_bills_of_one_event_are_one_bill_of_its_first_day() -> None:
    later = bill(
        *("accident", "30.05", date(2026, 3, 4)), submitted_date=date(2026, 3, 9), pool_paid=Decimal("1.00"), id="b"
    )
    first = bill(
        *("accident", "20.00", date(2026, 3, 2)), submitted_date=date(2026, 3, 5), excluded=Decimal("2.00"), id="a"
    )
    assert together([later, first]) == Bill(
        *("a", "accident", date(2026, 3, 2), date(2026, 3, 9), Decimal("50.05")),
        pool_paid=Decimal("1.00"),
        excluded=Decimal("2.00"),
    )
    grave = bill("accident", disability_grade=3, hospital_days=4, surgery_level=1, severe_illness=True)
    graver = bill("accident", disability_grade=7, hospital_days=2, surgery_level=2)
    whole = together([grave, graver, bill("accident")])
    assert (whole.disability_grade, whole.hospital_days, whole.surgery_level) == (7, 4, 2)
    assert (whole.severe_illness, whole.total) == (True, Decimal("300.00"))


def test_people_made_in_code_are_checked_too() -> None:
    assert refused(person, tier="boss") == ("tier", "unknown")
    assert refused(person, monthly_salary=Decimal("-1")) == ("monthly_salary", "negative")
    assert person(hire_date=date(1990, 5, 15)).hire_date == date(1990, 5, 15)


def test_dates_pass_and_iso_texts_are_read() -> None:
    assert parse_date(DAY, "day") == DAY
    assert parse_date(" 2024-02-29 ", "day") == date(2024, 2, 29)
    assert refusal(parse_date, "2023-02-29", "day") == {"field": "day", "reason": "not-a-date", "value": "2023-02-29"}
