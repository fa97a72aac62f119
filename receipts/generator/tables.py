"""More layouts: values in the cells of ruled tables, narrow rolls, phone pages, sheets. Other habits than medical.py."""

from __future__ import annotations

import random

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, person
from receipts.generator.print_habits import chinese_date, plain


def _grid(
    c: Canvas, rows: list[list[tuple[str, str]]], left: float, right: float, y: float, step: int, size: int
) -> float:
    """A ruled table whose cells alternate label and value. Returns the y below."""
    for row in rows:
        width = (right - left) / len(row)
        for index, (label, value) in enumerate(row):
            x = left + index * width
            c.box(x, y, x + width * 0.42, y + step, width=1)
            c.box(x + width * 0.42, y, x + width, y + step, width=1)
            c.text(x + 8, y + (step - size) / 2 - 2, label, size)
            c.text(x + width * 0.42 + 10, y + (step - size) / 2 - 2, value, size)
        y += step
    return y


def grid_settlement(facts: Facts, rng: random.Random) -> Canvas:
    """Settlement with every value in a cell of its own beside the cell of its label: no colons at all."""
    width = rng.choice((1400, 1600))
    c = Canvas(width, 1600, face=rng.choice(("serif", "sans", "hei")))
    size = rng.choice((24, 26))
    left, right = 60, width - 60
    c.text(width / 2, 50, facts.seller, 36, anchor="mt")
    c.text(width / 2, 104, rng.choice(("住院费用结算单", "医疗费用结算单", "参保人员住院费用结算单")), 34, anchor="mt")
    c.text(left, 156, f"结算单号：{digits(rng, 10)}" if rng.random() < 0.5 else "打印次数：1", size)
    stay = str((facts.discharged - facts.admitted).days) if facts.discharged and facts.admitted else ""
    head = [
        [("姓名", facts.patient or ""), ("性别", rng.choice("男女")), ("年龄", str(rng.randint(18, 85)))],
        [("住院号", digits(rng, 8)), ("科室", rng.choice(("神经内科", "骨科", "普外科"))), ("医保类型", "职工医保")],
        [("入院日期", f"{facts.admitted:%Y-%m-%d}"), ("出院日期", f"{facts.discharged:%Y-%m-%d}"), ("住院天数", stay)],
    ]
    y = _grid(c, head, left, right, 200, size + 22, size)
    per_row = rng.choice((2, 3))
    cells = [(name, plain(amount)) for name, _, amount in facts.items]
    cells += [("", "")] * (-len(cells) % per_row)
    c.text(left + 10, y + 10, "费用明细", size)
    y = _grid(
        c, [cells[i : i + per_row] for i in range(0, len(cells), per_row)], left, right, y + size + 24, size + 20, size
    )
    sums = [
        [
            (rng.choice(("费用总额", "医疗费总额", "合计金额")), plain(facts.total)),
            ("大写", capital_words(facts.total)),
        ],
        [("统筹基金支付", plain(facts.pool_paid)), ("个人账户支付", plain(facts.personal_account_paid))],
        [(rng.choice(("其他支付", "大病保险支付")), plain(facts.other_paid)), ("现金支付", plain(facts.cash))],
        [("个人自付", plain(facts.own_pay)), ("个人自费", plain(facts.own_expense))],
    ]
    y = _grid(c, sums, left, right, y, size + 24, size) + 16
    c.text(left, y, f"经办人：{person(rng)}", size)
    c.text(
        left + (right - left) * 0.6,
        y,
        "结算日期：" + facts.issued.strftime(rng.choice(("%Y-%m-%d", "%Y年%m月%d日"))),
        size,
    )
    if rng.random() < 0.8:
        c.seal(int(left + (right - left) * rng.uniform(0.4, 0.8)), int(y - 60), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, int(y + 90)))
    return c


def fee_sheet(facts: Facts, rng: random.Random) -> Canvas:
    """Settlement as a long portrait list with dotted leaders and the sums in one paragraph."""
    width = rng.choice((1100, 1240))
    c = Canvas(width, 1900, face=rng.choice(("kai", "hei", "sans")))
    size = rng.choice((27, 29))
    step = size + 18
    left, right = 80, width - 80
    c.text(width / 2, 60, facts.seller, 38, anchor="mt")
    c.text(width / 2, 116, rng.choice(("出院费用结算单", "住院病人费用结算单", "住院费用结算清单")), 34, anchor="mt")
    y: float = 190
    for line in (
        f"患者姓名:{facts.patient}    性别:{rng.choice('男女')}    住院号:{digits(rng, 7)}",
        f"入院时间:{facts.admitted:%Y.%m.%d}    出院时间:{facts.discharged:%Y.%m.%d}",
        f"结算时间:{facts.issued:%Y.%m.%d} {rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}    费别:医保",
    ):
        c.text(left, y, line, size)
        y += step
    c.line(left, y, right, y)
    y += 10
    c.text(left, y, "收费项目", size)
    c.text(right, y, "金额", size, anchor="ra")
    y += step
    for name, _, amount in facts.items:
        c.text(left, y, name, size)
        c.text(right, y, plain(amount), size, anchor="ra")
        y += step
    c.line(left, y, right, y)
    y += 12
    c.text(left, y, "总费用:", size)
    c.text(right, y, plain(facts.total), size, anchor="ra")
    y += step
    c.text(left, y, f"人民币大写:{capital_words(facts.total)}", size)
    y += step
    for line in (
        f"医保统筹支付:{plain(facts.pool_paid)}元  账户支付:{plain(facts.personal_account_paid)}元",
        f"其他基金支付:{plain(facts.other_paid)}元  个人现金支付:{plain(facts.cash)}元",
        f"其中:个人自付{plain(facts.own_pay)}元  个人自费{plain(facts.own_expense)}元",
    ):
        c.text(left, y, line, size)
        y += step
    c.text(right, y + 20, "(医院盖章)", size, anchor="ra")
    if rng.random() < 0.8:
        c.seal(int(right - 120), int(y - 10), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, int(y + 120)))
    return c


def roll_ticket(facts: Facts, rng: random.Random) -> Canvas:
    """Machine-printed outpatient ticket on a narrow roll, one value a line."""
    width = rng.choice((760, 840, 900))
    c = Canvas(
        width, 1900, paper=rng.choice(((255, 255, 255), (250, 246, 238))), face=rng.choice(("hei", "serif", "kai"))
    )
    size = rng.choice((27, 29))
    step = size + 17
    left, right = 50, width - 50
    y: float = 46
    c.text(
        width / 2,
        y,
        facts.province + "医疗门诊收费票据",
        min(38, int((width - 80) / 16)),
        anchor="mt",
        ink=(120, 40, 40),
    )
    y += 70
    lines = [
        f"票据代码：{facts.code}",
        f"票据号码：{facts.number}",
        f"校验码：{facts.check_code}",
        f"交款人：{facts.patient}",
        f"开票日期：{chinese_date(facts, rng)}",
        f"门诊号：{digits(rng, 8)}",
    ]
    for line in lines:
        c.text(left, y, line, size)
        y += step
    c.line(left, y, right, y)
    c.text(left, y + 8, "项目名称", size)
    c.text(right, y + 8, "金额(元)", size, anchor="ra")
    y += step + 8
    for name, _, amount in facts.items:
        c.text(left, y, name, size)
        c.text(right, y, plain(amount), size, anchor="ra")
        y += step
    c.line(left, y, right, y)
    y += 8
    for line in (
        f"合计（大写）：{capital_words(facts.total)}",
        f"（小写）：¥{plain(facts.total)}",
        f"医保统筹基金支付：{plain(facts.pool_paid)}",
        f"个人账户支付：{plain(facts.personal_account_paid)}",
        f"其他支付：{plain(facts.other_paid)}",
        f"个人现金支付：{plain(facts.cash)}",
        f"个人自付：{plain(facts.own_pay)}",
        f"个人自费：{plain(facts.own_expense)}",
        f"收款单位（章）：{facts.seller}",
        f"收款人：{person(rng)}",
    ):
        c.text(left, y, line, size)
        y += step
    if rng.random() < 0.7:
        c.seal(int(width * rng.uniform(0.55, 0.75)), int(y - rng.uniform(40, 160)), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, int(y + 50)))
    return c


def ledger_ticket(facts: Facts, rng: random.Random) -> Canvas:
    """Medical ticket with number and code at the upper right, hospital below the title, payments in ruled cells."""
    width = rng.choice((1500, 1640))
    c = Canvas(width, 1400, face=rng.choice(("serif", "sans", "hei")))
    ink = rng.choice(((150, 30, 40), (40, 70, 130), (20, 20, 20)))
    size = rng.choice((24, 26))
    left, right = 60, width - 60
    where = "住院" if facts.kind == "inpatient" else "门诊"
    c.text(
        width / 2,
        44,
        f"{facts.province}{where}医疗收费票据"
        if rng.random() < 0.5
        else f"{facts.province}医疗{where}收费票据（电子）",
        40,
        ink=ink,
        anchor="mt",
    )
    c.text(right, 40, "票据代码：" + (facts.code or ""), size, anchor="ra")
    c.text(right, 78, "票据号码：" + (facts.number or ""), size, anchor="ra")
    c.text(right, 116, "校验码：" + (facts.check_code or ""), size, anchor="ra")
    y: float = 170
    c.text(left, y, f"姓名：{facts.patient}", size)
    c.text(left + (right - left) * 0.28, y, f"性别：{rng.choice('男女')}", size)
    c.text(left + (right - left) * 0.45, y, f"{where}号：{digits(rng, 8)}", size)
    c.text(left + (right - left) * 0.72, y, f"收费日期：{chinese_date(facts, rng)}", size)
    y += 50
    top = y
    groups = 3 if len(facts.items) > 5 else 2
    per = (len(facts.items) + groups - 1) // groups
    band = (right - left) / groups
    for group in range(groups):
        c.text(left + group * band + 12, y + 8, "收费项目", size, ink=ink)
        c.text(left + (group + 1) * band - 16, y + 8, "金额", size, ink=ink, anchor="ra")
        c.line(
            left + (group + 1) * band, y, left + (group + 1) * band, y + (per + 1) * (size + 18) + 10, ink=ink, width=1
        )
    for index, (name, _, amount) in enumerate(facts.items):
        gx = left + index // per * band
        ry = y + 8 + (index % per + 1) * (size + 18)
        c.text(gx + 12, ry, name, size)
        c.text(gx + band - 16, ry, plain(amount), size, anchor="ra")
    y += (per + 1) * (size + 18) + 10
    c.box(left, top, right, y, ink=ink)
    c.box(left, y, right, y + 52, ink=ink)
    c.text(left + 12, y + 10, "合计（大写）：" + capital_words(facts.total), size)
    c.text(
        left + (right - left) * 0.65,
        y + 10,
        "￥：" + plain(facts.total) if rng.random() < 0.3 else "（小写）：¥" + plain(facts.total),
        size,
    )
    y += 52
    cells = [
        [
            ("统筹支付", plain(facts.pool_paid)),
            ("个人账户支付", plain(facts.personal_account_paid)),
            ("其他支付", plain(facts.other_paid)),
        ],
        [("个人自付", plain(facts.own_pay)), ("个人自费", plain(facts.own_expense)), ("现金支付", plain(facts.cash))],
    ]
    y = _grid(c, cells, left, right, y, size + 24, size) + 18
    c.text(left, y, f"收款单位（盖章）：{facts.seller}", size)
    c.text(left + (right - left) * 0.7, y, f"收费员：{digits(rng, 4)}", size)
    if rng.random() < 0.7:
        c.seal(int(left + (right - left) * rng.uniform(0.3, 0.7)), int(y - 50), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, int(y + 80)))
    return c


def phone_invoice(facts: Facts, rng: random.Random) -> Canvas:
    """数电票 as a phone shows it: portrait, label left and value right."""
    width = rng.choice((1000, 1080))
    c = Canvas(width, 2000, paper=(246, 246, 248), face="sans")
    size = rng.choice((34, 36))
    step = size + 34
    left, right = 56, width - 56
    c.text(width / 2, 60, "电子发票（普通发票）", 46, anchor="mt")
    y: float = 170
    rows = [
        ("发票号码", facts.number or ""),
        ("开票日期", facts.issued.strftime(rng.choice(("%Y年%m月%d日", "%Y-%m-%d")))),
        ("购买方名称", facts.patient or ""),
        ("销售方名称", facts.seller),
        ("价税合计", "¥" + plain(facts.total)),
        ("大写金额", capital_words(facts.total)),
        ("合计税额", "¥" + plain(facts.tax)),
    ]
    for label, value in rows:
        c.text(left, y, label, size, ink=(110, 110, 110))
        if c.measure(value, size) > right - left - 240:
            c.text(right, y + 4, value, size - 8, anchor="ra")
        else:
            c.text(right, y, value, size, anchor="ra")
        y += step
        c.line(left, y - 14, right, y - 14, ink=(220, 220, 220), width=1)
    c.text(left, y + 10, "项目名称", size, ink=(110, 110, 110))
    c.text(right, y + 10, "金额", size, ink=(110, 110, 110), anchor="ra")
    y += step + 10
    for name, _, amount in facts.items:
        c.text(left, y, name, size - 4)
        c.text(right, y, plain(amount), size - 4, anchor="ra")
        y += step
    c.image = c.image.crop((0, 0, width, int(y + 80)))
    return c


def sales_sheet(facts: Facts, rng: random.Random) -> Canvas:
    """Pharmacy's A5 sales list with a ruled table."""
    width = rng.choice((1300, 1450))
    c = Canvas(width, 1300, face=rng.choice(("serif", "hei", "sans")))
    size = rng.choice((25, 27))
    left, right = 60, width - 60
    c.text(width / 2, 46, facts.seller, 38, anchor="mt")
    c.text(width / 2, 100, rng.choice(("药品销售清单", "零售药品销售单", "销售单")), 32, anchor="mt")
    y: float = 160
    c.text(left, y, f"销售单号：{facts.number}", size)
    c.text(left + (right - left) * 0.62, y, f"日期：{facts.issued:%Y-%m-%d}", size)
    y += 46
    shares = (0.0, 0.08, 0.45, 0.58, 0.70, 0.82)
    for share, heading in zip(shares, ("序号", "品名", "规格", "数量", "单价", "金额"), strict=True):
        c.text(left + 8 + share * (right - left), y + 8, heading, size)
    step = size + 20
    for index, (name, quantity, amount) in enumerate(facts.items):
        ry = y + 8 + (index + 1) * step
        for share, value in zip(
            shares,
            (
                str(index + 1),
                name,
                rng.choice(("24粒", "0.5g*20", "10袋")),
                str(quantity),
                plain(amount / quantity),
                plain(amount),
            ),
            strict=True,
        ):
            c.text(left + 8 + share * (right - left), ry, value, size)
        c.line(left, ry - 8, right, ry - 8, width=1)
    bottom = y + (len(facts.items) + 1) * step + 8
    c.box(left, y, right, bottom)
    c.text(left + 8, bottom + 12, f"合计金额：{plain(facts.total)}", size)
    c.text(left + (right - left) * 0.45, bottom + 12, f"大写：{capital_words(facts.total)}", size)
    c.text(left + 8, bottom + 12 + step, f"药师：{person(rng)}    营业员：{person(rng)}", size)
    if rng.random() < 0.6:
        c.seal(int(right - 200), int(bottom - 20), facts.seller, rng, radius=95)
    c.image = c.image.crop((0, 0, width, int(bottom + 130)))
    return c
