"""What is left: stickers, voices, places, unknown commands and buttons of long ago."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.context import Person, Toast
from handlers.menu import menu_rows

router = Router(name="fallback")


@router.message(F.text.startswith("/"))
async def unknown_command(message: Message, person: Person) -> None:
    await message.answer(person.t("command-unknown"), reply_markup=menu_rows(person) if person.linked else None)


@router.message(F.voice | F.audio | F.video_note | F.video)
async def voice(message: Message, person: Person) -> None:
    await message.answer(person.t("voice"))


@router.message()
async def other(message: Message, person: Person) -> None:
    await message.answer(person.t("not-understood"), reply_markup=menu_rows(person) if person.linked else None)


@router.callback_query()
async def stale_button(query: CallbackQuery, person: Person) -> Toast:
    if query.message is not None:
        await query.message.answer(person.t("stale-button"), reply_markup=menu_rows(person))
    return Toast("")
