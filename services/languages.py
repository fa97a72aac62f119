"""Which of our languages a hint or a text is in."""

from __future__ import annotations

import re
from functools import cache

import opencc

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?![\d-])")


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def in_script(text: str, language: str) -> str:
    """A short text in the script that people of a language read: titles of documents, which are kept in simplified."""
    return mended(str(_to_traditional().convert(text))) if language == "zh-Hant" else text


def mended(traditional: str) -> str:
    """Without what conversion gets wrong in this domain: it sees fair hair (金髮) in 資金發放."""
    return traditional.replace("髮放", "發放")


def language_of_hint(hint: str | None) -> str | None:
    """A language for a messenger's or browser's code such as ``zh-TW``, ``zh-hans`` or ``en-GB``; None if it says nothing."""
    code = (hint or "").split(",")[0].split(";")[0].strip().lower().replace("_", "-")
    if code.startswith("zh"):
        return "zh-Hant" if any(part in code for part in ("hant", "-tw", "-hk", "-mo")) else "zh-Hans"
    if code.startswith(("en", "fr", "de", "es", "it", "pt", "ja", "ko", "ru")):
        return "en"
    return None


def language_of_text(text: str) -> str | None:
    """The language a text is written in; None when it could be either (digits, a single symbol, 门诊-neutral words)."""
    text = text.encode("utf-8", "ignore").decode()  # half a surrogate pair, which messengers deliver now and then
    if _HAN.search(text):
        simplified, traditional = _to_simplified().convert(text), _to_traditional().convert(text)
        if simplified == traditional:
            return None
        return "zh-Hant" if text == traditional or text != simplified else "zh-Hans"
    # One word may be a code, a staff number or OK, which people of any language write.
    return "en" if len(_LATIN_WORD.findall(text)) > 1 else None
