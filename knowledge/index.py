"""The passages in Chroma, through LangChain: added by text, found by vector."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from knowledge.embedding import Embedder, Vectors

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
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        settings = Settings(anonymized_telemetry=False)
        if url:
            parts = urlsplit(url if "//" in url else f"//{url}")
            secure = parts.scheme == "https"
            client = chromadb.HttpClient(
                parts.hostname or "127.0.0.1", parts.port or (443 if secure else 8000), ssl=secure, settings=settings
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(str(folder), settings=settings)
        name = "passages-" + hashlib.sha256(f"{collection}\0{embedder.name}".encode()).hexdigest()[:20]
        self._chroma = Chroma(
            name, embedding_function=_Cached(embedder), client=client, collection_metadata={"hnsw:space": "cosine"}
        )

    def ids(self) -> set[str]:
        return set(self._chroma.get(include=[])["ids"])

    def add(self, ids: list[str], texts: list[str], document_key: str) -> None:
        for at in range(0, len(ids), _BATCH):
            part = slice(at, at + _BATCH)
            self._chroma.add_texts(texts[part], metadatas=[{"document": document_key}] * len(ids[part]), ids=ids[part])

    def delete(self, ids: list[str]) -> None:
        for at in range(0, len(ids), _BATCH):
            self._chroma.delete(ids=ids[at : at + _BATCH])

    def nearest(self, vector: Vectors, count: int, documents: list[str] | None = None) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first; ``documents`` narrows to these keys."""
        where = {"document": {"$in": documents}} if documents is not None else None
        found = self._chroma.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=count, filter=where)  # type: ignore[arg-type]
        return [(str(document.id), 1.0 - float(distance)) for document, distance in found]
