"""Random but consistent facts of one receipt: who, where, what, and amounts that add up."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

CENT = Decimal("0.01")

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红玲飞鹏辉志建国文海波宁雪梅晨宇欣怡子涵浩然"
    "梓萱思远嘉琪雨桐一诺佳慧立新春燕少东卫民"
)
PROVINCES = (
    "北京市", "上海市", "广东省", "浙江省", "江苏省", "四川省", "湖北省", "山东省", "福建省", "河南省", "陕西省",
    "重庆市", "辽宁省",
    "安徽省", "湖南省", "天津市", "云南省", "江西省", "河北省", "广西壮族自治区",
)  # fmt: skip
CITIES = (
    "青岚市", "临川市", "海宁市", "云溪市", "东江市", "南浦市", "江北区", "白鹭市", "望城区", "金沙市", "平湖市",
    "石桥市", "龙泉市", "清河区", "凤台县",
)  # fmt: skip
HOSPITALS = (
    "第一人民医院", "第二人民医院", "中医医院", "妇幼保健院", "中心医院", "肿瘤医院", "儿童医院", "口腔医院",
    "人民医院", "骨科医院",
    "眼科医院", "大学附属第一医院", "大学附属医院", "中西医结合医院", "友谊医院", "社区卫生服务中心", "同济医院",
    "协和医院",
)  # fmt: skip
PHARMACIES = (
    "康泰大药房连锁有限公司", "百草堂大药房有限公司", "仁和春天大药房", "益民药店", "老街坊大药房连锁有限公司",
    "惠民堂医药连锁有限公司",
    "同春堂国药号有限公司", "安康医药有限公司",
)  # fmt: skip
COMPANIES = (
    "星河科技有限公司", "远山软件股份有限公司", "蓝海信息技术有限公司", "晨曦健康管理有限公司",
    "青禾体检中心有限公司", "瑞康门诊部有限公司",
    "乐动健身服务有限公司", "心语心理咨询有限公司", "博雅口腔门诊部有限公司", "明眸眼科门诊有限公司",
)  # fmt: skip
SHOPS = ("乐家超市", "万佳便利店", "好又多生活超市", "鲜品屋超市", "城市超市有限公司")
CATEGORIES = (
    "西药费", "中成药费", "中草药费", "检查费", "化验费", "治疗费", "挂号费", "诊察费", "卫生材料费", "手术费",
    "护理费", "床位费", "放射费",
    "输氧费", "麻醉费", "药事服务费", "一般诊疗费", "注射费", "CT费", "其他费用",
)  # fmt: skip
DRUGS = (
    "阿莫西林胶囊", "布洛芬缓释胶囊", "连花清瘟胶囊", "二甲双胍片", "氨氯地平片", "阿托伐他汀钙片", "复方甘草片",
    "头孢克肟分散片", "维生素C片",
    "蒙脱石散", "奥美拉唑肠溶胶囊", "感冒灵颗粒", "板蓝根颗粒", "氯雷他定片", "硝苯地平控释片", "云南白药气雾剂",
    "血糖试纸", "医用外科口罩",
    "创可贴", "电子体温计", "碘伏消毒液", "医用棉签",
)  # fmt: skip
SERVICES = (
    "*医疗服务*口腔治疗费", "*医疗服务*体检费", "*医疗服务*诊疗费", "*生活服务*健身服务费", "*医疗服务*心理咨询费",
    "*化学药品制剂*阿莫西林胶囊",
    "*中成药*连花清瘟胶囊", "*医疗服务*视力矫正", "*医疗仪器器械*血压计", "*医疗服务*疫苗接种服务",
    "*经纪代理服务*陪诊服务",
)  # fmt: skip
GOODS = (
    "纯牛奶250ml",
    "矿泉水550ml",
    "吐司面包",
    "鸡蛋30枚",
    "苹果",
    "抽纸6包",
    "大米5kg",
    "洗手液",
    "香蕉",
    "酸奶原味",
    "方便面",
    "电池5号",
)


@dataclass
class Facts:
    """Everything printed on one receipt; money in yuan with two decimals."""

    kind: str
    province: str
    seller: str
    patient: str | None
    issued: date
    code: str | None = None
    number: str | None = None
    check_code: str | None = None
    items: list[tuple[str, int, Decimal]] = field(default_factory=list)
    """Name, quantity, amount of the line."""
    total: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    pool_paid: Decimal | None = None
    personal_account_paid: Decimal | None = None
    own_pay: Decimal | None = None
    own_expense: Decimal | None = None
    other_paid: Decimal | None = None
    cash: Decimal | None = None
    admitted: date | None = None
    discharged: date | None = None


def person(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def money(rng: random.Random, low: float, high: float) -> Decimal:
    amount = Decimal(str(rng.uniform(low, high))).quantize(CENT)
    return amount.quantize(Decimal(1)).quantize(CENT) if rng.random() < 0.25 else amount


def make_facts(kind: str, rng: random.Random) -> Facts:
    province = rng.choice(PROVINCES)
    place = rng.choice(CITIES)
    issued = date(2025, 1, 1) + timedelta(days=rng.randrange(640))
    seller = {
        "pharmacy": place.rstrip("市区县") + rng.choice(PHARMACIES),
        "till": rng.choice(SHOPS) + rng.choice(("", f"({place[:2]}店)")),
        "einvoice": place + rng.choice(COMPANIES + PHARMACIES),
        "vat": place + rng.choice(COMPANIES + PHARMACIES),
    }.get(kind) or rng.choice((place, province.removesuffix("壮族自治区"))) + rng.choice(HOSPITALS)
    facts = Facts(kind=kind, province=province, seller=seller, patient=person(rng), issued=issued)
    if kind in ("pharmacy", "till"):
        facts.patient = None
        facts.number = issued.strftime("%Y%m%d") + digits(rng, rng.choice((4, 6, 8)))
    elif kind == "einvoice":
        facts.number = (
            issued.strftime("%y") + rng.choice(("11", "31", "44", "33", "32", "51")) + "20000000"[:1] + digits(rng, 15)
        )
    elif kind == "vat":
        facts.code = (
            "0"
            + rng.choice(("11", "31", "44", "33", "32", "51", "42"))
            + "00"
            + issued.strftime("%y")
            + rng.choice(("00111", "00311", "00211"))[:4]
        )
        facts.code = facts.code[:10] + "11"
        facts.number = digits(rng, 8)
        facts.check_code = digits(rng, 20)
    elif kind in ("outpatient", "inpatient"):
        facts.code = (
            rng.choice(("11", "31", "44", "33", "32", "51", "42"))
            + "0"
            + rng.choice(("6", "1"))
            + digits(rng, 2)
            + issued.strftime("%y")
        )
        facts.number = "00" + digits(rng, 8) if rng.random() < 0.8 else digits(rng, 10)
        facts.check_code = "".join(rng.choice("0123456789abcdef") for _ in range(6))
    else:
        facts.number = None
    _amounts(facts, rng)
    return facts


def _amounts(facts: Facts, rng: random.Random) -> None:
    kind = facts.kind
    if kind in ("pharmacy", "till"):
        names = rng.sample(DRUGS if kind == "pharmacy" else GOODS, rng.randint(1, 6))
        facts.items = [(n, q, money(rng, 2, 60) * q) for n in names for q in [rng.choice((1, 1, 1, 2, 3))]]
    elif kind in ("einvoice", "vat"):
        names = rng.sample(SERVICES, rng.choice((1, 1, 1, 2, 3)))
        facts.items = [(n, 1, money(rng, 20, 2500)) for n in names]
    else:
        count = rng.randint(2, 8) if kind == "outpatient" else rng.randint(5, 12)
        high = 400 if kind == "outpatient" else 6000
        facts.items = [(n, 1, money(rng, 3, high)) for n in rng.sample(CATEGORIES, count)]
    net = sum((amount for _, _, amount in facts.items), Decimal(0))
    if kind in ("einvoice", "vat"):
        rate = rng.choice((Decimal(0), Decimal("0.01"), Decimal("0.03"), Decimal("0.06"), Decimal("0.13")))
        facts.tax = (net * rate).quantize(CENT)
    facts.total = net + facts.tax
    if kind in ("outpatient", "inpatient", "settlement"):
        _payment(facts, rng)
    if kind in ("inpatient", "settlement"):
        facts.discharged = facts.issued
        facts.admitted = facts.issued - timedelta(days=rng.randint(2, 25))


def _payment(facts: Facts, rng: random.Random) -> None:
    """total = pool + other + personal account + cash; own pay and own expense divide what the person bears."""
    share = rng.choice((0.0, 0.3, 0.55, 0.7, 0.85))
    facts.pool_paid = (facts.total * Decimal(str(share))).quantize(CENT)
    rest = facts.total - facts.pool_paid
    facts.other_paid = (rest * Decimal("0.2")).quantize(CENT) if rng.random() < 0.25 else Decimal("0.00")
    rest -= facts.other_paid
    facts.own_expense = (rest * Decimal(str(rng.choice((0, 0.2, 0.4))))).quantize(CENT)
    facts.own_pay = rest - facts.own_expense
    facts.personal_account_paid = (rest * Decimal(str(rng.choice((0, 0.5, 1))))).quantize(CENT)
    facts.cash = rest - facts.personal_account_paid
