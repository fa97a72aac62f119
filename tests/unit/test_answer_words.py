"""How a rule and a passage are worded in the chat."""

from __future__ import annotations

import pytest

from handlers.answers import excerpt, figure_text, rule_text
from handlers.context import Person
from services.actors import Actor
from services.identity import Visitor
from services.model import ChatAccount
from tests.unit.services.test_figures import figure_after


def reader(language: str = "zh-Hans") -> Person:
    return Person(Visitor(ChatAccount("test", 1), None), Actor("test", "employee"), language, "test")


def test_a_benefit_without_bands_is_not_told_in_bands() -> None:
    shown = figure_after("fitness")
    assert rule_text(reader(), shown) == "健身补贴凭票据全额报销，每月最高 300.00 元。"
    assert "100%" not in figure_text(reader(), shown)
    assert "in full, up to" in rule_text(reader("en"), shown)


def test_a_benefit_with_bands_names_each() -> None:
    told = rule_text(reader(), figure_after("outpatient"))
    assert "500–2,000 元赔 70%" in told and "2,000 元以上赔 90%" in told


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("短的一句", "短的一句"),
        ("第一句到这里。" + "后" * 90, "第一句到这里。"),
        ("甲乙丙，" + "丁" * 90, "甲乙丙…"),
        ("字" * 90, "字" * 80 + "…"),
        ("One rule ends here. " + "word " * 30, "One rule ends here."),
    ],
)
def test_an_excerpt_ends_where_a_sentence_does(quote: str, shown: str) -> None:
    assert excerpt(quote) == shown
