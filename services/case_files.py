"""Everything a decision needs to know about a claim, gathered for many claims in the queries of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from services.model import Claim, ClaimDocument, Dependent, Election, Employee, LedgerEntry

if TYPE_CHECKING:
    from services.standing import Standing


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One claim, locked, with what its decision depends on.

    ``totals`` is the ledger of the claim's claimant, one dictionary for all case files of the same claimant: what the
    decision of one adds, the next one finds. ``booked`` are the ledger lines of this claim, ``decided`` counts how often
    it was decided before, ``recent`` how many claims the person submitted lately. ``alike``: papers of other claims share an
    index with one of this claim, so that ``find_twins`` has something to look at.
    """

    claim: Claim
    employee: Employee
    dependent: Dependent | None
    documents: tuple[ClaimDocument, ...]
    elections: tuple[Election, ...]
    totals: dict[tuple[int, str], Decimal]
    booked: tuple[LedgerEntry, ...]
    decided: int
    recent: int
    alike: bool


class Cases(Protocol):
    async def lock(self, claim_ids: Sequence[int], recent_since: date) -> list[CaseFile]:
        """The claims, fresh, by id, locked with the accounts of their people until the transaction ends.

        Always in the same order, so that two transactions never wait for each other. Unknown ids are left out.
        """
        ...

    async def standing(self, employee_id: int, claimant: str) -> list[Standing]:
        """Every claim of a claimant that was ever decided, by its first decision, with what it has booked now."""
        ...


def claimant_key(dependent_id: int | None) -> str:
    """Whose ledger a claim uses."""
    return "self" if dependent_id is None else f"dependent:{dependent_id}"
