"""Something else in the middle of a step: a question is answered, a call for a person is passed on, and the step stays."""

from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.answers import answer_question
from handlers.context import Keyboard, Person, add
from handlers.taps import MeantTap
from services.app import Services


async def took_aside(message: Message, person: Person, services: Services) -> bool:
    """True when the text is no answer to the step: then it has been dealt with, and the step is to be asked again."""
    text = message.text or ""
    route = await services.parts.knowledge.route(text)
    if route.intent == "question" and "asking" in route.fields and len(text.strip()) > 3:
        await answer_question(message, person, services, text)
        return True
    if route.intent == "person":
        await services.call_person(person.actor, text, person.language)
        await add(message, person.t("person-called"))
        return True
    return False


async def way_back(message: Message, person: Person, state: FSMContext) -> Keyboard:
    """A button for a text that was taken for an act and was meant as a question; the text is kept apart from any step."""
    await _kept(state).set_data({"message": message.message_id, "text": message.text or ""})
    return [[(person.t("button-meant-question"), MeantTap(message=message.message_id).pack())]]


async def meant(state: FSMContext, message_id: int) -> str:
    """The text that a button of ``way_back`` belongs to; empty when another one was kept since."""
    data = await _kept(state).get_data()
    return str(data["text"]) if data.get("message") == message_id else ""


def _kept(state: FSMContext) -> FSMContext:
    return FSMContext(state.storage, replace(state.key, destiny="routed"))
