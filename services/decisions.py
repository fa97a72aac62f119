"""Deciding claims by a reviewer: the queue, one claim, corrections, approving, rejecting, asking for papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from benefits.errors import Conflict, InvalidInput, NotFound
from services import claim_values
from services.actors import Actor, UseCase
from services.booking import case_file, decide_and_book, decision_notice
from services.claims import ClaimReads, ClaimView
from services.ledger_lines import keep_past, take_back
from services.model import ZERO, Claim, Employee, LedgerEntry, PastDecision
from services.notices import notify
from services.ports import Store, UnitOfWork
from services.submission import move
from services.twins import Twin, find_twins, index_paper

DECIDED = ("approved", "partly_approved", "rejected")
WAITING = ("submitted", "in_review")
REVIEWED = (*WAITING, "appealed")
"""Whose papers a reviewer may correct. An appeal is decided by ``DecideAppeal`` alone."""


class ListReviewQueue(UseCase):
    """Claims that wait for a person, oldest first, of the companies the reviewer is responsible for."""

    permission = "claim.review"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, actor: Actor, states: tuple[str, ...] = WAITING, limit: int = 100, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        async with self._store.read() as unit:
            return await unit.claims.queue(states, companies=actor.companies, limit=limit, offset=offset)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A claim as a reviewer sees it: the view, its ledger lines, and other claims that look the same."""

    view: ClaimView
    ledger: tuple[LedgerEntry, ...]
    twins: tuple[Twin, ...]
    past: tuple[PastDecision, ...] = ()


class OpenReview(UseCase):
    """One claim with everything a reviewer needs. Opening it is written to the audit trail: it holds health data."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> ReviewView:
        async with self._store.write() as unit:
            claim = await reviewable(unit, actor, claim_id)
            view = await self._reads.view(unit, claim)
            twins = await find_twins(unit, claim, view.documents)
            unit.record(actor.name, "claim.open", "claim", claim_id)
            ledger, past = await unit.ledger.of_claim(claim_id), await unit.claims.past_decisions(claim_id)
            result = ReviewView(view, tuple(ledger), tuple(twins), tuple(past))
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
            claim = await reviewable(unit, actor, claim_id, lock=True)
            if claim.state not in REVIEWED:
                raise Conflict("claim-already-decided", number=claim.number or "", state=claim.state)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim_id:
                raise NotFound("paper-not-found")
            changed = {}
            for name, text in values.items():
                value = claim_values.parse_field(name, text, today) if text else ""
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
            await decide_and_book(unit, self._reads, claim_id, actor, note)
            # Afterwards: the decision before is kept with who made it.
            claim.reviewer, claim.reviewer_note, claim.automatic = actor.name, note, False
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
            case = await case_file(unit, clock, claim_id)
            take_back(unit, clock, case)
            keep_past(unit, claim)
            claim.reviewer, claim.reviewer_note, claim.automatic = actor.name, note.strip(), False
            claim.decision, claim.payable, claim.decided_at = "rejected", ZERO, clock.now()
            claim.reasons, claim.trace = [{"code": "reviewer"}], []
            move(unit, clock, claim, "reject", actor, note.strip())
            await unit.jobs.enqueue(decision_notice(clock, claim, case.decided + 1, note.strip()))
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
                buttons=[("button-add-papers", f"cl:papers:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}:")],
                dedup_key=f"papers-requested:{claim.id}:{times}",
            )
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


async def reviewable(unit: UnitOfWork, actor: Actor, claim_id: int, *, lock: bool = False) -> Claim:
    claim = await (unit.claims.lock(claim_id) if lock else unit.claims.claim(claim_id))
    employee = await unit.people.employee(claim.employee_id) if claim else None
    if claim is None or employee is None or claim.state == "draft":
        raise NotFound("claim-not-found")
    actor.require_company(employee.company_code)
    return claim


async def _undecided(unit: UnitOfWork, actor: Actor, claim_id: int) -> Claim:
    claim = await reviewable(unit, actor, claim_id, lock=True)
    if claim.state not in WAITING:
        raise Conflict("claim-already-decided", number=claim.number or "", state=claim.state)
    return claim
