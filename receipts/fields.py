"""Candidates for the fields of a Chinese receipt, before any check."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from receipts.layout import Placed


@dataclass(slots=True)
class Found:
    """A candidate for a field: its value, where it was read, how sure, and which source it comes from."""

    value: object
    words: list[Placed]
    score: float
    source: str
    twice: float = 0.0
    """How surely the less sure one of two looks read the same; 0 where one look alone did."""


@dataclass(slots=True)
class Fields:
    """All candidates of one page by field name."""

    kind: str = "unknown"
    found: dict[str, list[Found]] = field(default_factory=dict)
    items: list[tuple[str, Decimal | None, list[Placed]]] = field(default_factory=list)
    label_hits: int = 0
    blurred_capitals: list[str] = field(default_factory=list)
    """Sums in capitals that could not be read outright; they may still confirm a figure."""

    def add(self, name: str, value: object, words: list[Placed], source: str, factor: float = 1.0) -> None:
        score = min((placed.word.score for placed in words), default=0.9) * factor
        self.found.setdefault(name, []).append(Found(value, words, score, source))

    def best(self, name: str) -> Found | None:
        return max(self.found.get(name, []), key=lambda item: item.score, default=None)

    def join(self, other: Fields) -> None:
        """Takes in what another look at the same paper found: what both read alike is surer, except names of people."""
        for name, found in other.found.items():
            mine = self.found.setdefault(name, [])
            for theirs in found:
                alike = [ours for ours in mine if ours.value == theirs.value]
                for ours in alike:
                    low, high = sorted((ours.score, theirs.score))
                    ours.twice = max(ours.twice, low)
                    ours.score = high if name == "patient" or low < SEEN_TWICE else (1 + high) / 2
                if not alike:
                    mine.append(theirs)
        self.blurred_capitals += other.blurred_capitals


SEEN_TWICE = 0.7
"""From here on the same letters in two looks speak for one another; names of people were wrong twice alike."""
