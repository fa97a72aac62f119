"""Texts are complete in all three languages, and stand nowhere else."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import opencc
import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from locales import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
AREAS = sorted({path.name for language in LANGUAGES for path in (LOCALES / language).glob("*.ftl")})
HAN = re.compile(r"[\u3400-\u9fff]")

LANGUAGE_NAMES = re.compile(r"(?:console-)?language-(?:name|short)-")
"""A language is called by its own name, so that its speakers find it."""
TITLES_OF_PAPERS = "paper-sample-"
"""What is printed on a Chinese paper is quoted as printed."""
GOOD_TRADITIONAL = set("才台占核")
"""Characters that the converter would write differently, but that are right as they stand: 才, 裝置上的台, 占, 稽核."""

EDGES = ("handlers", "console", "services", "bot", "storage")
ABOUT_LANGUAGE = {
    "services/languages.py",
    "services/plan_check.py",
    "services/plan_statements.py",
    "services/roster_words.py",
    "services/roster_files.py",
}
"""Patterns of what documents and rosters say: data about language, never shown to anybody."""


class _Placeholders(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


class _Words(Visitor):
    def __init__(self) -> None:
        self.parts: list[str] = []

    def visit_TextElement(self, node: ftl.TextElement) -> None:
        self.parts.append(node.value)

    def visit_StringLiteral(self, node: ftl.StringLiteral) -> None:
        self.parts.append(node.value)


@cache
def converter(name: str) -> Callable[[str], str]:
    converted: Callable[[str], str] = opencc.OpenCC(name).convert
    return converted


@cache
def entries(language: str, area: str) -> tuple[ftl.Entry, ...]:
    path = LOCALES / language / area
    return tuple(FluentParser().parse(path.read_text(encoding="utf-8")).body) if path.exists() else ()


@cache
def messages(language: str, area: str) -> dict[str, ftl.Message]:
    return {entry.id.name: entry for entry in entries(language, area) if isinstance(entry, ftl.Message)}


def placeholders(message: ftl.Message) -> set[str]:
    seen = _Placeholders()
    seen.visit(message)
    return seen.names


def words(message: ftl.Message) -> str:
    seen = _Words()
    seen.visit(message)
    return "".join(seen.parts)


@pytest.mark.parametrize("area", AREAS)
def test_all_languages_hold_the_same_texts(area: str) -> None:
    held = {language: set(messages(language, area)) for language in LANGUAGES}
    everything = set().union(*held.values())
    assert {language: sorted(everything - keys) for language, keys in held.items() if everything - keys} == {}


@pytest.mark.parametrize("area", AREAS)
def test_a_text_takes_the_same_placeholders_in_every_language(area: str) -> None:
    different = {}
    for key, message in messages("zh-Hans", area).items():
        taken = {lang: placeholders(messages(lang, area)[key]) for lang in LANGUAGES if key in messages(lang, area)}
        if any(names != placeholders(message) for names in taken.values()):
            different[key] = taken
    assert different == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_files_is_understood(language: str) -> None:
    junk = [(area, e.content) for area in AREAS for e in entries(language, area) if isinstance(e, ftl.Junk)]
    assert junk == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_defined_twice_or_empty(language: str) -> None:
    everything = [(e.id.name, e.value) for area in AREAS for e in entries(language, area) if isinstance(e, ftl.Message)]
    twice = [key for key, number in Counter(key for key, _ in everything).items() if number > 1]
    assert (twice, [key for key, value in everything if value is None]) == ([], [])


@pytest.mark.parametrize("area", AREAS)
def test_english_texts_hold_no_chinese(area: str) -> None:
    found = {
        key: words(message)
        for key, message in messages("en", area).items()
        if HAN.search(words(message)) and not LANGUAGE_NAMES.match(key) and not key.startswith(TITLES_OF_PAPERS)
    }
    assert found == {}


@pytest.mark.parametrize("area", AREAS)
def test_traditional_texts_hold_no_simplified_characters(area: str) -> None:
    convert = converter("s2t")
    found = {}
    for key, message in messages("zh-Hant", area).items():
        if LANGUAGE_NAMES.match(key):
            continue
        text = words(message)
        wrong = {a for a, b in zip(text, convert(text), strict=False) if a != b} - GOOD_TRADITIONAL
        if wrong:
            found[key] = (sorted(wrong), text)
    assert found == {}


@pytest.mark.parametrize("area", AREAS)
def test_simplified_texts_hold_no_traditional_characters(area: str) -> None:
    convert = converter("t2s")
    found = {
        key: words(message)
        for key, message in messages("zh-Hans", area).items()
        if convert(words(message)) != words(message) and not LANGUAGE_NAMES.match(key)
    }
    assert found == {}


def _asked_for(path: Path) -> Iterator[tuple[int, str]]:
    """Keys that a module asks for by a literal: ``t("…")``, ``person.t("…")``, ``text(language, "…")``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = {"t": 0, "text": 1, "words_of": 1}.get(name)
        if place is None or len(node.args) <= place:
            continue
        key = node.args[place]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield node.lineno, key.value


def test_every_text_that_the_code_names_exists() -> None:
    known = {key for area in AREAS for key in messages("zh-Hans", area)}
    asked = [
        (f"{path.relative_to(ROOT)}:{line}", key)
        for folder in EDGES
        for path in (ROOT / folder).rglob("*.py")
        for line, key in _asked_for(path)
    ]
    assert len(asked) > 100, "the search for keys finds nothing any more"
    assert [(where, key) for where, key in asked if key not in known] == []


def _docstrings(tree: ast.AST) -> set[int]:
    """Ids of strings that stand alone: docstrings of modules, classes, functions and attributes."""
    return {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in (getattr(node, "body", []) if isinstance(getattr(node, "body", None), list) else [])
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }


@pytest.mark.parametrize("folder", EDGES)
def test_chinese_words_stand_in_locales_and_not_in_code(folder: str) -> None:
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where in ABOUT_LANGUAGE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        comments = _docstrings(tree)
        found += [
            f"{where}:{node.lineno}: {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in comments
            and HAN.search(node.value)
            and not _is_range(node.value)
        ]
    assert found == []


def _is_range(value: str) -> bool:
    """A character class such as ``[一-鿿]`` asks what a text is written in; it says nothing."""
    return not HAN.search(re.sub(r".-.", "", value))


@pytest.mark.parametrize(
    "pattern", ["console/templates/*.html", "console/static/*.js", "bot/channels/webchat/static/*"]
)
def test_pages_and_scripts_hold_no_words_of_their_own(pattern: str) -> None:
    paths = [path for path in sorted(ROOT.glob(pattern)) if path.is_file()]
    assert paths
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if HAN.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("wrong", ["髮", "併發", "發佈", "裏"])
def test_traditional_texts_have_no_characters_that_only_a_converter_writes(wrong: str) -> None:
    files = (LOCALES / "zh-Hant").glob("*.ftl")
    assert [path.name for path in files if wrong in path.read_text(encoding="utf-8")] == []
