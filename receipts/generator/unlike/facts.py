"""Who, where and what of the second family; none of its names, places or goods are those of the first."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from receipts.generator.facts import CENT, Facts, digits

FAMILY = "郑孔史顾毛龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍申尤毕聂焦欧阳司马上官"
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "夏侯")
GIVEN = "德胜福安康宁睿哲悦彤若曦瑾瑜俊杰凯琳莹倩露琪晓丹凤琴桂珍淑贞长江根宝金水木森林鑫焱垚毅勇威嘉豪泽润沐熙"
PLACES = ("苏州", "泉州", "温岭", "绵阳", "惠州", "洛阳", "襄阳", "桂林", "烟台", "保定", "常德", "遵义", "大庆", "包头",
          "银川", "义乌", "昆山", "北京", "上海", "深圳", "成都", "南昌")  # fmt: skip
HOSPITALS = ("市立医院", "市第三人民医院", "大学第二附属医院", "市中西医结合医院", "省人民医院", "广济医院", "市第五医院",
             "市妇女儿童医院", "县人民医院", "仁爱医院", "区人民医院", "市皮肤病防治院", "市精神卫生中心", "医学院附属医院",
             "市口腔医院", "九龙医院", "区新塘镇卫生院", "市急救中心", "经济开发区医院", "总医院东院区", "市第一医院",
             "华夏眼科医院", "市胸科医院", "百姓门诊部")  # fmt: skip
FEES = ("诊查费", "检验费", "CT检查费", "西药", "中成药", "中药饮片", "材料费", "护理", "彩超", "床位", "手术治疗", "输血费",
        "急诊留观费", "磁共振扫描", "心电图", "血常规", "生化全套", "静脉输液", "一次性耗材", "病理诊断", "康复理疗", "氧气费",
        "特殊治疗费", "放射检查", "监护费")  # fmt: skip
CHEMISTS = ("老百姓大药房(观前店)", "同仁堂药店", "海王星辰健康药房", "一心堂药业集团股份有限公司", "益丰大药房连锁股份有限公司",
            "国大药房", "健之佳连锁健康药房", "漱玉平民大药房", "华佗国药房", "张仲景大药房股份有限公司")  # fmt: skip
MEDICINES = ("小柴胡颗粒", "盐酸西替利嗪片", "阿司匹林肠溶片", "氯沙坦钾片", "六味地黄丸", "藿香正气水", "枸橼酸铋钾",
"莫匹罗星软膏",
             "玻璃酸钠滴眼液", "红霉素眼膏", "碳酸钙D3片", "血压计袖带", "N95口罩", "退热贴", "叶酸片", "甲硝唑片", "银翘解毒片",
             "复方丹参滴丸")  # fmt: skip
STORES = ("华润万家", "永辉超市", "大润发", "物美便利", "罗森便利店", "苏果超市(湖南路店)", "家家悦", "世纪联华")  # fmt: skip
WARES = ("特仑苏牛奶", "农夫山泉", "清风卷纸", "五常大米", "金龙鱼油", "康师傅红茶", "奥利奥饼干", "黄瓜(散)", "五花肉", "蓝月亮",
         "洽洽瓜子", "老干妈", "高露洁牙膏", "南孚电池", "垃圾袋")  # fmt: skip
FIRMS = ("爱康国宾健康体检管理集团有限公司", "美年大健康门诊部有限公司", "通策口腔医院有限公司", "威尔士健身有限公司",
         "好心情数字医疗有限公司", "微医互联网医院有限公司", "瑞尔齿科诊所", "京东大药房医药有限公司", "健达医疗器械商行",
         "阳光心理咨询服务部", "慈铭健康体检管理有限公司")  # fmt: skip
BUYERS = ("青桐网络科技有限公司", "百川供应链管理有限公司", "个人")
GOODS = ("*医疗服务*牙周洁治", "*医疗服务*入职体检", "*现代服务*健身年卡", "*生物制品*流感疫苗", "*中药饮片*黄芪",
"*医疗仪器器械*血糖仪",
         "*医疗服务*心理咨询(50分钟)", "*医疗服务*医疗费", "*化学药品制剂*左氧氟沙星片", "*眼镜类产品*验光配镜")  # fmt: skip


def person(rng: random.Random) -> str:
    family = rng.choice(DOUBLE) if rng.random() < 0.08 else rng.choice(FAMILY[:-6])
    return family + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def amount(rng: random.Random, low: float, high: float) -> Decimal:
    value = low * (high / low) ** rng.random()
    return Decimal(str(value)).quantize(Decimal("0.1") if rng.random() < 0.2 else CENT).quantize(CENT)


def make_facts(kind: str, rng: random.Random) -> Facts:
    place = rng.choice(PLACES)
    issued = date(2023, 6, 1) + timedelta(days=rng.randrange(1250))
    facts = Facts(kind=kind, province=place, seller=place + rng.choice(HOSPITALS), patient=person(rng), issued=issued)
    if kind in ("einvoice", "vat"):
        facts.seller = place + rng.choice(FIRMS) if rng.random() < 0.8 else facts.seller
        if rng.random() < 0.25:
            facts.patient = rng.choice(BUYERS[:2])
    elif kind == "pharmacy":
        facts.seller = rng.choice(("", place)) + rng.choice(CHEMISTS)
    elif kind == "till":
        facts.seller = rng.choice(STORES)
    if kind in ("pharmacy", "till"):
        facts.patient = None
    _numbers(facts, rng)
    _money(facts, rng)
    return facts


def _numbers(facts: Facts, rng: random.Random) -> None:
    issued = facts.issued
    if facts.kind == "einvoice":
        facts.number = (
            f"{issued:%y}{rng.choice(('32', '44', '11', '50', '61'))}{rng.choice(('2', '7'))}{digits(rng, 15)}"
        )
    elif facts.kind == "vat":
        facts.code = (
            f"0{rng.choice(('3200', '4403', '1100', '5100'))}{issued:%y}{rng.choice(('00211', '00111', '00311'))}"
        )
        facts.number, facts.check_code = digits(rng, 8), digits(rng, 20)
    elif facts.kind in ("outpatient", "inpatient"):
        facts.code = rng.choice(("32", "44", "11", "51")) + rng.choice(("06", "01")) + digits(rng, 2) + f"{issued:%y}"
        facts.number = digits(rng, rng.choice((10, 10, 10, 8, 12)))
        facts.check_code = "".join(rng.choice("0123456789abcdef") for _ in range(6))
    elif facts.kind == "settlement":
        facts.number = rng.choice(("JS", "ZY", "", "")) + f"{issued:%Y%m%d}" + digits(rng, rng.choice((3, 4, 6)))
    else:
        facts.number = (
            rng.choice(("", "XS", "P")) + rng.choice((f"{issued:%y%m%d}", f"{issued:%Y%m%d}", "")) + digits(rng, 7)
        )


def _money(facts: Facts, rng: random.Random) -> None:
    kind = facts.kind
    if kind in ("pharmacy", "till"):
        names = rng.sample(MEDICINES if kind == "pharmacy" else WARES, rng.randint(1, 7))
        facts.items = [(n, q, amount(rng, 1.5, 120) * q) for n in names for q in [rng.choice((1, 1, 2, 4))]]
    elif kind in ("einvoice", "vat"):
        facts.items = [(n, 1, amount(rng, 15, 5000)) for n in rng.sample(GOODS, rng.choice((1, 1, 2, 4)))]
        rate = rng.choice((Decimal(0), Decimal("0.01"), Decimal("0.06"), Decimal("0.13")))
        facts.tax = sum(((a * rate).quantize(CENT) for _, _, a in facts.items), Decimal(0))
    else:
        count = rng.randint(1, 7) if kind == "outpatient" else rng.randint(4, 14)
        facts.items = [(n, 1, amount(rng, 2, 600 if kind == "outpatient" else 9000)) for n in rng.sample(FEES, count)]
    facts.total = sum((a for _, _, a in facts.items), Decimal(0)) + facts.tax
    if kind not in ("outpatient", "inpatient", "settlement"):
        return
    facts.pool_paid = (facts.total * Decimal(str(rng.choice((0, 0.42, 0.6, 0.78))))).quantize(CENT)
    left = facts.total - facts.pool_paid
    facts.other_paid = (left * Decimal("0.3")).quantize(CENT) if rng.random() < 0.3 else Decimal("0.00")
    left -= facts.other_paid
    facts.own_expense = (left * Decimal(str(rng.choice((0, 0.15, 0.5))))).quantize(CENT)
    facts.own_pay = left - facts.own_expense
    facts.personal_account_paid = (left * Decimal(str(rng.choice((0, 0.35, 1))))).quantize(CENT)
    facts.cash = left - facts.personal_account_paid
    if kind != "outpatient":
        facts.discharged = facts.issued - timedelta(days=rng.choice((0, 0, 1)))
        facts.admitted = facts.discharged - timedelta(days=rng.randint(1, 30))
