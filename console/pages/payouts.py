"""Paying approved claims in batches."""

from __future__ import annotations

from starlette.responses import Response

from benefits.amounts import parse_amount
from console.tables import csv_file
from console.visit import Visit
from services.model import ZERO
from services.payouts import due, owed


async def show(visit: Visit) -> Response:
    payable = await visit.services.list_payable(visit.actor)
    return visit.page(
        "payouts.html",
        payable=payable,
        due=due,
        total=sum((due(claim) for claim, _ in payable), ZERO),
        batches=await visit.services.list_batches(visit.actor),
        recoverable=await visit.services.list_recoverable(visit.actor),
        owed=owed,
    )


async def recovered(visit: Visit) -> Response:
    amount, seen = (parse_amount(visit.field(name)) or ZERO for name in ("amount", "seen"))
    claim = await visit.services.record_recovery(visit.actor, visit.request.path_params["claim_id"], amount, seen)
    words = {"number": claim.number or "", "amount": f"{amount:,.2f}", "left": f"{owed(claim):,.2f}"}
    return visit.go("payouts", visit.t("console-recovered", **words))


async def recover_file(visit: Visit) -> Response:
    """What is to be recovered from whom, for finance's own books."""
    head = [visit.t(f"console-{name}") for name in ("claim", "employee-number", "employee", "company", "paid-so-far",
                                                    "payable", "to-recover")]  # fmt: skip
    rows = [
        (claim.number, who.number, who.name, who.company_code, claim.paid_amount, claim.payable or ZERO, owed(claim))
        for claim, who in await visit.services.list_recoverable(visit.actor)
    ]
    return csv_file("to-recover.csv", head, rows)


async def create(visit: Visit) -> Response:
    batch = await visit.services.create_payout_batch(visit.actor)
    done = visit.t("console-payout-created", count=batch.count, total=f"{batch.total:,.2f}")
    return visit.go("payout", done, batch_id=batch.id)


async def batch(visit: Visit) -> Response:
    view = await visit.services.open_batch(visit.actor, visit.request.path_params["batch_id"])
    return visit.page("payout.html", batch=view.batch, rows=view.rows)


async def paid(visit: Visit) -> Response:
    batch_id = visit.request.path_params["batch_id"]
    made = await visit.services.mark_batch_paid(visit.actor, batch_id)
    return visit.go("payout", visit.t("console-payout-marked", count=made.count), batch_id=batch_id)


async def bank_file(visit: Visit) -> Response:
    """Full account numbers, so a deliberate POST that is written to the audit trail."""
    batch_id = visit.request.path_params["batch_id"]
    lines = await visit.services.export_bank_file(visit.actor, batch_id)
    head = [visit.t(f"console-bank-{name}") for name in ("number", "name", "account", "amount", "claim")]
    rows = [(line.employee_number, line.name, line.bank_account, line.amount, line.claim_number) for line in lines]
    return csv_file(f"payout-{batch_id}.csv", head, rows)
