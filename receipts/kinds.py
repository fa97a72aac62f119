"""The kind of a Chinese receipt, by votes of what stands on it."""

from __future__ import annotations

import re

CHEMIST = "药房|药店|药号|药业|医药(?!费)"
SLIP = (
    "小票|购物凭证|销货清单", "收银|营业员|收款员|机号", "找[零回赎]", "品名|商品|编码/名称", "单价", "谢谢|光临", "会员",
    "款台", "实收",
    "应[收付]", "积分", "件数", "银联|微信|支付宝",
)  # fmt: skip


def classify(text: str) -> str:
    """The kind by what the page says; ``unknown`` if nothing speaks for any."""
    flat = re.sub(r"\s", "", text)
    points: dict[str, float] = {}

    def vote(kind: str, weight: float, *patterns: str) -> None:
        for pattern in patterns:
            if re.search(pattern, flat):
                points[kind] = points.get(kind, 0) + weight

    vote("settlement", 5, r"结算单(?!号|据|编)", "结算清单", "费用结账单")
    vote("settlement", 1.2, "入院[日时]", "出院[日时]", "住院天数", "起付[线标]", "经办人", "结算[日时]")
    vote("inpatient", 4, "住院收费票据", "医疗住院", "住院.{0,6}(?:票据|收据)", "住院收费", r"票据\(住院\)")
    vote("inpatient", 1, "住院号", "住院时间", "预缴金额", "补缴金额", "住院科[室别]")
    vote(
        "outpatient",
        4,
        "门诊收费票据",
        "医疗门诊",
        "门诊.{0,6}(?:票据|收据|凭[证条])",
        "门诊收费",
        "门.{1,2}费票据",
        r"票据\(门诊\)",
        "急诊.{0,4}票据",
    )
    vote("outpatient", 1, "门诊号", "就诊日期", "就诊科室")
    for kind in ("inpatient", "outpatient"):
        if re.search("票据(?:代码|号码)|交款人|收款单位", flat):
            points[kind] = points.get(kind, 0) + 1.5
        # the title may lie under the seal, and both tickets and VAT invoices have a check code and a cashier; a stay says so
        if re.search("票据(?:代码|号码)", flat) and re.search("个人自[付费]|统筹|个人账户|医保类型", flat):
            points[kind] = points.get(kind, 0) + (2 if kind == "inpatient" else 2.1)
    vote("vat", 4, "增值税(?:电子)?普通发票", "增值税电子", "机器编号", "密码区", r"校验码:?\d{20}")
    vote("vat", 1.5, "发票代码", "货物或应税劳务", "校验码", "收款人", "开户行及账号", "地址、?电话")
    vote("einvoice", 4, r"电子发票\(", "(?<!\\d)\\d{20}(?!\\d)", "购买方信息", "销售方信息")
    vote("einvoice", 1.5, "发票号码", "价税合计", "项目名称.{0,40}税额", "统一社会信用代码/")
    vote("pharmacy", 3, CHEMIST)
    vote("pharmacy", 1, "胶囊", "片", "颗粒", "处方", "药师")
    for pattern in SLIP:
        if re.search(pattern, flat):
            points["till"] = points.get("till", 0) + 1
    slip = points.get("till", 0)
    if "pharmacy" in points:
        points["pharmacy"] = points["pharmacy"] + slip if slip >= 2 else 0
        forms = re.findall(r"胶囊|颗粒|口服液|分散片|缓释|控释|滴眼液|软膏|肠溶|药师|处方", flat)
        if points["pharmacy"] >= 3 and (re.search(CHEMIST, flat) or len(forms) >= 2):
            points["till"] = 0
        else:
            points["pharmacy"] = 0
    best = max(points, key=lambda kind: points[kind], default="unknown")
    return best if points.get(best, 0) >= 2 else "unknown"
