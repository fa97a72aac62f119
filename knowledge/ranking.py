"""Ranking of sentences: dense, lexical, structural and answer-type features for one learned linear score."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import LexicalScores
from knowledge.question import NUMERIC, Question
from knowledge.snapshot import Snapshot

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CANDIDATES = 160
_FEEDBACK = 5
"""Best sentences whose mean vector widens the question (their vocabulary instead of the asker's)."""
FEATURES = (
    "cosine", "window_cosine", "neighbour_cosine", "gist_cosine", "feedback_cosine",
    "bm25", "parent_bm25", "coverage", "parent_coverage", "wide_bm25", "wide_coverage", "wide_parent",
    "typed", "digits", "typed_near", "digits_near",
    "listing", "short", "heading", "long", "document",
    "sense", "sense_least", "sense_near", "sense_parent",
)  # fmt: skip


@dataclass(slots=True)
class Signals:
    """Everything that is known about one question on one snapshot. Arrays have one value a sentence."""

    question: Question
    valid: Bools
    cosine: Floats
    gist: Floats
    core: LexicalScores
    wide: LexicalScores
    named: Bools
    """Sentences of a document that the question names."""
    said: Floats
    """Things that the question speaks of × sentences: how near the sentence's words come to each, 0 to 1."""
    weights: Floats
    """What each of the things weighs."""
    windows: Floats
    """Standardized similarity of the passage of Chroma that a sentence stands in; -1 where it was not found."""
    chosen: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    values: Floats = field(default_factory=lambda: np.zeros((0, len(FEATURES)), np.float32))
    """Candidates × FEATURES."""


def signals(
    snapshot: Snapshot,
    question: Question,
    queries: list[Floats],
    hits: dict[int, float],
    valid: Bools,
    named: Bools,
    said: tuple[Floats, Floats],
) -> Signals:
    """Scores of all sentences, the candidates among them, and the candidates' features.

    ``queries`` are the unit vectors of ``question.dense``; ``hits`` the standardized scores of Chroma's passages,
    ``said`` what ``Senses`` found.
    """
    cosine = np.asarray(snapshot.vectors @ queries[0], dtype=np.float32)
    gist = np.asarray(snapshot.vectors @ queries[1], dtype=np.float32) if len(queries) > 1 else cosine
    asked = {t: w for t, w in question.weights.items() if t in question.core}
    found = Signals(
        question,
        valid,
        cosine,
        gist,
        snapshot.lexical.scores(asked or question.weights),
        snapshot.lexical.scores(question.weights),
        named,
        *said,
        np.full(len(cosine), -1.0, np.float32),
    )
    for number, score in hits.items():
        a, b = snapshot.window_ranges[number]
        found.windows[a:b] = score
    mixed = (
        standardized(np.maximum(cosine, gist), valid)
        + 0.8 * standardized(found.wide.sentence, valid)
        + 0.4 * standardized(found.wide.parent, valid)
        + 0.5 * found.windows
        + 1.0 * named
    )
    mixed[~valid] = -np.inf
    count = min(CANDIDATES, int(valid.sum()))
    if count:
        found.chosen = np.argpartition(-mixed, count - 1)[:count].astype(np.int64)
        found.values = _values(snapshot, found, mixed)
    return found


def _values(snapshot: Snapshot, found: Signals, mixed: Floats) -> Floats:
    chosen, valid, traits, wants = found.chosen, found.valid, snapshot.traits, found.question.wants
    before, after = np.maximum(chosen - 1, 0), np.minimum(chosen + 1, len(valid) - 1)
    z = standardized(found.cosine, valid)
    best = chosen[np.argsort(-mixed[chosen])[:_FEEDBACK]]
    mean = snapshot.vectors[best].mean(axis=0)
    column: dict[str, NDArray[Any]] = {
        "cosine": z[chosen],
        "gist_cosine": standardized(found.gist, valid)[chosen],
        "neighbour_cosine": (z[before] + z[after]) / 2,
        "window_cosine": found.windows[chosen],
        "feedback_cosine": standardized(snapshot.vectors[chosen] @ mean, np.ones(len(chosen), np.bool_)),
        "coverage": found.core.coverage[chosen],
        "parent_coverage": found.core.parent_coverage[chosen],
        "wide_coverage": found.wide.coverage[chosen],
        "short": traits.short[chosen],
        "heading": traits.heading[chosen],
        "long": traits.length[chosen],
    }
    for name, scores in (
        ("bm25", found.core.sentence),
        ("parent_bm25", found.core.parent),
        ("wide_bm25", found.wide.sentence),
        ("wide_parent", found.wide.parent),
    ):
        column[name] = scores[chosen] / (float(scores[valid].max(initial=0.0)) or 1.0)
    if len(found.weights):
        column |= _senses(snapshot, found)
    documents = snapshot.document_of[chosen]
    reached = np.zeros(len(snapshot.documents), np.float32)
    np.maximum.at(reached, documents, found.wide.parent[chosen])
    column["document"] = reached[documents] / (float(reached.max()) or 1.0)
    if wants & NUMERIC:
        typed = typed_for(snapshot, wants)
        column["typed"], column["digits"] = typed[chosen], traits.digits[chosen]
        column["typed_near"] = typed[before] | typed[after]
        column["digits_near"] = traits.digits[before] | traits.digits[after]
    if wants & {"list", "procedure"}:
        column["listing"] = traits.listing[chosen]
    nothing = np.zeros(len(chosen), np.float32)
    return np.stack([column.get(name, nothing) for name in FEATURES], axis=1).astype(np.float32)


def _senses(snapshot: Snapshot, found: Signals) -> dict[str, Floats]:
    """How much of what the question speaks of the candidates' words come near to; of the least of it; with the neighbours
    of either side; in the passage around."""
    said, chosen, parents = found.said, found.chosen, snapshot.parent_of
    share = found.weights / (float(found.weights.sum()) or 1.0)
    before, after = np.maximum(chosen - 1, 0), np.minimum(chosen + 1, len(parents) - 1)
    near = np.maximum.reduce([said[:, chosen], said[:, before], said[:, after]])
    around = np.maximum.reduceat(said, np.flatnonzero(np.diff(parents, prepend=-1)), axis=1)
    return {
        "sense": share @ said[:, chosen],
        "sense_least": said[:, chosen].min(axis=0),
        "sense_near": share @ near,
        "sense_parent": share @ around[:, parents[chosen]],
    }


def typed_for(snapshot: Snapshot, wants: frozenset[str]) -> Bools:
    """Which sentences hold a figure of the kind that is asked for."""
    rows = [snapshot.traits.typed[kind] for kind in wants if kind in snapshot.traits.typed]
    return np.logical_or.reduce(rows) if rows else np.zeros(len(snapshot.spans), np.bool_)


def standardized(values: Floats, inside: Bools) -> Floats:
    """Values in standard deviations from the mean of the sentences that count."""
    counted = values[inside]
    if not len(counted):
        return np.zeros_like(values)
    return np.asarray((values - counted.mean()) / (counted.std() + 1e-6), dtype=np.float32)
