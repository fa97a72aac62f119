"""Deliveries into a chat whose messages we keep ourselves: the built-in web chat."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from services.deliveries import Delivery, DeliveryResult


class ChatSender:
    """Writes deliveries through a channel's aiogram bot. Our own database can't lose an answer, so nothing is unknown."""

    def __init__(self, channel: str, bot: Bot) -> None:
        self.channel = channel
        self._bot = bot

    def begin(self) -> None: ...

    async def aclose(self) -> None: ...

    async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
        rows = [
            [InlineKeyboardButton(text=b.label, callback_data=b.data, url=b.url) for b in row]
            for row in delivery.buttons
        ]
        markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
        chat_id = int(delivery.external_chat_id)
        attached = delivery.attachment
        try:
            if attached is None:
                made = await self._bot.send_message(chat_id, delivery.text_html, reply_markup=markup)
            elif attached.is_picture:
                file = BufferedInputFile(attached.data, attached.filename)
                made = await self._bot.send_photo(chat_id, file, caption=delivery.text_html, reply_markup=markup)
            else:
                file = BufferedInputFile(attached.data, attached.filename)
                made = await self._bot.send_document(chat_id, file, caption=delivery.text_html, reply_markup=markup)
        except TelegramBadRequest as refused:
            return DeliveryResult("failed", reason="bad-request", detail=str(refused))
        return DeliveryResult("sent", message_id=str(made.message_id))
