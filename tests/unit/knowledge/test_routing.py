"""What a free text is for."""

from __future__ import annotations

import pytest

from knowledge.routing import route, topic


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("门诊报销比例是多少？", "question"),
        ("How do I add my spouse to the plan?", "question"),
        ("我要报销", "claim"),
        ("I want to submit a claim", "claim"),
        ("我的理赔到哪一步了", "status"),
        ("我嘅報銷批咗未，查下進度", "status"),
        ("where is my claim", "status"),
        ("帮我算一下花了2600能报多少", "calculation"),
        ("转人工", "person"),
        ("I want to talk to a human", "person"),
        ("你好", "small_talk"),
        ("😀😀", "small_talk"),
        ("帮我给孩子参保", "enrolment"),
        ("我不想活了", "distress"),
        ("我真係唔想活落去", "distress"),
        ("i want to kill myself", "distress"),
    ],
)
def test_messages_go_where_they_belong(text: str, intent: str) -> None:
    assert route(text).intent == intent


def test_asking_whether_suicide_is_covered_is_a_question() -> None:
    assert route("意外险里自杀赔不赔？").intent == "question"


def test_how_long_a_review_takes_is_a_rule_and_not_a_status() -> None:
    assert route("审核进度一般要多久？").intent == "question"


def test_the_amount_and_the_benefit_of_a_calculation_are_read() -> None:
    made = route("住院花了1.2万，算一下能报多少".replace("1.2万", "12,000元"))
    assert made.intent == "calculation"
    assert made.fields == {"amount": "12000", "benefit": "inpatient"}


@pytest.mark.parametrize(
    ("text", "benefit"),
    [
        ("看医生报多少", "outpatient"),
        ("住院津贴", "inpatient"),
        ("互助金住院补助", "mutual_aid"),
        ("gym allowance", "fitness"),
        ("食堂", None),
    ],
)
def test_the_benefit_asked_about_is_named(text: str, benefit: str | None) -> None:
    assert topic(text) == benefit
