"""What words mean: nearness by vectors that a test gives, whatever the characters."""

from __future__ import annotations

import numpy as np

from knowledge.embedding import Vectors
from knowledge.question import understand
from knowledge.senses import Senses, asked
from knowledge.vocabulary import load

VOCABULARY = load()
MEANING = {"配偶": 0, "老婆": 0, "宠物": 1, "医疗": 2, "保费": 3, "食堂": 4}


def vectors(words: list[str]) -> Vectors:
    """One axis a meaning; a word that nobody listed has one of its own."""
    rows = np.zeros((len(words), 64), np.float32)
    for row, word in zip(rows, words, strict=True):
        row[MEANING.get(word, 10 + sum(map(ord, word)) % 50)] = 1.0
    return rows


def test_a_word_is_near_the_sentence_that_means_it_and_far_from_the_others() -> None:
    senses = Senses(["配偶每年交保费", "宠物医疗包", "食堂早餐"], vectors)
    question = understand("老婆的保费", VOCABULARY)
    said, weights = senses.said(question, vectors)
    things = [thing[0] for thing in asked(question)]
    assert said.shape == (len(things), 3)
    wife = said[things.index("老婆")]
    assert wife[0] > 0.9
    assert wife[1] == wife[2] == 0.0
    assert (weights > 0).all()


def test_sentences_without_words_and_questions_without_things_reach_nothing() -> None:
    assert Senses(["1,000", ""], vectors).said(understand("老婆的保费", VOCABULARY), vectors)[0].max() == 0.0
    assert Senses([], vectors).said(understand("老婆的保费", VOCABULARY), vectors)[0].shape[1] == 0
    said, weights = Senses(["宠物医疗包"], vectors).said(understand("多少", VOCABULARY), vectors)
    assert said.shape == (0, 1)
    assert not len(weights)


def test_only_words_that_the_documents_lack_are_embedded() -> None:
    embedded: list[str] = []

    def noting(words: list[str]) -> Vectors:
        embedded.extend(words)
        return vectors(words)

    Senses(["配偶每年交保费"], vectors).said(understand("食堂的保费", VOCABULARY), noting)
    assert "食堂" in embedded
    assert "保费" not in embedded
