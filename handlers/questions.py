"""Free text: what it is for, and the answer. Questions are answered in the middle of any flow."""

from __future__ import annotations

from decimal import Decimal

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from benefits.amounts import find_amounts
from handlers import answers
from handlers.appeals import offer_appeals
from handlers.asides import meant, way_back
from handlers.claim_drafts import start_claim
from handlers.claims import list_claims
from handlers.context import Keyboard, Person, add, drop_buttons, h
from handlers.enrolment import open_named, show_offers
from handlers.menu import menu_rows
from handlers.taps import MeantTap, MenuTap
from locales import LANGUAGES, contact
from locales import text as words_of
from services.app import Services
from services.identity import looks_like_code
from services.knowledge import Route
from services.questions import MAX_QUESTION

router = Router(name="questions")
SMALLEST = Decimal(10)
"""Yuan; a smaller bare number in a sentence is hardly a bill."""


@router.message(F.text, ~F.text.startswith("/"))
async def free_text(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    text = (message.text or "").strip()
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        await message.answer(person.t("empty"))
        return
    if looks_like_code(text):
        await message.answer(person.t("already-linked"))
        return
    if await _did_button(message, person, services, text):
        return
    if len(text) > MAX_QUESTION:
        await message.answer(person.t("question-cut", most=MAX_QUESTION))
        text = text[:MAX_QUESTION]
    parts = await services.parts.knowledge.questions_in(text)
    if len(parts) > 1:
        await message.answer(person.t("questions-several", count=len(parts)))
    for place, part in enumerate(parts, start=1):
        await _one(message, person, services, state, part, place if len(parts) > 1 else 0)


async def _one(message: Message, person: Person, services: Services, state: FSMContext, text: str, place: int) -> None:
    """One request of a message; ``place`` 0 when it is the only one."""
    route = await services.parts.knowledge.route(text)
    if await _about_others(person, services, route, text):
        await add(message, person.t("others-private"), await way_back(message, person, state))
    elif not route.sure and route.intent != "question":
        await add(message, person.t("unsure"), [*_menu(person), *await way_back(message, person, state)])
    elif route.intent == "claim":
        await start_claim(message, person, services, await way_back(message, person, state))
    elif route.intent == "status":
        await list_claims(message, person, services, await way_back(message, person, state))
    elif route.intent == "appeal":
        number = route.fields.get("reference", "")
        await offer_appeals(message, person, services, await way_back(message, person, state), number)
    elif route.intent == "enrolment":
        await open_named(message, person, services, state, text, await way_back(message, person, state))
    elif route.intent == "calculation" and await estimate(message, person, services, state, text):
        return
    elif route.intent == "person":
        await services.call_person(person.actor, text, person.language)
        await add(message, person.t("person-called"), await way_back(message, person, state))
    elif route.intent in ("small_talk", "offence"):
        await message.answer(person.t(route.intent.replace("_", "-")), reply_markup=menu_rows(person))
    else:
        benefit = route.fields.get("benefit", "")
        await answers.answer_question(message, person, services, text, benefit=benefit, place=place)


async def _did_button(message: Message, person: Person, services: Services, text: str) -> bool:
    """Who types what a button of the menu says means the button."""
    said = _bare(text)
    named = next((key for key in _BUTTONS if any(_bare(words_of(code, key)) == said for code in LANGUAGES)), "")
    if named == "button-claim-new":
        await start_claim(message, person, services)
    elif named == "button-claims":
        await list_claims(message, person, services)
    elif named == "button-enrol":
        await show_offers(message, person, services)
    elif named == "button-person":
        await whom_to_ask(message, person)
    return bool(named)


_BUTTONS = ("button-claim-new", "button-claims", "button-enrol", "button-person")


def _bare(words: str) -> str:
    """Letters and digits only, in lower case: without a button's picture."""
    return "".join(sign for sign in words.casefold() if sign.isalnum())


async def _about_others(person: Person, services: Services, route: Route, text: str) -> bool:
    if route.intent == "others":
        return True
    named = route.fields.get("named", "")
    return bool(named or "personal" in route.fields) and await services.asks_about_others(person.actor, text, named)


def _menu(person: Person) -> Keyboard:
    markup = menu_rows(person)
    return [[(b.text, b.callback_data or "") for b in row] for row in markup.inline_keyboard] if markup else []


async def estimate(message: Message, person: Person, services: Services, state: FSMContext, text: str) -> bool:
    """我住院花了八千能报多少: what the rules would pay. False when no amount or kind of bill can be told."""
    amounts = [amount for amount in find_amounts(text) if amount.sure or amount.value >= SMALLEST]
    if not amounts:
        return False
    amount = max(amounts, key=lambda found: found.sure).value
    folded = text.lower()
    words = [word for language in LANGUAGES for word in words_of(language, "words-inpatient").split(",")]
    kind = "inpatient" if any(word in folded for word in words) else "outpatient"
    made = await services.estimate_payment(person.actor, kind, amount)
    await add(
        message,
        answers.estimate_text(person, made),
        [
            [(person.t("button-claim-new"), MenuTap(to="claim").pack())],
            *await way_back(message, person, state),
        ],
    )
    return True


@router.callback_query(MeantTap.filter())
async def meant_as_question(
    query: CallbackQuery, callback_data: MeantTap, person: Person, services: Services, state: FSMContext
) -> None:
    """A text that was taken for something else is answered from the documents after all."""
    text = await meant(state, callback_data.message)
    await drop_buttons(query)
    if text:
        await answers.answer_question(query, person, services, text)
    else:
        await add(query, person.t("ask-anything"))


@router.message(Command("hr"))
@router.callback_query(MenuTap.filter(F.to == "person"))
async def whom_to_ask(event: Message | CallbackQuery, person: Person) -> None:
    rows = [[(person.t("button-call-person"), MenuTap(to="call").pack())]] if person.linked else []
    parts = [*contact_lines(person), person.t("whom-to-ask" if person.linked else "link-first")]
    await add(event, "\n\n".join(parts), rows)


def contact_lines(person: Person) -> list[str]:
    """How to reach HR outside the chat, as far as HR has said."""
    known, lines = contact(), []
    if known.phone:
        key = "whom-phone-hours" if known.hours else "whom-phone"
        lines.append(person.t(key, phone=h(known.phone), hours=h(known.hours)))
    if known.email:
        lines.append(person.t("whom-email", email=h(known.email)))
    return ["\n".join(lines)] if lines else []


@router.callback_query(MenuTap.filter(F.to == "call"))
async def call_person(query: CallbackQuery, person: Person, services: Services) -> None:
    await services.call_person(person.actor, person.t("call-me"), person.language)
    await drop_buttons(query)
    await add(query, person.t("person-called"))
