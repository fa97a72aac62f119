"""What a question asks for: words of a dictionary, a measure, a named organization."""

from __future__ import annotations

import pytest

from knowledge import focus, units
from knowledge.names import Names
from knowledge.question import understand
from knowledge.senses import asked
from knowledge.vocabulary import load
from knowledge.words import rarity, words

VOCABULARY = load()
TITLES = ["海澜集团补充医疗方案 一、项目背景", "星河科技弹性福利手册", "职工医疗互助实施细则"]
TEXTS = [
    "海澜集团成立于一九九六年。海澜的职工住院每天给津贴50元。",
    "星河科技的员工每年有6,000积分。星河的健身卡每月260元。",
    "职工医疗互助由工会主办。互助金每期100元。",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("健身补贴能用来买跑鞋吗", ["健身", "补贴", "用来", "跑鞋"]),
        ("积分能不能提现", ["提现"]),
        ("陪产假有几天", ["产假"]),
    ],
)
def test_content_words_are_cut_as_a_dictionary_has_them(text: str, expected: list[str]) -> None:
    assert [terms[0] for terms in words(text, VOCABULARY)] == expected


def test_a_colloquial_word_brings_the_terms_of_documents() -> None:
    ((word, *others),) = words("打款要几天", VOCABULARY)
    assert word == "打款"
    assert "到账" in others


def test_rare_words_tell_more_than_common_ones() -> None:
    assert rarity("跑鞋") > rarity("费用") > rarity("的")
    assert rarity("海澜") == 1.0


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("生育津贴能领几次", "次"), ("陪产假有几天", "天"), ("要多少个工作日", "天"), ("几岁以前", "岁"),
        ("保费打几折", "折"), ("how many days of leave", "天"), ("门诊能报多少", ""), ("几点下班", "点"),
        ("体检要多少钱", "元"), ("补贴多久到账", "时长"), ("分机是多少", "电话"), ("最多兑换多少分", "分"),
    ],
)  # fmt: skip
def test_the_measure_that_is_asked_for(text: str, unit: str) -> None:
    assert units.asked(text) == unit


@pytest.mark.parametrize(
    ("text", "unit", "held"),
    [
        ("每年限20次", "次", True), ("一般限报两到三次", "次", True), ("津贴由基金支付", "次", False),
        ("在15日内提出", "天", True), ("3个工作日内", "天", True), ("3,200名职工", "人", True), ("补助150元", "天", False),
        ("自第四个月第一日起", "天", False), ("11月20日截止", "天", False), ("最多20日", "天", True),
        ("当日恢复", "天", False), ("不满意的,7天内可以换", "天", True), ("每晚22点停止", "点", True),
        ("只能在食堂使用", "点", False),
        ("公司全额承担", "元", True), ("由福利专员转交", "电话", False), ("分机6188", "电话", True),
    ],
)  # fmt: skip
def test_whether_a_text_holds_a_figure_in_it(text: str, unit: str, held: bool) -> None:
    assert units.figure_in(text, unit) is held


def test_an_organization_in_a_title_says_which_document_is_meant() -> None:
    names = Names(TITLES, TEXTS)
    assert set(names.documents) == {"海澜", "星河"}
    assert names.meant("海澜的住院津贴") == {0}
    assert names.meant("how much does 星河 pay") == {1}
    assert names.meant("互助金多少") == frozenset()


def test_its_name_in_latin_letters_is_known_too() -> None:
    assert Names(TITLES, TEXTS).written("does xinghe pay for gyms") == "does 星河 pay for gyms"


def test_a_name_that_every_document_bears_tells_nothing() -> None:
    names = Names([f"云杉集团{what}" for what in ("考勤制度", "福利手册")], ["云杉集团的考勤", "云杉集团的福利"])
    assert names.documents == {}
    assert names.without("云杉集团的年假") == "云杉集团的年假"


def test_the_name_is_not_searched_for() -> None:
    names = Names(TITLES, TEXTS)
    asked = understand("海澜集团的退休年龄是几岁", VOCABULARY, names=names)
    assert "海澜" not in asked.dense[0]
    assert "海澜" in asked.folded
    assert not any("海澜" in term for terms in asked.concepts for term in terms)
    assert understand("海澜集团", VOCABULARY, names=names).dense == ["海澜集团"]  # nothing else is left to search for


def asked_for(text: str) -> tuple[str, str]:
    question = understand(text, VOCABULARY)
    things = asked(question)
    before, after = focus.beside(question, things)
    return things[before][0] if before >= 0 else "", things[after][0] if after >= 0 else ""


def test_the_word_beside_the_asking_word_is_what_is_asked_of_the_subject() -> None:
    assert asked_for("系统登录的初始密码是多少") == ("初始密码", "")
    assert asked_for("关怀包到哪里领取") == ("关怀", "领取")
    assert asked_for("蛋糕券可以给家人吗") == ("家人", "")


@pytest.mark.parametrize(
    ("text", "said", "unnamed"),
    [
        ("驻场顾问叫什么名字", "经纪公司的顾问每月答疑", True), ("福利专员叫什么名字", "由福利专员王晓明统一转交", False),
        ("由谁审批", "由部门总监审批", False), ("材料寄到哪里", "每周五寄送一次", True),
        ("材料寄到哪里", "寄到鹿湾大厦11楼", False),
        ("补贴多少", "不发补贴", False),
    ],
)  # fmt: skip
def test_an_answer_to_who_or_where_names_somebody_or_a_place(text: str, said: str, unnamed: bool) -> None:
    assert focus.unnamed(understand(text, VOCABULARY), said) is unnamed
