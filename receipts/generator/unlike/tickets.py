"""Clinic and hospital tickets: ruled form, centred sheet, narrow slip, old pre-printed paper."""

from __future__ import annotations

import random

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits
from receipts.generator.unlike import words
from receipts.generator.unlike.facts import person
from receipts.generator.unlike.grid import STYLES, Pairs, dated, figure, fitting, put

INKS = ((15, 15, 15), (30, 60, 110), (150, 60, 40), (70, 70, 70), (40, 90, 60))


def _title(facts: Facts, rng: random.Random) -> str:
    where = "住院" if facts.kind == "inpatient" else "门诊"
    return rng.choice(
        (
            f"{facts.province}市医疗{where}收费票据",
            f"医疗{where}收费票据（电子）",
            f"{facts.seller}{where}收费票据",
            f"医疗收费票据（{where}）",
            f"{where}医疗费专用收据",
            f"{where}医药费收据",
        )
    )


def parts_of(facts: Facts, rng: random.Random) -> Pairs:
    made = [
        (rng.choice(words.POOL), f"{facts.pool_paid:.2f}"),
        (rng.choice(words.ACCOUNT), f"{facts.personal_account_paid:.2f}"),
        (rng.choice(words.OTHER), f"{facts.other_paid:.2f}"),
        (rng.choice(words.CASH), f"{facts.cash:.2f}"),
        (rng.choice(words.OWN_PAY), f"{facts.own_pay:.2f}"),
        (rng.choice(words.OWN_EXPENSE), f"{facts.own_expense:.2f}"),
    ]
    if rng.random() < 0.15:
        facts.own_pay = facts.own_expense = None
        made = made[:4]
    if rng.random() < 0.5:
        rng.shuffle(made)
    return made


def _who(facts: Facts, rng: random.Random) -> Pairs:
    made = [
        ("性别", rng.choice("男女")),
        ("医保类型", rng.choice(("职工医保", "自费", "居民医保"))),
        (rng.choice(("门诊号", "病历号", "就诊卡号")) if facts.kind == "outpatient" else "住院号", digits(rng, 9)),
        (rng.choice(("科室", "就诊科室")), rng.choice(("内科", "急诊科", "神经外科", "眼科"))),
    ]
    if facts.kind == "inpatient" and facts.admitted and facts.discharged:
        made.append((rng.choice(("住院日期", "住院时间")), f"{facts.admitted:%Y.%m.%d}-{facts.discharged:%Y.%m.%d}"))
    rng.shuffle(made)
    return made[: rng.randint(1, len(made))]


def form(facts: Facts, rng: random.Random) -> Canvas:
    """A sheet whose head and foot are grids of one style; the table between is ruled or not."""
    width = rng.choice((1180, 1360, 1540))
    c = Canvas(width, 2600, paper=rng.choice(((255, 255, 255), (246, 250, 246), (253, 247, 240))),
               face=rng.choice(("serif", "sans", "hei", "kai")))  # fmt: skip
    ink, size = rng.choice(INKS), rng.choice((22, 25, 28))
    left, right = 60, width - 60
    c.text(width / 2, 46, _title(facts, rng), size + 16, ink=ink, anchor="mt")
    style = rng.choice(STYLES)
    head: Pairs = [
        (rng.choice(words.NUMBER[:2] if style == "below" else words.NUMBER), facts.number or ""),
        (rng.choice(words.PATIENT), facts.patient or ""),
        (rng.choice(words.DATE), dated(facts, rng)),
    ]
    if rng.random() < 0.7:
        head.insert(rng.randint(0, 1), (rng.choice(words.CODE), facts.code or ""))
    else:
        facts.code = None
    if rng.random() < 0.5:
        head.insert(rng.randint(1, 3), ("校验码", facts.check_code or ""))
    else:
        facts.check_code = None
    seller_on_head = rng.random() < 0.4
    seller = (rng.choice(words.SELLER), facts.seller)
    if seller_on_head:
        head.insert(rng.randint(0, len(head)), seller)
    head += _who(facts, rng)
    if facts.code and rng.random() < 0.4:
        text = f"01,06,{facts.code},{facts.number},{facts.check_code or ''},{facts.issued:%Y%m%d},{facts.total:.2f},"
        c.qr(right - 130, 14, 130, text)
    y = put(
        c,
        head,
        left,
        165,
        right - left,
        fitting(c, head, right - left, style, rng.choice((2, 3)), size),
        size,
        style,
        ink,
        rng,
    )
    y = table(c, facts, left, right, y + 16, size, ink, rng) + 18
    y = _sums(c, facts, left, right, y, size, ink, rng) + 14
    parts = parts_of(facts, rng)
    foot = style if rng.random() < 0.6 else rng.choice(STYLES)
    y = (
        put(
            c,
            parts,
            left,
            y,
            right - left,
            fitting(c, parts, right - left, foot, rng.choice((2, 3, 4)), size),
            size,
            foot,
            ink,
            rng,
        )
        + 16
    )
    last: Pairs = [] if seller_on_head else [seller]
    last += [(rng.choice(("收款人", "收费员", "经办人", "开票人")), person(rng))]
    last += [(rng.choice(("复核人", "审核")), person(rng))] if rng.random() < 0.6 else []
    foot = rng.choice(("colon", "bare", style))
    y = put(c, last, left, y, right - left, fitting(c, last, right - left, foot, 2, size), size, foot, ink, rng)
    if rng.random() < 0.6:
        c.seal(int(rng.uniform(left + 150, right - 150)), int(y - rng.uniform(10, 200)), facts.seller, rng,
               radius=rng.choice((80, 105)), oval=rng.random() < 0.4)  # fmt: skip
    c.image = c.image.crop((0, 0, width, int(y + 60)))
    return c


def table(c: Canvas, facts: Facts, left: float, right: float, y: float, size: int, ink: tuple[int, int, int],
           rng: random.Random) -> float:  # fmt: skip
    headings = rng.choice((("费用名称", "金额"), ("项目", "单价", "数量", "金额(元)"), ("收费项目", "金额", "收费项目", "金额"),
                           ("序号", "项目名称", "规格", "数量", "单价", "小计"), None))  # fmt: skip
    step = size + rng.choice((10, 16, 20))
    ruled = rng.random() < 0.5
    if headings is None:  # fees and figures in pairs without any heading
        for index, (name, _, amount) in enumerate(facts.items):
            x = left + index % 3 * (right - left) / 3
            c.text(x, y + index // 3 * step, name, size)
            c.text(x + (right - left) / 3 - 30, y + index // 3 * step, f"{amount:.2f}", size, anchor="ra")
        return y + (len(facts.items) + 2) // 3 * step
    cell = (right - left) / len(headings)
    for column, heading in enumerate(headings):
        c.text(left + (column + 0.5) * cell, y, heading, size, ink=ink, anchor="ma")
    double = headings.count("金额") == 2
    lines = (len(facts.items) + 1) // 2 if double else len(facts.items)
    for index, (name, quantity, amount) in enumerate(facts.items):
        offset, line = (2 * (index % 2), index // 2) if double else (0, index)
        ry = y + (line + 1) * step
        values = {"序号": str(index + 1), "规格": "-", "数量": str(quantity), "单价": f"{amount / quantity:.2f}"}
        columns = headings[offset : offset + 2] if double else headings
        for column, heading in enumerate(columns):
            text = values.get(heading) or (f"{amount:.2f}" if heading.startswith("金额") or heading == "小计" else name)
            c.text(left + (offset + column + 0.5) * cell, ry, text, size, anchor="ma")
    bottom = y + (lines + 1) * step
    if ruled:
        for line in range(lines + 2):
            c.line(left, y - 5 + line * step, right, y - 5 + line * step, ink=ink, width=1)
    return bottom


def _sums(c: Canvas, facts: Facts, left: float, right: float, y: float, size: int, ink: tuple[int, int, int],
          rng: random.Random) -> float:  # fmt: skip
    capitals = capital_words(facts.total)
    if rng.random() < 0.2:
        capitals = capitals.replace("元", "圆")
    style = rng.random()
    if style < 0.35:
        end = c.text(left, y, rng.choice(words.CAPITALS) + rng.choice(("：", " ", ":")), size, ink=ink)
        c.text(end + 10, y, capitals, size)
        end = c.text(
            left + 0.62 * (right - left), y, rng.choice(words.SMALL) + rng.choice(("：", " ", ":")), size, ink=ink
        )
        c.text(end + 6, y, figure(facts.total, rng), size)
        return y + size + 14
    if style < 0.7:
        end = c.text(left, y, rng.choice(words.TOTAL) + rng.choice(("：", "  ", ":", "(元)：")), size, ink=ink)
        c.text(end + rng.choice((8, 60)), y, figure(facts.total, rng), size + rng.choice((0, 6)))
        if rng.random() < 0.6:
            end = c.text(left + 0.45 * (right - left), y, rng.choice(words.CAPITALS) + "：", size, ink=ink)
            c.text(end + 6, y, capitals, size)
        return y + size + 14
    c.text(left, y, rng.choice(words.TOTAL[:9]), size, ink=ink)
    c.text(right - 20, y, figure(facts.total, rng, bare=True), size, anchor="ra")
    end = c.text(left, y + size + 14, rng.choice(words.CAPITALS) + "：", size, ink=ink)
    c.text(end + 8, y + size + 14, capitals, size)
    return y + 2 * (size + 14)


def old_paper(facts: Facts, rng: random.Random) -> Canvas:
    """Pre-printed form in colour, filled in by a dot-matrix printer that does not quite hit the places."""
    width, ink = rng.choice((1000, 1150, 1300)), rng.choice(INKS[1:])
    c = Canvas(width, 2200, paper=rng.choice(((252, 246, 238), (244, 249, 252), (255, 255, 255))), face="serif")
    size, typed = rng.choice((24, 26)), rng.choice(("hei", "kai", "sans"))
    shift_x, shift_y = rng.uniform(0, 14), rng.uniform(-6, 6)
    left, right = 50, width - 50

    def fill(x: float, y: float, label: str, value: str) -> None:
        end = c.text(x, y, label, size, ink=ink)
        c.text(end + 6 + shift_x, y + shift_y, value, size, face=typed, ink=(45, 45, 60))

    facts.check_code = facts.code = None
    c.text(width / 2, 40, _title(facts, rng), 38, ink=ink, anchor="mt")
    c.text(right, 96, rng.choice(("No ", "NO. ", "№ ", "No. ")) + (facts.number or ""),
        30, face="mono" if rng.random() < 0.5 else "serif",
           ink=(200, 40, 40), anchor="ra")  # fmt: skip
    y = 150.0
    fill(left, y, rng.choice(("姓名：", "交款人：", "患者姓名 ", "姓 名：")), facts.patient or "")
    issued = facts.issued
    fill(
        left + 0.55 * (right - left),
        y,
        rng.choice(("", "日期：", "填票日期：")),
        f"{issued.year} 年 {issued.month} 月 {issued.day} 日",
    )
    y += size + 26
    top = y - 8
    columns = 2
    cell = (right - left) / columns
    for index, (name, _, amount) in enumerate(facts.items):
        x, ry = left + index % columns * cell, y + index // columns * (size + 16)
        c.text(x + 10, ry, name, size, face=typed, ink=(45, 45, 60))
        c.text(x + cell - 24, ry, f"{amount:.2f}", size, face=typed, ink=(45, 45, 60), anchor="ra")
    y += (len(facts.items) + 1) // columns * (size + 16) + 10
    c.box(left, top, right, y, ink=ink)
    c.line(left + cell, top, left + cell, y, ink=ink)
    y += 14
    fill(
        left,
        y,
        rng.choice(("合计(大写)：", "合计人民币(大写)：", "金额合计(大写) ", "人民币(大写)")),
        capital_words(facts.total),
    )
    fill(left + 0.66 * (right - left), y, rng.choice(("￥", "(小写)￥", "小写：", "￥：")), f"{facts.total:.2f}")
    y += size + 20
    parts = parts_of(facts, rng)
    y = (
        put(c, parts, left, y, right - left, fitting(c, parts, right - left, "colon", 3, size), size, "colon", ink, rng)
        + 12
    )
    fill(left, y, rng.choice(("收款单位（盖章）：", "收款单位：", "医疗机构(盖章)：", "开票单位(章):")), facts.seller)
    fill(left + 0.7 * (right - left), y, "收款人：", person(rng))
    c.seal(int(rng.uniform(250, width - 250)), int(y - rng.uniform(0, 160)), facts.seller, rng, radius=95)
    c.image = c.image.crop((0, 0, width, int(y + 90)))
    return c


def narrow(facts: Facts, rng: random.Random) -> Canvas:
    """The slip of a self-service machine: one column, hospital on top."""
    width = rng.choice((560, 660, 760))
    c = Canvas(width, 3000, face=rng.choice(("hei", "sans", "kai")))
    size, left, right = rng.choice((24, 28)), 30, width - 30
    y = 36.0
    on_top = rng.random() < 0.75
    if on_top:
        c.text(width / 2, y, facts.seller, min(34, int((width - 50) / len(facts.seller))), anchor="mt")
        y += 54
    c.text(width / 2, y, rng.choice(("门诊收费票据", "门诊缴费凭条", "门诊收费凭证",
    "医疗门诊收费票据")) if facts.kind == "outpatient"
           else rng.choice(("住院收费票据", "医疗住院收费票据")), size + 4, anchor="mt")  # fmt: skip
    y += 54
    facts.code = facts.check_code = None
    head = [(rng.choice(words.NUMBER), facts.number or ""), (rng.choice(words.PATIENT), facts.patient or ""),
            (rng.choice(words.DATE), dated(facts, rng, clock=rng.random() < 0.6)), *_who(facts, rng)]  # fmt: skip
    if not on_top:
        head.append((rng.choice(words.SELLER), facts.seller))
    style = rng.choice(("colon", "bare", "wide"))
    y = put(c, head, left, y, right - left, 1, size, style, (20, 20, 20), rng)
    y += 10
    for name, _, amount in facts.items:
        c.text(left, y, name, size)
        c.text(right, y, f"{amount:.2f}", size, anchor="ra")
        y += size + 12
    c.line(left, y, right, y)
    y += 12
    label = rng.choice(words.TOTAL)
    if rng.random() < 0.5:
        c.text(left, y, label, size + 4)
        c.text(right, y, figure(facts.total, rng), size + 4, anchor="ra")
    else:
        c.text(left, y, f"{label}：{figure(facts.total, rng)}", size + 4)
    y += size + 22
    if rng.random() < 0.5:
        c.text(left, y, rng.choice(words.CAPITALS) + "：" + capital_words(facts.total), size - 2)
        y += size + 14
    y = put(c, parts_of(facts, rng), left, y, right - left, 1, size, style, (20, 20, 20), rng)
    for text in rng.sample(("请妥善保管此凭证", "如需退费请凭此单", f"操作员：{digits(rng, 4)}", "祝您早日康复"), 2):
        c.text(left, y, text, size)
        y += size + 12
    c.image = c.image.crop((0, 0, width, int(y + 30)))
    return c
