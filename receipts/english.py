"""Total and date of English till receipts, by scored candidates. Labels vary endlessly; position and sums help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from receipts.dates import find_dates
from receipts.layout import Page, Placed, Row
from receipts.values import find_amounts

NOISY = re.compile(
    r"(?i)qty|quantity|item\s*(?:count|s)|items?\b|disc|saving|point|excl|tax\s*(?:amt|amount)|rate|no\.?\s*of|before|without|w/o|sub\s*-?\s*t|subt"
)
TOTAL = re.compile(
    r"(?i)t[o0]ta[l1i!]|tot[a4]l|jumlah|amount\s*(?:due|payable)|amt\s*(?:due|payable)|bal(?:ance)?\s*due|net(?:t)?\s*(?:amt|amount)|(?<![a-z])to\s?pay|payable|bill\s*amount|sales\s*amount"
)
STRONG = re.compile(
    r"(?i)grand|round(?:ed|ing)?\b.*t[o0]tal|t[o0]tal.*round|net(?:t)?\s*t|t[o0]tal\s*(?:payable|due|amt\s*rounded)|amount\s*due|after\s*(?:round|adj|disc)|net(?:t)?\s*a|payable|bill\s*t"
)
SUBTOTAL = re.compile(
    r"(?i)sub\s*-?\s*t[o0]ta|subt|t[o0]tal\s*(?:before|excl|\(excl|ex\.?\s*gst|w/o|without)|excl(?:uding|\.|usive)?|before\s*(?:gst|tax)|excluding"
)
TAX = re.compile(
    r"(?i)^\W*(?:total\s*)?(?:gst|sst|tax|vat|service|svc|ser)\b|total\s*(?:gst|tax|sst)|gst\s*(?:amt|amount|payable)|tax\s*(?:amt|amount|total)|add\s*gst"
    r"|(?:gst|tax|sst)\b.*includ\w*\s*(?:in|:)"
)
SUMMARY = re.compile(r"(?i)gst\s*(?:summary|analysis|sum)|tax\s*(?:summary|analysis|code)|summary")
DISCOUNT = re.compile(r"(?i)disc|saving|less|voucher|rebate")
CASH = re.compile(
    r"(?i)\bcash\b|tender|\bpaid\b|pay(?:ment|ed)?\b|received|visa|master|credit|debit|card|amex|e-?wallet|nets\b"
)
CHANGE = re.compile(r"(?i)change|balance(?!\s*due)|baki")
ROUNDING = re.compile(r"(?i)round(?:ing|ed|\.)?|rnd|r'?ding")
COUNT = re.compile(r"(?i)(?:qty|quantity|items?|pcs|no\.?\s*of)\b")
POINTS = re.compile(r"(?i)point|member|expir")
MARKS = re.compile(
    r"(?i)\b(?:total|cash|change|gst|tax|invoice|receipt|amount|qty|tel|date|cashier|rm|subtotal|sdn|bhd|thank|bill|item|price)\b"
)


@dataclass(slots=True)
class Choice:
    value: Decimal
    score: float
    words: list[Placed]
    row: int


def is_english(text: str) -> bool:
    letters = sum(1 for letter in text if letter.isascii() and letter.isalpha())
    chinese = sum(1 for letter in text if "\u4e00" <= letter <= "\u9fff")
    return letters > 3 * chinese + 20


def marks(text: str) -> int:
    """How many different words of till receipts the text has."""
    return len({found.lower() for found in MARKS.findall(text)})


def _row_amounts(page: Page, index: int, label_words: list[Placed]) -> tuple[list[Decimal], list[Placed]]:
    row = page.rows[index]
    amounts = find_amounts(row.text.replace("\t", "  "))
    if amounts:
        return amounts, [p for p in row.words if find_amounts(p.text)] or row.words
    # the amount may stand a little lower or higher than its label, in a row of its own
    for step in (1, -1):
        if 0 <= index + step < len(page.rows):
            other = page.rows[index + step]
            near = abs(other.v - row.v) < 1.7 * max(row.height, other.height)
            if near and not re.search(r"[A-Za-z]{3}", other.text) and (found := find_amounts(other.text)):
                return found, other.words
    return [], []


def choose_total(page: Page) -> tuple[Choice | None, list[Choice]]:
    """The amount due and all candidates, best first."""
    candidates: list[Choice] = []
    cash: list[Decimal] = []
    change: list[Decimal] = []
    roundings: list[Decimal] = []
    subtotals: list[Decimal] = []
    taxes: list[Decimal] = []
    summary_at: int | None = None
    all_amounts: list[Decimal] = []
    for index, row in enumerate(page.rows):
        text = row.text.replace("\t", "  ")
        all_amounts += find_amounts(text)
        if SUMMARY.search(text) and index > len(page.rows) * 0.3:
            summary_at = index
        amounts, words = _row_amounts(page, index, row.words)
        if (
            not amounts
            and (whole := re.search(r"(?i)(?:RM|\$)\s?(\d{1,5})(?:\.(\d))?\s*$", text))
            and TOTAL.search(text)
        ):
            amounts, words = [Decimal(f"{whole[1]}.{whole[2] or 0}0")], row.words
        if not amounts:
            continue
        value = amounts[-1]
        if SUBTOTAL.search(text):
            subtotals.append(value)
            candidates.append(Choice(value, 1.0, words, index))
        elif TAX.search(text) and not re.search(r"(?i)t[o0]tal.*incl|incl\w*\s*(?:of\s*)?gst", text):
            taxes.append(value)
        elif ROUNDING.search(text) and abs(value) < 1 and not TOTAL.search(text):
            roundings.append(value)
        elif ROUNDING.search(text) and not TOTAL.search(text):
            candidates.append(Choice(value, 5.5, words, index))  # too much to be a rounding: what is left after it
        elif CHANGE.search(text) and not TOTAL.search(text):
            change.append(value)
        elif TOTAL.search(text):
            if COUNT.search(text) and not re.search(r"(?i)rm|amount|incl|sales", text):
                # how many were bought, perhaps glued to what they cost
                score = 0.5 if value == value.to_integral_value() and len(amounts) == 1 else 1.5
            elif DISCOUNT.search(text) or POINTS.search(text):
                score = 0.3
            else:
                score = 4.0
                if STRONG.search(text):
                    score += 1.5
                if re.search(r"(?i)incl", text):
                    score += 0.3
                if summary_at is not None and index > summary_at:
                    score -= 2.5
                if len(amounts) > 1 and index > 0 and summary_at is not None:
                    score -= 1.0
                score += 0.3 * index / max(len(page.rows), 1)
            candidates.append(Choice(value, score, words, index))
        elif CASH.search(text):
            cash.append(value)
    _cross_check(candidates, cash, change, roundings, subtotals, taxes, all_amounts)
    if not candidates or max(c.score for c in candidates) < 2:
        _fallback(page, candidates, cash, change)
    candidates.sort(key=lambda choice: -choice.score)
    return (candidates[0] if candidates else None), candidates


def _cross_check(
    candidates: list[Choice],
    cash: list[Decimal],
    change: list[Decimal],
    roundings: list[Decimal],
    subtotals: list[Decimal],
    taxes: list[Decimal],
    everything: list[Decimal],
) -> None:
    """What cash − change, total + rounding, repetition and sub-total + tax say for each candidate."""
    cash[:], change[:] = [abs(value) for value in cash], [abs(value) for value in change]
    # the sign of a rounding is often lost, and Malaysian cents round by at most two
    roundings[:] = [value for r in roundings for value in ((r, -r) if abs(r) <= Decimal("0.04") else (r,))]
    for due in {given - back for given in cash for back in change}:
        sums = {net + tax for net in (*subtotals, *(choice.value for choice in candidates)) for tax in taxes if tax}
        if due in sums and all(choice.value != due for choice in candidates):
            candidates.append(Choice(due, 4.0, [], 0))  # its own line was misread
    for r in roundings:
        for choice in list(candidates):
            due = choice.value + r
            paid = due in cash or any(given - back == due for given in cash for back in change)
            if r and choice.score >= 3.5 and paid and all(other.value != due for other in candidates):
                candidates.append(Choice(due, choice.score + 0.5, choice.words, choice.row))
    for choice in candidates:
        if choice.value <= 0:
            choice.score -= 3
        if any(paid - back == choice.value for paid in cash for back in change):
            choice.score += 2.5
        elif choice.value in cash and not (change and all(back > 0 for back in change)):
            choice.score += 1.2
        if any(
            r and any(other.value + r == choice.value and other is not choice for other in candidates)
            for r in roundings
        ):
            choice.score += 1.5
        if any(sub + tax == choice.value for sub in subtotals for tax in taxes):
            choice.score += 0.8
        repeats = everything.count(choice.value)
        choice.score += min(repeats - 1, 2) * 0.3
    for r in roundings:  # before rounding is not what is paid
        for choice in candidates:
            if r and any(
                other.value == choice.value + r and other is not choice and other.score > 2 for other in candidates
            ):
                choice.score -= 1.0


def _fallback(page: Page, candidates: list[Choice], cash: list[Decimal], change: list[Decimal]) -> None:
    """No line names a total: cash − change, else the largest amount that stands twice or last."""
    for paid in cash:
        for back in change:
            if paid >= back:
                candidates.append(Choice(paid - back, 2.2, [], len(page.rows)))
    if cash and not change:
        candidates.append(Choice(cash[0], 2.0, [], len(page.rows)))
    listed = [
        (value, row, index)
        for index, row in enumerate(page.rows)
        for value in find_amounts(row.text.replace("\t", "  "))
        if value > 0
    ]
    if listed and not candidates:
        value, row, index = max(listed, key=lambda item: item[0])
        twice = sum(1 for other in listed if other[0] == value) > 1
        candidates.append(Choice(value, 1.5 if twice else 0.8, row.words, index))


def choose_date(page: Page) -> tuple[date, list[Placed], float] | None:
    """The date of sale: labelled first, then with a time beside it, then the first on the page."""
    found: list[tuple[float, date, Row]] = []
    for index, row in enumerate(page.rows):
        text = row.text.replace("\t", "  ")
        for made in find_dates(_mend_date(text)):
            score = 1.0 - 0.3 * index / max(len(page.rows), 1)
            if re.search(r"(?i)date|dt\b|tarikh", text):
                score += 1.0
            if re.search(r"\d{1,2}\s?[:.]\s?\d{2}\s?(?:[:.]\s?\d{2})?\s*(?:[AaPp]\.?[Mm])?", text) and re.search(
                r"\d{1,2}:\d{2}", text
            ):
                score += 0.5
            if re.search(r"(?i)expir|valid|due|until|exchange|delivery|print|born|dob|effective|since|return", text):
                score -= 1.2
            if made.year < 2005:
                score -= 1.5
            found.append((score, made, row))
    for row in page.rows:  # digits of a number or a time glued before it
        if not find_dates(_mend_date(row.text)):
            for glued in GLUED_DATE.finditer(row.text):
                found += [(0.3, made, row) for made in find_dates(glued[0])[:1]]
    if not found:
        return None
    score, made, row = max(found, key=lambda item: item[0])
    if score < 0:  # only a date until which something is valid
        return None
    words = [p for p in row.words if find_dates(_mend_date(p.text))] or row.words
    return made, words, score


GLUED_DATE = re.compile(r"20[0-4]\d[-/.][01]?\d[-/.][0-3]\d|[0-3]\d[-/.][01]\d[-/.]20[0-4]\d")

MISREAD_MONTHS = [
    (re.compile(rf"(?i)(?<=[\d\s\-/.])(?:{pattern})(?=[a-z]*[\s\-/.',]*\d)"), month)
    for pattern, month in (
        ("[1il|]an", "Jan"),
        ("f[e8]8", "Feb"),
        ("4pr", "Apr"),
        ("[1il|]un", "Jun"),
        ("ju[1i|]|[1il|]ul", "Jul"),
        ("au[96q]", "Aug"),
        ("5ep", "Sep"),
        ("0ct", "Oct"),
        ("n0v", "Nov"),
        ("0ec|deo", "Dec"),
    )
]


def _mend_date(text: str) -> str:
    """Letters in the middle of digits, and a time glued behind the year, as OCR leaves them."""
    text = re.sub(r"(?<=\d)[oO](?=[\d/\-.])|(?<=[/\-.])[oO](?=\d)", "0", text)
    text = re.sub(r"(?<=\d)[lI|](?=[\d/\-.])|(?<=[/\-.])[lI|](?=\d)", "1", text)
    for pattern, month in MISREAD_MONTHS:
        text = pattern.sub(month, text)
    text = re.sub(r"(\d{1,2}[/\-.]\d{1,2}[/\-.]20\d{2})(\d{1,2}:\d{2})", r"\1 \2", text)
    text = re.sub(r"(\d{1,2}[/\-.]\d{1,2}[/\-.]\d{2})(\d{2}:\d{2})", r"\1 \2", text)
    return re.sub(r"(20\d{2}[/\-.]\d{1,2}[/\-.]\d{2})(\d{1,2}:\d{2})", r"\1 \2", text)


FIRM = re.compile(
    r"(?i)\bsdn\b|\bbhd\b|s/b\b|enterprise|trading|restoran|restaurant|perniagaan|kedai|bakery|bakeries|hardware|pharmacy|farmasi|"
    r"klinik|clinic|mart\b|store\b|centre\b|caf[eé]|stationer|supermarket|hypermarket|\bltd\b|corner\b|kitchen|station\b"
)


REGISTERED = re.compile(r"(?i)^\W*(?:co\.?|company)?\s*(?:reg(?:istration)?|roc)\W|^\W*\d{5,7}\s*-\s*[A-Z]\W*$")


def choose_seller(page: Page) -> tuple[str, list[Placed]] | None:
    """The first line that names a firm or stands above a company's number, else the first with letters, unless a heading."""
    rows = page.rows[:6]
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        firm = FIRM.search(row.text) or (below is not None and REGISTERED.search(below.text))
        if firm and not re.search(r"(?i)jalan|jln|\blot\b|tel|fax", row.text) and re.search("[A-Za-z]{3}", row.text):
            return _shop(row), row.words
    for row in rows[:4]:
        text = _shop(row)
        if len(re.findall(r"[A-Za-z]", text)) >= 4 and not re.search(
            r"(?i)^(?:tax )?invoice$|^receipt$|tel|date|welcome|jalan|jln|\blot\b|^\d{5}\b", text
        ):
            return text, row.words
    return None


def _shop(row: Row) -> str:
    text = re.sub(r"\s+", " ", row.text.replace("\t", " ")).strip(" *-=")
    return re.sub(r"\bS[DO0]N\b(?=[\s.,]*BH[DO0]\b)", "SDN", re.sub(r"\bBH[O0]\b", "BHD", text))


VALUE = r"(?P<value>(?=(?:[A-Z\-/]*\d){3})[A-Z0-9][A-Z0-9\-/]{2,24})(?![.,:]\d)"
NUMBERS = tuple(
    re.compile(rf"(?i){label}\s*[.:#]*\s*[:.#]?\s*{VALUE}")
    for label in (
        r"(?<![a-z])(?:invoice|inv|receipt|rcpt|bill|note|doc(?:ument)?)\s*(?:no|num(?:ber)?|id|#|:|\s(?=[A-Z]{0,4}\d))",
        r"(?<![a-z])(?:trans(?:action)?|slip|check|chk|order|ref(?:erence)?)\s*(?:no|num(?:ber)?|id|#|:|\s(?=[A-Z]{0,4}\d))",
        r"(?:^|\t|\d )(?:cash\s*(?:sales?|bill)\s*)?no\s*[.:#]",
    )
)
"""Labels of a receipt's number: its own before those of an order or a till's entry, and a bare No. last."""


def choose_number(page: Page) -> tuple[str, list[Placed]] | None:
    for label in NUMBERS:
        for row in page.rows:
            found = label.search(re.sub(r"(?i)(?<=[a-z])0(?=[a-z])|(?<![a-z\d])0(?=[a-z]{1,3}\d)", "O", row.text))
            if found and not find_dates(_mend_date(found["value"])):
                number = re.sub(r"(?i)(?<=\d)(?:dat|tim|cas|tab|ref).*", "", found["value"])
                return number.rstrip("-/"), row.part(found.start("value"), found.end("value"))
    return None


def read_items(page: Page) -> list[tuple[str, Decimal]]:
    """Lines above the first sum: a name and the amount at its end; the name may stand on the line before."""
    made: list[tuple[str, Decimal]] = []
    pending = ""
    for row in page.rows:
        text = row.text.replace("\t", "  ")
        if (TOTAL.search(text) or SUBTOTAL.search(text) or TAX.search(text)) and find_amounts(text):
            break
        amounts = find_amounts(text)
        name = re.sub(r"[^A-Za-z)\"%]*$", "", re.split(r"\s{2,}|\s-?(?:RM|\$)?\d[\d,]*\.\d{2}", text)[0]).strip()
        name = re.sub(r"^\d{1,3}\s*[xX]?\s+", "", name)
        if not amounts:
            pending = name if len(re.findall("[A-Za-z]", name)) >= 3 else ""
            continue
        named = len(re.findall("[A-Za-z]{2}", name)) >= 1 and not re.match(r"(?i)\d*\s*[x@]\s", name)
        if (named or pending) and amounts[-1] > 0:
            made.append((name if named else pending, amounts[-1]))
        pending = ""
    return made
