"""Trains ``data/models.json`` on the tuning half of the development set: ``python -m knowledge.evaluation.train FOLDER…``.

Each folder is the data folder of an index over the dirty sources (alone, or among other documents); several teach the
gate not to lean on one corpus. Listwise: the ranker's softmax over a question's candidates should lie on the sentences
of the evidence, the answer model's on those that say the answer; the gate is a logistic regression.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import gate
from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.evaluation.measure import says
from knowledge.evaluation.questions import Case, cases
from knowledge.model import PATH, models
from knowledge.ranking import FEATURES
from knowledge.text import squeeze

Floats = NDArray[np.float32]
_DECAY = 0.02
GATE_FEATURES = (
    "in_cosine_max", "in_cosine_top", "cosine_lift", "wide_coverage_top", "wide_known", "mass", "numeric", "english",
)  # fmt: skip
REFUSE_AT_MOST = 0.09
"""Share of the answerable training questions that the threshold refuses: the price of refusing the others."""


@dataclass(slots=True)
class Example:
    """One question's candidates: their features, and which hold the evidence or the answer."""

    case: Case
    values: Floats
    evidence: NDArray[np.bool_]
    answer: NDArray[np.bool_]


def examples(knowledge: DocumentKnowledge, chosen: Iterable[Case]) -> list[Example]:
    searcher = knowledge.searcher()
    made = []
    for case in chosen:
        if not case.evidence:
            continue
        found = searcher.measure(knowledge.understood(case.question), date.today())
        sentences, values = found.chosen, found.values
        wanted = squeeze(case.evidence)
        texts = [squeeze(searcher.snapshot.text(int(s))) for s in sentences]
        holds = np.array([len(t) > 3 and (wanted in t or t in wanted or _overlap(t, wanted)) for t in texts])
        says_it = np.array([bool(h) and says(case.answer, t) for h, t in zip(holds, texts, strict=True)])
        made.append(Example(case, values, holds, says_it if says_it.any() else holds))
    return made


def _overlap(text: str, wanted: str) -> bool:
    """Whether the end of one is the beginning of the other by at least eight characters."""
    return any(text.endswith(wanted[:n]) or text.startswith(wanted[-n:]) for n in range(8, min(len(text), len(wanted))))


def listwise(data: Sequence[tuple[Floats, NDArray[np.bool_]]], decay: float) -> dict[str, float]:
    """Weights that put the softmax mass of each question's candidates on the marked ones."""
    from scipy.optimize import minimize

    usable = [(v.astype(np.float64), m) for v, m in data if m.any()]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = decay * float(weights @ weights), 2 * decay * weights
        for values, marked in usable:
            scores = values @ weights
            scores -= scores.max()
            mass = np.exp(scores)
            mass /= mass.sum()
            inside = max(float(mass[marked].sum()), 1e-9)
            total -= np.log(inside) / len(usable)
            slope -= (values[marked].T @ mass[marked] / inside - values.T @ mass) / len(usable)
        return total, slope

    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(w), 4) for name, w in zip(FEATURES, found.x, strict=True)}


def gate_rows(knowledge: DocumentKnowledge, chosen: Iterable[Case]) -> tuple[list[dict[str, float]], list[bool]]:
    """Calibrated figures of each question, and whether it can be answered."""
    searcher = knowledge.searcher()
    rows, labels = [], []
    for case in chosen:
        found = searcher.find(knowledge.understood(case.question), date.today())
        rows.append(gate.features(found.figures, searcher.calibration))
        labels.append(bool(case.evidence))
    return rows, labels


def train_gate(rows: Sequence[dict[str, float]], labels: Sequence[bool]) -> dict[str, object]:
    """Logistic regression, with the threshold set by ``REFUSE_AT_MOST``."""
    from sklearn.linear_model import LogisticRegression

    table = np.array([[row.get(name, 0.0) for name in GATE_FEATURES] for row in rows])
    scale = table.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=0.5, class_weight="balanced", max_iter=2000).fit(table / scale, labels)
    weights = fitted.coef_[0] / scale
    scores = table @ weights
    answerable = np.sort(scores[np.array(labels)])
    cut = float(answerable[int(len(answerable) * REFUSE_AT_MOST)])
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(GATE_FEATURES, weights, strict=True)},
        "bias": round(-cut, 4),
    }


def main(folders: Sequence[str]) -> None:
    chosen = [case for case in cases() if case.half == "tune"]
    opened = [open_knowledge(Path(folder)) for folder in folders]
    data = [example for knowledge in opened for example in examples(knowledge, chosen)]
    learned: dict[str, object] = {
        "ranker": {"weights": listwise([(e.values, e.evidence) for e in data], _DECAY), "bias": 0.0},
        "gate": json.loads(PATH.read_text(encoding="utf-8"))["gate"],
    }
    _write(learned)
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    for knowledge in opened:
        some, can = gate_rows(knowledge, chosen)
        rows += some
        labels += can
    learned["gate"] = train_gate(rows, labels)
    _write(learned)
    for knowledge in opened:
        knowledge.close()


def _write(learned: dict[str, object]) -> None:
    PATH.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    models.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
