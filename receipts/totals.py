"""The total on which independent witnesses agree, and the payment parts that must add up to it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from decimal import Decimal

from receipts.capitals import agrees_with_capitals
from receipts.drafts import SURE, Draft
from receipts.fields import Fields
from receipts.layout import Page, Placed
from receipts.qr import InvoiceCode
from receipts.values import find_amounts

MONEY_FIELDS = ("pool_paid", "personal_account_paid", "own_pay", "own_expense", "other_paid")


def settle_total(
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
    for found in (*fields.found.get("total", []), *fields.found.get("sum", [])):
        if found.twice >= SURE_TWICE:
            vote(found.value, "looks", found.twice, found.words)
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
            share = FEW_LETTERS if max(votes[value].values()) >= SURE else MOST_LETTERS
            if any(agrees_with_capitals(zone, value, share) for zone in fields.blurred_capitals):
                vote(value, "capitals", 0.9, [])
    if code and code.amount is not None and not code.net:
        vote(code.amount, "qr", 1.0, [])
    printed = list(votes)
    amounts = [amount for _, amount, _ in items if amount is not None]
    if len(amounts) > 2 and amounts[-1] == sum(amounts[:-1], Decimal(0)):
        amounts.pop()  # the sum below the lines, its label misread
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
        due = None if paid is None else paid - (change or Decimal(0))
        if due is not None and due > 0 and change is not None:
            vote(due, "parts", 0.96 if due in votes else 0.9, [])
        if due is not None and due > 0 and _stands(page, due) > (change is None):
            vote(due, "repeated", 0.94, [])  # what was paid stands somewhere else, whatever became of its label
            if change is None:
                vote(due, "parts", 0.94, [])
        for value in list(votes):
            if "sum" in votes[value] and _stands(page, value) > 1:
                vote(value, "repeated", 0.94, [])
    elif not taxed:
        for value in list(votes):
            if _adds_up(page, value):
                vote(value, "parts", 0.95, [])
    if taxed:
        for value in printed:
            if _net_and_tax(page, value):
                vote(value, "lines", 0.95, [])
    if not votes:
        return
    strong = ("figures", "sum", "capitals", "qr", "lines", "parts", "repeated", "looks")
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


MOST_LETTERS, FEW_LETTERS = 0.55, 0.38
"""How many letters of badly read capitals must be those of a figure; fewer where the figure itself was read surely."""
SURE_TWICE = 0.97
"""So surely read in both looks, one labelled figure is as good as two."""


def _stands(page: Page, value: Decimal) -> int:
    """In how many rows the page has ``value``."""
    return sum(value in find_amounts(row.text) for row in page.rows)


def _adds_up(page: Page, value: Decimal) -> bool:
    """Whether two or three other amounts at the foot of the page, what each paid, make ``value``, whatever their labels."""
    amounts = [a for row in page.rows for a in find_amounts(row.text) if 0 < a < value]
    amounts = sorted(set(amounts[-12:]))
    return any(sum(some, Decimal(0)) == value for size in (2, 3) for some in itertools.combinations(amounts, size))


def _among_sums(fields: Fields, votes: dict[Decimal, dict[str, float]], ranked: list[Decimal]) -> tuple[Decimal, float]:
    """Slips print several sums: what has to be paid, what was paid. The payable one is preferred."""
    order = ("应收", "应付", "实付", "实收", "合计金额", "金额合计", "总计", "合计")
    found = [f for f in fields.found.get("sum", []) if f.value in ranked]
    found.sort(key=lambda f: next((i for i, word in enumerate(order) if f.source.startswith(word)), len(order)))
    value = found[0].value
    assert isinstance(value, Decimal)
    return value, max(votes[value].values())


def _net_and_tax(page: Page, total: Decimal) -> bool:
    """A net amount and a tax in one row that add up to ``total``; only the net, where tax is ***, needs the word 合计."""
    for row in page.rows:
        amounts = find_amounts(row.text)
        flat = re.sub(r"\s", "", row.text)
        told = 1 <= len(amounts) <= 2 and ("合计" in flat or (len(amounts) == 2 and min(amounts) > 0))
        if told and "价税" not in flat and sum(amounts, Decimal(0)) == total:
            return True
    return False


def _slip_payment(page: Page) -> tuple[Decimal | None, Decimal | None]:
    """What was handed over and what was given back on a till slip."""
    paid = change = None
    for row in page.rows:
        flat = re.sub(r"\s", "", row.text)
        amounts = find_amounts(row.text)
        if not amounts:
            continue
        if re.match(r"找[零回赎]|找补", flat):
            change = amounts[0]
        elif re.match(r"实收|收现|现金|微信|支付宝|银行卡|银联|医保卡|收款|付款", flat):
            paid = (paid or Decimal(0)) + amounts[0]
    return paid, change


def _value(fields: Fields, name: str) -> Decimal | None:
    found = fields.best(name)
    return found.value if found is not None and isinstance(found.value, Decimal) else None


def settle_parts(draft: Draft, fields: Fields, page: Page) -> None:
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
