"""Consistency check: numbers stated in published plan documents, held against the plan. Pure; runs when either is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from opencc import OpenCC

from benefits.plan import Plan
from services.plan_statements import STATEMENTS, Statement


class PassageLike(Protocol):
    """What the check needs of a passage; a ``section`` attribute (heading path) is used where there is one."""

    @property
    def document(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def text(self) -> str: ...


class Contradiction(NamedTuple):
    """A number in a document that the plan doesn't have there. Values are plain text: ``180``, ``70%``, ``200,000``."""

    document: str
    page: int | None
    section: str | None
    sentence: str
    rule: str
    stated: str
    expected: str


class Audited(NamedTuple):
    """``checked`` counts the statements found by rule: a rule that is never stated was not checked."""

    contradictions: tuple[Contradiction, ...]
    checked: dict[str, int]


def audit(plan: Plan, passages: Iterable[PassageLike]) -> list[Contradiction]:
    """Every contradiction between ``passages`` and ``plan``; a sentence that is in two passages is named once."""
    return list(audit_all(plan, passages).contradictions)


def audit_all(plan: Plan, passages: Iterable[PassageLike]) -> Audited:
    """``audit`` with the count of statements that were found and compared."""
    found: dict[Contradiction, None] = {}
    checked: dict[str, int] = {}
    rules = [(statement, statement.expected(plan)) for statement in STATEMENTS]
    for passage in passages:
        section = getattr(passage, "section", None)
        context = _simplified(f"{passage.document} {section or ''}")
        for sentence in _sentences(passage.text):
            plain = _simplified(sentence)
            stated = [*_rule_numbers(rules, plain, context), *_band_rates(plan, plain, context)]
            for rule, number, expected in stated:
                checked[rule] = checked.get(rule, 0) + 1
                if number not in expected.values:
                    found[
                        Contradiction(
                            passage.document,
                            passage.page,
                            section,
                            sentence,
                            rule,
                            expected.worded(number),
                            " / ".join(expected.worded(value) for value in sorted(expected.values)),
                        )
                    ] = None
    return Audited(tuple(found), checked)


class _Expected(NamedTuple):
    values: frozenset[Decimal]
    unit: str

    def worded(self, value: Decimal) -> str:
        if self.unit == "rate":
            return f"{(value * 100).normalize():f}%"
        return f"{value:,.2f}".removesuffix(".00") if self.unit == "money" else f"{value.normalize():f}"


def _rule_numbers(
    rules: list[tuple[Statement, set[Decimal]]], sentence: str, context: str
) -> Iterator[tuple[str, Decimal, _Expected]]:
    for statement, expected in rules:
        if not expected or (statement.never and re.search(statement.never, sentence, re.IGNORECASE)):
            continue
        if not re.search(statement.about, sentence, re.IGNORECASE) and not re.search(
            statement.about, context, re.IGNORECASE
        ):
            continue
        places: set[int] = set()
        for number, place in statement.found(sentence):
            if place not in places:
                places.add(place)
                yield statement.rule, number, _Expected(frozenset(expected), statement.unit)


_AMOUNT = r"(?:CNY\s*)?([0-9][0-9,]*)\s*元?\s*(?:[（(]含[）)])?"
_RATE = r"[^0-9%|]{0,12}\|?[^0-9%|]{0,10}([0-9]+(?:\.[0-9]+)?)\s*[%％]"
_BETWEEN = re.compile(rf"{_AMOUNT}\s*(?:至|到|~|～|–|-|to)\s*{_AMOUNT}{_RATE}", re.IGNORECASE)
_ABOVE = re.compile(
    rf"(?:(?:超过|above)\s*{_AMOUNT}(?!\s*(?:至|到|~|～|–|-|to)){_RATE}|{_AMOUNT}\s*以上{_RATE})", re.IGNORECASE
)
_BACKWARDS = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?)\s*[%％]\s+(?:of the part\s+)?(?:from|above)\s+{_AMOUNT}(?:\s*to\s+{_AMOUNT})?",
    re.IGNORECASE,
)
_BANDED = (
    ("outpatient", re.compile("门诊|outpatient|visit to the doctor", re.IGNORECASE)),
    ("inpatient", re.compile("住院|inpatient|hospital stay", re.IGNORECASE)),
)
_NO_BANDS = re.compile("年龄|周岁|系数|age factor|工资|salary|归属", re.IGNORECASE)


def _band_rates(plan: Plan, sentence: str, context: str) -> Iterator[tuple[str, Decimal, _Expected]]:
    """Bands such as ``超过500元至2,000元的部分 | 70%``: the plan must have the same borders with the same rate."""
    code = _banded_benefit(sentence) or _banded_benefit(context)
    if code is None or code not in plan.benefits or _NO_BANDS.search(sentence):
        return
    bands = plan.benefits[code].bands
    borders = frozenset(border for band in bands for border in (band.start, band.end) if border is not None)
    for start, end, rate in _stated_bands(sentence):
        same = [band for band in bands if band.start == start and band.end == end]
        if same:
            yield f"{code}.band", rate, _Expected(frozenset({same[0].rate}), "rate")
            continue
        strange = [border for border in (start, end) if border is not None and border not in borders]
        for border in strange or [end if end is not None else start]:
            yield f"{code}.band_border", border, _Expected(borders - {border}, "money")


def _stated_bands(sentence: str) -> Iterator[tuple[Decimal, Decimal | None, Decimal]]:
    backwards = list(_BACKWARDS.finditer(sentence))
    for match in backwards:
        yield _number(match[2]), _number(match[3]) if match[3] else None, _number(match[1]) / 100
    if backwards:
        return
    for match in _BETWEEN.finditer(sentence):
        yield _number(match[1]), _number(match[2]), _number(match[3]) / 100
    for match in _ABOVE.finditer(sentence):
        yield _number(match[1] or match[3]), None, _number(match[2] or match[4]) / 100


def _banded_benefit(text: str) -> str | None:
    """The one benefit with bands that a text speaks of; None where it speaks of none or of both."""
    named = [code for code, words in _BANDED if words.search(text)]
    return named[0] if len(named) == 1 else None


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _sentences(text: str) -> Iterator[str]:
    """Sentences, and rows of tables, without markup for emphasis."""
    plain = re.sub(r"\*\*|__", "", text)
    for part in re.split(r"(?<=[。！？；;!?])|(?<=[.])\s+(?=[A-Z])|\n+", plain):
        sentence = part.strip().strip("|").strip()
        if sentence:
            yield sentence


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=20_000)
def _simplified(text: str) -> str:
    return str(_converter().convert(text))
