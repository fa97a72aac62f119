"""HR's way into the library: a document is received, read into a draft, tried, then published or dropped."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from benefits.errors import NotFound, Unavailable
from knowledge.base import DocumentKnowledge
from knowledge.document import Document, units
from knowledge.drafts import Drafts
from knowledge.ingestion import Incoming, read
from knowledge.loaders import Aids, ReadingStopped
from knowledge.synonyms import OwnSynonyms, suggest
from knowledge.uploads import Uploads
from knowledge.warming import Warming
from services.knowledge import Answer, DocumentDraft, DocumentReport, Passage, ReadingProgress, SynonymEntry

T = TypeVar("T")
_SOON = 15.0
"""Seconds that an upload waits for its vectors; a longer document is shown before it can be tried and published."""


class DocumentLibrarian:
    """``services.knowledge.Librarian`` over one knowledge base. Work runs in threads; the event loop never waits."""

    def __init__(self, knowledge: DocumentKnowledge, folder: Path, collection: str = "default") -> None:
        self._knowledge = knowledge
        self._drafts = Drafts(folder / collection / "drafts")
        self._uploads = Uploads(folder / collection / "uploads")
        self._synonyms = OwnSynonyms(folder / "synonyms.txt")
        self._warming = Warming(knowledge.holdings.embedded)

    async def draft(self, filename: str, data: bytes, effective: date | None) -> DocumentDraft:
        return await _thread(lambda: self._draft(filename, data, effective))

    async def receive(self, filename: str, data: bytes, effective: date | None) -> str:
        return await _thread(lambda: self._uploads.keep(filename, data, effective))

    async def read(self, key: str, going_on: Callable[[], bool]) -> DocumentDraft:
        return await _thread(lambda: self._read(key, going_on))

    async def give_up(self, key: str) -> None:
        await _thread(lambda: self._uploads.refuse(self._uploads.read(key), "gave_up"))

    async def drafts(self) -> list[DocumentDraft]:
        return await _thread(self._listed)

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
        key = self._uploads.keep(filename, data, effective)
        draft = self._read(key, lambda: True)
        if draft.report.problem is not None:
            self._uploads.drop(key)
            return draft
        self._warming.wait(self._drafts.read(key)[0].key, _SOON)
        return self._open(key)

    def _read(self, key: str, going_on: Callable[[], bool]) -> DocumentDraft:
        if key in self._drafts.listed():  # read already: killed before the end of the job, or given in twice
            self._uploads.drop(key)
            return self._open(key)
        upload = self._uploads.read(key)
        if upload.problem is not None:
            return DocumentDraft(key, upload.effective, upload.report())

        def told(what: str, done: int, of: int) -> None:
            if not going_on():
                raise ReadingStopped
            self._uploads.tell(key, ReadingProgress(what, done, of))

        ocr = self._knowledge.ocr
        aids = Aids(self._uploads.remembering(key, ocr) if ocr else None, told)
        made = None
        with contextlib.suppress(ReadingStopped):
            made = read(upload.path, upload.effective, aids)
        upload = self._uploads.read(key)  # not found: dropped meanwhile
        if made is None:
            raise Unavailable("reading-stopped")
        document = made.document
        if document is None:
            self._uploads.refuse(upload, made.problem or "corrupt")
            return DocumentDraft(key, upload.effective, upload.report())
        told_of = tuple(document.dropped), tuple(document.doubtful)
        report = DocumentReport(document.name, document.page_count, len(units(document).windows), 0, *told_of)
        self._drafts.keep(key, document, report)
        self._uploads.drop(key)
        self._warming.begin(document)
        return self._told(key, document, report)

    def _listed(self) -> list[DocumentDraft]:
        read, found = self._drafts.listed(), []
        for key in [*(key for key in self._uploads.listed() if key not in read), *read]:
            with contextlib.suppress(NotFound):  # dropped or published meanwhile
                found.append(self._told(key, *self._drafts.read(key)) if key in read else self._unread(key))
        return found

    def _unread(self, key: str) -> DocumentDraft:
        upload = self._uploads.read(key)
        progress = None if upload.problem else self._uploads.progress(key)
        return DocumentDraft(key, upload.effective, upload.report(), reading=progress)

    def _open(self, key: str) -> DocumentDraft:
        with contextlib.suppress(NotFound):
            return self._unread(key)
        document, report = self._drafts.read(key)
        self._warming.begin(document)  # goes on with what a restart cut short
        self._warming.wait(document.key, 1)
        return self._told(key, document, report)

    def _told(self, key: str, document: Document, report: DocumentReport) -> DocumentDraft:
        beginning, share = document.text[:4000], self._warming.share(document.key)
        return DocumentDraft(key, document.effective, report, beginning, len(document.text), share)

    def _ask(self, key: str, question: str, language: str, as_of: date | None) -> Answer:
        document, _ = self._drafts.read(key)
        self._warming.wait(document.key)
        # Before its first day a draft would answer nothing: it is tried as of that day.
        day = as_of or max(date.today(), document.effective or date.min)
        return self._knowledge.answer_from(self._knowledge.holdings.with_draft(document), question, language, day)

    def _publish(self, key: str) -> DocumentReport:
        document, report = self._drafts.read(key)
        self._warming.wait(document.key)
        (made,) = self._knowledge.ingest_read([Incoming(report.document, report.pages, document)])
        self._drafts.drop(key)
        self._warming.forget(document.key)
        return made

    def _drop(self, key: str) -> None:
        self._uploads.drop(key)
        try:
            document, _ = self._drafts.read(key)
        except NotFound:
            return
        self._drafts.drop(key)
        self._warming.forget(document.key)
        self._knowledge.holdings.forget(document)


async def _thread(work: Callable[[], T]) -> T:
    return await asyncio.to_thread(work)
