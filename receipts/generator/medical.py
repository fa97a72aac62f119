"""Medical tickets of several provinces and the settlement of a hospital stay."""

from __future__ import annotations

import random

from receipts.capitals import capital_words
from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, person
from receipts.generator.print_habits import FORM_INKS, chinese_date, pairs, plain, spaced


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
        (spaced(rng.choice(("交款人", "交款人", "交款人姓名", "姓名")), rng), facts.patient or ""),
        (rng.choice(("开票日期", "开票日期", "收费日期" if not inpatient else "开票日期")), date_text),
    ]
    side = rng.choice((0, 150, 150, 170))
    if side:
        qx = rng.choice((60, width - side - 60))
        first = f"01,{rng.choice(('', '10'))},{facts.code},{facts.number}"
        text = f"{first},{plain(facts.total)},{facts.issued:%Y%m%d},{facts.check_code},"
        c.qr(int(qx), 20, side, text)
    y = pairs(c, head, left, 185, rng.choice((44, 50)), 2, right - left + 160, size, ink, colon) + 10
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
    y = pairs(
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
        (spaced(rng.choice(("姓名", "患者姓名", "病人姓名")), rng), facts.patient or ""),
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
        pairs(c, head, left, 180, size + 20, rng.choice((2, 3)) if width > 1300 else 2, right - left, size, ink, colon)
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
    y = pairs(c, pays, left, y, step, rng.choice((2, 3)), right - left, size, ink, colon) + 20
    c.text(left, y, f"经办人{colon}{person(rng)}", size)
    c.text(left + (right - left) * 0.5, y, f"患者签字{colon}", size)
    if rng.random() < 0.8:
        c.seal(int(left + (right - left) * rng.uniform(0.3, 0.8)), int(y - rng.uniform(20, 160)), facts.seller, rng)
    c.image = c.image.crop((0, 0, width, min(1500, int(y + 110))))
    return c
