"""Money that was paid beyond what a later decision says: listed for finance, and noted when it has come back."""

from __future__ import annotations

from decimal import Decimal

from benefits.errors import Conflict, InvalidInput
from services.actors import Actor, UseCase
from services.decisions import reviewable
from services.model import ZERO, Claim, ClaimEvent, Employee
from services.notices import notify
from services.payouts import owed
from services.ports import Clock, Store


class ListRecoverable(UseCase):
    """Claims of the actor's companies of which too much was paid, the oldest decision first."""

    permission = "payout.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Claim, Employee]]:
        async with self._store.read() as unit:
            return [row for row in await unit.claims.overpaid(companies=actor.companies, limit=1000) if owed(row[0])]


class RecordRecovery(UseCase):
    """Note that overpaid money came back, all of it or a part, and tell the employee. ``amount`` in yuan.

    ``seen``: what was owed when finance filled the form in, so that a second click doesn't note it twice.
    Raises InvalidInput("recovery-amount", most=…), Conflict("recovery-changed", left=…).
    """

    permission = "payout.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, claim_id: int, amount: Decimal, seen: Decimal) -> Claim:
        async with self._store.write() as unit:
            claim = await reviewable(unit, actor, claim_id, lock=True)
            left = owed(claim)
            if left != seen or not left:
                raise Conflict("recovery-changed", number=claim.number or "", left=f"{left:,.2f}")
            if not ZERO < amount <= left or amount != amount.quantize(ZERO):
                raise InvalidInput("recovery-amount", field="amount", most=f"{left:,.2f}")
            now = self._clock.now()
            claim.paid_amount -= amount
            claim.updated_at = now
            unit.add(ClaimEvent(claim_id, now, actor.name, "recover", claim.state, claim.state, f"{amount:,.2f}"))
            unit.record(actor.name, "claim.recover", "claim", claim_id, amount=str(amount), left=str(owed(claim)))
            times = len([event for event in await unit.claims.events(claim_id) if event.action == "recover"])
            await notify(
                unit,
                self._clock,
                employee_id=claim.employee_id,
                key="notice-recovered-part" if owed(claim) else "notice-recovered",
                args={"number": claim.number or "", "amount": f"{amount:,.2f}", "left": f"{owed(claim):,.2f}"},
                buttons=[("button-claim", f"cl:show:{claim.id}:")],
                dedup_key=f"recovered:{claim.id}:{times}",
            )
            await unit.commit()
            return claim
