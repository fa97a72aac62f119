"""Questions in, short cited answers out, or an honest refusal."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import DocumentKnowledge
from knowledge.commands import ask_batch
from services.knowledge import Turn


@pytest.mark.parametrize(
    ("question", "language", "part"),
    [
        ("门诊报销比例是多少？", "zh-Hans", "70%"),
        ("住院津貼每日幾多錢？", "zh-Hant", "60元"),
        ("互助金每年交多少", "zh-Hans", "120元"),
        ("出院后多久之内要申请", "zh-Hans", "90天"),
        ("健身补贴每月多少钱", "zh-Hans", "300元"),
        ("How many free counselling sessions are there each year?", "en", "6次"),
        ("门诊报肖比例多少", "zh-Hans", "70%"),
    ],
)
def test_a_question_gets_its_figure_and_the_passage(
    knowledge: DocumentKnowledge, question: str, language: str, part: str
) -> None:
    answer = knowledge.ask_sync(question, language=language)
    assert answer.band == "answer"
    assert part in answer.text
    assert len(answer.text) <= 200
    assert any(part in c.quote for c in answer.citations)
    assert all(len(c.quote) <= 500 for c in answer.citations)


def test_a_traditional_asker_reads_traditional_characters(knowledge: DocumentKnowledge) -> None:
    assert "報銷" in knowledge.ask_sync("門診報銷比例是多少？", language="zh-Hant").text


@pytest.mark.parametrize("question", ["明天会下雨吗", "怎么做红烧肉", "who won the world cup", "😀", "", "   ", "?!"])
def test_what_no_document_says_is_refused(knowledge: DocumentKnowledge, question: str) -> None:
    answer = knowledge.ask_sync(question)
    assert answer.refused
    assert answer.text == ""


@pytest.mark.parametrize(
    "question", ["住院" * 5000, "\x00\ud800住院报销比例多少\u202e", "'; DROP TABLE x; -- 住院报销"]
)
def test_strange_input_breaks_nothing(knowledge: DocumentKnowledge, question: str) -> None:
    assert len(knowledge.ask_sync(question).text) <= 200


def test_a_follow_up_is_understood_by_the_turn_before(knowledge: DocumentKnowledge) -> None:
    answer = knowledge.ask_sync("那住院呢？", history=[Turn("门诊报销比例是多少？", "按70%报销")])
    assert "80%" in answer.text


def test_two_questions_in_one_message_are_both_answered(knowledge: DocumentKnowledge) -> None:
    answer = knowledge.ask_sync("健身补贴每月多少钱？互助金每年交多少？")
    assert "300元" in answer.text
    assert "120元" in answer.text
    assert {c.document for c in answer.citations} == {"福利手册.md", "工会互助.txt"}


def test_an_answer_begins_with_what_is_said_and_not_with_its_heading(knowledge: DocumentKnowledge) -> None:
    answer = knowledge.ask_sync("心理咨询有几次")
    assert answer.text.startswith("每位员工每年有6次")
    assert answer.citations[0].section == "云岭公司福利手册 › 心理咨询"


def test_a_day_of_which_no_document_is_known_is_told(empty: DocumentKnowledge, tmp_path: Path) -> None:
    path = tmp_path / "健身.md"
    path.write_text("# 健身补贴\n健身补贴每月300元，凭发票报销，未用完的不结转到下月。\n", encoding="utf-8")
    empty.ingest([path], effective=date(2026, 1, 1))
    before = empty.ask_sync("2024年健身补贴每月多少钱", as_of=date(2026, 6, 1))
    assert (before.as_of, before.missed) == (None, date(2024, 12, 31))
    assert "300" in before.text
    now = empty.ask_sync("健身补贴每月多少钱", as_of=date(2026, 6, 1))
    assert (now.as_of, now.missed) == (None, None)


def test_the_benefit_asked_about_is_named(knowledge: DocumentKnowledge) -> None:
    assert knowledge.ask_sync("住院报销比例是多少").topic == "inpatient"


def test_a_question_that_leaves_the_benefit_open_gets_a_choice(knowledge: DocumentKnowledge) -> None:
    assert set(knowledge.ask_sync("报销比例是多少？").choices) >= {"outpatient", "inpatient"}
    assert knowledge.ask_sync("住院报销比例是多少？").choices == ()


def test_asked_for_a_figure_that_no_passage_names_nothing_is_made_up(knowledge: DocumentKnowledge) -> None:
    assert knowledge.ask_sync("互助金审计员的年龄要多少岁").refused


async def test_a_citation_opens_its_passage_and_asking_leaves_the_loop_free(knowledge: DocumentKnowledge) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.002)
            ticks += 1

    ticking = asyncio.create_task(tick())
    answer = await knowledge.ask("心理咨询的预约热线是多少")
    ticking.cancel()
    assert ticks >= 2
    opened = await knowledge.passage(answer.citations[0].passage_id)
    assert opened is not None
    assert "400-820-1234" in opened.text
    assert opened.document == "福利手册.md"
    assert await knowledge.passage("0123456789abcdef-1-2") is None
    assert await knowledge.passage("../../etc/passwd") is None


def test_a_batch_gives_one_object_a_line(knowledge: DocumentKnowledge) -> None:
    lines = [
        '{"id": 7, "question": "健身补贴每月多少钱"}',
        "",
        '{"id": "b", "question": "明天会下雨吗", "lang": "zh-Hans"}',
    ]
    first, second = ask_batch(knowledge, lines)
    assert first["id"] == 7
    assert set(first) == {"id", "answer", "refused", "seconds", "citations"}
    assert set(first["citations"][0]) == {"document", "section", "page", "quote"}
    assert first["citations"][0]["section"] == "云岭公司福利手册 › 健身"
    assert second["refused"] is True


def test_answers_come_at_once(knowledge: DocumentKnowledge) -> None:
    knowledge.warm()
    began = time.process_time()
    for question in ("门诊报多少", "住院报多少", "健身补多少", "互助金多少", "特困补助多少"):
        knowledge.ask_sync(question)
    assert (time.process_time() - began) / 5 < 0.25
