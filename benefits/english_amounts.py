"""Amounts in English words: eight thousand, 8 grand, twelve hundred, eight hundred and fifty yuan."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_SMALL, 1)} | {
    word: value * 10 for value, word in enumerate(_TENS, 2)
}
_UNITS = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000}
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_TOKEN = rf"(?:{_NUMBER}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}|{'|'.join(_UNITS)})"

ENGLISH = re.compile(
    rf"(?<![0-9A-Za-z.,])(?:an?[ ]+(?=hundred|thousand|grand|million))?{_TOKEN}(?:(?:[ ]+and[ ]+|[ ]*-[ ]*|[ ]+)?{_TOKEN})*"
    r"(?![0-9A-Za-z]|[.,][0-9])",
    re.IGNORECASE | re.ASCII,
)
"""A run of number words and figures; ``english_number`` says whether it is one number."""
COUNTED = re.compile(
    r"[ ]*-?[ ]*(?:days?|nights?|weeks?|months?|years?|hours?|minutes?|people|persons?|times?|visits?|sessions?|children"
    r"|kids?|receipts?|invoices?|bills?|percent|per[ ]cent|st|nd|rd|th|am|pm"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)
"""What follows a figure that is no amount."""
NUMBERED = re.compile(r"\b(?:grade|level|tier|no|number|age|aged)\.?[ ]*#?[ ]*$", re.IGNORECASE)
MONTH = re.compile(r"\b(?:(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|may)\.?[ ]*$", re.IGNORECASE)
"""What stands before a figure that is no amount: any, or one of a day."""
YEAR = re.compile(r"20[0-9]{2}")
IN_YEAR = re.compile(r"\b(?:in|since|of|year|during)[ ]+$", re.IGNORECASE)


def english_number(written: str) -> Decimal | None:
    """``eight thousand five hundred`` → 8500, ``8 grand`` → 8000; None for what is no number, or has no word in it."""
    tokens = re.findall(_TOKEN, written.lower())
    bare_unit = tokens[0] in _UNITS and not written.lower().startswith("a")
    if bare_unit or all(token[0].isdigit() for token in tokens):
        return None
    total, section, last = Decimal(0), Decimal(0), Decimal(0)
    for token in tokens:
        if token in _UNITS:
            unit = _UNITS[token]
            if unit == 100:
                if section >= 100:
                    return None
                section = (section or Decimal(1)) * unit
            else:
                if total and not section:
                    return None
                total, section = total + (section or Decimal(1)) * unit, Decimal(0)
            last = Decimal(0)
            continue
        value = Decimal(token.replace(",", "")) if token[0].isdigit() else Decimal(_WORDS[token])
        # "twenty five" is one number, "five twenty" and "8 500" are two.
        if last and not (last >= 20 and last % 10 == 0 and value < 10 and last < 100):
            return None
        section, last = section + value, value
    return total + section
