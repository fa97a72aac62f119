"""Fields of Chinese receipts, from rows of words: labels, geometry, and what the kinds have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipts.capitals import read_capitals
from receipts.dates import parse_chinese_date
from receipts.labels import Hit, find_labels, value_zone
from receipts.layout import Page, Placed, Row
from receipts.values import find_amounts, parse_amount

SURNAME_OR_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
ORGANISATION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9()·]*(?:医院|保健院|卫生院|服务中心|服务站|门诊部|诊所|药房|药店|公司|超市|便利店|疾控中心|中心|商店|商场|药号|卫生室|医务室|商行|经营部|集团|店\)?)(?:[\u4e00-\u9fff]{0,8}(?:院区|分院|分店|门店|店))?(?:\([\u4e00-\u9fff]{1,8}\))?"
)
HOSPITAL = re.compile(
    r"[\u4e00-\u9fff()]{0,20}(?:医院|保健院|卫生院|卫生服务中心|卫生服务站|门诊部|诊所)(?:\([\u4e00-\u9fff]{1,8}\))?"
)
TITLE_WORDS = re.compile(
    r"(?:基本医疗保险|医疗保险|医保|城镇职工|城乡居民)?(?:住院|门诊|出院)?(?:医疗)?(?:费用?|收费)?(?:结算单|结算清单|费用清单|结账单|票据|收据|发票|小票).*$"
)


@dataclass(slots=True)
class Found:
    """A candidate for a field: its value, where it was read, how sure, and which source it comes from."""

    value: object
    words: list[Placed]
    score: float
    source: str


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


def classify(text: str) -> str:
    """The kind by what the page says; ``unknown`` if nothing speaks for any."""
    flat = re.sub(r"\s", "", text)
    points: dict[str, float] = {}

    def vote(kind: str, weight: float, *patterns: str) -> None:
        for pattern in patterns:
            if re.search(pattern, flat):
                points[kind] = points.get(kind, 0) + weight

    vote("settlement", 5, r"结算单(?!号|据|编)", "结算清单", "费用结账单")
    vote("settlement", 1.2, "入院[日时]", "出院[日时]", "住院天数", "起付[线标]", "经办人", "结算[日时]")
    vote("inpatient", 4, "住院收费票据", "医疗住院", "住院.{0,4}票据", "住院收费")
    vote("inpatient", 1, "住院号", "住院时间", "预缴金额", "补缴金额", "住院科[室别]")
    vote("outpatient", 4, "门诊收费票据", "医疗门诊", "门诊.{0,4}票据", "门诊收费", "门.{1,2}费票据")
    vote("outpatient", 1, "门诊号", "就诊日期", "就诊科室")
    for kind in ("inpatient", "outpatient"):
        if re.search("票据(?:代码|号码)|交款人|收款单位", flat):
            points[kind] = points.get(kind, 0) + 1.5
    vote("vat", 4, "增值税(?:电子)?普通发票", "增值税电子", "机器编号", "密码区")
    vote("vat", 1.5, "发票代码", "货物或应税劳务", "校验码", "收款人", "开户行及账号", "地址、?电话")
    vote("einvoice", 4, r"电子发票\(", "(?<!\\d)\\d{20}(?!\\d)", "购买方信息", "销售方信息")
    vote("einvoice", 1.5, "发票号码", "价税合计", "项目名称.{0,40}税额", "统一社会信用代码/")
    vote("pharmacy", 3, "药房", "药店", "药号", "医药")
    vote("pharmacy", 1, "胶囊", "片", "颗粒", "处方", "药师")
    for pattern in (
        "小票",
        "收银",
        "找[零回]",
        "品名",
        "单价",
        "谢谢",
        "会员",
        "款台",
        "欢迎光临",
        "实收",
        "应收",
        "积分",
    ):
        if re.search(pattern, flat):
            points["till"] = points.get("till", 0) + 1
    slip = points.get("till", 0)
    if "pharmacy" in points:
        points["pharmacy"] = points["pharmacy"] + slip if slip >= 2 else 0
        if points["pharmacy"] >= 3 and re.search("药房|药店|药号|医药", flat):
            points["till"] = 0
        else:
            points["pharmacy"] = 0
    best = max(points, key=lambda kind: points[kind], default="unknown")
    return best if points.get(best, 0) >= 2 else "unknown"


def read_fields(page: Page) -> Fields:
    """All candidates of one Chinese page."""
    fields = Fields(kind=classify(page.text))
    hits = [find_labels(row) for row in page.rows]
    fields.label_hits = sum(1 for row_hits in hits for hit in row_hits if hit.field != "-" or len(hit.words) > 2)
    for index, row in enumerate(page.rows):
        for hit in hits[index]:
            _value(fields, page, hits, index, row, hit)
    _parties(fields, page, hits)
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
        text = _organisation(zone)
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


def _organisation(zone: str) -> str | None:
    text = zone.strip(" :\t").split("\t")[0].strip(" :")
    text = re.sub(r"^\(?(?:盖?章|公章)\)?[:\s]*", "", text)
    text = re.sub(r"(?:收费|财务|发票|业务|结算)?专用章.*$", "", text).strip(" :")
    if len(text) < 4 or not re.search(r"[\u4e00-\u9fff]{3}", text):
        return None
    found = ORGANISATION.search(re.sub(r"\s", "", text))
    return found[0] if found and len(found[0]) >= 4 else re.sub(r"\s", "", text)


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
            shaped = 1.0 if re.search(r"\.\d{2}$", raw) else 0.93 if re.search(r"\.\d$", raw) else 0.8
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


NAME = re.compile(r"(?:名[ \t]*)?称[ \t]*[:;.]?(?=[ \t]*[\u4e00-\u9fff])|名[ \t]+[称弥][ \t]*[:;]?")
NOT_A_PARTY = re.compile(r"项目|货物|劳务|品|服务|费用|药|机构|医院|店|方$|单位")


def _parties(fields: Fields, page: Page, hits: list[list[Hit]]) -> None:
    """名称 of buyer and seller: by where they stand, buyer above or left, seller below or right of the table."""
    names: list[tuple[int, float, str, list[Placed]]] = []
    for index, (row, row_hits) in enumerate(zip(page.rows, hits, strict=True)):
        zones = [
            value_zone(row, row_hits, hit)
            for hit in row_hits
            if hit.field == "name" and not _not_a_party(row, hit.start)
        ]
        if not zones and fields.kind in ("vat", "einvoice"):
            # the first letter of the label hidden by a fold, a line or a seal
            for found in NAME.finditer(row.text):
                if not _not_a_party(row, found.start()) and "项目" not in row.text and "货物" not in row.text:
                    following = [hit.start for hit in row_hits if hit.start > found.end()]
                    zones.append((found.end(), min(following, default=len(row.text))))
        for start, end in zones:
            text = row.text[start:end].strip("\t :")
            text = re.sub(r"\s", "", text.split("\t")[0])
            text = re.split(r"密|[<>+*/]{2,}|\d{6,}", text)[0].strip(":")
            words = [
                placed for placed in row.part(start, end) if text[:2] in re.sub(r"\s", "", placed.text)
            ] or row.part(start, end)
            names.append((index, row.x_at(start), text, words[:1]))
    names = [name for name in names if re.search(r"[\u4e00-\u9fff]{2}", name[2])]
    if not names:
        return
    middle, table = _table_place(page)
    for index, x, text, words in names:
        if table is not None and index > table:
            name = "seller"
        elif fields.kind == "vat":
            name = "patient"
        elif len(names) == 1 and table is None:
            name = "seller" if ORGANISATION.fullmatch(text) else "patient"
        else:
            name = "seller" if x > middle else "patient"
        _party(fields, name, text, words)


def _not_a_party(row: Row, start: int) -> bool:
    return NOT_A_PARTY.search(row.text[max(0, start - 2) : start].strip()) is not None


def _table_place(page: Page) -> tuple[float, int | None]:
    """Horizontal middle of the paper and the row of the table's heading."""
    heading = None
    for index, row in enumerate(page.rows):
        flat = re.sub(r"\s", "", row.text)
        points = sum(word in flat for word in ("项目名称", "货物", "规格", "单价", "数量", "税率", "税额", "金额"))
        if points >= 3 or ("价税合计" in flat and heading is None):
            heading = index
            break
    rows = [page.rows[heading]] if heading is not None and len(page.rows[heading].words) > 3 else page.rows
    left = min(placed.left for row in rows for placed in row.words)
    right = max(placed.right for row in rows for placed in row.words)
    return left + 0.42 * (right - left), heading


def _party(fields: Fields, name: str, text: str, words: list[Placed]) -> None:
    if name == "seller":
        text = _organisation(text) or text
    elif not re.search("公司|医院|中心|集团|学校|大学|局|厂|店|社|银行", text):
        text = re.sub(r"[^\u4e00-\u9fff·*].*$", "", text)
        if not 2 <= len(text) <= 6:
            return
    fields.add(name, text, words, "名称")


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
    _seller_on_top(fields, page)
    if "date" not in fields.found and "slip_date" not in fields.found:
        for row, made in _dates(page):
            fields.add("loose_date", made, row.words, "anywhere", 0.85)


def _seller_on_top(fields: Fields, page: Page) -> None:
    for index, row in enumerate(page.rows[:5]):
        text = row.text.split("\t")[0] if fields.kind in ("pharmacy", "till", "unknown") else row.text
        flat = re.sub(r"\s", "", text)
        if fields.kind in ("outpatient", "inpatient", "settlement"):
            flat = TITLE_WORDS.sub("", flat)
            found = re.fullmatch(HOSPITAL, flat)
        else:
            found = ORGANISATION.fullmatch(flat) if not re.search("欢迎|谢谢|小票|[:：]", flat) else None
        if found and len(found[0]) >= 4:
            fields.add("seller_top", found[0], row.words, "top", 1.0 if index < 3 else 0.9)
            return
    if fields.kind in ("outpatient", "inpatient", "settlement"):
        for row in page.rows:
            for placed in row.words:
                found = re.search(HOSPITAL, re.sub(r"[^\u4e00-\u9fff()]", "", placed.text))
                if found and len(found[0]) >= 5 and not re.search("类型|综合医院|专科医院|等级", placed.text):
                    fields.add("seller_top", found[0], [placed], "anywhere", 0.85)
                    return


def _dates(page: Page) -> list[tuple[Row, date]]:
    made = []
    for row in page.rows:
        if re.search("入院|出院|就诊|住院|出生|有效期|批号|生产", row.text):
            continue
        found = re.search(r"20\d{2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}", row.text)
        if found and (value := parse_chinese_date(found[0])):
            made.append((row, value))
    return made


def read_items(page: Page, kind: str) -> list[tuple[str, Decimal | None, list[Placed]]]:
    """Item lines between the table's heading and its sum: name and amount, for one or two column groups."""
    heading = None
    for index, row in enumerate(page.rows):
        flat = re.sub(r"\s", "", row.text)
        if re.search(r"项目|名称|品名|费用名|商品", flat) and re.search(r"金额|小计|总价", flat):
            heading = index
            break
    if heading is None:
        return _paired_items(page) if kind in ("settlement", "inpatient", "outpatient") else []
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
    groups = min(len(names), len(amounts)) or 1
    edges = [*(names[i] - 1.5 * head.height for i in range(1, groups)), float("inf")]
    columns: list[list[tuple[str, Decimal | None, list[Placed]]]] = [[] for _ in range(groups)]
    pending: list[tuple[str, list[Placed]] | None] = [None] * groups
    for row in page.rows[heading + 1 :]:
        flat = re.sub(r"\s", "", row.text)
        if re.search(r"合计|总计|小写|大写|总额|总费用|应收|实收|应付|实付", flat):
            break
        left = float("-inf")
        for group, edge in enumerate(edges[:groups]):
            cell = [placed for placed in row.words if left <= placed.left < edge]
            left = edge
            if cell:
                pending[group] = _item(
                    columns[group], cell, amounts[group] if group < len(amounts) else None, pending[group], kind
                )
    return [item for column in columns for item in column]


FEE = re.compile(r"[\u4e00-\u9fffA-Za-z()]{1,12}(?:费|费用|料|药|品|检查|治疗|床位|护理)")


def _paired_items(page: Page) -> list[tuple[str, Decimal | None, list[Placed]]]:
    """Tables without a heading: a fee's name and its amount in the cell to the right of it."""
    made: list[tuple[str, Decimal | None, list[Placed]]] = []
    for row in page.rows:
        if re.search(r"合计|总计|小写|大写|总额|总费用|支付|自付|自费", row.text):
            if made:
                break
            continue
        for name, amount in zip(row.words, row.words[1:], strict=False):
            value = parse_amount(amount.text, cents=True)
            if value is not None and FEE.fullmatch(name.text.strip()):
                made.append((name.text.strip(), value, [name, amount]))
    return made


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
