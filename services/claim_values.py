"""From papers to a claim: what the reader found and what the person typed, merged into the amounts that are decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from benefits.amounts import parse_amount
from benefits.errors import InvalidInput
from services.model import ZERO, Claim, ClaimDocument, Json
from services.receipts import ReceiptReading

MONEY_FIELDS = ("total", "pool_paid", "personal_account_paid", "other_paid", "own_expense")
TEXT_FIELDS = ("number", "patient", "seller")
FIELDS = ("date", *MONEY_FIELDS, *TEXT_FIELDS)
ASKED_FIELDS = ("date", "total", "pool_paid", "own_expense", "number", "patient", "seller")
"""Fields shown for confirmation, in this order."""
LARGEST = Decimal("10000000")
CLAIM_FIELD = {"other_paid": "other_insurer_paid"}
KIND_TO_TYPE = {"inpatient": "inpatient", "settlement": "inpatient", "pharmacy": "pharmacy"}
"""Receipt kinds that tell the claim type; anything else counts as outpatient until the person says otherwise."""


def values_of_reading(reading: ReceiptReading) -> Json:
    """The fields of a reading as texts (ISO date, plain decimals); a doubtful field is left out, so that it is asked for."""
    found: Json = {}
    for name in FIELDS:
        value = getattr(reading, name)
        if value is not None and name not in doubtful_fields(reading):
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    return found


def doubtful_fields(reading: ReceiptReading) -> set[str]:
    """Fields that a cross-check put in doubt."""
    doubts: set[str] = set()
    if {"total_mismatch", "qr_mismatch"} & set(reading.problems):
        doubts.add("total")
    if "parts_mismatch" in reading.problems:
        doubts.update(("pool_paid", "own_expense", "personal_account_paid"))
    if "future_date" in reading.problems:
        doubts.add("date")
    return doubts


SURE = 0.80
"""From this confidence on a field counts as read; below, the person is asked to look and a reviewer looks too."""


def unsure_fields(paper: ClaimDocument) -> list[str]:
    """Fields that count as they were read, with little confidence; typed ones are sure."""
    confidence = paper.reading.get("confidence") or {}
    return [
        name
        for name in ASKED_FIELDS
        if name not in paper.typed and paper.values.get(name) and confidence.get(name, 1.0) < SURE
    ]


def reading_to_json(reading: ReceiptReading) -> Json:
    """Everything the reader said, ready to be kept."""

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal | date):
            return str(value)
        return value

    return {
        "kind": reading.kind,
        **{name: plain(getattr(reading, name)) for name in (*FIELDS, "code", "check_code", "own_pay")},
        "items": [{"name": item.name, "amount": plain(item.amount)} for item in reading.items],
        "confidence": dict(reading.confidence),
        "boxes": {name: [box.left, box.top, box.right, box.bottom, box.page] for name, box in reading.boxes.items()},
        "problems": list(reading.problems),
        "tokens": list(reading.tokens),
        "turn": reading.turn,
        "signs": [{"code": sign.code, **sign.fields} for sign in reading.signs],
    }


def turn_of(document: ClaimDocument, page: int) -> int:
    """Quarter turns anticlockwise that make this page of the paper upright, as its boxes have it; 0 where unknown."""
    boxes = document.reading.get("boxes") or {}
    pages = {int(box[4]) for box in boxes.values()} or {0}
    return int(document.reading.get("turn") or 0) if page in pages else 0


def parse_field(name: str, text: str, today: date) -> str:
    """What a person typed for a field, checked, as it is kept. Raises InvalidInput(field=…, …)."""
    text = text.strip()
    if name in (*MONEY_FIELDS, "excluded"):
        amount = parse_amount(text, zero=name != "total")
        if amount is None or amount > LARGEST:
            raise InvalidInput("field-not-money", field=name, text=text[:40])
        return str(amount)
    if name == "date":
        found = parse_day(text, today)
        if found is None:
            raise InvalidInput("field-not-date", field=name, text=text[:40])
        if found > today:
            raise InvalidInput("date-in-future", field=name, date=found.isoformat())
        return found.isoformat()
    if name not in TEXT_FIELDS or not text or len(text) > 80:
        raise InvalidInput("field-unusable", field=name, text=text[:40])
    return text


def parse_day(text: str, today: date) -> date | None:
    """A day as people write it: 2026-11-03, 2026年11月3日, 11/3, 11月3号. Without a year, the last such day."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    try:
        if len(numbers) == 1 and numbers[0] >= 19000101:
            n = numbers[0]
            return date(n // 10000, n // 100 % 100, n % 100)
        if len(numbers) == 3:
            year, month, day = numbers if numbers[0] > 31 else (numbers[2], numbers[1], numbers[0])
            return date(year + 2000 if year < 100 else year, month, day)
        if len(numbers) == 2:
            found = date(today.year, numbers[0], numbers[1])
            return found if found <= today else date(today.year - 1, numbers[0], numbers[1])
    except ValueError:
        return None
    return None


def invoices(documents: Iterable[ClaimDocument]) -> list[ClaimDocument]:
    return [document for document in documents if document.kind == "invoice"]


def apply_values(claim: Claim, documents: Iterable[ClaimDocument]) -> None:
    """Write what the papers say into the claim: amounts summed over its invoices, the latest date as the service date."""
    papers = invoices(documents)
    for name in MONEY_FIELDS:
        setattr(claim, CLAIM_FIELD.get(name, name), sum((_money(paper, name) for paper in papers), ZERO))
    days = sorted(date.fromisoformat(paper.values["date"]) for paper in papers if paper.values.get("date"))
    claim.service_date = days[-1] if days else None


def missing_fields(documents: Iterable[ClaimDocument]) -> list[tuple[ClaimDocument, str]]:
    """Fields that a claim can't do without, per invoice: date and total."""
    return [
        (paper, name)
        for paper in invoices(documents)
        for name in ("date", "total")
        if paper.status != "waiting" and not paper.values.get(name)
    ]


def _money(paper: ClaimDocument, name: str) -> Decimal:
    try:
        return Decimal(str(paper.values.get(name) or "0")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return ZERO
