"""Item lines of Chinese receipts: names and amounts of a table's rows, with or without a heading."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from receipts.labels import find_labels
from receipts.layout import Page, Placed
from receipts.values import find_amounts, parse_amount


def read_items(page: Page, kind: str) -> list[tuple[str, Decimal | None, list[Placed]]]:
    """Item lines between the table's heading and its sum: name and amount, for one or two column groups."""
    heading = None
    for index, row in enumerate(page.rows):
        flat = re.sub(r"\s", "", row.text)
        if re.search(r"项目|名称|品名|费用名|商品", flat) and re.search(r"金额|小计|总价", flat):
            heading = index
            break
    if heading is None:
        return _paired_items(page) if kind in ("settlement", "inpatient", "outpatient", "unknown") else []
    head = page.rows[heading]
    names = [
        head.x_at(m.start())
        for m in re.finditer(r"(?:收费|费用|商品|药品)?(?:项目|品名|名称|货物)(?:[/规格名称]*)", head.text)
    ]
    amounts = [
        (head.x_at(m.start()) + head.x_at(m.end() - 1) + head.height) / 2
        for m in re.finditer(r"金\s?额|小计|总价", head.text)
    ]
    names = [x for i, x in enumerate(names) if i == 0 or x - names[i - 1] > 6 * head.height]
    groups = 1 if kind in ("einvoice", "vat") else len(names) or 1
    edges = [*(names[i] - 1.5 * head.height for i in range(1, groups)), float("inf")]
    starts = [float("-inf"), *edges[:-1]]
    # a heading that was misread leaves its group without a column: then the last figure of the group counts
    places = [next((x for x in amounts if start <= x < edge), None) for start, edge in zip(starts, edges, strict=True)]
    columns: list[list[tuple[str, Decimal | None, list[Placed]]]] = [[] for _ in range(groups)]
    pending: list[tuple[str, list[Placed]] | None] = [None] * groups
    for row in page.rows[heading + 1 :]:
        flat = re.sub(r"\s", "", row.text)
        if re.search(
            r"合计|总计|共计|小写|大写|总额|总费用|总金额|应收|实收|应付|实付|应缴|实缴|流水号|性别|医保类型|统筹|账户|帐户|自付|自费|复核人|收款人"
            r"|^小计|优惠|^折扣|件数|支付金额|消费金额",
            flat,
        ):
            break
        for group, cell in enumerate(_cells(row.words, names[:groups] or [0.0])):
            if cell:
                pending[group] = _item(columns[group], cell, places[group], pending[group], kind)
    return [item for column in columns for item in column]


def _cells(words: list[Placed], names: list[float]) -> list[list[Placed]]:
    """The words of a row by column group: a text begins the group whose heading is nearest, figures follow their text."""
    cells: list[list[Placed]] = [[] for _ in names]
    current = -1
    for placed in [part for whole in words for part in _parted(whole)]:
        nearest = min(range(len(names)), key=lambda index: abs(names[index] - placed.left))
        if re.search(r"[\u4e00-\u9fff]{2}|^[A-Za-z]{2,}[\u4e00-\u9fff]", placed.text) or current < 0:
            current = max(current, nearest)
        cells[current].append(placed)
    return cells


def _parted(placed: Placed) -> list[Placed]:
    """An amount and the name of the next group that the OCR took for one word."""
    found = re.match(r"(-?[\d,]+\.\d{2})\s+([\u4e00-\u9fff].*)$", placed.text)
    if not found:
        return [placed]
    middle = placed.left + (placed.right - placed.left) * len(found[1]) / (len(found[1]) + 1 + 2 * len(found[2]))
    return [replace(placed, text=found[1], right=middle), replace(placed, text=found[2], left=middle)]


END = re.compile(r"合计|总计|共计|小写|大写|总额|总费用|总金额|[应实][收付缴]")
PART = re.compile("支付|自付|自费|统筹|账户|帐户|补助|救助|报销|负担|余额|预[缴交]|[退补]费?金额|起付|个人")


def _paired_items(page: Page) -> list[tuple[str, Decimal | None, list[Placed]]]:
    """Tables without a heading: a name that is no label, and an amount in the cell to the right of it."""
    made: list[tuple[str, Decimal | None, list[Placed]]] = []
    for row in page.rows:
        if END.search(row.text) and made:
            break
        if END.search(row.text) or PART.search(row.text):
            continue
        labels = {id(p) for hit in find_labels(row) for p in row.part(hit.start, hit.end)}
        words = [part for whole in row.words for part in _parted(whole)]
        for name, amount in itertools.pairwise(words):
            value = parse_amount(amount.text, cents=True)
            text = name.text.strip()
            if value is not None and id(name) not in labels and re.fullmatch(NAME, text):
                made.append((text, value, [name, amount]))
    return made


NAME = r"[A-Za-z0-9]{0,4}[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()\-/]{1,16}"


def _item(
    out: list[tuple[str, Decimal | None, list[Placed]]],
    cell: list[Placed],
    amount_x: float | None,
    pending: tuple[str, list[Placed]] | None,
    kind: str,
) -> tuple[str, list[Placed]] | None:
    name_words = [
        p
        for p in cell
        if re.search(r"[\u4e00-\u9fffA-Za-z]{2}", p.text)
        and not re.fullmatch(r"[\d.,/%¥\s]*[次项盒个支瓶天日]?", p.text)
    ]
    numbers = [(p, value) for p in cell for value in find_amounts(p.text)]
    leads = [p for p in cell[:2] if not re.fullmatch(r"\d{1,3}[.、]?", p.text)]
    name = name_words[0].text.strip() if name_words and leads and name_words[0] is leads[0] else None
    if name and (glued := re.match(r"(.*?[\u4e00-\u9fff)\]])\s*(-?\d[\d.,\s]*)$", name)) and find_amounts(glued[2]):
        name = glued[1]
    amount: tuple[Placed, Decimal] | None = None
    if numbers:
        if amount_x is not None:
            amount = min(numbers, key=lambda n: min(abs(n[0].centre - amount_x), abs(n[0].right - amount_x)))
            if kind in ("pharmacy", "till"):
                amount = numbers[-1]
            rates = [p.left for p in cell if re.search(r"\d\s?[%％]|免税|不征税", p.text)]
            if kind in ("einvoice", "vat") and rates:
                # headings drift in perspective; the net amount is the one before the tax rate
                before = [n for n in numbers if n[0].left < rates[0]]
                amount = before[-1] if before else amount
        else:
            amount = numbers[-1]
    if name and amount:
        out.append((name, amount[1], cell))
        return None
    if amount and not pending and not name and len(cell) >= 2 and kind in ("pharmacy", "till"):
        out.append(("", amount[1], cell))  # a line whose name was not read still counts for the sum
        return None
    if amount and pending:
        out.append((pending[0], amount[1], [*pending[1], *cell]))
        return None
    return (name, cell) if name else pending
