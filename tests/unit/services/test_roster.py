"""Roster files as companies really keep them."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from benefits.errors import InvalidInput
from locales import LANGUAGES, has
from services.roster import parse_roster
from services.roster_files import parse_date
from services.roster_words import HEADERS

SERVICES = Path(__file__).parents[3] / "services"
SOURCES = "".join((SERVICES / name).read_text(encoding="utf-8") for name in ("roster.py", "roster_files.py"))

HEAD = "工号,姓名,公司名称,部门,职级,出生日期,入职日期,基本工资,手机号码"
ROW = 'A001,林小满,星河科技,研发部,普通员工,1995-05-20,2022/3/1,"18,000.00",+86 139 0000 0001'


def read(text: str, encoding: str = "utf-8", name: str = "roster.csv"):  # type: ignore[no-untyped-def]
    return parse_roster(text.encode(encoding), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_chinese_csv_is_read_in_every_usual_encoding(encoding: str) -> None:
    reading = read(f"{HEAD}\n{ROW}\n", encoding)
    assert not reading.problems
    (row,) = reading.rows
    assert row.values == {
        "number": "A001",
        "name": "林小满",
        "company_name": "星河科技",
        "department": "研发部",
        "tier": "staff",
        "birth_date": date(1995, 5, 20),
        "hire_date": date(2022, 3, 1),
        "monthly_salary": Decimal("18000.00"),
        "phone": "13900000001",
    }


def test_english_headings_in_any_order_with_unknown_columns() -> None:
    reading = read(
        "Shoe size\tDOB\tEmployee No.\tFull Name\tCompany\tStart Date\n42\t20/12/1990\t7\tAda Ray\tXH\t2020-01-02\n"
    )
    (row,) = reading.rows
    assert (row.row, row.number, row.values["birth_date"]) == (2, "7", date(1990, 12, 20))
    assert "tier" not in row.values


def test_a_title_above_the_headings_is_passed_over_and_rows_keep_their_numbers() -> None:
    reading = read(f"2026年职工花名册\n\n{HEAD}\n{ROW}\n,,,,,,,,\n{ROW.replace('A001', 'A002')}\n")
    assert [row.row for row in reading.rows] == [4, 6]


def test_a_workbook_is_read_with_its_own_dates_and_numbers() -> None:
    book = Workbook()
    book.active.append(["说明", "请勿修改"])
    sheet = book.create_sheet("人员")
    sheet.append(["员工编号*（必填）", "姓 名", "单位", "出生年月", "入职时间", "月薪", "银行卡号"])
    sheet.append([10023, "林小满", "星河科技", datetime(1995, 5, 20), 44621, 18000.5, 6222000000000000123.0])
    out = io.BytesIO()
    book.save(out)
    reading = parse_roster(out.getvalue(), "人员.xlsx")
    (row,) = reading.rows
    assert row.number == "10023"
    assert (row.values["birth_date"], row.values["hire_date"]) == (date(1995, 5, 20), date(2022, 3, 1))
    assert row.values["monthly_salary"] == Decimal("18000.50")
    (problem,) = reading.problems
    assert (problem.row, problem.field, problem.code, problem.rejected) == (2, "bank_account", "digits-lost", False)


def test_each_bad_row_is_reported_and_the_good_ones_are_kept() -> None:
    bad = [
        ROW.replace("1995-05-20", "去年"),
        ROW.replace("A001", ""),
        ROW.replace("普通员工", "大侠"),
        ROW.replace("2022/3/1", "1990-01-01").replace("A001", "A005"),
        ROW,
        ROW.replace("A001", "A007").replace("+86 139 0000 0001", "12"),
    ]
    reading = read("\n".join([HEAD, ROW, *bad]))
    assert [row.row for row in reading.rows] == [2, 8]
    assert [(p.row, p.field, p.code, p.value, p.rejected) for p in reading.problems] == [
        (3, "birth_date", "not-date", "去年", True),
        (4, "number", "value-missing", "", True),
        (5, "tier", "word-unknown", "大侠", True),
        (6, "hire_date", "before-birth", "1990-01-01", True),
        (7, "number", "duplicate-row", "A001", True),
        (8, "phone", "not-phone", "12", False),
    ]
    assert reading.numbers == {"A001", "A005", "A007"}


def test_dependents_are_told_by_their_relation_column() -> None:
    reading = read("员工工号,与员工关系,家属姓名,出生日期,参保日期\nA001,女儿,林小米,2020.6.1,\n")
    assert reading.kind == "dependents"
    assert reading.rows[0].values == {
        "number": "A001",
        "relation": "child",
        "name": "林小米",
        "birth_date": date(2020, 6, 1),
    }


@pytest.mark.parametrize(
    "grade, tier", [("P6", "staff"), ("M2", "manager"), ("高管", "executive"), ("Manager", "manager")]
)
def test_grades_and_words_become_tiers(grade: str, tier: str) -> None:
    assert read(f"{HEAD}\n{ROW.replace('普通员工', grade)}").rows[0].values["tier"] == tier


@pytest.mark.parametrize(
    "text, day",
    [
        ("2026-01-05", date(2026, 1, 5)), ("2026/1/5", date(2026, 1, 5)), ("2026.1.5", date(2026, 1, 5)),
        ("20260105", date(2026, 1, 5)), ("2026年1月5日", date(2026, 1, 5)), ("2026-01-05 00:00:00", date(2026, 1, 5)),
        ("２０２６－０１－０５", date(2026, 1, 5)), ("25/12/1990", date(1990, 12, 25)), ("12/25/1990", date(1990, 12, 25)),
        ("", None), (44621, date(2022, 3, 1)), (44621.0, date(2022, 3, 1)),
    ],
)  # fmt: skip
def test_days_in_many_spellings(text: object, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text, code", [("03/04/1998", "date-unclear"), ("2026-02-30", "not-date"), ("soon", "not-date")]
)
def test_a_day_that_could_be_two_is_not_guessed(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_date(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data, name, code",
    [
        (b"", "a.csv", "roster-empty"), (b"a,b,c\n1,2,3\n", "a.csv", "roster-headers"), (b"%PDF-1.7", "a.pdf", "roster-format"),
        (b"PK\x03\x04 broken", "a.xlsx", "roster-unreadable"), ("工号,姓名,部门\n1,2,3".encode(), "a.csv", "roster-headers"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_roster_says_what_is_wrong(data: bytes, name: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_roster(data, name)
    assert caught.value.code == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_and_field_can_be_told_in_words(language: str) -> None:
    codes = set(
        re.findall(
            r'(?:InvalidInput\(|number, name, |"number", |"hire_date", |"company_name", )"([a-z]+-[a-z-]+)"', SOURCES
        )
    )
    assert len(codes) >= 18
    for code in codes:
        assert has(language, f"error-{code}" if code.startswith("roster-") else f"roster-problem-{code}"), code
    for name in HEADERS:
        assert has(language, f"roster-field-{name.replace('_', '-')}")
