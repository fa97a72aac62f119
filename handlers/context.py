"""What every handler gets: who is there, in which language, and a way to answer that edits rather than reposts."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
    Update,
)

from benefits.errors import BenefitsError
from locales import DEFAULT_LANGUAGE, has, text
from services.actors import Actor, chat_actor
from services.app import Services
from services.identity import Visitor, looks_like_code
from services.languages import language_of_hint, language_of_text

log = structlog.get_logger(__name__)
NEWCOMER = Actor(name="chat", role="stranger")
Keyboard = Sequence[Sequence[tuple[str, str]]]
"""Rows of (label, callback data)."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What a handler returns to word the acknowledgement of a tap."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """The one who writes. ``t`` is ``locales.text`` in their language."""

    visitor: Visitor
    actor: Actor
    language: str
    channel: str

    def t(self, key: str, /, **args: Any) -> str:
        return text(self.language, key, **args)

    @property
    def linked(self) -> bool:
        return self.visitor.employee is not None

    def money(self, amount: Decimal) -> str:
        return self.t("money", amount=f"{amount:,.2f}")


class KnowWho(BaseMiddleware):
    """Finds the person behind an update and hands them to the handler as ``person``.

    Every tap is acknowledged, and every expected failure is worded here, once. Other failures go on to the channel, which
    tries again and then apologizes.
    """

    def __init__(self, services: Services, channels: Mapping[int, str]) -> None:
        self._services = services
        self._channels = channels
        """Bot id → channel."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        came = (event.message or event.callback_query) if isinstance(event, Update) else None
        message = came.message if isinstance(came, CallbackQuery) else came
        if came is None or came.from_user is None or message is None or message.chat.type != "private":
            return None  # benefits are nobody else's business: groups get no answer
        person = await self._who(came, message.chat.id, self._channels[data["bot"].id])
        data["person"], data["services"] = person, self._services
        toast = Toast("")
        try:
            result = await handler(event, data)
            toast = result if isinstance(result, Toast) else toast
        except BenefitsError as error:
            log.info("declined", code=error.code, family=error.family)
            result = None
            await message.answer(error_text(person, error))
        if isinstance(came, CallbackQuery):
            await acknowledge(came, toast)
        return result

    async def _who(self, came: Message | CallbackQuery, chat_id: int, channel: str) -> Person:
        hint = language_of_hint(came.from_user.language_code if came.from_user else None)
        written = came.text if isinstance(came, Message) else None
        if written and not written.startswith("/") and not looks_like_code(written):
            hint = language_of_text(written) or hint
        visitor = await self._services.open_account(NEWCOMER, channel, chat_id, hint)
        language = visitor.account.language or DEFAULT_LANGUAGE
        return Person(visitor, chat_actor(visitor.account, visitor.employee), language, channel)


def error_text(person: Person, error: BenefitsError) -> str:
    """What went wrong and what to do next, from the error's code and family."""
    fields = {name: countable(value) for name, value in error.fields.items()}
    if "field" in fields:
        name = f"field-{str(error.fields['field']).replace('_', '-')}"
        fields["fieldname"] = person.t(name) if has(person.language, name) else fields["field"]
    reason = str(error.fields.get("reason", "")).replace("_", "-")
    for candidate in (f"error-{error.code}-{reason}", f"error-{error.code}", f"error-family-{error.family}"):
        if has(person.language, candidate):
            try:
                return person.t(candidate, **fields)
            except KeyError:
                continue
    return person.t("error-family-error")


async def acknowledge(query: CallbackQuery, toast: Toast) -> None:
    """Answer a tap; an old one that the messenger no longer takes an answer for is no failure."""
    try:
        await query.answer(toast.text or None, show_alert=toast.alert)
    except TelegramBadRequest:
        return


def h(value: object) -> str:
    """A value as safe inside message HTML."""
    return html.escape(str(value), quote=False)


def countable(value: object) -> object:
    """``h``, but a small whole number stays one, so that a text can tell one day from several."""
    return value if isinstance(value, int) and 0 <= value < 100 else h(value)


def keyboard(rows: Keyboard) -> InlineKeyboardMarkup | None:
    made = [[InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=made) if made else None


async def show(event: Message | CallbackQuery, words: str, rows: Keyboard = ()) -> Message | None:
    """Answer a message, or edit the message that was tapped. A tapped message that can't be edited gets a new one."""
    markup = keyboard(rows)
    if isinstance(event, Message):
        return await event.answer(words, reply_markup=markup)
    message = event.message
    if message is None:
        return None
    if isinstance(message, InaccessibleMessage):
        return await message.answer(words, reply_markup=markup)
    try:
        edited = await message.edit_text(words, reply_markup=markup)
        return edited if isinstance(edited, Message) else message
    except TelegramBadRequest as refused:
        if "not modified" in str(refused):
            return message
        return await message.answer(words, reply_markup=markup)


async def add(event: Message | CallbackQuery, words: str, rows: Keyboard = ()) -> Message | None:
    """Say something more, below what is there."""
    message = event if isinstance(event, Message) else event.message
    return None if message is None else await message.answer(words, reply_markup=keyboard(rows))


async def drop_buttons(event: CallbackQuery) -> None:
    """Take the buttons off a message whose choice is made."""
    await change_buttons(event, ())


async def change_buttons(event: CallbackQuery, rows: Keyboard) -> None:
    """Other buttons below the tapped message, where it can still be edited."""
    if isinstance(event.message, Message):
        try:
            await event.message.edit_reply_markup(reply_markup=keyboard(rows))
        except TelegramBadRequest:
            return
