"""Policy questions: answered from the documents, with the person's own figure, and kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from benefits.errors import BenefitsError, Conflict, NotFound
from services.actors import Actor, UseCase
from services.exchanges import own_question
from services.figures import PersonalFigure, asks_for_figure, figure
from services.knowledge import Answer, Citation, KnowledgeBase, Turn
from services.languages import in_script
from services.model import Employee, Json, QuestionRecord
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork

FOLLOW_UP_MINUTES = 15
MAX_QUESTION = 1000
_FAMILY = "family"
SETTLING = 24
"""Characters up to which a text may settle a clarifying question by naming one of its choices."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as the edge shows it."""

    record: QuestionRecord
    answer: Answer
    figure: PersonalFigure | None


class AskQuestion(UseCase):
    """Answer from the documents, add the figure for this employee where there is one, and keep the exchange.

    A question of more than 1,000 characters is cut there. Refusals are answers too (``answer.refused``), and are kept as gaps.
    An answer with ``choices`` is a clarifying question: the record keeps them, and a tap (``ChooseBenefit``) or a short text
    that names one of them (``benefit``, a code) settles it.
    """

    permission = "ask"

    def __init__(self, store: Store, knowledge: KnowledgeBase, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._knowledge, self._shelf, self._clock = store, knowledge, shelf, clock

    async def __call__(
        self, actor: Actor, question: str, language: str, as_of: date | None = None, benefit: str = ""
    ) -> Answered:
        question = question.strip()[:MAX_QUESTION]
        now = self._clock.now()
        assert actor.account_id is not None
        async with self._store.read() as unit:
            earlier = await unit.questions.last(actor.account_id, now - timedelta(minutes=FOLLOW_UP_MINUTES))
        open_choice = earlier[0] if earlier and _settles(earlier[0], question, benefit) else None
        if open_choice is not None:
            question = f"{question} {open_choice.question}"[:MAX_QUESTION]
        history = [Turn(record.wording or record.question, record.answer) for record in reversed(earlier)]
        answer = await self._knowledge.ask(
            question, language=language, as_of=as_of or self._clock.today(), history=[] if open_choice else history
        )
        async with self._store.write() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            if answer.bare and asks_for_figure(question):  # the plan knows better than the passages what it may mean
                choices = await self._banded(unit, employee)
                answer = replace(answer, choices=choices if len(choices) > 1 else answer.choices)
            own = None
            about_figure = asks_for_figure(answer.asked if answer.inherits else question)
            if answer.topic and about_figure and not answer.choices:
                then = answer.as_of or answer.missed
                own = await figure(unit, self._shelf, employee, answer.topic, then or as_of or self._clock.today())
                if own is not None and then is not None and then.year != now.year:
                    own = own.terms()
            if own is not None and answer.missed and own.bands:  # the plan of that day answers; today's documents don't
                answer = replace(answer, citations=(), as_of=answer.missed, missed=None)
            if own is not None:  # the passage to open first is of the document that the rule cites
                cited = sorted(answer.citations, key=lambda citation: citation.document != own.clause.document)
                answer = replace(answer, citations=tuple(cited))
            record = QuestionRecord(
                account_id=actor.account_id,
                employee_id=actor.employee_id,
                asked_at=now,
                question=question,
                language=language,
                answer="" if answer.choices else answer.text,
                band="choice" if answer.choices else answer.band,
                topic=answer.topic or "",
                citations=[] if answer.choices else [_kept(citation) for citation in answer.citations],
                seconds=answer.seconds,
                choices=list(answer.choices),
                wording=answer.asked or question,
            )
            if own is not None and (answer.band == "refuse" or (own.bands and own.elected)):
                record.band = "answer"  # the plan file answered what the documents don't say, or hardly
            unit.add(record)
            if open_choice is not None:
                settled = await unit.questions.question(open_choice.id or 0)
                if settled is not None:
                    settled.chosen = benefit
            await unit.commit()
        return Answered(record, answer, own)

    async def _banded(self, unit: UnitOfWork, employee: Employee) -> tuple[str, ...]:
        """What a question for a figure may mean that names nothing: each benefit with several bands, or the family's plan."""
        try:
            plan = await self._shelf.plan(unit, employee.company_code, self._clock.today())
        except BenefitsError:
            return ()
        found = [
            code
            for code, benefit in plan.benefits.items()
            if len(benefit.bands) > 1 and benefit.elective is None and benefit.requires is None
        ]
        elections = await unit.enrolment.elections(employee.id or 0)
        if any(election.benefit == _FAMILY and not election.waived for election in elections):
            found = [*found[:2], _FAMILY]
        return tuple(found[:3])


def _settles(record: QuestionRecord, text: str, benefit: str) -> bool:
    """Whether a short text names one of the choices that the last exchange left open."""
    return not record.chosen and benefit in record.choices and len(text) <= SETTLING


class ChooseBenefit(UseCase):
    """Take one of the choices of a clarifying question; returns the question it was about.

    Raises Conflict("choice-made", chosen=code) at a second tap, NotFound("question-not-found") for a choice never offered.
    """

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, question_id: int, benefit: str) -> QuestionRecord:
        async with self._store.write() as unit:
            record = await own_question(unit, actor, question_id)
            if benefit not in record.choices:
                raise NotFound("question-not-found")
            if record.chosen:
                raise Conflict("choice-made", chosen=record.chosen)
            record.chosen = benefit
            await unit.commit()
            return record


class AsksAboutOthers(UseCase):
    """Whether a text names a colleague: somebody on the staff list who isn't the person or of their family.

    ``named`` is a name that the text plainly asks about, which needn't be on the list.
    """

    permission = "ask"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, text: str, named: str = "") -> bool:
        async with self._store.read() as unit:
            employee = await unit.people.employee(actor.own_employee_id)
            family = [person.name for person in await unit.people.dependents(actor.own_employee_id)]
            own = {*family, employee.name if employee else ""}
            if named and in_script(named, "zh-Hans") not in {in_script(name, "zh-Hans") for name in own}:
                return True
            return any(name not in own for name in await unit.people.names_in(text[:MAX_QUESTION]))


def _kept(citation: Citation) -> Json:
    made = asdict(replace(citation, effective=None))
    made["effective"] = citation.effective.isoformat() if citation.effective else None
    return made
