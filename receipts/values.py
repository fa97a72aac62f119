"""Amounts of money and digit tokens as they are printed on receipts. Pure; no OCR here."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal("100000000")

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


_PLAIN = str.maketrans("，．。·￥—–－", ",...¥---")


def tidy_digits(text: str) -> str:
    """Letters that OCR puts for digits turned back; only for text known to be a number."""
    return text.translate(_CONFUSED)


def parse_amount(text: str, *, cents: bool = False) -> Decimal | None:
    """One amount of money from ``text`` (which holds little else). ``cents`` demands two decimals. None if unclear."""
    text = text.translate(_PLAIN)
    text = re.sub(r"(?i)\b(?:RM|MYR|CNY|RMB|USD|SGD|HKD)\b|RM(?=\s*[\d\-])|[¥$元圆]|人民币", " ", text).strip()
    text = re.sub(r"^[VYvy][\s:.]?(?=\s?\d)", "", text.strip("*= :："))  # ¥ misread
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
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        before = text[start - 1] if start else " "
        after = text[match.end() : match.end() + 1]
        if before.isdigit() or before in ".-/" or after in ("%", "％"):
            continue
        value = parse_amount(match.group())
        if value is not None:
            found.append(value.quantize(CENT))
    return found


_TOKEN = re.compile(r"\d[\d.,\-/:]*\d|\d")


def digit_tokens(text: str) -> list[str]:
    """Runs of three and more digits with separators removed: what identifies a receipt whatever the photo."""
    tokens = (re.sub(r"\D", "", found) for found in _TOKEN.findall(text))
    return [token for token in tokens if len(token) >= 3]
