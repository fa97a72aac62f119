"""Several receipts on one page of text: split where a new title stands."""

from __future__ import annotations

import re

from receipts.layout import Page

TITLE = re.compile(r"电子发票\(|增值税.{0,4}(?:普通|专用)发票|(?:门诊|住院)(?:医疗)?收费票据|费用结算单")


def split_receipts(page: Page) -> list[Page]:
    """The page itself, or one page for each receipt printed on it (words keep their places)."""
    starts = [index for index, row in enumerate(page.rows) if TITLE.search(re.sub(r"\s", "", row.text))]
    if len(starts) < 2:
        return [page]
    edges = []
    for index in starts[1:]:
        first = index
        # a number or date may stand a little above the title, on the same head
        while (
            first > 0
            and page.rows[index].v - page.rows[first - 1].v < 2.5 * page.rows[index].height
            and re.search("发票号码|票据|开票日期|发票代码", page.rows[first - 1].text)
        ):
            first -= 1
        edges.append(page.rows[first].v - 0.5 * page.rows[first].height)
    parts: list[list[int]] = [[] for _ in range(len(edges) + 1)]
    for number, row in enumerate(page.rows):
        parts[sum(row.v >= edge for edge in edges)].append(number)
    made = []
    for numbers in parts:
        rows = [page.rows[number] for number in numbers]
        made.append(
            Page([placed.word for row in rows for placed in row.words], page.width, page.height, page.number, rows)
        )
    return made
