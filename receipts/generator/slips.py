"""Till slips of pharmacies and shops."""

from __future__ import annotations

import random

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, person
from receipts.generator.print_habits import plain


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
