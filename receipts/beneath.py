"""Values below their labels: headed columns, and single labels over their value."""

from __future__ import annotations

import re

from receipts.labels import Hit, value_zone
from receipts.layout import Page, Placed, Row


def value_row(page: Page, hits: list[list[Hit]], index: int, hit: Hit) -> Row | None:
    """The words under a label that has nothing behind it, as a row of their own; None if there are none."""
    row = page.rows[index]
    start, end = value_zone(row, hits[index], hit)
    headed = _is_heading(page, hits, index)
    if not headed and row.text[start:end].strip(" :\t"):
        return None
    if index + 1 >= len(page.rows) or page.rows[index + 1].v - row.v > 3.2 * row.height:
        return None
    beneath = page.rows[index + 1]
    left = row.x_at(hit.start)
    if headed:
        others = [placed.left for placed in row.words if placed.left > left + row.height]
        limit = min(others, default=float("inf")) - 0.4 * row.height
        words = [p for p in beneath.words if left - row.height < p.left < limit]
    else:
        limit = row.x_at(max(hit.start, hit.end - 1)) + row.height
        words = [p for p in beneath.words if p.left < limit and p.right > left][:1]
    if not words or (
        not headed
        and any(other.start == 0 and other.field != "-" for other in _inside(hits[index + 1], words, beneath))
    ):
        return None
    return Row(list(words))


def _inside(hits: list[Hit], words: list[Placed], row: Row) -> list[Hit]:
    return [hit for hit in hits if row.part(hit.start, hit.end)[:1] == words[:1]]


def _is_heading(page: Page, hits: list[list[Hit]], index: int) -> bool:
    """A row of nothing but labels over a row without any."""
    row = page.rows[index]
    if len(row.words) < 2 or index + 1 >= len(page.rows) or not hits[index]:
        return False
    if any(re.search(r"[\d:]", placed.text) or len(placed.text) > 12 for placed in row.words):
        return False
    covered = {
        id(placed)
        for hit in hits[index]
        for placed in row.part(hit.start, hit.end)
        if len(placed.text) <= hit.end - hit.start + 3 and " " not in placed.text.strip()
    }
    if len(covered) < max(2, 0.5 * len(row.words)):
        return False
    below = page.rows[index + 1]
    if any(len(p.text) <= hit.end - hit.start for hit in hits[index + 1] for p in below.part(hit.start, hit.end)):
        return False
    return any(re.search(r"\d", placed.text) for placed in below.words) or len(covered) == len(row.words)
