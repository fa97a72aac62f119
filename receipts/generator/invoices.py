"""数电票 and older VAT invoices."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, person
from receipts.generator.print_habits import plain


def _party(
    c: Canvas,
    x: float,
    y: float,
    name: str,
    rng: random.Random,
    size: int,
    ink: tuple[int, int, int],
    who: str,
    colon: str,
    tax_number: str,
) -> None:
    name_label = rng.choice(("名称", "名称", "名 称", "名    称"))
    end = c.text(x, y, name_label + colon, size, ink=ink)
    c.text(end + 4, y, name, size)
    end = c.text(x, y + size + 22, rng.choice(("统一社会信用代码/纳税人识别号", "纳税人识别号")) + colon, size, ink=ink)
    c.text(end + 4, y + size + 22, tax_number, size)


def digital_invoice(facts: Facts, rng: random.Random) -> Canvas:
    """数电票: 20-digit number, buyer and seller side by side, one table, 价税合计."""
    ink = rng.choice(((130, 50, 30), (120, 60, 40), (20, 20, 20), (60, 50, 90)))
    rows = len(facts.items)
    width, height = rng.choice(((1700, 1080), (1600, 1040), (1760, 1120)))
    c = Canvas(width, height, face=rng.choice(("serif", "sans", "kai", "serif")))
    size = rng.choice((24, 26))
    colon = rng.choice(("：", "：", ":"))
    left, right = 60, width - 60
    c.text(
        width / 2,
        60,
        rng.choice(("电子发票（普通发票）", "电子发票(普通发票)", "电子发票（增值税专用发票）")),
        44,
        ink=ink,
        anchor="mt",
    )
    text = f"01,32,,{facts.number},{plain(facts.total)},{facts.issued:%Y%m%d},,{digits(rng, 4)}"
    if rng.random() < 0.85:
        c.qr(left, 30, 150, text)
    c.text(right - 470, 70, "发票号码" + colon, size, ink=ink)
    c.text(right - 470 + c.measure("发票号码" + colon, size) + 4, 70, facts.number or "", size)
    c.text(right - 470, 118, "开票日期" + colon, size, ink=ink)
    c.text(right - 470 + c.measure("开票日期" + colon, size) + 4, 118, facts.issued.strftime("%Y年%m月%d日"), size)
    y = 200
    middle = (left + right) / 2
    c.box(left, y, right, y + 150, ink=ink)
    c.line(middle, y, middle, y + 150, ink=ink)
    for who, x in (("购买方信息", left), ("销售方信息", middle)):
        letters = who if rng.random() < 0.7 else who[:3]
        for index, letter in enumerate(letters):
            c.text(x + 10, y + 8 + index * (136 / len(letters)), letter, 22, ink=ink)
        c.line(x + 42, y, x + 42, y + 150, ink=ink)
    _party(
        c,
        left + 56,
        y + 20,
        facts.patient or "",
        rng,
        size,
        ink,
        "购",
        colon,
        rng.choice(("", "", "91" + digits(rng, 16))),
    )
    _party(c, middle + 56, y + 20, facts.seller, rng, size, ink, "销", colon, "91" + digits(rng, 16))
    y += 150
    bottom = y + max(rows, 4) * 44 + 90
    columns = (
        ("项目名称", 0.0),
        ("规格型号", 0.26),
        ("单位", 0.37),
        ("数量", 0.44),
        ("单价", 0.53),
        ("金额", 0.66),
        ("税率/征收率", 0.75),
        ("税额", 0.91),
    )
    for heading, share in columns:
        c.text(left + 16 + share * (right - left), y + 8, heading, size, ink=ink)
    net = sum((amount for _, _, amount in facts.items), Decimal(0))
    taxes = _split_tax(facts)
    for index, ((name, quantity, amount), tax) in enumerate(zip(facts.items, taxes, strict=True)):
        ry = y + 52 + index * 44
        c.text(left + 16, ry, name, size - 2)
        c.text(left + 16 + 0.37 * (right - left), ry, rng.choice(("次", "项", "盒")), size)
        c.text(left + 16 + 0.45 * (right - left), ry, str(quantity), size)
        c.text(
            left + 16 + 0.53 * (right - left),
            ry,
            plain(amount / quantity) if rng.random() < 0.5 else f"{amount / quantity:.8f}"[:11],
            size,
        )
        c.text(left + 0.71 * (right - left), ry, plain(amount), size, anchor="ra")
        c.text(
            left + 16 + 0.77 * (right - left), ry, "免税" if not facts.tax else f"{round(facts.tax / net * 100)}%", size
        )
        c.text(right - 14, ry, "***" if not facts.tax else plain(tax), size, anchor="ra")
    c.text(left + 120, bottom - 40, "合      计" if rng.random() < 0.6 else "合计", size, ink=ink)
    c.text(left + 0.71 * (right - left), bottom - 40, "¥" + plain(net), size, anchor="ra")
    c.text(right - 14, bottom - 40, "***" if not facts.tax else "¥" + plain(facts.tax), size, anchor="ra")
    c.box(left, y, right, bottom, ink=ink)
    c.box(left, bottom, right, bottom + 56, ink=ink)
    c.text(left + 30, bottom + 12, "价税合计（大写）", size, ink=ink)
    c.text(
        left + 300,
        bottom + 12,
        rng.choice(("⊗", "", "ⓧ"))[:1].replace("ⓧ", "") + capital_words(facts.total).replace("元", rng.choice("元圆")),
        size,
    )
    end = c.text(left + 0.66 * (right - left), bottom + 12, rng.choice(("（小写）", "(小写)")), size, ink=ink)
    c.text(end + 6, bottom + 12, "¥" + plain(facts.total), size)
    c.box(left, bottom + 56, right, bottom + 160, ink=ink)
    c.text(left + 10, bottom + 66, "备", 22, ink=ink)
    c.text(left + 10, bottom + 120, "注", 22, ink=ink)
    if rng.random() < 0.5:
        c.text(
            left + 60,
            bottom + 70,
            rng.choice(("订单号：" + digits(rng, 14), "就诊人：" + (facts.patient or ""), "收款方式：微信")),
            size,
        )
    c.text(left + 60, bottom + 176, f"开票人{colon}{person(rng)}", size, ink=ink)
    c.seal(int(width / 2), 110, "全国统一发票监制章", rng, radius=80, oval=True)
    if rng.random() < 0.3:
        c.seal(int(right - 260), bottom + 60, facts.seller, rng)
    return c


def _split_tax(facts: Facts) -> list[Decimal]:
    net = sum((amount for _, _, amount in facts.items), Decimal(0))
    taxes = [(facts.tax * amount / net).quantize(Decimal("0.01")) for _, _, amount in facts.items]
    taxes[-1] += facts.tax - sum(taxes, Decimal(0))
    return taxes


def vat_invoice(facts: Facts, rng: random.Random) -> Canvas:
    """Older 增值税电子普通发票: code of 12 and number of 8 digits, cipher area, buyer above and seller below the table."""
    ink = rng.choice(((140, 60, 30), (60, 80, 150), (20, 20, 20), (130, 30, 40)))
    width, height = rng.choice(((1700, 1120), (1640, 1100)))
    c = Canvas(width, height, face=rng.choice(("serif", "sans", "hei", "kai")))
    size = rng.choice((23, 25))
    colon = rng.choice(("：", ":"))
    left, right = 60, width - 60
    title = facts.province.rstrip("省市").removesuffix("壮族自治区") + rng.choice(
        ("增值税电子普通发票", "增值税电子普通发票", "增值税普通发票")
    )
    c.text(width / 2, 56, title, 42, ink=ink, anchor="mt")
    net = sum((amount for _, _, amount in facts.items), Decimal(0))
    if rng.random() < 0.85:
        c.qr(
            left,
            26,
            140,
            f"01,10,{facts.code},{facts.number},{plain(net)},{facts.issued:%Y%m%d},{facts.check_code},{digits(rng, 4)},",
        )
    c.text(left + 160, 130, f"机器编号{colon}{digits(rng, 12)}", size - 2, ink=ink)
    check = facts.check_code or ""
    check = " ".join(check[i : i + 5] for i in range(0, 20, 5)) if rng.random() < 0.7 else check
    for index, (label, value) in enumerate(
        (
            ("发票代码", facts.code or ""),
            ("发票号码", facts.number or ""),
            (
                "开票日期",
                rng.choice((facts.issued.strftime("%Y年%m月%d日"), facts.issued.strftime("%Y 年 %m 月 %d 日"))),
            ),
            ("校 验 码" if rng.random() < 0.4 else "校验码", check),
        )
    ):
        px = right - 440
        end = c.text(px, 34 + index * 38, label + colon, size, ink=ink)
        c.text(end + 4, 34 + index * 38, value, size)
    y = 200
    c.box(left, y, right, y + 170, ink=ink)
    c.line(left + 44, y, left + 44, y + 170, ink=ink)
    for index, letter in enumerate("购买方"):
        c.text(left + 10, y + 14 + index * 52, letter, 24, ink=ink)
    labels = (
        ("名    称", facts.patient or ""),
        ("纳税人识别号", rng.choice(("", "91" + digits(rng, 16)))),
        ("地址、电话", ""),
        ("开户行及账号", ""),
    )
    for index, (label, value) in enumerate(labels):
        end = c.text(left + 56, y + 8 + index * 40, label + colon, size, ink=ink)
        c.text(end + 4, y + 8 + index * 40, value, size)
    cx = left + 0.62 * (right - left)
    c.line(cx, y, cx, y + 170, ink=ink)
    c.line(cx + 40, y, cx + 40, y + 170, ink=ink)
    for index, letter in enumerate("密码区"):
        c.text(cx + 8, y + 14 + index * 52, letter, 24, ink=ink)
    for row in range(4):
        c.text(
            cx + 52,
            y + 10 + row * 38,
            "".join(rng.choice("0123456789+-*/<>") for _ in range(27)),
            size - 2,
            face="mono",
        )
    y += 170
    bottom = y + max(len(facts.items), 3) * 42 + 84
    for heading, share in (
        ("货物或应税劳务、服务名称", 0.0),
        ("规格型号", 0.24),
        ("单位", 0.34),
        ("数 量", 0.42),
        ("单 价", 0.53),
        ("金 额", 0.66),
        ("税率", 0.76),
        ("税 额", 0.90),
    ):
        c.text(left + 12 + share * (right - left), y + 8, heading, size - 2, ink=ink)
    for index, ((name, quantity, amount), tax) in enumerate(zip(facts.items, _split_tax(facts), strict=True)):
        ry = y + 48 + index * 42
        c.text(left + 12, ry, name, size - 3)
        c.text(left + 12 + 0.43 * (right - left), ry, str(quantity), size)
        c.text(left + 12 + 0.53 * (right - left), ry, plain(amount / quantity), size)
        c.text(left + 0.72 * (right - left), ry, plain(amount), size, anchor="ra")
        c.text(
            left + 12 + 0.76 * (right - left), ry, "免税" if not facts.tax else f"{round(facts.tax / net * 100)}%", size
        )
        c.text(right - 12, ry, "***" if not facts.tax else plain(tax), size, anchor="ra")
    c.text(left + 100, bottom - 38, "合        计", size, ink=ink)
    c.text(left + 0.72 * (right - left), bottom - 38, rng.choice("¥￥") + plain(net), size, anchor="ra")
    c.text(right - 12, bottom - 38, "***" if not facts.tax else "¥" + plain(facts.tax), size, anchor="ra")
    c.box(left, y, right, bottom, ink=ink)
    c.text(left + 30, bottom + 10, "价税合计（大写）", size, ink=ink)
    c.text(
        left + 330,
        bottom + 10,
        rng.choice(("⊗", "ⓧ", ""))[:1].replace("ⓧ", "") + capital_words(facts.total).replace("元", "圆"),
        size,
    )
    end = c.text(left + 0.66 * (right - left), bottom + 10, "（小写）", size, ink=ink)
    c.text(end + 6, bottom + 10, rng.choice("¥￥") + plain(facts.total), size)
    c.box(left, bottom, right, bottom + 52, ink=ink)
    y = bottom + 52
    for index, letter in enumerate("销售方"):
        c.text(left + 10, y + 14 + index * 52, letter, 24, ink=ink)
    c.line(left + 44, y, left + 44, y + 170, ink=ink)
    for index, (label, value) in enumerate(
        (
            ("名    称", facts.seller),
            ("纳税人识别号", "91" + digits(rng, 16)),
            ("地址、电话", facts.province + "中山路" + digits(rng, 2) + "号 0571-8" + digits(rng, 7)),
            ("开户行及账号", "中国银行" + digits(rng, 18)),
        )
    ):
        end = c.text(left + 56, y + 8 + index * 40, label + colon, size, ink=ink)
        c.text(end + 4, y + 8 + index * 40, value, size)
    c.box(left, y, right, y + 170, ink=ink)
    for index, label in enumerate(("收款人", "复核", "开票人")):
        c.text(left + 60 + index * 360, y + 182, f"{label}{colon}{person(rng)}", size, ink=ink)
    c.text(right - 300, y + 182, "销售方：（章）", size, ink=ink)
    c.seal(int(width / 2), 110, "全国统一发票监制章", rng, radius=76, oval=True)
    if rng.random() < 0.7:
        c.seal(int(right - rng.uniform(180, 420)), int(y + rng.uniform(20, 110)), facts.seller, rng)
    return c
