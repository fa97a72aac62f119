"""Readings as JSON and back, for the pipe to the OCR child and for files."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from services.receipts import Box, ReceiptItem, ReceiptReading, Sign

MONEY = ("total", "pool_paid", "personal_account_paid", "own_pay", "own_expense", "other_paid")


def to_plain(reading: ReceiptReading) -> dict[str, Any]:
    """Only JSON types: money as strings, dates as ISO, boxes as [left, top, right, bottom, page]."""
    made: dict[str, Any] = {item.name: getattr(reading, item.name) for item in fields(reading)}
    for name in MONEY:
        made[name] = None if made[name] is None else str(made[name])
    made["date"] = reading.date.isoformat() if reading.date else None
    made["items"] = [[item.name, None if item.amount is None else str(item.amount)] for item in reading.items]
    made["boxes"] = {name: [b.left, b.top, b.right, b.bottom, b.page] for name, b in reading.boxes.items()}
    made["problems"], made["tokens"] = list(reading.problems), list(reading.tokens)
    made["signs"] = [[sign.code, dict(sign.fields)] for sign in reading.signs]
    return made


def from_plain(plain: dict[str, Any]) -> ReceiptReading:
    """The inverse of ``to_plain``."""
    made = dict(plain)
    for name in MONEY:
        made[name] = None if made.get(name) is None else Decimal(made[name])
    made["date"] = date.fromisoformat(made["date"]) if made.get("date") else None
    made["items"] = tuple(
        ReceiptItem(name, None if amount is None else Decimal(amount)) for name, amount in made["items"]
    )
    made["boxes"] = {name: Box(*corners) for name, corners in made["boxes"].items()}
    made["problems"], made["tokens"] = tuple(made["problems"]), tuple(made["tokens"])
    made["signs"] = tuple(Sign(code, fields) for code, fields in made.get("signs", ()))
    return ReceiptReading(**made)
