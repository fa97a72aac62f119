"""Amounts, dates and capital-letter sums as they are printed on receipts. Pure; no OCR here."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal("100000000")

_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_READ = {letter: value for value, letter in enumerate(_CAPITAL_DIGITS)}
_CAPITAL_READ |= {
    "〇": 0,
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


def read_capitals(text: str) -> Decimal | None:
    """The sum written in capital numerals anywhere in ``text``; tolerates letters that OCR confuses. None if none."""
    text = re.sub(r"[\s⊗①@:：()（）¥￥人民币大写合计金额币]+", "", text)
    best: Decimal | None = None
    longest = 0
    for found in CAPITALS.finditer(text):
        value = _capital_sum(found.group())
        if value is not None and len(found.group()) > longest:
            best, longest = value, len(found.group())
    return best


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


_AMOUNT = re.compile(
    r"(?<![\d.,:/\-])(-?\s?[¥￥$]?\s?-?(?:\d{1,3}(?:[,，]\s?\d{3})+|\d{1,9})\s?(?:[.．·。,:]\s?\d{1,2}|[.．]\s\d{2})?)(?![\d%％])"
)
_CONFUSED = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "Q": "0",
        "D": "0",
        "l": "1",
        "I": "1",
        "|": "1",
        "Z": "2",
        "S": "5",
        "B": "8",
        "q": "9",
        "，": ",",
        "．": ".",
        "。": ".",
        "·": ".",
        "—": "-",
        "–": "-",
        "－": "-",
    }
)


def tidy_digits(text: str) -> str:
    """Letters that OCR puts for digits turned back; only for text known to be a number."""
    return text.translate(_CONFUSED)


def parse_amount(text: str, *, cents: bool = False) -> Decimal | None:
    """One amount of money from ``text`` (which holds little else). ``cents`` demands two decimals. None if unclear."""
    text = text.translate(
        str.maketrans({"，": ",", "．": ".", "。": ".", "·": ".", "￥": "¥", "—": "-", "–": "-", "－": "-"})
    )
    text = re.sub(r"(?i)\b(?:RM|MYR|CNY|RMB|USD|SGD|HKD)\b|RM(?=\s*[\d\-])|[¥$元圆]|人民币", " ", text).strip()
    text = text.strip("*= :：")
    negative = text.startswith("-") or text.endswith("-") or (text.startswith("(") and text.endswith(")"))
    text = text.strip("-()（） ")
    if not re.fullmatch(r"[\dOoQDlI|ZSBq.,\s:]+", text) or not re.search(r"\d", text):
        return None
    text = re.sub(r"\s+", "", tidy_digits(text)).replace(":", ".")
    comma_cents = re.fullmatch(r"(\d{1,6}),(\d{2})", text)
    if comma_cents:
        text = f"{comma_cents[1]}.{comma_cents[2]}"
    dotted = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)[.,](\d{2})", text)
    if dotted:
        text = re.sub(r"[.,]", "", dotted[1]) + "." + dotted[2]
    if not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d+(?:\.\d{1,4})?|\.\d{2}", text):
        return None
    text = text.replace(",", "")
    if cents and not re.search(r"\.\d{2}$", text):
        return None
    if len(text.split(".")[0]) > 9:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if value > LARGEST_AMOUNT:
        return None
    value = value.quantize(CENT) if value == value.quantize(CENT) else value
    return -value if negative and value else value


_MONEY = re.compile(r"-?\s?(?:(?:RM|[¥￥$])\s?)?-?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,8})\s?[.．·。]\s?\d{2}(?!\d)")


def find_amounts(text: str) -> list[Decimal]:
    """All amounts with two decimals in a line of text, left to right; percentages and quantities with more decimals are not."""
    found = []
    for match in _MONEY.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end() : match.end() + 1]
        if before.isdigit() or before in ".-/" or after in ("%", "％"):
            continue
        value = parse_amount(match.group())
        if value is not None:
            found.append(value.quantize(CENT))
    return found


_MONTHS = {name: number for number, names in enumerate(("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_CN_DATE = re.compile(r"(20\d{2})\s*[年\-/.—]\s*(\d{1,2})\s*[月\-/.—]\s*(\d{1,2})(?!\d)")
_YMD_COMPACT = re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_DMY = re.compile(r"(?<!\d)([0-3]?\d)\s?([-/.])\s?([0-3]?\d)\s?\2\s?(20[0-4]\d|\d{2})(?!\d)")
_DMONY = re.compile(
    r"(?i)(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?\s*[-/.,']?\s*(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\s*[-/.,']?\s*(20[0-4]\d|\d{2})(?!\d)"
)
_MONDY = re.compile(
    r"(?i)(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\s*[-/.]?\s*([0-3]?\d)(?:st|nd|rd|th)?\s*[-/.,]?\s*(20[0-4]\d)(?!\d)"
)


def _valid(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1990 <= made.year <= 2049 else None


def parse_chinese_date(text: str) -> date | None:
    """A date with the year first: 2026年1月5日, 2026-01-05, 2026/1/5, 20260105. None if none is valid."""
    text = text.replace("O", "0").replace("o", "0").replace("l", "1").replace("I", "1")
    for pattern in (_CN_DATE, _YMD_COMPACT):
        for found in pattern.finditer(text):
            made = _valid(int(found[1]), int(found[2]), int(found[3]))
            if made:
                return made
    # «20260105 10:11» read without the blank, or with the blank inside
    joined = re.sub(r"\s+", "", text)
    found = re.search(r"(20[0-4]\d)[年\-/.](\d{1,2})[月\-/.](\d{2})", joined)
    if found:
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    found = re.match(r"(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", joined)
    return _valid(int(found[1]), int(found[2]), int(found[3])) if found else None


def find_dates(text: str) -> list[date]:
    """Every date of a line, in the formats of Chinese and English receipts; day before month unless impossible."""
    found: list[tuple[int, date]] = []
    for match in _YMD.finditer(text):
        if made := _valid(int(match[1]), int(match[2]), int(match[3])):
            found.append((match.start(), made))
    for match in _DMONY.finditer(text):
        if made := _valid(int(match[3]), _MONTHS[match[2].lower()], int(match[1])):
            found.append((match.start(), made))
    for match in _MONDY.finditer(text):
        if made := _valid(int(match[3]), _MONTHS[match[1].lower()], int(match[2])):
            found.append((match.start(), made))
    for match in _DMY.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        made = _valid(year, second, first) or _valid(year, first, second)
        if made is None and len(match[4]) == 2 and int(match[1]) >= 10:
            made = _valid(first, second, int(match[4]))  # yy-mm-dd
        if made and not any(abs(start - match.start()) < 4 for start, _ in found):
            found.append((match.start(), made))
    if not found:
        for match in _YMD_COMPACT.finditer(text):
            if made := _valid(int(match[1]), int(match[2]), int(match[3])):
                found.append((match.start(), made))
    return [made for _, made in sorted(found)]


_TOKEN = re.compile(r"\d[\d.,\-/:]*\d|\d")


def digit_tokens(text: str) -> list[str]:
    """Runs of three and more digits with separators removed: what identifies a receipt whatever the photo."""
    tokens = (re.sub(r"\D", "", found) for found in _TOKEN.findall(text))
    return [token for token in tokens if len(token) >= 3]
