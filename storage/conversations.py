"""Where each person is in a conversation, and which updates were handled. Survives a kill at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from services.ports import Clock
from storage import tables as t
from storage.database import Database

Json = dict[str, Any]


class ConversationStates:
    """State and data by key (at most 120 characters). Every method is one transaction; data are sealed at rest."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock
        self._dialect: Any = sqlite if database.sqlite else postgresql

    async def get_state(self, key: str) -> str | None:
        async with self._db.read_sessions() as session:
            state: str | None = await session.scalar(self._select("state", key))
        return state

    async def set_state(self, key: str, state: str | None) -> None:
        await self._put(key, state=state)

    async def get_data(self, key: str) -> Json:
        async with self._db.read_sessions() as session:
            return await session.scalar(self._select("data", key)) or {}

    async def set_data(self, key: str, data: Mapping[str, Any]) -> None:
        await self._put(key, data=dict(data))

    async def update_data(self, key: str, changes: Mapping[str, Any]) -> Json:
        """Merge ``changes`` into the data and return all of it. Of two at the same moment neither is lost."""
        c = t.conversation_states.c
        async with self._db.write_sessions() as session:
            await self._make(session, key)
            held = await session.scalar(self._select("data", key).with_for_update())
            data = (held or {}) | dict(changes)
            change = update(t.conversation_states).where(c.key == key)
            await session.execute(change.values(data=data, updated_at=self._clock.now()))
            await session.commit()
        return data

    async def prune(self, age: timedelta) -> int:
        """Forget conversations that nobody touched for so long; how many there were."""
        return await _delete_before(self._db, t.conversation_states.c.updated_at, self._clock, age)

    def _select(self, column: str, key: str) -> Any:
        return select(t.conversation_states.c[column]).where(t.conversation_states.c.key == key)

    async def _make(self, session: AsyncSession, key: str) -> None:
        new: Json = {"key": key, "state": None, "data": {}, "updated_at": self._clock.now()}
        await session.execute(self._dialect.insert(t.conversation_states).values(**new).on_conflict_do_nothing())

    async def _put(self, key: str, **values: object) -> None:
        values["updated_at"] = self._clock.now()
        made = self._dialect.insert(t.conversation_states).values(**({"key": key, "state": None, "data": {}} | values))
        async with self._db.write_sessions() as session:
            await session.execute(made.on_conflict_do_update(index_elements=["key"], set_=values))
            await session.commit()


class SeenUpdates:
    """Which updates of a messenger were handled already.

    Use it in this order: ``seen`` → handle → ``mark``. An update that was being handled when the process died is then
    handled again, which every use case has to stand (they are idempotent); marked first, it would be lost.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock
        self._dialect: Any = sqlite if database.sqlite else postgresql

    async def seen(self, channel: str, update_id: int) -> bool:
        c = t.seen_updates.c
        query = select(c.update_id).where(c.channel == channel, c.update_id == update_id)
        async with self._db.read_sessions() as session:
            return (await session.scalar(query)) is not None

    async def mark(self, channel: str, update_id: int) -> bool:
        """Remember an update. False when it was remembered before."""
        new = {"channel": channel, "update_id": update_id, "seen_at": self._clock.now()}
        made = self._dialect.insert(t.seen_updates).values(**new).on_conflict_do_nothing()
        async with self._db.write_sessions() as session:
            row = (await session.execute(made.returning(t.seen_updates.c.update_id))).first()
            await session.commit()
        return row is not None

    async def prune(self, age: timedelta = timedelta(days=7)) -> int:
        """Forget old marks (Telegram repeats an update for at most a day); how many there were."""
        return await _delete_before(self._db, t.seen_updates.c.seen_at, self._clock, age)


async def _delete_before(database: Database, column: Any, clock: Clock, age: timedelta) -> int:
    async with database.write_sessions() as session:
        gone = await session.execute(delete(column.table).where(column < clock.now() - age))
        await session.commit()
    count: int = gone.rowcount  # type: ignore[attr-defined]
    return count
