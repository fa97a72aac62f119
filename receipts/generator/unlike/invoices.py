"""数电票 and older VAT invoices as other programs draw them."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits
from receipts.generator.unlike.facts import person


def _tax_number(rng: random.Random) -> str:
    return "91" + digits(rng, 6) + "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMN") for _ in range(8))


def digital(facts: Facts, rng: random.Random) -> Canvas:
    """Twenty-digit number right, left or below the title; parties side by side or one below the other."""
    width = rng.choice((1240, 1480, 1654))
    c = Canvas(width, 1800, face=rng.choice(("serif", "sans", "kai", "hei")))
    ink, size, left, right = (
        rng.choice(((120, 40, 30), (20, 20, 20), (30, 50, 100))),
        rng.choice((21, 24, 27)),
        50,
        width - 50,
    )
    colon = rng.choice(("：", ":", "： "))
    c.text(
        width / 2,
        40,
        rng.choice(("电子发票（普通发票）", "电子发票(普通发票)", "电子发票（普 通 发 票）", "电子发票")),
        size + 18,
        ink=ink,
        anchor="mt",
    )
    x = rng.choice((right - 16 * size, left)) if rng.random() < 0.8 else width / 2 - 8 * size
    end = c.text(x, 110, "发票号码" + colon, size, ink=ink)
    c.text(end, 110, facts.number or "", size)
    end = c.text(x, 110 + size + 14, rng.choice(("开票日期", "开票日期", "开具日期")) + colon, size, ink=ink)
    c.text(end, 110 + size + 14, f"{facts.issued.year}年{facts.issued:%m}月{facts.issued:%d}日", size)
    if rng.random() < 0.6:
        qx = right - 120 if x < width / 2 - 100 else left
        c.qr(
            int(qx),
            24,
            120,
            f"01,{rng.choice(('31', '32'))},,{facts.number},{facts.total:.2f},{facts.issued:%Y%m%d},,{digits(rng, 4)}",
        )
    y = 210.0
    if rng.random() < 0.6:
        y = _side_by_side(c, facts, left, right, y, size, ink, colon, rng)
    else:
        for label, value in (
            (rng.choice(("购买方名称", "购方名称", "购买方")), facts.patient),
            (rng.choice(("销售方名称", "销方名称", "销售方")), facts.seller),
        ):
            end = c.text(left + 8, y, label + colon, size, ink=ink)
            c.text(end, y, value or "", size)
            c.text(left + 0.55 * (right - left), y, "纳税人识别号" + colon + _tax_number(rng), size, ink=ink)
            y += size + 20
    columns = rng.choice(
        (
            ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额"),
            ("项目名称", "数量", "单价", "金额", "税率", "税额"),
        )
    )
    return _lines(c, facts, left, right, y + 10, size, ink, columns, rng)


def _side_by_side(c: Canvas, facts: Facts, left: float, right: float, y: float, size: int, ink: tuple[int, int, int],
                  colon: str, rng: random.Random) -> float:  # fmt: skip
    middle, high = (left + right) / 2, 5 * (size + 8)
    c.box(left, y, right, y + high, ink=ink)
    c.line(middle, y, middle, y + high, ink=ink)
    for x, letters, party in ((left, "购买方信息", facts.patient), (middle, "销售方信息", facts.seller)):
        for index, letter in enumerate(letters):
            c.text(x + 8, y + 6 + index * (size + 6), letter, size - 2, ink=ink)
        name = party or ""
        small = min(size, int(((right - left) / 2 - 60 - 4 * size) / max(len(name), 1)))
        end = c.text(x + size + 24, y + 14, rng.choice(("名称", "名 称", "名称")) + colon, size, ink=ink)
        c.text(end, y + 14, name, small)
        tax = "统一社会信用代码/纳税人识别号" + colon
        c.text(x + size + 24, y + high - size - 22, tax + _tax_number(rng), min(size, 20) - 3, ink=ink)
    return y + high


def _lines(c: Canvas, facts: Facts, left: float, right: float, y: float, size: int, ink: tuple[int, int, int],
           columns: tuple[str, ...], rng: random.Random) -> Canvas:  # fmt: skip
    shares = [0.3, *([0.7 / (len(columns) - 1)] * (len(columns) - 1))]
    edges = [left + (right - left) * sum(shares[:i]) for i in range(len(shares))]
    top = y
    for x, heading in zip(edges, columns, strict=True):
        c.text(x + 8, y, heading, size - 4, ink=ink)
    net = sum((a for _, _, a in facts.items), Decimal(0))
    rate = "免税" if not facts.tax else f"{(facts.tax / net * 100).quantize(Decimal(1))}%"
    for name, quantity, amount in facts.items:
        y += size + 16
        tax = (amount * Decimal(rate[:-1]) / 100).quantize(Decimal("0.01")) if facts.tax else None
        shown = {"规格型号": "", "单位": "次", "数量": str(quantity), "单价": f"{amount:.2f}", "金额": f"{amount:.2f}",
                 "税额": "***" if tax is None else f"{tax:.2f}"}  # fmt: skip
        for x, heading in zip(edges, columns, strict=True):
            text = (
                name if heading.startswith(("项目", "货物")) else rate if heading.startswith("税率") else shown[heading]
            )
            c.text(x + 8, y, text, size - 4)
    y += size + 34
    c.text(left + 60, y, rng.choice(("合计", "合 计", "合        计")), size, ink=ink)
    c.text(edges[columns.index("金额")] - 10, y, f"¥{net:.2f}", size - 3)
    c.text(edges[columns.index("税额")] - 10, y, "***" if not facts.tax else f"¥{facts.tax:.2f}", size - 3)
    y += size + 18
    c.line(left, y - 6, right, y - 6, ink=ink)
    end = c.text(left + 20, y, rng.choice(("价税合计（大写）", "价税合计(大写)")), size, ink=ink)
    c.text(end + 30, y, rng.choice(("", "⊗", "ⓧ")) + capital_words(facts.total).replace("元", rng.choice("元圆")), size)
    end = c.text(left + 0.66 * (right - left), y, rng.choice(("（小写）", "(小写)")), size, ink=ink)
    c.text(end + 4, y, rng.choice(("¥", "￥", "¥ ")) + f"{facts.total:.2f}", size)
    y += size + 16
    c.box(left, top - 8, right, y, ink=ink)
    if rng.random() < 0.6:
        c.text(
            left + 10,
            y + 12,
            rng.choice(("备注：", "备注")) + rng.choice(("", "订单号" + digits(rng, 10), "就诊人：" + person(rng))),
            size,
        )
        y += size + 20
    c.text(left + 10, y + 14, "开票人：" + person(rng), size, ink=ink)
    c.image = c.image.crop((0, 0, c.width, int(y + 70)))
    return c


def vat(facts: Facts, rng: random.Random) -> Canvas:
    """增值税电子普通发票: code, number, date and check code on top, buyer above, seller below the table."""
    width = rng.choice((1300, 1500, 1700))
    c = Canvas(width, 1800, face=rng.choice(("serif", "sans", "kai", "hei")))
    ink, size, left, right = (
        rng.choice(((140, 60, 30), (30, 30, 30), (40, 60, 120))),
        rng.choice((22, 25)),
        50,
        width - 50,
    )
    colon = rng.choice(("：", ":", " : "))
    c.text(
        width / 2,
        40,
        facts.province + rng.choice(("增值税电子普通发票", "增值税普通发票", "增值税电子普通发票")),
        size + 16,
        ink=ink,
        anchor="mt",
    )
    y = 60.0
    labels = [("发票代码", facts.code), ("发票号码", facts.number), ("开票日期",
    f"{facts.issued:%Y}年{facts.issued:%m}月{facts.issued:%d}日"),
              ("校验码", " ".join((facts.check_code or "")[i : i + 5] for i in range(0, 20, 5)))]  # fmt: skip
    if rng.random() < 0.6:
        for label, value in labels:
            end = c.text(right - 18 * size, y, label + colon, size, ink=ink)
            c.text(end, y, value or "", size)
            y += size + 10
    else:
        y = 130
        for index, (label, value) in enumerate(labels):
            x = left + index % 2 * (right - left) / 2
            end = c.text(x, y + index // 2 * (size + 14), label + colon, size, ink=ink)
            c.text(end, y + index // 2 * (size + 14), value or "", size)
        y += 2 * (size + 14)
    if rng.random() < 0.6:
        net = facts.total - facts.tax
        c.qr(
            left,
            16,
            110,
            f"01,10,{facts.code},{facts.number},{net:.2f},{facts.issued:%Y%m%d},{facts.check_code},{digits(rng, 4)},",
        )
    y = max(y, 150) + 10
    y = _party(c, ("购买方", facts.patient or ""), left, right, y, size, ink, colon, rng)
    columns = ("货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额")
    shaped = _lines(c, facts, left, right, y + 10, size, ink, columns, rng)
    # the seller stands between the sums and the last line: grow the sheet and draw it below
    grown = Canvas(width, shaped.image.height + 5 * (size + 14), face=c.face)
    grown.image.paste(shaped.image, (0, 0))
    grown.texts, grown.codes = shaped.texts, shaped.codes
    bottom = _party(grown, ("销售方", facts.seller), left, right, shaped.image.height + 4, size, ink, colon, rng)
    if rng.random() < 0.7:
        grown.seal(right - 260, int(bottom - 60), facts.seller, rng, radius=90, oval=True)
    return grown


def _party(c: Canvas, who: tuple[str, str], left: float, right: float, y: float, size: int, ink: tuple[int, int, int],
           colon: str, rng: random.Random) -> float:  # fmt: skip
    step = size + 10
    c.box(left, y, right, y + 4 * step, ink=ink)
    for index, letter in enumerate(who[0]):
        c.text(left + 8, y + 8 + index * (size + 8), letter, size, ink=ink)
    rows = (
        (rng.choice(("名称", "名    称", "名 称")), who[1]),
        ("纳税人识别号", _tax_number(rng)),
        ("地址、电话", ""),
        ("开户行及账号", ""),
    )
    for index, (label, value) in enumerate(rows):
        end = c.text(left + size + 26, y + 6 + index * step, label + colon, size, ink=ink)
        c.text(end, y + 6 + index * step, value, size)
    if who[0] == "购买方":
        for index in range(4):
            c.text(
                right - 20 * size,
                y + 6 + index * step,
                "".join(rng.choice("0123456789<>+*-/") for _ in range(26)),
                size,
            )
    return y + 4 * step
