"""Script and language folding, sentences, and the tokens that lexical search counts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from services.languages import mended

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'\-]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?%?")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
_SENTENCE_END = re.compile(r"(?<=[。！？!?；;])(?![”’」』）)])|\n+|(?<=[”’」』])(?<=[。！？][”’」』])")
_SOFT_END = re.compile(r"(?<=[，,、：:])")
_RADICAL = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
# NFKC leaves the radicals supplement alone, which PDF fonts write for whole characters: ⻔诊 is no 门诊 to a search.
_WHOLE = {
    ord(radical): character
    for radical, character in zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
}
LONGEST_SENTENCE = 110


@cache
def _converter(name: str):  # type: ignore[no-untyped-def]
    import opencc

    return opencc.OpenCC(name)


def strip_controls(text: str) -> str:
    """Without control characters, zero-width marks and lone surrogates, which break the embedder.

    Radicals that PDFs write for characters (⼯ for 工) become those characters.
    """
    sound = _CONTROL.sub("", text.encode("utf-8", "ignore").decode("utf-8", "ignore"))
    return _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]).translate(_WHOLE), sound)


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """Traditional characters to simplified; everything else as it was."""
    return str(_converter("t2s").convert(text)) if HAN.search(text) else text


@lru_cache(maxsize=1024)
def traditional(text: str) -> str:
    """Simplified characters to traditional (neutral between Taiwan and Hong Kong)."""
    return mended(str(_converter("s2tw").convert(text))) if HAN.search(text) else text


def fold(text: str) -> str:
    """One spelling for comparison: NFKC, lower case, simplified, no controls."""
    return simplified(unicodedata.normalize("NFKC", strip_controls(text)).lower())


def squeeze(text: str) -> str:
    """Only letters and digits of the folded text: what two spellings of one passage have in common."""
    return re.sub(r"[\W_]+", "", fold(text))


def language_of(text: str) -> str:
    """``en`` when Latin words dominate, ``zh-Hant`` when a traditional-only character stands in it, else ``zh-Hans``."""
    han = len(HAN.findall(text))
    words = len(LATIN_WORD.findall(text))
    if (words > han and words >= 2) or (words and not han):
        return "en"
    return "zh-Hant" if han and simplified(text) != text else "zh-Hans"


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text``; overlong ones are cut at commas, whitespace-only ones left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*(m for m in _SENTENCE_END.finditer(text)), None]:
        end = cut.start() if cut else len(text)
        spans.extend(_soft_cut(text, start, end))
        start = cut.end() if cut else end
    return _merge_short(text, [(a, b) for a, b in spans if text[a:b].strip()])


def _soft_cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= LONGEST_SENTENCE:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    at = start
    cuts = [m.start() for m in _SOFT_END.finditer(text, start, end)] + [end]
    last = start
    for cut in cuts:
        if cut - at > LONGEST_SENTENCE and last > at:
            pieces.append((at, last))
            at = last
        while cut - at > 2 * LONGEST_SENTENCE:
            # No comma for two hundred characters: a glued slide dump or one long token; cut hard.
            pieces.append((at, at + LONGEST_SENTENCE))
            at += LONGEST_SENTENCE
        last = cut
    if at < end:
        pieces.append((at, end))
    return pieces


def _merge_short(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in spans:
        if merged and len(text[merged[-1][0] : merged[-1][1]].strip()) < 7 and "\n" not in text[merged[-1][1] : a]:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return merged


def tokens(folded: str) -> list[str]:
    """Character bigrams of Chinese runs, lower-case Latin words (crudely stemmed) and numbers of folded text."""
    found: list[str] = []
    for run in _TOKEN_RUN.findall(folded):
        if HAN.match(run):
            found.extend(run[i : i + 2] for i in range(len(run) - 1)) if len(run) > 1 else found.append(run)
        else:
            found.append(stem(run))
    return found


def stem(word: str) -> str:
    """Plural and verb endings off an English word; numbers untouched."""
    if len(word) > 4 and word.isalpha():
        for ending in ("ing", "ies", "es", "ed", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
