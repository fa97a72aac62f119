"""Stored rows and accepted events as aiogram objects."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.types import Message, Update, User

from bot.channels.webchat import markup
from bot.channels.webchat.store import ChatMessage, PendingUpdate

BOT_ID = 1
CHANNEL = "webchat"


def bot_user(name: str) -> User:
    return User(id=BOT_ID, is_bot=True, first_name=name, username="benefits_bot")


def callback_query_id(chat_id: int, client_id: str) -> str:
    """Carries the chat, so that any process can answer it."""
    return f"{chat_id}:{client_id}"


def split_callback_query_id(value: str) -> tuple[int, str]:
    """Chat and client id. Raises ValueError for an id that is not ours."""
    chat, _, client = value.partition(":")
    return int(chat), client


def message_data(row: ChatMessage, lang: str | None = None) -> dict[str, Any]:
    """The Bot API's Message for a stored row, as the dictionary aiogram validates."""
    payload = row.payload
    chat = {"id": row.chat_id, "type": "private", "first_name": "Web"}
    data: dict[str, Any] = {"message_id": row.message_id, "date": row.created_at, "chat": chat}
    if row.sender == "user":
        data["from"] = person(row.chat_id, lang)
    else:
        data["from"] = bot_user("Benefits").model_dump(exclude_none=True)
    if row.edited:
        data["edit_date"] = int(datetime.now(UTC).timestamp())
    text, entities = _words(row)
    media = payload.get("photo") or payload.get("document")
    if media:
        data["caption"], data["caption_entities"] = text or None, entities or None
    else:
        data["text"], data["entities"] = text, entities or None
    if photo := payload.get("photo"):
        data["photo"] = [
            {
                "file_id": photo["file_id"],
                "file_unique_id": photo["file_id"],
                "width": photo.get("width") or 0,
                "height": photo.get("height") or 0,
                "file_size": photo["size"],
            }
        ]
    if document := payload.get("document"):
        data["document"] = {
            "file_id": document["file_id"],
            "file_unique_id": document["file_id"],
            "file_name": document["name"],
            "mime_type": document["mime"],
            "file_size": document["size"],
        }
    if contact := payload.get("contact"):
        # No user_id: unlike Telegram, a web page can't prove whose number it is, and handlers must be able to tell.
        data["contact"] = {"phone_number": contact["phone"], "first_name": "Web"}
        data.pop("text")
    if album := payload.get("album"):
        data["media_group_id"] = album
    if rows := payload.get("buttons"):
        data["reply_markup"] = markup.inline_keyboard(rows)
    return {key: value for key, value in data.items() if value is not None}


def message(row: ChatMessage, bot: Bot) -> Message:
    return Message.model_validate(message_data(row), context={"bot": bot})


def person(chat_id: int, lang: str | None) -> dict[str, Any]:
    """The visitor as a Bot API user: in a private chat, user and chat have the same id."""
    return {"id": chat_id, "is_bot": False, "first_name": "Web", **({"language_code": lang} if lang else {})}


def update(pending: PendingUpdate, row: ChatMessage | None, bot: Bot) -> Update:
    """The update of an accepted event. ``row``: the person's message, or for a tap the message with the button.

    A tap on a message that is gone carries an inaccessible message, as on Telegram, and still reaches the handlers.
    """
    lang = pending.event.get("lang")
    data: dict[str, Any] = {"update_id": pending.update_id}
    if pending.event["kind"] == "tap":
        gone = {
            "chat": {"id": pending.chat_id, "type": "private"},
            "message_id": pending.event["message_id"],
            "date": 0,
        }
        data["callback_query"] = {
            "id": callback_query_id(pending.chat_id, pending.client_id),
            "from": person(pending.chat_id, lang),
            "chat_instance": str(pending.chat_id),
            "data": pending.event["data"],
            "message": message_data(row) if row else gone,
        }
    elif row is not None:
        data["message"] = message_data(row, lang)
    return Update.model_validate(data, context={"bot": bot})


def _words(row: ChatMessage) -> tuple[str, list[dict[str, Any]]]:
    if "html" in row.payload:
        text, entities = markup.read_html(row.payload["html"])
        return text, [entity.model_dump(exclude_none=True) for entity in entities]
    text = row.payload.get("text", "")
    command = text.split(maxsplit=1)[0] if text.startswith("/") and text.strip() else ""
    return text, [{"type": "bot_command", "offset": 0, "length": len(command)}] if len(command) > 1 else []
