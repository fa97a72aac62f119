"""XML e-invoices (数电票 and electronic medical tickets): fields by the names that their schemas use. No DTD, no entities."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from defusedxml import ElementTree

from receipts.dates import parse_chinese_date
from receipts.limits import MAX_XML_BYTES, BadFile
from receipts.values import parse_amount
from services.receipts import ReceiptItem, ReceiptReading

NUMBER = (
    "invoicenumber",
    "eiid",
    "einvoicenumber",
    "fphm",
    "invoiceno",
    "einvoiceid",
    "billno",
    "发票号码",
    "票据号码",
)
CODE = ("invoicecode", "einvoicecode", "fpdm", "billbatchcode", "发票代码", "票据代码")
CHECK = ("checkcode", "jym", "randomnumber", "random", "校验码")
DATE = ("issuetime", "issuedate", "requesttime", "kprq", "invoicedate", "ivcdatetime", "开票日期")
BUYER = ("buyername", "gmfmc", "gfmc", "payername", "payer", "payerpartyname", "交款人", "购买方名称")
SELLER = ("sellername", "xsfmc", "xfmc", "invoicingpartyname", "payeename", "agencyname", "收款单位", "销售方名称")
TOTAL = (
    "totaltax-includedamount",
    "totaltaxincludedamount",
    "jshj",
    "totalamount",
    "amountwithtax",
    "价税合计",
    "totalamt",
    "hjje",
    "金额合计",
)
ITEM = ("issuiteminformation", "issueiteminformation", "detail", "item", "chargedetail")
ITEM_NAME = ("itemname", "spmc", "xmmc", "项目名称")
ITEM_AMOUNT = ("amount", "je", "itemamount", "金额", "itemamt")
PARTS = {
    "pool_paid": ("fundpayamount", "fundpaid", "medicalinsurancefund", "poolpay", "统筹基金支付", "医保统筹基金支付"),
    "personal_account_paid": ("accountpayamount", "accountpaid", "accountpay", "个人账户支付"),
    "own_pay": ("selfpaymentamount", "ownpayamount", "selfpaid", "selfpaymentamt", "个人自付"),
    "own_expense": ("selfpaycost", "ownexpense", "selffinancedamount", "selfcost", "个人自费"),
    "other_paid": ("otherfundpayamount", "otherpaymentamount", "otherpay", "其他支付", "其它支付"),
}


def read_xml(data: bytes, today: date) -> ReceiptReading:
    """One reading of an XML e-invoice. Raises BadFile: corrupt, unsupported, too_much_inside."""
    if len(data) > MAX_XML_BYTES:
        raise BadFile("too_much_inside")
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except Exception:
        raise BadFile("corrupt") from None
    leaves = [(_name(element), (element.text or "").strip()) for element in root.iter() if len(element) == 0]
    if len(leaves) > 20_000:
        raise BadFile("too_much_inside")

    def first(names: tuple[str, ...]) -> str | None:
        for wanted in names:
            for name, text in leaves:
                if name == wanted and text:
                    return text
        return None

    number, total = first(NUMBER), _money(first(TOTAL))
    if number is None and total is None:
        raise BadFile("unsupported")
    issued = parse_chinese_date(first(DATE) or "")
    items = _items(root)
    problems = []
    if issued and issued > today:
        problems.append("future_date")
    if total is None:
        problems.append("total_unconfirmed")
    code, seller = first(CODE), first(SELLER)
    kind = "einvoice"
    everything = " ".join(text for _, text in leaves)
    if code and number and len(number) <= 12:
        kind = "vat" if len(number) == 8 else "inpatient" if "住院" in everything else "outpatient"
    values: dict[str, Any] = {
        "code": code,
        "number": number,
        "check_code": first(CHECK) if kind != "einvoice" else None,
        "date": issued,
        "patient": first(BUYER),
        "seller": seller,
        "total": total,
    }
    for name, names in PARTS.items():
        values[name] = _money(first(names))
    return ReceiptReading(
        kind=kind,
        items=tuple(items),
        confidence={name: 1.0 for name, value in values.items() if value is not None},
        problems=tuple(problems),
        tokens=tuple(token for token in re.findall(r"\d{3,}", re.sub(r"(?<=\d)[.\-:,](?=\d)", "", everything))[:400]),
        **values,
    )


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1].lower()


def _money(text: str | None) -> Decimal | None:
    value = parse_amount(text or "")
    return value.quantize(Decimal("0.01")) if value is not None else None


def _items(root: Any) -> list[ReceiptItem]:
    made = []
    for element in root.iter():
        if _name(element) not in ITEM or len(element) == 0:
            continue
        fields = {_name(child): (child.text or "").strip() for child in element}
        name = next((fields[n] for n in ITEM_NAME if fields.get(n)), None)
        amount = next((_money(fields[n]) for n in ITEM_AMOUNT if fields.get(n)), None)
        if name:
            made.append(ReceiptItem(name, amount))
    return made[:500]
