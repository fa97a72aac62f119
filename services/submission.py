"""Handing a claim in, and taking it back."""

from __future__ import annotations

from benefits.claim_states import advance
from benefits.errors import Conflict, InvalidInput
from services.actors import Actor, UseCase
from services.checks import CheckLimits, check_claim, recent_since
from services.claims import ClaimReads, ClaimView
from services.ledger_lines import keep_past, take_back
from services.model import ZERO, Claim, ClaimEvent, Job
from services.ports import Clock, Store, Writes

DECIDE_CLAIM = "claim.decide"
"""Kind of the jobs that decide a submitted claim."""


def move(
    unit: Writes, clock: Clock, claim: Claim, action: str, actor: Actor, note: str = "", back_to: str = ""
) -> None:
    """Advance a claim's state by an action the actor's role allows, and write its history and the audit trail.

    ``back_to``: where an appealed claim stood before, for the moves that end an appeal without another decision.
    """
    before, claim.state = claim.state, advance(claim.state, action, actor.role, back_to)
    claim.updated_at = clock.now()
    unit.add(
        ClaimEvent(
            claim_id=claim.id or 0,
            at=claim.updated_at,
            actor=actor.name,
            action=action,
            from_state=before,
            to_state=claim.state,
            note=note,
        )
    )
    unit.record(actor.name, f"claim.{action}", "claim", claim.id, state=claim.state, payable=str(claim.payable or ""))


class SubmitClaim(UseCase):
    """Hand a complete draft in: it gets its number, and its decision is queued in the same transaction.

    Submitting twice changes nothing: Conflict("claim-already-submitted", number=…) names the claim.
    Raises InvalidInput("papers-missing" | "fields-missing" | "still-reading") when something is left to do, and whatever
    the rules refuse (``bill-invalid``).
    """

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads, limits: CheckLimits) -> None:
        self._store, self._reads, self._limits = store, reads, limits

    async def __call__(self, actor: Actor, claim_id: int) -> ClaimView:
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            if claim.state not in ("draft", "needs_documents"):
                raise Conflict("claim-already-submitted", number=claim.number or "", state=claim.state)
            view = await self._reads.view(unit, claim)
            if view.reading:
                raise InvalidInput("still-reading", field="papers")
            if view.missing_fields:
                raise InvalidInput("fields-missing", field=view.missing_fields[0][1])
            if view.missing:
                raise InvalidInput("papers-missing", field="papers", kinds=[paper.kind for paper in view.missing])
            if view.problem is not None:
                raise view.problem
            assert view.result is not None
            now, today = clock.now(), clock.today()
            claim.submitted_at = claim.submitted_at or now
            claim.number = claim.number or f"BX{today.year}-{claim.id:06d}"
            claim.eligible, claim.payable = view.result.eligible, view.result.payable
            claim.plan_year, claim.plan_code = view.result.plan_year, view.result.plan_code
            claim.checks = await check_claim(
                unit,
                self._limits,
                claim,
                view.employee,
                view.dependent,
                view.documents,
                view.result.payable,
                today,
            )
            if claim.state == "needs_documents":  # a reviewer asked, so a reviewer goes on
                move(unit, clock, claim, "supply_documents", actor)
            else:
                move(unit, clock, claim, "submit", actor)
            times = len(await unit.claims.events(claim_id))
            await unit.jobs.enqueue(
                Job(
                    kind=DECIDE_CLAIM,
                    payload={"claim_id": claim.id},
                    due_at=now,
                    created_at=now,
                    dedup_key=f"{DECIDE_CLAIM}:{claim.id}:{times}",
                    priority=1,
                )
            )
            await unit.campaigns.mark_acted(claim.employee_id, ("claim", "claims"), now)
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class WithdrawClaim(UseCase):
    """Take back a claim that isn't decided, or is being decided again: what it had booked is taken back, too.

    Raises Conflict("claim-was-paid", number=…) when money was paid for it already.
    """

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> ClaimView:
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            clock = self._reads.clock
            if claim.paid_amount:
                raise Conflict("claim-was-paid", number=claim.number or "")
            for case in await unit.cases.lock([claim_id], recent_since(clock.today())) if claim.decision else ():
                take_back(unit, clock, case)
                keep_past(unit, claim)
                claim.payable = ZERO
            move(unit, clock, claim, "withdraw", actor)
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view
