"""Typing slips in Chinese questions: an unknown pair of characters that sounds like a known one becomes that one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from knowledge.lexical import LexicalIndex
from knowledge.text import HAN
from knowledge.vocabulary import DATA


@cache
def readings() -> dict[str, frozenset[str]]:
    """Character → its toneless readings, confusable initials and finals merged (n/l, zh/z, -ng/-n)."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "readings.txt").read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        if line.startswith("#"):
            continue
        for character in characters:
            found[character].add(_merged(syllable))
    return {character: frozenset(syllables) for character, syllables in found.items()}


def _merged(syllable: str) -> str:
    plain = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    if plain.endswith("ng"):
        plain = plain[:-1]
    return plain


_LOOSE = frozenset("了的过着吗呢嘛吧和与或在我你您他她它们个这那能会要不没有也都就上下月天年日")
"""Characters that stand beside any word: a pair with one of them that documents never write is no slip (报了, 上个)."""


class Corrector:
    """Knows the character pairs of one index. Only what the documents never write is touched."""

    def __init__(self, lexical: LexicalIndex, folded: Sequence[str]) -> None:
        self._by_sound: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._lexical = lexical
        sounds = readings()
        for pair in lexical.vocabulary:
            if len(pair) == 2 and HAN.match(pair) and HAN.match(pair[1]):
                count = lexical.frequency(pair)
                if count < 2:
                    continue
                for a in sounds.get(pair[0], ()):
                    for b in sounds.get(pair[1], ()):
                        self._by_sound[a, b][pair] = count

    def correct(self, folded: str, meant: frozenset[int] = frozenset()) -> str:
        """The text with each slipped pair replaced by the documents' most frequent pair of the same sound.

        ``meant``: places of characters that are certainly no slip; what touches them is left as it is.
        """
        sounds = readings()
        out = list(folded)
        for at in range(len(folded) - 1):
            pair = "".join(out[at : at + 2])
            if not (HAN.match(pair) and HAN.match(pair[1])) or self._lexical.frequency(pair):
                continue
            if at in meant or at + 1 in meant or pair[0] in _LOOSE or pair[1] in _LOOSE:
                continue
            options: Counter[str] = Counter()
            for a in sounds.get(pair[0], ()):
                for b in sounds.get(pair[1], ()):
                    options.update(self._by_sound.get((a, b), {}))
            near = [
                (count, option) for option, count in options.items() if (option[0] == pair[0]) != (option[1] == pair[1])
            ]
            if near:
                count, option = max(near)
                # One shared character and a well-used pair: a slip of the input method, not another word.
                if count >= 3:
                    out[at : at + 2] = option
        return "".join(out)
