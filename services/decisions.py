"""Deciding claims: by themselves where they are clean, by a reviewer otherwise; exactly, and never beyond a limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from benefits.claim_states import action_for
from benefits.errors import Conflict, InvalidInput, NotFound
from benefits.ledger import Entry, reversal
from services import claim_values
from services.actors import Actor, UseCase
from services.adjudicating import ClaimResult, claimant_key, decide_claim
from services.checks import CheckLimits, check_claim
from services.claims import ClaimReads, ClaimView
from services.model import ZERO, Claim, Employee, LedgerEntry
from services.notices import notify
from services.ports import Clock, Store, UnitOfWork
from services.submission import move
from services.twins import Twin, find_twins, index_paper

DECIDED = ("approved", "partly_approved", "rejected")
REVIEWED = ("submitted", "in_review", "appealed")


class DecideAutomatically(UseCase):
    """Decide a submitted claim by the rules if it is clean, else put it into the review queue. Run by the worker.

    A claim that moved on meanwhile is left alone. Returns the state the claim ends in.
    """

    permission = "claim.decide"

    def __init__(self, store: Store, reads: ClaimReads, limits: CheckLimits) -> None:
        self._store, self._reads, self._limits = store, reads, limits

    async def __call__(self, actor: Actor, claim_id: int) -> str:
        async with self._store.write() as unit:
            claim = await unit.claims.lock(claim_id)
            if claim is None or claim.state != "submitted":
                return claim.state if claim else ""
            # Once more: the same invoice may have been handed in elsewhere in the same moment.
            view = await self._reads.view(unit, claim)
            claim.checks = await check_claim(
                unit,
                self._limits,
                claim,
                view.employee,
                view.dependent,
                view.documents,
                claim.payable or ZERO,
                self._reads.clock.today(),
            )
            if claim.checks:
                move(unit, self._reads.clock, claim, "start_review", actor)
                await unit.commit()
                return claim.state
            claim.automatic = True
            await book_decision(unit, self._reads, claim, actor)
            await unit.commit()
            return claim.state


class ListReviewQueue(UseCase):
    """Claims that wait for a person, oldest first, of the companies the reviewer is responsible for."""

    permission = "claim.review"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, actor: Actor, states: tuple[str, ...] = REVIEWED, limit: int = 100, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        async with self._store.read() as unit:
            return await unit.claims.queue(states, companies=actor.companies, limit=limit, offset=offset)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A claim as a reviewer sees it: the view, its ledger lines, and other claims that look the same."""

    view: ClaimView
    ledger: tuple[LedgerEntry, ...]
    twins: tuple[Twin, ...]


class OpenReview(UseCase):
    """One claim with everything a reviewer needs. Opening it is written to the audit trail: it holds health data."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> ReviewView:
        async with self._store.write() as unit:
            claim = await _reviewable(unit, actor, claim_id)
            view = await self._reads.view(unit, claim)
            twins = await find_twins(unit, claim, view.documents)
            unit.record(actor.name, "claim.open", "claim", claim_id)
            result = ReviewView(view, tuple(await unit.ledger.of_claim(claim_id)), tuple(twins))
            await unit.commit()
            return result


class CorrectPaper(UseCase):
    """A reviewer's correction of read fields, or of ``excluded`` items, before deciding. The preview follows."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, document_id: int, values: Mapping[str, str]) -> ClaimView:
        today = self._reads.clock.today()
        async with self._store.write() as unit:
            claim = await _reviewable(unit, actor, claim_id, lock=True)
            if claim.state not in REVIEWED:
                raise Conflict("claim-already-decided", number=claim.number or "", state=claim.state)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim_id:
                raise NotFound("paper-not-found")
            changed = {}
            for name, text in values.items():
                value = claim_values.parse_field("total" if name == "excluded" else name, text, today) if text else ""
                if value != (document.values.get(name) or ""):
                    changed[name] = value
            if changed:
                document.values = {n: v for n, v in (document.values | changed).items() if v != ""}
                document.typed = sorted({*document.typed, *changed})
                index_paper(self._store, document)
                await unit.flush()
                documents = await unit.claims.documents(claim_id)
                claim_values.apply_values(claim, documents)
                claim.excluded = sum(
                    (Decimal(str(paper.values.get("excluded") or "0.00")) for paper in documents), ZERO
                )
                unit.record(actor.name, "claim.correct", "claim", claim_id, fields=sorted(changed))
            view = await self._reads.view(unit, claim)
            if view.problem is not None:
                raise view.problem
            await unit.commit()
            return view


class ApproveClaim(UseCase):
    """Decide by the rules as they compute it now, on the ledger as it stands at this moment.

    Raises Conflict("claim-already-decided") for a second click, Conflict("papers-missing") if papers still lack.
    """

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str = "") -> ClaimView:
        async with self._store.write() as unit:
            claim = await _undecided(unit, actor, claim_id)
            claim.reviewer, claim.reviewer_note = actor.name, note
            await book_decision(unit, self._reads, claim, actor, note)
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class RejectClaim(UseCase):
    """Decline a claim with a reason that the employee can read. Raises InvalidInput("reason-missing")."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str) -> ClaimView:
        if not note.strip():
            raise InvalidInput("reason-missing", field="note")
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await _undecided(unit, actor, claim_id)
            await take_back(unit, clock, claim)
            claim.reviewer, claim.reviewer_note = actor.name, note.strip()
            claim.decision, claim.payable, claim.decided_at = "rejected", ZERO, clock.now()
            claim.reasons, claim.trace = [{"code": "reviewer"}], []
            move(unit, clock, claim, "reject", actor, note.strip())
            await _notify_decision(unit, clock, claim)
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class RequestPapers(UseCase):
    """Ask the employee for papers, all at once, with a note. Raises InvalidInput("reason-missing")."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str) -> ClaimView:
        if not note.strip():
            raise InvalidInput("reason-missing", field="note")
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await _undecided(unit, actor, claim_id)
            claim.reviewer_note = note.strip()
            move(unit, clock, claim, "request_documents", actor, note.strip())
            times = len([e for e in await unit.claims.events(claim_id) if e.action == "request_documents"]) + 1
            await notify(
                unit,
                clock,
                employee_id=claim.employee_id,
                key="notice-papers-requested",
                args={"number": claim.number or "", "note": note.strip()},
                buttons=[("button-add-papers", f"cl:papers:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}")],
                dedup_key=f"papers-requested:{claim.id}:{times}",
            )
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class RedecideClaim(UseCase):
    """Decide a decided claim again after a correction, a withdrawal or an appeal: earlier ledger lines are taken back by
    new ones, the decision is booked afresh, and the ids of the person's later claims of that year are returned, which
    may now be due differently: deciding those again is a separate, visible step."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str) -> tuple[ClaimView, list[int]]:
        if not note.strip():
            raise InvalidInput("reason-missing", field="note")
        async with self._store.write() as unit:
            claim = await _reviewable(unit, actor, claim_id, lock=True)
            if claim.state not in ("approved", "partly_approved", "rejected", "appealed"):
                raise Conflict("claim-not-decided", number=claim.number or "", state=claim.state)
            before = claim.payable
            claim.reviewer, claim.reviewer_note = actor.name, note.strip()
            if claim.state != "appealed":
                move(unit, self._reads.clock, claim, "reopen", actor, note.strip())
            await book_decision(unit, self._reads, claim, actor, note.strip())
            unit.record(
                actor.name, "claim.redecide", "claim", claim_id, before=str(before), after=str(claim.payable), note=note
            )
            later = [
                other.id or 0
                for other in await unit.claims.of_employee(claim.employee_id, limit=500)
                if other.id != claim.id
                and other.decision
                and other.plan_year == claim.plan_year
                and other.dependent_id == claim.dependent_id
                and (other.decided_at or self._reads.clock.now()) > (claim.submitted_at or self._reads.clock.now())
            ]
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view, sorted(later)


async def book_decision(unit: UnitOfWork, reads: ClaimReads, claim: Claim, actor: Actor, note: str = "") -> ClaimResult:
    """Adjudicate under the person's lock, write decision and ledger lines, move the claim on and tell the employee."""
    clock = reads.clock
    await unit.ledger.lock(claim.employee_id)
    employee = await unit.people.employee(claim.employee_id)
    assert employee is not None and claim.id is not None
    documents = await unit.claims.documents(claim.id)
    submitted = (claim.submitted_at or clock.now()).date()
    result = await decide_claim(unit, reads.shelf, claim, employee, documents, submitted)
    await take_back(unit, clock, claim)
    now = clock.now()
    for entry in result.entries:
        unit.add(
            LedgerEntry(
                employee_id=claim.employee_id,
                claimant=claimant_key(claim.dependent_id),
                plan_year=entry.plan_year,
                account=entry.account,
                amount=entry.amount,
                claim_id=claim.id,
                at=now,
            )
        )
    claim.eligible, claim.payable, claim.decision = result.eligible, result.payable, result.decision
    claim.plan_year, claim.plan_code = result.plan_year, result.plan_code
    claim.reasons, claim.trace = result.reasons_json(), result.trace_json()
    claim.decided_at = now
    move(unit, clock, claim, action_for(result.decision), actor, note)
    await _notify_decision(unit, clock, claim)
    return result


async def take_back(unit: UnitOfWork, clock: Clock, claim: Claim) -> None:
    """Append the lines that cancel what this claim has booked; nothing is overwritten, the history stays readable."""
    assert claim.id is not None
    standing: dict[tuple[int, str, str], Decimal] = {}
    for entry in await unit.ledger.of_claim(claim.id):
        key = (entry.plan_year, entry.account, entry.claimant)
        standing[key] = standing.get(key, ZERO) + entry.amount
    for (year, account, claimant), amount in standing.items():
        for back in reversal([Entry(year, account, amount)]) if amount else ():
            unit.add(
                LedgerEntry(
                    employee_id=claim.employee_id,
                    claimant=claimant,
                    plan_year=back.plan_year,
                    account=back.account,
                    amount=back.amount,
                    claim_id=claim.id,
                    at=clock.now(),
                    kind="reversal",
                )
            )


async def _notify_decision(unit: UnitOfWork, clock: Clock, claim: Claim) -> None:
    decided = [event for event in await unit.claims.events(claim.id or 0) if event.to_state in DECIDED]
    key = {
        "approved": "notice-approved" if (claim.payable or ZERO) > 0 else "notice-approved-zero",
        "partly_approved": "notice-partly-approved",
        "rejected": "notice-rejected",
    }[claim.decision]
    await notify(
        unit,
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
        dedup_key=f"decision:{claim.id}:{len(decided)}",
    )


async def _reviewable(unit: UnitOfWork, actor: Actor, claim_id: int, *, lock: bool = False) -> Claim:
    claim = await (unit.claims.lock(claim_id) if lock else unit.claims.claim(claim_id))
    employee = await unit.people.employee(claim.employee_id) if claim else None
    if claim is None or employee is None or claim.state == "draft":
        raise NotFound("claim-not-found")
    actor.require_company(employee.company_code)
    return claim


async def _undecided(unit: UnitOfWork, actor: Actor, claim_id: int) -> Claim:
    claim = await _reviewable(unit, actor, claim_id, lock=True)
    if claim.state not in REVIEWED:
        raise Conflict("claim-already-decided", number=claim.number or "", state=claim.state)
    return claim
