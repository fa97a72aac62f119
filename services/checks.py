"""What makes a claim one for a person to look at. A clean claim returns nothing and may be decided by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.claim_values import invoices
from services.model import ZERO, Claim, ClaimDocument, Dependent, Employee, Json
from services.ports import UnitOfWork
from services.twins import Twin, find_twins, twins_within


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """From which amounts and counts a person looks. Settings of the company; money in yuan."""

    automatic_up_to: Decimal = Decimal("3000.00")
    claims_in_30_days: int = 5
    lowest_confidence: float = 0.80
    round_from: Decimal = Decimal("1000.00")


UNASKED = frozenset({"", "disabled", "not_applicable"})
LOOKED_AT_ALWAYS = frozenset({"critical_illness", "accident", "mutual_aid"})
NEARLY_LATE_DAYS = 150


async def check_claim(
    unit: UnitOfWork,
    limits: CheckLimits,
    claim: Claim,
    employee: Employee,
    dependent: Dependent | None,
    documents: Sequence[ClaimDocument],
    payable: Decimal,
    today: date,
) -> list[Json]:
    """Reasons for a review, as codes with fields: the reviewer reads each as a sentence."""
    twins = await find_twins(unit, claim, documents)
    recent, _ = await unit.claims.recent_paid_total(claim.employee_id, recent_since(today))
    return checks_of(limits, claim, employee, dependent, documents, payable, today, twins, recent)


def recent_since(today: date) -> date:
    """From which service date on a claim counts among a person's recent ones."""
    return today - timedelta(days=30)


def checks_of(
    limits: CheckLimits,
    claim: Claim,
    employee: Employee,
    dependent: Dependent | None,
    documents: Sequence[ClaimDocument],
    payable: Decimal,
    today: date,
    twins: Sequence[Twin],
    recent: int,
) -> list[Json]:
    """The checks of a claim whose twins and recent claims are known."""
    found: list[Json] = []
    if claim.type in LOOKED_AT_ALWAYS:
        found.append({"code": "type_needs_review"})
    if payable > limits.automatic_up_to:
        found.append({"code": "above_automatic_limit", "limit": str(limits.automatic_up_to)})
    for paper in invoices(documents):
        found += _paper_checks(paper, employee, dependent, limits)
    found += _duplicates(documents, twins)
    if recent >= limits.claims_in_30_days:
        found.append({"code": "many_claims", "count": recent})
    if claim.service_date and (today - claim.service_date).days > NEARLY_LATE_DAYS:
        found.append({"code": "late_service_date", "days": (today - claim.service_date).days})
    if claim.total >= limits.round_from and claim.total % 100 == 0:
        found.append({"code": "round_sum", "total": str(claim.total)})
    return found


def _paper_checks(
    paper: ClaimDocument, employee: Employee, dependent: Dependent | None, limits: CheckLimits
) -> list[Json]:
    found: list[Json] = []
    if not paper.reading:
        found.append({"code": "typed_by_hand", "paper": paper.id})
        return found + _authority(paper)
    found += _signs(paper) + _authority(paper)
    typed_money = sorted(set(paper.typed) & {"total", "pool_paid", "own_expense", "date", "number"})
    if typed_money:
        found.append({"code": "corrected_fields", "paper": paper.id, "fields": ",".join(typed_money)})
    if paper.problems:
        found.append({"code": "doubtful_reading", "paper": paper.id, "problems": ",".join(paper.problems)})
    confidence = paper.reading.get("confidence") or {}
    weak = sorted(
        name
        for name in ("total", "date", "number")
        if name not in paper.typed and name in paper.values and confidence.get(name, 1.0) < limits.lowest_confidence
    )
    if weak:
        found.append({"code": "unsure_fields", "paper": paper.id, "fields": ",".join(weak)})
    expected = dependent.name if dependent else employee.name
    patient = str(paper.values.get("patient") or "")
    if not patient:
        found.append({"code": "patient_missing", "paper": paper.id})
    elif patient.replace(" ", "") != expected.replace(" ", ""):
        found.append({"code": "other_patient", "paper": paper.id})
    if not paper.values.get("number"):
        found.append({"code": "number_missing", "paper": paper.id})
    if Decimal(str(paper.values.get("total") or "0")) <= ZERO:
        found.append({"code": "nothing_billed", "paper": paper.id})
    return found


def _duplicates(documents: Sequence[ClaimDocument], twins: Sequence[Twin]) -> list[Json]:
    """The same paper anywhere in the group, or twice in this claim: never refused silently, always shown to a person."""
    found: list[Json] = [{"code": "duplicate_in_claim"}] if twins_within(documents) else []
    for twin in twins:
        found.append(
            {"code": "duplicate", "why": twin.why, "claim": twin.claim.number or "", "document": twin.document.id}
        )
    return found


def _signs(paper: ClaimDocument) -> list[Json]:
    """Signs that the file was changed, other than sums and codes that disagree: those are doubtful readings already."""
    codes = [sign["code"] for sign in paper.reading.get("signs") or ()]
    telling = [code for code in codes if code not in ("sums_disagree", "qr_disagrees")]
    return [{"code": "possibly_altered", "paper": paper.id, "count": len(telling)}] if telling else []


def _authority(paper: ClaimDocument) -> list[Json]:
    """What the bill authority has against an invoice; nothing where it was not asked or said yes."""
    status = paper.verification.get("status", "")
    if status in UNASKED or status == "valid":
        return []
    return [{"code": "authority_objects", "paper": paper.id, "status": status}]
