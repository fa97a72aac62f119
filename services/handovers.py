"""Questions that go to a person in HR, and the person's reply."""

from __future__ import annotations

from benefits.errors import InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.exchanges import own_question
from services.model import Employee, QuestionRecord
from services.notices import notify
from services.ports import Clock, Store
from services.questions import MAX_QUESTION


class HandOver(UseCase):
    """Give a question to a person in HR. A second tap changes nothing."""

    permission = "ask"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, question_id: int) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await own_question(unit, actor, question_id)
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
                band="called",
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


LONGEST_REPLY = 1500
"""Characters: it goes out as one message, with the question beside it."""


class ReplyToQuestion(UseCase):
    """HR's answer to a handed-over question; it reaches the employee's chat. A second reply replaces nothing: it is sent too."""

    permission = "question.reply"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, question_id: int, reply: str) -> QuestionRecord:
        if len(reply) > LONGEST_REPLY:
            raise InvalidInput("reply-too-long", field="reply", limit=str(LONGEST_REPLY), length=str(len(reply)))
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
