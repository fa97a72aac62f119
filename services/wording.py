"""What people wrote, without whom it is about: for lists that others read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from locales import LANGUAGES, text

_MARK = "***"
_NUMBERS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\b[A-Za-z]{1,4}-?\d{4,}(?:-\d+)?\b|\d[\d -]{4,}\d[Xx]?")
"""Addresses, staff and claim numbers, telephone, account and identity numbers."""


def nameless(words: str, names: Iterable[str]) -> str:
    """``words`` with known names, forms of address with a surname, addresses and long numbers masked; at most 200 characters."""
    made = " ".join(words.split())
    for name in names:
        made = made.replace(name, _MARK)
    for language in LANGUAGES:
        titles = "|".join(map(re.escape, text(language, "words-titles").split(",")))
        pattern = rf"\b(?:{titles})\.?\s+[A-Z]\w+" if language == "en" else rf"[一-鿿](?={titles})"
        made = re.sub(pattern, _MARK, made)
    return _NUMBERS.sub(_MARK, made)[:200]
