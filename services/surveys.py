"""Answering a survey or quiz: one question at a time, changeable until it closes, harmless when tapped twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benefits.errors import Conflict, NotFound
from services.actors import Actor, UseCase
from services.model import Campaign, CampaignRecipient
from services.ports import Clock, Store, UnitOfWork
from services.reminder_model import SurveyAnswer
from services.survey_questions import NEEDS, Question, questions_of


@dataclass(frozen=True, slots=True)
class SurveyView:
    """Where a person stands. ``place`` is the question to show, None when all are answered.

    ``trial``: a test before the start; nothing was kept.
    """

    campaign: Campaign
    questions: tuple[Question, ...]
    answers: Mapping[str, tuple[str, ...]]
    place: int | None
    locked: bool = False
    """A finished quiz: the right answers have been told."""
    trial: bool = False

    @property
    def right(self) -> int:
        return sum(self.answers.get(question.code, ()) == (question.right,) for question in self.questions)


class AnswerSurvey(UseCase):
    """Choose (``on``) or take back (``off``) an option, go on (``next``), or look at a question again (``show``).

    Raises NotFound("campaign-not-found") for somebody who wasn't asked, Conflict("survey-closed").
    """

    permission = "campaign.answer"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int, do: str, place: int = 0, option: int = 0) -> SurveyView:
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            recipient = await unit.campaigns.recipient(campaign_id, actor.own_employee_id)
            questions = questions_of(campaign) if campaign else ()
            if campaign is None or place >= len(questions):
                raise NotFound("campaign-not-found")
            if recipient is None:
                if campaign.state != "draft":
                    raise NotFound("campaign-not-found")
                return _trial(campaign, questions, do, place, option)
            if campaign.state == "cancelled" or (campaign.closes_on and campaign.closes_on < self._clock.today()):
                raise Conflict("survey-closed")
            now = self._clock.now()
            recipient.tapped_at = recipient.tapped_at or now
            answers = await self._answers(unit, recipient)
            locked = campaign.kind == "quiz" and recipient.acted_at is not None
            question = questions[place]
            if not locked and do in ("on", "off") and option < len(question.codes):
                chosen = _chosen(question, answers.get(question.code, ()), do, question.codes[option])
                await self._keep(unit, recipient, question, chosen)
                answers[question.code] = chosen
            going = _place(questions, answers, question, do, place)
            if going is None and recipient.acted_at is None:
                recipient.acted_at = now
            if campaign.kind == "quiz" and recipient.acted_at is not None:
                going, locked = None, True
            await unit.commit()
            return SurveyView(campaign, questions, answers, going, locked)

    async def _answers(self, unit: UnitOfWork, recipient: CampaignRecipient) -> dict[str, tuple[str, ...]]:
        kept = await unit.surveys.answers(recipient.campaign_id, recipient.employee_id)
        return {answer.question: tuple(answer.answers) for answer in kept}

    async def _keep(
        self, unit: UnitOfWork, recipient: CampaignRecipient, question: Question, chosen: tuple[str, ...]
    ) -> None:
        kept = await unit.surveys.answer(recipient.campaign_id, recipient.employee_id, question.code)
        if kept is None:
            made = SurveyAnswer(
                recipient.campaign_id, recipient.employee_id, question.code, list(chosen), self._clock.now()
            )
            unit.add(made)
        elif tuple(kept.answers) != chosen:
            kept.answers, kept.answered_at = list(chosen), self._clock.now()


def _chosen(question: Question, before: tuple[str, ...], do: str, code: str) -> tuple[str, ...]:
    if question.type != "many":
        return (code,) if do == "on" else before
    wanted = {*before, code} if do == "on" else {*before} - {code}
    return tuple(one for one in question.codes if one in wanted)


def _place(
    questions: tuple[Question, ...], answers: Mapping[str, tuple[str, ...]], question: Question, do: str, place: int
) -> int | None:
    """The question to show next; None when all are answered. One with several options stays until *next*."""
    if do == "show" or (question.type == "many" and do in ("on", "off")):
        return place
    if question.type == "many" and do == "next" and not answers.get(question.code):
        return place
    later = [*range(place + 1, len(questions)), *range(place)]
    return next((other for other in later if not answers.get(questions[other].code)), None)


def _trial(campaign: Campaign, questions: tuple[Question, ...], do: str, place: int, option: int) -> SurveyView:
    """HR's own test of a draft: it looks the same, and nothing is kept."""
    question = questions[place]
    chosen = (question.codes[option],) if do == "on" and option < len(question.codes) else ()
    stays = do == "show" or (question.type == "many" and do != "next")
    going = place if stays else place + 1 if place + 1 < len(questions) else None
    return SurveyView(campaign, questions, {question.code: chosen}, going, trial=True)


async def stated_needs(unit: UnitOfWork, employee_id: int) -> frozenset[str]:
    """Benefits the person last said they need."""
    answer = await unit.surveys.latest(employee_id, NEEDS)
    return frozenset(answer.answers) if answer else frozenset()
