"""Appeals as HR decides them: somebody else than before decides again, within ten working days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from benefits.errors import BenefitsError, Conflict, InvalidInput
from services.actors import PERMISSIONS, Actor, UseCase
from services.adjudicating import ClaimResult
from services.appeals import Appeal, appeal_of
from services.booking import book, case_file, paid_before, result_of
from services.case_files import claimant_key
from services.claims import ClaimReads, ClaimView
from services.decisions import reviewable
from services.ledger_lines import keep_past
from services.model import ZERO, Claim
from services.notices import notice_job
from services.payouts import due
from services.ports import Store, UnitOfWork
from services.standing import totals_in_place
from services.submission import move


class ListAppeals(UseCase):
    """Open appeals of the companies the reviewer is responsible for, the one to be answered first first."""

    permission = "claim.review"

    def __init__(self, store: Store, zone: ZoneInfo) -> None:
        self._store, self._zone = store, zone

    async def __call__(self, actor: Actor) -> list[Appeal]:
        async with self._store.read() as unit:
            rows = await unit.claims.queue(("appealed",), companies=actor.companies, limit=500)
            found = [await appeal_of(unit, self._zone, claim) for claim, _ in rows]
        return sorted(found, key=lambda one: (one.answer_by, one.filed_at))


@dataclass(frozen=True, slots=True)
class OpenedAppeal:
    """``payable``: what the rules say to the papers as they are read now, None where they can't be worked out.

    ``barred``: who looks at it decided the claim, and somebody else is there to decide the appeal.
    """

    appeal: Appeal
    payable: Decimal | None
    barred: bool


class OpenAppeal(UseCase):
    """The open appeal of a claim, or None."""

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, claim_id: int) -> OpenedAppeal | None:
        async with self._store.write() as unit:  # locks, and is rolled back
            claim = await reviewable(unit, actor, claim_id)
            if claim.state != "appealed":
                return None
            made = await appeal_of(unit, self._zone, claim)
            barred = await _barred(unit, actor, made)
            try:
                return OpenedAppeal(made, (await _by_the_rules(unit, self._reads, claim_id)).payable, barred)
            except BenefitsError:
                return OpenedAppeal(made, None, barred)


class DecideAppeal(UseCase):
    """Uphold the decision, or change it to what the rules say to the papers as corrected: never to less than before.

    The reason goes to the employee. Whoever decided before doesn't decide the appeal, unless nobody else is there to do it.
    Raises InvalidInput("reason-missing"), Conflict("claim-already-decided" | "appeal-own-decision" | "appeal-no-more").
    """

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, claim_id: int, note: str, *, change: bool) -> ClaimView:
        note = note.strip()
        if not note:
            raise InvalidInput("reason-missing", field="note")
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await reviewable(unit, actor, claim_id, lock=True)
            if claim.state != "appealed":
                raise Conflict("claim-already-decided", number=claim.number or "", state=claim.state)
            appeal = await appeal_of(unit, self._zone, claim)
            if await _barred(unit, actor, appeal):
                raise Conflict("appeal-own-decision", number=claim.number or "")
            before = claim.payable or ZERO
            if change:
                await self._change(unit, claim, actor, note, before)
            else:
                self._uphold(unit, claim, actor, note, appeal)
            claim.reviewer, claim.reviewer_note, claim.automatic = actor.name, note, False
            unit.record(
                actor.name, "claim.decide-appeal", "claim", claim_id, appeal=appeal.number, before=str(before),
                after=str(claim.payable or ZERO),
            )  # fmt: skip
            await unit.jobs.enqueue(
                notice_job(
                    clock,
                    employee_id=claim.employee_id,
                    key=_outcome(claim, change),
                    args={
                        "number": appeal.number,
                        "before": f"{before:,.2f}",
                        "payable": f"{claim.payable or ZERO:,.2f}",
                        "note": note,
                        **paid_before(claim),
                    },
                    buttons=[("button-explain", f"cl:explain:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}:")],
                    dedup_key=f"appeal:{claim.id}:{appeal.times}",
                )
            )
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view

    async def _change(self, unit: UnitOfWork, claim: Claim, actor: Actor, note: str, before: Decimal) -> None:
        clock = self._reads.clock
        case = await case_file(unit, clock, claim.id or 0)
        result = await _by_the_rules(unit, self._reads, claim.id or 0)
        if result.payable <= before:
            raise Conflict("appeal-no-more", before=f"{before:,.2f}", payable=f"{result.payable:,.2f}")
        book(unit, clock, case, result, actor, note)  # its own notice says before and after

    def _uphold(self, unit: UnitOfWork, claim: Claim, actor: Actor, note: str, appeal: Appeal) -> None:
        clock = self._reads.clock
        keep_past(unit, claim)
        claim.decided_at = clock.now()
        move(unit, clock, claim, "uphold", actor, note, back_to=appeal.from_state)


def _outcome(claim: Claim, change: bool) -> str:
    """More may come out and nothing more be paid, because too much was paid before the last decision."""
    if not change:
        return "notice-appeal-upheld"
    return "notice-appeal-changed" if due(claim) else "notice-appeal-changed-paid"


async def _by_the_rules(unit: UnitOfWork, reads: ClaimReads, claim_id: int) -> ClaimResult:
    """What would be due now, in the claim's own place in the year."""
    case = await case_file(unit, reads.clock, claim_id)
    plans = await reads.shelf.book(unit, case.employee.company_code)
    key = claimant_key(case.claim.dependent_id)
    totals = await totals_in_place(unit, case.claim.employee_id, key, claim_id) if case.decided else None
    return result_of(case, plans, reads.clock, totals)


async def _barred(unit: UnitOfWork, actor: Actor, appeal: Appeal) -> bool:
    """Whether somebody else has to decide, and is there to do it."""
    company = appeal.employee.company_code
    return appeal.decider == actor.name and any(
        f"hr:{user.username}" != actor.name
        and user.active
        and "claim.review" in PERMISSIONS.get(user.role, frozenset())
        and (not user.companies or company in user.companies)
        for user in await unit.people.hr_users()
    )
