"""Questions with passages that answer them, and with the passages that the search puts first although they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.base import DocumentKnowledge
from knowledge.evaluation import masked
from knowledge.evaluation.questions import Case
from knowledge.reader import joined, passage
from knowledge.snapshot import Snapshot
from knowledge.text import squeeze

_WRONG = 2
"""Wrong passages of a question at most."""
_WEIGHT = {"answerable": 0.5, "near": 0.3, "far": 0.5, "masked": 0.3}
"""What a wrong passage weighs by the kind of question; a right one weighs 1."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text as the reader reads it, whether it holds the answer, and how much it counts."""

    text: str
    right: bool
    weight: float


def pairs(knowledge: DocumentKnowledge, asked: Iterable[Case], whole: bool) -> Iterator[Pair]:
    """Of one index; of one that is not ``whole`` only the questions whose answers it lacks."""
    cases = list(asked)
    snapshot = knowledge.searcher().snapshot
    gone = masked.gone(snapshot.folded_documents, cases)
    flat = [squeeze(text) for text in snapshot.folded]
    for case in cases:
        if whole or case.evidence in gone:
            kind = ("masked" if case.evidence in gone else "answerable") if case.evidence else case.kind
            yield from _of(knowledge, snapshot, flat, case, kind)


def _of(knowledge: DocumentKnowledge, snapshot: Snapshot, flat: list[str], case: Case, kind: str) -> Iterator[Pair]:
    question = knowledge.understood(case.question)
    found = knowledge.searcher().find(question, date.today())
    gold = standing(flat, squeeze(case.evidence)) if kind == "answerable" else None
    if gold:
        for sentence in range(gold[0], gold[1] + 1):
            yield Pair(joined(question.folded, passage(snapshot, sentence)), True, 1.0)
    first = [found.answer.focus] if found.answer else []
    wrong = 0
    for sentence in dict.fromkeys([*first, *found.rivals]):
        # Next to the evidence it is neither right nor wrong: the passage shows it.
        if wrong < _WRONG and not (gold and gold[0] - 1 <= sentence <= gold[1] + 1):
            wrong += 1
            yield Pair(joined(question.folded, passage(snapshot, sentence)), False, _WEIGHT[kind])


def standing(flat: list[str], wanted: str) -> tuple[int, int] | None:
    """First and last of the one to three sentences that the evidence runs over. ``flat``: the sentences, squeezed."""
    for at in range(len(flat)):
        for many in (1, 2, 3):
            run = flat[at : at + many]
            if wanted in "".join(run) and wanted not in "".join(run[1:]):
                return at, at + len(run) - 1
    return None
