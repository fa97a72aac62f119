"""The passages in Chroma, through LangChain: added by text, found by vector."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from benefits.errors import Unavailable
from knowledge.embedding import Embedder, Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

_BATCH = 500


class _Cached(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.passages(texts)[0].tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.query(text).tolist()  # type: ignore[no-any-return]


class PassageIndex:
    """One Chroma collection for each tenant and embedding model (a filter at 100k rows costs 700 ms)."""

    def __init__(self, folder: Path, collection: str, embedder: Embedder, url: str | None) -> None:
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        settings = Settings(anonymized_telemetry=False)
        self._url = url
        name = "passages-" + hashlib.sha256(f"{collection}\0{embedder.name}".encode()).hexdigest()[:20]
        with self._reaching():
            client = self._client(folder, url, settings)
            self._chroma = Chroma(
                name, embedding_function=_Cached(embedder), client=client, collection_metadata={"hnsw:space": "cosine"}
            )

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Errors of the way to a Chroma server become ``Unavailable("chroma-unreachable")``."""
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except (httpx.HTTPError, ChromaError, ValueError, ConnectionError) as error:
            if self._url is None:
                raise
            raise Unavailable("chroma-unreachable", url=self._url) from error

    @staticmethod
    def _client(folder: Path, url: str | None, settings: Settings) -> ClientAPI:
        import chromadb

        if url:
            parts = urlsplit(url if "//" in url else f"//{url}")
            secure = parts.scheme == "https"
            return chromadb.HttpClient(
                parts.hostname or "127.0.0.1", parts.port or (443 if secure else 8000), ssl=secure, settings=settings
            )
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(folder), settings=settings)

    def ids(self) -> set[str]:
        with self._reaching():
            return set(self._chroma.get(include=[])["ids"])

    def add(self, ids: list[str], texts: list[str], document_key: str) -> None:
        for at in range(0, len(ids), _BATCH):
            part = slice(at, at + _BATCH)
            rows = [{"document": document_key}] * len(ids[part])
            with self._reaching():
                self._chroma.add_texts(texts[part], metadatas=rows, ids=ids[part])

    def delete(self, ids: list[str]) -> None:
        for at in range(0, len(ids), _BATCH):
            with self._reaching():
                self._chroma.delete(ids=ids[at : at + _BATCH])

    def nearest(self, vector: Vectors, count: int, documents: list[str] | None = None) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first; ``documents`` narrows to these keys."""
        where = {"document": {"$in": documents}} if documents is not None else None
        with self._reaching():
            found = self._chroma.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(),  # type: ignore[arg-type]
                k=count,
                filter=where,  # type: ignore[arg-type]
            )
        return [(str(document.id), 1.0 - float(distance)) for document, distance in found]
