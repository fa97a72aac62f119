"""How a rule and a passage are worded in the chat."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.answers import answer_text, excerpt, figure_text, rule_text
from handlers.context import Person
from services.actors import Actor
from services.identity import Visitor
from services.knowledge import Answer, Citation
from services.model import ChatAccount, QuestionRecord
from services.questions import Answered
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
    assert "0–500 元不赔，500–2,000 元赔 70%" in told and "2,000 元以上赔 90%" in told
    assert "由您自己承担" in figure_text(reader(), figure_after("outpatient"))


def test_a_flat_rule_names_its_limit_once() -> None:
    shown = figure_after("fitness")
    assert "300.00" in rule_text(reader(), shown) and figure_text(reader(), shown) == ""


def answered(text: str, citation: Citation, language: str, **fields: Any) -> Answered:
    record = QuestionRecord(
        account_id=1,
        employee_id=1,
        asked_at=datetime(2026, 6, 1, tzinfo=UTC),
        question="?",
        language=language,
        answer=text,
        band="answer",
    )
    return Answered(record, Answer(text, fields.pop("band", "answer"), (citation,), **fields), None)


CITED = Citation("方案.md", "第四章 › 心理咨询", None, "心理咨询 每年6次免费，资金发放见附表。", "p")


def test_a_document_in_another_language_is_called_so() -> None:
    assert "in Chinese" in answer_text(reader("en"), answered("每年6次免费。", CITED, "en"))
    assert "英文" in answer_text(reader(), answered("Six free sessions a year, by video or phone.", CITED, "zh-Hans"))
    assert "英文" not in answer_text(reader(), answered("由HR在BenefitsOne登记，每年6次。", CITED, "zh-Hans"))


def test_related_passages_are_in_the_readers_script_and_without_their_heading() -> None:
    told = answer_text(reader("zh-Hant"), answered("", CITED, "zh-Hant", band="possibly_related"))
    assert "• 每年6次免費，資金發放見附表。" in told


def test_an_answer_of_another_day_says_so() -> None:
    then = answer_text(reader(), answered("每年6次。", CITED, "zh-Hans", as_of=date(2025, 12, 31)))
    assert then.startswith("📅 按 2025-12-31 当时的规定")
    now = answer_text(reader(), answered("每年6次。", CITED, "zh-Hans", missed=date(2025, 12, 31)))
    assert "现行规定" in now


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
