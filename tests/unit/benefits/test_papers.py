from __future__ import annotations

from dataclasses import replace

import pytest

from benefits.errors import InvalidInput
from benefits.papers import KINDS, Paper, missing_papers, required_papers
from tests.unit.benefits.helpers import plan


def test_an_outpatient_claim_needs_an_invoice_and_a_record_or_a_prescription() -> None:
    assert required_papers(plan(), "outpatient") == (
        Paper("invoice", True),
        Paper("visit_record", True, ("prescription",)),
    )


def test_a_disability_assessment_helps_and_is_not_required() -> None:
    papers = required_papers(plan(), "accident")
    assert [(paper.kind, paper.required) for paper in papers] == [
        ("accident_statement", True),
        ("invoice", True),
        ("disability_assessment", False),
    ]


@pytest.mark.parametrize(
    ("have", "missing"),
    [
        ([], ["invoice", "visit_record"]),
        (["invoice"], ["visit_record"]),
        (["prescription"], ["invoice"]),
        (["invoice", "prescription"], []),
        (["invoice", "visit_record"], []),
        (["pathology_report"], ["invoice", "visit_record"]),
    ],
)
def test_the_missing_papers_are_told_all_at_once(have: list[str], missing: list[str]) -> None:
    assert [paper.kind for paper in missing_papers(plan(), "outpatient", have)] == missing
    assert [paper.kind for paper in missing_papers(plan(), "outpatient", have, "spouse")] == missing


def test_optional_papers_are_never_missing() -> None:
    assert missing_papers(plan(), "accident", ["accident_statement", "invoice"]) == ()


def test_other_spellings_of_a_type_find_their_papers() -> None:
    assert required_papers(plan(), "Check-Up") == (Paper("invoice", True),)
    with pytest.raises(InvalidInput, match="unknown"):
        required_papers(plan(), "dental")


def test_a_type_without_a_list_of_papers_needs_none() -> None:
    bare = replace(plan(), papers={})
    assert (required_papers(bare, "outpatient"), missing_papers(bare, "outpatient", [])) == ((), ())


def test_every_type_asks_for_three_papers_at_most() -> None:
    for benefit in plan().benefits.values():
        for claim_type in benefit.claim_types:
            papers = [paper for paper in required_papers(plan(), claim_type) if paper.required]
            assert 1 <= len(papers) <= 3
            assert {kind for paper in papers for kind in (paper.kind, *paper.alternatives)} <= set(KINDS)
