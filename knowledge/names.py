"""Names of organizations that tell documents apart: 恒泰 in one document's title says in a question which one is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

import rjieba

from knowledge.text import HAN
from knowledge.vocabulary import DATA
from knowledge.words import rarity

_TITLE = 40
"""Characters at the beginning of a document that name it."""
_OUTSIDE = 0.2
"""Of the times that a name is mentioned, the share that may be in documents without it in their title."""
_SUFFIX = r"(?:集团|控股|科技|股份|实业|重工|电子|医药|能源|银行|保险|有限|公司|市|省|县)"
"""What follows an organization's own name."""
_RARE = 0.7
"""How rare a word must be in the language to be somebody's name."""
_READINGS = 4
"""More ways to spell a name in Latin letters than these are not tried."""


def title(name: str, folded: str) -> str:
    """What a document is called: its folded name and the beginning of its folded text."""
    return f"{name} {folded[:_TITLE]}"


class Names:
    """Built from the titles and the folded texts of all documents, in order."""

    def __init__(self, titles: Sequence[str], texts: Sequence[str]) -> None:
        self.documents: dict[str, frozenset[int]] = {}
        """Name → numbers of the documents that it stands for."""
        self._latin: dict[str, str] = {}
        for word in {word for one in titles for word in _candidates(one)}:
            own = frozenset(number for number, one in enumerate(titles) if word in one)
            mentions = [text.count(word) for text in texts]
            outside = sum(count for number, count in enumerate(mentions) if number not in own)
            if len(own) < len(titles) and outside <= _OUTSIDE * sum(mentions):
                self.documents[word] = own
        longest_first = sorted(self.documents, key=len, reverse=True)
        self._any = re.compile(f"(?:{'|'.join(longest_first)}){_SUFFIX}*")
        for word in sorted(self.documents):
            for spelling in _spellings(word):
                self._latin.setdefault(spelling, word)

    def written(self, folded: str) -> str:
        """The text with each name that is spelled in Latin letters (hengtai) as documents write it."""
        return re.sub(r"[a-z]{4,}", lambda match: self._latin.get(match[0], match[0]), folded)

    def without(self, folded: str) -> str:
        """The text without its names: they say where to look, and would find the sentence that introduces the company."""
        return self._any.sub(" ", folded) if self.documents else folded

    def meant(self, folded: str) -> frozenset[int]:
        """Numbers of the documents that a question names; empty when it names none."""
        named = [documents for name, documents in self.documents.items() if name in folded]
        return frozenset().union(*named)


def _candidates(text: str) -> Iterable[str]:
    for word in rjieba.cut(text, True):
        if len(word) > 1 and HAN.match(word) and rarity(word) >= _RARE and re.search(re.escape(word) + _SUFFIX, text):
            yield word


def _spellings(word: str) -> Iterable[str]:
    syllables = [_syllables().get(character, ()) for character in word]
    ways = list(product(*syllables)) if all(syllables) else []
    return ("".join(way) for way in ways[:_READINGS])


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in (DATA / "readings.txt").read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        if not line.startswith("#"):
            for character in characters:
                found[character].append(syllable)
    return {character: tuple(syllables) for character, syllables in found.items()}
