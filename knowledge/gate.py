"""The decision to answer, made in code before anything is generated: answer, possibly related, or refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np

from knowledge.model import models, sigmoid
from knowledge.question import NUMERIC
from knowledge.ranking import Floats, Signals, typed_for
from knowledge.selection import Span
from knowledge.snapshot import Snapshot
from knowledge.spoken import neighbourhood, senses_said, spoken, words_said
from knowledge.vocabulary import DATA
from services.knowledge import Band

ANSWER_FROM = 0.5
RELATED_FROM = 0.12
"""Below, not even related passages are shown."""


_RAW = frozenset({"cosine_max", "cosine_five", "cosine_top", "bm25_max"})
"""Figures that mean nothing on another index."""
_BY_KIND = (
    "in_cosine_max", "in_cosine_top", "spoken", "unspoken_most", "wide_known", "words_missing", "words_unknown", "answer_mass",
    "sense_near", "sense_near_least", "sense_near_hole",
)  # fmt: skip
"""What weighs differently in an English question, and in one that asks whether."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a far-off question and a passage's own words reach on this index; raw similarities mean nothing by themselves."""

    far_cosine: float = 0.80
    far_spread: float = 0.01
    near_cosine: float = 0.90
    far_bm25: float = 1.0
    near_bm25: float = 20.0

    def to_dict(self) -> dict[str, float]:
        return asdict(self)


@cache
def far_questions() -> list[str]:
    """Questions that no benefits document answers: the floor of every similarity."""
    lines = (DATA / "far_questions.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def figures(found: Signals) -> dict[str, float]:
    """What one question reaches on an index, before anything is ranked."""
    best = np.maximum(found.cosine, found.gist)[found.valid]
    top = np.sort(best)[-5:] if len(best) else np.zeros(1, np.float32)
    wants = found.question.wants
    return {
        "cosine_max": float(top[-1]),
        "cosine_five": float(top.mean()),
        "cosine_lift": float((top[-1] - best.mean()) / (best.std() + 1e-6)) if len(best) else 0.0,
        "bm25_max": float(found.core.sentence[found.valid].max(initial=0.0)),
        "wide_known": found.wide.known,
        "numeric": float(bool(wants & NUMERIC)),
        "yesno": float("yesno" in wants and not wants & NUMERIC),
        "english": float(found.question.language == "en"),
    }


def ranked_figures(
    snapshot: Snapshot, found: Signals, scores: Floats, cited: Sequence[Span], answered: Span | None
) -> dict[str, float]:
    """What the ranking adds: how sure it is of the passages, and how much of the question the answer speaks of."""
    made = {"mass": float(sum(c.mass for c in cited))}
    if answered is None:
        return made
    inside = slice(answered.first, answered.last + 1)
    near = neighbourhood(snapshot, answered)
    here = bool(found.named[answered.first])
    best = np.maximum(found.cosine, found.gist)
    order = np.sort(scores)[::-1]
    lexical = found.wide.sentence
    made |= {
        "cosine_top": float(best[inside].max()),
        "wide_coverage_top": float(found.wide.coverage[near].max()),
        "core_coverage_top": float(found.core.coverage[near].max()),
        "parent_coverage_top": float(found.core.parent_coverage[near].max()),
        # Whether the senses agree: the place of the answer is also what each of them finds best.
        "dense_gap": float(best[found.valid].max() - best[near].max()),
        "lexical_gap": 1.0 - float(lexical[near].max()) / (float(lexical[found.valid].max()) or 1.0),
        "score_top": float(order[0]),
        "score_lead": float(order[0] - order[1:10].mean()) if len(order) > 1 else 0.0,
        "answer_mass": answered.mass,
        "typed_top": float(_typed(snapshot, found, inside)),
        "elsewhere": float(bool(found.named.any()) and not here),
    }
    made |= spoken(snapshot, found.question, near, cited) | words_said(snapshot, found.question, near, cited)
    return made | senses_said(snapshot, found, near, cited, answered)


def _typed(snapshot: Snapshot, found: Signals, inside: slice) -> bool:
    wants = found.question.wants & NUMERIC
    return not wants or bool(typed_for(snapshot, wants)[inside].any())


def calibrate(measure: Callable[[str], dict[str, float]], own_words: Sequence[str]) -> Calibration:
    """``measure`` gives a question's figures on this index; ``own_words`` are pieces of its own sentences."""
    far = [measure(q) for q in far_questions()]
    near = [measure(words) for words in own_words]
    if not near:
        return Calibration()
    far_cosines = np.array([f["cosine_max"] for f in far])
    near_cosine = float(np.median([f["cosine_max"] for f in near]))
    return Calibration(
        float(far_cosines.mean()),
        float(far_cosines.std()) + 1e-4,
        max(near_cosine, float(far_cosines.mean()) + 0.02),
        float(np.mean([f["bm25_max"] for f in far])),
        float(np.median([f["bm25_max"] for f in near])) + 1e-3,
    )


def features(measured: dict[str, float], calibration: Calibration) -> dict[str, float]:
    """The figures of one question on the calibrated scales."""
    scale = calibration.near_cosine - calibration.far_cosine
    made = {name: value for name, value in measured.items() if name not in _RAW}
    for name in ("cosine_max", "cosine_five", "cosine_top"):
        made[f"in_{name}"] = (measured.get(name, 0.0) - calibration.far_cosine) / scale
    made["dense_gap"] = measured.get("dense_gap", 0.0) / scale
    for kind in ("english", "yesno"):
        for name in _BY_KIND:
            made[f"{name}_{kind}"] = made[kind] * made.get(name, 0.0)
    made["alike_spoken"] = made["in_cosine_top"] * made.get("spoken", 0.0)
    made["lexical"] = (measured["bm25_max"] - calibration.far_bm25) / (
        calibration.near_bm25 - calibration.far_bm25 or 1.0
    )
    return made


def confidence(measured: dict[str, float], calibration: Calibration) -> float:
    """Probability that the documents answer the question."""
    made = features(measured, calibration)
    names = list(made)
    return sigmoid(float(models()["gate"].score(names, np.array([[made[n] for n in names]], dtype=np.float32))[0]))


def band(probability: float) -> Band:
    if probability >= ANSWER_FROM:
        return "answer"
    return "possibly_related" if probability >= RELATED_FROM else "refuse"
