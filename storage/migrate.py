"""Bringing a database to this version's tables, or saying clearly why it can't be used.

``python -m storage.migrate "what changes"`` writes the next migration from the difference between the tables and the
last migration, for a person to review.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from benefits.errors import Unavailable
from storage import tables as t
from storage.database import Database
from storage.migrations.settings import options

_FOLDER = Path(__file__).parent / "migrations"
_KNOWN = "benefits-bot"
_LOCK = 0x6265_6E65_6669_7473  # "benefits"


def expected() -> str:
    """The newest migration that this version knows."""
    head = ScriptDirectory(str(_FOLDER)).get_current_head()
    if head is None:
        raise RuntimeError("no migrations are packaged")
    return head


async def found(database: Database) -> str | None:
    """The migration a database is at; None when it has none of our tables."""
    if database.sqlite and not Path(database.url.database or "").exists():
        return None  # looking must not make an empty file
    try:
        async with database.reader.connect() as connection:
            return await connection.run_sync(_revision)
    except (DBAPIError, OSError) as problem:
        raise Unavailable("database-unreachable", url=database.shown_url, reason=type(problem).__name__) from problem


async def check(database: Database) -> None:
    """Raises Unavailable("database-missing" | "database-older" | "database-newer", found=…, expected=…)."""
    at, wanted = await found(database), expected()
    if at == wanted:
        return
    if at is None:
        raise Unavailable("database-missing", url=database.shown_url, found="", expected=wanted)
    raise Unavailable("database-older" if is_known(at) else "database-newer", found=at, expected=wanted)


async def upgrade(database: Database) -> bool:
    """Make or update the tables. True when there was something to do. Safe to call from several processes at once.

    Raises Unavailable("database-newer") for a database that a later version of the product made.
    """
    at = await found(database)
    if at == expected():
        return False
    if at is not None and not is_known(at):
        raise Unavailable("database-newer", found=at, expected=expected())
    async with _migrating(database) as connection:
        await connection.run_sync(_run, command.upgrade, "head")
    return True


async def downgrade(database: Database, revision: str) -> None:
    """Go back to ``revision`` (``base``: no tables at all). Data of what is taken away is lost."""
    async with _migrating(database) as connection:
        await connection.run_sync(_run, command.downgrade, revision)


async def differences(database: Database) -> list[Any]:
    """What the tables of this version have that the database has not, and the other way round."""
    async with database.reader.connect() as connection:
        return await connection.run_sync(
            lambda sync: list(compare_metadata(MigrationContext.configure(sync, opts=options()), t.metadata))
        )


async def check_key(database: Database) -> None:
    """Raises Unavailable("master-key-wrong") when the database was sealed under another master key."""
    checks = t.key_checks
    async with database.write_sessions() as session:
        sealed = await session.scalar(select(checks.c.sealed).where(checks.c.id == 1))
        if sealed is None:
            await session.execute(insert(checks).values(id=1, sealed=_KNOWN))
            await session.commit()


def is_known(revision: str) -> bool:
    """Whether this version has the migration a database is at."""
    return any(script.revision == revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER))
    return config


def _run(connection: Connection, what: Any, revision: str) -> None:
    what(_config(connection), revision)


@asynccontextmanager
async def _migrating(database: Database) -> AsyncIterator[AsyncConnection]:
    """One transaction on a connection of its own, alone; rolled back whole when anything fails."""
    engine = create_async_engine(database.url, poolclass=NullPool)
    if database.sqlite:
        # Batch operations rebuild tables; with foreign keys on, dropping the old one would empty those that point at it.
        _sqlite_without_foreign_keys(engine.sync_engine)
    try:
        async with engine.begin() as connection:
            if not database.sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection
            if database.sqlite and (await connection.execute(text("PRAGMA foreign_key_check"))).first() is not None:
                raise Unavailable("database-migration-failed", reason="foreign keys")
    finally:
        await engine.dispose()


def _sqlite_without_foreign_keys(engine: Any) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=60000", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _draft(message: str) -> None:
    """Write the next migration file."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/draft.db")
        try:
            if any((_FOLDER / "versions").glob("0*.py")):
                await upgrade(database)
            number = len(list((_FOLDER / "versions").glob("0*.py"))) + 1
            async with _migrating(database) as connection:
                await connection.run_sync(
                    lambda sync: command.revision(_config(sync), message, autogenerate=True, rev_id=f"{number:04d}")
                )
        finally:
            await database.close()


if __name__ == "__main__":
    asyncio.run(_draft(" ".join(sys.argv[1:])))
