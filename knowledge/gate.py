"""The decision to answer, made in code before anything is generated: answer, possibly related, or refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np

from knowledge.model import models, sigmoid
from knowledge.question import NUMERIC, Question
from knowledge.ranking import Floats, Signals, typed_for
from knowledge.selection import Span
from knowledge.snapshot import Snapshot
from knowledge.text import HAN, fold, tokens
from knowledge.vocabulary import DATA
from services.knowledge import Band

ANSWER_FROM = 0.5
RELATED_FROM = 0.12
"""Below, not even related passages are shown."""
_TITLE = 40
"""Characters at the beginning of a document that name it."""


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


def ranked_figures(
    snapshot: Snapshot, found: Signals, scores: Floats, cited: Sequence[Span], answered: Span | None
) -> dict[str, float]:
    """What the ranking adds: how sure it is of the passages, and how much of the question the answer speaks of."""
    made = {"mass": float(sum(c.mass for c in cited))}
    if answered is None:
        return made
    inside = slice(answered.first, answered.last + 1)
    near = _neighbourhood(snapshot, answered)
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
    }
    return made | spoken(snapshot, found.question, near, cited)


def _neighbourhood(snapshot: Snapshot, span: Span) -> slice:
    """The span with a sentence of the same document on either side."""
    document = snapshot.document_of[span.first]
    first, last = max(0, span.first - 1), min(len(snapshot.spans) - 1, span.last + 1)
    return slice(
        first if snapshot.document_of[first] == document else span.first,
        (last if snapshot.document_of[last] == document else span.last) + 1,
    )


def _typed(snapshot: Snapshot, found: Signals, inside: slice) -> bool:
    wants = found.question.wants & NUMERIC
    return not wants or bool(typed_for(snapshot, wants)[inside].any())


def spoken(snapshot: Snapshot, question: Question, near: slice, cited: Sequence[Span]) -> dict[str, float]:
    """How much of what the question speaks of stands near the answer, in its document, anywhere: shares by rarity.

    Names of the document (海澜集团) say where to look and not what is asked: they are left out of ``spoken_what``.
    """
    document = int(snapshot.document_of[near.start])
    around, whole = _under_heading(snapshot, near), snapshot.folded_documents[document]
    title = fold(snapshot.documents[document].name) + whole[:_TITLE]
    shown = [_under_heading(snapshot, slice(c.first, c.last + 1)) for c in cited]
    things = [(terms, min(_rarity(snapshot, term) for term in terms)) for terms in question.concepts]

    def share(inside: Callable[[str], bool], among: Sequence[tuple[tuple[str, ...], float]] = things) -> float:
        return sum(w for terms, w in among if any(map(inside, terms))) / (sum(w for _, w in among) or 1.0)

    what = [(terms, w) for terms, w in things if not any(term in title for term in terms)]
    missing = [(terms, w) for terms, w in things if not any(term in around for term in terms)]
    known = [(terms, w) for terms, w in missing if any(_known(snapshot, term) for term in terms)]
    most = float(np.log1p(snapshot.lexical.size)) + 1e-6
    here = set(around)
    letters = [c for c in dict.fromkeys(question.content) if HAN.match(c) and c not in title]
    return {
        "spoken": share(around.__contains__),
        "spoken_what": share(around.__contains__, what),
        "spoken_cited": max((share(text.__contains__) for text in shown), default=0.0),
        "spoken_document": share(whole.__contains__),
        "spoken_anywhere": share(lambda term: _known(snapshot, term)),
        "letters": sum(c in here for c in letters) / (len(letters) or 1),
        "letters_document": sum(c in whole for c in letters) / (len(letters) or 1),
        "unspoken": sum(w for _, w in missing) / most,
        "unspoken_most": max((w for _, w in missing), default=0.0) / most,
        "unspoken_known": max((w for _, w in known), default=0.0) / most,
        "figures_missing": float(any(terms[0][0].isdigit() for terms, _ in missing)),
        "things": len(things) / 10,
    }


def _under_heading(snapshot: Snapshot, near: slice) -> str:
    """The sentences with their document's name and section, folded."""
    document = snapshot.documents[int(snapshot.document_of[near.start])]
    heading = document.section_at(snapshot.spans[near.start][0]) or ""
    return " ".join([*snapshot.folded[near], fold(f"{heading} {document.name}")])


def _rarity(snapshot: Snapshot, term: str) -> float:
    return max((snapshot.lexical.idf(token) for token in tokens(term)), default=0.0)


def _known(snapshot: Snapshot, term: str) -> bool:
    return all(snapshot.lexical.frequency(token) for token in tokens(term))


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
    made["dense_gap"] = measured.get("dense_gap", 0.0) / scale
    for name in ("in_cosine_max", "spoken", "wide_known"):
        made[f"{name}_english"] = made["english"] * made.get(name, 0.0)
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
