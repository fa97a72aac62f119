"""Taps below an answer: its passage, its rating, a choice, a person in HR, being told."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers import answers
from handlers.context import Person, Toast, add, change_buttons, show
from handlers.taps import AnswerTap
from services.app import Services
from services.exchanges import WHY

router = Router(name="ratings")


@router.callback_query(AnswerTap.filter(F.do == "passage"))
async def passage(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> None:
    found = await services.open_passage(person.actor, callback_data.question, callback_data.arg)
    rows = []
    if callback_data.arg + 1 < found.more:
        following = AnswerTap(do="passage", question=callback_data.question, arg=callback_data.arg + 1)
        rows.append([(person.t("button-next-passage"), following.pack())])
    await add(query, answers.passage_text(person, found), rows)


@router.callback_query(AnswerTap.filter(F.do == "choose"))
async def choose(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> None:
    """The choice of a clarifying question: its name goes before the question, and that is answered."""
    asked = await services.own_question(person.actor, callback_data.question)
    benefit = asked.choices[callback_data.arg] if callback_data.arg < len(asked.choices) else ""
    asked = await services.choose_benefit(person.actor, callback_data.question, benefit)
    name = answers.topic_name(person, benefit)
    await show(query, person.t("choice-made", choice=name))
    await answers.answer_question(
        query, person, services, person.t("choice-question", choice=name, question=asked.question)
    )


@router.callback_query(AnswerTap.filter(F.do.in_({"up", "down"})))
async def rate(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> Toast:
    good = callback_data.do == "up"
    before = await services.own_question(person.actor, callback_data.question)
    known = before.rating
    record = await services.rate_answer(person.actor, callback_data.question, 1 if good else -1)
    await change_buttons(query, answers.answer_rows(person, record))
    if not good and known != -1:
        rows = [
            [
                (
                    person.t(f"why-{reason.replace('_', '-')}"),
                    AnswerTap(do="why", question=record.id or 0, arg=place).pack(),
                )
            ]
            for place, reason in enumerate(WHY)
        ]
        await add(query, person.t("rated-down"), rows)
    return Toast(person.t("rated-up" if good else "rated-toast"))


@router.callback_query(AnswerTap.filter(F.do == "why"))
async def why(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> None:
    reason = WHY[callback_data.arg] if callback_data.arg < len(WHY) else ""
    record = await services.explain_rating(person.actor, callback_data.question, reason)
    await show(query, person.t("rated-why"), answers.gap_rows(person, record))


@router.callback_query(AnswerTap.filter(F.do.in_({"tell", "quiet"})))
async def tell_me(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> Toast:
    wanted = callback_data.do == "tell"
    record = await services.tell_me(person.actor, callback_data.question, wanted)
    await change_buttons(query, answers.rows_after(query, person, record))
    return Toast(person.t("tell-on" if wanted else "tell-off"))


@router.callback_query(AnswerTap.filter(F.do == "again"))
async def ask_again(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> None:
    record = await services.own_question(person.actor, callback_data.question)
    await answers.answer_question(query, person, services, record.question)


@router.callback_query(AnswerTap.filter(F.do == "person"))
async def hand_over(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> Toast:
    await services.hand_over(person.actor, callback_data.question)
    await add(query, person.t("person-called"))
    return Toast(person.t("person-called-toast"))
