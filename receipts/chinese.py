"""Fields of Chinese receipts, from rows of words: labels, geometry, and what the kinds have in common."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from receipts.capitals import read_capitals
from receipts.dates import parse_chinese_date
from receipts.fields import Fields
from receipts.kinds import classify
from receipts.labels import Hit, find_labels, value_zone
from receipts.layout import Page, Placed, Row
from receipts.parties import find_parties, organisation, seller_on_top
from receipts.values import parse_amount


def read_fields(page: Page) -> Fields:
    """All candidates of one Chinese page."""
    fields = Fields(kind=classify(page.text))
    hits = [find_labels(row) for row in page.rows]
    fields.label_hits = sum(1 for row_hits in hits for hit in row_hits if hit.field != "-" or len(hit.words) > 2)
    for index, row in enumerate(page.rows):
        for hit in hits[index]:
            _value(fields, page, hits, index, row, hit)
    find_parties(fields, page, hits)
    _loose_ends(fields, page)
    return fields


def _value(fields: Fields, page: Page, hits: list[list[Hit]], index: int, row: Row, hit: Hit) -> None:
    start, end = value_zone(row, hits[index], hit)
    zone = row.text[start:end]
    factor = 1.0 if hit.exact else 0.95
    name = hit.field
    if name in ("code", "number"):
        _number(fields, row, start, zone, name, factor)
    elif name == "slip_number":
        found = re.match(r"[\s:#]*([A-Za-z]{0,4}-?\d[\dA-Za-z\-]{3,27})", zone)
        if found and not re.search("业务$|住院$|门诊$", row.text[: hit.start]):
            fields.add(
                "slip_number",
                found[1].rstrip("-"),
                row.part(start + found.start(1), start + found.end(1)),
                hit.words,
                factor,
            )
    elif name == "check_code":
        found = re.match(r"[\s:]*([0-9a-zA-Z](?:[ \t]?[0-9a-zA-Z]){4,24})", zone)
        if found:
            fields.add(
                "check_code",
                re.sub(r"\s", "", found[1]),
                row.part(start + found.start(1), start + found.end(1)),
                hit.words,
                factor,
            )
    elif name in ("date", "slip_date"):
        made = parse_chinese_date(zone) or (parse_chinese_date(row.text[start:]) if not zone.strip() else None)
        if made:
            fields.add(name, made, row.part(start, end)[:3], hit.words, factor)
        elif not zone.strip():
            below = _below(page, index, row, hit)
            if below and (made := parse_chinese_date(below.text)):
                fields.add(name, made, [below], hit.words, factor * 0.95)
    elif name == "patient":
        _person(fields, page, index, row, hit, start, end, zone, factor)
    elif name == "seller":
        text = organisation(zone)
        if text:
            fields.add("seller", text, row.part(start, start + max(len(zone.split("\t")[0]), 1)), hit.words, factor)
    elif name == "capitals":
        value = read_capitals(zone)
        if value is not None and value > 0:
            fields.add("capitals", value, row.part(start, end), "capitals", factor)
        elif len(zone.strip()) > 3:
            fields.blurred_capitals.append(zone)
    elif name in ("total", "sum", "pool_paid", "other_paid", "personal_account_paid", "cash", "own_pay", "own_expense"):
        _amount(fields, page, index, row, hit, start, end, zone, factor)


def _number(fields: Fields, row: Row, start: int, zone: str, name: str, factor: float) -> None:
    found = re.match(r"[\s:]*[\u4e00-\u9fff]?[\s:]*((?:[\dOoIlBSZ][ ]?){6,26})", zone)
    if not found:
        return
    raw = found[1].strip()
    digits = re.sub(r"\s", "", raw)
    if not digits.isdigit():
        digits = digits.translate(str.maketrans("OoIlBSZ", "0011852"))
        factor *= 0.9
    if len(digits) in ((8, 10, 12) if name == "code" else (8, 10, 12, 20)):
        fields.add(name, digits, row.part(start + found.start(1), start + found.end(1)), name, factor)
    elif name == "number" and 6 <= len(digits) <= 25:
        fields.add("odd_number", digits, row.part(start + found.start(1), start + found.end(1)), name, factor * 0.8)


def _person(
    fields: Fields, page: Page, index: int, row: Row, hit: Hit, start: int, end: int, zone: str, factor: float
) -> None:
    text = zone.strip(" :\t")
    first = re.split(r"\t", text)[0].strip()
    first = re.sub(r"[\s:]+", "", first)
    found = re.match(r"[\u4e00-\u9fff·*]{2,8}", first)
    if found and not re.search("日期|号码|代码|单位|科室|签[字名]|确认|信息|结算|费用|住院|性别", found[0]):
        fields.add(
            "patient", found[0], row.part(start, end)[:1], hit.words, factor * (1.0 if len(found[0]) <= 4 else 0.9)
        )
    elif not first:
        below = _below(page, index, row, hit)
        if below and re.fullmatch(r"[\u4e00-\u9fff·]{2,5}", below.text.strip()):
            fields.add("patient", below.text.strip(), [below], hit.words, factor * 0.92)


def _amount(
    fields: Fields, page: Page, index: int, row: Row, hit: Hit, start: int, end: int, zone: str, factor: float
) -> None:
    candidate = re.match(
        r"[\s:*(元)]*(?:\(?小写\)?[\s:]*)?(?:人民币|RMB|CNY)?[\s:]*([¥$Y]?\s?-?[\dOolI][\d,，. OolI]*)", zone
    )
    if candidate:
        raw = candidate[1].strip().lstrip("Y").strip()
        if blank := re.fullmatch(r"([¥$]?\s?\d{1,6}) (\d{2})", raw):
            raw = f"{blank[1]}.{blank[2]}"
            factor *= 0.9
        value = parse_amount(raw) or parse_amount(raw.split(" ")[0])
        words = row.part(start + candidate.start(1), start + candidate.end(1))
        if value is not None and value >= 0:
            shaped = 1.0 if re.search(r"\.\d{2}$", raw) else 0.85 if re.search(r"\.\d$", raw) else 0.8
            fields.add(hit.field, value.quantize(Decimal("0.01")), words, hit.words, factor * shaped)
        return
    if not zone.strip(" :\t") or hit.field in ("total", "sum"):
        below = _below(page, index, row, hit)
        if below and not zone.strip(" :\t") and (value := parse_amount(below.text, cents=True)) is not None:
            fields.add(hit.field, value, [below], hit.words, factor * 0.85)
    if hit.field == "sum" and (value := read_capitals(zone)) is not None and len(zone.strip()) > 3:
        fields.add("capitals", value, row.part(start, end), "capitals", factor)


def _below(page: Page, index: int, row: Row, hit: Hit) -> Placed | None:
    """The word under a label, for tables with the label as a heading."""
    if index + 1 >= len(page.rows):
        return None
    left = row.x_at(hit.start)
    right = row.x_at(max(hit.start, hit.end - 1)) + row.height
    beneath = page.rows[index + 1]
    if beneath.v - row.v > 3.2 * row.height:
        return None
    for placed in beneath.words:
        if placed.left < right and placed.right > left:
            return placed
    return None


def _loose_ends(fields: Fields, page: Page) -> None:
    """Values whose label was not found: a sum in capitals, a lone 20-digit number, the shop's name on top."""
    for row in page.rows:
        if "capitals" not in fields.found:
            value = read_capitals(row.text)
            if value is not None and value > 0 and re.search(r"[零壹贰叁肆伍陆柒捌玖拾佰仟]{2,}", row.text):
                fields.add("capitals", value, row.words, "capitals", 0.95)
        for placed in row.words:
            if "number" not in fields.found and fields.kind == "einvoice":
                found = re.search(r"(?<!\d)(\d{20})(?!\d)", placed.text)
                if found:
                    fields.add("number", found[1], [placed], "shape", 0.95)
        if fields.kind in ("outpatient", "inpatient") and "number" not in fields.found:
            found = re.search(r"N[oO0][.:\s]{0,3}(\d{8}|\d{10}|\d{12})(?!\d)", row.text)
            if found:
                fields.add("number", found[1], row.part(found.start(1), found.end(1)), "No", 0.98)
    seller_on_top(fields, page)
    if "date" not in fields.found and "slip_date" not in fields.found:
        for row, made in _dates(page):
            fields.add("loose_date", made, row.words, "anywhere", 0.85)


def _dates(page: Page) -> list[tuple[Row, date]]:
    made = []
    for row in page.rows:
        if re.search("入院|出院|就诊|住院|出生|有效期|批号|生产", row.text):
            continue
        found = re.search(r"20\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}", row.text)
        if found and (value := parse_chinese_date(found[0])):
            made.append((row, value))
    return made
