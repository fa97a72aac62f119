"""Questions made unanswerable: the sources without the sentences that answer them.

A question whose sentence is gone is the hardest kind that the documents do not answer: the right topic, company and words,
and no answer. Each fold takes a part of the facts out and leaves the rest.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.base import open_knowledge
from knowledge.evaluation import dirty
from knowledge.evaluation.questions import TRAINING, Case, cases, training_cases, training_groups
from knowledge.text import squeeze

FOLDS = 4
GROUP_FOLDS = 2
"""Folds of each group of training texts."""


def gone(documents: Iterable[str], asked: Iterable[Case]) -> frozenset[str]:
    """Which pieces of evidence stand in none of the documents' folded texts."""
    whole = squeeze(" ".join(documents))
    return frozenset(case.evidence for case in asked if case.evidence and squeeze(case.evidence) not in whole)


def fold_of(case: Case) -> int:
    """By the evidence: all questions on one fact are in one fold."""
    return hashlib.sha256(b"fold" + case.evidence.encode()).digest()[0] % FOLDS


def write(folder: Path, gone: Iterable[Case], sources: Path = dirty.SOURCES) -> list[Path]:
    """Dirty versions of the sources into ``folder``, without the sentences that hold these cases' evidence."""
    evidence = [case.evidence for case in gone if case.evidence]
    clean = folder / "clean"
    clean.mkdir(parents=True, exist_ok=True)
    for source in sources.glob("*.md"):
        (clean / source.name).write_text(without(source.read_text(encoding="utf-8"), evidence), encoding="utf-8")
    return dirty.write(folder / "dirty", clean)


def names(folds: int) -> list[str]:
    """The indexes over one set of sources: all of it, and without the answers of each fold."""
    return ["whole", *(f"fold{fold}" for fold in range(folds))]


def write_all(folder: Path, known: Iterable[Case], sources: Path, folds: int = FOLDS) -> dict[str, list[Path]]:
    """The documents of every index by its name: ``whole``, and the folds."""
    cases = [case for case in known if case.evidence]
    whole, *others = names(folds)
    made = {whole: dirty.write(folder / whole, sources)}
    for fold, name in enumerate(others):
        made[name] = write(folder / name, [c for c in cases if fold_of(c) % folds == fold], sources)
    return made


def main() -> None:
    """Indexes to train on: ``python -m knowledge.evaluation.masked FOLDER`` makes ``FOLDER/whole`` and one a fold of the
    development set, and for each group of training texts ``FOLDER/GROUP/whole`` and two folds."""
    folder = Path(sys.argv[1])
    with TemporaryDirectory() as written:
        sources = Path(written)
        sets = write_all(sources / "development", cases(), dirty.SOURCES)
        for group in training_groups():
            made = write_all(sources / group, training_cases(group), TRAINING / group, GROUP_FOLDS)
            sets |= {f"{group}/{name}": files for name, files in made.items()}
        for name, files in sets.items():
            knowledge = open_knowledge(folder / name)
            knowledge.ingest(files)
            knowledge.close()


def without(text: str, evidence: Iterable[str]) -> str:
    """The text without each sentence that a piece of evidence touches."""
    for piece in evidence:
        while (at := text.find(piece)) >= 0:
            start = max((m.end() for m in re.finditer(r"[。；\n]", text[:at])), default=0)
            end = re.compile(r"[。；]|(?=\n)|$").search(text, at + len(piece) - 1)
            text = text[:start] + text[end.end() if end else len(text) :]
    return text


if __name__ == "__main__":
    main()
