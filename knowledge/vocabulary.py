"""The editable word lists: question words, colloquial synonyms, the English–Chinese glossary, and the readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.text import HAN, fold, stem

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded left sides (longest first in ``synonym_pattern``) to the terms that documents use."""

    synonyms: dict[str, tuple[str, ...]]
    synonym_pattern: re.Pattern[str]
    english: dict[str, tuple[str, ...]]
    """Stemmed English phrase → Chinese terms."""
    english_words: frozenset[str]
    """Every stemmed word of those phrases."""
    longest_phrase: int
    chinese: dict[str, tuple[str, ...]]
    """Chinese term → English terms, for documents in English."""
    question_words: re.Pattern[str]
    question_phrases: re.Pattern[str]
    """Those of them of two characters or more: they stand in no other word."""


def read_pairs(text: str) -> list[tuple[list[str], list[str]]]:
    """Entries ``a, b = c, d`` of a word list; comments and malformed lines are passed over."""
    pairs = []
    for line in text.splitlines():
        left, mark, right = line.partition("=")
        if not mark or line.lstrip().startswith("#"):
            continue
        sides = [[fold(item.strip()) for item in re.split(r"[,，、]", side) if item.strip()] for side in (left, right)]
        if all(sides):
            pairs.append((sides[0], sides[1]))
    return pairs


def load(extra: Path | None = None) -> Vocabulary:
    """The shipped lists, with a company's own synonyms on top."""
    pairs = read_pairs((DATA / "synonyms.txt").read_text(encoding="utf-8"))
    if extra is not None and extra.exists():
        pairs += read_pairs(extra.read_text(encoding="utf-8", errors="replace"))
    synonyms: dict[str, tuple[str, ...]] = {}
    for left, right in pairs:
        for word in left:
            synonyms[word] = tuple(dict.fromkeys((*synonyms.get(word, ()), *right)))
    english: dict[str, tuple[str, ...]] = {}
    chinese: dict[str, tuple[str, ...]] = {}
    for left, right in read_pairs((DATA / "glossary.txt").read_text(encoding="utf-8")):
        for phrase in left:
            if HAN.search(phrase):
                continue
            english[" ".join(stem(w) for w in re.findall(r"[a-z0-9]+", phrase))] = tuple(right)
            for term in right:
                chinese[term] = (*chinese.get(term, ()), phrase)
    ordered = sorted(synonyms, key=len, reverse=True)
    return Vocabulary(
        synonyms,
        re.compile("|".join(map(re.escape, ordered)) or r"(?!)"),
        english,
        frozenset(word for phrase in english for word in phrase.split()),
        max((key.count(" ") + 1 for key in english), default=1),
        chinese,
        _question_words(1),
        _question_words(2),
    )


@cache
def _question_words(shortest: int) -> re.Pattern[str]:
    lines = (DATA / "question_words.txt").read_text(encoding="utf-8").splitlines()
    words = {fold(word) for line in lines if not line.startswith("#") for word in line.split() if len(word) >= shortest}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
