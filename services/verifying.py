"""Asking the bill authority about the invoices of a claim that was handed in, before it is decided."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from services.actors import Actor, UseCase
from services.checks import UNASKED
from services.claim_values import invoices
from services.model import ClaimDocument, Json
from services.ports import Clock, Store
from services.receipts import BillVerifier, ReceiptReading, Verification

PATIENCE = timedelta(minutes=30)
"""So long a claim waits for an authority that doesn't answer; then a person decides without it."""
ASK_AGAIN_SECONDS = 60.0


class VerifyPapers(UseCase):
    """Ask about each invoice that has no answer yet and keep what was said. False: no answer yet, come back later.

    Without an authority nothing is asked and nothing kept. Nothing is locked while the authority thinks.
    """

    permission = "claim.decide"

    def __init__(self, store: Store, verifier: BillVerifier | None, clock: Clock) -> None:
        self._store, self._verifier, self._clock = store, verifier, clock

    async def __call__(self, actor: Actor, claim_id: int) -> bool:
        if self._verifier is None:
            return True
        async with self._store.read() as unit:
            claim = await unit.claims.claim(claim_id)
            papers = invoices(await unit.claims.documents(claim_id)) if claim else []
        if claim is None or claim.state not in ("submitted", "in_review"):
            return True
        waited = self._clock.now() - (claim.submitted_at or self._clock.now())
        answers: dict[int, Verification] = {}
        for paper in papers:
            if paper.id and paper.verification.get("status", "unavailable") == "unavailable":
                answers[paper.id] = await self._verifier.verify(reading_of(paper))
        silent = any(answer.status == "unavailable" for answer in answers.values())
        async with self._store.write() as unit:
            for paper in await unit.claims.documents(claim_id):
                answer = answers.get(paper.id or 0)
                if answer is not None and answer.status not in UNASKED:
                    paper.verification = _kept(answer, self._clock.now())
                    unit.record(actor.name, "paper.verify", "claim", claim_id, paper=paper.id, status=answer.status)
            await unit.commit()
        return not silent or waited >= PATIENCE


def reading_of(paper: ClaimDocument) -> ReceiptReading:
    """What is asked about: the kind and codes that were read, and the number, date and total that count."""
    values, reading = paper.values, paper.reading
    return ReceiptReading(
        kind=str(reading.get("kind") or "unknown"),
        code=reading.get("code"),
        number=values.get("number") or None,
        check_code=reading.get("check_code"),
        date=date.fromisoformat(values["date"]) if values.get("date") else None,
        total=Decimal(values["total"]) if values.get("total") else None,
    )


def _kept(answer: Verification, now: datetime) -> Json:
    """The authority's own time where it gave one that can be read, else now."""
    try:
        at = datetime.fromisoformat(answer.checked_at or "")
    except ValueError:
        at = now
    at = at if at.tzinfo else now
    return {"status": answer.status, "differences": list(answer.differences), "checked_at": at.isoformat()}
