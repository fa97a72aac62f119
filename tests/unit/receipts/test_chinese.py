"""Rules on the words of pages: every layout of the generator read by a perfect eye, and the cases that go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipts.checks import read_page
from receipts.generator.__main__ import KINDS, draw, labels
from receipts.generator.unlike import ENGLISH
from receipts.generator.unlike import LAYOUTS as UNLIKE
from receipts.generator.unlike import draw as draw_unlike
from receipts.layout import Page
from receipts.qr import parse_invoice_code
from tests.unit.receipts.builders import TODAY, page_of, page_of_sheet, reading_of


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ENGLISH])
@pytest.mark.parametrize("seed", range(4))
def test_every_layout_is_read_right_when_the_letters_are(kind: str, seed: int) -> None:
    facts, sheet = draw(kind, 500 + seed)
    wanted = labels(facts)
    reading = reading_of(page_of_sheet(sheet), today=date(2027, 1, 1))
    assert reading.kind == kind
    assert reading.total == facts.total
    assert reading.date == facts.issued
    assert reading.seller == facts.seller
    assert reading.patient == facts.patient
    if facts.number:
        assert reading.number == wanted["number"]
    assert sorted(item.amount for item in reading.items) == sorted(amount for _, _, amount in facts.items)
    if facts.pool_paid is not None:
        assert (reading.pool_paid, reading.personal_account_paid) == (facts.pool_paid, facts.personal_account_paid)
        assert (reading.own_pay, reading.own_expense) == (facts.own_pay, facts.own_expense)
    assert "unreadable" not in reading.problems


TICKET = (
    "浙江省医疗门诊收费票据（电子）",
    "票据代码：33060125|票据号码：0012345678",
    "交款人：林小雨|校验码：a1b2c3|开票日期：2026-03-05",
    "项目名称|数量|金额（元）",
    "西药费|1|100.00",
    "检查费|1|50.50",
    "金额合计（大写）壹佰伍拾元伍角整|（小写）150.50",
    "医保统筹基金支付：60.50|其他支付：0.00|个人账户支付：40.00|个人现金支付：50.00",
    "个人自付：70.00|个人自费：20.00",
    "收款单位（章）：青岚市中心医院|收款人：周敏",
)


def _ticket(**changes: str) -> tuple[str, ...]:
    lines = list(TICKET)
    for index, line in changes.items():
        lines[int(index[1:])] = line
    return tuple(lines)


def test_a_medical_ticket_gives_all_its_fields_with_boxes_and_confidence() -> None:
    reading = reading_of(page_of(*TICKET))
    assert (reading.kind, reading.code, reading.number, reading.check_code) == (
        "outpatient",
        "33060125",
        "0012345678",
        "a1b2c3",
    )
    assert (reading.patient, reading.seller, reading.date) == ("林小雨", "青岚市中心医院", date(2026, 3, 5))
    assert (reading.total, reading.pool_paid, reading.own_pay) == (
        Decimal("150.50"),
        Decimal("60.50"),
        Decimal("70.00"),
    )
    assert reading.problems == ()
    assert set(reading.boxes) >= {"number", "total", "date", "patient", "seller"}
    assert all(0.85 < value <= 1 for value in reading.confidence.values())


def test_figures_that_contradict_the_capitals_leave_no_total() -> None:
    reading = reading_of(page_of(*_ticket(_6="金额合计（大写）贰佰伍拾元伍角整|（小写）180.50")))
    assert reading.total is None
    assert "total_mismatch" in reading.problems


def test_a_third_witness_outvotes_a_misread_figure_but_the_doubt_is_told() -> None:
    reading = reading_of(page_of(*_ticket(_6="金额合计（大写）壹佰伍拾元伍角整|（小写）180.50")))
    assert reading.total == Decimal("150.50")
    assert "total_mismatch" in reading.problems
    assert reading.confidence["total"] <= 0.8


def test_payment_parts_that_do_not_add_up_are_doubtful() -> None:
    reading = reading_of(
        page_of(*_ticket(_7="医保统筹基金支付：99.50|其他支付：0.00|个人账户支付：40.00|个人现金支付：50.00"))
    )
    assert "parts_mismatch" in reading.problems
    assert reading.confidence["pool_paid"] <= 0.5


def test_a_date_in_the_future_is_a_problem() -> None:
    reading = reading_of(page_of(*_ticket(_2="交款人：林小雨|校验码：a1b2c3|开票日期：2027-03-05")))
    assert "future_date" in reading.problems
    assert reading.confidence["date"] < 0.5


def test_the_qr_code_wins_over_print_and_a_difference_is_told() -> None:
    code = parse_invoice_code("01,10,33060125,0012345679,150.50,20260305,a1b2c3,")
    assert code is not None
    reading = reading_of(page_of(*TICKET), code)
    assert reading.number == "0012345679"
    assert "qr_mismatch" in reading.problems


def test_a_label_with_one_misread_letter_is_still_found() -> None:
    reading = reading_of(page_of(*_ticket(_1="票掘代码：33060125|票据号玛：0012345678")))
    assert (reading.code, reading.number) == ("33060125", "0012345678")


def test_a_number_of_a_wrong_length_is_not_given() -> None:
    reading = reading_of(page_of(*_ticket(_1="票据代码：33060125|票据号码：001234567")))
    assert reading.number is None
    assert "number_unclear" in reading.problems


def test_a_page_that_reads_badly_keeps_nothing_unconfirmed() -> None:
    reading = reading_of(page_of(*_ticket(_6="金额合计|150.50", _7="性别：女", _5="备注：无"), score=0.6))
    assert reading.problems == ("unreadable",)
    assert reading.total is None and reading.number is None and not reading.confidence


@pytest.mark.parametrize(
    "lines",
    [
        ("老街面馆 菜单", "红烧牛肉面|28元", "葱油拌面|12元", "凉拌黄瓜|8元", "酸辣粉|15元"),
        ("在吗？", "中午一起吃饭吗", "我明天给你转 35.50", "收到，谢谢啦", "好呀老地方见"),
        ("关于开展年度健康体检的通知", "各部门：", "请于本月二十五日前上报名单", "2026年3月12日", "人力资源部"),
        ("Dinner menu", "Tomato soup|6.50", "Caesar salad|9.50", "Apple pie|5.50", "Espresso and lemonade|2.50"),
    ],
)
def test_what_is_no_receipt_is_called_so(lines: tuple[str, ...]) -> None:
    reading = reading_of(page_of(*lines))
    assert reading.problems == ("not_a_receipt",)
    assert reading.total is None


def test_buyer_and_seller_are_told_apart_by_where_they_stand() -> None:
    reading = reading_of(
        page_of(
            "电子发票（普通发票）||发票号码：26332000000012345678",
            "||开票日期：2026年02月03日",
            "名称：周一鸣||名称：海宁市明眸眼科门诊有限公司",
            "统一社会信用代码/纳税人识别号：||统一社会信用代码/纳税人识别号：91330000MA00000001",
            "项目名称|单价|金额|税额",
            "*医疗服务*视力矫正|200.00|200.00|***",
            "合计||¥200.00|***",
            "价税合计（大写）|贰佰元整||（小写）¥200.00",
        )
    )
    assert (reading.kind, reading.patient, reading.seller) == ("einvoice", "周一鸣", "海宁市明眸眼科门诊有限公司")
    assert reading.total == Decimal("200.00")


@pytest.mark.parametrize("kind", [kind for kind in UNLIKE if kind not in ENGLISH])
@pytest.mark.parametrize("seed", range(6))
def test_layouts_and_wordings_that_no_rule_was_written_for_are_read_right_too(kind: str, seed: int) -> None:
    facts, sheet = draw_unlike(kind, 300 + seed)
    reading = reading_of(page_of_sheet(sheet), today=date(2027, 1, 1))
    read = (reading.total, reading.date, reading.seller, reading.patient, reading.number)
    assert read == (facts.total, facts.issued, facts.seller, facts.patient, facts.number)


def test_a_ticket_whose_title_lies_under_the_seal_is_no_vat_invoice() -> None:
    reading = reading_of(page_of("河北百医疗门请收责票据", *_ticket(_5="检查费|1|50.50|收款人：廖敏飞")[1:]))
    assert (reading.kind, reading.number, reading.patient) == ("outpatient", "0012345678", "林小雨")


def test_half_a_name_is_no_name() -> None:
    assert reading_of(page_of(*_ticket(_2="交款人：林小8|校验码：a1b2c3|开票日期：2026-03-05"))).patient is None


def test_a_hospital_that_is_a_company_keeps_its_whole_name() -> None:
    lines = list(TICKET)
    lines[0] = "苏州瑞华骨科医院有限公司"
    lines.insert(1, "医疗门诊收费票据")
    reading = reading_of(page_of(*[line for line in lines if "收款单位" not in line]))
    assert reading.seller == "苏州瑞华骨科医院有限公司"


def test_the_shop_below_the_sums_is_the_seller_and_the_title_is_not() -> None:
    lines = ["销售单", "单号:0012345678|收银员:12号", "日期:2026-03-05 10:21", "品名|数量|小计"]
    lines += ["阿莫西林胶囊|1|12.50", "华润三九医药股份有限公司", "合计||12.50", "实收现金||20.00", "找零||7.50"]
    reading = reading_of(page_of(*lines, "漱玉平民大药房泉城路店", "药品属特殊商品，非质量问题不退换"))
    assert (reading.kind, reading.seller) == ("pharmacy", "漱玉平民大药房泉城路店")


@pytest.mark.parametrize(
    ("name", "score", "read"),
    [("司马铁军", 0.93, "司马铁军"), ("南马铁军", 0.93, None), ("阿依古丽", 0.99, "阿依古丽"), ("林雨", 0.93, "林雨")],
)
def test_a_name_unlike_names_has_to_be_read_very_surely(name: str, score: float, read: str | None) -> None:
    page = page_of(*_ticket(_2=f"交款人：{name}||开票日期：2026-03-05"))
    words = [replace(word, score=score) if name in word.text else word for word in page.words]
    assert reading_of(Page(words, page.width, page.height)).patient == read


def test_digits_that_two_looks_read_alike_are_given_and_names_are_not() -> None:
    page, other = page_of(*TICKET, score=0.92), page_of(*TICKET, score=0.91)
    alone, both = read_page(page, [], TODAY), read_page(page, [], TODAY, other)
    assert "number" not in alone.values
    assert both.values["number"] == "0012345678"
    assert "patient" not in both.values


def test_figures_of_one_look_and_capitals_of_the_other_are_two_witnesses() -> None:
    figures = page_of(*_ticket(_4="西药费|1|100.O", _6="金额合计（大写）壹伯佰伍拾无伍角|（小写）150.50", _7="", _8=""))
    capitals = page_of(*_ticket(_4="西药费|1|100.O", _6="金额合计（大写）壹佰伍拾元伍角整|（小写）15O.", _7="", _8=""))
    assert not read_page(figures, [], TODAY).confirmed_total
    joined = read_page(figures, [], TODAY, capitals)
    assert joined.confirmed_total and joined.values["total"] == Decimal("150.50")


@pytest.mark.parametrize("sign", ["V", "Y:", "v ", "¥", "市 "])
def test_a_misread_sign_of_the_yuan_does_not_cost_the_sum(sign: str) -> None:
    reading = reading_of(page_of(*_ticket(_6=f"金额合计（大写）壹佰五时元伍角|（小写）：{sign}150.50")))
    assert reading.total == Decimal("150.50")


def test_a_sum_with_one_letter_of_its_label_misread_counts_where_the_label_stands_alone() -> None:
    assert reading_of(page_of(*_ticket(_6="总全额|150.50", _7="", _8=""))).total == Decimal("150.50")


def test_a_future_date_on_a_page_that_reads_badly_is_taken_for_a_misread_one() -> None:
    reading = reading_of(page_of(*_ticket(_2="交款人：林小雨|校验码：a1b2c3|开票日期：2028-03-05"), score=0.94))
    assert reading.date is None and "future_date" in reading.problems


def test_a_hospital_read_at_one_place_only_does_not_confirm_itself() -> None:
    lines = _ticket(_9="收款单位（章）：青岚市昭科医院|收款人：周敏")
    assert reading_of(page_of(*lines, score=0.94)).seller is None
    twice = page_of("青岚市昭科医院", *lines, score=0.94)
    assert reading_of(twice).seller == "青岚市昭科医院"


SLIP = (
    "康宁药店",
    "销售单号：P2026030501",
    "日期：2026-03-05",
    "品名|数量|金额",
    "板蓝根颗粒|1|20.00",
    "维生素C片|2|18.5O",
)


def test_what_was_paid_confirms_a_sum_whose_label_was_misread() -> None:
    paid = reading_of(page_of(*SLIP, "TOTAL含讦：38.50", "银联卡：38.50", score=0.9))
    assert paid.total == Decimal("38.50")
    assert reading_of(page_of(*SLIP, "TOTAL含讦：38.50", "银联卡：33.50", score=0.9)).total is None


def test_capitals_without_a_readable_label_confirm_the_figure_in_their_row() -> None:
    blurred = page_of(*_ticket(_6="坏写 壹佰式拾元伍角集分|W120.57", _7="", _8=""), score=0.9)
    assert reading_of(blurred).total == Decimal("120.57")
    other = page_of(*_ticket(_6="坏写 壹佰式拾元伍角集分|W720.57", _7="", _8=""), score=0.9)
    assert reading_of(other).total is None


def test_amounts_that_make_the_sum_confirm_it_whatever_their_labels() -> None:
    lines = _ticket(_6="医疗总费班|150.50", _7="仁保甚全|60.50|现全|90.00", _8="")
    assert reading_of(page_of(*lines, score=0.9)).total == Decimal("150.50")
    lines = _ticket(_4="西药费|1|100.O", _6="医疗总费班|150.50", _7="仁保甚全|60.50|现全|80.00", _8="")
    assert reading_of(page_of(*lines, score=0.9)).total is None


def test_one_figure_that_two_looks_read_surely_is_confirmed() -> None:
    lines = _ticket(_4="西药费|1|100.O", _6="金额合计|150.50", _7="", _8="")
    poor = [replace(w, score=0.99 if w.text == "150.50" else 0.6) for w in page_of(*lines).words]
    page = Page(poor, 1600, 500)
    assert read_page(page, [], TODAY).problems == ["unreadable"]
    assert read_page(page, [], TODAY, page).values["total"] == Decimal("150.50")


def test_the_days_of_a_stay_are_no_date_of_issue() -> None:
    ticket = page_of(*_ticket(_2="交款人：林小雨|往知时间：2026.03.01-2026.03.05|校验码：a1b2c3"))
    assert reading_of(ticket).date is None


def test_the_heading_of_a_column_is_nobodys_name() -> None:
    assert reading_of(page_of(*_ticket(_2="交款人：|校验码：a1b2c3|开票日期：2026-03-05"))).patient is None
    assert reading_of(page_of(*_ticket(_2="交款人|规格|开票日期：2026-03-05"))).patient is None


@pytest.mark.parametrize("sign", ["No.", "N", "Ne ", "N9 ", "NP:"])
def test_a_number_behind_a_misread_numero_sign_is_found(sign: str) -> None:
    assert reading_of(page_of(*_ticket(_1=f"票据代码：33060125|{sign}0012345678"))).number == "0012345678"


def test_a_hospital_read_as_hospitals_are_called_is_taken_before_another_reading() -> None:
    lines = (*_ticket(_9="收款单位（章）：温玲市中西医综合医院"), "医疗机构（盖章）：温岭市中西医结合医院")
    page = page_of(*lines)
    words = [replace(word, score=0.97 if "结合" in word.text else 0.99) for word in page.words]
    assert reading_of(Page(words, page.width, page.height)).seller == "温岭市中西医结合医院"


def test_letters_read_as_traditional_ones_are_given_as_they_are_printed() -> None:
    reading = reading_of(
        page_of("惠州國大葯房", "銷售單號：P2026030501", *SLIP[2:5], "合計：20.00", "現金：20.00", "收銀員：12")
    )
    assert (reading.kind, reading.seller, reading.total) == ("pharmacy", "惠州国大药房", Decimal("20.00"))


@pytest.mark.parametrize(
    "read", ["青岚市中心医院务", "1青岚市中心医院", "青岚市中心医院结算", "青岚市中心医院票据号：12"]
)
def test_a_stamp_a_rule_and_the_next_label_are_no_part_of_the_name(read: str) -> None:
    assert reading_of(page_of(*_ticket(_9=f"收款单位（章）：{read}"))).seller == "青岚市中心医院"
