"""The lexical index scores sentences and the passages around them."""

from __future__ import annotations

import numpy as np

from knowledge.lexical import LexicalIndex
from knowledge.question import understand
from knowledge.text import tokens
from knowledge.typos import Corrector
from knowledge.vocabulary import load

TEXTS = ["门诊费用报销比例为七成", "住院费用报销比例为八成", "住院期间发放津贴", "年度体检在三月"]


def index() -> LexicalIndex:
    return LexicalIndex([tokens(t) for t in TEXTS], np.array([0, 0, 1, 1], dtype=np.int32))


def test_the_sentence_with_the_rare_words_scores_best() -> None:
    scores = index().scores({"住院": 1.0, "津贴": 1.0})
    assert scores.sentence.argmax() == 2
    assert scores.coverage[2] == scores.coverage.max() > scores.coverage[1] > 0


def test_a_passage_counts_what_its_sentences_hold_together() -> None:
    scores = index().scores({"门诊": 1.0, "八成": 1.0})
    assert scores.parent_coverage[0] > scores.coverage.max()


def test_unknown_words_lower_the_known_share() -> None:
    assert index().scores({"火星": 1.0}).known == 0
    assert 0 < index().scores({"火星": 1.0, "住院": 1.0}).known < 1


def test_a_slip_of_the_input_method_is_corrected_from_the_documents_words() -> None:
    texts = ["报销比例", "报销流程", "报销材料", "补助标准"]
    corrector = Corrector(LexicalIndex([tokens(t) for t in texts], np.zeros(4, dtype=np.int32)), texts)
    assert corrector.correct("抱销材料") == "报销材料"
    assert corrector.correct("天气预报") == "天气预报"


def test_question_words_and_colloquial_ones_are_no_slips() -> None:
    folded = ["限量度数", "量度标准", "量度办法", "用量与费用"] * 2
    corrector = Corrector(LexicalIndex([tokens(text) for text in folded], np.zeros(len(folded), np.int32)), folded)
    assert corrector.correct("用量多少") == "用量度少"  # 量多 sounds like the well-used 量度
    assert understand("用量多少", load(), correct=corrector.correct).folded == "用量多少"


def test_a_character_that_stands_beside_any_word_is_no_slip() -> None:
    texts = ["参保了吗", "参保了的", "已参保了"]
    corrector = Corrector(LexicalIndex([tokens(text) for text in texts], np.zeros(3, np.int32)), texts)
    assert corrector.correct("上个月报了") == "上个月报了"
