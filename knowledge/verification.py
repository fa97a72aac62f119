"""Whether a generated sentence stands in its citation: every number, date, name and address, and " "most of its words."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.text import HAN, fold, tokens

_ASCII_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万亿|亿|万|千|百|billion|million|thousand|k\b)?"
)
_HAN_NUMBER = re.compile(
    r"(?<![\d.])[零〇一二两三四五六七八九十百千万亿]*[一二两三四五六七八九十百千万亿][零〇一二两三四五六七八九十百千万亿]*"
)
_UNIT_AFTER = re.compile(r"[元块个次种天日月年岁周小时分成级档项类名人家倍份期步%]")
_SCALE = {"千": 3, "百": 2, "万": 4, "亿": 8, "万亿": 12, "thousand": 3, "k": 3, "million": 6, "billion": 9}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WORDS: dict[str, int | Decimal] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "half": Decimal("0.5"), "twice": 2, "double": 2,
}  # fmt: skip
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?:https?://|www\.)\S+|\d{3,4}-\d{6,8}(?:-\d+)?")
_NAME = re.compile(r"[《「『“\"]([^》」』”\"]{2,40})[》」』”\"]")
_PROPER = re.compile(r"(?<![.!?。！？]\s)(?<!^)\b([A-Z][A-Za-z]{2,}|[A-Z]{2,})\b")
_HAN_SUPPORT = 0.5
"""Share of a Chinese sentence's character pairs that its citation must hold."""


def supported(sentence: str, citation: str) -> bool:
    """Whether every number, address and name of ``sentence`` stands in ``citation``, and its words mostly do."""
    held = fold(citation)
    said = fold(sentence)
    if any(address not in held for address in _ADDRESS.findall(said)):
        return False
    if not numbers(said) <= numbers(held) | _years(held):
        return False
    if HAN.search(said) and HAN.search(held):
        stated = measures(held)
        if any(unit and (value, unit) not in stated and value not in _years(held) for value, unit in measures(said)):
            return False
    if any(fold(name) not in held for name in _NAME.findall(sentence)):
        return False
    if HAN.search(said):
        pairs = [t for t in tokens(said) if HAN.match(t)]
        known = set(tokens(held))
        return not pairs or sum(p in known for p in pairs) / len(pairs) >= _HAN_SUPPORT
    return not HAN.search(held) or not [
        n for n in _PROPER.findall(sentence) if fold(n) not in held and n not in _COMMON
    ]


_COMMON = frozenset(
    re.findall(
        r"\w+",
        "HR RMB CNY ICU APP Chinese China January February March April May June July August September October November "
        "December Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    )
)


_UNITS = {"块": "元", "日": "天", "％": "%", "成": "%"}
_UNIT = re.compile(r"\s*(?:个?(?:工作|自然)(?=日))?([元块天日%％成年月次人岁倍周])")


def numbers(folded: str) -> set[Decimal]:
    """The values of all numbers in a text: 20万, 200,000 and 二十万 are one value; 七成 is 70."""
    return {value for value, _ in measures(folded)}


def measures(folded: str) -> set[tuple[Decimal, str]]:
    """All numbers with the unit that follows them ('' where none does): 90 天 does not make 90 元 true."""
    found: set[tuple[Decimal, str]] = set()

    def add(value: Decimal, end: int) -> None:
        unit = match[1] if (match := _UNIT.match(folded, end)) else ""
        found.add((_plain(value * 10 if unit == "成" else value), _UNITS.get(unit, unit)))

    percent = {m.end() for m in re.finditer("百分之", folded)}
    for match in _ASCII_NUMBER.finditer(folded):
        value = Decimal(match[1].replace(",", "")).scaleb(_SCALE.get(match[2] or "", 0))
        if match.start() in percent:
            found.add((_plain(value), "%"))
        else:
            add(value, match.end())
    for match in _HAN_NUMBER.finditer(folded.replace("百分之", "\0\0\0")):
        if match.start() in percent:
            found.add((_plain(_han_value(match[0])), "%"))
        # 一 in 一般 or 统一 is no number: a unit must follow, or it is written with several digits.
        elif len(match[0]) > 1 or _UNIT_AFTER.match(folded, match.end()):
            add(_han_value(match[0]), match.end())
    found.update((_plain(Decimal(_WORDS[w])), "") for w in re.findall(r"[a-z]+", folded) if w in _WORDS)
    found.update((Decimal(_MONTHS.index(w) + 1), "") for w in re.findall(r"[a-z]+", folded) if w in _MONTHS)
    return found


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def _years(folded: str) -> set[Decimal]:
    """Half a year may be called six months, a year twelve: the same length in other words."""
    extra: set[Decimal] = set()
    if "半年" in folded:
        extra |= {Decimal(6), Decimal("0.5")}
    if "一年" in folded:
        extra |= {Decimal(12), Decimal(1)}
    if "加倍" in folded or "两倍" in folded:
        extra.add(Decimal(2))
    if "一半" in folded:
        extra |= {Decimal(50), Decimal("0.5")}
    if "全额" in folded:
        extra.add(Decimal(100))
    return extra


def _han_value(text: str) -> Decimal:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * 10 ** ("十百千".index(character) + 1)
            digit = 0
        else:
            total = (total + section + digit or 1) * 10 ** (4 if character == "万" else 8)
            section = digit = 0
    return Decimal(total + section + digit)


def _plain(value: Decimal) -> Decimal:
    return value.normalize() + 0
