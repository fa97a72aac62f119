"""What an adjudication says: amounts, decision, reasons, and the trace that the explanation of benefits renders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from benefits.ledger import Entry
from benefits.plan import Clause

NO_FIELDS: Mapping[str, object] = {}

REASONS: tuple[str, ...] = (
    "relation_not_covered",
    "not_enrolled",
    "cover_ended",
    "not_elected",
    "late_filing",
    "company_not_covered",
    "tier_not_covered",
    "too_young",
    "too_old",
    "tenure_too_short",
    "waiting_period",
    "nothing_eligible",
    "already_paid",
    "disability_grade_missing",
    "sessions_used_up",
    "nothing_to_grant",
    "days_used_up",
    "below_threshold",
    "excluded_items",
    "own_expense_excluded",
    "cover_limit",
    "per_claim_limit",
    "monthly_limit",
    "annual_limit",
    "lifetime_limit",
)
"""Every reason code there is; each has a text ``reason-<code>`` (with hyphens) in the locales."""

STEPS: tuple[str, ...] = (
    "total",
    "pool_paid",
    "other_insurer_paid",
    "excluded",
    "own_expense",
    "eligible",
    "deductible",
    "band",
    "extra_grant",
    "cover",
    "grade",
    "sessions",
    "hospital_days",
    "surgery",
    "severe_illness",
    "rounded",
    "per_claim_limit",
    "monthly_limit",
    "annual_limit",
    "lifetime_limit",
    "refused",
    "payable",
)
"""Every trace step there is; each has a text ``step-<code>`` (with hyphens) in the locales."""


PREMIUM_STEPS: tuple[str, ...] = (
    "base_premium",
    "age_factor",
    "tenure_discount",
    "rounded",
    "company_share",
    "employee_share",
    "points",
    "pay_per_use",
    "contribution",
    "match",
)
"""The steps of a quote's trace."""


class Reason(NamedTuple):
    """Why less than everything is paid, or what a person should know. ``fields`` fill the localized text."""

    code: str
    fields: Mapping[str, object] = NO_FIELDS


class Step(NamedTuple):
    """One step of the calculation: ``base`` × ``rate`` = ``amount`` where there is a rate; deductions are negative.

    Amounts are exact, not rounded, until the step ``rounded``.
    """

    step: str
    clause: Clause | None
    base: Decimal
    rate: Decimal | None
    amount: Decimal
    fields: Mapping[str, object] = NO_FIELDS


@dataclass(frozen=True, slots=True)
class Adjudication:
    """The decision on one bill.

    ``billed`` is what is divided: receipt total − basic insurance pool − other insurers (for accident and mutual aid,
    which pay a sum whatever the bills, that sum). Always ``payable + member_share + non_covered == billed``.
    ``member_share`` (自付) is the eligible part that the plan doesn't pay; ``non_covered`` (自费) the part the plan
    doesn't look at: excluded items, or everything when a rule rejects the claim. ``entries`` are the ledger lines to
    append.
    """

    bill_id: str
    benefit: str
    plan_code: str
    plan_version: str
    plan_year: int
    total: Decimal
    billed: Decimal
    eligible: Decimal
    payable: Decimal
    member_share: Decimal
    non_covered: Decimal
    decision: str
    reasons: tuple[Reason, ...]
    trace: tuple[Step, ...]
    entries: tuple[Entry, ...]
