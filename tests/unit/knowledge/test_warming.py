"""Drafts get their vectors in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from benefits.errors import Unavailable
from knowledge.document import Document, build
from knowledge.warming import Warming

DRAFT = build("a.md", [(None, "第一条 门诊报销七成。\n第二条 住院报销八成。\n" * 40)], None, 1)


def test_a_long_draft_is_under_way_and_then_ready() -> None:
    halfway, going_on = threading.Event(), threading.Event()

    def embed(_: Document, told: Callable[[int, int], None]) -> None:
        told(4, 8)
        halfway.set()
        assert going_on.wait(10)
        told(8, 8)

    warming = Warming(embed)
    assert warming.share(DRAFT.key) == 1  # nothing to wait for
    warming.begin(DRAFT)
    assert halfway.wait(10)
    assert 0 < warming.share(DRAFT.key) < 1
    assert not warming.wait(DRAFT.key, 0)
    going_on.set()
    assert warming.wait(DRAFT.key, 10)
    assert warming.share(DRAFT.key) == 1


def test_what_the_embedder_raises_reaches_who_waits_and_the_next_try_begins_anew() -> None:
    tries = []

    def embed(_: Document, __: Callable[[int, int], None]) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable("embedding-unavailable")

    warming = Warming(embed)
    warming.begin(DRAFT)
    with pytest.raises(Unavailable):
        warming.wait(DRAFT.key, 10)
    warming.begin(DRAFT)
    assert warming.wait(DRAFT.key, 10)


def test_a_dropped_draft_is_worked_on_no_more() -> None:
    told_off = threading.Event()

    def embed(_: Document, told: Callable[[int, int], None]) -> None:
        try:
            for done in range(10**9):
                told(done, 10**9)
        finally:
            told_off.set()

    warming = Warming(embed)
    warming.begin(DRAFT)
    warming.forget(DRAFT.key)
    assert told_off.is_set()
