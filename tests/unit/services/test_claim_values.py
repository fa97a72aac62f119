"""What people type for a field of an invoice."""

from __future__ import annotations

from datetime import date

import pytest

from benefits.errors import InvalidInput
from services.claim_values import parse_field

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("total", " 三千五 ", "3500.00"),
        ("total", "¥1,280.50", "1280.50"),
        ("total", "１２８０元", "1280.00"),
        ("pool_paid", "0", "0.00"),
        ("pool_paid", "0.00元", "0.00"),
        ("own_expense", "零元", "0.00"),
        ("excluded", "0", "0.00"),
        ("excluded", "12.5", "12.50"),
        ("date", "2026年3月1日", "2026-03-01"),
    ],
)
def test_what_is_typed_is_kept_as_the_papers_say_it(name: str, typed: str, kept: str) -> None:
    assert parse_field(name, typed, TODAY) == kept


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("total", "0", "field-not-money"),
        ("total", "-500元", "field-not-money"),
        ("total", "minus 5", "field-not-money"),
        ("total", "1e9", "field-not-money"),
        ("total", "NaN", "field-not-money"),
        ("total", "12.345", "field-not-money"),
        ("total", "12.3456789012345", "field-not-money"),
        ("total", "5千万", "field-not-money"),
        ("total", "500-800元", "field-not-money"),
        ("excluded", "-1", "field-not-money"),
        ("date", "2026-02-30", "field-not-date"),
        ("date", "2026-03-11", "date-in-future"),
        ("total_amount", "5", "field-unusable"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(name: str, typed: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_field(name, typed, TODAY)
    assert (refused.value.code, refused.value.fields["field"]) == (code, name)
