"""What the parts do without the work in between: plain Chroma and plain BM25 over cut-up raw text."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from knowledge.loaders import load
from knowledge.text import fold, tokens
from services.knowledge import Answer, Citation

CHUNK, OVERLAP = 500, 50


def raw(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """(document, text) of files as their readers give them, uncleaned."""
    return [(path.name, text) for path in paths for _, text in load(path).pages]


def chunks(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(document, chunk) as the usual recursive splitter cuts: at lines, then anywhere."""
    return [(name, piece) for name, text in texts for piece in _cut(text)]


def _cut(text: str) -> list[str]:
    pieces: list[str] = []
    current = ""
    for line in text.splitlines():
        for at in range(0, max(len(line), 1), CHUNK - OVERLAP):
            part = line[at : at + CHUNK]
            if len(current) + len(part) + 1 > CHUNK:
                pieces.append(current)
                current = current[-OVERLAP:] if len(part) + OVERLAP < CHUNK else ""
            current = f"{current}\n{part}" if current else part
    return [p for p in [*pieces, current] if p.strip()]


class PlainChroma:
    """LangChain's Chroma and the embedder, nothing else. Never refuses; its answer is the start of the best chunk."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        import chromadb
        from langchain_chroma import Chroma

        from knowledge.embedding import LocalEmbeddings

        found = chunks(texts)
        self._store = Chroma("plain", embedding_function=LocalEmbeddings(), client=chromadb.EphemeralClient())
        self._store.add_texts([t for _, t in found], metadatas=[{"document": n} for n, _ in found])

    def ask(self, question: str) -> Answer:
        began = time.perf_counter()
        hits = self._store.similarity_search(question, k=3)
        return _answer([(str(h.metadata["document"]), h.page_content) for h in hits], began)


class PlainBm25:
    """bm25s over the same chunks, character pairs as words."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        import bm25s

        self._chunks = chunks(texts)
        self._index = bm25s.BM25()
        self._index.index([tokens(fold(t)) for _, t in self._chunks], show_progress=False)

    def ask(self, question: str) -> Answer:
        began = time.perf_counter()
        scores = self._index.get_scores(tokens(fold(question)) or [""])
        best = sorted(range(len(self._chunks)), key=lambda at: -scores[at])[:3]
        return _answer([self._chunks[at] for at in best], began)


def _answer(found: Sequence[tuple[str, str]], began: float) -> Answer:
    cited = tuple(Citation(name, None, None, text[:500], f"{name}-{at}") for at, (name, text) in enumerate(found))
    return Answer(cited[0].quote[:200] if cited else "", "answer", cited, time.perf_counter() - began)
