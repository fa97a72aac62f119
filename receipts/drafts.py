"""A reading in the making, and the limits from which something counts as read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from receipts.fields import Found
from receipts.layout import Placed
from services.receipts import Box, ReceiptItem

SURE = 0.88
"""Below this a value that nothing confirms is not given."""
SURE_ON_DOUBTFUL_PAGE = 0.95
CLEAR_PAGE = 0.955
"""Mean score from which the ordinary limits hold; letters of names have no check digit, so a blurred page needs more."""
POOR_PAGE = 0.72
"""Mean score of the words under which nothing on the page can be trusted."""
DOUBTFUL_PAGE = 0.90


@dataclass(slots=True)
class Draft:
    """A reading in the making."""

    kind: str = "unknown"
    values: dict[str, object] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    items: list[ReceiptItem] = field(default_factory=list)
    confirmed_total: bool = False
    unsure: dict[str, Found] = field(default_factory=dict)
    """Names that were not read surely enough to be given; a close look may confirm them."""

    def put(self, name: str, value: object, confidence: float, words: Iterable[Placed], page: int) -> None:
        self.values[name] = value
        self.confidence[name] = round(max(0.0, min(confidence, 1.0)), 3)
        if box := box_of(words, page):
            self.boxes[name] = box

    def problem(self, code: str) -> None:
        if code not in self.problems:
            self.problems.append(code)


def box_of(words: Iterable[Placed], page: int) -> Box | None:
    bounds = [placed.word.bounds() for placed in words]
    if not bounds:
        return None
    return Box(
        min(b[0] for b in bounds), min(b[1] for b in bounds), max(b[2] for b in bounds), max(b[3] for b in bounds), page
    )
