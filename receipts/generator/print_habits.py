"""What the layouts share: inks, money, dates, labels spaced out, grids of label and value."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts

FORM_INKS = ((20, 20, 20), (120, 50, 30), (40, 60, 120), (90, 40, 40), (60, 60, 60))


def plain(amount: Decimal | None) -> str:
    return f"{amount or Decimal(0):.2f}"


def chinese_date(facts: Facts, rng: random.Random) -> str:
    return facts.issued.strftime(rng.choice(("%Y年%m月%d日", "%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")))


def spaced(label: str, rng: random.Random) -> str:
    return " ".join(label) if len(label) == 2 and rng.random() < 0.15 else label


def pairs(
    c: Canvas,
    pairs: list[tuple[str, str]],
    x: float,
    y: float,
    step: int,
    columns: int,
    width: float,
    size: int,
    ink: tuple[int, int, int],
    colon: str,
) -> float:
    """Label-value pairs in a grid: form ink for labels, print ink for values. Returns the y below."""
    for index, (label, value) in enumerate(pairs):
        px = x + (index % columns) * width / columns
        py = y + index // columns * step
        end = c.text(px, py, label + colon, size, ink=ink)
        c.text(end + 4, py, value, size)
    return y + (len(pairs) + columns - 1) // columns * step
