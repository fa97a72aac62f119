"""``DocumentKnowledge``: the knowledge base over one data folder, for the bot (async) and the command line (sync)."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.errors import InvalidInput, NotFound
from knowledge import gate, likeness, routing
from knowledge.answering import Found, Searcher
from knowledge.day import asked_day
from knowledge.document import Document
from knowledge.embedding import Embedder, open_embedder
from knowledge.generation import NotAnswered, Writer, chat_model
from knowledge.holdings import Holdings, replaced
from knowledge.ingestion import Incoming, prepare
from knowledge.loaders import OcrPage
from knowledge.parting import several
from knowledge.question import Question, understand, wanted
from knowledge.text import fold, strip_controls, traditional
from knowledge.vocabulary import Vocabulary, load
from services.knowledge import Answer, Citation, DocumentInfo, DocumentReport, KnowledgeBase, Passage, Route, Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Progress = Callable[[str, int, int], None]
"""Document name, passages embedded so far, passages to embed."""

_PASSAGE_ID = re.compile(r"^([0-9a-f]{16})-(\d+)-(\d+)$")
_SURE = 0.85
"""Below this confidence a configured model is asked for other wordings of the question."""
_SHORT = 6
"""Characters of subject, without question words, up to which a question may leave open which benefit it means."""
_CONTEXT = 300
"""Characters shown around a citation in its passage."""


class DocumentKnowledge(KnowledgeBase):
    """Answers from ingested documents. Thread-safe; async methods run in a thread, so the event loop never waits."""

    def __init__(
        self,
        folder: Path,
        *,
        collection: str,
        chroma_url: str | None,
        make_embedder: Callable[[], Embedder],
        make_model: Callable[[], BaseChatModel] | None = None,
    ) -> None:
        self._holdings = Holdings(
            folder,
            collection=collection,
            chroma_url=chroma_url,
            make_embedder=make_embedder,
            understood=self.understood,
        )
        self._own_words = folder / "synonyms.txt"
        self._make_model = make_model
        self._writer: Writer | None = None
        self._vocabulary: Vocabulary | None = None
        self._words_stamp = 0
        self.ocr: OcrPage | None = None
        """Reads a scanned page's PNG; wired in by the composition root."""

    # Reading

    def ask_sync(
        self, question: str, *, language: str = "zh-Hans", as_of: date | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer one message on ``as_of`` (default today), from the versions in force that day or on the day it names."""
        return self.answer_from(self._holdings.searcher(), question, language, as_of, history)

    def answer_from(
        self, searcher: Searcher, question: str, language: str, as_of: date | None, history: Sequence[Turn] = ()
    ) -> Answer:
        """``ask_sync`` over a given search: the present one, or one that holds a draft too."""
        began = time.perf_counter()
        question = strip_controls(question)
        if not re.search(r"\w", question) or not searcher.snapshot.spans:
            return Answer("", "refuse", seconds=time.perf_counter() - began)
        day = as_of or date.today()
        parts: list[Answer] = []
        for part in several(question):
            parts.append(self._on_day(searcher, part, language, day, history))
            history = [*history, Turn(part, "")]
        answer = parts[0] if len(parts) == 1 else _together(parts)
        return replace(answer, seconds=time.perf_counter() - began)

    def _on_day(self, searcher: Searcher, text: str, language: str, today: date, history: Sequence[Turn]) -> Answer:
        """From the documents of the day that the question names; from today's where those of that day say nothing."""
        day = asked_day(fold(text), today)
        if day is not None:
            then = self._one(searcher, text, language, day, history)
            if then.band != "refuse":
                return replace(then, as_of=day)
        return replace(self._one(searcher, text, language, today, history), missed=day)

    def _one(self, searcher: Searcher, text: str, language: str, day: date, history: Sequence[Turn]) -> Answer:
        question = self.understood(text, history)
        found = searcher.find(question, day)
        writer = self._ready_writer()
        if writer is not None and (history or found.confidence < _SURE):
            # The model words the question as documents would; its queries only count when they find more.
            for query in writer.rewrite(question.asked, history):
                other = searcher.find(self.understood(query), day)
                if other.confidence > found.confidence:
                    found = other
        own = fold(question.asked)
        # 那眼镜呢 or 那材料呢 after 住院报多少 asks of something that has no figure of its own.
        plain = routing.topic(own) is not None or likeness.names_nothing(own, self.words().question_words)
        inherits = question.folded.startswith(f"{own} ") and not wanted(own) and plain
        answer = self._worded(searcher, question, found, language, writer)
        bare = answer.topic is None and likeness.names_nothing(question.folded, self.words().question_words)
        # As it was written, but for a follow-up: that only says with what it borrowed what it asks.
        asked = question.asked if len(question.folded) == len(own) else question.folded
        return replace(answer, asked=asked, inherits=inherits, bare=bare)

    def _worded(
        self, searcher: Searcher, question: Question, found: Found, language: str, writer: Writer | None
    ) -> Answer:
        band = gate.band(found.confidence)
        # 那门诊呢？ after a question about hospital stays is about 门诊: its own words come first.
        about = routing.topic(fold(question.asked)) or routing.topic(question.folded)
        if band == "refuse" or found.answer is None:
            return Answer("", "refuse", topic=about)
        citations = tuple(searcher.citation(span) for span in found.citations)
        if band == "possibly_related":
            return Answer("", band, citations, topic=about)
        if writer is not None:
            try:
                written = writer.answer(question.asked, citations, language)
            except NotAnswered:
                return Answer("", "possibly_related", citations, topic=about)
            if written is not None:
                text, used = written
                return Answer(text, band, (*used, *(c for c in citations if c not in used)), topic=about)
        text = searcher.answer_text(found.answer)
        choices = _choices(searcher, question, found) if about is None else ()
        return Answer(
            traditional(text) if language == "zh-Hant" else text, band, citations, topic=about, choices=choices
        )

    def understood(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question as retrieval sees it."""
        corrector = self._holdings.corrector
        return understand(
            text,
            self.words(),
            history=history,
            correct=corrector.correct if corrector else None,
            names=self._holdings.names,
        )

    def words(self) -> Vocabulary:
        """The word lists; read again when the company's own file changed, in whichever process."""
        stamp = self._own_words.stat().st_mtime_ns if self._own_words.exists() else 0
        if self._vocabulary is None or stamp != self._words_stamp:
            self._vocabulary, self._words_stamp = load(self._own_words), stamp
        return self._vocabulary

    def alike_sync(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        asking = self.words().question_words
        made = {text: likeness.subject(text, asking, self._holdings.embed) for text in {*texts, *others}}
        return likeness.table([made[text] for text in texts], [made[text] for text in others])

    def passages(self) -> Iterator[Passage]:
        """Every parent passage of every document, in order: for audits of plans against documents."""
        snapshot = self._holdings.searcher().snapshot
        for document, cut in zip(snapshot.documents, snapshot.units, strict=True):
            for a, b in cut.parents:
                start, end = cut.sentences[a][0], cut.sentences[b - 1][1]
                yield _passage(document, f"{document.key}-{start}-{end}", start, end)

    def passage_sync(self, passage_id: str) -> Passage | None:
        """The text around a citation; None when the document was removed or the id was never given out."""
        match = _PASSAGE_ID.match(passage_id)
        if match is None:
            return None
        for document in self._holdings.searcher().snapshot.documents:
            if document.key == match[1]:
                start, end = int(match[2]), int(match[3])
                if not start < end <= len(document.text):
                    return None
                left = document.text.rfind("\n", 0, max(0, start - _CONTEXT // 2)) + 1
                right = document.text.find("\n", min(len(document.text), end + _CONTEXT // 2))
                left, right = (
                    max(left, start - _CONTEXT),
                    min(right if right >= 0 else len(document.text), end + _CONTEXT),
                )
                return _passage(document, passage_id, left, right)
        return None

    def documents_sync(self) -> list[DocumentInfo]:
        snapshot = self._holdings.searcher().snapshot
        return [
            DocumentInfo(d.name, d.version, d.effective, d.page_count, len(cut.windows))
            for d, cut in zip(snapshot.documents, snapshot.units, strict=True)
        ]

    def warm(self) -> None:
        """Load the embedder and the index now instead of at the first question."""
        searcher = self._holdings.searcher()
        if searcher.snapshot.spans:
            self.ask_sync("住院报销比例是多少")

    # Writing

    def ingest(
        self, paths: Iterable[Path | str], *, effective: date | None = None, progress: Progress | None = None
    ) -> list[DocumentReport]:
        """Read files and folders; one report a document. A bad file is reported by ``problem`` and the rest goes on.

        With ``effective`` a version is added that counts from that day; without, the document is replaced outright.
        Readers see the old index until the new one is complete.
        """
        return self.ingest_read(prepare(paths, effective, self.ocr), progress)

    def ingest_read(self, incoming: Iterable[Incoming], progress: Progress | None = None) -> list[DocumentReport]:
        """``ingest`` for files that were read already."""
        with self._holdings.writing():
            return self._ingest(incoming, progress)

    def remove(self, document: str, version: str = "") -> int:
        """Forget a document, or one version of it: text, passages and vectors. Returns how many versions went."""
        with self._holdings.writing():
            old = self._holdings.documents()
            left = [d for d in old if d.name != document or (version and d.version != version)]
            if len(left) == len(old):
                raise NotFound("document-not-found", document=document)
            self._holdings.publish(left)
            return len(old) - len(left)

    def _ingest(self, incoming: Iterable[Incoming], progress: Progress | None) -> list[DocumentReport]:
        documents = self._holdings.documents()
        reports: list[DocumentReport] = []
        for item in incoming:
            new = item.document
            if new is None:
                reports.append(DocumentReport(item.name, item.pages, 0, 0, problem=item.problem))
                continue
            documents = replaced(documents, new)
            size, fresh = self._holdings.prepare(new, partial(progress, new.name) if progress else None)
            told = tuple(new.dropped), tuple(new.doubtful)
            reports.append(DocumentReport(new.name, new.page_count, size, fresh, *told))
        if any(report.problem is None for report in reports):
            self._holdings.publish(documents)
        return reports

    # Parts

    @property
    def holdings(self) -> Holdings:
        """What the knowledge base holds: for publishing."""
        return self._holdings

    def searcher(self) -> Searcher:
        """The search over the present snapshot: for evaluation and training."""
        return self._holdings.searcher()

    def _ready_writer(self) -> Writer | None:
        if self._writer is None and self._make_model is not None:
            self._writer = Writer(self._make_model(), self._related)
        return self._writer

    def _related(self, sentence: str, quote: str) -> bool:
        """Whether a sentence speaks of what a passage of another language says."""
        searcher = self._holdings.searcher()
        calibration = searcher.calibration
        similarity = float(self._holdings.embed(sentence) @ self._holdings.embed(quote))
        return similarity > calibration.far_cosine + 0.1 * (calibration.near_cosine - calibration.far_cosine)

    def close(self) -> None:
        """Give the index up, so that another process may own it."""
        self._holdings.close()

    # What the bot awaits

    async def ask(
        self, question: str, *, language: str = "zh-Hans", as_of: date | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        return await asyncio.to_thread(self.ask_sync, question, language=language, as_of=as_of, history=tuple(history))

    async def route(self, text: str) -> Route:
        return routing.route(text)

    async def questions_in(self, text: str) -> list[str]:
        return several(strip_controls(text))

    async def alike(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        return await asyncio.to_thread(self.alike_sync, texts, others)

    async def passage(self, passage_id: str) -> Passage | None:
        return await asyncio.to_thread(self.passage_sync, passage_id)

    async def documents(self) -> list[DocumentInfo]:
        return await asyncio.to_thread(self.documents_sync)

    async def ready(self) -> bool:
        return await asyncio.to_thread(self._holdings.any)


def open_knowledge(
    data_dir: Path,
    *,
    chroma_url: str | None = None,
    embedding_model: str | None = None,
    embedding_base_url: str | None = None,
    llm_model: str | None = None,
    llm_base_url: str | None = None,
    llm_api_key: str | None = None,
    collection: str = "default",
) -> DocumentKnowledge:
    """The knowledge base under ``data_dir/knowledge``. Cheap: model, index and lock come with the first use.

    Raises ``Unavailable("knowledge-owned")`` at that first use while another process owns the embedded index.
    """
    if not re.fullmatch(r"[\w\-]{1,60}", collection):
        raise InvalidInput("collection-name", field="collection")
    folder = Path(data_dir) / "knowledge"
    opener = partial(open_embedder, folder / "vectors.sqlite3", embedding_model, embedding_base_url, llm_api_key)
    model = partial(chat_model, llm_model, llm_base_url, llm_api_key) if llm_model else None
    return DocumentKnowledge(
        folder, collection=collection, chroma_url=chroma_url, make_embedder=opener, make_model=model
    )


def _choices(searcher: Searcher, question: Question, found: Found) -> tuple[str, ...]:
    """Codes of the benefits that a short question for a figure may mean, when the passages differ: 报销比例是多少."""
    if not question.wants_figure or len(question.content.replace(" ", "")) > _SHORT:
        return ()
    named = (routing.topic(searcher.place(sentence)) for sentence in found.rivals)
    codes = tuple(dict.fromkeys(code for code in named if code))
    return codes[:3] if len(codes) > 1 else ()


def _passage(document: Document, passage_id: str, start: int, end: int) -> Passage:
    return Passage(
        passage_id,
        document.name,
        document.section_at(start),
        document.page_at(start),
        document.text[start:end].strip(),
        document.version,
        document.effective,
    )


def _together(parts: list[Answer]) -> Answer:
    """Several questions in one message: the answers one after the other, a citation of each first."""
    answered = [p for p in parts if not p.refused]
    if not answered:
        return parts[0]
    room = 200 // len(answered) - 1
    text = " ".join(p.text if len(p.text) <= room else p.text[: room - 1] + "…" for p in answered)
    citations: list[Citation] = []
    for rank in range(3):
        for part in answered:
            if rank < len(part.citations) and part.citations[rank] not in citations:
                citations.append(part.citations[rank])
    return Answer(text[:200], "answer", tuple(citations[:3]), topic=answered[0].topic)
