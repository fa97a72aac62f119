"""Sums in capital numerals (壹佰贰拾叁元肆角伍分): written, read, and compared with figures. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from receipts.values import CENT

_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_READ = {letter: value for value, letter in enumerate(_CAPITAL_DIGITS)}
_CAPITAL_READ |= {
    "〇": 0,
    "雾": 0,
    "一": 1,
    "壶": 1,
    "臺": 1,
    "豊": 1,
    "壺": 1,
    "壱": 1,
    "二": 2,
    "貳": 2,
    "贰": 2,
    "貮": 2,
    "贡": 2,
    "弍": 2,
    "式": 2,
    "弐": 2,
}
_CAPITAL_READ |= {
    "貢": 2,
    "三": 3,
    "叄": 3,
    "参": 3,
    "叁": 3,
    "參": 3,
    "四": 4,
    "肄": 4,
    "肂": 4,
    "五": 5,
    "伍": 5,
    "仵": 5,
    "六": 6,
    "陸": 6,
    "陆": 6,
}
_CAPITAL_READ |= {"七": 7, "染": 7, "八": 8, "捌": 8, "拐": 8, "九": 9, "玫": 9, "玖": 9, "镹": 9}
_CAPITAL_UNITS = {
    "拾": 10,
    "十": 10,
    "给": 10,
    "抬": 10,
    "恰": 10,
    "佰": 100,
    "百": 100,
    "伯": 100,
    "仟": 1000,
    "千": 1000,
    "仔": 1000,
    "任": 1000,
}
_YUAN = "元圆圓园圜"
_CAPITAL_LETTERS = "".join(_CAPITAL_READ) + "".join(_CAPITAL_UNITS) + _YUAN + "万萬亿角分整正"
CAPITALS = re.compile(f"[{_CAPITAL_LETTERS}]{{2,}}")


def capital_words(amount: Decimal) -> str:
    """The sum in the capital numerals of receipts, for example 1050.30 → 壹仟零伍拾元叁角整."""
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = ""
    groups = []
    rest = yuan
    while rest:
        groups.append(rest % 10000)
        rest //= 10000
    names = ["", "万", "亿"]
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            continue
        if words and (group < 1000 or (index + 1 < len(groups) and not groups[index + 1])):
            words += "零"
        words += _capital_group(group) + names[index]
    words = (words or "零") + "元"
    if not jiao and not fen:
        return words + "整"
    if jiao:
        words += _CAPITAL_DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (_CAPITAL_DIGITS[fen] + "分" if fen else "整")


def _capital_group(group: int) -> str:
    words, pending = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = group // unit % 10
        if digit:
            words += ("零" if pending and words else "") + _CAPITAL_DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return words


def agrees_with_capitals(text: str, amount: Decimal, share: float = 0.55) -> bool:
    """Whether badly read capitals can be ``amount``: ``share`` of the letters as they should be, none of them another digit."""
    wanted = capital_words(amount).replace("圆", "元")
    text = re.sub(r"[\s⊗①@:：()（）¥￥]+|人民币|大写|合计|金额", "", text)
    seen = "".join("元" if letter in _YUAN else letter for letter in text)
    if len(wanted) < 5:
        return False
    if abs(len(seen) - len(wanted)) <= 1:
        return _alike(wanted, seen, share)
    # a label that was misread, or the start of another one, around the sum
    return any(
        _alike(wanted, seen[start : start + size], share)
        for size in (len(wanted), len(wanted) - 1, len(wanted) + 1)
        for start in range(len(seen) - size + 1)
        if not _OF_A_SUM.search(seen[:start] + " " + seen[start + size :])
    )


_OF_A_SUM = re.compile(f"[{''.join(_CAPITAL_READ)}拾佰仟元角分整]")


def _alike(wanted: str, seen: str, share: float) -> bool:
    right = wrong = digits = 0
    pairs = zip(wanted, seen, strict=False) if len(seen) == len(wanted) else _aligned(wanted, seen)
    for want, got in pairs:
        if got and _same_capital(want, got):
            right += 1
            digits += want in _CAPITAL_DIGITS
        elif want in _CAPITAL_DIGITS and got in _CAPITAL_READ:
            wrong += 1
    return wrong == 0 and digits > 0 and right >= share * len(wanted)


def _same_capital(want: str, got: str) -> bool:
    if want in _CAPITAL_READ and got in _CAPITAL_READ:
        return _CAPITAL_READ[want] == _CAPITAL_READ[got]
    if want in _CAPITAL_UNITS and got in _CAPITAL_UNITS:
        return _CAPITAL_UNITS[want] == _CAPITAL_UNITS[got]
    return want == got or {want, got} <= {"整", "正"}


def _aligned(wanted: str, seen: str) -> list[tuple[str, str]]:
    """Letter pairs when one letter was lost or added: the best place for the gap."""
    longer, shorter = (wanted, seen) if len(wanted) > len(seen) else (seen, wanted)
    best: list[tuple[str, str]] = []
    most = -1
    for gap in range(len(longer)):
        padded = shorter[:gap] + " " + shorter[gap:]
        pairs = list(zip(longer, padded, strict=False))
        score = sum(_same_capital(a, b) for a, b in pairs if b != " ")
        if score > most:
            most, best = score, pairs
    return best if len(wanted) > len(seen) else [(b, a) for a, b in best]


def read_capitals(text: str) -> Decimal | None:
    """The sum written in capital numerals anywhere in ``text``; tolerates letters that OCR confuses. None if none."""
    text = re.sub(r"[\s⊗①@:：()（）¥￥人民币大写合计金额币]+", "", text)
    best: Decimal | None = None
    longest = 0
    for found in CAPITALS.finditer(text):
        value = _capital_sum(found.group())
        if value is not None and len(found.group()) > longest and not _cut_short(text, found):
            best, longest = value, len(found.group())
    return best


def _cut_short(text: str, found: re.Match[str]) -> bool:
    """Whether the sum may begin before what was read or go on behind it: misread letters there, or a first one that none has."""
    if re.match("[^元圆角分整正]{1,2}[元圆角分]", text[found.end() :]):
        return True
    first = found.group()[0]
    if first in "佰百伯仟千仔任万萬亿角分元圆〇" or (first == "零" and found.group()[1] not in _YUAN):
        return True
    before = re.search("[\u4e00-\u9fff]+$", text[: found.start()])
    if before is None:
        return False
    return first in "拾十给抬恰" or any(
        letter in _CAPITAL_UNITS or letter in _CAPITAL_READ for letter in before[0][-4:]
    )


def _capital_sum(text: str) -> Decimal | None:
    if not any(letter in text for letter in _YUAN + "角分整正"):
        return None
    total = section = digit = 0
    fraction = Decimal(0)
    seen_yuan = seen_digit = False
    for letter in text:
        if letter in _CAPITAL_READ:
            if digit and _CAPITAL_READ[letter]:
                return None  # two digits in a row without a unit: something in between was lost
            digit = _CAPITAL_READ[letter]
            seen_digit = True
        elif letter in _CAPITAL_UNITS:
            section += (digit or (1 if not seen_digit else 0)) * _CAPITAL_UNITS[letter]
            seen_digit = True
            digit = 0
        elif letter in "万萬":
            total += (section + digit) * 10_000
            section = digit = 0
        elif letter == "亿":
            total += (section + digit) * 100_000_000
            section = digit = 0
        elif letter in _YUAN:
            total += section + digit
            section = digit = 0
            seen_yuan = True
        elif letter == "角":
            fraction += Decimal(digit) / 10
            digit = 0
        elif letter == "分":
            fraction += Decimal(digit) / 100
            digit = 0
    if not seen_digit or (not seen_yuan and not fraction):
        return None
    if digit or section:
        if seen_yuan:
            return None  # a unit after 元 was lost
        total += section + digit
    return (Decimal(total) + fraction).quantize(CENT)
