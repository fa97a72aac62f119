"""What comes in to be decided: the insured person and one bill. Both refuse malformed values when they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from benefits.errors import InvalidInput
from benefits.money import ZERO, check_amount, parse_money

TIERS: tuple[str, ...] = ("executive", "manager", "staff")
RELATIONS: tuple[str, ...] = ("self", "spouse", "child", "parent")

CLAIM_TYPES: tuple[str, ...] = (
    "outpatient",
    "inpatient",
    "pharmacy",
    "critical_illness",
    "accident",
    "mutual_aid",
    "high_end_medical",
    "check_up",
    "fitness",
    "counselling",
    "gene_test",
    "overseas_care",
    "special_need_clinic",
    "parents_medical",
    "child_vaccines",
)
"""Canonical claim types. A plan decides which of them it answers; ``Plan.benefit_for`` also knows other spellings."""


@dataclass(frozen=True, slots=True)
class Person:
    """The insured person: the employee, or a dependent with the employee's number, tier, hire date and elections.

    ``enrolled_from`` is the first covered day of a dependent (without it a dependent is not covered); for the
    employee it may stay None. ``covered_until`` is the last covered day. ``elections`` are benefit codes, with the
    chosen option after a colon where a limit depends on it: ``family:standard``.
    """

    number: str
    tier: str
    birth_date: date
    hire_date: date
    monthly_salary: Decimal = ZERO
    elections: frozenset[str] = frozenset()
    company: str = ""
    relation: str = "self"
    enrolled_from: date | None = None
    covered_until: date | None = None

    def __post_init__(self) -> None:
        if self.tier not in TIERS:
            raise _refuse("tier", "unknown", self.tier)
        if self.relation not in RELATIONS:
            raise _refuse("relation", "unknown", self.relation)
        if self.relation == "self" and self.hire_date < self.birth_date:
            raise _refuse("hire_date", "before-birth", self.hire_date)
        check_amount(self.monthly_salary, "monthly_salary")

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], elections: Iterable[str] = ()) -> Person:
        """Read ``{"number", "tier", "birth_date", "hire_date", "monthly_salary"?, …}`` with ISO dates."""
        _only_mapping(mapping, "employee")
        salary = mapping.get("monthly_salary")
        return cls(
            number=_text(mapping, "number"),
            tier=_text(mapping, "tier"),
            birth_date=parse_date(mapping.get("birth_date"), "birth_date"),
            hire_date=parse_date(mapping.get("hire_date"), "hire_date"),
            monthly_salary=ZERO if salary is None else parse_money(salary, "monthly_salary"),
            elections=frozenset(elections),
            company=str(mapping.get("company") or ""),
            relation=str(mapping.get("relation") or "self"),
            enrolled_from=_optional_date(mapping, "enrolled_from"),
            covered_until=_optional_date(mapping, "covered_until"),
        )


@dataclass(frozen=True, slots=True)
class Bill:
    """One claim line: a receipt of one service date. All amounts in CNY, at most two decimals.

    ``total`` is the receipt total. ``pool_paid`` (统筹基金支付), ``other_insurer_paid`` and ``excluded`` reduce the
    eligible amount; ``personal_account_paid`` (个人账户支付) is the member's own money and does not. ``own_expense``
    (个人自费) lies outside the catalogue: the plan says whether it counts. ``sessions`` is for counselling, 1 unless
    told; ``hospital_days``, ``surgery_level`` (1–4) and ``severe_illness`` are for mutual aid.
    """

    id: str
    type: str
    service_date: date
    submitted_date: date
    total: Decimal
    pool_paid: Decimal = ZERO
    personal_account_paid: Decimal = ZERO
    other_insurer_paid: Decimal = ZERO
    own_expense: Decimal = ZERO
    excluded: Decimal = ZERO
    disability_grade: int | None = None
    sessions: int = 1
    hospital_days: int | None = None
    surgery_level: int | None = None
    severe_illness: bool = False

    def __post_init__(self) -> None:
        check_amount(self.total, "total")
        parts_given = False
        for name in _PARTS:
            amount = getattr(self, name)
            if amount is not ZERO:
                check_amount(amount, name)
                parts_given = True
        if self.service_date > self.submitted_date:
            raise _refuse("service_date", "after-submission", self.service_date)
        if parts_given:
            self._check_parts()
        if self.surgery_level is not None and not 1 <= self.surgery_level <= 4:
            raise _refuse("surgery_level", "out-of-range", self.surgery_level)
        if self.hospital_days is not None and not 0 <= self.hospital_days <= 366:
            raise _refuse("hospital_days", "out-of-range", self.hospital_days)
        if not 1 <= self.sessions <= 366:
            raise _refuse("sessions", "out-of-range", self.sessions)
        if self.disability_grade is not None and not 1 <= self.disability_grade <= 10:
            raise _refuse("disability_grade", "out-of-range", self.disability_grade)

    def _check_parts(self) -> None:
        # Parts that others paid or that never count can't overlap; own expense and personal account can overlap with
        # each other and with what another insurer paid, so each is held against the total on its own.
        settled = self.pool_paid + self.other_insurer_paid
        for name, parts in (
            ("pool_paid", self.pool_paid),
            ("other_insurer_paid", settled),
            ("excluded", settled + self.excluded),
            ("personal_account_paid", self.pool_paid + self.personal_account_paid),
            ("own_expense", self.pool_paid + self.own_expense),
        ):
            if parts > self.total:
                raise _refuse(name, "exceeds-total", getattr(self, name))

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Bill:
        """Read one claim of a case file: money as decimal strings, ISO dates."""
        _only_mapping(mapping, "claim")
        return cls(
            id=_text(mapping, "id"),
            type=_text(mapping, "type"),
            service_date=parse_date(mapping.get("service_date"), "service_date"),
            submitted_date=parse_date(mapping.get("submitted_date"), "submitted_date"),
            total=parse_money(_present(mapping, "total"), "total"),
            **{name: _optional_money(mapping, name) for name in _PARTS},
            disability_grade=_optional_whole(mapping, "disability_grade"),
            sessions=1 if mapping.get("sessions") in (None, "") else _whole(mapping, "sessions"),
            hospital_days=_optional_whole(mapping, "hospital_days"),
            surgery_level=_optional_whole(mapping, "surgery_level"),
            severe_illness=_flag(mapping, "severe_illness"),
        )


def together(bills: Sequence[Bill]) -> Bill:
    """Several bills of one event as one: sums, the earliest service date, the last submission, the gravest of the rest."""
    first = min(bills, key=lambda bill: bill.service_date)
    sums: dict[str, Any] = {name: sum((getattr(bill, name) for bill in bills), ZERO) for name in ("total", *_PARTS)}
    return replace(
        first,
        **sums,
        submitted_date=max(bill.submitted_date for bill in bills),
        disability_grade=max(bill.disability_grade or 0 for bill in bills) or None,
        hospital_days=max(bill.hospital_days or 0 for bill in bills) or None,
        surgery_level=max(bill.surgery_level or 0 for bill in bills) or None,
        severe_illness=any(bill.severe_illness for bill in bills),
    )


_PARTS = ("pool_paid", "personal_account_paid", "other_insurer_paid", "own_expense", "excluded")
BILL_FIELDS: frozenset[str] = frozenset(field.name for field in fields(Bill))


def parse_date(value: object, field: str) -> date:
    """An ISO date ``2026-02-28``; a date object passes."""
    if isinstance(value, date):
        return value
    if value is None or value == "":
        raise _refuse(field, "missing", "")
    try:
        if not isinstance(value, str) or len(value.strip()) != 10:
            raise ValueError
        return date.fromisoformat(value.strip())
    except ValueError:
        raise _refuse(field, "not-a-date", value) from None


def _only_mapping(mapping: object, field: str) -> None:
    if not isinstance(mapping, Mapping):
        raise _refuse(field, "not-a-mapping", mapping)


def _present(mapping: Mapping[str, object], field: str) -> object:
    value = mapping.get(field)
    if value is None or value == "":
        raise _refuse(field, "missing", "")
    return value


def _text(mapping: Mapping[str, object], field: str) -> str:
    value = _present(mapping, field)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _refuse(field, "not-a-text", value)
    return str(value)


def _optional_date(mapping: Mapping[str, object], field: str) -> date | None:
    return None if mapping.get(field) in (None, "") else parse_date(mapping[field], field)


def _optional_money(mapping: Mapping[str, object], field: str) -> Decimal:
    return ZERO if mapping.get(field) in (None, "") else parse_money(mapping[field], field)


def _optional_whole(mapping: Mapping[str, object], field: str) -> int | None:
    return None if mapping.get(field) in (None, "") else _whole(mapping, field)


def _flag(mapping: Mapping[str, object], field: str) -> bool:
    value = mapping.get(field)
    if value is not None and not isinstance(value, bool):
        raise _refuse(field, "not-a-flag", value)
    return bool(value)


def _whole(mapping: Mapping[str, object], field: str) -> int:
    value = mapping[field]
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) < 6:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse(field, "not-a-whole-number", value)
    return value


def _refuse(field: str, reason: str, value: object) -> InvalidInput:
    return InvalidInput("bill-invalid", field=field, reason=reason, value=str(value)[:40])
