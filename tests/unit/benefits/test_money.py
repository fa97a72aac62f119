from __future__ import annotations

from decimal import Decimal

import pytest

from benefits.errors import InvalidInput
from benefits.money import LARGEST, check_amount, parse_money, round_cents


@pytest.mark.parametrize(
    ("exact", "cents"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("1.115", "1.12"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("7", "7.00")],
)
def test_half_a_cent_rounds_up(exact: str, cents: str) -> None:
    assert str(round_cents(Decimal(exact))) == cents


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1280.5", "1280.50"),
        (" 12 ", "12.00"),
        ("+3.00", "3.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
        (7, "7.00"),
        ("1.2300", "1.23"),
    ],
)
def test_plain_decimals_are_read_to_the_cent(written: str | int, read: str) -> None:
    assert str(parse_money(written)) == read
    assert str(parse_money(Decimal(str(written).strip()))) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "not-a-number"),
        ("NaN", "not-a-number"),
        ("inf", "not-a-number"),
        ("1e2", "not-a-number"),
        ("1,000", "not-a-number"),
        ("١٢", "not-a-number"),
        (".5", "not-a-number"),
        ("5.", "not-a-number"),
        ("1_000", "not-a-number"),
        (1.5, "not-a-number"),
        (True, "not-a-number"),
        (None, "not-a-number"),
        (Decimal("NaN"), "not-a-number"),
        (Decimal("sNaN"), "not-a-number"),
        (Decimal("Infinity"), "not-a-number"),
        ("-0.01", "negative"),
        (-1, "negative"),
        ("0.001", "too-many-decimals"),
        ("1.0000000000001", "too-many-decimals"),
        ("100000000.01", "too-large"),
        (10**30, "too-large"),
    ],
)
def test_everything_else_is_refused_with_the_field_and_the_reason(written: object, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_money(written, "total")
    assert refused.value.code == "amount-invalid"
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == ("total", reason)
    assert refused.value.fields["value"] == ("…" if str(written) == str(10**30) else str(written)[:40])


def test_a_refused_value_is_shown_shortened() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_money("x" * 60)
    assert refused.value.fields == {"field": "amount", "reason": "not-a-number", "value": "x" * 40}


def test_the_largest_amount_is_still_an_amount() -> None:
    assert parse_money(int(LARGEST)) == LARGEST
    assert parse_money("100000000.00") == LARGEST


def test_negative_amounts_are_read_where_they_are_allowed() -> None:
    assert parse_money("-12.50", negative_allowed=True) == Decimal("-12.50")
    with pytest.raises(InvalidInput, match="too-large"):
        parse_money("-100000000.01", negative_allowed=True)


def test_a_float_is_no_amount() -> None:
    with pytest.raises(InvalidInput):
        check_amount(1.0, "total")  # type: ignore[arg-type]


def test_a_refusal_in_a_log_names_its_code_and_fields() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_money("x", "total")
    assert str(refused.value) == "amount-invalid(field='total', reason='not-a-number', value='x')"
    assert repr(refused.value) == (
        "InvalidInput('amount-invalid', {'field': 'total', 'reason': 'not-a-number', 'value': 'x'})"
    )
