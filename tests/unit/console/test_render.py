"""How values look on a page and in a file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from console.render import masked, money, percent, sentence, step_sentence
from console.tables import csv_file, safe_cell


def test_money_is_grouped_and_has_two_decimals() -> None:
    assert money(Decimal("1234567.5")) == "1,234,567.50"
    assert money("12") == "12.00"
    assert money(None) == "–"


def test_a_share_is_shown_in_percent() -> None:
    assert percent(Decimal("0.7")) == "70 %"
    assert percent(0.333, 1) == "33.3 %"
    assert percent(None) == "–"


@pytest.mark.parametrize(("value", "shown"), [("13800000001", "138••••0001"), ("12345", "•••••"), ("", "")])
def test_a_phone_number_shows_its_ends_only(value: str, shown: str) -> None:
    assert masked(value, 4, 3) == shown


def test_a_short_number_shows_nothing_of_itself() -> None:
    assert masked("1234") == "••••"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@sum", "-2+3", "\tx"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-12.50", "张三", Decimal("3.00"), 5, ""])
def test_numbers_and_words_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == str(value)


def test_a_file_opens_as_chinese_in_spreadsheets() -> None:
    answer = csv_file("打款.csv", ["姓名"], [["张三"]])
    assert bytes(answer.body).startswith(b"\xef\xbb\xbf")
    assert "%E6%89%93%E6%AC%BE" in answer.headers["content-disposition"]


def test_a_code_without_a_text_is_shown_as_words_rather_than_failing() -> None:
    assert sentence("en", "reason", "brand_new_rule", {}) == "brand new rule"
    assert step_sentence("en", {"step": "brand_new", "base": "1", "amount": "1", "fields": {}}) == "brand new"
