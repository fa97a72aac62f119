"""From candidates to one reading: what agrees is taken, what contradicts is handed back as a problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from receipts import english
from receipts.chinese import read_fields
from receipts.drafts import CLEAR_PAGE, DOUBTFUL_PAGE, POOR_PAGE, SURE, SURE_ON_DOUBTFUL_PAGE, Draft
from receipts.fields import Fields, Found
from receipts.items import read_items
from receipts.layout import Page, Placed
from receipts.parties import usual_hospital, usual_name
from receipts.qr import InvoiceCode
from receipts.totals import settle_parts, settle_total
from receipts.values import digit_tokens
from services.receipts import ReceiptItem, ReceiptReading


def read_page(page: Page, codes: list[InvoiceCode], today: date, other: Page | None = None) -> Draft:
    """The reading of one page of words with the QR codes found on it; ``other``: another look at the same paper."""
    text = page.text
    letters = sum(len(word.text) for word in page.words)
    if codes:
        draft = _chinese(page, codes, today, other)
    elif letters < 12 or len(page.words) < 4:
        draft = Draft(problems=["unreadable"])
    elif english.is_english(text):
        draft = _english(page, today)
    else:
        draft = _chinese(page, codes, today, other)
    return draft


def _quality(page: Page, draft: Draft, confirmed: bool) -> None:
    """A page that reads badly keeps only what a check confirmed, or nothing."""
    score = page.mean_score
    if score < POOR_PAGE and not confirmed:
        draft.values.clear()
        draft.confidence.clear()
        draft.boxes.clear()
        draft.items.clear()
        draft.unsure.clear()
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
        if page.mean_score < CLEAR_PAGE and made > today:
            draft.problem("future_date")  # rather misread than after today
        else:
            _date(draft, made, min(0.98, 0.75 + 0.1 * score) * min(1.0, sharp + 0.1), words, page.number, today)
    seller = english.choose_seller(page)
    if seller and min(p.word.score for p in seller[1]) >= 0.9:
        draft.put("seller", seller[0], 0.8 * min(p.word.score for p in seller[1]), seller[1], page.number)
    if number := english.choose_number(page):
        draft.put(
            "number", number[0], 0.85 * min((p.word.score for p in number[1]), default=0.9), number[1], page.number
        )
    lines = english.read_items(page)
    if sum((amount for _, amount in lines), Decimal(0)) in {choice.value for choice in ranked}:
        # only where the lines add up to a sum on the paper: nothing else vouches for them
        draft.items = [ReceiptItem(name, amount) for name, amount in lines]
    _quality(page, draft, draft.confirmed_total)
    return draft


def _date(draft: Draft, value: date, confidence: float, words: Iterable[Placed], page: int, today: date) -> None:
    if value > today:
        draft.problem("future_date")
        confidence = min(confidence, 0.4)
    draft.put("date", value, confidence, words, page)


def _chinese(page: Page, codes: list[InvoiceCode], today: date, other: Page | None) -> Draft:
    fields = read_fields(page)
    if other is not None:
        fields.join(read_fields(other))
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
    settle_total(draft, fields, code, items, page)
    settle_parts(draft, fields, page)
    draft.items = [ReceiptItem(name, amount) for name, amount, _ in items if name]
    _quality(page, draft, draft.confirmed_total or code is not None)
    return draft


def _is_receipt(fields: Fields, page: Page) -> bool:
    has_sum = any(name in fields.found for name in ("total", "sum", "capitals"))
    has_identity = any(name in fields.found for name in ("number", "code", "slip_number", "date", "slip_date"))
    if fields.label_hits < 3:
        return fields.kind != "unknown" and has_sum and has_identity
    return (fields.kind != "unknown" and (has_sum or has_identity)) or (has_sum and has_identity)


def _identity(draft: Draft, fields: Fields, code: InvoiceCode | None, page: Page) -> None:
    """Code, number and check code; the QR code wins over print, and a difference is a problem."""
    lengths = {"einvoice": (20,), "vat": (8,), "outpatient": (10, 8, 12), "inpatient": (10, 8, 12)}.get(
        draft.kind, (8, 10, 12, 20)
    )
    printed = _agreed([f for f in fields.found.get("number", []) if len(str(f.value)) in lengths])
    if printed is None and draft.kind not in ("einvoice", "vat", "outpatient", "inpatient"):
        printed = _agreed(fields.found.get("slip_number", [])) or fields.best("serial")
    elif printed is None:
        loose = [*fields.found.get("serial", []), *fields.found.get("slip_number", [])]
        printed = _agreed([f for f in loose if str(f.value).isdigit() and len(str(f.value)) in lengths])
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
    elif (
        printed is not None
        and printed.score >= _limit(page, SURE)
        and _of_its_year(draft, fields, str(printed.value), page)
    ):
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


def _of_its_year(draft: Draft, fields: Fields, number: str, page: Page) -> bool:
    """Whether a 20-digit number begins with the year of issue, as it should; asked only where letters read badly."""
    printed = _agreed(fields.found.get("date", []))
    if (
        draft.kind != "einvoice"
        or page.mean_score >= CLEAR_PAGE
        or printed is None
        or not isinstance(printed.value, date)
    ):
        return True
    return number[:2] == f"{printed.value:%y}"


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
        if page.mean_score < CLEAR_PAGE and printed.source == "anywhere" and draft.kind in ("settlement", "inpatient"):
            return  # of the dates of a stay it is seldom the one of issue
        if page.mean_score < CLEAR_PAGE and printed.value > today:
            draft.problem("future_date")  # rather misread than after today
            return
        _date(draft, printed.value, printed.score, printed.words, page.number, today)


def _names(draft: Draft, fields: Fields, page: Page) -> None:
    patient = fields.best("patient")
    if draft.kind in ("einvoice", "vat"):  # the buyer, not a name from the remarks
        named = [found for found in fields.found.get("patient", []) if found.source.endswith(("名称", "方"))]
        patient = max(named, key=lambda found: found.score, default=None)
    limit = _limit(page, 0.85)
    usual = patient is not None and usual_name(str(patient.value))
    _name(draft, "patient", patient, limit if usual else max(limit, 0.95), page, usual=usual)
    medical = draft.kind in ("outpatient", "inpatient", "settlement")
    labelled, top = fields.best("seller"), fields.best("seller_top")
    if medical:  # another reading of the name may be one that hospitals have
        named = [found for found in fields.found.get("seller", []) if usual_hospital(str(found.value))]
        labelled = max(named, key=lambda found: found.score, default=labelled)
    if labelled and top and str(labelled.value) == str(top.value) and _apart(labelled, top):
        draft.put("seller", labelled.value, 0.99, labelled.words, page.number)
        return
    choice = labelled
    if top and (choice is None or draft.kind in ("pharmacy", "till") or (choice.score < 0.9 < top.score)):
        choice = top
    limit = _limit(page, 0.85)
    usual = choice is not None and (not medical or usual_hospital(str(choice.value)))
    _name(draft, "seller", choice, limit if usual else max(limit, 0.97), page, usual=usual)


def _name(draft: Draft, name: str, found: Found | None, limit: float, page: Page, *, usual: bool) -> None:
    if found is not None and found.score >= limit:
        draft.put(name, found.value, found.score, found.words, page.number)
    elif found is not None and usual:
        draft.unsure[name] = found


def _apart(one: Found, other: Found) -> bool:
    """Whether two candidates were read at different places of the paper: only then does one confirm the other."""
    return all(
        abs(a.word.centre[0] - b.word.centre[0]) > a.height or abs(a.word.centre[1] - b.word.centre[1]) > a.height
        for a in one.words
        for b in other.words
    )


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
