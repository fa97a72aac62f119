"""What changed between two plans, in words a person of HR can check line by line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from benefits.plan import Plan, PlanBook
from locales import text
from services.plan_facts import Fact, FactKey, facts


class Change(NamedTuple):
    """One rule that differs: ``before`` None where it is new, ``after`` None where it is gone. ``on``: in force from then."""

    key: FactKey
    before: Fact | None
    after: Fact | None
    on: date | None = None


def diff(a: Plan, b: Plan) -> list[Change]:
    """Rules that differ between two plan versions, in the order of ``b``'s file, rules that are gone last.

    A benefit that is new or gone is one change, not one for each of its rules.
    """
    before, after = facts(a), facts(b)
    keys = [*after, *(key for key in before if key not in after)]
    appeared = {code for code in b.benefits if code not in a.benefits}
    vanished = {code for code in a.benefits if code not in b.benefits}
    return [
        Change(key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
        and (key.field in ("benefit", "papers") or key.subject not in appeared | vanished)
    ]


def diff_books(a: PlanBook, b: PlanBook) -> list[Change]:
    """Changes between two plan files at each date at which either changes; the same change is told once, at its first date."""
    dates = sorted({plan.effective_from for book in (a, b) for plan in book.versions})
    start = max(a.versions[0].effective_from, b.versions[0].effective_from)
    told: set[tuple[FactKey, Fact | None, Fact | None]] = set()
    changes = []
    for on in [start, *(day for day in dates if day > start)]:
        for change in diff(a.on(on), b.on(on)):
            if change[:3] not in told:
                told.add(change[:3])
                changes.append(change._replace(on=on))
    return changes


def words(change: Change, a: Plan, b: Plan, language: str) -> str:
    """One change as a sentence. ``a`` and ``b`` are the plans compared: they know the benefits' names."""
    named = b if change.key.subject in b.benefits else a
    subject = _subject(change.key, named, language)
    if change.key.field == "benefit":
        return text(language, "plan-diff-benefit-new" if change.after else "plan-diff-benefit-gone", subject=subject)
    what = text(language, f"plan-field-{change.key.field.replace('_', '-')}")
    if change.key.detail:
        what = text(language, "plan-diff-detail", what=what, detail=_detail(change.key.detail, language))
    before = None if change.before is None else worded(change.before, a, language)
    after = None if change.after is None else worded(change.after, b, language)
    if before is None:
        return text(language, "plan-diff-new", subject=subject, what=what, after=after)
    if after is None:
        return text(language, "plan-diff-gone", subject=subject, what=what, before=before)
    return text(language, "plan-diff-changed", subject=subject, what=what, before=before, after=after)


def worded(fact: Fact, plan: Plan, language: str) -> str:
    """A value as a person reads it: 200,000, 70%, 0–500: 0%; …"""
    value = fact.value
    if fact.kind in ("money", "rate", "count") and isinstance(value, tuple):
        parts = [
            f"{_detail(name, language)} {worded(Fact(fact.kind, amount), plan, language)}" for name, amount in value
        ]
        return text(language, "plan-list-comma").join(parts)
    if fact.kind == "money" and isinstance(value, Decimal):
        return text(language, "plan-money", amount=money(value))
    if fact.kind == "rate" and isinstance(value, Decimal):
        return percent(value)
    if fact.kind == "flag":
        return text(language, "plan-yes" if value else "plan-no")
    if fact.kind in ("days", "years", "months"):
        return text(language, f"plan-{fact.kind}", count=str(value))
    if fact.kind == "benefit" and value in plan.benefits:
        return plan.benefits[str(value)].name(language)
    if fact.kind == "kind":
        return text(language, f"plan-kind-{str(value).replace('_', '-')}")
    if isinstance(value, tuple):
        return _listed(fact.kind, value, language)
    return f"{value:,f}".removesuffix(".00") if isinstance(value, Decimal) else str(value)


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"


def _listed(kind: str, values: tuple[Any, ...], language: str) -> str:
    if kind == "bands":
        parts = [f"{_band(start, end)}{percent(rate)}" for start, end, rate in values]
        return "; ".join(parts)
    if kind == "factors":
        return "; ".join(
            f"{'…' if up_to is None else f'≤ {up_to}'}: {factor.normalize():f}" for up_to, factor in values
        )
    if kind == "papers":
        either = text(language, "plan-or")
        return text(language, "plan-list-comma").join(
            either.join(text(language, f"plan-paper-{name.replace('_', '-')}") for name in names[:-1]) + names[-1]
            for names in values
        )
    if not values:
        return text(language, "plan-none")
    return text(language, "plan-list-comma").join(_detail(str(value), language) for value in values)


def _band(start: Decimal, end: Decimal | None) -> str:
    if end is None:
        return f"> {money(start)}: " if start else ""
    return f"{money(start)}–{money(end)}: "


def _detail(code: str, language: str) -> str:
    return text(language, f"plan-word-{code.replace('_', '-')}")


def _subject(key: FactKey, plan: Plan, language: str) -> str:
    if not key.subject:
        return text(language, "plan-whole")
    if key.subject in plan.benefits:
        return plan.benefits[key.subject].name(language)
    return text(language, "plan-papers-of", type=text(language, f"plan-type-{key.subject.replace('_', '-')}"))
