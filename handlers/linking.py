"""Getting to know each other: one-time code or shared phone, what is stored and why, consent. Nothing personal before."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.context import Person, drop_buttons, h, show
from handlers.menu import menu_rows, show_menu
from handlers.taps import ConsentTap
from services.app import Services
from services.identity import Visitor, looks_like_code

router = Router(name="linking")


@router.message(CommandStart())
async def start(message: Message, person: Person, state: FSMContext) -> None:
    await state.clear()
    if person.linked:
        await show_menu(message, person)
    else:
        await introduce(message, person)


@router.message(Command("privacy"))
async def privacy(message: Message, person: Person) -> None:
    await message.answer(person.t("privacy"))


async def introduce(message: Message, person: Person) -> None:
    """Who I am, and how to prove who you are; or the consent that is still missing."""
    if person.visitor.account.employee_id is not None:
        await ask_consent(message, person)
    elif person.channel == "telegram":
        share = KeyboardButton(text=person.t("button-share-phone"), request_contact=True)
        board = ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True)
        await message.answer(person.t("welcome-telegram"), reply_markup=board)
    else:
        await message.answer(person.t("welcome"))


async def ask_consent(message: Message, person: Person) -> None:
    rows = [
        [(person.t("button-consent-yes"), ConsentTap(do="yes").pack())],
        [(person.t("button-consent-no"), ConsentTap(do="no").pack())],
    ]
    await show(message, person.t("consent-ask"), rows)


@router.message(F.contact)
async def shared_phone(message: Message, person: Person, services: Services) -> None:
    contact = message.contact
    own = contact is not None and message.from_user is not None and contact.user_id == message.from_user.id
    if person.linked:
        await show_menu(message, person)
        return
    if not own or contact is None or person.channel != "telegram":
        await message.answer(person.t("phone-not-own"))
        return
    await services.link_by_phone(person.actor, contact.phone_number)
    await message.answer(person.t("phone-matched"), reply_markup=ReplyKeyboardRemove())
    await ask_consent(message, person)


def not_linked(_: object, person: Person) -> bool:
    return not person.linked


@router.message(not_linked, F.text)
async def code_or_greeting(message: Message, person: Person, services: Services) -> None:
    if person.visitor.account.employee_id is not None:
        await ask_consent(message, person)
    elif looks_like_code(message.text or ""):
        await services.link_by_code(person.actor, message.text or "")
        await ask_consent(message, person)
    else:
        await message.answer(person.t("link-first"))


@router.message(not_linked)
async def anything_else(message: Message, person: Person) -> None:
    if person.visitor.account.employee_id is not None:
        await ask_consent(message, person)
    else:
        await message.answer(person.t("link-first"))


@router.callback_query(ConsentTap.filter(F.do == "yes"))
async def consented(query: CallbackQuery, person: Person, services: Services) -> None:
    employee = await services.give_consent(person.actor)
    await drop_buttons(query)
    known = Person(Visitor(person.visitor.account, employee), person.actor, person.language, person.channel)
    if query.message is not None:
        await query.message.answer(
            known.t("linked", name=h(employee.name), number=h(employee.number)), reply_markup=ReplyKeyboardRemove()
        )
        await query.message.answer(known.t("menu"), reply_markup=menu_rows(known))


@router.callback_query(ConsentTap.filter(F.do == "no"))
async def refused(query: CallbackQuery, person: Person, services: Services) -> None:
    if not person.linked:
        await services.unlink(person.actor)
    await show(query, person.t("consent-refused"))


@router.callback_query(not_linked)
async def tap_of_a_stranger(query: CallbackQuery, person: Person) -> None:
    if query.message is not None:
        await query.message.answer(person.t("link-first"))
