"""The words of a Chinese question as a dictionary cuts them: pairs of characters tell no word from a chance meeting of two."""

from __future__ import annotations

import math
import re

import rjieba

from knowledge.text import HAN
from knowledge.vocabulary import Vocabulary

_CONTENT = ("n", "v", "j", "i", "l", "s", "z", "x", "t", "an")
"""Beginnings of the part-of-speech tags (ICTCLAS) of words that say what a question is about."""
_TELLING = (*_CONTENT, "a", "b")
"""The same for a document's words: what an answer says of a thing counts too."""
_LATIN = re.compile(r"[a-z]{3,}")
_LOG_TOTAL = math.log(60_101_967)
"""Words counted for the dictionary's frequencies."""


def words(folded: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Nouns, verbs and names of two characters or more, each with the terms that documents use for it."""
    text = vocabulary.question_words.sub(lambda match: "\n" * len(match[0]), folded)
    spans = [(m.start(), m.end(), vocabulary.synonyms[m[0]]) for m in vocabulary.synonym_pattern.finditer(folded)]
    found: dict[str, tuple[str, ...]] = {}
    at = 0
    for word, tag in rjieba.tag(text, True):
        start, at = at, at + len(word)
        if len(word) < 2 or not HAN.match(word) or not tag.startswith(_CONTENT):
            continue
        if vocabulary.question_words.sub("", word) == "":
            continue
        terms = [term for first, last, others in spans if first < at and start < last for term in others]
        found.setdefault(word, tuple(dict.fromkeys([word, *terms])))
    return tuple(found.values())


def told(folded: str) -> list[str]:
    """The words of a document's sentence that carry meaning: Chinese of two characters or more, others of three letters."""
    return [
        word
        for word, tag in rjieba.tag(folded, True)
        if (len(word) > 1 and HAN.match(word) and tag.startswith(_TELLING)) or _LATIN.fullmatch(word)
    ]


def rarity(word: str) -> float:
    """How telling a word is in the language at large: 0 for the most frequent, 1 for one that no dictionary knows."""
    return 1.0 - min(1.0, math.log(rjieba.suggest_freq(word)) / _LOG_TOTAL)
