"""The decision to answer, made in code before anything is generated: answer, possibly related, or refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np

from knowledge.model import models, sigmoid
from knowledge.vocabulary import DATA
from services.knowledge import Band

ANSWER_FROM = 0.5
RELATED_FROM = 0.25


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


def features(figures: dict[str, float], calibration: Calibration) -> dict[str, float]:
    """The figures of one question on the calibrated scales."""
    scale = calibration.near_cosine - calibration.far_cosine
    made = dict(figures)
    made["in_domain"] = (figures["cosine_max"] - calibration.far_cosine) / scale
    made["in_domain_five"] = (figures["cosine_five"] - calibration.far_cosine) / scale
    made["lexical"] = (figures["bm25_max"] - calibration.far_bm25) / (
        calibration.near_bm25 - calibration.far_bm25 or 1.0
    )
    return made


def confidence(figures: dict[str, float], calibration: Calibration) -> float:
    """Probability that the documents answer the question."""
    made = features(figures, calibration)
    names = list(made)
    return sigmoid(float(models()["gate"].score(names, np.array([[made[n] for n in names]], dtype=np.float32))[0]))


def band(probability: float) -> Band:
    if probability >= ANSWER_FROM:
        return "answer"
    return "possibly_related" if probability >= RELATED_FROM else "refuse"
