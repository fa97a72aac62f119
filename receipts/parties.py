"""Buyer, seller and hospital: by labels, by where names stand, by the heading of the paper."""

from __future__ import annotations

import re

from receipts.fields import Fields
from receipts.labels import Hit, value_zone
from receipts.layout import Page, Placed, Row
from receipts.wordings import COMPOUND_SURNAMES, SURNAMES

_MEDICAL = (
    "医院|保健院|卫生院|防治院|疗养院|妇幼院|医疗中心|卫生服务中心|服务中心|服务站|急救中心|卫生中心|防治中心|体检中心|医学中心|康复中心|"
    "健康中心|疾控中心|门诊部|诊所|卫生室|医务室|防治所"
)
_BRANCH = r"(?:[\u4e00-\u9fff]{0,8}(?:院区|分院|分店|门店|店|分部|总院))?(?:\([\u4e00-\u9fffA-Za-z0-9]{1,10}\))?"
ORGANISATION = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9()·]*(?:{_MEDICAL}|药房|药店|公司|超市|便利店|便利|中心|商店|商场|药号|商行|经营部|服务部|集团|厂|店\)?){_BRANCH}"
)
HOSPITAL = re.compile(rf"[\u4e00-\u9fff()]{{0,20}}(?:{_MEDICAL})(?:(?:股份)?有限(?:责任)?公司)?{_BRANCH}")
RETAIL = re.compile("药房|药店|药号|超市|便利店|商场|门诊部|诊所")
TITLE_WORDS = re.compile(
    r"(?:基本医疗保险|医疗保险|医保|城镇职工|城乡居民)?(?:住院|门诊|出院)?(?:医疗)?(?:费用?|收费)?(?:结算单|结算清单|费用清单|结账单|票据|收据|发票|小票).*$"
)

USUAL_HOSPITAL = re.compile(
    "(?:人民|中医|中医药|中心|妇幼|儿童|肿瘤|口腔|骨科|眼科|附属|第[一二三四五六七八九十]+|大学|专科|康复|结合|妇产|精神|卫生|胸科|心血管|"
    "传染病|协和|同济|友谊|华西|红十字|职工|市立|省立|友好|总|解放军|武警|民族|皮肤病?|耳鼻喉科?|脑科|老年|整形|血液病?|急救|仁济|瑞金|"
    "中山|湘雅|齐鲁|湘南|铁路|矿务局|石油|五官科|肛肠|糖尿病|安定|宣武|朝阳|天坛|积水潭|阜外|华山|曙光|龙华|新华|江滨|东方|京煤|航天|市|县|区)"
    "(?:医院|门诊部|保健院|卫生院|诊所)"
)


def usual_hospital(name: str) -> bool:
    """Whether a hospital's name ends as such names do; one that does not may be misread and has to be read very surely."""
    return not name.endswith(("医院", "保健院")) or USUAL_HOSPITAL.search(name) is not None


def usual_name(name: str) -> bool:
    """Whether a person's name begins and is as long as names are, or is masked or an organisation's; another may be misread."""
    if len(name) > 4 or not re.fullmatch("[\u4e00-\u9fff]+", name):
        return True
    return name[:2] in COMPOUND_SURNAMES or (len(name) < 4 and name[0] in SURNAMES)


def organisation(zone: str) -> str | None:
    text = zone.strip(" :\t").split("\t")[0].strip(" :")
    text = re.sub(r"^\(?(?:盖?章|公章)\)?[:\s]*", "", text)
    text = re.sub(r"(?:收费|财务|发票|业务|结算)?专用章.*$", "", text).strip(" :")
    text = re.sub(
        r"^[\dlI|](?=[\u4e00-\u9fff]{3})|.?据号.*$", "", text
    )  # a ruled line before it, the next label behind it
    if not re.search(r"[\u4e00-\u9fff]{3}", text):
        return None
    flat = re.sub(r"\s", "", text)
    found = ORGANISATION.search(flat)
    if found is None or len(found[0]) < 3:
        return flat
    more = re.match("[\u4e00-\u9fff]{1,6}", flat[found.end() :])  # the name goes on: its last letters were misread
    if more and re.fullmatch(
        "[财务专用章收费发票业]{1,3}|结算|[住出入]院|费用|打印", more[0]
    ):  # a stamp, the next label
        more = None
    return found[0] + more[0] if more else found[0]


NAME = re.compile(r"(?:名[ \t]*)?称[ \t]*[:;.]?(?=[ \t]*[\u4e00-\u9fff])|名[ \t]+[称弥][ \t]*[:;]?")
NOT_A_PARTY = re.compile(r"项目|货物|劳务|品|服务|费用|药|机构|医院|店|方$|单位")


def find_parties(fields: Fields, page: Page, hits: list[list[Hit]]) -> None:
    """名称 of buyer and seller: by where they stand, buyer above or left, seller below or right of the table."""
    names: list[tuple[int, float, str, list[Placed]]] = []
    for index, (row, row_hits) in enumerate(zip(page.rows, hits, strict=True)):
        zones = [
            value_zone(row, row_hits, hit)
            for hit in row_hits
            if hit.field == "name" and not _not_a_party(row, hit.start)
        ]
        if not zones and fields.kind in ("vat", "einvoice"):
            # the first letter of the label hidden by a fold, a line or a seal
            for found in NAME.finditer(row.text):
                if not _not_a_party(row, found.start()) and "项目" not in row.text and "货物" not in row.text:
                    following = [hit.start for hit in row_hits if hit.start > found.end()]
                    zones.append((found.end(), min(following, default=len(row.text))))
        for start, end in zones:
            text = row.text[start:end].strip("\t :")
            text = re.sub(r"\s", "", text.split("\t")[0])
            text = re.split(r"密|[<>+*/]{2,}|\d{6,}", text)[0].strip(":")
            words = [
                placed for placed in row.part(start, end) if text[:2] in re.sub(r"\s", "", placed.text)
            ] or row.part(start, end)
            names.append((index, row.x_at(start), text, words[:1]))
    names = [name for name in names if re.search(r"[\u4e00-\u9fff]{2}", name[2])]
    if not names:
        return
    middle, table = _table_place(page)
    for index, x, text, words in names:
        if table is not None and index > table:
            name = "seller"
        elif fields.kind == "vat":
            name = "patient"
        elif len(names) == 1 and table is None:
            name = "seller" if ORGANISATION.fullmatch(text) else "patient"
        else:
            name = "seller" if x > middle else "patient"
        _party(fields, name, text, words)


def _not_a_party(row: Row, start: int) -> bool:
    return NOT_A_PARTY.search(row.text[max(0, start - 2) : start].strip()) is not None


def _table_place(page: Page) -> tuple[float, int | None]:
    """Horizontal middle of the paper and the row of the table's heading."""
    heading = None
    for index, row in enumerate(page.rows):
        flat = re.sub(r"\s", "", row.text)
        points = sum(word in flat for word in ("项目名称", "货物", "规格", "单价", "数量", "税率", "税额", "金额"))
        if points >= 3 or ("价税合计" in flat and heading is None):
            heading = index
            break
    rows = [page.rows[heading]] if heading is not None and len(page.rows[heading].words) > 3 else page.rows
    left = min(placed.left for row in rows for placed in row.words)
    right = max(placed.right for row in rows for placed in row.words)
    return left + 0.42 * (right - left), heading


CUT_NAME = re.compile(r"[\u4e00-\u9fff·*]{1,3}[A-Za-z0-9|]{1,2}")
"""A person's name whose last letter was read as something else: half a name is a wrong one."""


def _party(fields: Fields, name: str, text: str, words: list[Placed]) -> None:
    if name == "seller":
        text = organisation(text) or text
    elif not re.search("公司|医院|中心|集团|学校|大学|局|厂|店|社|银行", text):
        if CUT_NAME.fullmatch(text):
            return
        text = re.sub(r"[^\u4e00-\u9fff·*].*$", "", text)
        if not 2 <= len(text) <= 6:
            return
    fields.add(name, text, words, "名称")


def seller_on_top(fields: Fields, page: Page) -> None:
    for index, row in enumerate(page.rows[:5]):
        text = row.text.split("\t")[0] if fields.kind in ("pharmacy", "till", "unknown") else row.text
        flat = re.sub(r"\s", "", text)
        if fields.kind in ("outpatient", "inpatient", "settlement"):
            flat = TITLE_WORDS.sub("", flat)
            found = re.fullmatch(HOSPITAL, flat)
        else:
            found = ORGANISATION.fullmatch(flat) if not re.search("欢迎|谢谢|小票|[:：]", flat) else None
        if found and len(found[0]) >= 4:
            fields.add("seller_top", found[0], row.words, "top", 1.0 if index < 3 else 0.9)
            return
    if fields.kind in ("pharmacy", "till", "unknown"):
        _shop_name(fields, page)
    elif fields.kind in ("outpatient", "inpatient", "settlement"):
        for row in page.rows:
            for placed in row.words:
                found = re.search(HOSPITAL, re.sub(r"[^\u4e00-\u9fff()]", "", placed.text.split(":")[-1]))
                if found and len(found[0]) >= 5 and not re.search("类型|综合医院|专科医院|等级", placed.text):
                    fields.add("seller_top", found[0], [placed], "anywhere", 0.85)
                    return


GREETING = re.compile(
    "欢迎|谢谢|光临|小票|销售单|购物单|结账单|收银|存根|凭证|清单|单据|票据|收据|发票|您好|惠顾|热线|地址|电话|日期|时间|商品|品名|合计|[:\\d*=]"
)


def _shop_name(fields: Fields, page: Page) -> None:
    """A shop whose name does not say that it is one: the first line, where it stands alone and is set larger."""
    heights = sorted(placed.height for row in page.rows for placed in row.words)
    if not heights:
        return
    usual = heights[len(heights) // 2]
    _shop_below(fields, page)
    for row in page.rows[:3]:
        flat = re.sub(r"\s", "", row.text)
        if GREETING.search(flat) or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z()·&]{3,20}", flat):
            continue
        if row.height > 1.12 * usual and len(re.findall("[\u4e00-\u9fff]", flat)) >= 3:
            fields.add("seller_top", flat, row.words, "top", 0.97)
        return


def _shop_below(fields: Fields, page: Page) -> None:
    """The shop's name alone on a line below the sums; only of a trade that sells, never a manufacturer's."""
    for row in page.rows[len(page.rows) // 2 :]:
        flat = re.sub(r"\s", "", row.text)
        if len(flat) >= 5 and RETAIL.search(flat) and ORGANISATION.fullmatch(flat) and not GREETING.search(flat):
            fields.add("seller_top", flat, row.words, "below", 0.9)
            return
