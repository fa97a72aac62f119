"""Deciding a decided claim again: in its place in the year, together with the later claims that this changes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benefits.errors import Conflict, InvalidInput
from services.actors import Actor, UseCase
from services.adjudicating import ClaimResult
from services.booking import book, paid_before, paid_before_key, result_of
from services.case_files import CaseFile, claimant_key
from services.checks import recent_since
from services.claims import ClaimReads
from services.decisions import reviewable
from services.model import ZERO, Claim, Job
from services.notices import notice_job
from services.ports import Store, UnitOfWork
from services.standing import Totals, add
from services.submission import move

AGAIN = ("approved", "partly_approved", "rejected", "paid", "in_review")
OPEN = ("approved", "partly_approved", "rejected")
PAID_OUT = ("payment_issued", "paid")


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is due differently. ``settled``: a later one whose money is on the way or there: named, not changed."""

    case: CaseFile
    result: ClaimResult
    settled: bool

    @property
    def claim(self) -> Claim:
        return self.case.claim

    @property
    def before(self) -> Decimal:
        return self.claim.payable or ZERO

    @property
    def difference(self) -> Decimal:
        return self.result.payable - self.before


@dataclass(frozen=True, slots=True)
class Redecision:
    """What deciding a claim again comes to: the claim itself first, then the later ones that change, in their order."""

    changes: tuple[Change, ...]

    @property
    def mark(self) -> str:
        """Stands for these figures: what HR saw is what is booked, or nothing is."""
        return ";".join(f"{one.claim.id}:{one.before}:{one.result.payable}:{one.settled:d}" for one in self.changes)

    @property
    def difference(self) -> Decimal:
        return sum((one.difference for one in self.changes if not one.settled), ZERO)


class ReopenClaim(UseCase):
    """Take a decided claim up again, to correct its figures; its booked lines stand until it is decided.

    Of one that was paid, less may come out than was paid: that is to be recovered (``payouts.owed``).

    Raises InvalidInput("reason-missing"), Conflict("claim-state").
    """

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str) -> Claim:
        if not note.strip():
            raise InvalidInput("reason-missing", field="note")
        async with self._store.write() as unit:
            claim = await reviewable(unit, actor, claim_id, lock=True)
            move(unit, self._reads.clock, claim, "reopen", actor, note.strip())
            await unit.commit()
            return claim


class PreviewRedecision(UseCase):
    """What would be due if a claim were decided again now, and which later claims of the person that changes.

    Raises Conflict("claim-not-decided") for a claim that wasn't decided, or whose money is on the way.
    """

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> Redecision:
        async with self._store.write() as unit:  # locks, and is rolled back
            return await redecision(unit, self._reads, await reviewable(unit, actor, claim_id))


class RedecideClaim(UseCase):
    """Decide a claim again after a correction, and after it the later ones that this changes, in order.

    Earlier ledger lines are taken back by new ones, the replaced decisions are kept with their explanations, each
    employee's notice says before and after. ``mark`` is that of the preview HR agreed to: Conflict("redecision-changed")
    when the figures are others by now. Without a mark only a claim that changes no other is decided again.
    """

    permission = "claim.review"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, note: str, mark: str = "") -> Redecision:
        note = note.strip()
        if not note:
            raise InvalidInput("reason-missing", field="note")
        async with self._store.write() as unit:
            done = await redecision(unit, self._reads, await reviewable(unit, actor, claim_id))
            if done.mark != mark if mark else len(done.changes) > 1:
                raise Conflict("redecision-changed", count=len(done.changes) - 1)
            notices = [self._book(unit, actor, one, note) for one in done.changes if not one.settled]
            await unit.jobs.enqueue_all(notices)
            await unit.commit()
            return done

    def _book(self, unit: UnitOfWork, actor: Actor, change: Change, note: str) -> Job:
        clock, claim, before = self._reads.clock, change.claim, change.before
        if claim.state != "in_review":
            move(unit, clock, claim, "reopen", actor, note)
        # What is booked reads the reviewer and the note of the decision before, so these change afterwards.
        usual = book(unit, clock, change.case, change.result, actor, note)
        claim.reviewer, claim.reviewer_note, claim.automatic = actor.name, note, False
        unit.record(
            actor.name, "claim.redecide", "claim", claim.id, before=str(before), after=str(claim.payable), note=note
        )
        return notice_job(
            clock,
            employee_id=claim.employee_id,
            key=paid_before_key(claim) or "notice-redecided",
            args={
                "number": claim.number or "",
                "before": f"{before:,.2f}",
                "payable": f"{claim.payable or ZERO:,.2f}",
                "note": note,
                **paid_before(claim),
            },
            buttons=[("button-explain", f"cl:explain:{claim.id}:"), ("button-claim", f"cl:show:{claim.id}:")],
            dedup_key=usual.dedup_key or "",
        )


async def redecision(unit: UnitOfWork, reads: ClaimReads, claim: Claim) -> Redecision:
    """Decide a claim and all later ones of its claimant afresh, under their locks; nothing is booked."""
    key = claimant_key(claim.dependent_id)
    known = await unit.cases.standing(claim.employee_id, key)
    ids = sorted({claim.id or 0, *(one.claim_id for one in known)})
    cases = {case.claim.id or 0: case for case in await unit.cases.lock(ids, recent_since(reads.clock.today()))}
    standings = [one for one in await unit.cases.standing(claim.employee_id, key) if one.claim_id in cases]
    place = next((n for n, one in enumerate(standings) if one.claim_id == claim.id), None)
    if place is None or cases[claim.id or 0].claim.state not in AGAIN or not claim.decision:
        raise Conflict("claim-not-decided", number=claim.number or "", state=claim.state)
    plans = await reads.shelf.book(unit, cases[claim.id or 0].employee.company_code)
    ledger: Totals = {}
    for earlier in standings[:place]:
        add(ledger, earlier.entries)
    changes = []
    for number, standing in enumerate(standings[place:], place):
        case = cases[standing.claim_id]
        pinned = number > place and (case.claim.state not in OPEN or _by_hand(case.claim))
        settled = number > place and (case.claim.state in PAID_OUT or bool(case.claim.paid_amount))
        if pinned and not settled:
            add(ledger, standing.entries)
            continue
        totals = dict(ledger)
        for later in standings[number + 1 :]:
            # What is paid already counts against the limits; what is decided again after this one doesn't yet.
            if _stays(cases[later.claim_id].claim):
                add(totals, later.entries, limits_only=True)
        result = result_of(case, plans, reads.clock, totals)
        differs = result.payable != (case.claim.payable or ZERO) or result.decision != case.claim.decision
        if number == place or differs:
            changes.append(Change(case, result, settled))
        add(ledger, standing.entries if settled else _sums(result))
    return Redecision(tuple(changes))


def _stays(claim: Claim) -> bool:
    return claim.state not in OPEN or bool(claim.paid_amount) or _by_hand(claim)


def _by_hand(claim: Claim) -> bool:
    """Rejected by a reviewer for a reason of their own: the rules have no say in it."""
    return any(reason.get("code") == "reviewer" for reason in claim.reasons)


def _sums(result: ClaimResult) -> Totals:
    sums: Totals = {}
    for entry in result.entries:
        add(sums, {(entry.plan_year, entry.account): entry.amount})
    return sums
