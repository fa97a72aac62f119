"""What a decision leaves behind: ledger lines, taken back by further lines only, and its explanation once it is replaced."""

from __future__ import annotations

from benefits.ledger import Entry, reversal
from services.case_files import CaseFile, claimant_key
from services.model import ZERO, Claim, LedgerEntry, PastDecision
from services.ports import Clock, Writes


def append(unit: Writes, clock: Clock, case: CaseFile, entry: Entry, claimant: str, kind: str = "decision") -> None:
    """Add one line, and count it in the totals of the case."""
    key = (entry.plan_year, entry.account)
    if claimant == claimant_key(case.claim.dependent_id):
        case.totals[key] = case.totals.get(key, ZERO) + entry.amount
    unit.add(
        LedgerEntry(
            employee_id=case.claim.employee_id,
            claimant=claimant,
            plan_year=entry.plan_year,
            account=entry.account,
            amount=entry.amount,
            claim_id=case.claim.id or 0,
            at=clock.now(),
            kind=kind,
        )
    )


def take_back(unit: Writes, clock: Clock, case: CaseFile) -> None:
    """Append the lines that cancel what this claim has booked; nothing is overwritten, the history stays readable."""
    standing: dict[tuple[int, str, str], Entry] = {}
    for line in case.booked:
        key = (line.plan_year, line.account, line.claimant)
        before = standing[key].amount if key in standing else ZERO
        standing[key] = Entry(line.plan_year, line.account, before + line.amount)
    for (_, _, claimant), entry in standing.items():
        for back in reversal([entry]) if entry.amount else ():
            append(unit, clock, case, back, claimant, "reversal")


def keep_past(unit: Writes, claim: Claim) -> None:
    """Before a decision is replaced, keep it as it was explained to the employee."""
    if not claim.decision or claim.decided_at is None:
        return
    unit.add(
        PastDecision(
            claim_id=claim.id or 0,
            decided_at=claim.decided_at,
            decided_by=claim.reviewer or ("system" if claim.automatic else ""),
            decision=claim.decision,
            eligible=claim.eligible,
            payable=claim.payable,
            plan_code=claim.plan_code,
            reasons=list(claim.reasons),
            trace=list(claim.trace),
            note=claim.reviewer_note,
        )
    )
