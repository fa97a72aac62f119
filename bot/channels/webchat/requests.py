"""What Bot API methods have in common: whom they are for, and their text as checked HTML."""

from __future__ import annotations

from typing import Any, Final

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.exceptions import TelegramBadRequest

from bot.channels.webchat import markup
from bot.channels.webchat.store import ChatMessage

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024


def chat_of(method: Any) -> int:
    try:
        return int(method.chat_id)
    except (TypeError, ValueError) as error:
        raise TelegramBadRequest(method, "chat not found: the web chat knows chats by number") from error


def only(row: ChatMessage, *keys: str) -> dict[str, Any]:
    return {key: row.payload[key] for key in keys if key in row.payload}


def html_of(bot: Bot, method: Any, text: str, entities: Any, limit: int, mode: Any = None) -> str:
    """The text as checked Bot API HTML. Raises for a parse mode other than HTML and for texts that are too long."""
    mode = getattr(method, "parse_mode", mode) if mode is None else mode
    if isinstance(mode, Default):
        mode = bot.default[mode.name]
    if entities or not mode:
        html, length = markup.write_html(text, entities), len(text)
    elif str(getattr(mode, "value", mode)).upper() == "HTML":
        html, length = text, len(markup.read_html(text)[0])
    else:
        raise TelegramBadRequest(method, f"the web chat understands the parse mode HTML, not {mode}")
    if length > limit:
        raise TelegramBadRequest(
            method, "message is too long" if limit == TEXT_LIMIT else "message caption is too long"
        )
    return html
