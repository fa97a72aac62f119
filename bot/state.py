"""Conversation state in the database, and one update of a person at a time across processes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage, StateType, StorageKey

from storage.conversations import ConversationStates
from storage.locks import PersonLocks


def key_text(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.destiny}"


class DatabaseStates(BaseStorage):
    """aiogram's storage over ``ConversationStates``: survives a kill at any moment."""

    def __init__(self, states: ConversationStates) -> None:
        self._states = states

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._states.set_state(key_text(key), state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._states.get_state(key_text(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._states.set_data(key_text(key), data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return await self._states.get_data(key_text(key))

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        return await self._states.update_data(key_text(key), data)

    async def close(self) -> None:
        return None


class OneAtATime(BaseEventIsolation):
    """A person's updates are handled one after the other, whichever process they reach."""

    def __init__(self, locks: PersonLocks) -> None:
        self._locks = locks

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        async with self._locks.person_lock(key_text(key)):
            yield

    async def close(self) -> None:
        await self._locks.close()
