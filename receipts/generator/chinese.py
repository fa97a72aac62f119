"""Layouts of Chinese receipts: medical tickets of several provinces, e-invoices, VAT invoices, settlements, slips."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, person

FORM_INKS = ((20, 20, 20), (120, 50, 30), (40, 60, 120), (90, 40, 40), (60, 60, 60))


def plain(amount: Decimal | None) -> str:
    return f"{amount or Decimal(0):.2f}"


def chinese_date(facts: Facts, rng: random.Random) -> str:
    return facts.issued.strftime(rng.choice(("%Y年%m月%d日", "%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")))


def _spaced(label: str, rng: random.Random) -> str:
    return " ".join(label) if len(label) == 2 and rng.random() < 0.15 else label


def _pairs(
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


def medical_ticket(facts: Facts, rng: random.Random) -> Canvas:
    """医疗门诊/住院收费票据（电子）: head, item table in one or two column groups, sums, other information, payee."""
    ink = rng.choice(FORM_INKS)
    width, height = rng.choice(((1700, 1100), (1600, 1040), (1500, 1060)))
    rows = len(facts.items)
    groups = rng.choice((1, 2)) if rows > 3 else rng.choice((1, 1, 2))
    height += max(0, (rows + groups - 1) // groups - 6) * 44
    c = Canvas(
        width,
        height,
        paper=rng.choice(((255, 255, 255), (252, 250, 245), (250, 252, 255))),
        face=rng.choice(("serif", "sans", "kai", "hei", "serif")),
    )
    size = rng.choice((24, 26, 28))
    colon = rng.choice(("：", "：", ":", ": "))
    inpatient = facts.kind == "inpatient"
    where = "住院" if inpatient else "门诊"
    title = rng.choice(
        (
            f"{facts.province}医疗{where}收费票据（电子）",
            f"{facts.province}医疗{where}收费票据(电子)",
            f"医疗{where}收费票据（电子）",
            f"{facts.province}医疗卫生单位{where}收费票据（电子）",
        )
    )
    c.text(width / 2, 50, title, 42, ink=ink, anchor="mt")
    c.line(width / 2 - 330, 108, width / 2 + 330, 108, ink=ink)
    left, right = 70, width - 70
    date_text = chinese_date(facts, rng)
    head = [
        (rng.choice(("票据代码", "票据代码", "电子票据代码")), facts.code or ""),
        (rng.choice(("票据号码", "票据号码", "电子票据号码")), facts.number or ""),
        (rng.choice(("交款人统一社会信用代码", "交款人信用代码")), rng.choice(("", "", "320***********1234"))),
        ("校验码", facts.check_code or ""),
        (_spaced(rng.choice(("交款人", "交款人", "交款人姓名", "姓名")), rng), facts.patient or ""),
        (rng.choice(("开票日期", "开票日期", "收费日期" if not inpatient else "开票日期")), date_text),
    ]
    side = rng.choice((0, 150, 150, 170))
    if side:
        qx = rng.choice((60, width - side - 60))
        first = f"01,{rng.choice(('', '10'))},{facts.code},{facts.number}"
        text = f"{first},{plain(facts.total)},{facts.issued:%Y%m%d},{facts.check_code},"
        c.qr(int(qx), 20, side, text)
    y = _pairs(c, head, left, 185, rng.choice((44, 50)), 2, right - left + 160, size, ink, colon) + 10
    top = y
    band = (right - left) / groups
    headings = rng.choice(
        (
            ("项目名称", "数量/单位", "金额（元）", "备注"),
            ("项目名称", "金额(元)"),
            ("收费项目", "数量", "金额"),
            ("项目/规格", "单价", "数量", "金额"),
        )
    )
    money_column = next(i for i, h in enumerate(headings) if h.startswith("金额"))
    per = (rows + groups - 1) // groups
    flush_left = rng.random() < 0.5
    for group in range(groups):
        gx = left + group * band
        for column, heading in enumerate(headings):
            c.text(gx + 12 + column * band / len(headings), y + 8, heading, size, ink=ink)
    step = size + rng.choice((12, 16, 18))
    c.line(left, y + step + 4, right, y + step + 4, ink=ink)
    for index, (name, quantity, amount) in enumerate(facts.items):
        gx = left + (index // per) * band
        ry = y + step + 12 + index % per * step
        cell = band / len(headings)
        c.text(gx + 12, ry, name, size)
        for column, heading in enumerate(headings):
            if heading.startswith("数量"):
                c.text(gx + 12 + column * cell, ry, f"{quantity}{rng.choice(('', '/次', '.00'))}", size)
            elif heading == "单价":
                c.text(gx + 12 + column * cell, ry, plain(amount / quantity), size)
        if flush_left:
            c.text(gx + 12 + money_column * cell, ry, plain(amount), size)
        else:
            c.text(gx + (money_column + 1) * cell - 20, ry, plain(amount), size, anchor="ra")
    y += step + 20 + per * step
    c.line(left, y, right, y, ink=ink)
    end = c.text(
        left + 12,
        y + 10,
        rng.choice(("金额合计（大写）", "合计（大写）", "金额合计(大写)", "合计金额（大写）")),
        size,
        ink=ink,
    )
    c.text(end + 10, y + 10, rng.choice(("", "¥", "人民币"))[:3].replace("¥", "") + capital_words(facts.total), size)
    end = c.text(
        left + (right - left) * 0.62, y + 10, rng.choice(("（小写）", "(小写)", "小写：", "（小写）￥")), size, ink=ink
    )
    c.text(end + 10, y + 10, plain(facts.total), size)
    y += 56
    c.line(left, y, right, y, ink=ink)
    other = [
        ("业务流水号", digits(rng, 12)),
        (f"{'住院号' if inpatient else '门诊号'}", digits(rng, 8)),
        (
            "就诊日期" if not inpatient else "住院时间",
            facts.issued.strftime("%Y%m%d") if not inpatient else f"{facts.admitted:%Y%m%d}至{facts.discharged:%Y%m%d}",
        ),
        ("医疗机构类型", rng.choice(("综合医院", "三级甲等", "专科医院"))),
        ("性别", rng.choice("男女")),
        ("医保类型", rng.choice(("城镇职工", "职工基本医疗保险", "城乡居民"))),
        (rng.choice(("医保统筹基金支付", "统筹基金支付", "基本医疗保险统筹支付")), plain(facts.pool_paid)),
        (rng.choice(("其他支付", "其它支付")), plain(facts.other_paid)),
        (rng.choice(("个人账户支付", "个人帐户支付")), plain(facts.personal_account_paid)),
        (rng.choice(("个人现金支付", "现金支付")), plain(facts.cash)),
        ("个人自付", plain(facts.own_pay)),
        ("个人自费", plain(facts.own_expense)),
    ]
    if inpatient and rng.random() < 0.6:
        other[6:6] = [("预缴金额", plain(facts.total)), ("补缴金额", "0.00"), ("退费金额", "0.00")]
    columns = rng.choice((3, 4))
    y = _pairs(
        c, other, left + 10, y + 10, size + 16, columns, right - left, min(size, 25 if columns == 4 else 27), ink, colon
    )
    c.line(left, y + 4, right, y + 4, ink=ink)
    c.box(left, top, right, y + 60, ink=ink)
    end = c.text(
        left + 12,
        y + 14,
        rng.choice(("收款单位（章）", "收款单位(章)", "收款单位", "医疗机构（章）")) + colon,
        size,
        ink=ink,
    )
    c.text(end + 6, y + 14, facts.seller, size)
    c.text(left + (right - left) * 0.6, y + 14, f"复核人{colon}{person(rng)}", size)
    c.text(left + (right - left) * 0.8, y + 14, f"收款人{colon}{person(rng)}", size)
    if rng.random() < 0.7:
        c.seal(int(left + (right - left) * rng.uniform(0.3, 0.75)), int(y - rng.uniform(20, 120)), facts.seller, rng)
    c.seal(int(width / 2), 100, "全国统一财政电子票据监制", rng, radius=78, oval=True)
    return c


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


def settlement(facts: Facts, rng: random.Random) -> Canvas:
    """住院费用结算单: portrait or landscape, no official number."""
    width = rng.choice((1240, 1400, 1600))
    c = Canvas(width, 1500, face=rng.choice(("serif", "sans", "hei", "kai")))
    size = rng.choice((25, 27))
    colon = rng.choice(("：", ":"))
    ink = (20, 20, 20)
    left, right = 70, width - 70
    title = rng.choice(
        ("住院费用结算单", "住院医疗费用结算单", "出院结算单", "基本医疗保险住院费用结算单", "医疗保险住院结算单")
    )
    if rng.random() < 0.5:
        c.text(width / 2, 50, facts.seller, 38, anchor="mt")
        c.text(width / 2, 108, title, 36, anchor="mt")
        seller_below = False
    else:
        c.text(width / 2, 70, facts.seller + title if rng.random() < 0.5 else title, 38, anchor="mt")
        seller_below = True
    dated = facts.issued.strftime(rng.choice(("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d")))
    head = [
        (_spaced(rng.choice(("姓名", "患者姓名", "病人姓名")), rng), facts.patient or ""),
        ("性别", rng.choice("男女")),
        ("年龄", f"{rng.randint(20, 80)}岁"),
        (rng.choice(("住院号", "病案号", "住院号码")), digits(rng, 8)),
        ("科室", rng.choice(("骨科", "心内科", "普外科", "呼吸内科", "妇科"))),
        ("入院日期", f"{facts.admitted:%Y-%m-%d}"),
        ("出院日期", f"{facts.discharged:%Y-%m-%d}"),
        ("住院天数", f"{(facts.discharged - facts.admitted).days}" if facts.discharged and facts.admitted else ""),
        (rng.choice(("结算日期", "结算日期", "结算时间")), dated),
        ("医保类型", rng.choice(("职工医保", "居民医保"))),
    ]
    if seller_below:
        head.insert(0, (rng.choice(("医疗机构", "医院名称", "定点医疗机构", "医疗机构名称")), facts.seller))
        head.insert(1, ("单据号", digits(rng, 9)))
    y = (
        _pairs(c, head, left, 180, size + 20, rng.choice((2, 3)) if width > 1300 else 2, right - left, size, ink, colon)
        + 14
    )
    top = y
    groups = rng.choice((1, 2))
    per = (len(facts.items) + groups - 1) // groups
    band = (right - left) / groups
    for group in range(groups):
        c.text(left + group * band + 16, y + 10, rng.choice(("费用项目", "项目", "费用名称", "项目名称")), size)
        c.text(
            left + (group + 1) * band - 24, y + 10, rng.choice(("金额", "金额（元）", "金额(元)")), size, anchor="ra"
        )
    step = size + 20
    for index, (name, _, amount) in enumerate(facts.items):
        gx = left + index // per * band
        ry = y + 10 + (index % per + 1) * step
        c.text(gx + 16, ry, name, size)
        c.text(gx + band - 24, ry, plain(amount), size, anchor="ra")
        if rng.random() < 0.9:
            c.line(gx, ry - 8, gx + band, ry - 8, width=1)
    y += 20 + (per + 1) * step
    c.box(left, top, right, y)
    y += 14
    total_label = rng.choice(("费用总额", "医疗费总额", "总费用", "费用合计", "医疗费用总额", "合计金额", "住院总费用"))
    end = c.text(left, y, total_label + colon, size)
    c.text(end + 4, y, rng.choice(("", "￥")) + plain(facts.total) + rng.choice(("", "元")), size)
    if rng.random() < 0.6:
        end = c.text(left + (right - left) * 0.45, y, rng.choice(("大写", "（大写）", "合计大写")) + colon, size)
        c.text(end + 4, y, capital_words(facts.total), size)
    y += step
    pays = [
        (rng.choice(("统筹基金支付", "医保统筹支付", "统筹支付", "基本医疗统筹支付")), plain(facts.pool_paid)),
        (rng.choice(("个人账户支付", "个人帐户支付", "账户支付")), plain(facts.personal_account_paid)),
        (rng.choice(("大病保险支付", "其他支付", "其他基金支付", "大额医疗补助")), plain(facts.other_paid)),
        (rng.choice(("现金支付", "个人现金支付")), plain(facts.cash)),
        (rng.choice(("个人自付", "自付金额", "自付")), plain(facts.own_pay)),
        (rng.choice(("个人自费", "自费金额", "自费")), plain(facts.own_expense)),
        ("预交金", plain(facts.total)),
        ("起付线", "800.00"),
    ]
    y = _pairs(c, pays, left, y, step, rng.choice((2, 3)), right - left, size, ink, colon) + 20
    c.text(left, y, f"经办人{colon}{person(rng)}", size)
    c.text(left + (right - left) * 0.5, y, f"患者签字{colon}", size)
    if rng.random() < 0.8:
        c.seal(int(left + (right - left) * rng.uniform(0.3, 0.8)), int(y - rng.uniform(20, 160)), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, min(1500, int(y + 110))))
    return c


def slip(facts: Facts, rng: random.Random) -> Canvas:
    """Pharmacy or shop till slip on narrow paper, thermal or dot matrix."""
    width = rng.choice((620, 700, 760))
    size = rng.choice((25, 27, 29))
    step = size + rng.choice((10, 14, 18))
    c = Canvas(
        width,
        1700,
        paper=rng.choice(((255, 255, 255), (248, 247, 242))),
        face=rng.choice(("hei", "sans", "hei", "kai")),
    )
    colon = rng.choice(("：", ":"))
    left, right = 36, width - 36
    y = 40
    c.text(width / 2, y, facts.seller, min(36, int((width - 60) / max(len(facts.seller), 1))), anchor="mt")
    y += 60
    c.text(
        width / 2,
        y,
        rng.choice(("销售小票", "购物小票", "收银小票", "欢迎光临", "零售小票", "结账单")),
        size,
        anchor="mt",
    )
    y += step
    stamp = facts.issued.strftime(rng.choice(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")))
    clock = f"{rng.randint(8, 21):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
    for line in (
        rng.choice(("单号", "小票号", "流水号", "交易号", "销售单号", "票号")) + colon + (facts.number or ""),
        rng.choice(("日期", "时间", "交易时间", "销售日期", "日期时间")) + colon + stamp + " " + clock,
        rng.choice(("收银员", "营业员", "款台")) + colon + rng.choice((person(rng), digits(rng, 4))),
    ):
        c.text(left, y, line, size)
        y += step
    dash = "-" * int((right - left) / c.measure("-", size))
    c.text(left, y, dash, size)
    y += step
    two_lines = rng.random() < 0.5
    headings = ("品名", "单价", "数量", "金额")
    shares = (0.0, 0.46, 0.66, 1.0)
    for heading, share in zip(headings, shares, strict=True):
        c.text(left + share * (right - left), y, heading, size, anchor="ra" if share == 1.0 else "la")
    y += step
    for name, quantity, amount in facts.items:
        c.text(left, y, name if two_lines else name[:6], size)
        if two_lines:
            y += step
        c.text(left + 0.46 * (right - left), y, plain(amount / quantity), size)
        c.text(left + 0.68 * (right - left), y, str(quantity), size)
        c.text(right, y, plain(amount), size, anchor="ra")
        y += step
    facts.items = [(name if two_lines else name[:6], quantity, amount) for name, quantity, amount in facts.items]
    c.text(left, y, dash, size)
    y += step
    c.text(left, y, f"数量合计{colon}{sum(q for _, q, _ in facts.items)}", size)
    y += step
    big = size + rng.choice((0, 4, 8))
    label = rng.choice(("合计", "应收", "总计", "合计金额", "应付金额", "实付金额", "应收金额", "总金额"))
    if rng.random() < 0.5:
        c.text(left, y, f"{label}{colon}{rng.choice(('', '￥', '¥'))}{plain(facts.total)}", big)
    else:
        c.text(left, y, label + colon, big)
        c.text(right, y, rng.choice(("", "¥")) + plain(facts.total), big, anchor="ra")
    y += big + 14
    paid = facts.total
    if rng.random() < 0.4:
        paid = (facts.total / 50).to_integral_value(rounding="ROUND_UP") * 50
    tender = rng.choice(("微信", "支付宝", "医保卡", "银行卡")) if paid == facts.total else "现金"
    lines = [
        f"{rng.choice((tender, tender + '支付', '实收'))}{colon}{plain(paid)}",
        f"{rng.choice(('找零', '找回'))}{colon}{plain(paid - facts.total)}",
    ]
    if rng.random() < 0.4:
        lines.append(f"会员卡号{colon}{digits(rng, 11)}")
        lines.append(f"本次积分{colon}{int(facts.total)}")
    lines += [
        f"电话{colon}0571-8{digits(rng, 7)}",
        f"地址{colon}{facts.province}{rng.choice(('中山路', '人民路', '解放街'))}{rng.randint(1, 300)}号",
        "谢谢惠顾 请保留小票",
    ]
    for line in lines:
        c.text(left, y, line, size)
        y += step
    if rng.random() < 0.35:
        c.seal(int(width * rng.uniform(0.5, 0.8)), int(y - rng.uniform(60, 260)), facts.seller, rng, radius=90)
    c.image = c.image.crop((0, 0, width, int(y + 40)))
    return c
