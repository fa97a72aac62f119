"""The workbook of rates and limits: one topic a sheet, merged titles and headings as HR departments make them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK = "福利费率与额度一览.xlsx"
EDITION = "云杉科技集团人力资源部 薪酬福利组　版本 2026-01　自2026年1月1日起生效　单位：元"
OPTIONS = {"基础档": 200, "标准档": 400, "尊享档": 800}
AGES = {"30周岁以下": "0.9", "30至40周岁（含）": "1.0", "40周岁以上": "1.2"}
LINE = Side(style="thin", color="9DB3B0")
Row = list[str | int | float]


def monthly_premium(base: int, factor: str, years: int) -> Decimal:
    """Yuan a month for one insured person: base × age factor × (1 − 1 % a year, at most 10 %), half-up to the cent."""
    discount = Decimal(100 - min(years, 10)) / 100
    return (base * Decimal(factor) * discount).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _sheet(book: Workbook, name: str, title: str, head: list[str], rows: list[Row], notes: list[str]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    width = len(head)
    for y, text in ((1, title), (2, EDITION)):
        sheet.cell(y, 1, text).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=y, start_column=1, end_row=y, end_column=width)
    sheet["A1"].font = Font(bold=True, size=14, color="144E4A")
    sheet["A2"].font = Font(size=9, color="5B716E")
    table: list[Row] = [[*head], *rows]
    for y, row in enumerate(table, start=4):
        for x, value in enumerate(row, start=1):
            cell = sheet.cell(y, x, value)
            cell.border = Border(LINE, LINE, LINE, LINE)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if y == 4:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DCEBE8")
            elif isinstance(value, float):
                cell.number_format = "#,##0.00"
            elif isinstance(value, int):
                cell.number_format = "#,##0"
    for y, note in enumerate(notes, start=len(rows) + 6):
        sheet.cell(y, 1, note)
        sheet.merge_cells(start_row=y, start_column=1, end_row=y, end_column=width)
        sheet.cell(y, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[y].height = 30
    for x in range(1, width + 1):
        longest = max(len(str(row[x - 1])) for row in table)
        sheet.column_dimensions[get_column_letter(x)].width = min(46, max(12, longest * 2))
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _premiums(book: Workbook) -> None:
    rows: list[Row] = [
        [age, "不满1年" if years == 0 else ("满10年及以上" if years == 10 else f"满{years}年"), f"{min(years, 10)}%"]
        + [float(monthly_premium(base, factor, years)) for base in OPTIONS.values()]
        for age, factor in AGES.items()
        for years in range(11)
    ]
    sheet = _sheet(
        book,
        "月保费表",
        "家庭保险与高端医疗月保费表（每位被保险人）",
        ["被保险人年龄", "员工司龄", "司龄折扣", *OPTIONS],
        rows,
        [
            "月保费 = 基准保费 × 年龄系数 × （1 − 司龄折扣），四舍五入到分。",
            "家庭保险由公司承担50%；高端医疗由员工承担100%。",
        ],
    )
    for block in range(3):
        first = 5 + block * 11
        sheet.merge_cells(start_row=first, start_column=1, end_row=first + 10, end_column=1)


def _shares(book: Workbook) -> None:
    rows: list[Row] = []
    for age, factor in AGES.items():
        for option, base in OPTIONS.items():
            for years in (0, 3, 5, 10):
                whole = monthly_premium(base, factor, years)
                half = (whole / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)
                rows.append(
                    [
                        age,
                        option,
                        f"{years}年",
                        float(whole),
                        float(half),
                        float(whole - half),
                        float((whole - half) * 12),
                    ]
                )
    _sheet(
        book,
        "家庭保险分担",
        "家庭保险月保费的公司与员工分担（每位家属）",
        ["家属年龄", "档次", "员工司龄", "月保费", "公司承担（50%）", "员工承担（50%）", "员工全年承担"],
        rows,
        ["多位家属的保费逐人计算后相加。员工部分可以用福利积分抵扣，1积分抵1元。"],
    )


def _limits(book: Workbook) -> None:
    rows: list[Row] = [
        ["补充医疗", "门诊", "0至500 / 500至2,000 / 2,000以上", "0% / 70% / 90%", "与住院合计200,000", "公司全额"],
        ["补充医疗", "住院", "0至1,000 / 1,000至5,000 / 5,000以上", "0% / 80% / 95%", "与门诊合计200,000", "公司全额"],
        ["重大疾病", "一次性给付", "确诊28种疾病之一", "申请金额与保额取低", "300,000，限一次", "公司全额"],
        ["意外伤害", "伤残给付", "伤残等级1至10级，10级最重", "保额 × 等级 ÷ 10", "1,000,000", "公司全额"],
        [
            "家庭保险",
            "配偶、子女门诊",
            "同员工，逐人累计",
            "0% / 70% / 90%",
            "每人与住院合计200,000",
            "公司、员工各50%",
        ],
        [
            "家庭保险",
            "配偶、子女住院",
            "同员工，逐人累计",
            "0% / 80% / 95%",
            "每人与门诊合计200,000",
            "公司、员工各50%",
        ],
        ["高端医疗", "门诊、住院", "每笔账单", "80%（员工自付20%）", "1,000,000", "员工全额"],
        ["自选模块", "基因检测、海外就医、特需门诊、父母医疗、儿童疫苗", "每笔费用", "30%", "不设年度限额", "无保费"],
        ["健康福利", "年度体检", "每年", "100%", "每年1,000", "公司全额"],
        ["健康福利", "健身补贴", "每月", "100%", "每月300", "公司全额"],
        ["健康福利", "心理咨询", "每年", "免费", "每年6次", "公司全额"],
        ["企业年金", "公司匹配", "个人缴费1%至12%", "个人缴费的50%", "月工资的5%", "员工与公司"],
        ["工会互助", "住院、手术、重大疾病", "医保和补充医疗之后的个人负担", "50%", "每年20,000", "会员每年120"],
        ["工会互助", "特别困难救助金", "小组评议", "一次性", "10,000", "同上"],
    ]
    _sheet(
        book,
        "额度总表",
        "2026年度福利额度总表",
        ["类别", "项目", "计算基数", "比例或方式", "限额", "费用承担"],
        rows,
        ["补充医疗的分段按一个保障年度内累计的可报销金额计算，门诊与住院分别累计。", "各项额度当年有效，均不结转。"],
    )


def _outpatient(book: Workbook) -> None:
    amounts = [300, 500, 800, 1000, 1500, 2000, 2600, 3000, 5000, 8000, 10000, 20000]
    rows: list[Row] = []
    for amount in amounts:
        out = Decimal(max(0, min(amount, 2000) - 500)) * Decimal("0.7") + Decimal(max(0, amount - 2000)) * Decimal(
            "0.9"
        )
        inside = Decimal(max(0, min(amount, 5000) - 1000)) * Decimal("0.8") + Decimal(max(0, amount - 5000)) * Decimal(
            "0.95"
        )
        rows.append([amount, float(out), float(amount - out), float(inside), float(amount - inside)])
    _sheet(
        book,
        "赔付速查",
        "当年第一次申请的赔付速查表",
        ["可报销金额", "门诊赔付", "门诊个人承担", "住院赔付", "住院个人承担"],
        rows,
        ["适用于当年没有其他申请的情况；当年已有累计的，按累计后的分段计算。"],
    )


def _points(book: Workbook) -> None:
    rows: list[Row] = [
        ["年度积分", "1月1日发放；年中入职在入职当月发放", 3000, 3000],
        ["完成年度体检", "体检机构确认到检", 50, 50],
        ["月度健步", "当月日均8,000步，每月一次", 50, 600],
        ["健康讲座", "到场并签到，每场", 50, 600],
        ["无偿献血", "提供献血证，每次", 50, 600],
        ["戒烟打卡", "连续90天", 50, 50],
    ]
    _sheet(
        book,
        "福利积分",
        "福利积分发放与奖励标准（积分）",
        ["来源", "标准", "每次积分", "每年最多"],
        rows,
        [
            "健康活动积分合计每年最多600积分。1积分抵1元，当年12月31日24时清零。",
            "积分可抵扣家庭保险和高端医疗的员工部分，不能兑换现金。",
        ],
    )


def _contacts(book: Workbook) -> None:
    rows: list[Row] = [
        ["福利咨询热线", "分机8600", "工作日9:00–18:00", "报销、参保、方案解释"],
        ["福利邮箱", "benefits@yunshan.example", "1个工作日内回复", "书面咨询、申诉、材料补交"],
        ["心理咨询专线", "分机8601", "全天24小时", "预约与危机支持"],
        ["紧急联系电话", "0000-860-0120", "全天24小时", "重大事故、员工失联"],
        ["工会互助保障小组", "分机8620", "每周二、周四13:30–17:30", "互助金"],
        ["薪酬发放", "分机8610", "工作日9:00–18:00", "工资卡变更、扣款查询"],
    ]
    _sheet(
        book,
        "联系方式",
        "福利服务联系方式",
        ["服务", "联系方式", "服务时间", "办理事项"],
        rows,
        ["内线分机从办公电话直接拨打。"],
    )


def write_workbook(target: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for make in (_limits, _premiums, _shares, _outpatient, _points, _contacts):
        make(book)
    book.properties.title = "福利费率与额度一览"
    book.save(target)
