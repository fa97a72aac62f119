"""The command menu of a chat: kept by scope and language, found by the narrowest that fits."""

from __future__ import annotations

from typing import cast

from aiogram.methods import DeleteMyCommands, GetMyCommands, SetMyCommands
from aiogram.types import BotCommandScopeChat

from bot.channels.webchat.store import WebChatStore


def commands_key(method: SetMyCommands | DeleteMyCommands | GetMyCommands) -> str:
    """Where the menu of a method's scope and language is kept."""
    scope = method.scope.type if method.scope else "default"
    if isinstance(method.scope, BotCommandScopeChat):
        scope = f"chat:{method.scope.chat_id}"
    return f"commands:{scope}:{method.language_code or ''}"


async def commands_for(store: WebChatStore, chat_id: int, language: str) -> list[dict[str, str]]:
    """The command menu of a chat: the narrowest scope that has one, first in the language (zh-Hant, then zh), then any."""
    for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
        for code in dict.fromkeys((language, language.partition("-")[0], "")):
            if listed := await store.get_value(f"commands:{scope}:{code}"):
                return cast(list[dict[str, str]], listed)
    return []
