"""Submitted claims that the rules may decide by themselves, with the plan they are decided by."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.checks import CheckLimits
from services.model import Claim, Employee, PlanVersion
from services.ports import Store
from tests.support import builders
from tests.support.clock import START

REFERENCE = Path(__file__).resolve().parents[2] / "demo" / "plans" / "reference.yaml"
LENIENT = CheckLimits(claims_in_30_days=10_000)
"""So that many claims of one person stay clean."""


async def publish_reference(store: Store) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    async with store.write() as unit:
        unit.add(PlanVersion("reference", date(2015, 1, 1), text, digest, START, "test"))
        await unit.commit()


async def clean_claims(
    store: Store, person: Employee, count: int, *, total: str = "120.30", type: str = "fitness", **values: Any
) -> list[Claim]:
    """Claims of one person, each with an invoice of its own that was read without doubt."""
    async with store.write() as unit:
        claims = [builders.claim(person, type=type, total=Decimal(total), **values) for _ in range(count)]
        files = [builders.stored_file() for _ in claims]
        for record in (*claims, *files):
            unit.add(record)
        await unit.flush()
        for claim, file in zip(claims, files, strict=True):
            on = claim.service_date
            assert on is not None
            found = {"total": total, "date": on.isoformat(), "number": f"{claim.id:020d}", "patient": person.name}
            reading = found | {"confidence": dict.fromkeys(found, 0.99)}
            paper = builders.claim_document(claim, file, status="read", values=found, reading=reading)
            paper.number_index = store.index(found["number"], "invoice-number")
            unit.add(paper)
        await unit.commit()
    return claims
