"""Copying a whole database out and in: SQLite's online backup, PostgreSQL's pg_dump and pg_restore."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from benefits.errors import Unavailable
from storage.database import Database

SQLITE_COPY = "benefits.db"
POSTGRES_COPY = "database.dump"
_INSTALLED = Path("/usr/lib/postgresql")


async def dump(database: Database, folder: Path) -> Path:
    """A consistent copy, made while others write."""
    if database.sqlite:
        target = folder / SQLITE_COPY
        await asyncio.to_thread(_copy_sqlite, Path(database.url.database or ""), target)
        return target
    target = folder / POSTGRES_COPY
    await _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


async def load(database: Database, folder: Path) -> None:
    """Replace the database's content by a copy, whole or not at all."""
    await database.close()
    if database.sqlite:
        await asyncio.to_thread(_copy_sqlite, folder / SQLITE_COPY, Path(database.url.database or ""))
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        await _run(database, "pg_restore", *options, str(folder / POSTGRES_COPY))


def _copy_sqlite(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
            # One step: writers go on in the WAL meanwhile, and the copy is of one moment.
            old.backup(new)
            if new.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Unavailable("backup-failed", reason="integrity check")
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as problem:
        raise Unavailable("backup-failed", reason=str(problem)) from problem
    with target.open("rb") as file:
        os.fsync(file.fileno())


async def _run(database: Database, tool: str, *options: str) -> None:
    url = database.url
    environment = os.environ | {"PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": "10"}
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        _find(tool),
        f"--dbname={plain}",
        "--no-password",
        *options,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await process.communicate()
    if process.returncode:
        raise Unavailable("backup-failed", reason=errors.decode(errors="replace").strip()[-500:])


def _find(tool: str) -> str:
    """The newest of the installed ones: a tool older than the server refuses to work."""
    versions = sorted(_INSTALLED.glob(f"*/bin/{tool}"), key=lambda path: path.parts[-3].zfill(3))
    found = str(versions[-1]) if versions else shutil.which(tool)
    if not found:
        raise Unavailable("tool-missing", tool=tool)
    return found
