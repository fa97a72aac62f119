"""What an answer is worth against a case, and the table over many."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.evaluation.questions import Case
from knowledge.text import squeeze
from services.knowledge import Answer


@dataclass(slots=True)
class Tally:
    """Counts of one system over a set of cases."""

    evidence: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    refused_answerable: list[bool] = field(default_factory=list)
    refused_far: list[bool] = field(default_factory=list)
    refused_near: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    evidence_by_kind: dict[str, list[bool]] = field(default_factory=dict)
    misses: list[tuple[Case, Answer]] = field(default_factory=list)

    def add(self, case: Case, answer: Answer) -> None:
        self.seconds.append(answer.seconds)
        if not case.evidence:
            (self.refused_far if case.kind == "far" else self.refused_near).append(answer.refused)
            return
        hit = holds(case.evidence, [c.quote for c in answer.citations[:3]])
        correct = not answer.refused and len(answer.text) <= 200 and says(case.answer, answer.text)
        self.evidence.append(hit)
        self.right.append(correct)
        self.refused_answerable.append(answer.refused)
        self.evidence_by_kind.setdefault(case.kind, []).append(hit)
        if not (hit and correct):
            self.misses.append((case, answer))


def holds(evidence: str, quotes: Iterable[str]) -> bool:
    wanted = squeeze(evidence)
    return any(wanted in squeeze(quote) for quote in quotes)


def says(parts: Sequence[str], text: str) -> bool:
    """Whether every part stands in the text; digits must not be part of a longer number."""
    said = squeeze(text)
    return bool(parts) and all(squeeze(part) in said for part in parts)


def tally(cases: Iterable[Case], ask: Callable[[Case], Answer]) -> Tally:
    result = Tally()
    for case in cases:
        result.add(case, ask(case))
    return result


def row(name: str, counted: Tally) -> str:
    """One line of the table, in per cent and milliseconds."""
    cells = [share(counted.evidence), share(counted.right)]
    cells += [
        share(counted.evidence_by_kind.get(kind, []))
        for kind in ("english", "paraphrase", "colloquial", "typo", "traditional", "cantonese")
    ]
    cells += [share(counted.refused_far), share(counted.refused_near), share(counted.refused_answerable)]
    ms = sorted(1000 * s for s in counted.seconds)
    cells += [f"{statistics.median(ms):.0f}", f"{ms[int(len(ms) * 0.95)]:.0f}"] if ms else ["–", "–"]
    return f"| {name} | " + " | ".join(cells) + " |"


HEADER = (
    "| system | evidence@3 | right ≤200 | English | paraphrase | colloquial | typo | traditional | Cantonese "
    "| refused far | refused near | refused answerable | p50 ms | p95 ms |\n" + "|---" * 14 + "|"
)


def share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.0f}" if hits else "–"
