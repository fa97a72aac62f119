"""Accumulators as a ledger: entries are appended, never overwritten; a balance is the sum of its entries.

One ledger belongs to one insured person (the employee, or one dependent). Accounts are named
``<benefit or limit>.<what>``:
``outpatient.eligible`` (eligible amount that moves through the bands), ``medical.paid`` (counts against a limit),
``medical.deductible``, ``counselling.sessions``, ``fitness.2026-03.paid``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from benefits.money import ZERO

Key = tuple[int, str]


class Entry(NamedTuple):
    """One ledger line: ``amount`` is CNY (or a count) and negative when it takes an earlier line back."""

    plan_year: int
    account: str
    amount: Decimal


class Accumulators(Mapping[Key, Decimal]):
    """Immutable balances by (plan year, account name). An account never written to stands at 0.00."""

    __slots__ = ("_balances",)

    def __init__(self, balances: Mapping[Key, Decimal] | None = None) -> None:
        self._balances: dict[Key, Decimal] = dict(balances or {})

    @classmethod
    def from_entries(cls, entries: Iterable[Entry | tuple[int, str, Decimal]]) -> Accumulators:
        """The balances that ``entries`` add up to, in whatever order they come."""
        return cls().plus(entries)

    def plus(self, entries: Iterable[Entry | tuple[int, str, Decimal]]) -> Accumulators:
        """New balances with ``entries`` appended; this object stays as it was."""
        after = Accumulators(self._balances)
        balances = after._balances
        for plan_year, account, amount in entries:
            key = (plan_year, account)
            balances[key] = balances.get(key, ZERO) + amount
        return after

    def balance(self, plan_year: int, account: str) -> Decimal:
        return self._balances.get((plan_year, account), ZERO)

    def lifetime(self, account: str) -> Decimal:
        """The account over all plan years, for lifetime limits and once-only benefits."""
        return sum((amount for (_, name), amount in self._balances.items() if name == account), ZERO)

    def by_year(self) -> dict[int, dict[str, Decimal]]:
        """Balances as nested dictionaries, sorted, without accounts that stand at zero."""
        years: dict[int, dict[str, Decimal]] = {}
        for (plan_year, account), amount in sorted(self._balances.items()):
            if amount:
                years.setdefault(plan_year, {})[account] = amount
        return years

    def __getitem__(self, key: Key) -> Decimal:
        return self._balances[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._balances)

    def __len__(self) -> int:
        return len(self._balances)

    def __repr__(self) -> str:
        return f"Accumulators({self.by_year()!r})"


def reversal(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The lines that take ``entries`` back. Appended, they leave both the old and the new history readable."""
    return tuple(Entry(plan_year, account, -amount) for plan_year, account, amount in entries)
