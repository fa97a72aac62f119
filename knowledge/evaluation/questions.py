"""The development set: hand-written questions, and their traditional and mistyped versions, split in two halves."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from knowledge.text import HAN, simplified, traditional
from knowledge.typos import readings

WRITTEN = Path(__file__).parent / "questions.tsv"
FRESH = Path(__file__).parent / "fresh" / "questions.tsv"
TRAINING = Path(__file__).parent / "training"
"""Texts and questions for training only, one folder an index."""
Half = Literal["tune", "report"]


@dataclass(frozen=True, slots=True)
class Case:
    """One question. ``evidence`` is empty for what the documents do not answer; ``answer`` parts must all appear."""

    id: str
    kind: str
    question: str
    lang: str
    evidence: str
    answer: tuple[str, ...]
    half: Half

    @property
    def numeric(self) -> bool:
        return any(c.isdigit() for part in self.answer for c in part)


def cases() -> list[Case]:
    """All cases. A version of a question is in the same half as the question itself: nothing leaks."""
    made: list[Case] = []
    for number, case in _written(WRITTEN, "q"):
        made.append(case)
        if case.kind in {"direct", "colloquial"}:
            if number % 4 == 1:
                made.append(_version(case, "traditional", traditional(case.question), "zh-Hant"))
            elif number % 4 == 3 and (slipped := _mistyped(case.question, number)) != case.question:
                made.append(_version(case, "typo", slipped, "zh-Hans"))
    return made


def fresh_cases() -> list[Case]:
    """The second set, over other documents: never trained on, never tuned on, all of it for the report."""
    return [replace(case, half="report") for _, case in _written(FRESH, "f")]


def training_groups(texts: Path = TRAINING) -> list[str]:
    return sorted(path.name for path in texts.iterdir() if path.is_dir())


def training_cases(group: str, texts: Path = TRAINING) -> list[Case]:
    """Cases over the texts of ``texts / group``: all of them for training, none is ever reported."""
    made: list[Case] = []
    for path in sorted((texts / group).glob("*.tsv")):
        for number, case in _written(path, f"{path.stem}-"):
            made.append(replace(case, half="tune"))
            if case.kind in {"direct", "colloquial"} and number % 6 == 3:
                made.append(replace(_version(case, "typo", _mistyped(case.question, number), "zh-Hans"), half="tune"))
    return made


def _written(path: Path, prefix: str) -> Iterator[tuple[int, Case]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 2:
            continue
        kind, question = fields[0], fields[1]
        evidence = fields[2] if len(fields) > 2 else ""
        answer = tuple(fields[3].split("|")) if len(fields) > 3 else ()
        # Halved by evidence, so that two questions on one fact never stand on both sides.
        digest = hashlib.sha256((evidence or question).encode()).digest()[0]
        half: Half = "tune" if digest % 2 else "report"
        lang = "en" if kind == "english" or not HAN.search(question) else "zh-Hans"
        if simplified(question) != question:
            lang = "zh-Hant"
        yield number, Case(f"{prefix}{number:03}", kind, question, lang, evidence, answer, half)


def _version(case: Case, kind: str, question: str, lang: str) -> Case:
    return Case(f"{case.id}-{kind}", kind, question, lang, case.evidence, case.answer, case.half)


def _mistyped(question: str, seed: int) -> str:
    """One character replaced by another of the same sound, as an input method does it."""
    chooser = random.Random(seed)
    sounds = readings()
    by_sound: dict[str, list[str]] = {}
    for character, syllables in sounds.items():
        for syllable in syllables:
            by_sound.setdefault(syllable, []).append(character)
    places = [at for at, c in enumerate(question) if c in sounds and c not in "的是多少几吗有么什怎"]
    if not places:
        return question
    at = chooser.choice(places)
    others = [c for s in sorted(sounds[question[at]]) for c in by_sound[s] if c != question[at]]
    return question[:at] + chooser.choice(others) + question[at + 1 :] if others else question


def write(path: Path, chosen: Iterable[Case]) -> None:
    """The set as JSON lines, the form that ``evaluate`` reads."""
    rows = (
        {**{f: getattr(c, f) for f in ("id", "kind", "question", "lang", "evidence", "half")}, "answer": list(c.answer)}
        for c in chosen
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read(path: Path) -> Iterator[Case]:
    """Cases of a JSON-lines file; ``kind``, ``lang``, ``half`` and ``answer`` may be left out."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.strip():
            continue
        row = json.loads(line)
        evidence = row.get("evidence") or ""
        yield Case(
            str(row.get("id", number)),
            row.get("kind", "direct" if evidence else "near"),
            row["question"],
            row.get("lang", "zh-Hans"),
            evidence,
            tuple(row.get("answer", ())),
            row.get("half", "report"),
        )
