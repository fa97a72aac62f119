"""Amounts as people write them: 三千五, 1.2万, ¥1,280.50, 8k, 兩千零五, １２００元, 8 grand.

``parse_amount`` reads a text that is an amount; ``find_amounts`` finds the amounts inside a sentence. Results are CNY
with two decimals. What is unclear is None, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from benefits.english_amounts import COUNTED, ENGLISH, IN_YEAR, MONTH, NUMBERED, YEAR, english_number
from benefits.money import LARGEST, ZERO, round_cents

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict(zip("○貳參陸壱弍", (0, 2, 3, 6, 1, 2), strict=True)),
    "两": 2,
    "兩": 2,
    "俩": 2,
    "幺": 1,
    "叄": 3,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SHORT_TENS = {"廿": "二十", "卅": "三十"}
_LETTERS = str.maketrans("kKwW", "千千万万")

_HANZI = "".join(_DIGITS) + "".join(_UNITS) + "".join(_MYRIADS) + "廿卅"
_MONEY_WORD = r"(?:元|圆|圓|块钱|塊錢|块|塊|人民币|人民幣|(?i:RMB|CNY|yuan|kuai|renminbi|bucks)(?![A-Za-z]))"
_SIGN = r"(?:人民币|人民幣|RMB|CNY|rmb|cny|¥|￥|\$)"
_END = r"(?=$|[\s,，。.!！?？、；;]|能|可|报|報)"
_CENTS = (  # 三块五毛六 and 三块五 leave the last unit out
    rf"(?:(?P<jiao>[0-9{_HANZI}])(?:角|毛|(?<=[块塊].){_END}))?(?:(?P<fen>[0-9{_HANZI}])(?:分|(?<=[角毛].){_END}))?"
)
_COUNTED_ON = r"\s*[年月日号號天岁歲次个個人位]"
_MIXED = (  # what follows the 1 in 1万2千5百, 1万2, 1万零500, 1万半; 5千三天 is 5千 and three days
    rf"[{''.join(_UNITS)}{''.join(_MYRIADS)}](?:(?:[0-9]+(?![0-9.,%])|[{_HANZI}])(?!{_COUNTED_ON}))*(?:半(?!{_COUNTED_ON}))?"
)
_ARABIC = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?<![0-9A-Za-z.,])(?<![0-9][eE][+-])(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?![.,]?[0-9]|[eE][+-]?[0-9])\s*(?P<units>{_MIXED}|[kKwW](?![A-Za-z])(?:[0-9](?![0-9.,%]))?)?"
    rf"\s*(?P<word>{_MONEY_WORD})?(?(word){_CENTS})"
)
_CHINESE = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<number>[{_HANZI}]+(?:点[{_HANZI}]+|點[{_HANZI}]+)?[{''.join(_MYRIADS)}]?(?P<half>半)?)"
    rf"\s*(?P<word>{_MONEY_WORD})?(?(word){_CENTS})"
)
_ENGLISH = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<number>{ENGLISH.pattern})\s*(?P<word>{_MONEY_WORD})?", re.IGNORECASE)
_DAY_DIGITS = 2
_DATE_OR_COUNT = re.compile(
    r"\s*(?:年|月|日|号|號|天|岁|歲|次|个|個|人|位|级|級|%|％|张|張|折|点钟|點鐘|小时|小時|周|週|期|份|-|/|:|：|成)"
)
_NEGATIVE = re.compile(
    r"(?:(?<![^\s(（:：,，;；=¥￥$了是为為付花共计計])[-\N{MINUS SIGN}]|[负負]\s*|\b(?:minus|negative)\s+)$",
    re.IGNORECASE,
)
"""What stands before an amount below zero. The dash of 门诊-500元 and the bullet of - 500元 are no minus."""
_RANGE = r"\s*[-~\N{FULLWIDTH TILDE}\N{EN DASH}\N{EM DASH}至到]\s*"
_RANGE_BEFORE = re.compile(rf"[0-9{_HANZI}kKwW元圆圓块塊]{_RANGE}$")
_RANGE_AFTER = re.compile(rf"{_RANGE}{_SIGN}?[0-9{_HANZI}]")
"""500到800元 says two amounts and means one between them: neither is taken."""
_BEFORE_ORDINAL = re.compile(r"(?:第|[0-9][-/:：]|年|月|百分之|%)\s*$")


# A Chinese comma separates clauses, but people also type it inside a number: 1，280 and 10，000 are one number each,
# 500，300 are two.
_WIDE_GROUPS = re.compile(
    r"(?<![0-9.,])(?:[0-9]{1,2}(?:，[0-9]{3})+|[0-9]{3}，0[0-9]{2}(?:，[0-9]{3})*)(?![0-9])", re.ASCII
)


class Amount(NamedTuple):
    """An amount at characters ``start`` to ``end`` of a text; ``sure`` when a currency word or sign stood beside it."""

    value: Decimal
    start: int
    end: int
    sure: bool


def parse_amount(text: str, *, zero: bool = False) -> Decimal | None:
    """The amount a text consists of, apart from words such as 大概 or 左右; None if there is none or more than one.

    ``zero`` takes 0 and 0.00元 for an amount too: what another insurer paid may be nothing.
    """
    found = find_amounts(text, zero=zero)
    if len(found) == 1:
        return found[0].value
    sure = [amount for amount in found if amount.sure]
    return sure[0].value if len(sure) == 1 else None


def find_amounts(text: str, *, zero: bool = False) -> list[Amount]:
    """All amounts in a text, from left to right. Dates, ages, counts, ordinals and percentages are left out."""
    plain = _plain(text)
    found: list[Amount] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in ((_ENGLISH, _english), (_ARABIC, _arabic), (_CHINESE, _chinese)):
        for match in pattern.finditer(plain):
            start = match.start("sign") if match["sign"] else match.start("number")
            value = read(match)
            if value is None or any(start < until and since < match.end() for since, until in taken):
                continue
            if _negative_or_range(plain, start, match.end()):
                taken.append((start, match.end()))
                continue
            sure = bool(match["sign"] or match["word"])
            if not sure and _no_amount(plain, start, match.end()):
                if read is _english:  # 8 thousand people are not 8 either
                    taken.append((start, match.end()))
                continue
            if (value or zero) and ZERO <= value <= LARGEST and value == round_cents(value):
                taken.append((start, match.end()))
                found.append(Amount(round_cents(value), start, match.end(), sure))
    return sorted(found, key=lambda amount: amount.start)


def _negative_or_range(plain: str, start: int, end: int) -> bool:
    return bool(
        _NEGATIVE.search(plain, 0, start) or _RANGE_BEFORE.search(plain, 0, start) or _RANGE_AFTER.match(plain, end)
    )


def _no_amount(plain: str, start: int, end: int) -> bool:
    """Whether what stands around a bare number makes it a date, a count, an ordinal or a negative."""
    return bool(
        _DATE_OR_COUNT.match(plain, end)
        or COUNTED.match(plain, end)
        or _BEFORE_ORDINAL.search(plain, 0, start)
        or NUMBERED.search(plain, 0, start)
        or (len(plain[start:end].strip()) <= _DAY_DIGITS and MONTH.search(plain, 0, start))
        or (YEAR.fullmatch(plain[start:end].strip()) and IN_YEAR.search(plain, 0, start))
        or plain[start - 1 : start] == "-"
    )


def _plain(text: str) -> str:
    """Full-width digits and signs as ordinary ones, one character for each, so that positions stay true."""
    narrow = "".join(_narrow(character) for character in text)
    return _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), narrow)


def _narrow(character: str) -> str:
    if character == "，":
        return character
    narrow = unicodedata.normalize("NFKC", character) if "！" <= character <= "～" or character == "￥" else character
    return narrow if len(narrow) == 1 else character


def _english(match: re.Match[str]) -> Decimal | None:
    value = english_number(match["number"])
    return None if value is None or (value < 20 and not match["word"]) else value  # a bare "one" is a word


def _arabic(match: re.Match[str]) -> Decimal | None:
    written = match["number"].replace(",", "")
    value = chinese_number(written + match["units"].translate(_LETTERS)) if match["units"] else Decimal(written)
    return None if value is None else value + _small_change(match)


def _chinese(match: re.Match[str]) -> Decimal | None:
    written = match["number"]
    if len(written) == 1 and not (match["sign"] or match["word"]):
        return None  # 一, 千, 万 alone are words, not amounts
    value = chinese_number(written)
    return None if value is None else value + _small_change(match)


def _small_change(match: re.Match[str]) -> Decimal:
    change = Decimal(0)
    for name, worth in (("jiao", "0.1"), ("fen", "0.01")):
        digit = match[name]
        if digit:
            change += Decimal(_DIGITS[digit] if digit in _DIGITS else int(digit) if digit.isdecimal() else 0) * Decimal(
                worth
            )
    return change


def chinese_number(written: str) -> Decimal | None:
    """三千五 → 3500, 三千零五 → 3005, 一万二 → 12000, 三点五万 → 35000, 一万半 → 15000; None if not a number.

    Figures may stand among the characters: 1万2千5百, 3千万, 1万零500.
    """
    for short, full in _SHORT_TENS.items():
        written = written.replace(short, full)
    half = written.endswith("半")
    written = written.removesuffix("半")
    decimal_point = re.search("[点點]", written)
    if decimal_point:
        return _with_point(written, decimal_point.start())
    if len(written) > 1 and all(character in _DIGITS for character in written):
        return Decimal("".join(str(_DIGITS[character]) for character in written))
    total = section = Decimal(0)
    digit: Decimal | None = None
    last_unit, zero = 0, False
    for character in re.findall(r"[0-9]+(?:\.[0-9]+)?|.", written):
        if character in _DIGITS or character[0].isdigit():
            if digit:
                return None
            digit = Decimal(_DIGITS.get(character, character))
            zero = zero or digit == 0
        elif character in _UNITS:
            unit = _UNITS[character]
            if (digit is None and (unit != 10 or section)) or (section and unit >= last_unit):
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_unit, zero = None, unit, False
        else:
            worth = _MYRIADS[character]
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * worth if worth > 10**4 else total + section * worth
            section, digit, last_unit, zero = Decimal(0), None, worth, False
    if half:
        return total + section + Decimal(last_unit) / 2 if last_unit and digit is None else None
    if digit:
        # 三千五 is 3,500 in speech; 三千零五 is 3,005, 1万2500 is 12,500, 三千五十 never comes here.
        if last_unit and digit >= last_unit:
            return None
        section += digit * (last_unit // 10) if last_unit >= 100 and digit < 10 and not zero else digit
    return total + section


def _with_point(written: str, place: int) -> Decimal | None:
    whole, fraction = written[:place], written[place + 1 :]
    worth = 1
    while fraction and fraction[-1] in {**_UNITS, **_MYRIADS}:
        worth *= {**_UNITS, **_MYRIADS}[fraction[-1]]
        fraction = fraction[:-1]
    head = chinese_number(whole) if whole else None
    if head is None or not fraction or any(character not in _DIGITS for character in fraction):
        return None
    return (head + Decimal("0." + "".join(str(_DIGITS[character]) for character in fraction))) * worth
