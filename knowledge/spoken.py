"""What a question speaks of, looked for by the answer, in its document and anywhere: what is missing speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from knowledge import focus, units
from knowledge.names import title as title_of
from knowledge.question import Question
from knowledge.ranking import Signals
from knowledge.selection import Span
from knowledge.senses import asked
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


def senses_said(
    snapshot: Snapshot, found: Signals, near: slice, cited: Sequence[Span], answered: Span
) -> dict[str, float]:
    """The same by what words mean, and whether the answer itself says what is asked for (the word beside 多少, the measure,
    a name or place): how near it, its surroundings, what is cited, its document and all of them come to each thing."""
    document = int(snapshot.document_of[near.start])
    title, things, said = _title(snapshot, document), asked(found.question), found.said
    own, here = said[:, answered.first : answered.last + 1].max(axis=1), said[:, near].max(axis=1)
    text = " ".join(snapshot.folded[answered.first : answered.last + 1])
    before, after = focus.beside(found.question, things)
    kept = np.array([not any(t in title for t in thing) for thing in things], dtype=np.bool_)
    rest = kept.copy()
    rest[[n for n in (before, after) if n >= 0]] = False
    unit = found.question.unit
    made = {
        "focus_before": float(own[before]) if before >= 0 else 1.0,
        "focus_after": float(own[after]) if after >= 0 else 1.0,
        "focus_before_near": float(here[before]) if before >= 0 else 1.0,
        "focus_before_word": float(before < 0 or any(t in _under_heading(snapshot, near) for t in things[before])),
        "focus_before_weight": float(found.weights[before]) if before >= 0 else 0.0,
        "focus_hole": max([float(found.weights[n] * (1 - own[n])) for n in (before, after) if n >= 0], default=0.0),
        "focus_rest": float(here[rest].mean()) if rest.any() else 1.0,
        "unnamed": float(focus.unnamed(found.question, text)),
        "unit_missing_answer": float(bool(unit) and not units.figure_in(text, unit)),
        "unit_asked": float(bool(unit)),
    }
    weights = found.weights[kept]
    inside = np.flatnonzero(snapshot.document_of == document)
    shown = np.max([here, *(said[:, c.first : c.last + 1].max(axis=1) for c in cited)], axis=0)
    whole, anywhere = said[:, inside].max(axis=1), said.max(axis=1)
    for place, reached in (("own", own), ("near", here), ("cited", shown), ("document", whole), ("anywhere", anywhere)):
        made[f"sense_{place}"] = float(weights @ reached[kept] / weights.sum()) if kept.any() else 1.0
    for place, reached in (("own", own), ("near", here), ("cited", shown)):
        made[f"sense_{place}_least"] = float(reached[kept].min(initial=1.0))
        made[f"sense_{place}_hole"] = float((weights * (1.0 - reached[kept])).max(initial=0.0))
    made["sense_anywhere_hole"] = float((weights * (1.0 - anywhere[kept])).max(initial=0.0))
    made["sense_elsewhere"] = float((weights * (anywhere - here)[kept]).max(initial=0.0))
    made["sense_lost"] = float(weights @ (1.0 - here[kept]))
    return made


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
