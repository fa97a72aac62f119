"""HR answers a gap once: it becomes a document, and everyone who wants to know is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from benefits.errors import Conflict, InvalidInput, NotFound
from locales import LANGUAGES
from services.actors import Actor, UseCase
from services.console_work import head_office
from services.documents import wired
from services.gaps import waits
from services.knowledge import Answer, DocumentDraft, KnowledgeBase, Librarian
from services.languages import in_script
from services.model import Gap, Json, QuestionRecord
from services.notices import notify
from services.ports import Clock, Store, UnitOfWork

LONGEST_TITLE, LONGEST_ANSWER = 60, 1500


class DraftGapAnswer(UseCase):
    """Keep HR's answer to a gap; nobody is told yet. ``texts``: language → answer, at least one.

    Raises InvalidInput("gap-title" | "gap-answer" | "gap-answer-long"), Conflict("gap-closed").
    """

    permission = "document.publish"

    def __init__(self, store: Store, knowledge: KnowledgeBase) -> None:
        self._store, self._knowledge = store, knowledge

    async def __call__(
        self, actor: Actor, gap_id: int, title: str, texts: Mapping[str, str], effective: date | None
    ) -> None:
        head_office(actor)
        title = " ".join(title.split())
        kept = {code: texts[code].strip() for code in LANGUAGES if texts.get(code, "").strip()}
        if not 2 <= len(title) <= LONGEST_TITLE:
            raise InvalidInput("gap-title", field="title", most=LONGEST_TITLE)
        if not kept:
            raise InvalidInput("gap-answer", field="answer")
        if any(len(words) > LONGEST_ANSWER for words in kept.values()):
            raise InvalidInput("gap-answer-long", field="answer", most=LONGEST_ANSWER)
        name = " ".join(re.sub(r"[^\w\- ]+", " ", title).split())
        taken = {found.document for found in await self._knowledge.documents()}
        async with self._store.write() as unit:
            gap = await _open(unit, gap_id)
            gap.drafted = {
                "title": title,
                "texts": kept,
                "effective": effective.isoformat() if effective else "",
                # Decided here, so that publishing again after a kill finds the same document and not a neighbour's.
                "document": f"{name} {gap_id}.md" if not name or f"{name}.md" in taken else f"{name}.md",
            }
            unit.record(actor.name, "gap.draft", "gap", gap_id)
            await unit.commit()


@dataclass(frozen=True, slots=True)
class Tried:
    """What a person who asked ``question`` would be told after publishing."""

    question: str
    answer: Answer


class TryGapAnswer(UseCase):
    """Ask what people asked, as they would once the drafted answer is published. Nothing is published or kept as asked."""

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, gap_id: int, questions: list[str], language: str) -> list[Tried]:
        librarian = wired(self._librarian)
        async with self._store.read() as unit:
            gap = await unit.questions.gap(gap_id)
        if gap is None or not gap.drafted:
            raise NotFound("gap-not-found")
        draft = await as_draft(librarian, gap)
        try:
            return [
                Tried(question, await librarian.ask_draft(draft.key, question, language, None))
                for question in dict.fromkeys(questions)
            ]
        finally:
            await librarian.drop_draft(draft.key)


@dataclass(frozen=True, slots=True)
class Published:
    document: str
    told: int
    """People who get a notice."""


class PublishGapAnswer(UseCase):
    """Publish the drafted answer and tell everyone who waits for it, each once.

    The document goes into the index first; the gap is closed and the notices are enqueued in one transaction after it. Killed
    in between, the gap is still open and publishing again changes nothing in the index. Raises Conflict("gap-closed"),
    InvalidInput("gap-answer"), Unavailable("publishing-off").
    """

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None, clock: Clock) -> None:
        self._store, self._librarian, self._clock = store, librarian, clock

    async def __call__(self, actor: Actor, gap_id: int) -> Published:
        head_office(actor)
        librarian = wired(self._librarian)
        async with self._store.read() as unit:
            gap = await _open(unit, gap_id, lock=False)
        if not gap.drafted:
            raise InvalidInput("gap-answer", field="answer")
        draft = await as_draft(librarian, gap)
        report = await librarian.publish_draft(draft.key)
        now = self._clock.now()
        async with self._store.write() as unit:
            gap = await _open(unit, gap_id)
            gap.state, gap.document, gap.closed_at, gap.closed_by = "answered", report.document, now, actor.name
            gap.title = str(gap.drafted["title"])
            told: set[int] = set()
            for record, employee in await unit.questions.of_gaps([gap_id]):
                if not waits(record):
                    continue
                if employee.id not in told:  # their newest question: its button asks it again
                    told.add(employee.id or 0)
                    await self._tell(unit, gap, employee.id or 0, record)
                if record.handed_over_at is not None and record.resolved_at is None:
                    record.reply = _words(gap.drafted, record.language)
                    record.resolved_at, record.resolved_by = now, actor.name
            unit.record(actor.name, "gap.answer", "gap", gap_id, document=report.document[:60], told=len(told))
            unit.record(actor.name, "document.publish", "document", report.document[:60], passages=report.passages)
            await unit.commit()
        return Published(report.document, len(told))

    async def _tell(self, unit: UnitOfWork, gap: Gap, employee_id: int, record: QuestionRecord) -> None:
        await notify(
            unit,
            self._clock,
            employee_id=employee_id,
            key="notice-gap-answered",
            args={
                "question": record.question[:60],
                "answer": {code: _words(gap.drafted, code) for code in LANGUAGES},
                "title": {code: in_script(gap.title, code) for code in LANGUAGES},
            },
            dedup_key=f"gap-answered:{gap.id}:{employee_id}",
            buttons=[("button-ask-again", f"an:again:{record.id}:0")],
            urgent=False,
        )


async def as_draft(librarian: Librarian, gap: Gap) -> DocumentDraft:
    """HR's answer as a small document: its title is the heading that citations show."""
    title = str(gap.drafted["title"])
    effective = date.fromisoformat(gap.drafted["effective"]) if gap.drafted.get("effective") else None
    body = "\n\n".join(str(words) for words in gap.drafted["texts"].values())
    draft = await librarian.draft(str(gap.drafted["document"]), f"# {title}\n\n{body}\n".encode(), effective)
    if draft.report.problem:
        raise InvalidInput("gap-answer", field="answer")
    return draft


def _words(drafted: Json, language: str) -> str:
    """HR's answer in a language, or the first that there is: in the reader's script at least."""
    texts = drafted["texts"]
    return str(texts.get(language) or in_script(next(iter(texts.values())), language))


async def _open(unit: UnitOfWork, gap_id: int, *, lock: bool = True) -> Gap:
    gap = await unit.questions.gap(gap_id, lock=lock)
    if gap is None:
        raise NotFound("gap-not-found")
    if gap.state != "open":
        raise Conflict("gap-closed", title=gap.title)
    return gap
