"""Trains ``data/models.json`` on the tuning half and the training texts: ``python -m knowledge.evaluation.train FOLDER``.

``FOLDER`` is what ``masked`` made: indexes over the dirty sources and over each group of training texts (several teach the
models not to lean on one corpus), and others that lack the sentences of a part of the questions, which the gate must
then refuse. Listwise: the ranker's softmax over a question's candidates should lie on the sentences
of the evidence, the answer model's on those that say the answer; the gate is a logistic regression.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import gate
from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.evaluation import masked
from knowledge.evaluation.measure import says
from knowledge.evaluation.questions import Case, cases, training_cases, training_groups
from knowledge.model import PATH, models
from knowledge.ranking import FEATURES
from knowledge.text import squeeze

Floats = NDArray[np.float32]
_DECAY = 0.02
_GATE_WEIGHT = {"answerable": 1.0, "near": 2.0, "far": 4.0, "masked": 0.5}
"""What one question of a kind weighs; questions written by hand are nearer to people's than made ones."""
_AGAIN = 0.3
"""What a question weighs that is asked again of an index without some answers."""
_GATE_RIDGE = 0.02
"""Inverse strength of the ridge, as scikit-learn counts it."""
_READ = 0.2
"""What the reader's log odds weigh in the gate. Not learned: they know the style of hand-written questions too well."""
REFUSE_AT_MOST = 0.03
"""Share of the tuning half's answerable questions that the threshold refuses: the price of refusing the others."""


@dataclass(frozen=True, slots=True)
class Index:
    """One index to train on, and what is asked of it."""

    folder: Path
    asked: list[Case]
    whole: bool
    developing: bool
    """Over the sources of the development set, not over texts that are there for training only."""


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


def gate_rows(
    knowledge: DocumentKnowledge, chosen: Iterable[Case], gone: Container[str]
) -> tuple[list[dict[str, float]], list[str]]:
    """Calibrated figures of each question, and its kind: one that the index cannot answer is far, near or masked."""
    searcher = knowledge.searcher()
    rows, kinds = [], []
    for case in chosen:
        found = searcher.find(knowledge.understood(case.question), date.today())
        rows.append(gate.features(found.figures, searcher.calibration))
        answerable = "masked" if case.evidence in gone else "answerable"
        kinds.append(answerable if case.evidence else case.kind)
    return rows, kinds


def train_gate(rows: Sequence[dict[str, float]], kinds: Sequence[str], indexes: Sequence[Index]) -> dict[str, object]:
    """Logistic regression over every figure but the reader's, whose weight is given; one row a question. The threshold is set
    by ``REFUSE_AT_MOST``."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row} - {"read"})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    scale = table.std(axis=0) + 1e-6
    weights = [_GATE_WEIGHT[k] * (1.0 if i.whole else _AGAIN) for k, i in zip(kinds, indexes, strict=True)]
    labels = np.array([kind == "answerable" for kind in kinds])
    fitted = LogisticRegression(C=_GATE_RIDGE, max_iter=5000).fit(table / scale, labels, sample_weight=weights)
    learned = fitted.coef_[0] / scale
    read = np.array([row.get("read", 0.0) for row in rows])
    counted = labels & np.array([i.whole and i.developing for i in indexes])
    reached = np.sort((table @ learned + _READ * read)[counted])
    cut = float(reached[int(len(reached) * REFUSE_AT_MOST)])
    told = {n: round(float(w), 4) for n, w in zip(names, learned, strict=True)} | {"read": _READ}
    return {"weights": told, "bias": round(-cut, 4)}


def indexes(folder: Path) -> list[Index]:
    """The indexes that ``masked`` made: of the tuning half, and of each group of training texts."""
    tuning = [case for case in cases() if case.half == "tune"]
    made = [Index(folder / name, tuning, name == "whole", True) for name in masked.names(masked.FOLDS)]
    for group in training_groups():
        asked = training_cases(group)
        for name in masked.names(masked.GROUP_FOLDS):
            made.append(Index(folder / group / name, asked, name == "whole", False))
    return made


def main(folder: Path) -> None:
    places = indexes(folder)
    data: list[Example] = []
    missing: list[frozenset[str]] = []
    for index in places:
        with closing(open_knowledge(index.folder)) as knowledge:
            gone = masked.gone(knowledge.searcher().snapshot.folded_documents, index.asked)
            data += examples(knowledge, [case for case in index.asked if case.evidence not in gone])
            missing.append(gone)
    learned: dict[str, object] = {
        "ranker": {"weights": listwise([(e.values, e.evidence) for e in data], _DECAY), "bias": 0.0},
        "gate": json.loads(PATH.read_text(encoding="utf-8"))["gate"],
    }
    _write(learned)
    rows: list[dict[str, float]] = []
    kinds: list[str] = []
    of: list[Index] = []
    for index, gone in zip(places, missing, strict=True):
        # Opened anew: the searcher scores with the ranker that was just learned.
        with closing(open_knowledge(index.folder)) as knowledge:
            some, kind = gate_rows(knowledge, index.asked, gone)
        rows += some
        kinds += kind
        of += [index] * len(some)
    learned["gate"] = train_gate(rows, kinds, of)
    _write(learned)


def _write(learned: dict[str, object]) -> None:
    PATH.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    models.cache_clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
