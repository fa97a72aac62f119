"""One claim through the rules: its invoices as bills, the person's ledger, and the result as it is kept and shown.

The calculator, the preview and the decision all come through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from benefits.adjudication import Accumulators, Adjudication, Bill, Entry, Person, adjudicate_claim
from benefits.errors import InvalidInput
from benefits.plan import Plan, PlanBook
from services.case_files import claimant_key
from services.claim_values import invoices
from services.model import ZERO, Claim, ClaimDocument, Dependent, Election, Employee, Json, LedgerEntry
from services.plans import PlanShelf, insured_person
from services.ports import UnitOfWork
from services.standing import totals_in_place

REJECTED, PARTLY, APPROVED = "rejected", "partly_approved", "approved"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What the plan pays for a whole claim: sums over its bills, all reasons, the trace in order."""

    parts: tuple[Adjudication, ...]
    before: Accumulators
    after: Accumulators

    @property
    def eligible(self) -> Decimal:
        return sum((part.eligible for part in self.parts), ZERO)

    @property
    def payable(self) -> Decimal:
        return sum((part.payable for part in self.parts), ZERO)

    @property
    def member_share(self) -> Decimal:
        return sum((part.member_share for part in self.parts), ZERO)

    @property
    def decision(self) -> str:
        decisions = {part.decision for part in self.parts}
        if decisions == {APPROVED}:
            return APPROVED
        return REJECTED if decisions <= {REJECTED} else PARTLY

    @property
    def plan_year(self) -> int:
        return max(part.plan_year for part in self.parts)

    @property
    def plan_code(self) -> str:
        return f"{self.parts[-1].plan_code}@{self.parts[-1].plan_version}"

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for part in self.parts for entry in part.entries)

    def reasons_json(self) -> list[Json]:
        seen: list[Json] = []
        for part in self.parts:
            for reason in part.reasons:
                made = {"code": reason.code, **_plain(reason.fields)}
                if made not in seen:
                    seen.append(made)
        return seen

    def trace_json(self) -> list[Json]:
        return [
            {
                "bill": part.bill_id,
                "step": step.step,
                "clause": {"document": step.clause.document, "section": step.clause.section} if step.clause else None,
                "base": str(step.base),
                "rate": None if step.rate is None else str(step.rate),
                "amount": str(step.amount),
                "fields": _plain(step.fields),
            }
            for part in self.parts
            for step in part.trace
        ]


def bills_of(claim: Claim, documents: Iterable[ClaimDocument], submitted: date) -> list[Bill]:
    """One bill per invoice, by service date; a claim without invoices (a lump sum) is one bill of its own amounts.

    Raises InvalidInput("bill-invalid", field=…) for amounts that can't be.
    """
    papers = sorted(
        (paper for paper in invoices(documents) if paper.values.get("date") and paper.values.get("total")),
        key=lambda paper: (paper.values["date"], paper.id or 0),
    )
    if not papers:
        if claim.service_date is None:
            raise InvalidInput("bill-invalid", field="service_date", reason="missing")
        return [
            Bill(
                id=str(claim.id),
                type=claim.type,
                service_date=claim.service_date,
                submitted_date=submitted,
                total=claim.total,
                pool_paid=claim.pool_paid,
                personal_account_paid=claim.personal_account_paid,
                other_insurer_paid=claim.other_insurer_paid,
                own_expense=claim.own_expense,
                excluded=claim.excluded,
                disability_grade=claim.disability_grade,
            )
        ]
    return [
        Bill(
            id=str(paper.id),
            type=claim.type,
            service_date=date.fromisoformat(paper.values["date"]),
            submitted_date=submitted,
            total=_amount(paper, "total"),
            pool_paid=_amount(paper, "pool_paid"),
            personal_account_paid=_amount(paper, "personal_account_paid"),
            other_insurer_paid=_amount(paper, "other_paid"),
            own_expense=_amount(paper, "own_expense"),
            excluded=_amount(paper, "excluded"),
            disability_grade=claim.disability_grade,
        )
        for paper in papers
    ]


def _amount(paper: ClaimDocument, name: str) -> Decimal:
    return Decimal(str(paper.values.get(name) or "0.00"))


def decide_bills(book: Plan | PlanBook, person: Person, bills: Sequence[Bill], before: Accumulators) -> ClaimResult:
    decided, after = adjudicate_claim(book, person, bills, before)
    return ClaimResult(decided, before, after)


def decide_on(
    book: PlanBook,
    claim: Claim,
    employee: Employee,
    dependent: Dependent | None,
    documents: Sequence[ClaimDocument],
    elections: Sequence[Election],
    totals: Mapping[tuple[int, str], Decimal],
    booked: Sequence[LedgerEntry],
    submitted: date,
) -> ClaimResult:
    """Decide ``claim`` on the claimant's ledger ``totals``, leaving out what this claim itself has booked so far."""
    bills = bills_of(claim, documents, submitted)
    person = insured_person(employee, elections, max(bill.service_date for bill in bills), dependent)
    before = dict(totals)
    for entry in booked:
        before[entry.plan_year, entry.account] -= entry.amount
    return decide_bills(book, person, bills, Accumulators(before))


async def decide_claim(
    unit: UnitOfWork,
    shelf: PlanShelf,
    claim: Claim,
    employee: Employee,
    documents: Sequence[ClaimDocument],
    submitted: date,
) -> ClaimResult:
    """Decide ``claim`` on the ledger as it stands in ``unit``: for a preview, so nothing is locked."""
    key, employee_id = claimant_key(claim.dependent_id), employee.id or 0
    if claim.id is not None and claim.submitted_at is not None:
        totals = await totals_in_place(unit, employee_id, key, claim.id)
    else:
        totals = await unit.ledger.totals(employee_id, key)
    return decide_on(
        await shelf.book(unit, employee.company_code),
        claim,
        employee,
        await unit.people.dependent(claim.dependent_id) if claim.dependent_id else None,
        documents,
        await unit.enrolment.elections(employee_id),
        totals,
        (),
        submitted,
    )


def _plain(fields: Mapping[str, Any]) -> Json:
    return {
        name: value if isinstance(value, int | bool) or value is None else str(value) for name, value in fields.items()
    }
