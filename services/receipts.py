"""What the rest of the product asks of the receipts room: types and the Protocol it fulfils."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

UNUSABLE = frozenset({"unreadable", "not_a_receipt", "unsupported", "corrupt", "encrypted", "file_too_large"})
"""Problems after which no field of a reading may be trusted."""

FINER = {
    "empty": "corrupt",
    "too_many_pixels": "file_too_large",
    "too_many_pages": "file_too_large",
    "too_much_inside": "file_too_large",
    "gave_up": "unreadable",
    "not_found": "corrupt",
}
"""Finer reasons of a refusal; each is followed by the code that it is a case of, so that ``readable`` is False."""


def told(problems: Iterable[str]) -> list[str]:
    """The problems that a person is told: a finer reason stands for the code that it is a case of."""
    said = list(problems)
    covered = {FINER[problem] for problem in said if problem in FINER}
    return [problem for problem in said if problem not in covered]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a value stands, in pixels of the upright page image: left, top, right, bottom; ``page`` from 0."""

    left: int
    top: int
    right: int
    bottom: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    name: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a file that a reviewer should look at; no verdict. Rendered as ``receipt-note-<code>`` with fields."""

    code: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReceiptReading:
    """One receipt as read. A field that could not be read, or failed a check, is None or listed in ``problems``.

    ``kind`` is one of ``outpatient``, ``inpatient``, ``einvoice`` (数电票), ``vat`` (older VAT invoice), ``settlement``
    (住院费用结算单), ``pharmacy``, ``till``, ``unknown``. ``problems`` are stable codes such as ``unreadable``,
    ``not_a_receipt``, ``total_mismatch``, ``parts_mismatch``, ``future_date``, ``qr_mismatch``, ``file_too_large``,
    ``unsupported``, ``encrypted``, ``too_many_pages``, ``corrupt``.
    """

    kind: str = "unknown"
    code: str | None = None
    number: str | None = None
    check_code: str | None = None
    date: date | None = None
    patient: str | None = None
    seller: str | None = None
    total: Decimal | None = None
    pool_paid: Decimal | None = None
    personal_account_paid: Decimal | None = None
    own_pay: Decimal | None = None
    """个人自付: self-pay inside the catalogue."""
    own_expense: Decimal | None = None
    """个人自费: outside the catalogue."""
    other_paid: Decimal | None = None
    items: tuple[ReceiptItem, ...] = ()
    confidence: dict[str, float] = field(default_factory=dict)
    """Field name → 0..1."""
    boxes: dict[str, Box] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    """Digit tokens of the text, for finding near-duplicates."""
    turn: int = 0
    """Quarter turns anticlockwise that made the page upright; ``boxes`` refer to that."""
    signs: tuple[Sign, ...] = ()
    """Signs that the file may have been changed."""
    seconds: float = 0.0

    @property
    def readable(self) -> bool:
        return not UNUSABLE & set(self.problems)


class ReceiptReader(Protocol):
    """Reads a file's bytes. Never raises for a bad file: the reading's ``problems`` say what is wrong."""

    async def read(self, data: bytes, filename: str) -> list[ReceiptReading]:
        """One reading per receipt found in the file (a PDF may hold several); at least one reading."""
        ...


@dataclass(frozen=True, slots=True)
class Verification:
    """What the bill authority said: ``valid``, ``mismatch``, ``not_found``, ``voided``, ``reversed``; or ``disabled``,
    ``not_applicable`` (kind or fields missing), ``unavailable`` (later)."""

    status: str
    differences: tuple[str, ...] = ()
    checked_at: str | None = None


class BillVerifier(Protocol):
    """Asks the tax or financial bill authority. Never raises: a service that doesn't answer gives ``unavailable``."""

    async def verify(self, reading: ReceiptReading) -> Verification: ...
