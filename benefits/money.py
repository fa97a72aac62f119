"""Money: decimals only, read strictly, rounded half-up to the cent at one named point.

Amounts are CNY with at most two decimals and below ``LARGEST``. Everything here raises
``InvalidInput("amount-invalid", field, reason)`` with one of the reasons ``not-a-number``, ``negative``,
``too-many-decimals``, ``too-large``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from benefits.errors import InvalidInput

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal(100_000_000)
"""No single amount of employee benefits comes near a hundred million; a figure that does was misread or mistyped."""

_PLAIN_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)


def round_cents(value: Decimal) -> Decimal:
    """``value`` to the cent, half-up: 0.005 → 0.01. Called once, at the end of each claim line."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def check_amount(value: Decimal, field: str, *, negative_allowed: bool = False) -> Decimal:
    """``value`` if it is a usable amount, with exactly two decimals."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise _refuse(field, "not-a-number", value)
    if value < 0 and not negative_allowed:
        raise _refuse(field, "negative", value)
    if abs(value) > LARGEST:
        raise _refuse(field, "too-large", value)
    cents = value.quantize(CENT, rounding=ROUND_HALF_UP)
    if cents != value:
        raise _refuse(field, "too-many-decimals", value)
    return cents if cents else ZERO


def parse_money(value: object, field: str = "amount", *, negative_allowed: bool = False) -> Decimal:
    """Read a decimal string such as ``"1280.5"``, an int, or a Decimal. Floats and exponents are refused.

    People's own ways of writing amounts are the business of ``benefits.amounts``; this is for data.
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise _refuse(field, "not-a-number", value)
    if isinstance(value, str):
        written = value.strip()
        if not _PLAIN_DECIMAL.fullmatch(written):
            raise _refuse(field, "not-a-number", value)
        value = written
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise _refuse(field, "too-large", "…")
    return check_amount(Decimal(value), field, negative_allowed=negative_allowed)


def _refuse(field: str, reason: str, value: object) -> InvalidInput:
    return InvalidInput("amount-invalid", field=field, reason=reason, value=str(value)[:40])
