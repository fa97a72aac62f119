"""The words that stand before values on Chinese receipts, and finding them although OCR errs. Data, not display text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from receipts.layout import Row

LABELS: dict[str, tuple[str, ...]] = {
    "code": ("票据代码", "电子票据代码", "发票代码"),
    "number": ("票据号码", "电子票据号码", "发票号码", "票据号", "发票号", "电子票号"),
    "slip_number": (
        "结算单号", "结算单据号", "结算流水号", "结算单编号", "结算序号", "医保结算号", "医疗结算号", "结算号",
        "结账单号", "收费单号", "结算编号", "单据号", "单据号码", "单据编号", "收据号", "小票号", "小票单号",
        "流水号", "交易号", "交易流水号", "销售单号", "单号",
        "票号", "收银流水号", "小票编号", "订单号", "收银单号", "结账单号", "凭证号", "交易单号", "零售单号",
        "流水单号",
    ),
    "check_code": ("校验码",),
    "date": ("开票日期", "开具日期", "收费日期", "结算日期", "结算时间", "收费时间", "开票时间"),
    "slip_date": (
        "日期", "时间", "交易时间", "交易日期", "销售日期", "销售时间", "日期时间", "收银时间", "收银日期",
        "打印时间", "打印日期", "结账时间", "购买日期", "购药日期",
        "下单时间", "消费时间", "营业日期", "单据日期", "制单日期", "填表日期", "结账日期",
    ),
    "patient": (
        "交款人", "交款人姓名", "缴款人", "姓名", "患者姓名", "病人姓名", "患者", "就诊人", "参保人姓名", "参保人",
        "病员姓名", "购买方名称", "购方名称", "买方名称", "付款方名称", "交款单位",
    ),
    "seller": (
        "收款单位(章)", "收款单位", "收款单位(公章)", "收款单位(盖章)", "医疗机构(章)", "医疗机构名称", "医疗机构",
        "医院名称", "定点医疗机构", "定点医疗机构名称",
        "开票单位", "开票单位(章)", "商户名称", "门店名称", "门店", "商户", "药店名称", "就诊医院", "就医机构",
        "收费单位", "收费单位(章)", "定点机构名称", "结算医院",
        "销售方名称",
        "销方名称",
        "卖方名称",
        "收款方名称",
    ),
    "name": ("名称",),
    "capitals": (
        "金额合计(大写)", "合计(大写)", "合计金额(大写)", "价税合计(大写)", "合计大写", "大写", "(大写)",
        "人民币大写", "人民币(大写)", "大写金额", "总计(大写)", "总金额(大写)",
        "费用总额(大写)", "金额(大写)", "金额大写", "总额(大写)", "费用合计(大写)",
    ),
    "total": ("(小写)", "小写", "(小写)¥", "小写金额", "合计(小写)", "金额合计(小写)", "价税合计(小写)", "金额(小写)"),
    "sum": (
        "费用总额", "医疗费总额", "总费用", "费用合计", "医疗费用总额", "医疗总费用", "合计金额", "金额合计",
        "住院总费用", "总金额", "合计", "总计", "价税合计", "应收", "应收金额",
        "应付金额", "实付金额", "应付", "实付", "应收合计", "实收合计", "总额", "医疗费用合计", "费用总计",
        "本次费用总额", "发生费用总额", "消费金额", "应收总额", "合计应收",
        "实付款", "支付金额", "付款金额", "住院费用总额", "住院费用合计", "费用总金额", "应付合计", "消费合计",
        "商品合计", "医疗费总费用", "实际支付", "订单金额", "医疗费合计",
    ),
    "pool_paid": (
        "医保统筹基金支付", "统筹基金支付", "基本医疗保险统筹支付", "医保统筹支付", "统筹支付", "基本医疗统筹支付",
        "基本统筹支付", "统筹基金", "医保基金支付", "基金支付", "统筹支付金额",
        "基本医疗保险统筹基金支付", "医保支付", "统筹金支付", "基本医保统筹支付", "基本医保统筹基金支付", "医保统筹",
        "医疗保险统筹基金支付", "统筹基金支付金额", "统筹报销",
    ),
    "other_paid": (
        "其他支付", "其它支付", "大病保险支付", "其他基金支付", "大额医疗补助", "其他医保支付", "大病支付",
        "补充保险支付", "医疗救助支付", "公务员补助支付", "大额支付", "其他保险支付",
        "大病保险", "其他补助支付", "商业保险支付", "大额医疗支付", "医疗救助", "公务员补助",
    ),
    "personal_account_paid": (
        "个人账户支付", "个人帐户支付", "账户支付", "帐户支付", "个账支付", "医保账户支付", "医保个人账户支付",
        "个人账户", "个人帐户", "医保个账支付", "个人账户支付金额", "个人账户支出",
    ),
    "cash": (
        "个人现金支付", "现金支付", "个人支付", "现金支付金额", "个人现金", "个人支付金额", "个人负担", "自付现金",
        "个人负担金额", "个人应付", "个人现金支付金额",
    ),
    "own_pay": ("个人自付", "自付金额", "自付", "自付费用", "个人自付金额", "个人自付费用", "目录内自付", "自付合计"),
    "own_expense": (
        "个人自费", "自费金额", "自费", "自费费用", "个人自费金额", "个人自费费用", "全自费", "全自费金额",
        "自费合计", "目录外自费",
    ),
    # what only ends another value
    "-": (
        "交款人统一社会信用代码", "交款人信用代码", "统一社会信用代码/纳税人识别号", "统一社会信用代码",
        "纳税人识别号", "业务流水号", "门诊号", "住院号", "住院号码", "病案号", "病历号",
        "就诊日期", "住院时间", "住院日期", "医疗机构类型", "性别", "年龄", "医保类型", "医保编号", "医保号",
        "复核人", "复核", "收款人", "开票人", "预缴金额", "补缴金额", "退费金额", "预交金",
        "预交金额", "预缴金", "起付线", "起付标准", "入院日期", "出院日期", "入院时间", "出院时间", "住院天数",
        "科室", "住院科室", "机器编号", "地址、电话", "地址电话", "开户行及账号", "密码区",
        "备注", "项目名称", "数量", "单价", "数量合计", "收银员", "营业员", "款台", "实收", "找零", "找回",
        "会员卡号", "会员号", "会员", "本次积分", "积分", "电话", "地址", "经办人", "患者签字",
        "补退金额", "应退金额", "应补金额", "床号", "病区", "人员类别", "险种", "险种类型", "医保卡号", "参保地",
        "账户余额", "个人账户余额", "个人帐户余额", "余额", "卡号", "身份证号", "证件号码",
        "微信支付", "支付宝支付", "微信", "支付宝", "银行卡", "医保卡", "现金", "优惠", "折扣", "优惠金额", "诊断",
        "入院诊断", "出院诊断", "住院次数", "打印人", "制单人", "审核人", "操作员", "收费员",
        "购买方", "销售方", "规格型号", "单位", "金额", "税率", "税率/征收率", "税额", "件数", "总数量", "商品数量",
        "单位名称", "工作单位", "联系电话", "小计", "总数", "收银机", "机号", "联系方式",
        "特殊病种", "医院等级", "医院级别", "结算类型", "结算方式", "支付方式", "付款方式", "服务热线", "投诉电话",
        "药师", "处方号", "批号", "有效期", "品种数",
    ),
}  # fmt: skip

_AMOUNT_FIELDS = {"total", "sum", "pool_paid", "other_paid", "personal_account_paid", "cash", "own_pay", "own_expense"}
FUZZY = (
    "票据代码", "票据号码", "发票代码", "发票号码", "校验码", "开票日期", "交款人", "收款单位", "价税合计",
    "金额合计", "个人自付", "个人自费", "统筹基金支付", "个人账户支付", "结算日期", "医疗机构", "费用总额",
    "患者姓名", "纳税人识别号", "合计金额", "医疗费总额",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found on a row: letters ``start`` to ``end`` of its text; ``words`` is the label as it should read."""

    field: str
    words: str
    start: int
    end: int
    exact: bool


def _pattern(label: str) -> str:
    return (r"[ ]{0,6}" if len(label) == 2 else r"[ \t]?").join(re.escape(letter) for letter in label)


_BY_WORDS = {label: name for name, labels in LABELS.items() for label in labels}
_ORDERED = sorted(_BY_WORDS, key=len, reverse=True)
_ANY = re.compile("|".join(f"(?P<l{index}>{_pattern(label)})" for index, label in enumerate(_ORDERED)))
_NAME_LABEL = re.compile(r"名[ \t]{0,6}称(?=[ \t]*:)|名[ \t]*称[ \t]*:")
_TWO = {
    "名称",
    "姓名",
    "日期",
    "时间",
    "合计",
    "总计",
    "自付",
    "自费",
    "患者",
    "商户",
    "门店",
    "应付",
    "实付",
    "应收",
    "总额",
    "单号",
    "票号",
    "小写",
    "大写",
}


def find_labels(row: Row) -> list[Hit]:
    """All labels on a row, left to right, longest first where they overlap."""
    hits = []
    for match in _ANY.finditer(row.text):
        label = _ORDERED[int((match.lastgroup or "l0")[1:])]
        if label in _TWO and not _stands_alone(row.text, match.start(), match.end(), label):
            continue
        hits.append(Hit(_BY_WORDS[label], label, match.start(), _past_colon(row.text, match.end()), True))
    for fuzzy in _fuzzy(row.text, hits):
        hits.append(fuzzy)
    return sorted(hits, key=lambda hit: hit.start)


def _stands_alone(text: str, start: int, end: int, label: str) -> bool:
    """Short labels count only with a colon, an amount or blank behind, and no Chinese letter right before."""
    before = text[start - 1] if start else " "
    if text[end : end + 1] in ("\t", ":"):
        return not "\u4e00" <= before <= "\u9fff"
    after = text[end : end + 2].strip()
    if "\u4e00" <= before <= "\u9fff":
        return False
    return not after or not "\u4e00" <= after[0] <= "\u9fff" or label in ("大写", "小写")


def _past_colon(text: str, end: int) -> int:
    while end < len(text) and text[end] in " :;.)】]·" and not (text[end] == "." and text[end + 1 : end + 2].isdigit()):
        end += 1
    return end


def _fuzzy(text: str, hits: list[Hit]) -> list[Hit]:
    """Labels of four letters and more with one letter misread."""
    taken = [(hit.start, hit.end) for hit in hits]
    found: list[Hit] = []
    for label in FUZZY:
        size = len(label)
        if size < 3:
            continue
        for start in range(len(text) - size + 1):
            window = text[start : start + size]
            if any(start < end and begin < start + size for begin, end in taken):
                continue
            wrong = sum(a != b for a, b in zip(window, label, strict=True))
            follows = text[start + size : start + size + 1]
            if wrong == 1 and (size >= 4 or follows == ":") and not any(letter.isdigit() for letter in window):
                hit = Hit(_BY_WORDS.get(label, "-"), label, start, _past_colon(text, start + size), False)
                found.append(hit)
                taken.append((hit.start, hit.end))
    return found


def value_zone(row: Row, hits: list[Hit], hit: Hit) -> tuple[int, int]:
    """Letters between a label and the next one."""
    following = [other.start for other in hits if other.start >= hit.end]
    return hit.end, min(following, default=len(row.text))
