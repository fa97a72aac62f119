from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from benefits.errors import InvalidInput, NotFound
from services.plan_files import (
    PlanProblem,
    book_from_text,
    check,
    check_text,
    load_book,
    load_plan,
    load_plan_text,
    parse,
)
from tests.unit.benefits.helpers import PLANS

REFERENCE = (PLANS / "reference.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["reference", "tiered", "mutual_aid"])
def test_the_demo_plans_have_no_problems(name: str) -> None:
    assert check(PLANS / f"{name}.yaml") == []
    assert load_book(PLANS / f"{name}.yaml").newest.code == name


@pytest.mark.parametrize("name", ["reference", "tiered", "mutual_aid"])
def test_the_demo_plans_follow_the_published_schema(name: str) -> None:
    schema = json.loads((PLANS / "plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    mapping, _ = parse((PLANS / f"{name}.yaml").read_text(encoding="utf-8"))
    plain = json.loads(
        json.dumps(mapping, default=lambda value: float(value) if isinstance(value, Decimal) else str(value))
    )
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(plain)] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("kind: lump_sum", "kind: lump_some"), ("rate: 70%", "rate: seventy"), ("code: reference", "cod: reference")],
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: str, right: str) -> None:
    schema = json.loads((PLANS / "plan.schema.json").read_text(encoding="utf-8"))
    text = REFERENCE.replace(wrong, right, 1)
    mapping, _ = parse(text)
    plain = json.loads(
        json.dumps(mapping, default=lambda value: float(value) if isinstance(value, Decimal) else str(value))
    )
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(plain))
    assert check_text(text)


def test_no_number_passes_through_a_float() -> None:
    mapping, _ = parse("a: 0.1\nb: 1_000.50\nc: 70%\nd: 5\ne: 2026-01-01\nf: .inf\n")
    assert mapping == {
        "a": Decimal("0.1"),
        "b": Decimal("1000.50"),
        "c": "70%",
        "d": 5,
        "e": date(2026, 1, 1),
        "f": ".inf",
    }


def test_a_problem_names_its_line_and_a_suggestion() -> None:
    text = REFERENCE.replace("kind: lump_sum", "kind: lumpsum")
    line = next(number for number, written in enumerate(text.splitlines(), 1) if "lumpsum" in written)
    assert check_text(text) == [
        PlanProblem(line, "benefits.critical_illness.kind", "unknown-value", "lumpsum", "lump_sum")
    ]
    with pytest.raises(InvalidInput, match="plan-invalid"):
        load_plan_text(text)


def test_a_missing_entry_is_told_at_the_line_of_its_parent() -> None:
    text = REFERENCE.replace("    cover: 300000\n", "")
    line = next(number for number, written in enumerate(text.splitlines(), 1) if written == "  critical_illness:")
    assert check_text(text) == [PlanProblem(line, "benefits.critical_illness", "missing", "cover", "")]


def test_overlapping_bands_are_told_in_order_of_lines() -> None:
    text = REFERENCE.replace("from: 500, to: 2000", "from: 400, to: 2000")
    problems = check_text(text)
    assert [(problem.code, problem.suggestion) for problem in problems] == [("bands-overlap", "500")] * 2
    assert problems == sorted(problems, key=lambda problem: problem.line)


@pytest.mark.parametrize(
    "text",
    ["a: [1, 2", "a: 1\na: 2\n", "a: 2026-02-30\n", "\t- x", "a: !!python/object:os.system x", "{{{{"],
)
def test_broken_files_are_problems_and_not_crashes(text: str) -> None:
    problems = check_text(text)
    assert len(problems) == 1
    assert problems[0].code == "yaml-unreadable"
    assert problems[0].line >= 1


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_files_that_hold_no_plan_are_refused(text: str) -> None:
    assert [problem.code for problem in check_text(text)] == ["not-a-mapping"]


def test_a_plan_file_with_a_number_that_is_none_is_refused() -> None:
    assert [problem.code for problem in check_text(REFERENCE.replace("cover: 300000", "cover: .nan"))] == [
        "not-a-number"
    ]


def test_files_that_are_missing_too_big_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="plan-file-not-found"):
        load_plan(tmp_path / "none.yaml")
    with pytest.raises(NotFound):
        load_plan(tmp_path)
    (tmp_path / "gbk.yaml").write_bytes("code: 方案".encode("gbk"))
    assert [problem.code for problem in check(tmp_path / "gbk.yaml")] == ["not-utf-8"]
    (tmp_path / "big.yaml").write_bytes(b"#" * 1_000_001)
    assert [problem.code for problem in check(tmp_path / "big.yaml")] == ["file-too-large"]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_text(REFERENCE, encoding="utf-8-sig")
    assert load_plan(tmp_path / "bom.yaml", date(2018, 1, 1)).effective_from == date(2015, 1, 1)


def test_a_version_can_be_asked_for_by_date() -> None:
    assert load_plan_text(REFERENCE, date(2018, 1, 1)).effective_from == date(2015, 1, 1)
    assert load_plan_text(REFERENCE).effective_from == date(2020, 1, 1)
    assert load_plan(PLANS / "reference.yaml").effective_from == date(2020, 1, 1)
    assert len(book_from_text(REFERENCE).versions) == 2
