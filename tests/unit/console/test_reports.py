"""Figures add up, and what stands out is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from services.reports import DecidedClaim, Headcount, build_report

SUBMITTED = datetime(2026, 5, 10, 2, 0, tzinfo=UTC)
ROW = DecidedClaim(
    employee_id=1, company="YS", department="研发", type="outpatient", decision="approved", automatic=True,
    submitted_at=SUBMITTED, decided_at=SUBMITTED + timedelta(hours=2), total=Decimal("1000.00"),
    own_expense=Decimal("100.00"), eligible=Decimal("800.00"), payable=Decimal("500.00"), rating=None, duplicate=False,
)  # fmt: skip
HEADS = [Headcount("YS", "研发", 8), Headcount("ZN", "研发", 2)]
NAMES = {"YS": "云杉", "ZN": "智能"}


def _report(*rows: DecidedClaim):
    return build_report(rows, HEADS, date(2026, 1, 1), date(2026, 12, 31), NAMES)


def test_an_empty_period_has_no_shares_rather_than_zero() -> None:
    report = _report()
    assert (report.claims, report.automatic_share, report.median_hours) == (0, None, None)


def test_shares_sums_and_times_add_up() -> None:
    rejected = replace(
        ROW, employee_id=2, decision="rejected", automatic=False, payable=Decimal("0.00"), duplicate=True,
        decided_at=SUBMITTED + timedelta(hours=50), rating=2,
    )  # fmt: skip
    report = _report(ROW, replace(ROW, rating=5), rejected, replace(ROW, company="ZN", employee_id=3))
    assert report.payable == Decimal("1500.00")
    assert (report.claims, report.people, report.employees) == (4, 3, 10)
    assert report.automatic_share == Decimal("0.7500")
    assert report.rejected_share == Decimal("0.2500")
    assert report.duplicates_stopped == 1
    assert (report.median_hours, report.slowest_hours) == (2.0, 50.0)
    assert report.satisfaction == 3.5
    for table in (report.by_company, report.by_department, report.by_type, report.by_month):
        assert sum(row.payable for row in table) == report.payable
        assert sum(row.claims for row in table) == report.claims
    assert [row.key for row in report.by_department] == ["云杉 · 研发", "智能 · 研发"]
    assert report.use[0].rate == Decimal("0.2000")


def test_a_claim_decided_at_night_belongs_to_the_companys_own_month() -> None:
    night = replace(ROW, decided_at=datetime(2026, 5, 31, 16, 30, tzinfo=UTC))
    assert [row.key for row in _report(night).by_month] == ["2026-06"]


def test_a_month_of_more_than_120_percent_of_the_last_is_named() -> None:
    june = replace(ROW, decided_at=datetime(2026, 6, 10, tzinfo=UTC))
    exactly = replace(june, payable=Decimal("600.00"))
    more = replace(june, payable=Decimal("600.01"))
    assert _report(ROW, exactly).alerts == ()
    assert [(alert.code, alert.fields["month"]) for alert in _report(ROW, more).alerts] == [("month_growth", "2026-06")]


def test_much_outside_the_catalogue_is_named() -> None:
    outside = replace(ROW, own_expense=Decimal("300.01"))
    assert [alert.code for alert in _report(outside).alerts] == ["off_catalogue"]
    assert _report(replace(ROW, own_expense=Decimal("300.00"))).alerts == ()
