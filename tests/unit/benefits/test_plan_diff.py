# ruff: noqa: E501
"""The difference between two plan files in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import LANGUAGES
from services.plan_commands import (
    plan_diff,
)
from tests.unit.benefits.helpers import PLANS, REFERENCE, TEXT, written


def test_what_changed_is_said_in_words(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("rate: 70%", "rate: 75%"),
        ("cover: 300000", "cover: {executive: 500000, manager: 300000, staff: 300000}"),
        ("sessions_a_year: 6", "sessions_a_year: 8"),
        (
            "      - {since: 2020-01-01, value: 200000}",
            "      - {since: 2020-01-01, value: 200000}\n      - {since: 2027-01-01, value: 250000}",
        ),
    )
    changes = plan_diff(REFERENCE, path, "en")
    assert changes["text"].splitlines() == [
        "From 2015-01-01: Outpatient: reimbursement bands: 0–500: 0%; 500–2,000: 70%; > 2,000: 90% → 0–500: 0%; 500–2,000: 75%; > 2,000: 90%",
        "From 2015-01-01: Critical illness: cover: CNY 300,000 → executive CNY 500,000, manager CNY 300,000, staff CNY 300,000",
        "From 2015-01-01: Counselling: free sessions a year: 6 → 8",
        "From 2015-01-01: Family outpatient: reimbursement bands: 0–500: 0%; 500–2,000: 70%; > 2,000: 90% → 0–500: 0%; 500–2,000: 75%; > 2,000: 90%",
        "From 2027-01-01: Outpatient: shared annual limit: CNY 200,000 → CNY 250,000",
        "From 2027-01-01: Inpatient: shared annual limit: CNY 200,000 → CNY 250,000",
    ]
    first = changes["changes"][0]
    assert (first["from"], first["subject"], first["field"], first["detail"]) == (
        "2015-01-01",
        "outpatient",
        "bands",
        "",
    )


def test_a_benefit_that_is_new_or_gone_is_one_change(tmp_path: Path) -> None:
    start, end = TEXT.index("  fitness:\n    name"), TEXT.index("  counselling:\n    name")
    path = tmp_path / "less.yaml"
    path.write_text((TEXT[:start] + TEXT[end:]).replace("  fitness: [invoice]\n", ""), encoding="utf-8")
    assert [(one["subject"], one["field"]) for one in plan_diff(REFERENCE, path)["changes"]] == [
        ("fitness", "papers"),
        ("fitness", "benefit"),
    ]
    assert "New benefit: Fitness allowance" in plan_diff(path, REFERENCE, "en")["text"]
    assert "取消福利：健身补贴" in plan_diff(REFERENCE, path, "zh-Hans")["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", [("reference", "tiered"), ("tiered", "mutual_aid"), ("mutual_aid", "reference")])
def test_any_two_plans_can_be_compared_in_any_language(language: str, names: tuple[str, str]) -> None:
    changes = plan_diff(PLANS / f"{names[0]}.yaml", PLANS / f"{names[1]}.yaml", language)["changes"]
    assert len(changes) > 10
    assert all(change["text"] for change in changes)


def test_equal_plans_have_no_difference() -> None:
    assert plan_diff(REFERENCE, REFERENCE, "en") == {"changes": [], "text": "The two plans have the same rules."}
