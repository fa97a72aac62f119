"""Trains ``data/models.json`` on the tuning half of the development set: ``python -m knowledge.evaluation.train FOLDER…``.

Each folder is the data folder of an index over the dirty sources (alone, or among other documents); several teach the
models not to lean on one corpus. The ones that ``masked`` makes lack the sentences of a part of the questions, which
the gate must then refuse. Listwise: the ranker's softmax over a question's candidates should lie on the sentences
of the evidence, the answer model's on those that say the answer; the gate is a logistic regression.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import gate
from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.evaluation import masked
from knowledge.evaluation.dirty import SOURCES
from knowledge.evaluation.measure import says
from knowledge.evaluation.questions import Case, cases
from knowledge.model import PATH, models
from knowledge.ranking import FEATURES
from knowledge.text import squeeze

Floats = NDArray[np.float32]
_DECAY = 0.02
GATE_FEATURES = (
    "in_cosine_max", "in_cosine_five", "in_cosine_top", "lexical", "wide_known", "core_coverage_top",
    "score_lead", "answer_mass", "typed_top", "figures_missing",
    "spoken", "spoken_what", "spoken_anywhere", "letters", "letters_document", "unspoken_most", "unspoken_known",
    "alike_spoken", "english", "spoken_english", "elsewhere", "unit_missing",
    "words", "words_share", "words_missing", "words_missing_document", "words_missing_cited", "words_unknown",
    "word_missing_most", "word_unknown_most",
)  # fmt: skip
_GATE_WEIGHT = {"answerable": 1.0, "far": 6.0, "near": 3.0, "masked": 0.7}
"""What a kind of question weighs altogether; questions written by hand are nearer to people's than made ones."""
REFUSE_AT_MOST = 0.028
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


def train_gate(rows: Sequence[dict[str, float]], kinds: Sequence[str]) -> dict[str, object]:
    """Logistic regression, with the threshold set by ``REFUSE_AT_MOST``."""
    from sklearn.linear_model import LogisticRegression

    table = np.array([[row.get(name, 0.0) for name in GATE_FEATURES] for row in rows])
    scale = table.std(axis=0) + 1e-6
    counts = Counter(kinds)
    weights = [_GATE_WEIGHT[kind] * len(kinds) / len(counts) / counts[kind] for kind in kinds]
    labels = np.array([kind == "answerable" for kind in kinds])
    fitted = LogisticRegression(C=0.1, max_iter=5000).fit(table / scale, labels, sample_weight=weights)
    learned = fitted.coef_[0] / scale
    answerable = np.sort((table @ learned)[labels])
    cut = float(answerable[int(len(answerable) * REFUSE_AT_MOST)])
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(GATE_FEATURES, learned, strict=True)},
        "bias": round(-cut, 4),
    }


def main(folders: Sequence[str]) -> None:
    chosen = [case for case in cases() if case.half == "tune"]
    opened = [open_knowledge(Path(folder)) for folder in folders]
    missing = [masked.gone(knowledge.searcher().snapshot.folded_documents, chosen) for knowledge in opened]
    data = [
        example
        for knowledge, gone in zip(opened, missing, strict=True)
        for example in examples(knowledge, [case for case in chosen if case.evidence not in gone])
    ]
    learned: dict[str, object] = {
        "ranker": {"weights": listwise([(e.values, e.evidence) for e in data], _DECAY), "bias": 0.0},
        "gate": json.loads(PATH.read_text(encoding="utf-8"))["gate"],
    }
    _write(learned)
    rows: list[dict[str, float]] = []
    kinds: list[str] = []
    for folder, gone in zip(folders, missing, strict=True):
        # Opened anew: the searcher scores with the ranker that was just learned.
        opened.pop(0).close()
        knowledge = open_knowledge(Path(folder))
        # Among other documents nobody has looked whether they answer what the sources do not.
        alone = len(knowledge.documents_sync()) == len(list(SOURCES.glob("*.md")))
        some, kind = gate_rows(knowledge, [case for case in chosen if alone or case.kind != "near"], gone)
        rows += some
        kinds += kind
        knowledge.close()
    learned["gate"] = train_gate(rows, kinds)
    _write(learned)


def _write(learned: dict[str, object]) -> None:
    PATH.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    models.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
