"""Free text: what it is for, and the answer. Questions are answered in the middle of any flow."""

from __future__ import annotations

from decimal import Decimal

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from benefits.amounts import find_amounts
from handlers import answers
from handlers.claim_drafts import start_claim
from handlers.claims import list_claims
from handlers.context import Person, Toast, add, h, show
from handlers.enrolment import open_named
from handlers.menu import menu_rows
from handlers.taps import AnswerTap, MenuTap
from locales import LANGUAGES, contact
from locales import text as words_of
from services.app import Services
from services.identity import looks_like_code

router = Router(name="questions")
SMALLEST = Decimal(10)
"""Yuan; a smaller bare number in a sentence is hardly a bill."""


@router.message(F.text, ~F.text.startswith("/"))
async def free_text(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    text = (message.text or "").strip()
    if not text:
        await message.answer(person.t("empty"))
        return
    if looks_like_code(text):
        await message.answer(person.t("already-linked"))
        return
    route = await services.parts.knowledge.route(text)
    if route.intent == "distress":
        await message.answer(person.t("distress"))
    elif not route.sure and route.intent != "question":
        await _ask_back(message, person)
    elif route.intent == "claim":
        await start_claim(message, person, services)
    elif route.intent == "status":
        await list_claims(message, person, services)
    elif route.intent == "enrolment":
        await open_named(message, person, services, state, text)
    elif route.intent == "calculation" and await estimate(message, person, services, text):
        return
    elif route.intent == "person":
        await services.call_person(person.actor, text, person.language)
        await message.answer(person.t("person-called"))
    elif route.intent == "small_talk":
        await message.answer(person.t("small-talk"), reply_markup=menu_rows(person))
    else:
        await answers.answer_question(message, person, services)


async def _ask_back(message: Message, person: Person) -> None:
    await message.answer(person.t("unsure"), reply_markup=menu_rows(person))


async def estimate(message: Message, person: Person, services: Services, text: str) -> bool:
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
        [[(person.t("button-claim-new"), MenuTap(to="claim").pack())]],
    )
    return True


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
    await show(query, person.t("person-called"))


@router.callback_query(AnswerTap.filter(F.do == "passage"))
async def passage(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> None:
    found = await services.open_passage(person.actor, callback_data.question, callback_data.arg)
    rows = []
    if callback_data.arg < 2:
        following = AnswerTap(do="passage", question=callback_data.question, arg=callback_data.arg + 1)
        rows.append([(person.t("button-next-passage"), following.pack())])
    await add(query, answers.passage_text(person, found), rows)


@router.callback_query(AnswerTap.filter(F.do.in_({"up", "down"})))
async def rate(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> Toast:
    good = callback_data.do == "up"
    await services.rate_answer(person.actor, callback_data.question, 1 if good else -1)
    if not good:
        again = AnswerTap(do="person", question=callback_data.question)
        await add(query, person.t("rated-down"), [[(person.t("button-ask-hr"), again.pack())]])
    return Toast(person.t("rated-up" if good else "rated-toast"))


@router.callback_query(AnswerTap.filter(F.do == "person"))
async def hand_over(query: CallbackQuery, callback_data: AnswerTap, person: Person, services: Services) -> Toast:
    await services.hand_over(person.actor, callback_data.question)
    await add(query, person.t("person-called"))
    return Toast(person.t("person-called-toast"))
