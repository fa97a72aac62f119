"""A company's own synonyms: a small text file that people edit in the console or by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from knowledge.library import write_whole
from knowledge.likeness import without_common
from knowledge.text import HAN, fold
from knowledge.vocabulary import Vocabulary, read_pairs
from services.knowledge import SynonymEntry

_MOST_SUGGESTED, _LONGEST = 20, 8
_HEAD = "# What people say = what documents write; several separated by commas. Read on top of the shipped list.\n"


class OwnSynonyms:
    """``a, b = c, d``, one entry a line. What is not an entry (a comment, a slip) is dropped when HR saves."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> list[SynonymEntry]:
        if not self._path.exists():
            return []
        pairs = read_pairs(self._path.read_text(encoding="utf-8", errors="replace"))
        return [SynonymEntry(tuple(said), tuple(terms)) for said, terms in pairs]

    def write(self, entries: list[SynonymEntry]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{', '.join(entry.said)} = {', '.join(entry.terms)}\n" for entry in entries]
        write_whole(self._path, _HEAD + "".join(lines))


def suggest(
    corrections: Sequence[tuple[str, str]], vocabulary: Vocabulary, own: Sequence[SynonymEntry]
) -> list[SynonymEntry]:
    """From (what found nothing, what was then answered) the words that differ: 牙齿崩咗报唔报 → 补牙报销吗 gives 牙齿崩 = 补牙.

    Long leftovers say too little about one word; what the lists know already is left out. Frequent ones first.
    """
    known = {fold(word) for entry in own for word in entry.said} | set(vocabulary.synonyms)
    counted: Counter[tuple[str, str]] = Counter()
    for said, then in corrections:
        left, right = (without_common(text, vocabulary.question_words) for text in (said, then))
        words, terms = ([w for w in side.split() if w not in other] for side, other in ((left, right), (right, left)))
        if len(words) == 1 and len(terms) == 1 and words[0] not in known and _usable(words[0]) and _usable(terms[0]):
            counted[words[0], terms[0]] += 1
    return [SynonymEntry((said,), (term,)) for (said, term), _ in counted.most_common(_MOST_SUGGESTED)]


def _usable(word: str) -> bool:
    return 2 <= len(word) <= (_LONGEST if HAN.search(word) else 20) and "*" not in word
