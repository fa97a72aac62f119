"""HR's way into the library: a document is read into a draft, tried, then published or dropped; removal removes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benefits.errors import NotFound
from knowledge.base import DocumentKnowledge
from knowledge.document import Document, units
from knowledge.drafts import Drafts
from knowledge.ingestion import Incoming, read
from knowledge.synonyms import OwnSynonyms, suggest
from knowledge.warming import Warming
from services.knowledge import Answer, DocumentDraft, DocumentReport, Passage, SynonymEntry

T = TypeVar("T")
_SOON = 15.0
"""Seconds that an upload waits for its vectors; a longer document is shown before it can be tried and published."""


class DocumentLibrarian:
    """``services.knowledge.Librarian`` over one knowledge base. Work runs in threads; the event loop never waits."""

    def __init__(self, knowledge: DocumentKnowledge, folder: Path, collection: str = "default") -> None:
        self._knowledge = knowledge
        self._drafts = Drafts(folder / collection / "drafts")
        self._synonyms = OwnSynonyms(folder / "synonyms.txt")
        self._warming = Warming(knowledge.holdings.embedded)

    async def draft(self, filename: str, data: bytes, effective: date | None) -> DocumentDraft:
        return await _thread(lambda: self._draft(Path(filename).name, data, effective))

    async def drafts(self) -> list[DocumentDraft]:
        return await _thread(lambda: [self._told(key, *self._drafts.read(key)) for key in self._drafts.listed()])

    async def open_draft(self, key: str) -> DocumentDraft:
        return await _thread(lambda: self._open(key))

    async def ask_draft(self, key: str, question: str, language: str, as_of: date | None) -> Answer:
        return await _thread(lambda: self._ask(key, question, language, as_of))

    async def publish_draft(self, key: str) -> DocumentReport:
        return await _thread(lambda: self._publish(key))

    async def drop_draft(self, key: str) -> None:
        await _thread(lambda: self._drop(key))

    async def remove(self, document: str, version: str = "") -> None:
        await _thread(lambda: self._knowledge.remove(document, version))

    async def passages(self) -> list[Passage]:
        return await _thread(lambda: list(self._knowledge.passages()))

    async def suggest(self, corrections: Sequence[tuple[str, str]]) -> list[SynonymEntry]:
        return await _thread(lambda: suggest(corrections, self._knowledge.words(), self._synonyms.read()))

    async def synonyms(self) -> list[SynonymEntry]:
        return await _thread(self._synonyms.read)

    async def keep_synonyms(self, entries: list[SynonymEntry]) -> None:
        await _thread(lambda: self._synonyms.write(entries))

    def _draft(self, filename: str, data: bytes, effective: date | None) -> DocumentDraft:
        with TemporaryDirectory() as folder:
            path = Path(folder) / filename
            path.write_bytes(data)
            made = read(path, effective, self._knowledge.ocr)
        document = made.document
        if document is None:
            return DocumentDraft("", effective, DocumentReport(made.name, made.pages, 0, 0, problem=made.problem))
        told = tuple(document.dropped), tuple(document.doubtful)
        report = DocumentReport(document.name, document.page_count, len(units(document).windows), 0, *told)
        self._warming.begin(document)
        self._warming.wait(document.key, _SOON)
        return self._told(self._drafts.keep(document, report), document, report)

    def _open(self, key: str) -> DocumentDraft:
        document, report = self._drafts.read(key)
        self._warming.begin(document)  # goes on with what a restart cut short
        self._warming.wait(key, 1)
        return self._told(key, document, report)

    def _told(self, key: str, document: Document, report: DocumentReport) -> DocumentDraft:
        beginning, share = document.text[:4000], self._warming.share(key)
        return DocumentDraft(key, document.effective, report, beginning, len(document.text), share)

    def _ask(self, key: str, question: str, language: str, as_of: date | None) -> Answer:
        document, _ = self._drafts.read(key)
        self._warming.wait(key)
        # Before its first day a draft would answer nothing: it is tried as of that day.
        day = as_of or max(date.today(), document.effective or date.min)
        return self._knowledge.answer_from(self._knowledge.holdings.with_draft(document), question, language, day)

    def _publish(self, key: str) -> DocumentReport:
        document, report = self._drafts.read(key)
        self._warming.wait(key)
        (made,) = self._knowledge.ingest_read([Incoming(report.document, report.pages, document)])
        self._drafts.drop(key)
        self._warming.forget(key)
        return made

    def _drop(self, key: str) -> None:
        try:
            document, _ = self._drafts.read(key)
        except NotFound:
            return
        self._drafts.drop(key)
        self._warming.forget(key)
        self._knowledge.holdings.forget(document)


async def _thread(work: Callable[[], T]) -> T:
    return await asyncio.to_thread(work)
