"""Ranking of sentences: dense, lexical, structural and answer-type features in one learned linear score."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import LexicalScores
from knowledge.question import NUMERIC, Question
from knowledge.snapshot import Snapshot
from knowledge.text import tokens

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

CANDIDATES = 160
FEATURES = (
    "cosine", "window_cosine", "neighbour_cosine", "gist_cosine",
    "bm25", "parent_bm25", "coverage", "parent_coverage", "wide_bm25", "wide_coverage", "wide_parent",
    "typed", "digits", "typed_near", "digits_near", "untyped",
    "listing", "short", "heading", "long", "section", "document",
)  # fmt: skip

_DIGIT = r"(?:\d[\d,，.]*|[一二两三四五六七八九十百千万半]+)"
TYPED: dict[str, re.Pattern[str]] = {
    "percent": re.compile(r"\d\s*%|百分之|\d成|[一二三四五六七八九]成|\d\s*个百分点|percent|全额|折"),
    "money": re.compile(rf"{_DIGIT}\s*(?:多|余)?\s*(?:元|万元|亿元|块|万|亿|千元|美元|港元)|[¥￥$]\s*\d|\d%|免费|yuan|rmb"),
    "duration": re.compile(rf"{_DIGIT}\s*(?:个)?\s*(?:工作日|自然日|天|日|小时|分钟|周|星期|月|年|季度)|当日|当天|即时|实时|次日|days?\b|hours?\b|months?\b|years?\b"),
    "date": re.compile(rf"\d{{4}}\s*年|{_DIGIT}\s*月|\d{{1,2}}\s*[日号]|\d{{4}}[-/.]\d|每月|每年|季度|月底|年底|之日"),
    "age": re.compile(rf"{_DIGIT}\s*(?:周)?岁|{_DIGIT}\s*周岁|years old"),
    "count": re.compile(rf"{_DIGIT}\s*(?:余|多)?\s*(?:个|次|种|家|人|条|项|步|名|级|类|份|位|万人|户|例|批|大|层|档|期|轮|点|所|张|门|套|支|款|起|件|页|倍)"),
    "phone": re.compile(r"\d{3,4}[-－ ]?\d{3,4}[-－ ]?\d{3,4}|\b1[3-9]\d{9}\b|\b(?:12333|12393|12345|400\d{7})\b|热线|电话"),
    "email": re.compile(r"[\w.]+@[\w.]+|https?://|www\."),
    "number": re.compile(r"\d"),
}  # fmt: skip
_ANY_DIGIT = re.compile(
    r"\d|百分之|[一二两三四五六七八九十百]+\s*(?:元|个|次|种|天|年|月|岁|项|级|类|名|人|家|万|成|倍)"
)


@dataclass(slots=True)
class Ranked:
    """Candidate sentences with their features (candidates × FEATURES) and scores, best first."""

    sentences: Ints
    values: Floats
    scores: Floats
    cosine_max: float
    evidence: dict[str, float]
    """Query-level figures for the gate."""


def rank_features(
    snapshot: Snapshot,
    question: Question,
    queries: list[Floats],
    window_hits: dict[int, float],
    valid: NDArray[np.bool_],
) -> tuple[Ints, Floats, dict[str, float]]:
    """Candidates, their features, and query-level figures. ``queries`` are the unit vectors of ``question.dense``."""
    cosines = snapshot.vectors @ queries[0]
    gist = snapshot.vectors @ queries[1] if len(queries) > 1 else cosines
    core = snapshot.lexical.scores(
        {t: w for t, w in question.weights.items() if t in question.core} or question.weights
    )
    wide = snapshot.lexical.scores(question.weights)
    outside = ~valid
    mixed = _z(np.maximum(cosines, gist), valid) + 0.8 * _z(wide.sentence, valid) + 0.4 * _z(wide.parent, valid)
    for number, score in window_hits.items():
        a, b = snapshot.window_ranges[number]
        mixed[a:b] += 0.5 * score
    mixed[outside] = -np.inf
    count = min(CANDIDATES, int(valid.sum()))
    chosen = np.argpartition(-mixed, count - 1)[:count].astype(np.int64) if count else np.zeros(0, np.int64)
    values = _values(snapshot, question, cosines, gist, core, wide, window_hits, valid, chosen)
    figures = _figures(question, cosines, gist, core, wide, valid, values)
    return chosen, values, figures


def _values(
    snapshot: Snapshot,
    question: Question,
    cosines: Floats,
    gist: Floats,
    core: LexicalScores,
    wide: LexicalScores,
    window_hits: dict[int, float],
    valid: NDArray[np.bool_],
    chosen: Ints,
) -> Floats:
    z = _z(cosines, valid)
    gist_z = _z(gist, valid)
    table = np.zeros((len(chosen), len(FEATURES)), dtype=np.float32)
    column = {name: table[:, at] for at, name in enumerate(FEATURES)}
    last = len(z) - 1
    column["cosine"][:] = z[chosen]
    column["gist_cosine"][:] = gist_z[chosen]
    column["neighbour_cosine"][:] = (z[np.maximum(chosen - 1, 0)] + z[np.minimum(chosen + 1, last)]) / 2
    for name, scores in (
        ("bm25", core.sentence),
        ("parent_bm25", core.parent),
        ("wide_bm25", wide.sentence),
        ("wide_parent", wide.parent),
    ):
        column[name][:] = scores[chosen] / (float(scores[valid].max(initial=0.0)) or 1.0)
    column["coverage"][:] = core.coverage[chosen]
    column["parent_coverage"][:] = core.parent_coverage[chosen]
    column["wide_coverage"][:] = wide.coverage[chosen]
    in_document: dict[int, float] = {}
    for sentence in chosen:
        number = int(snapshot.document_of[sentence])
        in_document[number] = max(in_document.get(number, 0.0), float(wide.parent[sentence]))
    best_document = max(in_document.values(), default=0.0) or 1.0
    types = [TYPED[kind] for kind in question.wants if kind in TYPED]
    numeric = bool(question.wants & NUMERIC)
    listing = bool(question.wants & {"list", "procedure"})
    sections: dict[tuple[int, str | None], float] = {}
    for row, sentence in enumerate(chosen.tolist()):
        text = snapshot.folded[sentence]
        column["window_cosine"][row] = window_hits.get(int(snapshot.window_of[sentence]), -1.0)
        if numeric:
            near = " ".join(snapshot.folded[max(0, sentence - 1) : sentence + 2])
            typed = any(p.search(text) for p in types)
            column["typed"][row] = typed
            column["untyped"][row] = not typed
            column["digits"][row] = bool(_ANY_DIGIT.search(text))
            column["typed_near"][row] = any(p.search(near) for p in types)
            column["digits_near"][row] = bool(_ANY_DIGIT.search(near))
        if listing:
            column["listing"][row] = text.count("、") >= 2 or text.rstrip().endswith((":", "："))
        column["short"][row] = len(text) < 14
        column["long"][row] = min(len(text), 120) / 120
        column["heading"][row] = len(text) < 30 and not text.rstrip().endswith(("。", "；", ";", "！", "!", "."))
        number = int(snapshot.document_of[sentence])
        document = snapshot.documents[number]
        place = (number, document.section_at(snapshot.spans[sentence][0]))
        if place not in sections:
            held = set(tokens(place[1] or "") + tokens(document.name.lower()))
            sections[place] = sum(w for t, w in question.weights.items() if t in held) / (
                sum(question.weights.values()) or 1.0
            )
        column["section"][row] = sections[place]
        column["document"][row] = in_document[number] / best_document
    return table


def _figures(
    question: Question,
    cosines: Floats,
    gist: Floats,
    core: LexicalScores,
    wide: LexicalScores,
    valid: NDArray[np.bool_],
    values: Floats,
) -> dict[str, float]:
    best = np.maximum(cosines, gist) if question.language == "en" else cosines
    inside = best[valid]
    top = np.sort(inside)[-5:] if len(inside) else np.zeros(1, np.float32)
    at = {name: number for number, name in enumerate(FEATURES)}
    return {
        "cosine_max": float(top[-1]),
        "cosine_five": float(top.mean()),
        "cosine_lift": float((top[-1] - inside.mean()) / (inside.std() + 1e-6)) if len(inside) else 0.0,
        "bm25_max": float(core.sentence[valid].max(initial=0.0)),
        "parent_max": float(core.parent[valid].max(initial=0.0)),
        "coverage_max": float(core.coverage[valid].max(initial=0.0)),
        "parent_coverage_max": float(core.parent_coverage[valid].max(initial=0.0)),
        "wide_coverage_max": float(wide.coverage[valid].max(initial=0.0)),
        "known": core.known,
        "wide_known": wide.known,
        "tokens": float(min(len(question.core), 20)) / 20,
        "numeric": float(bool(question.wants & NUMERIC)),
        "english": float(question.language == "en"),
        "typed_share": float(values[:40, at["typed"]].mean()) if len(values) else 0.0,
    }


def _z(values: Floats, valid: NDArray[np.bool_]) -> Floats:
    inside = values[valid]
    if not len(inside):
        return np.zeros_like(values)
    return np.asarray((values - inside.mean()) / (inside.std() + 1e-6), dtype=np.float32)
