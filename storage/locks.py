"""One update of a person at a time: across processes on PostgreSQL, within the one process that SQLite allows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database

_SEED = 0x6C6F636B  # "lock": apart from other uses of advisory locks


class PersonLocks:
    """``async with locks.person_lock(key)``: whoever asks for the same key waits, in order within a process."""

    def __init__(self, database: Database, *, connections: int = 20) -> None:
        self._local: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # A pool of its own: work done under a lock takes connections of the main pool and must never wait for itself.
        self._engine = (
            None
            if database.sqlite
            else create_async_engine(database.url, pool_size=2, max_overflow=connections - 2, pool_timeout=600)
        )

    @asynccontextmanager
    async def person_lock(self, key: str) -> AsyncIterator[None]:
        lock = self._local.get(key)
        if lock is None:
            lock = self._local[key] = asyncio.Lock()
        async with lock:  # first here, so that a crowd waiting for one key takes one connection
            if self._engine is None:
                yield
                return
            async with self._engine.begin() as connection:
                # Held by the transaction: it ends with the block, with the connection or with the process.
                await connection.execute(
                    text("SELECT pg_advisory_xact_lock(hashtextextended(:key, :seed))"), {"key": key, "seed": _SEED}
                )
                yield

    async def close(self) -> None:
        if self._engine is not None:
            await self._engine.dispose()
