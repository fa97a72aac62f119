"""What a question speaks of, looked for by the answer, in its document and anywhere: what is missing speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from knowledge import units
from knowledge.names import title as title_of
from knowledge.question import Question
from knowledge.selection import Span
from knowledge.snapshot import Snapshot
from knowledge.text import HAN, fold, tokens
from knowledge.words import rarity


def neighbourhood(snapshot: Snapshot, span: Span) -> slice:
    """The span with a sentence of the same document on either side."""
    document = snapshot.document_of[span.first]
    first, last = max(0, span.first - 1), min(len(snapshot.spans) - 1, span.last + 1)
    return slice(
        first if snapshot.document_of[first] == document else span.first,
        (last if snapshot.document_of[last] == document else span.last) + 1,
    )


def spoken(snapshot: Snapshot, question: Question, near: slice, cited: Sequence[Span]) -> dict[str, float]:
    """How much of what the question speaks of stands near the answer, in its document, anywhere: shares by rarity.

    Names of the document (海澜集团) say where to look and not what is asked: they are left out of ``spoken_what``.
    """
    document = int(snapshot.document_of[near.start])
    around, whole = _under_heading(snapshot, near), snapshot.folded_documents[document]
    title = _title(snapshot, document)
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


def words_said(snapshot: Snapshot, question: Question, near: slice, cited: Sequence[Span]) -> dict[str, float]:
    """The same by words of a dictionary, and what the answer must have besides: the measure.

    Counts of words that are missing near the answer, in what is cited, in its document and anywhere, and how rare the rarest
    of them is (1: as rare as can be).
    """
    document = int(snapshot.document_of[near.start])
    around, whole, title = (
        _under_heading(snapshot, near),
        snapshot.folded_documents[document],
        _title(snapshot, document),
    )
    shown = [_under_heading(snapshot, slice(c.first, c.last + 1)) for c in cited]
    things = [(terms, rarity(terms[0])) for terms in question.words if terms[0] not in title]

    def missing(*texts: str) -> list[float]:
        return [w for terms, w in things if not any(term in text for term in terms for text in texts)]

    near_answer, in_document, in_cited = missing(around), missing(whole), missing(*shown)
    anywhere = missing(*snapshot.folded_documents)
    weight = sum(w for _, w in things)
    return {
        "words": float(len(things)),
        "words_share": 1.0 - sum(near_answer) / weight if weight else 1.0,
        "words_missing": float(len(near_answer)),
        "words_missing_document": float(len(in_document)),
        "words_missing_cited": float(len(in_cited)),
        "words_unknown": float(len(anywhere)),
        "word_missing_most": max(near_answer, default=0.0),
        "word_unknown_most": max(anywhere, default=0.0),
        "unit_missing": float(bool(question.unit) and not units.figure_in(around, question.unit)),
        "unit_missing_cited": float(
            bool(question.unit) and not any(units.figure_in(text, question.unit) for text in (around, *shown))
        ),
    }


def _title(snapshot: Snapshot, document: int) -> str:
    return title_of(fold(snapshot.documents[document].name), snapshot.folded_documents[document])


def _under_heading(snapshot: Snapshot, near: slice) -> str:
    """The sentences with their document's name and section, folded."""
    document = snapshot.documents[int(snapshot.document_of[near.start])]
    heading = document.section_at(snapshot.spans[near.start][0]) or ""
    return " ".join([*snapshot.folded[near], fold(f"{heading} {document.name}")])


def _rarity(snapshot: Snapshot, term: str) -> float:
    return max((snapshot.lexical.idf(token) for token in tokens(term)), default=0.0)


def _known(snapshot: Snapshot, term: str) -> bool:
    return all(snapshot.lexical.frequency(token) for token in tokens(term))
