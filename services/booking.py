"""Booking a decision: the claim's result, the ledger lines, the history and the notice, in one transaction."""

from __future__ import annotations

from benefits.claim_states import action_for
from benefits.errors import NotFound
from benefits.ledger import Entry, reversal
from benefits.plan import PlanBook
from services.actors import Actor
from services.adjudicating import ClaimResult, decide_on
from services.case_files import CaseFile, claimant_key
from services.checks import recent_since
from services.claims import ClaimReads
from services.model import ZERO, Claim, Job, LedgerEntry
from services.notices import notice_job
from services.ports import Clock, UnitOfWork, Writes
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
    result = result_of(case, await reads.shelf.book(unit, case.employee.company_code), reads.clock)
    await unit.jobs.enqueue(book(unit, reads.clock, case, result, actor, note))
    return result


def result_of(case: CaseFile, plans: PlanBook, clock: Clock) -> ClaimResult:
    """What the rules say to a case, on the ledger without what the claim itself has booked."""
    claim = case.claim
    submitted = (claim.submitted_at or clock.now()).date()
    return decide_on(
        plans,
        claim,
        case.employee,
        case.dependent,
        case.documents,
        case.elections,
        case.totals,
        case.booked,
        submitted,
    )


def book(unit: Writes, clock: Clock, case: CaseFile, result: ClaimResult, actor: Actor, note: str = "") -> Job:
    """Write decision and ledger lines and move the claim on; returns the employee's notice, to be enqueued."""
    claim = case.claim
    take_back(unit, clock, case)
    for entry in result.entries:
        _append(unit, clock, case, entry, claimant_key(claim.dependent_id), "decision")
    claim.eligible, claim.payable, claim.decision = result.eligible, result.payable, result.decision
    claim.plan_year, claim.plan_code = result.plan_year, result.plan_code
    claim.reasons, claim.trace = result.reasons_json(), result.trace_json()
    claim.decided_at = clock.now()
    move(unit, clock, claim, action_for(result.decision), actor, note)
    return decision_notice(clock, claim, case.decided + 1)


def take_back(unit: Writes, clock: Clock, case: CaseFile) -> None:
    """Append the lines that cancel what this claim has booked; nothing is overwritten, the history stays readable."""
    standing: dict[tuple[int, str, str], Entry] = {}
    for line in case.booked:
        key = (line.plan_year, line.account, line.claimant)
        before = standing[key].amount if key in standing else ZERO
        standing[key] = Entry(line.plan_year, line.account, before + line.amount)
    for (_, _, claimant), entry in standing.items():
        for back in reversal([entry]) if entry.amount else ():
            _append(unit, clock, case, back, claimant, "reversal")


def _append(unit: Writes, clock: Clock, case: CaseFile, entry: Entry, claimant: str, kind: str) -> None:
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


def decision_notice(clock: Clock, claim: Claim, times: int) -> Job:
    """The employee's notice of a decision, the ``times``-th of this claim."""
    key = {
        "approved": "notice-approved" if (claim.payable or ZERO) > 0 else "notice-approved-zero",
        "partly_approved": "notice-partly-approved",
        "rejected": "notice-rejected",
    }[claim.decision]
    return notice_job(
        clock,
        employee_id=claim.employee_id,
        key=key,
        args={
            "number": claim.number or "",
            "payable": f"{claim.payable or ZERO:,.2f}",
            "eligible": f"{claim.eligible or ZERO:,.2f}",
            "note": claim.reviewer_note,
        },
        buttons=[("button-explain", f"cl:explain:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}")],
        dedup_key=f"decision:{claim.id}:{times}",
    )
