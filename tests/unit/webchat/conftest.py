"""A web chat over the memory store, with the routers a test brings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher

from bot.channels.webchat.app import WebChat
from bot.channels.webchat.context import WebChatSettings
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.session import make_bot
from tests.unit.webchat.memory_store import MemoryStore

CHAT = 5_000_000_000_000_000


@dataclass
class Parts:
    store: MemoryStore = field(default_factory=MemoryStore)
    hub: Hub = field(default_factory=Hub)
    dispatcher: Dispatcher = field(default_factory=Dispatcher)
    bot: Bot = field(init=False)
    web: WebChat = field(init=False)

    def __post_init__(self) -> None:
        self.bot = make_bot(self.store, self.hub)
        settings = WebChatSettings(burst=12, per_minute=60, poll_seconds=0.05)
        self.web = WebChat(self.dispatcher, self.bot, self.store, self.hub, settings)

    async def shown(self, chat_id: int = CHAT) -> list[dict[str, Any]]:
        """What a page of the chat shows now: the payloads, oldest first."""
        return [row.payload for row in await self.store.history(chat_id, before=None, limit=100)]


@pytest.fixture
async def parts() -> AsyncIterator[Parts]:
    made = Parts()
    yield made
    await made.web.inbox.stop(grace=0)
