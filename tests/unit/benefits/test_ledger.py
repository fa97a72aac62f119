from __future__ import annotations

from decimal import Decimal

import pytest

from benefits.ledger import Accumulators, Entry, reversal

A = Entry(2026, "medical.paid", Decimal("100.00"))
B = Entry(2026, "medical.paid", Decimal("20.50"))
C = Entry(2025, "medical.paid", Decimal("7.00"))


def test_balances_are_the_sums_of_their_entries() -> None:
    ledger = Accumulators.from_entries([A, B, C])
    assert ledger.balance(2026, "medical.paid") == Decimal("120.50")
    assert ledger[(2025, "medical.paid")] == 7
    assert ledger.balance(2026, "outpatient.paid") == 0
    assert ledger.lifetime("medical.paid") == Decimal("127.50")
    assert ledger.lifetime("accident.paid") == 0
    assert len(ledger) == 2
    assert set(ledger) == {(2026, "medical.paid"), (2025, "medical.paid")}


def test_appending_makes_a_new_ledger_and_leaves_the_old_one() -> None:
    before = Accumulators.from_entries([A])
    after = before.plus([B])
    assert before.balance(2026, "medical.paid") == 100
    assert after.balance(2026, "medical.paid") == Decimal("120.50")
    assert after.plus([]) == after


def test_a_reversal_takes_back_and_keeps_the_account() -> None:
    ledger = Accumulators.from_entries([A, B]).plus(reversal([A]))
    assert ledger.balance(2026, "medical.paid") == Decimal("20.50")
    assert reversal([A, C]) == (
        Entry(2026, "medical.paid", Decimal("-100.00")),
        Entry(2025, "medical.paid", Decimal("-7.00")),
    )


def test_balances_by_year_leave_out_what_stands_at_zero() -> None:
    ledger = Accumulators.from_entries([A, C, *reversal([C])])
    assert ledger.by_year() == {2026: {"medical.paid": Decimal("100.00")}}
    assert "100.00" in repr(ledger)


def test_an_unknown_account_is_no_key() -> None:
    with pytest.raises(KeyError):
        Accumulators()[(2026, "medical.paid")]


def test_a_ledger_can_be_made_from_stored_balances() -> None:
    stored = {(2026, "medical.paid"): Decimal("5.00")}
    ledger = Accumulators(stored)
    stored[(2026, "medical.paid")] = Decimal("9.00")
    assert ledger.balance(2026, "medical.paid") == 5
