"""Policy questions: answered from the documents, with the person's own figure; kept, rated, handed to a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from benefits.errors import NotFound
from services.actors import Actor, UseCase
from services.figures import PersonalFigure, asks_for_figure, figure
from services.knowledge import Answer, Citation, KnowledgeBase, Passage, Turn
from services.model import Employee, Json, QuestionRecord
from services.notices import notify
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork

FOLLOW_UP_MINUTES = 15
MAX_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as the edge shows it."""

    record: QuestionRecord
    answer: Answer
    figure: PersonalFigure | None


class AskQuestion(UseCase):
    """Answer from the documents, add the figure for this employee where there is one, and keep the exchange.

    A question of more than 1,000 characters is cut there. Refusals are answers too (``answer.refused``), and are kept as gaps.
    """

    permission = "ask"

    def __init__(self, store: Store, knowledge: KnowledgeBase, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._knowledge, self._shelf, self._clock = store, knowledge, shelf, clock

    async def __call__(self, actor: Actor, question: str, language: str, as_of: date | None = None) -> Answered:
        question = question.strip()[:MAX_QUESTION]
        now = self._clock.now()
        assert actor.account_id is not None
        async with self._store.read() as unit:
            earlier = await unit.questions.last(actor.account_id, now - timedelta(minutes=FOLLOW_UP_MINUTES))
        history = [Turn(record.question, record.answer) for record in reversed(earlier)]
        answer = await self._knowledge.ask(question, language=language, as_of=as_of, history=history)
        async with self._store.write() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            own = None
            if answer.topic and asks_for_figure(question):
                own = await figure(unit, self._shelf, employee, answer.topic, as_of or self._clock.today())
            if own is not None:  # the passage to open first is of the document that the rule cites
                cited = sorted(answer.citations, key=lambda citation: citation.document != own.clause.document)
                answer = replace(answer, citations=tuple(cited))
            record = QuestionRecord(
                account_id=actor.account_id,
                employee_id=actor.employee_id,
                asked_at=now,
                question=question,
                language=language,
                answer=answer.text,
                band=answer.band,
                topic=answer.topic or "",
                citations=[_kept(citation) for citation in answer.citations],
                seconds=answer.seconds,
            )
            unit.add(record)
            await unit.commit()
        return Answered(record, answer, own)


class OpenPassage(UseCase):
    """The passage behind a citation of one of the person's own answers; still there after a reload or a restart."""

    permission = "ask"

    def __init__(self, store: Store, knowledge: KnowledgeBase) -> None:
        self._store, self._knowledge = store, knowledge

    async def __call__(self, actor: Actor, question_id: int, place: int) -> Passage:
        async with self._store.read() as unit:
            record = await _own(unit, actor, question_id)
        if not 0 <= place < len(record.citations):
            raise NotFound("passage-not-found")
        kept = record.citations[place]
        found = await self._knowledge.passage(str(kept["passage_id"]))
        if found is not None:
            return found
        effective = date.fromisoformat(kept["effective"]) if kept.get("effective") else None
        return Passage(  # the document was replaced meanwhile: what was quoted then is what is shown
            kept["passage_id"],
            kept["document"],
            kept["section"],
            kept["page"],
            kept["quote"],
            kept["version"],
            effective,
        )


class RateAnswer(UseCase):
    """👍 or 👎 for one of the person's own answers; the last tap counts."""

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int, rating: int) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await _own(unit, actor, question_id)
            record.rating = 1 if rating > 0 else -1
            await unit.commit()
            return record


class HandOver(UseCase):
    """Give a question to a person in HR. A second tap changes nothing."""

    permission = "ask"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, question_id: int) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await _own(unit, actor, question_id)
            if record.handed_over_at is None:
                record.handed_over_at = self._clock.now()
                unit.record(actor.name, "question.hand-over", "question", question_id)
            await unit.commit()
            return record


class CallPerson(UseCase):
    """Ask for a person in HR without a question answered before: the words are kept and put into HR's list."""

    permission = "ask"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, text: str, language: str) -> QuestionRecord:
        assert actor.account_id is not None
        now = self._clock.now()
        async with self._store.write() as unit:
            record = QuestionRecord(
                account_id=actor.account_id,
                employee_id=actor.own_employee_id,
                asked_at=now,
                question=text.strip()[:MAX_QUESTION],
                language=language,
                answer="",
                band="answer",
                handed_over_at=now,
            )
            unit.add(record)
            await unit.flush()
            unit.record(actor.name, "question.hand-over", "question", record.id)
            await unit.commit()
            return record


class ListHandedOver(UseCase):
    """Questions that wait for a person, open ones first."""

    permission = "question.reply"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[QuestionRecord, Employee]]:
        async with self._store.read() as unit:
            return await unit.questions.handed_over(companies=actor.companies)


class ReplyToQuestion(UseCase):
    """HR's answer to a handed-over question; it reaches the employee's chat. A second reply replaces nothing: it is sent too."""

    permission = "question.reply"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, question_id: int, reply: str) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await unit.questions.question(question_id)
            employee = await unit.people.employee(record.employee_id) if record and record.employee_id else None
            if record is None or employee is None or record.handed_over_at is None or not reply.strip():
                raise NotFound("question-not-found")
            actor.require_company(employee.company_code)
            record.reply, record.resolved_at, record.resolved_by = reply.strip(), self._clock.now(), actor.name
            unit.record(actor.name, "question.reply", "question", question_id)
            await notify(
                unit,
                self._clock,
                employee_id=employee.id or 0,
                key="notice-hr-reply",
                args={"question": record.question[:60], "reply": record.reply},
                dedup_key=f"hr-reply:{question_id}:{int(record.resolved_at.timestamp())}",
            )
            await unit.commit()
            return record


def _kept(citation: Citation) -> Json:
    made = asdict(replace(citation, effective=None))
    made["effective"] = citation.effective.isoformat() if citation.effective else None
    return made


async def _own(unit: UnitOfWork, actor: Actor, question_id: int) -> QuestionRecord:
    record = await unit.questions.question(question_id)
    if record is None or record.employee_id != actor.own_employee_id:
        raise NotFound("question-not-found")
    return record
