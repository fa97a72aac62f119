"""What people do with an answer: open its passage, rate it, ask to be told, ask again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from benefits.errors import InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.knowledge import KnowledgeBase, Passage
from services.model import QuestionRecord
from services.ports import Store, UnitOfWork


async def own_question(unit: UnitOfWork, actor: Actor, question_id: int) -> QuestionRecord:
    """Raises NotFound("question-not-found") for somebody else's."""
    record = await unit.questions.question(question_id)
    if record is None or record.employee_id != actor.own_employee_id:
        raise NotFound("question-not-found")
    return record


@dataclass(frozen=True, slots=True)
class Opened:
    """A citation's passage and the words in it that were cited. ``current`` False: its document changed or went since."""

    passage: Passage
    quote: str
    current: bool
    more: int
    """How many citations the answer has."""


class OpenPassage(UseCase):
    """The passage behind a citation of one of the person's own answers; still there after a reload or a restart."""

    permission = "ask"

    def __init__(self, store: Store, knowledge: KnowledgeBase) -> None:
        self._store, self._knowledge = store, knowledge

    async def __call__(self, actor: Actor, question_id: int, place: int) -> Opened:
        async with self._store.read() as unit:
            record = await own_question(unit, actor, question_id)
        if not 0 <= place < len(record.citations):
            raise NotFound("passage-not-found")
        kept = record.citations[place]
        found = await self._knowledge.passage(str(kept["passage_id"]))
        if found is not None:
            # Headed by the place that was cited: the text begins before it, perhaps in another section.
            found = replace(found, section=kept["section"], page=kept["page"])
            return Opened(found, kept["quote"], True, len(record.citations))
        effective = date.fromisoformat(kept["effective"]) if kept.get("effective") else None
        then = Passage(  # the document was replaced meanwhile: what was quoted then is what is shown
            kept["passage_id"],
            kept["document"],
            kept["section"],
            kept["page"],
            kept["quote"],
            kept["version"],
            effective,
        )
        return Opened(then, kept["quote"], False, len(record.citations))


class RateAnswer(UseCase):
    """👍 or 👎 for one of the person's own answers; the last tap counts, and a 👍 takes back why it was rated down."""

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int, rating: int) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await own_question(unit, actor, question_id)
            record.rating = 1 if rating > 0 else -1
            if rating > 0:
                record.rating_reason = ""
            await unit.commit()
            return record


WHY = ("wrong", "other_question", "unclear")
"""Why an answer was rated down."""


class ExplainRating(UseCase):
    """Why an answer was rated down. Raises InvalidInput("field-not-choice")."""

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int, reason: str) -> QuestionRecord:
        if reason not in WHY:
            raise InvalidInput("field-not-choice", field="reason")
        async with self._store.write() as unit:
            record = await own_question(unit, actor, question_id)
            record.rating, record.rating_reason = -1, reason
            await unit.commit()
            return record


class TellMe(UseCase):
    """Whether a person wants to be told when HR has answered one of their questions."""

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int, wanted: bool) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await own_question(unit, actor, question_id)
            record.tell = wanted
            await unit.commit()
            return record


class OwnQuestion(UseCase):
    """One of the person's own questions, to ask it again."""

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int) -> QuestionRecord:
        async with self._store.read() as unit:
            return await own_question(unit, actor, question_id)
