"""The menu, help, language, and the way back from anywhere."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from handlers.context import Person, add, keyboard, show
from handlers.taps import LanguageTap, MenuTap
from locales import LANGUAGES
from services.app import Services

router = Router(name="menu")

COMMANDS = ("start", "claim", "claims", "enrol", "help", "hr", "language", "reminders", "privacy")
"""The command menu, in order; each has a text ``command-<name>``."""


def menu_rows(person: Person) -> InlineKeyboardMarkup | None:
    return keyboard(
        [
            [
                (person.t("button-claim-new"), MenuTap(to="claim").pack()),
                (person.t("button-claims"), MenuTap(to="claims").pack()),
            ],
            [
                (person.t("button-enrol"), MenuTap(to="enrol").pack()),
                (person.t("button-person"), MenuTap(to="person").pack()),
            ],
        ]
    )


async def show_menu(message: Message, person: Person) -> None:
    employee = person.visitor.employee
    await message.answer(person.t("menu-hello", name=employee.name if employee else ""), reply_markup=menu_rows(person))


@router.message(Command("help"))
async def help_(message: Message, person: Person) -> None:
    await message.answer(person.t("help"), reply_markup=menu_rows(person) if person.linked else None)


@router.message(Command("cancel"))
@router.callback_query(MenuTap.filter(F.to == "menu"))
async def back_to_menu(event: Message | CallbackQuery, person: Person, state: FSMContext) -> None:
    await state.clear()
    message = event if isinstance(event, Message) else event.message
    if message is not None:
        await message.answer(person.t("menu"), reply_markup=menu_rows(person) if person.linked else None)


@router.message(Command("language"))
async def ask_language(message: Message, person: Person, services: Services) -> None:
    wanted = (message.text or "").split()[1:]
    if wanted and wanted[0] in LANGUAGES:
        await _set_language(message, person, services, wanted[0])
        return
    rows = [[(person.t(f"language-name-{code}"), LanguageTap(language=code).pack())] for code in LANGUAGES]
    await show(message, person.t("language-ask"), rows)


@router.callback_query(LanguageTap.filter())
async def chose_language(query: CallbackQuery, callback_data: LanguageTap, person: Person, services: Services) -> None:
    await _set_language(query, person, services, callback_data.language)


async def _set_language(event: Message | CallbackQuery, person: Person, services: Services, language: str) -> None:
    await services.set_language(person.actor, language)
    changed = Person(person.visitor, person.actor, language, person.channel)
    await show(event, changed.t("language-set"))
    if changed.linked and isinstance(event, CallbackQuery):
        await add(event, changed.t("menu"), _rows(changed))


def _rows(person: Person) -> list[list[tuple[str, str]]]:
    markup = menu_rows(person)
    return [[(b.text, b.callback_data or "") for b in row] for row in markup.inline_keyboard] if markup else []
