"""What readers search: an immutable picture of all documents, swapped whole when a new one is ready."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document, Units, units
from knowledge.embedding import Vectors
from knowledge.lexical import LexicalIndex
from knowledge.senses import Senses
from knowledge.text import fold, tokens
from knowledge.traits import Traits, read
from knowledge.words import told

QUOTE = 500
"""Characters of a citation at most."""
Ints = NDArray[np.int32]


@dataclass(slots=True)
class Snapshot:
    """Sentences of all documents in order, with everything that scores them.

    ``vectors`` is n × dimension (unit rows); ``document_of``, ``parent_of`` and ``window_of`` are n long.
    """

    documents: list[Document]
    units: list[Units]
    first: list[int]
    """Number of each document's first sentence."""
    spans: list[tuple[int, int]]
    folded: list[str]
    folded_documents: list[str]
    """All sentences of each document in one text, to look words up in."""
    document_of: Ints
    parent_of: Ints
    window_of: Ints
    window_ids: dict[str, int]
    window_ranges: list[tuple[int, int]]
    vectors: Vectors
    lexical: LexicalIndex
    senses: Senses
    traits: Traits
    starts: Ints
    ends: Ints
    section_of: Ints
    """Number of the section each sentence stands in, counted within its document."""
    same_as: Ints
    """Number of each sentence's text: copies of a sentence share it."""
    quote_end: Ints
    """One past the last sentence of the longest quote that begins at each sentence."""

    def text(self, sentence: int) -> str:
        start, end = self.spans[sentence]
        return self.documents[int(self.document_of[sentence])].text[start:end]

    def valid(self, day: date) -> NDArray[np.bool_]:
        """Which sentences count on ``day``: of each document the newest version already in force."""
        newest: dict[str, int] = {}
        for number, document in enumerate(self.documents):
            if document.effective is not None and document.effective > day:
                continue
            best = newest.get(document.name)
            if best is None or (document.effective or date.min) >= (self.documents[best].effective or date.min):
                newest[document.name] = number
        return np.isin(self.document_of, np.array(sorted(newest.values()), dtype=np.int32))

    def once(self, valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of the ``valid`` sentences the first of each text: an article that was copied counts once."""
        numbers = np.flatnonzero(valid)
        kept = np.zeros_like(valid)
        kept[numbers[np.unique(self.same_as[numbers], return_index=True)[1]]] = True
        return kept


def window_id(document: Document, number: int) -> str:
    return f"{document.key}:{number}"


def sentence_texts(document: Document, cut: Units) -> list[str]:
    return [document.text[a:b] for a, b in cut.sentences]


def word_texts(document: Document, cut: Units) -> list[str]:
    """The words whose vectors a snapshot of the document needs."""
    return sorted({word for text in sentence_texts(document, cut) for word in told(fold(text))})


def window_texts(document: Document, cut: Units) -> list[str]:
    return [document.text[cut.sentences[a][0] : cut.sentences[b - 1][1]] for a, b in cut.windows]


def make(
    documents: Sequence[Document], vectors_of: dict[str, Vectors], words: Callable[[list[str]], Vectors]
) -> Snapshot:
    """A snapshot; ``vectors_of`` maps a document's key to its sentences' vectors, ``words`` gives those of words."""
    cuts = [units(document) for document in documents]
    first: list[int] = []
    spans: list[tuple[int, int]] = []
    document_of: list[int] = []
    parent_of: list[int] = []
    window_of: list[int] = []
    window_ids: dict[str, int] = {}
    window_ranges: list[tuple[int, int]] = []
    parents = 0
    for number, (document, cut) in enumerate(zip(documents, cuts, strict=True)):
        base = len(spans)
        first.append(base)
        spans.extend(cut.sentences)
        document_of.extend([number] * len(cut.sentences))
        for a, b in cut.parents:
            parent_of.extend([parents] * (b - a))
            parents += 1
        for at, (a, b) in enumerate(cut.windows):
            window_ids[window_id(document, at)] = len(window_ranges)
            window_of.extend([len(window_ranges)] * (b - a))
            window_ranges.append((base + a, base + b))
    folded = [fold(documents[d].text[a:b]) for d, (a, b) in zip(document_of, spans, strict=True)]
    rows = [vectors_of[document.key] for document in documents if len(vectors_of[document.key])]
    starts = np.array([a for a, _ in spans], dtype=np.int32)
    ends = np.array([b for _, b in spans], dtype=np.int32)
    return Snapshot(
        list(documents),
        cuts,
        first,
        spans,
        folded,
        [" ".join(folded[a:b]) for a, b in zip(first, [*first[1:], len(folded)], strict=True)] if first else [],
        np.array(document_of, dtype=np.int32),
        np.array(parent_of, dtype=np.int32),
        np.array(window_of, dtype=np.int32),
        window_ids,
        window_ranges,
        np.concatenate(rows) if rows else np.zeros((0, 1), np.float32),
        LexicalIndex([tokens(text) for text in folded], np.array(parent_of, dtype=np.int32)),
        Senses(folded, words),
        read(folded),
        starts,
        ends,
        np.array([documents[d].section_number(a) for d, (a, _) in zip(document_of, spans, strict=True)], np.int32),
        np.unique(np.array([re.sub(r"\W+", "", text) for text in folded], dtype=object), return_inverse=True)[1].astype(
            np.int32
        )
        if folded
        else np.zeros(0, np.int32),
        _quote_ends(starts, ends, first),
    )


def _quote_ends(starts: Ints, ends: Ints, first: list[int]) -> Ints:
    found = np.zeros(len(starts), dtype=np.int32)
    if not first:
        return found
    for a, b in zip(first, [*first[1:], len(starts)], strict=True):
        found[a:b] = a + np.searchsorted(ends[a:b], starts[a:b] + QUOTE, side="right")
    # A sentence longer than a quote still makes a passage of its own.
    return np.maximum(found, np.arange(1, len(starts) + 1, dtype=np.int32))
