"""Migrated empty databases, made quickly: a copied file on SQLite, a template on PostgreSQL."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from storage import migrate
from storage.database import Database
from tests.support.postgres import PostgresServer

_numbers = itertools.count(1)
T = TypeVar("T")
TEMPLATE = "template_benefits"


def run_apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run async work from a synchronous fixture without touching the test's own event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


async def _migrated(url: str) -> None:
    database = Database(url)
    try:
        await migrate.upgrade(database)
    finally:
        await database.close()


def make_sqlite_template(folder: Path) -> Path:
    path = folder / "template.db"
    run_apart(lambda: _migrated(f"sqlite:///{path}"))
    return path


def copy_of_sqlite(template: Path, folder: Path) -> str:
    path = folder / "benefits.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def make_postgres_template(server: PostgresServer) -> None:
    server.execute(f"CREATE DATABASE {TEMPLATE}")
    run_apart(lambda: _migrated(server.url(TEMPLATE)))


def empty_postgres(server: PostgresServer, *, template: str = "template0") -> str:
    name = f"benefits_{next(_numbers)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return server.url(name)


def drop_postgres(server: PostgresServer, url: str) -> None:
    server.execute(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")
