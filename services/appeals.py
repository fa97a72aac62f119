"""An employee disagrees with a decision: whether and until when it may be appealed, the appeal, its papers, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from benefits.appeals import answer_by, last_day
from benefits.errors import Conflict, InvalidInput
from services.actors import Actor, UseCase
from services.claims import ClaimReads
from services.model import Claim, ClaimEvent, Employee
from services.payouts import PAYABLE, due
from services.ports import Clock, Store, UnitOfWork
from services.submission import move
from services.working_days import announced, is_working_day

SHORTEST, LONGEST = 4, 500
"""Characters of a reason."""
DECIDED = ("rejected", "payment_issued", "paid", *PAYABLE)


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal: the ``times``-th of its claim. ``from_state``: where the claim stood; ``decider``: who had decided it."""

    claim: Claim
    employee: Employee
    filed_at: datetime
    answer_by: date
    reason: str
    from_state: str
    decider: str
    times: int

    @property
    def number(self) -> str:
        return f"{self.claim.number}-S{self.times}"

    @property
    def day_is_sure(self) -> bool:
        """Whether all moved holidays until the answer are known."""
        return announced(self.answer_by.year)


@dataclass(frozen=True, slots=True)
class AppealStatus:
    """Whether a claim's decision may be appealed, and the ``last`` day for it.

    ``why`` not: ``undecided``, ``not-yet`` (its money is on the way), ``late``, ``once`` (it was), ``open``: then
    ``appeal`` is the open one, and ``last`` until when it could be filed again if it were taken back, None if not. Empty: it may.
    """

    claim: Claim
    why: str = ""
    last: date | None = None
    appeal: Appeal | None = None

    @property
    def until(self) -> date | None:
        return None if self.why else self.last


class ShowAppeal(UseCase):
    """Whether the person may appeal one of their own claims, and until when; and the appeal that is open."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, claim_id: int) -> AppealStatus:
        async with self._store.read() as unit:
            return await appeal_status(
                unit, await self._reads.own(unit, actor, claim_id), self._reads.clock, self._zone
            )


class ListAppealable(UseCase):
    """The person's submitted claims, newest first, each with whether its decision may be appealed or why not.

    ``number``: only the claim of this number, where the person has it.
    """

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, number: str = "", limit: int = 20) -> list[AppealStatus]:
        async with self._store.read() as unit:
            own = await unit.claims.of_employee(actor.own_employee_id, limit=limit)
            named = [claim for claim in own if number and claim.number == number]
            asked = named or [claim for claim in own if claim.state not in ("draft", "withdrawn")]
            return [await appeal_status(unit, claim, self._reads.clock, self._zone) for claim in asked]


class AppealClaim(UseCase):
    """File an appeal, with a reason in the employee's own words. A second tap changes nothing.

    Raises InvalidInput("appeal-reason", least=…, most=…), Conflict("appeal-late" | "appeal-not-yet" | "appeal-once").
    """

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, claim_id: int, reason: str) -> Appeal:
        reason = checked_reason(reason)
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            status = await appeal_status(unit, claim, clock, self._zone)
            if status.appeal is not None:
                return status.appeal
            if status.why:
                why = "not-yet" if status.why == "undecided" else status.why
                raise Conflict(f"appeal-{why}", number=claim.number or "")
            move(unit, clock, claim, "appeal", actor, reason)
            await unit.flush()
            made = await appeal_of(unit, self._zone, claim)
            await unit.commit()
            return made


class WithdrawAppeal(UseCase):
    """Take an open appeal back: the decision stands as it was, and may be appealed again within its time.

    Returns where the claim stands now. A second tap changes nothing.
    """

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads, zone: ZoneInfo) -> None:
        self._store, self._reads, self._zone = store, reads, zone

    async def __call__(self, actor: Actor, claim_id: int) -> AppealStatus:
        clock = self._reads.clock
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            if claim.state == "appealed":
                appeal = await appeal_of(unit, self._zone, claim)
                move(unit, clock, claim, "withdraw_appeal", actor, back_to=appeal.from_state)
                await unit.flush()
            status = await appeal_status(unit, claim, clock, self._zone)
            await unit.commit()
            return status


async def appeal_status(unit: UnitOfWork, claim: Claim, clock: Clock, zone: ZoneInfo) -> AppealStatus:
    """What is not in dispute is paid first, so an appeal never holds a payment up."""
    if claim.state not in (*DECIDED, "appealed") or claim.decided_at is None:
        return AppealStatus(claim, "undecided")
    last = last_day(_day(claim.decided_at, zone), _day(claim.paid_at, zone) if claim.paid_at else None)
    over = clock.today() > last
    if claim.state == "appealed":
        return AppealStatus(claim, "open", None if over else last, await appeal_of(unit, zone, claim))
    if appealed_already(await unit.claims.events(claim.id or 0)):
        return AppealStatus(claim, "once")
    if claim.state == "payment_issued" or due(claim):
        return AppealStatus(claim, "not-yet")
    return AppealStatus(claim, "late" if over else "", last)


def checked_reason(reason: str) -> str:
    """Raises InvalidInput("appeal-reason", least=…, most=…)."""
    reason = reason.strip()
    if not SHORTEST <= len(reason) <= LONGEST:
        raise InvalidInput("appeal-reason", field="reason", least=SHORTEST, most=LONGEST)
    return reason


async def appeal_of(unit: UnitOfWork, zone: ZoneInfo, claim: Claim) -> Appeal:
    """The last appeal of a claim in the state ``appealed``."""
    employee = await unit.people.employee(claim.employee_id)
    assert employee is not None
    filed = [event for event in await unit.claims.events(claim.id or 0) if event.action == "appeal"]
    last = filed[-1]
    decider = "system" if claim.automatic else claim.reviewer
    by = answer_by(_day(last.at, zone), is_working_day)
    return Appeal(claim, employee, last.at, by, last.note, last.from_state, decider, len(filed))


def appealed_already(events: Sequence[ClaimEvent]) -> bool:
    """A decision is appealed once; one that HR took up again afterwards is another decision. An appeal taken back is none."""
    told = [event.action for event in events if event.action in ("appeal", "withdraw_appeal", "reopen")]
    return bool(told) and told[-1] == "appeal"


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
