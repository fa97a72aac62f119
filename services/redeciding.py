"""Deciding a decided claim again, and the later claims that this changes."""

from __future__ import annotations

from benefits.errors import Conflict, InvalidInput
from services.actors import Actor, UseCase
from services.booking import decide_and_book
from services.claims import ClaimReads, ClaimView
from services.decisions import reviewable
from services.ports import Store
from services.submission import move


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
            claim = await reviewable(unit, actor, claim_id, lock=True)
            if claim.state not in ("approved", "partly_approved", "rejected", "appealed"):
                raise Conflict("claim-not-decided", number=claim.number or "", state=claim.state)
            before = claim.payable
            claim.reviewer, claim.reviewer_note = actor.name, note.strip()
            if claim.state != "appealed":
                move(unit, self._reads.clock, claim, "reopen", actor, note.strip())
            await decide_and_book(unit, self._reads, claim_id, actor, note.strip())
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
