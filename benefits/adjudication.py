"""Adjudication: one pure function for calculator, preview, decision and explanation of benefits.

Same input, same output: nothing is read from a clock, a file or a store. A declined claim is a result; malformed input
raises ``InvalidInput`` with ``field`` and ``reason``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from benefits.claims import Bill, Person, together
from benefits.eligibility import refusal
from benefits.errors import InvalidInput
from benefits.ledger import Accumulators, Entry, reversal
from benefits.money import ZERO
from benefits.payment import FIXED_SUMS, Payment, Work, pay
from benefits.plan import Plan, PlanBook
from benefits.results import Adjudication, Reason, Step

__all__ = [
    "Accumulators",
    "Adjudication",
    "Bill",
    "Entry",
    "Person",
    "Reason",
    "Step",
    "adjudicate",
    "adjudicate_all",
    "adjudicate_claim",
    "reversal",
]


def adjudicate(plan_or_book: Plan | PlanBook, person: Person, bill: Bill, before: Accumulators) -> Adjudication:
    """Decide one bill. ``before`` holds the person's ledger balances before this bill.

    Given a book, the version in force on the service date decides. Raises ``InvalidInput("bill-invalid", field, …)``
    for a service date before hire or birth and for a type the plan doesn't know, ``NotFound("plan-not-found")`` for a
    date before the first version.
    """
    plan = plan_or_book.on(bill.service_date) if isinstance(plan_or_book, PlanBook) else plan_or_book
    if bill.service_date < person.hire_date:
        raise InvalidInput("bill-invalid", field="service_date", reason="before-hire", value=str(bill.service_date))
    if bill.service_date < person.birth_date:
        raise InvalidInput("bill-invalid", field="service_date", reason="before-birth", value=str(bill.service_date))
    benefit = plan.benefit_for(bill.type, person.relation)
    own_expense_counts = benefit is None or benefit.own_expense_counts
    billed = bill.total - bill.pool_paid - bill.other_insurer_paid
    eligible = billed - bill.excluded
    if not own_expense_counts:
        # Another insurer may have paid part of the own expense already; what is left is never below zero.
        eligible = max(ZERO, eligible - bill.own_expense)
    trace = _eligible_steps(plan, bill, eligible, own_expense_counts)
    year = plan.plan_year(bill.service_date)

    refused = refusal(plan, benefit, person, bill)
    if refused is None and eligible == 0 and benefit is not None and benefit.kind not in FIXED_SUMS:
        refused = Reason("nothing_eligible"), plan.catalogue_clause
    if refused is not None or benefit is None:
        reason, clause = refused or (Reason("relation_not_covered"), None)
        trace.append(Step("refused", clause, eligible, None, ZERO, {"reason": reason.code, **reason.fields}))
        payment = Payment(ZERO, (reason,), (), rejected=True)
    else:
        payment = pay(Work(plan, benefit, person, bill, eligible, year, before, trace, [], []))
    payable = payment.payable
    trace.append(Step("payable", benefit.clause if benefit else None, eligible, None, payable))
    recognised = ZERO if payment.rejected else eligible
    if payment.fixed_sum:
        billed = recognised = payable
    reasons = (*payment.reasons, *_reductions(bill, own_expense_counts, payment))
    return Adjudication(
        bill_id=bill.id,
        benefit=benefit.code if benefit else "",
        plan_code=plan.code,
        plan_version=plan.effective_from.isoformat(),
        plan_year=year,
        total=bill.total,
        billed=billed,
        eligible=eligible,
        payable=payable,
        member_share=ZERO if payment.rejected else recognised - payable,
        non_covered=billed - recognised,
        decision=_decision(payment, reasons),
        reasons=reasons,
        trace=tuple(trace),
        entries=payment.entries,
    )


def adjudicate_all(
    plan_or_book: Plan | PlanBook, person: Person, bills: Iterable[Bill], before: Accumulators | None = None
) -> tuple[tuple[Adjudication, ...], Accumulators]:
    """Decide bills in the order given, each on the balances the earlier ones left; with the balances after the last."""
    balances = before if before is not None else Accumulators()
    decided = []
    for bill in bills:
        result = adjudicate(plan_or_book, person, bill, balances)
        balances = balances.plus(result.entries)
        decided.append(result)
    return tuple(decided), balances


def adjudicate_claim(
    plan_or_book: Plan | PlanBook, person: Person, bills: Sequence[Bill], before: Accumulators | None = None
) -> tuple[tuple[Adjudication, ...], Accumulators]:
    """Decide the bills of *one* claim, as ``adjudicate_all``, but an event is paid once however many invoices it brought.

    Lump sums, accident and mutual aid pay for the event: their bills are taken together as one of the earliest service date.
    """
    if len(bills) > 1 and any(_pays_for_event(plan_or_book, person, bill) for bill in bills):
        bills = [together(bills)]
    return adjudicate_all(plan_or_book, person, bills, before)


def _pays_for_event(plan_or_book: Plan | PlanBook, person: Person, bill: Bill) -> bool:
    plan = plan_or_book.on(bill.service_date) if isinstance(plan_or_book, PlanBook) else plan_or_book
    benefit = plan.benefit_for(bill.type, person.relation)
    return benefit is not None and benefit.kind in FIXED_SUMS | {"lump_sum"}


def _eligible_steps(plan: Plan, bill: Bill, eligible: Decimal, own_expense_counts: bool) -> list[Step]:
    clause = plan.catalogue_clause
    steps = [Step("total", None, bill.total, None, bill.total)]
    if bill.pool_paid:
        steps.append(Step("pool_paid", clause, bill.pool_paid, None, -bill.pool_paid))
    if bill.other_insurer_paid:
        steps.append(Step("other_insurer_paid", clause, bill.other_insurer_paid, None, -bill.other_insurer_paid))
    if bill.excluded:
        steps.append(Step("excluded", clause, bill.excluded, None, -bill.excluded))
    if bill.own_expense and not own_expense_counts:
        steps.append(Step("own_expense", clause, bill.own_expense, None, -bill.own_expense))
    steps.append(Step("eligible", clause, eligible, None, eligible))
    return steps


def _reductions(bill: Bill, own_expense_counts: bool, payment: Payment) -> tuple[Reason, ...]:
    if payment.rejected or payment.fixed_sum:
        return ()
    reasons = []
    if bill.excluded:
        reasons.append(Reason("excluded_items", {"amount": bill.excluded}))
    if bill.own_expense and not own_expense_counts:
        reasons.append(Reason("own_expense_excluded", {"amount": bill.own_expense}))
    return tuple(reasons)


_INFORMATION = frozenset({"below_threshold"})
_LEFT_OUT = frozenset({"excluded_items", "own_expense_excluded"})


def _decision(payment: Payment, reasons: tuple[Reason, ...]) -> str:
    """Approved also when the deductible or a 0 % band leaves nothing to pay: the claim counted towards the year.

    The ordinary member share is part of the plan and makes no approval partial; limits and excluded items do.
    """
    if payment.rejected:
        return "rejected"
    if all(reason.code in _INFORMATION for reason in reasons):
        return "approved"
    used_up = any(reason.code not in _INFORMATION | _LEFT_OUT for reason in reasons)
    return "rejected" if used_up and not payment.payable else "partly_approved"
