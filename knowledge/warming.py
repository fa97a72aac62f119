"""Vectors of drafts, made in the background: HR reads the report of a long document meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.document import Document, units

Embed = Callable[[Document, Callable[[int, int], None]], object]
"""Makes what is missing of a document's vectors; tells how many are there, and of how many, twice from the beginning."""


class _Stopped(Exception):
    pass


@dataclass(slots=True)
class _Work:
    expected: int
    before: int = 0
    last: int = 0
    stopped: bool = False
    done: threading.Event = field(default_factory=threading.Event)
    problem: Exception | None = None

    def told(self, done: int, _: int) -> None:
        if self.stopped:
            raise _Stopped
        if done < self.last:  # passages are through, sentences follow
            self.before += self.last
        self.last = done


class Warming:
    """One thread a draft that is under way; they end with the process, and what they made stays in the cache."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._works: dict[str, _Work] = {}
        self._lock = threading.Lock()

    def begin(self, document: Document) -> None:
        """Unless it is under way or was done by this process; after a restart what is missing is made up for."""
        with self._lock:
            if document.key in self._works and self._works[document.key].problem is None:
                return
            cut = units(document)
            work = self._works[document.key] = _Work(max(len(cut.windows) + len(cut.sentences), 1))
        threading.Thread(target=self._run, args=(document, work), name="draft-vectors", daemon=True).start()

    def share(self, key: str) -> float:
        """How much is done, 0 to 1; 1 for what isn't under way."""
        work = self._works.get(key)
        return 1.0 if work is None or work.done.is_set() else min((work.before + work.last) / work.expected, 0.99)

    def wait(self, key: str, seconds: float | None = None) -> bool:
        """True when all is done. Raises what the embedder raised."""
        work = self._works.get(key)
        if work is None:
            return True
        done = work.done.wait(seconds)
        if work.problem is not None:
            raise work.problem
        return done

    def forget(self, key: str) -> None:
        """Stop the work for a draft that was published or dropped."""
        with self._lock:
            work = self._works.pop(key, None)
        if work is not None:
            work.stopped = True
            work.done.wait(30)

    def _run(self, document: Document, work: _Work) -> None:
        try:
            self._embed(document, work.told)
        except _Stopped:
            pass
        except Exception as problem:  # raised again in the thread that waits
            work.problem = problem
        finally:
            work.done.set()
