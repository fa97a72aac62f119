"""How much two questions ask the same, for sorting what people ask into gaps.

What is compared is the subject: 植发手术能报吗 and 植发公司报不报 leave 植发. Asking words, and the words that nearly every
question in this trade holds, say nothing about it and pull unlike questions together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.routing import topic
from knowledge.text import HAN, fold, tokens

Floats = NDArray[np.float32]
_COMMON = re.compile(
    r"报不报|报销|能报|给报|可报|赔付|赔|报|公司|单位|我们|你们|咱们|有没有|有无|有冇|可唔可以|可以|能不能|能|想|做|给|费用|费|钱|多少|几多|"
    r"几天|多久|怎么算|天|日|比例|吗|不|的|我|要|请问|一下|会|打到|哪[个张]|"
    r"\b(?:is|are|do|does|you|my|the|a|an|of|for|by|to|covered?|company|there|we|have|how|much|many|long|days?|which|what|"
    r"gets?|can|i|reimbursed?|claim|allowance|bill|cost|fees?|pay|paid|on|it|any|will|be)\b"
)
_FIGURES = re.compile(
    r"年度|每年|一年|今年|限额|额度|上限|最高|最多|封顶线?|免赔额?|起付线|保额|几成|百分比|大概|现在"
    r"|annual|yearly|year|limits?|maximum|max|rate|ratio|percent(?:age)?|deductible|amount|back|get|me|us|now|reimbursement"
)
_NEAR = {True: (0.84, 0.95), False: (0.775, 0.865)}
"""Cosines of unlike subjects and of the same one: in one language, and across two, where the embedder reaches less."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about, as it is compared."""

    vector: Floats
    tokens: frozenset[str]
    chinese: bool
    topic: str | None


def without_common(text: str, question_words: re.Pattern[str]) -> str:
    """The words of a question that say what it is about, folded; empty when none do."""
    return " ".join(re.sub(r"[^\w\s]", " ", _COMMON.sub(" ", question_words.sub(" ", fold(text)))).split())


def names_nothing(text: str, question_words: re.Pattern[str]) -> bool:
    """Whether a question asks for a figure without saying of what: 报销比例是多少, what is the annual limit."""
    return not without_common(_FIGURES.sub(" ", fold(text).replace("'s", " ")), question_words)


def subject(text: str, question_words: re.Pattern[str], embed: Callable[[str], Floats]) -> Subject:
    folded = fold(text)
    left = without_common(text, question_words) or folded
    return Subject(embed(left), frozenset(tokens(left)), bool(HAN.search(folded)), topic(folded))


def likeness(one: Subject, other: Subject) -> float:
    """0 to 1. Questions about two different benefits don't ask the same."""
    if one.topic and other.topic and one.topic != other.topic:
        return 0.0
    same_language = one.chinese == other.chinese
    far, same = _NEAR[same_language]
    near = min(max((float(one.vector @ other.vector) - far) / (same - far), 0.0), 1.0)
    if not same_language:
        return near
    smaller = min(len(one.tokens), len(other.tokens))
    return 0.7 * near + 0.3 * (len(one.tokens & other.tokens) / smaller if smaller else 0.0)


def table(texts: Sequence[Subject], others: Sequence[Subject]) -> list[list[float]]:
    return [[likeness(one, other) for other in others] for one in texts]
