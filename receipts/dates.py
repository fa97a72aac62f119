"""Dates as Chinese and English receipts print them. Pure."""

from __future__ import annotations

import re
from datetime import date

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_CN_DATE = re.compile(r"(20\d{2})\s*[年\-/.—]\s*(\d{1,2})\s*[月\-/.—]\s*(\d{1,2})(?!\d)")
_CN_DATE_AND_TIME = re.compile(
    r"(20\d{2})[年\-/.](?:(0\d)[月\-/.](\d{2})(?=\d{1,2}:\d{2})|(\d{1,2})[月\-/.](\d{1,2}?)(?=(?:[01]\d|2[0-3]):[0-5]\d))"
)
"""«2025/10/110:25»: the day is as short as leaves an hour of two digits, unless the month shows that days have two."""
_GLUED_TIME = re.compile(r"(?<=\d\d)(?=(?:[01]\d|2[0-3]):[0-5]\d)")
_YMD_COMPACT = re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_DMY = re.compile(
    r"(?<!\d)(?P<first>[0-3]?\d)(?P<gap>\s?(?P<mark>[-/.])\s?)(?P<second>[0-3]?\d)(?P<other>\s?(?P=mark)\s?)(?P<year>20[0-4]\d|\d{2})(?!\d)"
)
_YEAR_BEHIND = re.compile(r",\s?20[0-4]\d")
_DMONY = re.compile(
    rf"(?i)(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?\s*[-/.,']?\s*{_MONTH}\s*[-/.,']?\s*(20[0-4]\d|\d{{2}})(?!\d)"
)
_MONDY = re.compile(rf"(?i)(?<![a-z]){_MONTH}\s*[-/.]?\s*([0-3]?\d)(?:st|nd|rd|th)?\s*[-/.,]?\s*(20[0-4]\d)(?!\d)")


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
    if timed := _CN_DATE_AND_TIME.search(joined):
        return _valid(int(timed[1]), int(timed[2] or timed[4]), int(timed[3] or timed[5]))
    last = re.search(r"(20[0-4]\d)[年\-/.](\d{1,2})[月\-/.](\d{2})", joined)
    last = last or re.match(r"(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", joined)
    return _valid(int(last[1]), int(last[2]), int(last[3])) if last else None


def find_dates(text: str) -> list[date]:
    """Every date of a line, in the formats of Chinese and English receipts; day before month unless impossible."""
    text = _GLUED_TIME.sub(" ", text)  # 26-APR-1711:05
    found: list[tuple[int, date]] = []
    for match in _YMD.finditer(text):
        if made := _valid(int(match[1]), int(match[2]), int(match[3])):
            found.append((match.start(), made))
    for match in _DMONY.finditer(text):
        made = _valid(int(match[3]), _MONTHS[match[2].lower()[:3]], int(match[1]))
        if made and not _YEAR_BEHIND.match(text, match.end()):
            found.append((match.start(), made))
    for match in _MONDY.finditer(text):
        if made := _valid(int(match[3]), _MONTHS[match[1].lower()[:3]], int(match[2])):
            found.append((match.start(), made))
    at, uneven = 0, None
    while (later := _DMY.search(text, at)) is not None:
        match = later
        at = match.start() + 1  # #19- 28-07-17: the number before a date must not swallow its day
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        made = _valid(year, second, first) or _valid(year, first, second)
        if made is None and len(match["year"]) == 2 and first >= 10:
            made = _valid(first, second, year)  # yy-mm-dd
        if made and len(match["year"]) == 2 and match["gap"] != match["other"]:
            uneven = uneven or (match.start(), made)  # #19- 05-03-18: what follows may be the date
        elif made:
            at = match.end()
            if not any(abs(start - match.start()) < 4 for start, _ in found):
                found.append((match.start(), made))
    if not found and uneven:
        found.append(uneven)
    if not found:
        for match in _YMD_COMPACT.finditer(text):
            if made := _valid(int(match[1]), int(match[2]), int(match[3])):
                found.append((match.start(), made))
    return [made for _, made in sorted(found)]
