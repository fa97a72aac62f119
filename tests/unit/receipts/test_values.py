from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts.capitals import capital_words, read_capitals
from receipts.dates import find_dates, parse_chinese_date
from receipts.values import digit_tokens, find_amounts, parse_amount


@given(st.integers(min_value=1, max_value=99_999_999_99))
def test_a_sum_in_capital_numerals_reads_back_as_the_same_sum(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_capitals("人民币（大写）" + capital_words(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("壹佰贰拾叁圆肆角伍分", "123.45"),
        ("⊗贰仟零贰拾捌圆玖角肆分", "2028.94"),
        ("壹万零伍拾元整", "10050.00"),
        ("拾伍元正", "15.00"),
        ("捌角整", "0.80"),
        ("贰佰元零伍分", "200.05"),
    ],
)
def test_capital_sums_are_read_as_they_are_printed(text: str, amount: str) -> None:
    assert read_capitals(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["壹贰佰元整", "医院", "元整", "壹佰", "金额合计（大写）", "贰佰元伍"])
def test_a_capital_sum_with_a_lost_letter_is_not_guessed(text: str) -> None:
    assert read_capitals(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("RM 12.30", "12.30"),
        ("¥86.20", "86.20"),
        ("￥1，200．00", "1200.00"),
        ("1.234.50", "1234.50"),
        ("O.5O", "0.50"),
        ("12", "12"),
        ("(3.20)", "-3.20"),
        ("-0.02", "-0.02"),
    ],
)
def test_amounts_are_read_in_the_usual_spellings(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "12/03", "1,23,4", "9" * 12, "1.2.3.4", "牛奶"])
def test_what_is_no_amount_gives_none(text: str) -> None:
    assert parse_amount(text) is None


def test_percentages_and_quantities_are_not_amounts() -> None:
    assert find_amounts("GST 6.00% 12.30 qty 2 1.234") == [Decimal("12.30")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25/12/2018 8:13:39 PM", date(2018, 12, 25)),
        ("25-12-18", date(2018, 12, 25)),
        ("03 JAN 2018", date(2018, 1, 3)),
        ("3-Mar-17", date(2017, 3, 3)),
        ("03JAN2018", date(2018, 1, 3)),
        ("Mar 5, 2017", date(2017, 3, 5)),
        ("2018-02-03", date(2018, 2, 3)),
        ("02/28/2018", date(2018, 2, 28)),
        ("31.12.17", date(2017, 12, 31)),
        ("2018/2/3 14:00", date(2018, 2, 3)),
        ("26-APR-1711:05:22", date(2017, 4, 26)),
        ("26/04/1711:05", date(2017, 4, 26)),
    ],
)
def test_english_dates_put_the_day_first_unless_that_is_impossible(text: str, day: date) -> None:
    assert find_dates(text) == [day]


def test_a_day_in_october_with_its_time_glued_on_is_not_the_eleventh() -> None:
    assert parse_chinese_date("2025/10/110:25:17") == date(2025, 10, 1)
    assert parse_chinese_date("2025/10/1110:25:17") == date(2025, 10, 11)


@pytest.mark.parametrize("text", ["32/13/2018", "99-99-99", "tel 03-12345678", "12:30"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("2026年1月5日", "2026-01-05", "2026/1/5", "20260105", "2026.01.05 10:11:12", "2026年 01月 05日"),
        *("2026/1/510:25:17", "2026-01-0510:25", "2026-01-059:25"),  # the blank before the time was lost
    ],
)
def test_chinese_dates_are_read_in_every_spelling(text: str) -> None:
    assert parse_chinese_date(text) == date(2026, 1, 5)


def test_digit_tokens_lose_their_separators_and_the_short_ones() -> None:
    assert digit_tokens("合计 1,234.50 电话 0571-8765 共 2 件") == ["123450", "05718765"]
