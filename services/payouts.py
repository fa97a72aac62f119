"""Paying approved claims: batches for finance, and the message to each employee when the money has gone out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benefits.errors import Conflict, NotFound
from services.actors import Actor, UseCase
from services.model import ZERO, Claim, Employee, PayoutBatch
from services.notices import notify
from services.ports import Clock, Store, UnitOfWork
from services.submission import move

PAYABLE = ("approved", "partly_approved")


def due(claim: Claim) -> Decimal:
    """What is still to be paid of a decided claim, in yuan: all of it, or what an appeal added; never negative."""
    if claim.state not in PAYABLE:
        return ZERO
    return max((claim.payable or ZERO) - claim.paid_amount, ZERO)


def owed(claim: Claim) -> Decimal:
    """What was paid beyond the decision that stands, in yuan: to be recovered from the employee; never negative."""
    if claim.state not in ("paid", "rejected", *PAYABLE):
        return ZERO
    return max(claim.paid_amount - (claim.payable or ZERO), ZERO)


def paid_by(batch: PayoutBatch, claim: Claim) -> Decimal:
    """What a batch pays of a claim."""
    return Decimal(str(batch.amounts.get(str(claim.id), claim.payable or ZERO)))


class ListPayable(UseCase):
    """Approved claims of which something is still to be paid."""

    permission = "payout.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Claim, Employee]]:
        async with self._store.read() as unit:
            rows = await unit.claims.queue(PAYABLE, companies=actor.companies, limit=1000)
            return [(claim, employee) for claim, employee in rows if due(claim)]


class CreatePayoutBatch(UseCase):
    """Put every approved claim into one batch: 资金发放中. Raises Conflict("nothing-to-pay")."""

    permission = "payout.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor) -> PayoutBatch:
        async with self._store.write() as unit:
            chosen: list[Claim] = []
            for found, _ in await unit.claims.queue(PAYABLE, companies=actor.companies, limit=1000):
                claim = await unit.claims.lock(found.id or 0)
                if claim and due(claim):
                    chosen.append(claim)
            if not chosen:
                raise Conflict("nothing-to-pay")
            batch = PayoutBatch(
                created_at=self._clock.now(),
                created_by=actor.name,
                total=sum((due(claim) for claim in chosen), ZERO),
                count=len(chosen),
                amounts={str(claim.id): str(due(claim)) for claim in chosen},
            )
            unit.add(batch)
            await unit.flush()
            for claim in chosen:
                claim.batch_id = batch.id
                claim.paid_amount += paid_by(batch, claim)
                move(unit, self._clock, claim, "issue_payment", actor)
                await notify(
                    unit,
                    self._clock,
                    employee_id=claim.employee_id,
                    key="notice-payment-issued",
                    args={"number": claim.number or "", "payable": f"{paid_by(batch, claim):,.2f}"},
                    buttons=[("button-claim", f"cl:show:{claim.id}:")],
                    dedup_key=f"payment-issued:{claim.id}:{batch.id}",
                )
            unit.record(actor.name, "payout.create", "batch", batch.id, total=str(batch.total), count=batch.count)
            await unit.commit()
            return batch


class MarkBatchPaid(UseCase):
    """The bank has paid: 已到账, told to each employee. A second click raises Conflict("batch-already-paid")."""

    permission = "payout.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, batch_id: int) -> PayoutBatch:
        async with self._store.write() as unit:
            batch = await unit.payouts.batch(batch_id, lock=True)
            if batch is None:
                raise NotFound("batch-not-found")
            if batch.paid_at is not None:
                raise Conflict("batch-already-paid", batch=batch_id)
            batch.paid_at, batch.paid_by = self._clock.now(), actor.name
            claims = await unit.payouts.claims(batch_id)
            for code in await _companies(unit, claims):
                actor.require_company(code)
            for claim in claims:
                move(unit, self._clock, claim, "mark_paid", actor)
                claim.paid_at = batch.paid_at
                await notify(
                    unit,
                    self._clock,
                    employee_id=claim.employee_id,
                    key="notice-paid",
                    args={"number": claim.number or "", "payable": f"{paid_by(batch, claim):,.2f}"},
                    buttons=[("button-claim", f"cl:show:{claim.id}:"), ("button-rate", f"cl:rate:{claim.id}:")],
                    dedup_key=f"paid:{claim.id}:{batch_id}",
                )
            unit.record(actor.name, "payout.paid", "batch", batch_id)
            await unit.commit()
            return batch


class ListBatches(UseCase):
    """Payout batches of the actor's companies, newest first."""

    permission = "payout.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[PayoutBatch]:
        async with self._store.read() as unit:
            batches = await unit.payouts.batches()
            if not actor.companies:
                return batches
            return [
                batch
                for batch in batches
                if await _companies(unit, await unit.payouts.claims(batch.id or 0)) <= set(actor.companies)
            ]


async def _companies(unit: UnitOfWork, claims: Sequence[Claim]) -> set[str]:
    """Companies of the people whom these claims pay."""
    people = [await unit.people.employee(claim.employee_id) for claim in claims]
    return {person.company_code for person in people if person is not None}
