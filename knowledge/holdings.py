"""What the knowledge base holds: documents on disk, vectors, Chroma, and the snapshot that readers search."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from knowledge import gate
from knowledge.answering import Searcher
from knowledge.document import Document, units
from knowledge.embedding import Embedder, Vectors
from knowledge.index import PassageIndex
from knowledge.library import Library, Manifest
from knowledge.lock import OwnerLock
from knowledge.names import Names
from knowledge.question import Question
from knowledge.snapshot import Snapshot, make, sentence_texts, window_id, window_texts, word_texts
from knowledge.typos import Corrector

_OWN_WORDS = 24
"""Sentences whose beginnings calibrate the gate."""


class Holdings:
    """One collection. Readers get a whole snapshot, swapped when a new one is complete; writers come one at a time.

    The embedded Chroma has one owning process, from first use to ``close``. With a Chroma server any process reads,
    sees what others published, and writes while it holds the lock.
    """

    def __init__(
        self,
        folder: Path,
        *,
        collection: str,
        chroma_url: str | None,
        make_embedder: Callable[[], Embedder],
        understood: Callable[[str], Question],
    ) -> None:
        self._folder = folder
        self._collection = collection
        self._chroma_url = chroma_url
        self._make_embedder = make_embedder
        self._understood = understood
        self._library = Library(folder / collection)
        self._owner = OwnerLock(folder / "owner.lock")
        self._starting = threading.RLock()
        self._one_writer = threading.Lock()
        self._parts: tuple[PassageIndex, Embedder] | None = None
        self._searcher: Searcher | None = None
        self._stamp = 0
        self.corrector: Corrector | None = None
        self.names: Names | None = None

    def any(self) -> bool:
        """Whether anything was ever ingested; asks the disk only."""
        return bool(self._library.read().keys)

    def searcher(self) -> Searcher:
        """The search over the newest snapshot; opens everything at its first call."""
        searcher = self._searcher
        if searcher is not None and (self._chroma_url is None or self._library.stamp() == self._stamp):
            return searcher
        with self._starting:
            if self._searcher is None or self._library.stamp() != self._stamp:
                self._adopt(self._loaded())
            assert self._searcher is not None
            return self._searcher

    def documents(self) -> list[Document]:
        return list(self.searcher().snapshot.documents)

    def embed(self, text: str) -> Vectors:
        return self._opened()[1].query(text)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Held around a change. Raises ``Unavailable("knowledge-owned")`` while another process holds the index."""
        with self._one_writer:
            self._owner.take()
            try:
                yield
            finally:
                if self._chroma_url is not None:
                    self._owner.release()

    def prepare(self, document: Document, progress: Callable[[int, int], None] | None) -> tuple[int, int]:
        """Keep a document's text and vectors, not yet visible. Returns its passages, and how many were embedded now."""
        self._library.keep(document)
        return self.embedded(document, progress)

    def embedded(self, document: Document, progress: Callable[[int, int], None] | None = None) -> tuple[int, int]:
        """Keep a document's vectors only. Returns its passages, and how many were embedded now."""
        _, embedder = self._opened()
        texts = window_texts(document, units(document))
        _, fresh = embedder.passages(texts, progress)
        embedder.passages(sentence_texts(document, units(document)), progress)
        embedder.passages(word_texts(document, units(document)), progress)
        return len(texts), sum(fresh)

    def with_draft(self, draft: Document) -> Searcher:
        """A search over what is published with ``draft`` in the place of what it would replace; nothing is written."""
        index, embedder = self._opened()
        present = self.searcher()
        documents = replaced(self.documents(), draft)
        ids, vectors = _ids(draft), embedder.passages(window_texts(draft, units(draft)))[0]

        def nearest(vector: Vectors, count: int, keys: list[str] | None) -> list[tuple[str, float]]:
            found = index.nearest(vector, count, keys) if keys is None or keys else []
            if keys is None or draft.key in keys:
                found += [(i, float(row @ vector)) for i, row in zip(ids, vectors, strict=True)]
            return sorted(found, key=lambda pair: -pair[1])[:count]

        return Searcher(self._snapshot(documents), embedder, nearest, present.calibration)

    def forget(self, draft: Document) -> None:
        """Drop the vectors of a draft that nobody published."""
        self._opened()[1].forget(_texts([draft]) - _texts(self.documents()))

    def publish(self, documents: Sequence[Document]) -> None:
        """Chroma rows first, then the manifest, then the swap, then the rows and files that nobody needs any more."""
        index, embedder = self._opened()
        before = self.documents()
        have = self._fill(documents)
        snapshot = self._snapshot(documents)
        searcher = self._calibrated(snapshot)
        keys = [document.key for document in documents]
        self._library.publish(Manifest(keys, embedder.name, searcher.calibration))
        self._adopt(searcher)
        wanted = {i for document in documents for i in _ids(document)}
        index.delete(sorted(have - wanted))
        embedder.forget(_texts(before) - _texts(documents))
        self._library.sweep(keys)

    def close(self) -> None:
        """Give the index up, so that another process may own it."""
        if self._parts is not None:
            self._parts[1].close()
        self._searcher, self._parts = None, None
        self._owner.release()

    def _opened(self) -> tuple[PassageIndex, Embedder]:
        with self._starting:
            if self._parts is None:
                if self._chroma_url is None:
                    self._owner.take()
                embedder = self._make_embedder()
                index = PassageIndex(self._folder / "chroma", self._collection, embedder, self._chroma_url)
                self._parts = index, embedder
            return self._parts

    def _loaded(self) -> Searcher:
        manifest = self._library.read()
        _, embedder = self._opened()
        documents = self._library.documents(manifest)
        # Another embedding model, a new Chroma server, a crash in between: whatever is missing is made again.
        self._fill(documents)
        snapshot = self._snapshot(documents)
        if manifest.keys and manifest.model != embedder.name:
            searcher = self._calibrated(snapshot)
            self._library.publish(Manifest(manifest.keys, embedder.name, searcher.calibration))
            return searcher
        return self._searching(snapshot, manifest.calibration)

    def _fill(self, documents: Sequence[Document]) -> set[str]:
        """Add the passages that Chroma lacks; returns the ids that it had before."""
        index, _ = self._opened()
        have = index.ids()
        for document in documents:
            texts = window_texts(document, units(document))
            missing = [(i, t) for i, t in zip(_ids(document), texts, strict=True) if i not in have]
            if missing:
                index.add([i for i, _ in missing], [t for _, t in missing], document.key)
        return have

    def _snapshot(self, documents: Sequence[Document]) -> Snapshot:
        _, embedder = self._opened()
        vectors = {d.key: embedder.passages(sentence_texts(d, units(d)))[0] for d in documents}
        return make(documents, vectors, lambda words: embedder.passages(words)[0])

    def _searching(self, snapshot: Snapshot, calibration: gate.Calibration) -> Searcher:
        index, embedder = self._opened()
        return Searcher(snapshot, embedder, index.nearest, calibration)

    def _calibrated(self, snapshot: Snapshot) -> Searcher:
        searcher = self._searching(snapshot, gate.Calibration())
        if snapshot.spans:
            long = [text for text in snapshot.folded if 16 <= len(text) <= 80]
            own = [text[: len(text) * 2 // 3] for text in long[:: max(1, len(long) // _OWN_WORDS)][:_OWN_WORDS]]
            today = date.today()
            searcher.calibration = gate.calibrate(lambda text: searcher.figures(self._understood(text), today), own)
        return searcher

    def _adopt(self, searcher: Searcher) -> None:
        self.corrector = Corrector(searcher.snapshot.lexical, searcher.snapshot.folded)
        self.names = searcher.names
        self._searcher = searcher
        self._stamp = self._library.stamp()


def replaced(documents: Sequence[Document], new: Document) -> list[Document]:
    """What is held once ``new`` is in: dated versions stand beside each other, without a date it replaces the document."""
    dated = new.effective is not None
    return [d for d in documents if d.name != new.name or (dated and d.effective != new.effective)] + [new]


def _ids(document: Document) -> list[str]:
    return [window_id(document, number) for number in range(len(units(document).windows))]


def _texts(documents: Sequence[Document]) -> set[str]:
    cuts = [(document, units(document)) for document in documents]
    return {text for d, cut in cuts for text in (*window_texts(d, cut), *sentence_texts(d, cut), *word_texts(d, cut))}
