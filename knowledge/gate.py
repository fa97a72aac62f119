"""The decision to answer, made in code before anything is generated: answer, possibly related, or refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np

from knowledge.model import models, sigmoid
from knowledge.question import NUMERIC
from knowledge.ranking import Signals
from knowledge.selection import Span
from knowledge.vocabulary import DATA
from services.knowledge import Band

ANSWER_FROM = 0.5
RELATED_FROM = 0.12
"""Below, not even related passages are shown."""


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
        "english": float(found.question.language == "en"),
    }


def ranked_figures(found: Signals, cited: Sequence[Span], answered: Span | None) -> dict[str, float]:
    """What the ranking adds: how sure it is of the passages, and how much of the question the answer speaks of."""
    made = {"mass": float(sum(c.mass for c in cited))}
    if answered is None:
        return made
    inside = slice(answered.first, answered.last + 1)
    near = slice(max(0, answered.first - 1), answered.last + 2)
    made["cosine_top"] = float(np.maximum(found.cosine, found.gist)[inside].max())
    made["wide_coverage_top"] = float(found.wide.coverage[near].max())
    return made


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
    made = dict(measured)
    for name in ("cosine_max", "cosine_five", "cosine_top"):
        made[f"in_{name}"] = (measured.get(name, 0.0) - calibration.far_cosine) / scale
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
