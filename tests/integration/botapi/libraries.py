"""Checks every answer of the server against the types of both libraries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import aiogram.methods
import telegram
from aiogram.methods.base import Response
from aiogram.types import Update
from pydantic import BaseModel

from tests.botapi import BotApiServer

_TELEGRAM: dict[str, Any] = {
    "getMe": telegram.User,
    "getUpdates": [telegram.Update],
    "getWebhookInfo": telegram.WebhookInfo,
    "sendMessage": telegram.Message,
    "sendPhoto": telegram.Message,
    "sendDocument": telegram.Message,
    "editMessageText": telegram.Message,
    "editMessageCaption": telegram.Message,
    "editMessageReplyMarkup": telegram.Message,
    "getFile": telegram.File,
    "getMyCommands": [telegram.BotCommand],
    "getChatMenuButton": telegram.MenuButton,
}


def unknown_to_aiogram(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_to_aiogram(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from unknown_to_aiogram(item, path + "[]")


def unknown_to_telegram(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, telegram.TelegramObject):
        yield from (f"{path}.{name}" for name in value.api_kwargs)
        names = {name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ())}
        for name in names - {"api_kwargs", "_bot", "_frozen", "_id_attrs"}:
            yield from unknown_to_telegram(getattr(value, name, None), f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from unknown_to_telegram(item, path + "[]")


def check_call(method: str, body: dict[str, Any]) -> None:
    """Fails when either library would refuse the answer, or meets a field it does not know."""
    cls = getattr(aiogram.methods, method[0].upper() + method[1:])
    parsed = Response[cls.__returning__].model_validate(body)  # type: ignore[name-defined]
    assert list(unknown_to_aiogram(parsed)) == [], (method, body)
    if not body["ok"]:
        return
    expected = _TELEGRAM.get(method)
    if expected is None:
        assert body["result"] is True, (method, body)
    elif isinstance(expected, list):
        made = [expected[0].de_json(item, None) for item in body["result"]]
        assert list(unknown_to_telegram(made)) == [], (method, body)
    else:
        made = expected.de_json(body["result"], None)
        assert list(unknown_to_telegram(made)) == [], (method, body)


def check_all(server: BotApiServer) -> int:
    """Checks every answer given so far and every update waiting; how many there were."""
    answered = [call for call in server.calls if call.status]
    for call in answered:
        if call.status != 404:
            check_call(call.method, call.body)
    for update in server.updates.pending:
        assert list(unknown_to_aiogram(Update.model_validate(update))) == []
        assert list(unknown_to_telegram(telegram.Update.de_json(update, None))) == []
    return len(answered) + len(server.updates.pending)
