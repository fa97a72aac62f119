"""A generated sentence stands in its citation, or it is not given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.verification import numbers, supported

QUOTE = "住院费用在2,000元以上至20,000元的部分赔付80%，年度最高赔付15万元。职工可以拨打热线0571-86008812，申诉须在十五日内提出。"


@pytest.mark.parametrize(
    "sentence",
    [
        "2,000元以上至20,000元的部分赔付80%。",
        "住院费用年度最高赔付150,000元。",
        "申诉须在15日内提出。",
        "可以拨打热线0571-86008812。",
        "The yearly maximum is 150,000 yuan.",
        "Appeals must be filed within fifteen (15) days.",
    ],
)
def test_what_the_citation_says_passes(sentence: str) -> None:
    assert supported(sentence, QUOTE)


@pytest.mark.parametrize(
    "sentence",
    [
        "2,000元以上至20,000元的部分赔付90%。",
        "年度最高赔付15万元，住院费用在2,000天以上。",
        "住院费用年度最高赔付20万元。",
        "申诉须在三十日内提出。",
        "可以拨打热线0571-86008813。",
        "请访问 www.example.com 领取补助。",
        "The yearly maximum is 160,000 yuan.",
        "根据《员工手册》，住院费用赔付80%。",
        "我已经批准您的申请，明天就会打款到您的账户上。",
    ],
)
def test_what_the_citation_does_not_say_is_caught(sentence: str) -> None:
    assert not supported(sentence, QUOTE)


def test_one_value_in_several_spellings_is_one_number() -> None:
    assert numbers("20万元") == numbers("200,000元") == numbers("二十万元") == {Decimal(200000)}
    assert numbers("补七成") == numbers("百分之七十") == {Decimal(70)}
    assert numbers("统一安排，一般不变") == set()
