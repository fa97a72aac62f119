"""Plan files: YAML to ``Plan`` versions, with the line of every defect. No value passes through a float."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from benefits.errors import InvalidInput, NotFound
from benefits.plan import Plan, PlanBook
from benefits.plan_tree import PlanDefect

LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One defect of a plan file: where, what (a stable code), and what to write instead where something is near."""

    line: int
    path: str
    code: str
    value: str = ""
    suggestion: str = ""


class _ExactConstructor(SafeConstructor):
    """Numbers with a point become ``Decimal``."""


def _exact(constructor: SafeConstructor, node: ScalarNode) -> Decimal | str:
    written = constructor.construct_scalar(node)
    try:
        return Decimal(str(written).replace("_", ""))
    except ArithmeticError:
        return str(written)  # .inf, .nan: the plan reader refuses them with their place


_ExactConstructor.add_constructor("tag:yaml.org,2002:float", _exact)


def load_book(path: Path | str) -> PlanBook:
    """All dated versions in a plan file. Raises as ``load_plan`` does."""
    return book_from_text(_read(Path(path)))


def load_plan(path: Path | str, on: date | None = None) -> Plan:
    """The version in force on ``on``, or the newest.

    Raises ``NotFound("plan-file-not-found", path)`` or ``InvalidInput("plan-invalid", problems=[PlanProblem…])``.
    """
    book = load_book(path)
    return book.newest if on is None else book.on(on)


def load_plan_text(text: str, on: date | None = None) -> Plan:
    book = book_from_text(text)
    return book.newest if on is None else book.on(on)


def book_from_text(text: str) -> PlanBook:
    try:
        mapping, lines = parse(text)
        return PlanBook.from_mapping(mapping)
    except InvalidInput as error:
        if error.code != "plan-invalid" or not all(isinstance(one, PlanDefect) for one in _problems(error)):
            raise
        raise InvalidInput("plan-invalid", problems=[_placed(one, lines) for one in _problems(error)]) from None


def check(path: Path | str) -> list[PlanProblem]:
    """Every problem of a plan file, by line; an empty list means it may be published."""
    try:
        return check_text(_read(Path(path)))
    except InvalidInput as error:
        return _problems(error)


def check_text(text: str) -> list[PlanProblem]:
    try:
        book_from_text(text)
    except InvalidInput as error:
        return sorted(_problems(error), key=lambda problem: (problem.line, problem.path))
    return []


def parse(text: str) -> tuple[Mapping[str, object], dict[tuple[str | int, ...], int]]:
    """The file's mapping, and the line (from 1) of each path. Duplicate keys and broken YAML are refused."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _ExactConstructor
    try:
        root = yaml.compose(text)
        mapping: Any = None if root is None else yaml.constructor.construct_document(root)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        reason = str(getattr(error, "problem", "") or "")[:120]
        line = mark.line + 1 if mark else 1
        raise InvalidInput("plan-invalid", problems=[PlanProblem(line, "", "yaml-unreadable", reason)]) from None
    except ValueError as error:  # an impossible date such as 2026-02-30
        raise InvalidInput("plan-invalid", problems=[PlanProblem(1, "", "yaml-unreadable", str(error)[:120])]) from None
    lines: dict[tuple[str | int, ...], int] = {(): 1}
    if root is not None:
        _collect(root, (), lines)
    return mapping, lines


def _collect(node: Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            place = (*path, str(key.value))
            lines[place] = key.start_mark.line + 1
            _collect(value, place, lines)
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            lines[(*path, number)] = value.start_mark.line + 1
            _collect(value, (*path, number), lines)


def _placed(defect: PlanDefect, lines: Mapping[tuple[str | int, ...], int]) -> PlanProblem:
    path = defect.path
    while path not in lines:
        path = path[:-1]
    return PlanProblem(lines[path], defect.place, defect.code, defect.value, defect.suggestion)


def _problems(error: InvalidInput) -> list[Any]:
    found = error.fields.get("problems")
    return list(found) if isinstance(found, list) else []


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InvalidInput("plan-invalid", problems=[PlanProblem(1, "", "file-too-large", path.name)])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("plan-invalid", problems=[PlanProblem(1, "", "not-utf-8", path.name)]) from None
    except OSError:
        raise NotFound("plan-file-not-found", path=str(path)) from None
