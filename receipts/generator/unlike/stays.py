"""Settlements of hospital stays."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits
from receipts.generator.unlike import words
from receipts.generator.unlike.grid import STYLES, Pairs, dated, figure, fitting, put
from receipts.generator.unlike.tickets import INKS, parts_of, table


def stay(facts: Facts, rng: random.Random) -> Canvas:
    """Settlement of a hospital stay: title, grid, fees, sums; numbers may be missing."""
    width = rng.choice((1120, 1300, 1480))
    c = Canvas(width, 3200, face=rng.choice(("serif", "sans", "hei", "kai")))
    size, ink, left, right = rng.choice((23, 26)), rng.choice(INKS), 56, width - 56
    title = rng.choice(words.STAY_TITLES)
    seller_on_top = rng.random() < 0.6
    y = 40.0
    if seller_on_top:
        c.text(width / 2, y, facts.seller, size + 14, ink=ink, anchor="mt")
        y += size + 36
    c.text(width / 2, y, title, size + 12, ink=ink, anchor="mt")
    y += size + 50
    style = rng.choice(STYLES)
    head: Pairs = [(rng.choice(("姓名", "患者姓名", "病人姓名", "参保人姓名", "参保人", "病员姓名")), facts.patient or ""),
                   (rng.choice(("年龄", "身份证号", "医保号")), str(rng.randint(18, 88))),
                   (rng.choice(("入院日期", "入院时间")), f"{facts.admitted:%Y-%m-%d}"),
                   (rng.choice(("出院日期", "出院时间")), f"{facts.discharged:%Y-%m-%d}"),
                   (rng.choice(("住院天数", "实际住院天数")), "7"), (rng.choice(("科别", "出院科室", "病区")), "消化内科"),
                   (rng.choice(("住院号", "病案号")), digits(rng, 8))]  # fmt: skip
    rng.shuffle(head)
    key: Pairs = [(rng.choice(words.STAY_DATE), dated(facts, rng))]
    if rng.random() < 0.75:
        key.append((rng.choice(words.STAY_NUMBER), facts.number or ""))
    else:
        facts.number = None
    if not seller_on_top:
        key.insert(
            0, (rng.choice(("医疗机构", "医院名称", "就诊医院", "定点医疗机构名称", "医疗机构名称")), facts.seller)
        )
    at_end = rng.random() < 0.3
    pairs = head if at_end else [*key, *head] if rng.random() < 0.5 else [*head, *key]
    y = (
        put(
            c,
            pairs,
            left,
            y,
            right - left,
            fitting(c, pairs, right - left, style, rng.choice((2, 3)), size),
            size,
            style,
            ink,
            rng,
        )
        + 20
    )
    y = table(c, facts, left, right, y, size, ink, rng) + 20
    sums: Pairs = [(rng.choice(words.STAY_TOTAL), figure(facts.total, rng)), *parts_of(facts, rng)]
    sums += [("预缴金额", f"{facts.total + Decimal(500):.2f}"), ("退费金额", "500.00")] if rng.random() < 0.4 else []
    foot = rng.choice(STYLES)
    y = (
        put(
            c,
            sums,
            left,
            y,
            right - left,
            fitting(c, sums, right - left, foot, rng.choice((2, 3)), size),
            size,
            foot,
            ink,
            rng,
        )
        + 12
    )
    if rng.random() < 0.4:
        c.text(left, y, rng.choice(words.CAPITALS) + "：" + capital_words(facts.total), size)
        y += size + 20
    if at_end:
        y = put(c, key, left, y, right - left, fitting(c, key, right - left, "colon", 2, size), size, "colon", ink, rng)
    if rng.random() < 0.6:
        c.seal(int(rng.uniform(250, width - 250)), int(y - rng.uniform(10, 240)), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, int(y + 60)))
    return c
