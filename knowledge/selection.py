"""From scored sentences to three passages of at most 500 characters and one answer of at most 200."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.snapshot import Snapshot

QUOTE = 500
ANSWER = 200
CITATIONS = 3
_SPREAD = 40
"""How many best sentences compete for the passages."""


@dataclass(frozen=True, slots=True)
class Span:
    """Sentences ``first`` to ``last`` (included) of one document and the probability mass that they hold."""

    first: int
    last: int
    mass: float


def masses(scores: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Scores of the candidates as probabilities that sum to one."""
    if not len(scores):
        return scores
    shifted = np.exp((scores - scores.max()) / temperature)
    return np.asarray(shifted / shifted.sum(), dtype=np.float32)


def spans(snapshot: Snapshot, mass: dict[int, float], limit: int, count: int, *, frugal: float = 0.0) -> list[Span]:
    """The ``count`` runs of neighbouring sentences, each at most ``limit`` characters, that hold the most mass.

    ``frugal`` is taken off for each character, so that a longer run has to be worth its length.
    """
    left = dict(mass)
    centres = sorted(left, key=lambda s: -left[s])[:_SPREAD]
    found: list[Span] = []
    for _ in range(count):
        best: Span | None = None
        value = -np.inf
        for centre in centres:
            if left.get(centre, 0.0) <= 0.0:
                continue
            for run in _around(snapshot, left, centre, limit):
                size = snapshot.spans[run.last][1] - snapshot.spans[run.first][0]
                worth = run.mass - frugal * size
                if worth > value + 1e-9:
                    best, value = run, worth
        if best is None:
            break
        found.append(best)
        for sentence in range(best.first, best.last + 1):
            left[sentence] = 0.0
    return found


def _around(snapshot: Snapshot, mass: dict[int, float], centre: int, limit: int) -> list[Span]:
    """All runs within ``limit`` that contain ``centre``, trimmed to it when it alone is too long."""
    document = snapshot.document_of[centre]
    runs: list[Span] = []
    start = centre
    while True:
        end = centre
        if snapshot.spans[end][1] - snapshot.spans[start][0] > limit:
            break
        total = sum(mass.get(s, 0.0) for s in range(start, centre + 1))
        runs.append(Span(start, end, total))
        while end + 1 < len(snapshot.spans) and snapshot.document_of[end + 1] == document:
            end += 1
            if snapshot.spans[end][1] - snapshot.spans[start][0] > limit:
                break
            total += mass.get(end, 0.0)
            runs.append(Span(start, end, total))
        if start == 0 or snapshot.document_of[start - 1] != document:
            break
        start -= 1
    return runs or [Span(centre, centre, mass.get(centre, 0.0))]


def padded(snapshot: Snapshot, span: Span, limit: int) -> Span:
    """The span grown evenly to both sides while it fits ``limit``: context for the reader."""
    first, last = span.first, span.last
    document = snapshot.document_of[first]
    forward = True
    blocked = 0
    while blocked < 2:
        step = last + 1 if forward else first - 1
        fits = 0 <= step < len(snapshot.spans) and snapshot.document_of[step] == document
        if fits:
            a, b = (first, step) if forward else (step, last)
            fits = snapshot.spans[b][1] - snapshot.spans[a][0] <= limit
        if fits:
            first, last = a, b
            blocked = 0
        else:
            blocked += 1
        forward = not forward
    return Span(first, last, span.mass)


def quote(snapshot: Snapshot, span: Span, limit: int = QUOTE) -> str:
    """The span's text, on one line."""
    start, end = snapshot.spans[span.first][0], snapshot.spans[span.last][1]
    return " ".join(snapshot.documents[int(snapshot.document_of[span.first])].text[start:end].split())[:limit]
