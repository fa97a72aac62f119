"""aiosqlite with one trip to its thread per statement instead of four.

SQLAlchemy's adapter opens a cursor, executes, fetches and closes, each a hand-over between the event loop and the
connection's thread; together they cost several times what SQLite needs for the statement. Everything else (pool,
transactions, cancellation, streaming results) stays as it is. ``install`` makes it known as ``sqlite+onestep``.
"""

from __future__ import annotations

import collections
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util import immutabledict
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+onestep"


class _Finished:
    """What is left of a statement: its numbers and its description; stands where aiosqlite's cursor would."""

    __slots__ = ("arraysize", "description", "lastrowid", "rowcount")

    def __init__(self) -> None:
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1


class OneStepCursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._cursor: Any = _Finished()
        self._soft_closed_memoized = immutabledict()
        self._rows: collections.deque[Any] = collections.deque()

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        return None

    def execute(self, operation: str, parameters: Any = None) -> None:
        self._step(lambda cursor: cursor.execute(operation, parameters or ()))

    def executemany(self, operation: str, seq_of_parameters: Sequence[Any]) -> None:
        self._step(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    def _step(self, work: Callable[[sqlite3.Cursor], object]) -> None:
        try:
            await_(self._in_thread(work))
        except Exception as error:
            self._adapt_connection._handle_exception(error)

    async def _in_thread(self, work: Callable[[sqlite3.Cursor], object]) -> None:
        connection: Any = self._connection

        def step() -> list[Any]:
            cursor = connection._conn.cursor()
            try:
                work(cursor)
                rows = cursor.fetchall() if cursor.description else []
                self._cursor.description = cursor.description
                self._cursor.rowcount, self._cursor.lastrowid = cursor.rowcount, cursor.lastrowid
                return rows
            finally:
                cursor.close()

        async with self._adapt_connection._execute_mutex:
            self._rows = collections.deque(await connection._execute(step))


class OneStepConnection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = OneStepCursor


class OneStepDbapi(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arguments: Any, **options: Any) -> OneStepConnection:
        return OneStepConnection(self, super().connect(*arguments, **options)._connection)


class OneStepDialect(SQLiteDialect_aiosqlite):
    driver = "onestep"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> OneStepDbapi:
        return OneStepDbapi(__import__("aiosqlite"), sqlite3)


def install() -> None:
    registry.register("sqlite.onestep", __name__, "OneStepDialect")
