"""The personal figures behind an answer: what is used up is what adjudication wrote to the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from benefits.adjudication import adjudicate_all
from benefits.claims import Bill
from services.figures import PersonalFigure, figure_of
from tests.unit.benefits.helpers import DAY, bill, book, person, plan


def figure_after(benefit: str, *bills: Bill, name: str = "reference", on: date = DAY, **who: Any) -> PersonalFigure:
    _, totals = adjudicate_all(book(name), person(**who), bills)
    return figure_of(plan(name), plan(name).benefits[benefit], person(**who), totals, on)


def test_what_one_benefit_used_of_a_shared_limit_shows_at_the_other() -> None:
    shown = figure_after("outpatient", bill("inpatient", "12000.00"), bill("outpatient", "2600.00"))
    assert (shown.accumulated, shown.limit, shown.used, shown.left) == (
        *(Decimal("2600.00"), Decimal(200_000)),
        *(Decimal("11440.00"), Decimal("188560.00")),
    )
    assert [band.here for band in shown.bands] == [False, False, True]


def test_a_monthly_limit_counts_its_month_only() -> None:
    spent = bill("fitness", "120.00", date(2026, 3, 2))
    assert figure_after("fitness", spent, on=date(2026, 3, 31)).left == Decimal("180.00")
    assert figure_after("fitness", spent, on=date(2026, 4, 1)).left == Decimal("300.00")


def test_a_lifetime_limit_counts_all_years() -> None:
    accident = bill("accident", "1.00", date(2024, 3, 2), disability_grade=4)
    shown = figure_after("accident", accident, name="tiered")
    assert (shown.limit_per, shown.used, shown.left) == ("lifetime", Decimal("120000.00"), Decimal("180000.00"))


def test_a_limit_by_option_is_the_elected_ones() -> None:
    elected = frozenset({"family:premium"})
    shown = figure_after("family_medical", name="tiered", elections=elected)
    assert (shown.limit, shown.elected) == (Decimal(100_000), True)


def test_the_deductible_shows_what_is_used_of_it_and_starts_afresh_each_year() -> None:
    bills = bill("outpatient", "1500.00"), bill("inpatient", "300.00")
    shown = figure_after("outpatient", *bills, name="tiered")
    assert (shown.deductible, shown.deductible_used, shown.accumulated) == (
        *(Decimal(2000), Decimal("1800.00"), Decimal(0)),
    )
    assert figure_after("outpatient", *bills, name="tiered", on=date(2027, 1, 1)).deductible_used == 0


def test_sessions_and_a_lump_sum_show_what_is_gone() -> None:
    assert figure_after("counselling", bill("counselling", sessions=2)).sessions_used == 2
    assert figure_after("critical_illness", bill("critical_illness", "9000.00", date(2024, 1, 1))).cover_paid == 9000
    assert figure_after("outpatient", bill("outpatient", "9000.00")).cover_paid == 0
