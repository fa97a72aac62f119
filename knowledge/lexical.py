"""The lexical side: an inverted index over sentences that also scores the passages around them (BM25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
_K1, _B = 1.2, 0.6


@dataclass(slots=True)
class LexicalScores:
    """One value a sentence: BM25 of the sentence and of its parent, and the share of the query's weight they hold."""

    sentence: Floats
    parent: Floats
    coverage: Floats
    parent_coverage: Floats
    known: float
    """Share of the query's weight whose tokens stand anywhere in the index."""


class LexicalIndex:
    """Built from the tokens of each sentence, in order; ``parent_of[i]`` is the parent of sentence i."""

    def __init__(self, token_lists: list[list[str]], parent_of: Ints) -> None:
        self.size = len(token_lists)
        self._parent_of = parent_of
        self._parents = int(parent_of.max()) + 1 if self.size else 0
        self._lengths = np.array([len(t) for t in token_lists], dtype=np.float32)
        self._parent_lengths = (
            np.bincount(parent_of, self._lengths, self._parents).astype(np.float32)
            if self.size
            else np.zeros(0, np.float32)
        )
        self._mean = float(self._lengths.mean()) if self.size else 1.0
        self._parent_mean = float(self._parent_lengths.mean()) if self.size else 1.0
        counted = [Counter(t) for t in token_lists]
        self.vocabulary: dict[str, int] = {}
        for token in chain.from_iterable(counted):
            self.vocabulary.setdefault(token, len(self.vocabulary))
        rows: list[list[int]] = [[] for _ in self.vocabulary]
        counts: list[list[int]] = [[] for _ in self.vocabulary]
        for at, counter in enumerate(counted):
            for token, count in counter.items():
                number = self.vocabulary[token]
                rows[number].append(at)
                counts[number].append(count)
        self._rows = [np.array(r, dtype=np.int32) for r in rows]
        self._counts = [np.array(c, dtype=np.float32) for c in counts]

    def idf(self, token: str) -> float:
        """How telling a token is; a token that the index does not know counts as very telling."""
        number = self.vocabulary.get(token)
        holding = len(self._rows[number]) if number is not None else 0
        return float(np.log1p((self.size - holding + 0.5) / (holding + 0.5)))

    def frequency(self, token: str) -> int:
        number = self.vocabulary.get(token)
        return len(self._rows[number]) if number is not None else 0

    def rows(self, token: str) -> Ints:
        number = self.vocabulary.get(token)
        return self._rows[number] if number is not None else np.zeros(0, np.int32)

    def scores(self, query: Mapping[str, float]) -> LexicalScores:
        """Scores of all sentences for weighted query tokens."""
        sentence = np.zeros(self.size, np.float32)
        coverage = np.zeros(self.size, np.float32)
        parent = np.zeros(self._parents, np.float32)
        parent_coverage = np.zeros(self._parents, np.float32)
        whole = known = 0.0
        for token, weight in query.items():
            mass = weight * self.idf(token)
            whole += mass
            number = self.vocabulary.get(token)
            if number is None:
                continue
            known += mass
            rows, counts = self._rows[number], self._counts[number]
            sentence[rows] += (
                mass * counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * self._lengths[rows] / self._mean))
            )
            coverage[rows] += mass
            in_parent = np.bincount(self._parent_of[rows], counts, self._parents)
            hit = np.flatnonzero(in_parent)
            some = in_parent[hit]
            parent[hit] += (
                mass * some * (_K1 + 1) / (some + _K1 * (1 - _B + _B * self._parent_lengths[hit] / self._parent_mean))
            ).astype(np.float32)
            parent_coverage[hit] += mass
        scale = whole or 1.0
        return LexicalScores(
            sentence,
            parent[self._parent_of],
            coverage / scale,
            (parent_coverage / scale)[self._parent_of],
            known / scale,
        )


def merged(token_lists: Iterable[list[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(token_lists))
