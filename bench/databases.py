"""A fresh database for a bench: SQLite in a folder, or a PostgreSQL of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from storage import migrate
from storage.database import Database

KINDS = ("sqlite", "postgresql")


@contextlib.contextmanager
def a_database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/bench.db"
        return
    from tests.support.postgres import PostgresServer

    server = PostgresServer(durable=True)
    server.start()
    try:
        server.execute("CREATE DATABASE bench")
        yield server.url("bench")
    finally:
        server.stop()


async def migrated(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()
