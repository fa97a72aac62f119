"""Who disagrees with a decision is shown the way; who asks what the rule is gets the rule."""

from __future__ import annotations

import pytest

from knowledge.routing import route


@pytest.mark.parametrize(
    "text",
    [
        "我不服，想申诉", "我要申诉", "怎么申诉？", "我想對這個結果提出申訴", "申诉", "被拒了可以申诉吗", "我对审核结果不认可",
        "赔付结果我不同意", "点样申诉", "我对结果不服怎么办", "申诉入口在哪",
        "我要申诉 BX2026-000012", "I want to appeal", "How do I appeal?",
        "I disagree with the decision on my claim", "can I appeal a rejected claim", "I'd like to dispute this decision",
    ],
)  # fmt: skip
def test_a_disagreement_leads_to_an_appeal(text: str) -> None:
    made = route(text)
    assert (made.intent, made.sure) == ("appeal", True)
    assert made.fields.get("reference", "BX2026-000012") == "BX2026-000012"


@pytest.mark.parametrize(
    "text",
    [
        "申诉要多久有结果", "申诉期限是几天", "申诉由谁来处理", "How long does an appeal take?",
        "What is the deadline to appeal?", "不同意隐私条款会怎样",
    ],
)  # fmt: skip
def test_a_question_for_the_rule_is_a_question(text: str) -> None:
    assert route(text).intent == "question"


def test_other_words_stay_what_they_were() -> None:
    assert route("我的报销到哪一步了").intent == "status"
    assert route("我要报销").intent == "claim"
    assert route("我想联系HR").intent == "person"
    assert route("We just had a baby, add her to my plan").intent == "enrolment"
