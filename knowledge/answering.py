"""From a question to a banded, cited, extractive answer over one snapshot."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge import gate, reader, units
from knowledge.embedding import Embedder
from knowledge.gate import Calibration
from knowledge.model import models
from knowledge.names import Names, title
from knowledge.question import NUMERIC, Question
from knowledge.ranking import FEATURES, Signals, signals, typed_for
from knowledge.selection import ANSWER, CITATIONS, Span, answer, extended, masses, padded, passages, quote
from knowledge.snapshot import Snapshot
from knowledge.text import fold, squeeze
from services.knowledge import Citation

Floats = NDArray[np.float32]
NEAREST = 60
"""Passages asked of Chroma."""
_RANK_HEAT = 1.0
_ANSWER_HEAT = 1.0
_FRUGAL = 0.0002
_RIVALS, _RIVAL_WITHIN = 6, 1.5
"""How many sentences, and how far below the best score, still compete with it."""
_NAMED = 5.0
"""What a sentence is worth more in a document that the question names (恒泰…)."""
_NO_ANSWER = {"question": 4.0, "heading": 2.0, "no figure": 1.0, "other figure": 0.5, "other measure": 1.0}
"""Taken off a sentence's score as an answer (not as a passage): a title; no figure, or another kind than was asked."""


@dataclass(slots=True)
class Found:
    """The passages and the answer's span for one question, before the decision to show them."""

    citations: list[Span]
    answer: Span | None
    confidence: float
    figures: dict[str, float]
    rivals: list[int] = field(default_factory=list)
    """Sentences nearly as likely as the best one, best first."""


class Searcher:
    """Reads one snapshot; ``embedder`` makes a question's vectors, ``nearest`` finds passages of Chroma by vector."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        nearest: Callable[[Floats, int, list[str] | None], list[tuple[str, float]]],
        calibration: Calibration,
    ) -> None:
        self.snapshot = snapshot
        self.calibration = calibration
        self.ranker = models()["ranker"]
        self._embedder = embedder
        self._nearest = nearest
        self._superseded = len({d.name for d in snapshot.documents}) < len(snapshot.documents) or any(
            d.effective for d in snapshot.documents
        )
        titles = [title(fold(d.name), t) for d, t in zip(snapshot.documents, snapshot.folded_documents, strict=True)]
        self.names = Names(titles, snapshot.folded_documents)
        self._everything = snapshot.once(np.ones(len(snapshot.spans), dtype=np.bool_))

    def measure(self, question: Question, day: date) -> Signals:
        """Candidate sentences valid on ``day`` with their features."""
        snapshot = self.snapshot
        valid = snapshot.valid(day) if self._superseded else self._everything
        keys: list[str] | None = None
        if self._superseded:
            numbers = np.unique(snapshot.document_of[valid])
            keys = [snapshot.documents[int(n)].key for n in numbers]
        queries = [self._embedder.query(text) for text in question.dense]
        hits: dict[int, float] = {}
        if keys is None or keys:
            # An English question finds Chinese passages better by its Chinese gist.
            found = self._nearest(queries[-1], NEAREST, keys)
            similarities = np.array([s for _, s in found], dtype=np.float32)
            spread = float(similarities.std()) + 1e-4 if len(found) else 1.0
            # Squeezed cosines (0.79–0.91) are only comparable within one question.
            floor = float(similarities.min()) if len(found) else 0.0
            known = snapshot.window_ids
            hits = {known[i]: min((s - floor) / spread, 5.0) for i, s in found if i in known}
        meant = self.names.meant(question.folded)
        named = np.isin(snapshot.document_of, np.array(sorted(meant), dtype=np.int32))
        valid = snapshot.once(valid) if self._superseded else valid
        said = snapshot.senses.said(question, self._embedder.words)
        return signals(snapshot, question, queries, hits, valid, named, said)

    def figures(self, question: Question, day: date) -> dict[str, float]:
        """What the question reaches on this index: for calibration."""
        return gate.figures(self.measure(question, day))

    def find(self, question: Question, day: date) -> Found:
        """The best passages and the answer's span, and the confidence that they answer."""
        snapshot = self.snapshot
        found = self.measure(question, day)
        figures = gate.figures(found)
        if not len(found.chosen):
            return Found([], None, 0.0, figures)
        scores = self.ranker.score(FEATURES, found.values) + _NAMED * found.named[found.chosen]
        size = len(snapshot.spans)
        cited = passages(snapshot, masses(size, found.chosen, scores, _RANK_HEAT))
        saying = masses(size, found.chosen, scores - self._silent(found), _ANSWER_HEAT)
        best = extended(snapshot, answer(snapshot, saying, _FRUGAL))
        wide = self._with_answer([padded(snapshot, c) for c in cited], best)
        figures |= gate.ranked_figures(snapshot, found, scores, wide, best)
        if best is not None:
            figures["read"] = reader.read(snapshot, question.folded, best.focus)
        sure = gate.confidence(figures, self.calibration)
        if (question.wants_figure and not self._figure_in(question, wide)) or figures.get("unit_missing_cited"):
            # Asked how much, and no passage names such a figure or any in that measure: related at best.
            sure = min(sure, gate.ANSWER_FROM - 0.01)
        order = np.argsort(-scores)[:_RIVALS]
        rivals = [int(found.chosen[at]) for at in order if scores[at] >= scores[order[0]] - _RIVAL_WITHIN]
        return Found(wide, best, sure, figures, rivals)

    def _figure_in(self, question: Question, cited: list[Span]) -> bool:
        kinds = question.wants & (NUMERIC - {"number"})
        typed = typed_for(self.snapshot, kinds) if kinds else self.snapshot.traits.digits
        return any(bool(typed[c.first : c.last + 1].any()) for c in cited)

    def _silent(self, found: Signals) -> Floats:
        """What speaks against each candidate as the answer itself."""
        traits, chosen = self.snapshot.traits, found.chosen
        digits = traits.digits[chosen]
        against = (
            _NO_ANSWER["heading"] * (traits.heading[chosen] & ~digits) + _NO_ANSWER["question"] * traits.asking[chosen]
        )
        if found.question.wants & NUMERIC:
            typed = typed_for(self.snapshot, found.question.wants)[chosen]
            against = against + _NO_ANSWER["no figure"] * ~digits + _NO_ANSWER["other figure"] * ~typed
        if unit := found.question.unit:
            other = np.fromiter(
                (not units.figure_in(self.snapshot.folded[n], unit) for n in chosen), np.bool_, len(chosen)
            )
            against = against + _NO_ANSWER["other measure"] * other
        return np.asarray(against, dtype=np.float32)

    def _with_answer(self, cited: list[Span], best: Span | None) -> list[Span]:
        """Every answer stands in a citation: the passage that holds it comes first, made if there is none."""
        if best is None:
            return cited
        holding = [c for c in cited if c.first <= best.first and best.last <= c.last]
        if holding:
            return [replace(holding[0], focus=best.focus), *(c for c in cited if c is not holding[0])]
        return [padded(self.snapshot, best), *cited][:CITATIONS]

    def place(self, sentence: int) -> str:
        """A sentence under its heading path, folded."""
        document = self.snapshot.documents[int(self.snapshot.document_of[sentence])]
        section = document.section_at(self.snapshot.spans[sentence][0]) or ""
        return f"{self.snapshot.folded[sentence]} {section}"

    def citation(self, span: Span) -> Citation:
        snapshot = self.snapshot
        document = snapshot.documents[int(snapshot.document_of[span.first])]
        start, end = snapshot.spans[span.first][0], snapshot.spans[span.last][1]
        focus = snapshot.spans[span.focus][0]
        return Citation(
            document.name,
            document.section_at(focus),
            document.page_at(focus),
            quote(snapshot, span),
            f"{document.key}-{start}-{end}",
            document.version,
            document.effective,
        )

    def answer_text(self, span: Span) -> str:
        """The answering sentences, at most 200 characters: list items and table rows on lines of their own, without the
        heading that the citation's section names."""
        document = self.snapshot.documents[int(self.snapshot.document_of[span.first])]
        start, end = self.snapshot.spans[span.first][0], self.snapshot.spans[span.last][1]
        lines = told_lines(document.text[start:end], (document.section_at(start) or "").split(" › "))
        text = "\n".join(lines)
        if len(lines) == 1:
            text = _MARK.sub("", text)
        text = _PUNCTUATION.sub("", text).strip().rstrip(",，、；;")
        return text if len(text) <= ANSWER else text[: ANSWER - 1].rstrip(",，、 \n") + "…"


_MARK = re.compile(r"^(?:[-*•·]\s*|[（(]?\d{1,2}[)）、.](?!\d)\s*)")
_PUNCTUATION = re.compile(r"^[,，、;；:：。\s]+")
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]{1,4}[章编部篇条节、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*)\s*"
)


def told_lines(text: str, headings: Sequence[str]) -> list[str]:
    """The lines of an answer: without those in front that are one of its ``headings`` and name no figure, if more follows."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    named = {squeeze(heading) for heading in headings}
    while len(lines) > 1 and squeeze(lines[0]) in named and not re.search(r"\d", _NUMBERING.sub("", lines[0])):
        lines.pop(0)
    return lines
