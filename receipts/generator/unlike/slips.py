"""Slips of chemists and shops."""

from __future__ import annotations

import random
from decimal import Decimal

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits
from receipts.generator.unlike import words
from receipts.generator.unlike.grid import dated


def slip(facts: Facts, rng: random.Random) -> Canvas:
    """A chemist's or shop's slip: many wordings, items in one or two lines, several sums."""
    width, size = rng.choice((480, 580, 680)), rng.choice((22, 25, 28))
    c = Canvas(
        width,
        3000,
        paper=rng.choice(((255, 255, 255), (240, 240, 236))),
        face=rng.choice(("hei", "sans", "kai", "serif")),
    )
    left, right, step = 26, width - 26, size + rng.choice((8, 14))
    y = 30.0
    labelled = rng.random() < 0.2
    if not labelled:
        c.text(width / 2, y, facts.seller, min(34, int((width - 40) / len(facts.seller))), anchor="mt")
        y += 56
    if rng.random() < 0.6:
        c.text(
            width / 2,
            y,
            rng.choice(("*** 购物凭证 ***", "销货清单", "收银小票", "欢迎光临", "结算小票")),
            size,
            anchor="mt",
        )
        y += step
    head = [f"{rng.choice(words.SLIP_NUMBER)}{rng.choice(('：', ':', ' '))}{facts.number}",
            f"{rng.choice(words.SLIP_DATE)}{rng.choice(('：', ':', ' '))}{dated(facts, rng, clock=rng.random() < 0.7)}",
            f"{rng.choice(('收银', '营业员', '收款员', '机号'))}：{digits(rng, 3)}"]  # fmt: skip
    if labelled:
        head.insert(0, rng.choice(("门店：", "店名：", "商户名称：", "商家：")) + facts.seller)
    if rng.random() < 0.5:
        rng.shuffle(head)
    at_end = rng.random() < 0.25
    for line in head[:1] if at_end else head:
        c.text(left, y, line, size)
        y += step
    shape = rng.randrange(3)
    heading = (("商品", "数量", "金额"), ("品名/规格", "单价*数量", "小计"), ("编码/名称", "数量", "单价", "金额"))[
        shape
    ]
    for index, text in enumerate(heading):
        share = index / (len(heading) - 1)
        c.text(
            left + share * (right - left), y, text, size, anchor="la" if index == 0 else "ra" if share == 1 else "ma"
        )
    y += step
    for name, quantity, amount in facts.items:
        c.text(left, y, name if shape else name[:7], size)
        if shape:
            y += step
            c.text(
                left + 0.3 * (right - left),
                y,
                f"{amount / quantity:.2f}*{quantity}" if shape == 1 else f"{quantity}    {amount / quantity:.2f}",
                size,
            )
        else:
            c.text(left + 0.6 * (right - left), y, str(quantity), size)
        c.text(right, y, f"{amount:.2f}", size, anchor="ra")
        y += step
    c.text(left, y, rng.choice("-=*") * 20, size)
    y += step
    total = gross = facts.total
    lines: list[tuple[str, Decimal | int]] = []
    if rng.random() < 0.3:
        off = min(Decimal("5.00"), total / 2).quantize(Decimal("0.01"))
        gross, facts.total = total, total - off
        lines += [
            ("原价合计" if rng.random() < 0.5 else "小计", gross),
            (rng.choice(("优惠", "会员优惠", "折扣")), off),
        ]
    lines.append((rng.choice(words.SLIP_TOTAL), facts.total))
    given = facts.total
    if rng.random() < 0.4:
        given = (facts.total / 100).to_integral_value(rounding="ROUND_UP") * 100
        lines += [
            (rng.choice(("现金", "实收", "收现", "实收现金")), given),
            (rng.choice(("找零", "找赎", "找回")), given - facts.total),
        ]
    else:
        lines.append((rng.choice(("微信支付", "支付宝", "医保支付", "银联卡", "实付")), given))
    if rng.random() < 0.5:
        lines.insert(
            0 if rng.random() < 0.5 else 1, (rng.choice(("件数", "数量", "总件数")), sum(q for _, q, _ in facts.items))
        )
    for label, value in lines:
        text = str(value) if isinstance(value, int) else f"{value:.2f}"
        if rng.random() < 0.5:
            c.text(left, y, label + rng.choice(("：", ":", " ")) + text, size)
        else:
            c.text(left, y, label, size)
            c.text(right, y, text, size, anchor="ra")
        y += step
    for line in head[1:] if at_end else ():
        c.text(left, y, line, size)
        y += step
    for line in rng.sample(
        (
            "谢谢光临",
            "药品离柜概不退换",
            "开票请扫码",
            f"会员：{digits(rng, 8)}",
            f"客服热线400-{digits(rng, 3)}-{digits(rng, 4)}",
        ),
        3,
    ):
        c.text(width / 2, y, line, size - 2, anchor="mt")
        y += step
    c.image = c.image.crop((0, 0, width, int(y + 30)))
    return c
