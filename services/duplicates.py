"""Whether a receipt was sent before: same file, same number, same facts, or nearly the same text. Pure functions.

A match never refuses anything: it goes to a person with both pictures side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.receipts import ReceiptReading

SIMILAR = 0.3
"""Jaccard of the digit tokens from which two texts are the same paper: same ones measured ≥ 0.45, others ≤ 0.10."""
MIN_TOKENS = 5
COMMON = 2
"""Tokens shorter than this many digits plus one say nothing; tokens of round sums say little."""

DIGITS_OF_A_TYPO = 2
"""Invoice numbers that differ in more places are two invoices, however much else agrees."""
MARKS = 16
"""So many keyed tokens of a paper are kept for finding candidates: of two papers that share a third, five are common."""
MARK_DIGITS = 4

REASONS = ("same_file", "same_number", "same_facts", "similar_text")


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier receipt as the store keeps it. ``sha256``: hex digest of the file; ``tokens`` as in a reading."""

    id: str
    sha256: str
    code: str | None = None
    number: str | None = None
    total: Decimal | None = None
    date: date | None = None
    seller: str | None = None
    tokens: tuple[str, ...] = ()

    @classmethod
    def of(cls, receipt_id: str, sha256: str, reading: ReceiptReading) -> Known:
        return cls(
            receipt_id,
            sha256,
            reading.code,
            reading.number,
            reading.total,
            reading.date,
            reading.seller,
            reading.tokens,
        )


@dataclass(frozen=True, slots=True)
class Match:
    """``reason`` is one of REASONS, the strongest that holds; ``likeness`` 0..1."""

    id: str
    reason: str
    likeness: float


def find_duplicates(sha256: str, reading: ReceiptReading, known: Iterable[Known]) -> list[Match]:
    """Matches of a new receipt among ``known`` (candidates the store preselected), strongest first."""
    new = Known.of("", sha256, reading)
    matches = [match for other in known if (match := compare(new, other)) is not None]
    return sorted(matches, key=lambda match: (REASONS.index(match.reason), -match.likeness, match.id))


def compare(new: Known, other: Known) -> Match | None:
    """Why ``new`` may be ``other`` again; None if nothing speaks for it."""
    likeness = token_likeness(new.tokens, other.tokens)
    if new.sha256 and new.sha256 == other.sha256:
        return Match(other.id, "same_file", 1.0)
    if same_number(new, other):
        return Match(other.id, "same_number", max(likeness, 0.9))
    if (
        new.total is not None
        and new.total == other.total
        and new.date is not None
        and new.date == other.date
        and same_seller(new.seller, other.seller)
        and not other_number(new, other)
    ):
        return Match(other.id, "same_facts", max(likeness, 0.8))
    if likeness >= SIMILAR and min(len(set(new.tokens)), len(set(other.tokens))) >= MIN_TOKENS:
        return Match(other.id, "similar_text", likeness)
    return None


def same_number(one: Known, other: Known) -> bool:
    """Numbers agree, and codes where both have one (8-digit numbers repeat under other codes)."""
    if not one.number or not other.number or _plain(one.number) != _plain(other.number):
        return False
    return not (one.code and other.code and one.code != other.code)


def other_number(one: Known, other: Known) -> bool:
    """Both have a number, and not one that a reader or a forger could have taken for the other."""
    if not one.number or not other.number:
        return False
    left, right = _plain(one.number), _plain(other.number)
    if len(left) != len(right):
        return True
    return sum(a != b for a, b in zip(left, right, strict=True)) > DIGITS_OF_A_TYPO


def marks(tokens: Iterable[str], index: Callable[[str], str]) -> list[int]:
    """Which tokens of a text stand for it in the store: the lowest of their keyed hashes (``index``: token → hex), so that
    two texts with common tokens choose the same ones. Each below 2**60."""
    telling = {token for token in tokens if len(token) >= MARK_DIGITS and token.strip("0")}
    return sorted(int(index(token)[:15], 16) for token in telling)[:MARKS]


def same_seller(one: str | None, other: str | None) -> bool:
    """The same payee, forgiving letters that OCR confuses; an unread one does not count against it."""
    from rapidfuzz import fuzz

    if not one or not other:
        return True
    return fuzz.ratio(_plain(one), _plain(other)) >= 80


def token_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Jaccard of the multisets of digit tokens, 0..1."""
    left, right = Counter(t for t in one if len(t) > COMMON), Counter(t for t in other if len(t) > COMMON)
    for token in ("000", "100", "00"):
        left.pop(token, None)
        right.pop(token, None)
    union = sum((left | right).values())
    return sum((left & right).values()) / union if union else 0.0


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper()
