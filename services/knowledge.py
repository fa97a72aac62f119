"""What the rest of the product asks of the knowledge room: types and the Protocol it fulfils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Band = Literal["answer", "possibly_related", "refuse"]


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
    """At most three, when one clarifying choice would decide the answer."""

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
class DocumentReport:
    """What became of one ingested file. ``problem`` is a stable code (``encrypted``, ``empty``, ``corrupt``, …) or None."""

    document: str
    pages: int
    passages: int
    embedded: int
    """How many passages were embedded anew; unchanged ones are not."""
    dropped: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document that the index holds."""

    document: str
    version: str
    effective: date | None
    pages: int
    passages: int


Intent = Literal["question", "claim", "status", "enrolment", "calculation", "person", "small_talk", "distress"]


@dataclass(frozen=True, slots=True)
class Route:
    """What a free text is for. ``sure`` is False when the edge should ask back."""

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

    async def passage(self, passage_id: str) -> Passage | None: ...

    async def documents(self) -> list[DocumentInfo]: ...

    async def ready(self) -> bool:
        """True when an index is there and usable."""
        ...
