"""A survey or quiz: one question at a time with buttons, the thanks at the end, a quiz's right answers."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.context import Person, Toast, h, show
from handlers.taps import SurveyTap
from services.app import Services
from services.survey_questions import question_buttons, shown_question
from services.surveys import SurveyView

router = Router(name="surveys")


@router.callback_query(SurveyTap.filter())
async def answered(query: CallbackQuery, callback_data: SurveyTap, person: Person, services: Services) -> Toast:
    tap = callback_data
    view = await services.answer_survey(person.actor, tap.campaign, tap.do, tap.place, tap.option)
    if view.place is None:
        await show(query, _end(person, view), _ways_back(person, view))
    else:
        chosen = view.answers.get(view.questions[view.place].code, ())
        words = shown_question(view.campaign, view.place, person.language)
        await show(query, words, question_buttons(view.campaign, view.place, person.language, chosen))
    return Toast(person.t("survey-trial") if view.trial else "")


def _ways_back(person: Person, view: SurveyView) -> list[list[tuple[str, str]]]:
    if view.locked or view.trial:
        return []
    first = SurveyTap(do="show", campaign=view.campaign.id or 0)
    return [[(person.t("button-survey-change"), first.pack())]]


def _end(person: Person, view: SurveyView) -> str:
    if view.trial:
        return person.t("survey-trial")
    if view.campaign.kind == "quiz":
        head = person.t("quiz-done", right=view.right, count=len(view.questions))
        return "\n\n".join([head, *_explanations(person, view)])
    until = view.campaign.closes_on.isoformat() if view.campaign.closes_on else ""
    return person.t("survey-thanks", until=until)


def _explanations(person: Person, view: SurveyView) -> list[str]:
    """Each question with the right answer and why."""
    made = []
    for question in view.questions:
        own = view.answers.get(question.code, ())
        mark = "✅" if own == (question.right,) else "❌"
        right = question.label(question.right, person.language)
        why = question.why.get(person.language) or question.why.get("zh-Hans", "")
        made.append(
            f"{mark} <b>{h(question.words(person.language))}</b>\n{person.t('quiz-right', answer=h(right))}\n{h(why)}"
        )
    return made
