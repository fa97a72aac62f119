"""How each kind of benefit turns an eligible amount into a payable one, with its trace and ledger entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from benefits.claims import Bill, Person
from benefits.eligibility import elected_option
from benefits.ledger import Accumulators, Entry
from benefits.money import ZERO, round_cents
from benefits.plan import Benefit, Clause, Limit, Plan
from benefits.results import Reason, Step


class Payment(NamedTuple):
    """Outcome of one benefit. ``fixed_sum``: the sum doesn't depend on the bills (accident)."""

    payable: Decimal
    reasons: tuple[Reason, ...]
    entries: tuple[Entry, ...]
    rejected: bool = False
    fixed_sum: bool = False


class Work(NamedTuple):
    """A bill on its way through one benefit; the three lists are appended to."""

    plan: Plan
    benefit: Benefit
    person: Person
    bill: Bill
    eligible: Decimal
    year: int
    before: Accumulators
    trace: list[Step]
    reasons: list[Reason]
    entries: list[Entry]


FIXED_SUMS = frozenset({"graded", "aid"})
"""Kinds that pay a sum whatever the bills."""


def pay(work: Work) -> Payment:
    """What the benefit pays. For kinds outside ``FIXED_SUMS`` the eligible amount is above zero."""
    return _METHODS[work.benefit.kind](work)


def _reimburse(work: Work) -> Payment:
    """Deductible, then bands on the year's accumulation, rounding once, then limits."""
    benefit = work.benefit
    banded = _after_deductible(work)
    account = f"{benefit.code}.eligible"
    if benefit.deductible is not None:
        work.entries.append(Entry(work.year, account, work.eligible))
        account = f"{benefit.code}.banded"
    exact = _banded(work, banded, account)
    exact += _extra_grant(work, exact)
    return _settle(work, exact)


def _banded(work: Work, banded: Decimal, account: str) -> Decimal:
    """The share of ``banded`` that the bands pay, given where the year stands; written to ``account``."""
    benefit = work.benefit
    if banded:
        work.entries.append(Entry(work.year, account, banded))
    position = work.before.balance(work.year, account)
    reach = position + banded
    exact = ZERO
    for band in benefit.bands:
        start = position if position > band.start else band.start
        end = reach if band.end is None or reach < band.end else band.end
        if start < end:
            part = (end - start) * band.rate
            exact += part
            fields = {"lower": band.start, "upper": band.end}
            work.trace.append(Step("band", benefit.clause, end - start, band.rate, part, fields))
    return exact


def _after_deductible(work: Work) -> Decimal:
    rule = work.benefit.deductible
    if rule is None:
        return work.eligible
    account = f"{rule.account}.deductible"
    left = max(ZERO, rule.amounts[work.person.tier] - work.before.balance(work.year, account))
    taken = min(left, work.eligible)
    if taken:
        work.entries.append(Entry(work.year, account, taken))
        fields = {"limit": rule.amounts[work.person.tier], "left": left - taken}
        work.trace.append(Step("deductible", rule.clause, taken, None, -taken, fields))
    return work.eligible - taken


def _extra_grant(work: Work, paid_so_far: Decimal) -> Decimal:
    rule = work.benefit.grant
    if rule is None:
        return ZERO
    account = f"{work.benefit.code}.grant"
    reached = work.before.balance(work.year, f"{work.benefit.code}.eligible") + work.eligible
    if reached <= rule.above or work.before.balance(work.year, account):
        return ZERO
    grant = min(rule.amount, work.eligible - round_cents(paid_so_far))
    if grant <= 0:
        return ZERO
    work.entries.append(Entry(work.year, account, grant))
    work.trace.append(Step("extra_grant", rule.clause, rule.amount, None, grant, {"above": rule.above}))
    return grant


def _lump_sum(work: Work) -> Payment:
    """min(claimed, cover), once in a lifetime. Claimed is the eligible amount, as for every claim."""
    benefit = work.benefit
    if work.before.lifetime(f"{benefit.code}.paid") > 0:
        return _nothing(work, Reason("already_paid", {"benefit": benefit.code}), benefit.clause)
    cover = _cover(work)
    payable = min(work.eligible, cover)
    work.trace.append(Step("cover", benefit.clause, work.eligible, None, payable, {"cover": cover}))
    if payable < work.eligible:
        work.reasons.append(Reason("cover_limit", {"limit": cover}))
    return _settle(work, payable)


def _graded(work: Work) -> Payment:
    """cover × grade ÷ 10, whatever the bills. How much several accidents pay together is a limit of the plan."""
    benefit, grade = work.benefit, work.bill.disability_grade
    if grade is None:
        return _nothing(work, Reason("disability_grade_missing"), benefit.clause)
    cover = _cover(work)
    tenths = grade if benefit.grade_ten_is_total else 11 - grade
    rate = Decimal(tenths) / 10
    work.trace.append(Step("grade", benefit.clause, cover, rate, cover * rate, {"grade": grade}))
    return _settle(work, cover * rate)._replace(fixed_sum=True)


def _aid(work: Work) -> Payment:
    """Fixed sums for hospital days, surgery and a severe illness; bands on the year's burden for hardship."""
    rule, bill, code = work.benefit.aid, work.bill, work.benefit.code
    if rule is None:
        return _nothing(work, Reason("nothing_to_grant"), work.benefit.clause)
    exact = ZERO
    if bill.hospital_days:
        left = max(0, rule.days_a_year - int(work.before.balance(work.year, f"{code}.days")))
        days = min(left, bill.hospital_days)
        exact += rule.per_day * days
        if days < bill.hospital_days:
            work.reasons.append(Reason("days_used_up", {"allowed": rule.days_a_year}))
        if days:
            work.entries.append(Entry(work.year, f"{code}.days", Decimal(days)))
        fields = {"days": days, "asked": bill.hospital_days, "allowed": rule.days_a_year}
        work.trace.append(Step("hospital_days", rule.clause, rule.per_day, None, rule.per_day * days, fields))
    if bill.surgery_level is not None:
        sum_ = rule.surgery[bill.surgery_level]
        exact += sum_
        work.trace.append(Step("surgery", rule.clause, sum_, None, sum_, {"level": bill.surgery_level}))
    if bill.severe_illness and not work.before.lifetime(f"{code}.severe_illness"):
        exact += rule.severe_illness
        work.entries.append(Entry(work.year, f"{code}.severe_illness", rule.severe_illness))
        work.trace.append(Step("severe_illness", rule.clause, rule.severe_illness, None, rule.severe_illness))
    elif bill.severe_illness:
        work.reasons.append(Reason("already_paid", {"benefit": code}))
    exact += _banded(work, work.eligible, f"{code}.eligible")
    if not exact and not work.reasons:
        work.reasons.append(Reason("nothing_to_grant"))
    return _settle(work, exact)._replace(fixed_sum=True)


def _sessions(work: Work) -> Payment:
    """Free sessions a year: the bill is paid in full for those that are left."""
    benefit, asked = work.benefit, work.bill.sessions
    account = f"{benefit.code}.sessions"
    allowed = benefit.sessions or 0
    left = max(0, allowed - int(work.before.balance(work.year, account)))
    if left == 0:
        return _nothing(work, Reason("sessions_used_up", {"allowed": allowed}), benefit.clause)
    free = min(left, asked)
    exact = work.eligible * free / asked
    fields = {"free": free, "asked": asked, "remaining": left - free}
    work.trace.append(Step("sessions", benefit.clause, work.eligible, None, exact, fields))
    if free < asked:
        work.reasons.append(Reason("sessions_used_up", {"allowed": allowed}))
    work.entries.append(Entry(work.year, account, Decimal(free)))
    return _settle(work, exact)


def _no_claims(work: Work) -> Payment:
    raise AssertionError(f"{work.benefit.code} takes no claims; the plan reader lets no claim type lead here")


_METHODS: dict[str, Callable[[Work], Payment]] = {
    "reimbursement": _reimburse,
    "lump_sum": _lump_sum,
    "graded": _graded,
    "sessions": _sessions,
    "aid": _aid,
    "contribution": _no_claims,
    "umbrella": _no_claims,
}


def _settle(work: Work, exact: Decimal) -> Payment:
    """Round once, cut to each limit in turn, and write what was paid to every account that counts it."""
    payable = round_cents(exact)
    if payable != exact:
        work.trace.append(Step("rounded", None, exact, None, payable))
    accounts = {f"{work.benefit.code}.paid": None}
    for limit in work.benefit.limits:
        left = most = limit_amount(limit, work.plan, work.person, work.benefit)
        if limit.per != "claim":
            account, used = limit_used(limit, work.year, work.bill.service_date, work.before)
            accounts[account] = None
            left = max(ZERO, most - used)
        if payable > left:
            work.trace.append(Step(limit.step, limit.clause, payable, None, left, {"limit": most, "left": left}))
            work.reasons.append(Reason(limit.step, {"limit": most, "left": left}))
            payable = left
    if payable:
        work.entries.extend(Entry(work.year, account, payable) for account in accounts)
    elif not work.reasons:
        work.reasons.append(Reason("below_threshold"))
    return Payment(payable, tuple(work.reasons), tuple(work.entries))


def limit_amount(limit: Limit, plan: Plan, person: Person, benefit: Benefit) -> Decimal:
    """What a limit allows this person: by the elected option where it depends on one, else by tier."""
    if limit.by_option is None:
        return limit.amounts[person.tier]
    option = elected_option(plan, person, benefit.requires or benefit.code)
    return limit.by_option.get(option or "", limit.amounts[person.tier])


def limit_used(limit: Limit, year: int, on: date, before: Accumulators) -> tuple[str, Decimal]:
    """The ledger account a yearly, monthly or lifetime limit counts on a day, and what stands there."""
    if limit.per == "month":
        account = f"{limit.account}.{on:%Y-%m}.paid"
        return account, before.balance(year, account)
    account = f"{limit.account}.paid"
    if limit.per == "lifetime":
        return account, before.lifetime(account)
    return account, before.balance(year, account)


def _cover(work: Work) -> Decimal:
    return (work.benefit.cover or {})[work.person.tier]


def _nothing(work: Work, reason: Reason, clause: Clause) -> Payment:
    work.trace.append(Step("refused", clause, work.eligible, None, ZERO, {"reason": reason.code, **reason.fields}))
    return Payment(ZERO, (reason,), (), rejected=True)
