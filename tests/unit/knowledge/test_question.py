"""What a question is about, in whatever words it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.parting import several
from knowledge.question import understand, wanted
from knowledge.vocabulary import load
from services.knowledge import Turn


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("门诊报销比例", "percent"),
        ("一年最多赔多少钱", "money"),
        ("几天能到账", "duration"),
        ("什么时候可以改", "date"),
        ("要交哪些材料", "list"),
        ("怎么申请", "procedure"),
        ("how many sessions are free", "count"),
        ("客服电话是什么", "phone"),
    ],
)
def test_the_kind_of_answer_is_seen(text: str, kind: str) -> None:
    assert kind in wanted(text)


def test_question_words_do_not_count_as_subject() -> None:
    question = understand("请问门诊的起付线是多少？", load())
    assert "起付" in question.core
    assert "多少" not in question.core
    assert "请问" not in question.core


def test_colloquial_words_bring_the_terms_of_documents() -> None:
    question = understand("给老婆买保险要掏钱吗", load())
    assert 0 < question.weights["配偶"] < 1


def test_an_english_question_brings_chinese_terms_and_a_gist() -> None:
    question = understand("What is the deductible for outpatient claims?", load())
    assert question.language == "en"
    assert {"门诊", "免赔", "赔额"} <= set(question.weights)
    assert "门诊" in question.dense[1]


def test_a_follow_up_borrows_what_it_leaves_out() -> None:
    question = understand("那住院呢？", load(), history=[Turn("门诊报销比例是多少", "70%")])
    assert {"住院", "报销", "比例"} <= set(question.weights)


def test_a_follow_up_about_something_else_does_not_borrow_the_benefit() -> None:
    before = [Turn("住院报多少", "80%")]
    assert "住院" not in understand("那眼镜呢？", load(), history=before).weights
    papers = understand("那材料呢？", load(), history=before)
    assert "住院" in papers.weights and "money" not in papers.wants


def test_a_whole_question_borrows_nothing() -> None:
    question = understand("企业年金公司每个月匹配多少比例的缴费", load(), history=[Turn("体检什么时候", "三月")])
    assert "体检" not in question.weights


def test_several_questions_in_one_message_are_parted() -> None:
    assert several("门诊报多少？住院要交什么材料？") == ["门诊报多少？", "住院要交什么材料？"]
    assert several("你好。住院报多少？") == ["你好。住院报多少？"]
    assert several("门诊报多少，住院报多少") == ["门诊报多少", "住院报多少"]
    assert several("How much is the check-up allowance and how many counselling sessions do I have?") == [
        "How much is the check-up allowance",
        "how many counselling sessions do I have?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "我住院了，能报多少",
        "体检多少钱，怎么预约",
        "门诊和住院的限额，是一起算的吗？",
        "How long and how often may I claim?",
    ],
)
def test_a_question_in_two_clauses_stays_one(text: str) -> None:
    assert several(text) == [text]


def test_a_company_adds_its_own_synonyms(tmp_path: Path) -> None:
    own = tmp_path / "synonyms.txt"
    own.write_text("云宝卡 = 健身补贴\n", encoding="utf-8")
    assert "健身" in understand("云宝卡怎么用", load(own)).weights


def test_an_endless_question_is_cut() -> None:
    assert len(understand("住院" * 5000, load()).asked) == 600
