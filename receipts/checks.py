"""From candidates to one reading: what agrees is taken, what contradicts is handed back as a problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipts import english
from receipts.capitals import agrees_with_capitals
from receipts.chinese import Fields, Found, read_fields, read_items
from receipts.layout import Page, Placed
from receipts.qr import InvoiceCode
from receipts.values import digit_tokens
from services.receipts import Box, ReceiptItem, ReceiptReading

SURE = 0.88
"""Below this a value that nothing confirms is not given."""
SURE_ON_DOUBTFUL_PAGE = 0.95
CLEAR_PAGE = 0.955
"""Mean score from which the ordinary limits hold; letters of names have no check digit, so a blurred page needs more."""
POOR_PAGE = 0.72
"""Mean score of the words under which nothing on the page can be trusted."""
DOUBTFUL_PAGE = 0.90
MONEY_FIELDS = ("pool_paid", "personal_account_paid", "own_pay", "own_expense", "other_paid")


@dataclass(slots=True)
class Draft:
    """A reading in the making."""

    kind: str = "unknown"
    values: dict[str, object] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    items: list[ReceiptItem] = field(default_factory=list)
    confirmed_total: bool = False

    def put(self, name: str, value: object, confidence: float, words: Iterable[Placed], page: int) -> None:
        self.values[name] = value
        self.confidence[name] = round(max(0.0, min(confidence, 1.0)), 3)
        if box := _box(words, page):
            self.boxes[name] = box

    def problem(self, code: str) -> None:
        if code not in self.problems:
            self.problems.append(code)


def _box(words: Iterable[Placed], page: int) -> Box | None:
    bounds = [placed.word.bounds() for placed in words]
    if not bounds:
        return None
    return Box(
        min(b[0] for b in bounds), min(b[1] for b in bounds), max(b[2] for b in bounds), max(b[3] for b in bounds), page
    )


def read_page(page: Page, codes: list[InvoiceCode], today: date) -> Draft:
    """The reading of one page of words with the QR codes found on it."""
    text = page.text
    letters = sum(len(word.text) for word in page.words)
    if codes:
        draft = _chinese(page, codes, today)
    elif letters < 12 or len(page.words) < 4:
        draft = Draft(problems=["unreadable"])
    elif english.is_english(text):
        draft = _english(page, today)
    else:
        draft = _chinese(page, codes, today)
    return draft


def _quality(page: Page, draft: Draft, confirmed: bool) -> None:
    """A page that reads badly keeps only what a check confirmed, or nothing."""
    score = page.mean_score
    if score < POOR_PAGE and not confirmed:
        draft.values.clear()
        draft.confidence.clear()
        draft.boxes.clear()
        draft.items.clear()
        draft.problems[:] = ["unreadable"]
    elif score < DOUBTFUL_PAGE:
        draft.problem("low_quality")


def _english(page: Page, today: date) -> Draft:
    draft = Draft(kind="till")
    marks = english.marks(page.text)
    best, ranked = english.choose_total(page)
    dated = english.choose_date(page)
    if (
        marks < 2
        or (best is None and dated is None)
        or (best is not None and best.score < 1 and marks < 4)
        or (dated is None and marks < 3)
    ):
        return Draft(problems=["unreadable" if page.mean_score < DOUBTFUL_PAGE else "not_a_receipt"])
    if best is not None:
        rival = next((c for c in ranked[1:] if c.value != best.value), None)
        margin = best.score - (rival.score if rival else 0.0)
        sharp = min((p.word.score for p in best.words), default=0.9)
        confidence = min(0.99, 0.55 + 0.08 * best.score + 0.05 * min(margin, 3.0)) * min(1.0, sharp + 0.05)
        if page.mean_score < DOUBTFUL_PAGE and best.score < 5.5:
            draft.problem("total_unconfirmed")
        elif best.score >= 0.8 and sharp > 0.6:
            draft.put("total", best.value, confidence, best.words, page.number)
            draft.confirmed_total = best.score >= 5.5
    if dated is not None:
        made, words, score = dated
        sharp = min((p.word.score for p in words), default=0.9)
        _date(draft, made, min(0.98, 0.75 + 0.1 * score) * min(1.0, sharp + 0.1), words, page.number, today)
    if seller := english.choose_seller(page):
        draft.put("seller", seller[0], 0.8 * min(p.word.score for p in seller[1]), seller[1], page.number)
    if number := english.choose_number(page):
        draft.put(
            "number", number[0], 0.85 * min((p.word.score for p in number[1]), default=0.9), number[1], page.number
        )
    _quality(page, draft, draft.confirmed_total)
    return draft


def _date(draft: Draft, value: date, confidence: float, words: Iterable[Placed], page: int, today: date) -> None:
    if value > today:
        draft.problem("future_date")
        confidence = min(confidence, 0.4)
    draft.put("date", value, confidence, words, page)


def _chinese(page: Page, codes: list[InvoiceCode], today: date) -> Draft:
    fields = read_fields(page)
    draft = Draft(kind=fields.kind)
    code = codes[0] if codes else None
    if code and code.kind in ("einvoice", "vat"):
        draft.kind = fields.kind = code.kind
    elif code and draft.kind not in ("outpatient", "inpatient"):
        draft.kind = fields.kind = "outpatient"
    if code is None and not _is_receipt(fields, page):
        return Draft(problems=["unreadable" if page.mean_score < DOUBTFUL_PAGE else "not_a_receipt"])
    _identity(draft, fields, code, page)
    _issued(draft, fields, code, page, today)
    _names(draft, fields, page)
    items = read_items(page, draft.kind)
    _total(draft, fields, code, items, page)
    _parts(draft, fields, page)
    draft.items = [ReceiptItem(name, amount) for name, amount, _ in items if name]
    _quality(page, draft, draft.confirmed_total or code is not None)
    return draft


def _is_receipt(fields: Fields, page: Page) -> bool:
    has_sum = any(name in fields.found for name in ("total", "sum", "capitals"))
    has_identity = any(name in fields.found for name in ("number", "code", "slip_number", "date", "slip_date"))
    return (fields.kind != "unknown" and (has_sum or has_identity) and fields.label_hits >= 3) or (
        has_sum and has_identity and fields.label_hits >= 3
    )


def _identity(draft: Draft, fields: Fields, code: InvoiceCode | None, page: Page) -> None:
    """Code, number and check code; the QR code wins over print, and a difference is a problem."""
    lengths = {"einvoice": (20,), "vat": (8,), "outpatient": (10, 8, 12), "inpatient": (10, 8, 12)}.get(
        draft.kind, (8, 10, 12, 20)
    )
    printed = _agreed([f for f in fields.found.get("number", []) if len(str(f.value)) in lengths])
    if printed is None and draft.kind not in ("einvoice", "vat", "outpatient", "inpatient"):
        printed = _agreed(fields.found.get("slip_number", []))
    if code:
        agree = printed is not None and printed.value == code.number
        draft.put("number", code.number, 1.0 if agree else 0.97, printed.words if printed else [], page.number)
        if (
            printed is not None
            and not agree
            and printed.score > 0.97
            and len(str(printed.value)) == len(code.number)
            and _far(str(printed.value), code.number)
        ):
            draft.problem("qr_mismatch")
    elif printed is not None and printed.score >= _limit(page, SURE):
        draft.put("number", printed.value, printed.score, printed.words, page.number)
    elif printed is not None or fields.found.get("odd_number"):
        draft.problem("number_unclear")
    for name in ("code", "check_code"):
        found = _agreed(fields.found.get(name, []))
        from_code = getattr(code, name) if code else None
        if from_code:
            draft.put(name, from_code, 0.98, found.words if found else [], page.number)
        elif found is not None and found.score >= _limit(page, SURE):
            draft.put(name, found.value, found.score, found.words, page.number)


def _limit(page: Page, ordinary: float) -> float:
    return ordinary if page.mean_score >= CLEAR_PAGE else SURE_ON_DOUBTFUL_PAGE


def _far(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=False)) >= 1


def _agreed(found: list[Found]) -> Found | None:
    """The candidate that is read most often, then most surely."""
    votes: dict[object, float] = defaultdict(float)
    for candidate in found:
        votes[candidate.value] += candidate.score
    return max(found, key=lambda item: (votes[item.value], item.score), default=None)


def _issued(draft: Draft, fields: Fields, code: InvoiceCode | None, page: Page, today: date) -> None:
    printed = (
        _agreed(fields.found.get("date", [])) or fields.best("slip_date") or _agreed(fields.found.get("loose_date", []))
    )
    if code and code.issued:
        agree = printed is not None and printed.value == code.issued
        _date(draft, code.issued, 1.0 if agree else 0.95, printed.words if printed else [], page.number, today)
        if printed is not None and not agree and printed.score > 0.97 and "date" in fields.found:
            draft.problem("qr_mismatch")
    elif printed is not None and printed.score >= (0.80 if printed.source == "anywhere" else SURE):
        assert isinstance(printed.value, date)
        _date(draft, printed.value, printed.score, printed.words, page.number, today)


def _names(draft: Draft, fields: Fields, page: Page) -> None:
    patient = fields.best("patient")
    if patient is not None and draft.kind not in ("pharmacy", "till") and patient.score >= _limit(page, 0.85):
        draft.put("patient", patient.value, patient.score, patient.words, page.number)
    labelled, top = fields.best("seller"), fields.best("seller_top")
    if labelled and top and str(labelled.value) == str(top.value):
        draft.put("seller", labelled.value, 0.99, labelled.words, page.number)
        return
    choice = labelled
    if top and (choice is None or draft.kind in ("pharmacy", "till") or (choice.score < 0.9 < top.score)):
        choice = top
    if choice is not None and choice.score >= _limit(page, 0.85):
        draft.put("seller", choice.value, choice.score, choice.words, page.number)


def _total(
    draft: Draft,
    fields: Fields,
    code: InvoiceCode | None,
    items: list[tuple[str, Decimal | None, list[Placed]]],
    page: Page,
) -> None:
    """The total on which independent sources agree: figures, capitals, sums of the lines, payment parts, QR code."""
    votes: dict[Decimal, dict[str, float]] = defaultdict(dict)
    words: dict[Decimal, list[Placed]] = {}

    def vote(value: object, source: str, score: float, at: list[Placed]) -> None:
        if not isinstance(value, Decimal) or value <= 0:
            return
        votes[value][source] = max(votes[value].get(source, 0.0), score)
        if source in ("figures", "sum") or value not in words:
            words[value] = at

    for found in fields.found.get("total", []):
        vote(found.value, "figures", found.score, found.words)
    for found in fields.found.get("sum", []):
        vote(
            found.value,
            "sum" if draft.kind not in ("einvoice", "vat") or found.source.startswith("价税") else "net",
            found.score * 0.98,
            found.words,
        )
    for found in fields.found.get("capitals", []):
        vote(found.value, "capitals", found.score, found.words)
    if "capitals" not in fields.found:
        for value in list(votes):
            if any(agrees_with_capitals(zone, value) for zone in fields.blurred_capitals):
                vote(value, "capitals", 0.9, [])
    if code and code.amount is not None and not code.net:
        vote(code.amount, "qr", 1.0, [])
    printed = list(votes)
    amounts = [amount for _, amount, _ in items if amount is not None]
    line_sum = sum(amounts, Decimal(0))
    taxed = draft.kind in ("einvoice", "vat")
    for found in (*fields.found.get("total", []), *fields.found.get("sum", [])):
        # the point was lost: 3393903 for 33939.03, if something else says so
        if isinstance(found.value, Decimal) and found.value >= 1000 and found.value == found.value.to_integral_value():
            pointed = (found.value / 100).quantize(Decimal("0.01"))
            if (
                pointed in votes
                or pointed == line_sum
                or any(agrees_with_capitals(z, pointed) for z in fields.blurred_capitals)
            ):
                vote(pointed, "figures", 0.85, found.words)
                votes.pop(found.value, None)
    if amounts and not taxed and (line_sum in votes or draft.kind in ("pharmacy", "till")):
        vote(line_sum, "lines", 0.97 if line_sum in votes else 0.9, [])
    parts = [_value(fields, name) for name in ("pool_paid", "other_paid", "personal_account_paid", "cash")]
    known = [part for part in parts if part is not None]
    if len(known) >= 3 and sum(known, Decimal(0)) in votes:
        vote(sum(known, Decimal(0)), "parts", 0.97, [])
    if draft.kind in ("pharmacy", "till", "unknown"):
        paid, change = _slip_payment(page)
        if paid is not None and change is not None and paid > change:
            vote(paid - change, "parts", 0.96 if paid - change in votes else 0.9, [])
    if taxed:
        for value in printed:
            if _net_and_tax(page, value):
                vote(value, "lines", 0.95, [])
    if not votes:
        return
    strong = ("figures", "sum", "capitals", "qr", "lines", "parts")
    ranked = sorted(
        votes, key=lambda value: (-sum(1 for s in votes[value] if s in strong), -sum(votes[value].values()))
    )
    best = ranked[0]
    support = [source for source in votes[best] if source in strong]
    rivals = {value: [s for s in votes[value] if s in ("figures", "capitals", "qr")] for value in ranked[1:]}
    contradicted = any(sources for sources in rivals.values())
    top_score = max(votes[best].values())
    if len(support) >= 2:
        draft.confirmed_total = True
        confidence = min(0.999, 0.96 + 0.01 * len(support))
        rival_support = max((len([s for s in votes[v] if s in strong]) for v in ranked[1:]), default=0)
        if contradicted:
            draft.problem("total_mismatch")
            confidence = 0.8
            if rival_support >= len(support):
                return
        draft.put("total", best, confidence, words.get(best, []), page.number)
        return
    if contradicted or (
        len(ranked) > 1
        and "sum" in votes[best]
        and any("sum" in votes[v] for v in ranked[1:])
        and draft.kind not in ("pharmacy", "till", "settlement")
    ):
        draft.problem("total_mismatch")
        return
    if support == ["sum"] and len(ranked) > 1:
        best, top_score = _among_sums(fields, votes, ranked)
    if top_score >= 0.93 and (support and support != ["lines"]):
        draft.put("total", best, top_score * 0.95, words.get(best, []), page.number)
    else:
        draft.problem("total_unconfirmed")


def _among_sums(fields: Fields, votes: dict[Decimal, dict[str, float]], ranked: list[Decimal]) -> tuple[Decimal, float]:
    """Slips print several sums: what has to be paid, what was paid. The payable one is preferred."""
    order = ("应收", "应付", "实付", "实收", "合计金额", "金额合计", "总计", "合计")
    found = [f for f in fields.found.get("sum", []) if f.value in ranked]
    found.sort(key=lambda f: next((i for i, word in enumerate(order) if f.source.startswith(word)), len(order)))
    value = found[0].value
    assert isinstance(value, Decimal)
    return value, max(votes[value].values())


def _net_and_tax(page: Page, total: Decimal) -> bool:
    """A row 合计 with the net amount and the tax that add up to ``total`` (or only the net where tax is ***)."""
    from receipts.values import find_amounts

    for row in page.rows:
        flat = re.sub(r"\s", "", row.text)
        if "合计" in flat and "价税" not in flat:
            amounts = find_amounts(row.text)
            if sum(amounts, Decimal(0)) == total and 1 <= len(amounts) <= 2:
                return True
    return False


def _slip_payment(page: Page) -> tuple[Decimal | None, Decimal | None]:
    """What was handed over and what was given back on a till slip."""
    from receipts.values import find_amounts

    paid = change = None
    for row in page.rows:
        flat = re.sub(r"\s", "", row.text)
        amounts = find_amounts(row.text)
        if not amounts:
            continue
        if re.match(r"找[零回]|找补", flat):
            change = amounts[0]
        elif re.match(r"实收|现金|微信|支付宝|银行卡|医保卡|收款|付款", flat):
            paid = (paid or Decimal(0)) + amounts[0]
    return paid, change


def _value(fields: Fields, name: str) -> Decimal | None:
    found = fields.best(name)
    return found.value if found is not None and isinstance(found.value, Decimal) else None


def _parts(draft: Draft, fields: Fields, page: Page) -> None:
    """Payment parts; if all are there and no reading of them adds up, they are given back as doubtful."""
    if draft.kind in ("pharmacy", "till", "einvoice", "vat"):
        return
    for name in MONEY_FIELDS:
        found = fields.best(name)
        if found is not None and found.score >= SURE:
            draft.put(name, found.value, found.score, found.words, page.number)
    total = draft.values.get("total")
    pool, other, account, cash = (
        _value(fields, n) for n in ("pool_paid", "other_paid", "personal_account_paid", "cash")
    )
    own, expense = _value(fields, "own_pay"), _value(fields, "own_expense")
    if not isinstance(total, Decimal) or pool is None:
        return
    sums = set()
    for extra in {other or Decimal(0), Decimal(0)}:
        for person in (
            None if cash is None else cash + (account or Decimal(0)),
            None if cash is None else cash,
            None if own is None else own + (expense or Decimal(0)),
            None if own is None else own + (expense or Decimal(0)) + (account or Decimal(0)),
        ):
            if person is not None:
                sums.add(pool + extra + person)
    if sums and total not in sums:
        draft.problem("parts_mismatch")
        for name in MONEY_FIELDS:
            if name in draft.confidence:
                draft.confidence[name] = min(draft.confidence[name], 0.5)


def to_reading(draft: Draft, page: Page | None, seconds: float) -> ReceiptReading:
    """The frozen result; tokens only for what was readable."""
    tokens = tuple(digit_tokens(page.text)) if page is not None else ()
    return ReceiptReading(
        kind=draft.kind,
        items=tuple(draft.items),
        confidence=draft.confidence,
        boxes=draft.boxes,
        problems=tuple(draft.problems),
        tokens=tokens,
        seconds=round(seconds, 3),
        **draft.values,  # type: ignore[arg-type]
    )
