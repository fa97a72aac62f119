"""Fields of Chinese receipts, from rows of words: labels, geometry, and what the kinds have in common."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from receipts.beneath import value_row
from receipts.capitals import read_capitals
from receipts.dates import parse_chinese_date
from receipts.fields import Fields
from receipts.kinds import classify
from receipts.labels import Hit, find_labels, value_zone
from receipts.layout import Page, Placed, Row
from receipts.parties import CUT_NAME, ORGANISATION, find_parties, organisation, seller_on_top
from receipts.values import parse_amount
from receipts.wordings import SURNAMES


def read_fields(page: Page) -> Fields:
    """All candidates of one Chinese page."""
    fields = Fields(kind=classify(page.text))
    hits = [find_labels(row) for row in page.rows]
    fields.label_hits = sum(1 for row_hits in hits for hit in row_hits if hit.field != "-" or len(hit.words) > 2)
    for index, row in enumerate(page.rows):
        for hit in hits[index]:
            factor = 1.0 if hit.exact else 0.95
            if beneath := value_row(page, hits, index, hit):
                _value(fields, beneath, 0, len(beneath.text), hit, factor * 0.97)
            else:
                start, end = value_zone(row, hits[index], hit)
                _value(fields, row, start, end, hit, factor)
        if any(hit.field == "capitals" for hit in hits[index]):
            _beside_capitals(fields, row, hits[index])
        elif len(CAPITAL_LETTERS.findall(row.text)) >= 3 and re.search("[元圆角分整]", row.text):
            fields.blurred_capitals.append(row.text.split("\t")[0])
            _beside_capitals(fields, row, hits[index])
    find_parties(fields, page, hits)
    _loose_ends(fields, page)
    return fields


FROM_TO = re.compile(r"20\d{2}\D\d{1,2}\D\d{1,2}日?\s?[-—~至]+\s?20\d{2}\D\d{1,2}\D\d{1,2}")
"""The days of a stay, whatever became of their label."""
CAPITAL_LETTERS = re.compile("[壹贰叁参肆伍陆柒捌玖拾佰仟圆角分整]")
"""What hardly stands anywhere but in a sum in capitals, whatever became of its label."""
SERIAL = r"[\s:]*(?:N[oO0°º][\s.:]*|№\s*|#\s*)?"


def _value(fields: Fields, row: Row, start: int, end: int, hit: Hit, factor: float) -> None:
    """What stands in ``row`` between ``start`` and ``end`` as a candidate for the label's field."""
    zone = row.text[start:end]
    name = hit.field
    if name in ("code", "number"):
        _number(fields, row, start, zone, name, factor)
    elif name in ("slip_number", "serial"):
        found = re.match(SERIAL + r"([A-Za-z]{0,4}-?\d[\dA-Za-z\-]{3,27})", zone)
        if found and not re.search("业务$|住院$|门诊$", row.text[: hit.start]):
            words = row.part(start + found.start(1), start + found.end(1))
            fields.add(
                "slip_number" if name == "slip_number" else "serial", found[1].rstrip("-"), words, hit.words, factor
            )
    elif name == "check_code":
        found = re.match(r"[\s:]*([0-9a-zA-Z](?:[ \t]?[0-9a-zA-Z]){4,24})", zone)
        if found:
            words = row.part(start + found.start(1), start + found.end(1))
            fields.add("check_code", re.sub(r"\s", "", found[1]), words, hit.words, factor)
    elif name in ("date", "slip_date") and not FROM_TO.search(zone):
        made = parse_chinese_date(zone) or (parse_chinese_date(row.text[start:]) if not zone.strip() else None)
        if made:
            fields.add(name, made, row.part(start, end)[:3], hit.words, factor)
    elif name == "patient":
        _person(fields, row, start, end, hit, factor)
    elif name == "seller":
        if text := organisation(zone):
            fields.add("seller", text, row.part(start, start + max(len(zone.split("\t")[0]), 1)), hit.words, factor)
    elif name == "capitals":
        value = read_capitals(zone)
        if value is not None and value > 0:
            fields.add("capitals", value, row.part(start, end), "capitals", factor)
        elif len(zone.strip()) > 3:
            fields.blurred_capitals.append(zone)
    elif name in MONEY_LABELS:
        _amount(fields, row, start, end, hit, factor)


MONEY_LABELS = ("total", "sum", "pool_paid", "other_paid", "personal_account_paid", "cash", "own_pay", "own_expense")


def _number(fields: Fields, row: Row, start: int, zone: str, name: str, factor: float) -> None:
    found = re.match(SERIAL + r"[\u4e00-\u9fff]?[\s:]*((?:[\dOoIlBSZ][ ]?){6,26})", zone)
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


NOT_A_NAME = re.compile(
    "日期|号码|代码|单位|科室|签[字名]|确认|信息|结算|费用|住院|出院|入院|性别|年龄|姓名|类型|医保|科别|名称|校验|规格|数量|单价|金额|项目|合计"
)


def _person(fields: Fields, row: Row, start: int, end: int, hit: Hit, factor: float) -> None:
    zone = row.text[start:end]
    first = re.split(r"\t", zone.strip(" :\t"))[0].strip()
    first = re.sub(r"[\s:]+", "", first)
    words = row.part(start, end)[:1]
    if (company := ORGANISATION.match(first)) and len(company[0]) >= 5:
        fields.add("patient", company[0], words, hit.words, factor * 0.97)
        return
    found = re.match(r"[\u4e00-\u9fff·*]{1,8}", first)
    if not found or NOT_A_NAME.search(found[0]) or CUT_NAME.fullmatch(first):
        return
    name = found[0]
    if len(name) == 1:
        # a short name set wide apart: 王 芳
        spaced = re.match(r"[\s:]*([\u4e00-\u9fff])[ \t]{1,4}([\u4e00-\u9fff])(?=[\s\d:]|$)", zone)
        if not spaced or spaced[1] not in SURNAMES:
            return
        name = spaced[1] + spaced[2]
    fields.add("patient", name, words, hit.words, factor * (1.0 if len(name) <= 4 else 0.9))


def _amount(fields: Fields, row: Row, start: int, end: int, hit: Hit, factor: float) -> None:
    zone = row.text[start:end]
    candidate = re.match(
        r"[\s:*(元)]*(?:\(?小写\)?[\s:]*)?(?:人民币|RMB|CNY)?[\s:]*(?:[YVvW市][\s:.]?(?=\s?\d))?"
        r"([¥$]?\s?-?[\dOolI][\d,，. OolI]*)",
        zone,
    )
    if candidate:
        raw = candidate[1].strip()
        if blank := re.fullmatch(r"([¥$]?\s?\d{1,6}) (\d{2})", raw):
            raw = f"{blank[1]}.{blank[2]}"
            factor *= 0.9
        value = parse_amount(raw) or parse_amount(raw.split(" ")[0])
        words = row.part(start + candidate.start(1), start + candidate.end(1))
        if value is not None and value >= 0:
            shaped = 1.0 if re.search(r"\.\d{2}$", raw) else 0.85 if re.search(r"\.\d$", raw) else 0.8
            fields.add(hit.field, value.quantize(Decimal("0.01")), words, hit.words, factor * shaped)
        return
    if hit.field == "sum" and (value := read_capitals(zone)) is not None and len(zone.strip()) > 3:
        fields.add("capitals", value, row.part(start, end), "capitals", factor)


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
            for size in (12, 10, 8):
                # № is read as No, but also as N9, Ne, NP or N alone
                found = re.search(rf"(?<![A-Za-z])N([oO0°º]?)[A-Za-z0-9]?[.:\s]{{0,3}}(\d{{{size}}})(?!\d)", row.text)
                if found:
                    words = row.part(found.start(2), found.end(2))
                    fields.add("number", found[2], words, "No", 0.98 if found[1] else 0.97)
                    break
    seller_on_top(fields, page)
    if "date" not in fields.found and "slip_date" not in fields.found:
        dates = _dates(page)
        for words, made in dates:  # the only date of the page is surer than one of several
            fields.add("loose_date", made, words, "anywhere", 0.92 if len({d for _, d in dates}) == 1 else 0.85)


def _beside_capitals(fields: Fields, row: Row, hits: list[Hit]) -> None:
    """An amount of its own in the row of the capitals needs no label."""
    read = [found.words for name in ("total", "sum") for found in fields.found.get(name, ())]
    if any(hit.field in MONEY_LABELS[2:] for hit in hits) or any(words[0] in row.words for words in read if words):
        return
    for placed in row.words:
        value = parse_amount(re.sub(r"^.{0,6}[)¥VvYyW写]\s*(?=\d)", "", placed.text), cents=True)
        if value is not None and value > 0:
            fields.add("total", value, [placed], "beside capitals", 0.95)


def _dates(page: Page) -> list[tuple[list[Placed], date]]:
    made = []
    for row in page.rows:
        if re.search("入院|出院|就诊|住院|出生|有效期|批号|生产", row.text) or FROM_TO.search(row.text):
            continue
        found = re.search(r"20\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}", row.text)
        if found and (value := parse_chinese_date(found[0])):
            made.append((row.part(found.start(), found.end()), value))
    return made
