"""What words mean, as vectors: a question's 老公 comes near the 配偶 of a sentence that shares no character with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from knowledge.embedding import Vectors
from knowledge.question import Question
from knowledge.words import rarity, told

_FAR, _SAME = 0.25, 0.70
"""Cosines around the mean of all words, below which two words have nothing in common and above which they mean the same."""
_OTHER = 0.9
"""What another word for the asked one counts."""
_ENGLISH = 0.6
"""Weight of an English word; Chinese ones weigh as much as they are rare."""


class Senses:
    """The words of every sentence of a snapshot. ``embed`` gives unit vectors of words, one row each, kept with the index."""

    def __init__(self, sentences: Sequence[str], embed: Callable[[list[str]], Vectors]) -> None:
        words_of = [sorted(set(told(text))) for text in sentences]
        vocabulary = sorted(set(chain.from_iterable(words_of)))
        self._number = {word: at for at, word in enumerate(vocabulary)}
        counts = np.array([len(words) for words in words_of], dtype=np.int64)
        self._size = len(words_of)
        self._wordy = np.flatnonzero(counts)
        self._starts = (np.cumsum(counts) - counts)[self._wordy]
        self._words = np.array([self._number[w] for w in chain.from_iterable(words_of)], dtype=np.int32)
        raw = embed(vocabulary)
        self._mean = raw.mean(axis=0) if len(raw) else np.zeros(1, np.float32)
        self._vectors = _unit(raw - self._mean) if len(raw) else raw

    def said(self, question: Question, embed: Callable[[list[str]], Vectors]) -> tuple[Vectors, Vectors]:
        """How near each sentence comes to each thing that the question speaks of (things × sentences, 0 to 1), and the
        things' weights."""
        things = asked(question)
        weights = np.array([_ENGLISH if question.language == "en" else rarity(t[0]) for t in things], dtype=np.float32)
        if not things or not len(self._words):
            return np.zeros((len(things), self._size), np.float32), weights
        terms = list(dict.fromkeys(term for thing in things for term in thing if len(term) > 1))
        unknown = [term for term in terms if term not in self._number]
        strange = dict(zip(unknown, _unit(embed(unknown) - self._mean), strict=True)) if unknown else {}
        rows = np.stack([strange[t] if t in strange else self._vectors[self._number[t]] for t in terms])
        near = dict(zip(terms, rows @ self._vectors.T, strict=True))
        found = np.zeros((len(things), self._size), np.float32)
        for row, (first, *others) in zip(found, things, strict=True):
            best = near[first]
            for other in others:
                if other in near:
                    best = np.maximum(best, _OTHER * near[other])
            row[self._wordy] = np.maximum.reduceat(best[self._words], self._starts)
        return np.clip((found - _FAR) / (_SAME - _FAR), 0.0, 1.0), weights


def asked(question: Question) -> tuple[tuple[str, ...], ...]:
    """The things that a question speaks of, numbers apart, each with the terms that documents use for it."""
    things = question.concepts if question.language == "en" else question.words
    return tuple(thing for thing in things if len(thing[0]) > 1 and not thing[0][0].isdigit())


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)
