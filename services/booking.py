"""Booking a decision: the claim's result, the ledger lines, the history and the notice, in one transaction."""

from __future__ import annotations

from benefits.claim_states import action_for
from benefits.errors import NotFound
from benefits.plan import PlanBook
from services.actors import Actor
from services.adjudicating import ClaimResult, decide_on
from services.case_files import CaseFile, claimant_key
from services.checks import recent_since
from services.claims import ClaimReads
from services.ledger_lines import append, keep_past, take_back
from services.model import ZERO, Claim, Job
from services.notices import notice_job
from services.payouts import PAYABLE, due, owed
from services.ports import Clock, UnitOfWork, Writes
from services.standing import Totals, totals_in_place
from services.submission import move


async def case_file(unit: UnitOfWork, clock: Clock, claim_id: int) -> CaseFile:
    """One claim, locked with its person's account. Raises NotFound("claim-not-found")."""
    cases = await unit.cases.lock([claim_id], recent_since(clock.today()))
    if not cases:
        raise NotFound("claim-not-found")
    return cases[0]


async def decide_and_book(
    unit: UnitOfWork, reads: ClaimReads, claim_id: int, actor: Actor, note: str = ""
) -> ClaimResult:
    """Adjudicate one claim on the ledger as it stands at this moment, and book that."""
    case = await case_file(unit, reads.clock, claim_id)
    plans = await reads.shelf.book(unit, case.employee.company_code)
    key = claimant_key(case.claim.dependent_id)
    totals = await totals_in_place(unit, case.claim.employee_id, key, claim_id) if case.decided else None
    result = result_of(case, plans, reads.clock, totals)
    await unit.jobs.enqueue(book(unit, reads.clock, case, result, actor, note))
    return result


def result_of(case: CaseFile, plans: PlanBook, clock: Clock, totals: Totals | None = None) -> ClaimResult:
    """What the rules say to a case: on ``totals`` where they are given, else on the ledger without the claim's own lines."""
    claim = case.claim
    submitted = (claim.submitted_at or clock.now()).date()
    ledger, booked = (case.totals, case.booked) if totals is None else (totals, ())
    people = case.employee, case.dependent
    return decide_on(plans, claim, *people, case.documents, case.elections, ledger, booked, submitted)


def book(unit: Writes, clock: Clock, case: CaseFile, result: ClaimResult, actor: Actor, note: str = "") -> Job:
    """Write decision and ledger lines and move the claim on; returns the employee's notice, to be enqueued."""
    claim = case.claim
    keep_past(unit, claim)
    take_back(unit, clock, case)
    for entry in result.entries:
        append(unit, clock, case, entry, claimant_key(claim.dependent_id))
    claim.eligible, claim.payable, claim.decision = result.eligible, result.payable, result.decision
    claim.plan_year, claim.plan_code = result.plan_year, result.plan_code
    claim.reasons, claim.trace = result.reasons_json(), result.trace_json()
    claim.decided_at = clock.now()
    move(unit, clock, claim, action_for(result.decision), actor, note)
    if claim.state in PAYABLE and claim.paid_amount and not due(claim):
        move(unit, clock, claim, "settle", actor)  # its money has arrived long ago
    return decision_notice(clock, claim, case.decided + 1, note)


def paid_before(claim: Claim) -> dict[str, str]:
    """What a notice says of a claim that was paid before it was decided again."""
    return {"paid": f"{claim.paid_amount:,.2f}", "more": f"{due(claim):,.2f}", "owed": f"{owed(claim):,.2f}"}


def paid_before_key(claim: Claim) -> str:
    """The notice's text where some money was paid before: too much of it, too little, or just right. Else empty."""
    if not claim.paid_amount:
        return ""
    return "notice-overpaid" if owed(claim) else "notice-paid-more" if due(claim) else "notice-paid-stays"


def decision_notice(clock: Clock, claim: Claim, times: int, note: str) -> Job:
    """The employee's notice of a decision, the ``times``-th of this claim."""
    key = (
        paid_before_key(claim)
        or {
            "approved": "notice-approved" if (claim.payable or ZERO) > 0 else "notice-approved-zero",
            "partly_approved": "notice-partly-approved",
            "rejected": "notice-rejected",
        }[claim.decision]
    )
    return notice_job(
        clock,
        employee_id=claim.employee_id,
        key=key,
        args={
            "number": claim.number or "",
            "payable": f"{claim.payable or ZERO:,.2f}",
            "eligible": f"{claim.eligible or ZERO:,.2f}",
            "note": note,
            **paid_before(claim),
        },
        buttons=[("button-explain", f"cl:explain:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}:")],
        dedup_key=f"decision:{claim.id}:{times}",
    )
