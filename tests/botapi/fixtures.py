"""Fixtures: ``pytest_plugins = ["tests.botapi.fixtures"]`` in a conftest, or import what you need."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from .limits import Limits
from .people import Person
from .server import BotApiServer


@pytest_asyncio.fixture
async def botapi() -> AsyncIterator[BotApiServer]:
    """A server with Telegram's limits."""
    async with BotApiServer() as server:
        yield server


@pytest_asyncio.fixture
async def chatting() -> AsyncIterator[BotApiServer]:
    """A server for conversations: a short burst in one chat is tolerated, as Telegram tolerates it."""
    async with BotApiServer(limits=Limits(per_chat=20)) as server:
        yield server


@pytest_asyncio.fixture
async def ann(chatting: BotApiServer) -> Person:
    """An employee in a chat with the bot of ``chatting``."""
    return chatting.user(4711, first_name="安")
