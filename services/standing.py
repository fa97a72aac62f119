"""A decided claim keeps its place: decided again, it stands on what was decided before it, not on what came later.

Otherwise a corrected first claim of the year would be paid by the highest band, because the later ones fill the lower ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.model import ZERO
from services.ports import UnitOfWork

Totals = dict[tuple[int, str], Decimal]
_PLACES = (".eligible", ".banded", ".deductible", ".grant")
"""Accounts that say where in the year a claim stands. The others count against limits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decided claim has in its claimant's ledger now. ``first`` orders claims by their first decision."""

    claim_id: int
    first: int
    entries: Mapping[tuple[int, str], Decimal]


def add(totals: Totals, entries: Mapping[tuple[int, str], Decimal], *, limits_only: bool = False) -> None:
    for key, amount in entries.items():
        if not limits_only or not key[1].endswith(_PLACES):
            totals[key] = totals.get(key, ZERO) + amount


def before(claim_id: int, standings: Iterable[Standing]) -> Totals:
    """The ledger a claim is decided on again: the earlier ones whole, of the later ones what counts against limits."""
    ordered = sorted(standings, key=lambda one: one.first)
    own = next((one.first for one in ordered if one.claim_id == claim_id), None)
    totals: Totals = {}
    for one in ordered:
        if one.claim_id != claim_id:
            add(totals, one.entries, limits_only=own is not None and one.first > own)
    return totals


async def totals_in_place(unit: UnitOfWork, employee_id: int, claimant: str, claim_id: int) -> Totals:
    return before(claim_id, await unit.cases.standing(employee_id, claimant))
