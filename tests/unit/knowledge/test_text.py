"""Languages, sentences and tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering import told_lines
from knowledge.text import fold, language_of, sentences, squeeze, tokens, traditional


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("住院报多少", "zh-Hans"),
        ("住院報多少", "zh-Hant"),
        ("How much is covered?", "en"),
        ("我的HR是谁", "zh-Hans"),
        ("claim", "en"),
    ],
)
def test_the_language_of_a_question_is_seen(text: str, language: str) -> None:
    assert language_of(text) == language


def test_sentences_end_at_stops_and_lines() -> None:
    text = "门诊报销70%。住院报销80%；\n年度限额20万元"
    assert [text[a:b] for a, b in sentences(text)] == ["门诊报销70%。", "住院报销80%；", "年度限额20万元"]


def test_a_decimal_point_ends_no_sentence() -> None:
    text = "年化收益率是4.1%，权益类不超过30%"
    assert len(sentences(text)) == 1


@given(st.text(alphabet="医保报销，。；\n a1", max_size=400))
def test_sentences_cover_everything_but_blanks_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(
        " ", ""
    )


def test_no_sentence_is_endless() -> None:
    assert max(b - a for a, b in sentences("保障范围" * 500)) <= 220


def test_tokens_are_pairs_words_and_numbers() -> None:
    assert tokens(fold("住院津貼50元 Claims")) == ["住院", "院津", "津贴", "50", "元", "claim"]


def test_squeezing_leaves_what_two_spellings_share() -> None:
    assert squeeze("報銷 80 %，最高２０万") == squeeze("报销80%最高20万")


def test_answers_leave_out_the_heading_that_their_source_names() -> None:
    text = "第二十八条 心理咨询\n1. 每年6次免费。\n2. 拨打分机8601预约。"
    assert told_lines(text, ["第六章", "第二十八条 心理咨询"]) == ["1. 每年6次免费。", "2. 拨打分机8601预约。"]
    assert told_lines("体检每年1,000元\n凭票据报销。", ["体检每年1,000元"]) == ["体检每年1,000元", "凭票据报销。"]
    assert told_lines("第二十八条 心理咨询", ["第二十八条 心理咨询"]) == ["第二十八条 心理咨询"]


def test_money_paid_out_in_traditional_script_has_no_hair() -> None:
    assert traditional("资金发放中") == "資金發放中"
