"""The documents that answers come from: drafts, publishing, removal, asking as an employee would, and HR's synonyms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from benefits.errors import InvalidInput, NotFound, Unavailable
from services.actors import Actor, UseCase
from services.console_work import head_office
from services.figures import PersonalFigure, figure
from services.knowledge import (
    Answer,
    DocumentDraft,
    DocumentInfo,
    DocumentReport,
    KnowledgeBase,
    Librarian,
    SynonymEntry,
)
from services.model import Employee, Job, PlanVersion
from services.plans import PlanShelf
from services.ports import Clock, Store
from services.wording import nameless

READ_DOCUMENT = "document.read"
"""Job: ``key`` of a received file."""
MOST_SYNONYMS = 2000
_CORRECTED_WITHIN = timedelta(minutes=15)


def wired(librarian: Librarian | None) -> Librarian:
    """Raises Unavailable("publishing-off") where nothing was wired to publish."""
    if librarian is None:
        raise Unavailable("publishing-off")
    return librarian


@dataclass(frozen=True, slots=True)
class Preview:
    """What an employee would be told. ``employee`` None: asked without a person, so without a figure."""

    answer: Answer
    figure: PersonalFigure | None
    employee: Employee | None
    around: Mapping[str, str] = field(default_factory=dict)
    """Passage id of a citation → the text that it stands in; a draft's passages have none yet."""


class PreviewAnswer(UseCase):
    """Ask as an employee would, before or after publishing: nothing is recorded as that employee's question."""

    permission = "document.publish"

    def __init__(
        self, store: Store, knowledge: KnowledgeBase, librarian: Librarian | None, shelf: PlanShelf, clock: Clock
    ) -> None:
        self._store, self._knowledge, self._librarian = store, knowledge, librarian
        self._shelf, self._clock = shelf, clock

    async def __call__(
        self,
        actor: Actor,
        question: str,
        language: str,
        employee_number: str = "",
        as_of: date | None = None,
        draft: str = "",
    ) -> Preview:
        """``draft``: the key of an unpublished document, which is searched as if it were published."""
        question = question.strip()[:1000]
        if not question:
            raise InvalidInput("question-missing", field="question")
        employee = None
        async with self._store.read() as unit:
            if employee_number.strip():
                employee = await unit.people.employee_by_number(employee_number.strip())
                if employee is None:
                    raise NotFound("employee-not-found", number=employee_number.strip())
                actor.require_company(employee.company_code)
        if draft:
            answer = await wired(self._librarian).ask_draft(draft, question, language, as_of)
        else:
            answer = await self._knowledge.ask(question, language=language, as_of=as_of or self._clock.today())
        around: dict[str, str] = {}
        for citation in answer.citations:
            passage = await self._knowledge.passage(citation.passage_id)
            if passage is not None and passage.text != citation.quote:
                around[citation.passage_id] = passage.text
        own = None
        if employee is not None and answer.topic:
            async with self._store.write() as unit:
                own = await figure(
                    unit, self._shelf, employee, answer.topic, answer.as_of or as_of or self._clock.today()
                )
                unit.record(actor.name, "answer.preview", "employee", employee.number)
                await unit.commit()
        return Preview(answer, own, employee, around)


class ListDocuments(UseCase):
    """The documents that answers come from, and the published plan versions."""

    permission = "document.publish"

    def __init__(self, store: Store, knowledge: KnowledgeBase) -> None:
        self._store, self._knowledge = store, knowledge

    async def __call__(self, actor: Actor) -> tuple[list[DocumentInfo], list[PlanVersion]]:
        async with self._store.read() as unit:
            plans = [
                version
                for version in await unit.plans.all_versions()
                if not actor.companies or version.company_code in ("", *actor.companies)
            ]
        return await self._knowledge.documents(), plans


class DraftDocument(UseCase):
    """Take an uploaded file, to be read into a draft by the worker; returns the draft's key at once.

    Employees see nothing of it yet. Only head office may: every company reads it. Raises InvalidInput("document-missing").
    """

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None, clock: Clock) -> None:
        self._store, self._librarian, self._clock = store, librarian, clock

    async def __call__(self, actor: Actor, filename: str, data: bytes, effective: date | None) -> str:
        head_office(actor)
        if not filename:
            raise InvalidInput("document-missing", field="file")
        key = await wired(self._librarian).receive(filename, data, effective)
        async with self._store.write() as unit:
            now = self._clock.now()
            await unit.jobs.enqueue(Job(READ_DOCUMENT, {"key": key}, due_at=now, created_at=now))
            unit.record(actor.name, "document.draft", "document", filename[:60], effective=str(effective or ""))
            await unit.commit()
        return key


class ReadDocument(UseCase):
    """Read a received file into its draft. Nothing happens where HR dropped it meanwhile.

    ``going_on``: False once the process is to end. Raises Unavailable("reading-stopped") then: the next one goes on.
    """

    permission = "document.read"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, key: str, going_on: Callable[[], bool] = lambda: True) -> None:
        try:
            report = (await wired(self._librarian).read(key, going_on)).report
        except NotFound:
            return
        async with self._store.write() as unit:
            unit.record(
                actor.name, "document.read", "document", report.document[:60], problem=report.problem or "",
                pages=report.pages,
            )  # fmt: skip
            await unit.commit()

    async def give_up(self, actor: Actor, key: str) -> None:
        """After the last try: HR sees that it can't be read."""
        actor.require(self.permission)
        await wired(self._librarian).give_up(key)


class ListDrafts(UseCase):
    permission = "document.publish"

    def __init__(self, librarian: Librarian | None) -> None:
        self._librarian = librarian

    async def __call__(self, actor: Actor) -> list[DocumentDraft]:
        return await self._librarian.drafts() if self._librarian is not None and not actor.companies else []


class OpenDocumentDraft(UseCase):
    """Raises NotFound("draft-not-found")."""

    permission = "document.publish"

    def __init__(self, librarian: Librarian | None) -> None:
        self._librarian = librarian

    async def __call__(self, actor: Actor, key: str) -> DocumentDraft:
        head_office(actor)
        return await wired(self._librarian).open_draft(key)


class PublishDraft(UseCase):
    """Publish a draft: answers use it from its first day on. Raises NotFound("draft-not-found")."""

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, key: str) -> DocumentReport:
        head_office(actor)
        librarian = wired(self._librarian)
        draft = await librarian.open_draft(key)
        report = await librarian.publish_draft(key)
        async with self._store.write() as unit:
            unit.record(
                actor.name, "document.publish", "document", report.document[:60], passages=report.passages,
                effective=str(draft.effective or ""),
            )  # fmt: skip
            await unit.commit()
        return report

    async def drop(self, actor: Actor, key: str) -> None:
        actor.require(self.permission)
        head_office(actor)
        await wired(self._librarian).drop_draft(key)


class RemoveDocument(UseCase):
    """Take a document, or one version of it, out of the index: text, passages and vectors. Raises NotFound."""

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, document: str, version: str = "") -> None:
        head_office(actor)
        await wired(self._librarian).remove(document, version)
        async with self._store.write() as unit:
            unit.record(actor.name, "document.remove", "document", document[:60], version=version)
            await unit.commit()


@dataclass(frozen=True, slots=True)
class SynonymList:
    entries: tuple[SynonymEntry, ...]
    suggested: tuple[SynonymEntry, ...]


class ShowSynonyms(UseCase):
    """The company's own synonyms, and new ones mined from what people had to put another way to be answered."""

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor) -> SynonymList:
        head_office(actor)
        librarian = wired(self._librarian)
        async with self._store.read() as unit:
            corrections = []
            for said, then in await unit.questions.second_tries(_CORRECTED_WITHIN):
                pair = [nameless(q.question, await unit.people.names_in(q.question)) for q in (said, then)]
                corrections.append((pair[0], pair[1]))
        return SynonymList(tuple(await librarian.synonyms()), tuple(await librarian.suggest(corrections)))


class KeepSynonyms(UseCase):
    """Replace the company's own synonyms. ``lines``: ``said, said = term, term``; empty lines are passed over.

    Raises InvalidInput("synonym-line", line=…), InvalidInput("synonyms-many").
    """

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, lines: str) -> int:
        head_office(actor)
        entries: dict[tuple[str, ...], SynonymEntry] = {}
        for line in lines.splitlines():
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            sides = [_items(side) for side in line.replace("＝", "=").split("=")]
            if len(sides) != 2 or not all(sides):
                raise InvalidInput("synonym-line", field="synonyms", line=line.strip()[:60])
            entries[sides[0]] = SynonymEntry(sides[0], sides[1])
        if len(entries) > MOST_SYNONYMS:
            raise InvalidInput("synonyms-many", field="synonyms", most=MOST_SYNONYMS)
        await wired(self._librarian).keep_synonyms(list(entries.values()))
        async with self._store.write() as unit:
            unit.record(actor.name, "synonyms.keep", "synonyms", "own", entries=len(entries))
            await unit.commit()
        return len(entries)


def _items(side: str) -> tuple[str, ...]:
    for comma in "，、;；":
        side = side.replace(comma, ",")
    return tuple(dict.fromkeys(item.strip()[:40] for item in side.split(",") if item.strip()))
