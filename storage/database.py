"""Engines and sessions: one writer and a reader engine on SQLite, one pool on PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from benefits.errors import Unavailable
from storage import sqlite_driver


class Database:
    """The claims store at one URL.

    SQLite ignores ``SELECT … FOR UPDATE``, so its writing transactions start with ``BEGIN IMMEDIATE`` on an engine of
    one connection, and readers use a second engine. Raises Unavailable with a code when the database can't be used.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        if self.sqlite:
            sqlite_driver.install()
            parsed = parsed.set(drivername=sqlite_driver.DRIVER)
            if parsed.database and parsed.database != ":memory:":
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.writer = create_async_engine(parsed, pool_size=1, max_overflow=0, pool_timeout=120)
            self.reader = create_async_engine(parsed, pool_size=8)
            _prepare_sqlite(self.writer, begin="BEGIN IMMEDIATE")
            _prepare_sqlite(self.reader, begin="BEGIN", pragmas=("query_only=ON",))
        else:
            parsed = parsed.set(drivername="postgresql+psycopg")
            self.writer = create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True)
            # The same pool; a view stays the same from its first query to its last, as it does on SQLite.
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ")
        self.url = parsed
        self.write_sessions = async_sessionmaker(
            self.writer, class_=AsyncSession, expire_on_commit=False, autoflush=True
        )
        self.read_sessions = async_sessionmaker(
            self.reader, class_=AsyncSession, expire_on_commit=False, autoflush=False
        )

    async def check(self) -> None:
        """Raises Unavailable("database-unreachable") when no query can be made."""
        try:
            async with self.reader.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (OperationalError, OSError) as problem:
            raise Unavailable("database-unreachable", url=self.shown_url, reason=type(problem).__name__) from problem

    @property
    def shown_url(self) -> str:
        """The URL without its password."""
        return self.url.render_as_string(hide_password=True)

    async def close(self) -> None:
        await self.writer.dispose()
        if self.sqlite:
            await self.reader.dispose()


_PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000")
_PRAGMA_TRIES = 50


def _set(cursor: Any, pragma: str) -> None:
    """Several connections that open a new file at once all want to switch it to WAL; SQLite refuses some of them at
    once, without the patience of ``busy_timeout``, because waiting could be a deadlock."""
    for left in reversed(range(_PRAGMA_TRIES)):
        try:
            cursor.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as problem:
            if not left or "locked" not in str(problem):
                raise
            time.sleep(0.02)


def _prepare_sqlite(engine: AsyncEngine, *, begin: str, pragmas: tuple[str, ...] = ()) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun by us, below
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, *pragmas):
            _set(cursor, pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
