"""The plan documents: each opens, is dated, carries its headline figures, and agrees with the plan that decides."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from benefits.adjudication import adjudicate_all
from benefits.claims import Bill, Person
from benefits.plan import Plan
from benefits.premium import Dependent, points_for, quote
from services.plan_files import load_book

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "demo" / "documents"
DAY = date(2026, 5, 4)


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def word_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def sheet_text(path: Path) -> str:
    """As a spreadsheet shows it: two decimals where the cell's format says so."""
    cells = (
        cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value is not None
    )
    return "\n".join(f"{cell.value:,.2f}" if cell.number_format.endswith(".00") else str(cell.value) for cell in cells)


@cache
def text_of(name: str) -> str:
    """The document's text without white space, as a reader sees the words."""
    path = DOCUMENTS / name
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    elif path.suffix == ".docx":
        text = word_text(path)
    elif path.suffix == ".xlsx":
        text = sheet_text(path)
    elif path.suffix == ".html":
        words = Words()
        words.feed(path.read_text(encoding="utf-8"))
        text = "".join(words.pieces)
    else:
        text = path.read_text(encoding="utf-8").replace("**", "")
    return re.sub(r"\s+", "", text)


HEADLINES: dict[str, list[str]] = {
    "补充医疗保险方案.pdf": [
        "200,000元",
        "70%",
        "90%",
        "80%",
        "95%",
        "1,590.00元",
        "9,850.00元",
        "180日内",
        "10个工作日内",
    ],
    "重疾与意外保障方案.pdf": ["300,000元", "1,000,000元", "伤残等级÷10", "10级最重", "不设等待期"],
    "弹性福利与自选方案.docx": [
        "349.20元",
        "3,000积分",
        "50积分",
        "600积分",
        "1,000元",
        "300元",
        "6次免费",
        "20%",
        "公司承担30%",
    ],
    "企业年金实施细则.docx": ["1%至12%", "50%", "5%", "2,100.00元"],
    "家庭保险计划.html": ["公司承担50%", "200,000元", "737.20元", "未满25周岁"],
    "工会医疗互助办法.html": ["120元", "50%", "20,000元", "10,000元", "1,207.16元"],
    "选择期办事日历.html": ["11月1日", "11月30日", "不自动续期"],
    "福利费率与额度一览.xlsx": ["349.20", "174.60", "216.00", "1,590.00", "每年6次"],
    "理赔申请指南.md": ["24小时内", "3至5个工作日", "出院小结", "不需要打印", "工资卡", "262.08元"],
    "人生事件变更须知.md": ["30天内", "出生医学证明", "结婚证"],
    "个人信息保护告知.md": ["敏感个人信息", "加密存放", "导出我的数据"],
    "Employee-Benefits-Handbook.pdf": ["CNY1,590.00", "CNY9,850.00", "CNY300,000", "CNY349.20", "180days"],
    "Claims-FAQ.md": ["CNY200,000", "180days", "Within24hours", "10workingdays"],
}
CHAPTERS: dict[str, list[str]] = {
    "补充医疗保险方案.pdf": [
        "第一章总则",
        "第二章参保与资格",
        "第三章门诊保障",
        "第四章住院保障",
        "第五章年度限额与目录外药品",
        "第六章理赔时限与材料",
        "第七章除外责任",
    ],
    "重疾与意外保障方案.pdf": ["第一章总则", "第二章重大疾病", "第三章意外伤害", "第四章申请与给付"],
    "弹性福利与自选方案.docx": [
        "第一章总则",
        "第二章自选模块",
        "第三章保费与补贴",
        "第四章福利积分",
        "第五章高端医疗",
        "第六章体检、健身与心理咨询",
    ],
    "企业年金实施细则.docx": ["第三章缴费与匹配"],
    "家庭保险计划.html": ["第二章参保与保费", "第三章保障责任"],
    "工会医疗互助办法.html": ["第三章互助金给付"],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_book(ROOT / "demo" / "plans" / "reference.yaml").on(DAY)


@pytest.fixture
def person() -> Person:
    return Person("YS0004", "staff", date(1997, 5, 12), date(2020, 7, 6), Decimal("20000"))


def paid(plan: Plan, person: Person, kind: str, *eligible: str) -> list[Decimal]:
    bills = [Bill(str(n), kind, DAY, DAY, Decimal(amount)) for n, amount in enumerate(eligible)]
    return [result.payable for result in adjudicate_all(plan, person, bills)[0]]


def test_every_document_has_headline_figures_to_check() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == set(HEADLINES)


@pytest.mark.parametrize("name", sorted(HEADLINES))
def test_a_document_carries_its_headline_figures(name: str) -> None:
    missing = [figure for figure in HEADLINES[name] if figure not in text_of(name)]
    assert not missing


@pytest.mark.parametrize("name", sorted(HEADLINES))
def test_a_document_tells_its_version_and_effective_date(name: str) -> None:
    assert re.search("版本2026-01|Version2026-01", text_of(name))
    assert re.search("自2026年1月1日起生效|Effectivefrom1January2026", text_of(name))


@pytest.mark.parametrize("name", sorted(set(HEADLINES) - {"工会医疗互助办法.html", "个人信息保护告知.md"}))
def test_a_document_says_whom_to_ask(name: str) -> None:
    assert "8600" in text_of(name)


@pytest.mark.parametrize("name", sorted(CHAPTERS))
def test_chapters_have_the_names_that_the_plan_files_cite(name: str) -> None:
    assert all(chapter in text_of(name) for chapter in CHAPTERS[name])


def test_every_clause_of_the_reference_plan_exists_in_a_document() -> None:
    text = (ROOT / "demo" / "plans" / "reference.yaml").read_text(encoding="utf-8")
    clauses = set(re.findall(r"clause: ([^\s#]+\.(?:pdf|docx|html|md|xlsx)) § ([^\n#]+)", text))
    assert len(clauses) >= 10
    missing = [c for c in clauses if re.sub(r"\s+", "", c[1]) not in text_of(c[0])]
    assert not missing


def test_pdf_text_can_be_read_out_without_look_alike_characters() -> None:
    """Compatibility ideographs and Kangxi radicals look right on paper and are found by no search."""
    for name in HEADLINES:
        assert not re.search("[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\ufffd]", text_of(name)), name


def test_word_documents_have_real_headings_and_tables() -> None:
    for path in DOCUMENTS.glob("*.docx"):
        document = Document(str(path))
        levels = [p.style.name for p in document.paragraphs if p.style is not None]
        assert levels.count("Heading 1") >= 6
        assert levels.count("Heading 2") >= 15
        assert len(document.tables) >= 3


def test_the_pdfs_alone_have_thirty_pages_and_all_documents_stay_small() -> None:
    pages = 0
    for path in DOCUMENTS.glob("*.pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            pages += len(pdf)
    assert pages >= 30
    assert sum(path.stat().st_size for path in DOCUMENTS.iterdir()) < 6_000_000


@pytest.mark.parametrize(
    ("kind", "eligible", "expected", "printed"),
    [
        ("outpatient", ["2600"], ["1590.00"], "1,590.00元"),
        ("outpatient", ["400", "900", "1300"], ["0.00", "560.00", "1030.00"], "1,030.00元"),
        ("outpatient", ["880"], ["266.00"], "266.00元"),
        ("inpatient", ["12000"], ["9850.00"], "9,850.00元"),
        ("inpatient", ["4000", "6000"], ["2400.00", "5550.00"], "5,550.00元"),
        ("inpatient", ["17286.26"], ["14871.95"], "14,871.95元"),
    ],
)
def test_worked_examples_are_what_the_plan_pays(
    plan: Plan, person: Person, kind: str, eligible: list[str], expected: list[str], printed: str
) -> None:
    assert paid(plan, person, kind, *eligible) == [Decimal(amount) for amount in expected]
    assert printed in text_of("补充医疗保险方案.pdf")


def test_the_guide_s_line_by_line_example_is_what_the_plan_pays(plan: Plan, person: Person) -> None:
    assert paid(plan, person, "outpatient", "874.40") == [Decimal("262.08")]


def test_the_last_day_to_file_in_the_guide_is_the_plan_s(plan: Plan, person: Person) -> None:
    visit, last = date(2026, 3, 1), date(2026, 8, 28)
    assert "2026年3月1日就诊，最迟2026年8月28日提交" in text_of("理赔申请指南.md")
    on_time = Bill("a", "outpatient", visit, last, Decimal("900"))
    late = Bill("b", "outpatient", visit, last + timedelta(days=1), Decimal("900"))
    decisions = [result.decision for result in adjudicate_all(plan, person, [on_time, late])[0]]
    assert decisions == ["approved", "rejected"]


@pytest.mark.parametrize(
    ("option", "age", "years", "total", "employee"),
    [
        ("standard", 28, 3, "349.20", "174.60"),
        ("premium", 35, 5, "760.00", "380.00"),
        ("basic", 42, 12, "216.00", "108.00"),
    ],
)
def test_premium_examples_are_what_the_plan_quotes(
    plan: Plan, option: str, age: int, years: int, total: str, employee: str
) -> None:
    hired = DAY.replace(year=DAY.year - years)
    worker = Person("YS0001", "staff", date(1980, 1, 1), hired, Decimal("20000"))
    spouse = Dependent("spouse", DAY.replace(year=DAY.year - age))
    quoted = quote(plan, worker, "family", option, [spouse], DAY)
    assert (quoted.monthly_total, quoted.monthly_employee) == (Decimal(total), Decimal(employee))
    assert f"{total}元" in text_of("弹性福利与自选方案.docx")


def test_the_family_table_is_what_the_plan_quotes(plan: Plan) -> None:
    worker = Person("YS0001", "staff", date(1992, 1, 1), DAY.replace(year=2023), Decimal("20000"))
    family = [Dependent("spouse", DAY.replace(year=1994)), Dependent("child", DAY.replace(year=2022))]
    for option, total in (("basic", "368.60"), ("standard", "737.20"), ("premium", "1474.40")):
        assert quote(plan, worker, "family", option, family, DAY).monthly_total == Decimal(total)


@pytest.mark.parametrize(("salary", "percent", "company"), [("16200", "6%", "486.00"), ("42000", "12%", "2100.00")])
def test_annuity_examples_are_what_the_plan_matches(plan: Plan, salary: str, percent: str, company: str) -> None:
    worker = Person("YS0001", "staff", date(1992, 1, 1), date(2020, 1, 1), Decimal(salary))
    assert quote(plan, worker, "annuity", percent, [], DAY).monthly_company == Decimal(company)
    assert f"{Decimal(company):,}元" in text_of("企业年金实施细则.docx")


def test_the_workbook_s_premium_table_is_what_the_plan_quotes(plan: Plan) -> None:
    sheet = load_workbook(DOCUMENTS / "福利费率与额度一览.xlsx")["月保费表"]
    ages = {5: 25, 16: 35, 27: 45}
    for first, age in ages.items():
        for years in range(11):
            worker = Person("YS0001", "staff", date(1970, 1, 1), DAY.replace(year=DAY.year - years), Decimal("20000"))
            spouse = Dependent("spouse", DAY.replace(year=DAY.year - age))
            for column, option in ((4, "basic"), (5, "standard"), (6, "premium")):
                shown = Decimal(str(sheet.cell(first + years, column).value))
                assert shown == quote(plan, worker, "family", option, [spouse], DAY).monthly_total


def test_points_in_the_documents_are_the_plan_s(plan: Plan, person: Person) -> None:
    assert points_for(plan, person) == 3000
    assert points_for(plan, person, activities=100) == 3600


def test_documents_are_up_to_date_with_their_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML and Markdown are rebuilt and compared; forgetting to build after an edit shows here."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "demo" / "sources"), *sys.path])
    from build import SOURCES, markdown, read_sources, web_html

    checked = 0
    for source in read_sources(SOURCES):
        if source.kind in ("html", "md"):
            built = web_html(source) if source.kind == "html" else markdown(source)
            assert (DOCUMENTS / source.output).read_text(encoding="utf-8") == built
            checked += 1
    assert checked == 7
