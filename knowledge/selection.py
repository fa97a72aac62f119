"""From scored sentences to three passages of at most 500 characters and one answer of at most 200."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.snapshot import QUOTE, Snapshot

ANSWER = 200
CITATIONS = 3
_LONGEST_RUN = 12
"""Sentences of one answer."""


@dataclass(frozen=True, slots=True)
class Span:
    """Sentences ``first`` to ``last`` (included) of one document and the probability mass that they hold."""

    first: int
    last: int
    mass: float
    focus: int
    """The best of them: its section and page are the span's."""


def masses(
    size: int, chosen: NDArray[np.int64], scores: NDArray[np.float32], temperature: float
) -> NDArray[np.float64]:
    """Scores of the candidates as probabilities that sum to one, over all ``size`` sentences."""
    mass = np.zeros(size)
    if len(scores):
        raised = np.exp((scores.astype(np.float64) - float(scores.max())) / temperature)
        mass[chosen] = raised / raised.sum()
    return mass


def passages(snapshot: Snapshot, mass: NDArray[np.float64], count: int = CITATIONS) -> list[Span]:
    """The ``count`` runs of neighbouring sentences, each at most a quote long, that together hold the most mass."""
    left = mass.copy()
    starts = np.arange(len(left))
    found: list[Span] = []
    for _ in range(count):
        sums = np.concatenate(([0.0], np.cumsum(left)))
        worth = sums[snapshot.quote_end] - sums[starts]
        first = int(worth.argmax())
        if worth[first] <= 1e-9:
            break
        held = np.flatnonzero(left[first : snapshot.quote_end[first]]) + first
        # Without the empty sentences at both ends: context is added evenly afterwards.
        focus = first + int(left[first : snapshot.quote_end[first]].argmax())
        found.append(Span(int(held[0]), int(held[-1]), float(worth[first]), focus))
        left[first : snapshot.quote_end[first]] = 0.0
    return found


def answer(snapshot: Snapshot, mass: NDArray[np.float64], frugal: float) -> Span | None:
    """The run of at most an answer's length with the most mass, less ``frugal`` for each character of its length."""
    sums = np.concatenate(([0.0], np.cumsum(mass)))
    size = len(mass)
    best: Span | None = None
    value = -np.inf
    for length in range(1, min(_LONGEST_RUN, size) + 1):
        first = np.arange(size - length + 1)
        last = first + length - 1
        long = snapshot.ends[last] - snapshot.starts[first]
        one = snapshot.document_of[first] == snapshot.document_of[last]
        # An answer does not run over into the next article.
        one &= snapshot.section_of[first] == snapshot.section_of[last]
        inside = one & ((long <= ANSWER) | (length == 1))
        held = sums[last + 1] - sums[first]
        worth = np.where(inside & (held > 0), held - frugal * np.minimum(long, ANSWER), -np.inf)
        at = int(worth.argmax())
        if worth[at] > value:
            focus = at + int(mass[at : at + length].argmax())
            best, value = Span(at, at + length - 1, float(held[at]), focus), float(worth[at])
    return best


def extended(snapshot: Snapshot, span: Span | None) -> Span | None:
    """An answer that ends in a colon goes on with the list it announces, as far as there is room."""
    if span is None or not snapshot.folded[span.last].rstrip().endswith((":", "：")):
        return span
    last = span.last
    while (
        last + 1 < len(snapshot.spans)
        and snapshot.document_of[last + 1] == snapshot.document_of[span.first]
        and snapshot.section_of[last + 1] == snapshot.section_of[span.first]
        and snapshot.ends[last + 1] - snapshot.starts[span.first] <= ANSWER
    ):
        last += 1
    return Span(span.first, last, span.mass, span.focus)


def padded(snapshot: Snapshot, span: Span, limit: int = QUOTE) -> Span:
    """The span grown evenly to both sides while it fits ``limit``: context for the reader."""
    first, last = span.first, span.last
    document = snapshot.document_of[first]
    forward, blocked = True, 0
    while blocked < 2:
        step = last + 1 if forward else first - 1
        fits = 0 <= step < len(snapshot.spans) and snapshot.document_of[step] == document
        if fits:
            a, b = (first, step) if forward else (step, last)
            fits = snapshot.spans[b][1] - snapshot.spans[a][0] <= limit
        if fits:
            first, last, blocked = a, b, 0
        else:
            blocked += 1
        forward = not forward
    return Span(first, last, span.mass, span.focus)


def quote(snapshot: Snapshot, span: Span, limit: int = QUOTE) -> str:
    """The span's text, on one line."""
    start, end = snapshot.spans[span.first][0], snapshot.spans[span.last][1]
    return " ".join(snapshot.documents[int(snapshot.document_of[span.first])].text[start:end].split())[:limit]
