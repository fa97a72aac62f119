"""The check of a plan file: line, problem and suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import LANGUAGES, text
from services.plan_commands import (
    plan_check,
)
from tests.unit.benefits.helpers import PLANS, REFERENCE, written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_says_line_problem_and_suggestion(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, ("from: 500, to: 2000", "from: 600, to: 2000"))
    answer = plan_check(path, language)
    assert not answer["ok"]
    assert [(problem["code"], problem["suggestion"]) for problem in answer["problems"]] == [("bands-gap", "500")] * 2
    first = answer["problems"][0]
    assert str(first["line"]) in first["text"]
    assert "500" in first["text"].splitlines()[1]
    assert plan_check(REFERENCE, language) == {"ok": True, "problems": []}


def test_every_problem_has_a_text_in_every_language() -> None:
    import re

    sources = [*Path("benefits").glob("*reading.py"), Path("benefits/plan_tree.py"), Path("services/plan_files.py")]
    root = PLANS.parents[1]
    codes = set()
    for source in sources:
        code = (root / source).read_text(encoding="utf-8")
        codes |= set(re.findall(r'defect\(\s*"([a-z-]+)"', code))
        codes |= set(re.findall(r'PlanDefect\([^"]*"?[^"]*"?[^"]*"([a-z-]+)"', code))
    codes |= {
        "bands-gap",
        "bands-not-from-zero",
        "missing",
        "not-a-date",
        "yaml-unreadable",
        "not-utf-8",
        "file-too-large",
    }
    assert len(codes) > 25
    for language in LANGUAGES:
        for code in codes - {"since"}:
            assert text(language, f"plan-problem-{code}", value="x")
