"""What the rest of the product asks of the knowledge room: types and the Protocol it fulfils."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Band = Literal["answer", "possibly_related", "refuse"]
SAME = 0.5
"""From this likeness on two questions ask the same."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage that supports an answer. ``quote`` is at most 500 characters of the cleaned document text."""

    document: str
    """File name, as ingested."""
    section: str | None
    """Heading path, joined by ' › '."""
    page: int | None
    quote: str
    passage_id: str
    """Stable key for ``KnowledgeBase.passage``: survives a reload and a restart."""
    version: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say. ``text`` is at most 200 characters, in the language asked for, plain text.

    ``band`` is decided by code before anything is generated. A refused answer has an empty ``text`` (the edge words the
    refusal), and its ``citations`` are empty, or the possibly related ones.
    """

    text: str
    band: Band
    citations: tuple[Citation, ...] = ()
    seconds: float = 0.0
    topic: str | None = None
    """Benefit the question is about (``outpatient``, ``inpatient``, …), for the figure that depends on the person."""
    choices: tuple[str, ...] = ()
    """At most three codes of benefits, when one clarifying choice would decide the answer."""
    asked: str = ""
    """The question as understood: with what an earlier turn lent a follow-up."""
    inherits: bool = False
    """A follow-up that names another subject only (那住院呢？): what is asked of it stands in the turn before."""
    bare: bool = False
    """The question names nothing that it is about: 报销比例是多少."""
    as_of: date | None = None
    """The day whose documents answered, where the question named one: last year, 2025, 1 March."""
    missed: date | None = None
    """The day that the question named, where the documents of that day say nothing and today's answered."""

    @property
    def refused(self) -> bool:
        return self.band != "answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange, oldest first, to understand a follow-up such as 那住院呢？"""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole passage behind a citation: the parent chunk, with where it stands."""

    passage_id: str
    document: str
    section: str | None
    page: int | None
    text: str
    version: str
    effective: date | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing in a document that a person should look at; edges word it by ``code`` (``console-document-doubt-…``).

    ``attachment`` (``about`` its name, ``why`` it was not read: a problem as of ``DocumentReport``), ``sheet_cut`` (its
    title), ``pages_cut`` and ``text_cut``, ``scanned``, ``scan_empty`` (nothing found on it) and ``not_scanned`` (page
    numbers), ``undecodable`` (the encoding), ``repaired`` (before → after), ``unreadable`` (the words). ``number``: how many
    were read, or how many signs are lost; 0 where there is nothing to count.
    """

    code: str
    about: str = ""
    number: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one ingested file. ``problem`` is a stable code (``encrypted``, ``empty``, ``corrupt``, …) or None."""

    document: str
    pages: int
    passages: int
    embedded: int
    """How many passages were embedded anew; unchanged ones are not."""
    dropped: tuple[str, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document that the index holds."""

    document: str
    version: str
    effective: date | None
    pages: int
    passages: int


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far an uploaded file is read: ``what`` is ``waiting``, ``pages`` or ``scans``; ``done`` pages ``of`` so many."""

    what: str = "waiting"
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A document that HR gave in and that is not published: being read (``reading``), not readable (``report.problem``), or
    read."""

    key: str
    effective: date | None
    report: DocumentReport
    beginning: str = ""
    """The first 4,000 characters as they were read."""
    characters: int = 0
    prepared: float = 1.0
    """How much is ready to be searched, 0 to 1: a long document can't be tried and published at once."""
    reading: ReadingProgress | None = None


@dataclass(frozen=True, slots=True)
class SynonymEntry:
    """What people say, and the terms that documents use for it."""

    said: tuple[str, ...]
    terms: tuple[str, ...]


class Librarian(Protocol):
    """HR's way into the library; ``bot/`` wires the knowledge room's."""

    async def receive(self, filename: str, data: bytes, effective: date | None) -> str:
        """Keep a file to be read; the key of the draft that it becomes. The same file again is the same draft."""
        ...

    async def read(self, key: str, going_on: Callable[[], bool]) -> DocumentDraft:
        """Read what was received; after a kill it goes on where it was. Employees see nothing of it yet.

        Raises NotFound("draft-not-found") where it was dropped, Unavailable("reading-stopped") once ``going_on`` is False.
        """
        ...

    async def give_up(self, key: str) -> None:
        """Say of what was received that it can't be read."""
        ...

    async def draft(self, filename: str, data: bytes, effective: date | None) -> DocumentDraft:
        """Receive and read a short file at once."""
        ...

    async def drafts(self) -> list[DocumentDraft]:
        """Newest first."""
        ...

    async def open_draft(self, key: str) -> DocumentDraft:
        """Raises NotFound("draft-not-found")."""
        ...

    async def ask_draft(self, key: str, question: str, language: str, as_of: date | None) -> Answer:
        """What an employee would be told once the draft is published. Raises NotFound("draft-not-found")."""
        ...

    async def publish_draft(self, key: str) -> DocumentReport: ...
    async def drop_draft(self, key: str) -> None: ...
    async def remove(self, document: str, version: str = "") -> None:
        """Text, passages and vectors of a document, or of one version. Raises NotFound("document-not-found")."""
        ...

    async def passages(self) -> list[Passage]:
        """Everything that answers are taken from now."""
        ...

    async def suggest(self, corrections: Sequence[tuple[str, str]]) -> list[SynonymEntry]:
        """Entries that would have spared people a second try: (what found nothing, what they then wrote and was answered)."""
        ...

    async def synonyms(self) -> list[SynonymEntry]: ...
    async def keep_synonyms(self, entries: list[SynonymEntry]) -> None:
        """Replaces the company's own list; the next question uses it."""
        ...


Intent = Literal[
    "question",
    "claim",
    "status",
    "enrolment",
    "calculation",
    "appeal",
    "person",
    "small_talk",
    "distress",
    "others",
    "offence",
]
"""``others`` asks for somebody else's claims or data; ``offence`` is abuse with no question in it."""


@dataclass(frozen=True, slots=True)
class Route:
    """What a free text is for. ``sure`` is False when the edge should ask back.

    ``fields``: ``amount`` (yuan), ``benefit`` (code), ``reference`` (a claim's number), ``asking`` ("yes": question-shaped),
    ``personal`` ("yes": of claims, health or pay, which is private when it is somebody else's), ``named`` (the person, in
    simplified script, whose claims, health or pay it asks about by name).
    """

    intent: Intent
    sure: bool = True
    fields: dict[str, str] = field(default_factory=dict)


class KnowledgeBase(Protocol):
    """Answers from the company's documents. All methods are safe to await from one event loop; work runs off it."""

    async def ask(
        self,
        question: str,
        *,
        language: str = "zh-Hans",
        as_of: date | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer: ...

    async def route(self, text: str) -> Route: ...

    async def questions_in(self, text: str) -> list[str]:
        """The questions of one message, at most three; one that only continues the one before stays with it."""
        ...

    async def alike(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """How much each of ``texts`` asks the same as each of ``others``: 0 to 1, the same from ``SAME`` on."""
        ...

    async def passage(self, passage_id: str) -> Passage | None: ...

    async def documents(self) -> list[DocumentInfo]: ...

    async def ready(self) -> bool:
        """True when an index is there and usable."""
        ...
