"""Papers a claim must come with, by type. Which ones is the plan's say; which kinds exist is fixed here."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from benefits.plan import Plan

KINDS: tuple[str, ...] = (
    "invoice",
    "visit_record",
    "prescription",
    "discharge_summary",
    "settlement_statement",
    "diagnosis_certificate",
    "pathology_report",
    "accident_statement",
    "disability_assessment",
)
SUPPORTING = "supporting"
"""What somebody adds to an appeal; no plan asks for it."""


class Paper(NamedTuple):
    """One paper to hand in: ``kind`` is the one to ask for, ``alternatives`` the others that would do as well."""

    kind: str
    required: bool
    alternatives: tuple[str, ...] = ()

    def satisfied_by(self, have: Collection[str]) -> bool:
        return self.kind in have or any(kind in have for kind in self.alternatives)


def required_papers(plan: Plan, claim_type: str, relation: str = "self") -> tuple[Paper, ...]:
    """Papers of a claim type, in the order to ask for them. A family member's claim needs the same papers: the
    relationship was proved at enrolment. Raises ``InvalidInput("bill-invalid", field="type")`` for an unknown type.
    """
    rules = plan.papers.get(plan.claim_type(claim_type), ())
    return tuple(Paper(rule.kinds[0], rule.required, rule.kinds[1:]) for rule in rules)


def missing_papers(plan: Plan, claim_type: str, have: Collection[str], relation: str = "self") -> tuple[Paper, ...]:
    """Required papers that ``have`` lacks: the complete list at once, never one after another."""
    return tuple(
        paper
        for paper in required_papers(plan, claim_type, relation)
        if paper.required and not paper.satisfied_by(have)
    )
