"""The demo company loaded once for each kind of database; every test gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.demo import DemoReport, load_demo
from bot.demo_past import KnownReader
from services.app import Parts, Services
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from tests.support import databases
from tests.support.clock import SettableClock
from tests.support.postgres import PostgresServer

TEMPLATE = "template_demo"


@dataclass
class World:
    services: Services
    database: Database
    clock: SettableClock
    report: DemoReport


def parts(database: Database, folder: Path, keyring: Keyring, clock: SettableClock) -> Parts:
    knowledge: Any = None  # the past asks no questions
    store = SqlStore(database, keyring, clock)
    return Parts(store, SqlJobStore(database), LocalVault(folder, keyring), clock, knowledge, KnownReader())


def key() -> Keyring:
    made = Keyring(b"a key for tests and nothing else")
    use_keyring(made)
    return made


def load_into(url: str, folder: Path) -> DemoReport:
    async def work() -> DemoReport:
        database = Database(url)
        try:
            return await load_demo(Services(parts(database, folder, key(), SettableClock())))
        finally:
            await database.close()

    return databases.run_apart(work)


@pytest.fixture(scope="session")
def demo_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, DemoReport]:
    folder = tmp_path_factory.mktemp("demo-sqlite")
    url = databases.copy_of_sqlite(sqlite_template, folder)
    report = load_into(url, folder / "files")
    return folder / "benefits.db", folder / "files", report


@pytest.fixture(scope="session")
def demo_postgres(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, DemoReport]:
    files = tmp_path_factory.mktemp("demo-postgres")
    postgres.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE {databases.TEMPLATE}")
    return TEMPLATE, files, load_into(postgres.url(TEMPLATE), files)


@pytest.fixture(params=("sqlite", "postgresql"))
def copy_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, DemoReport]]:
    """A copy of the loaded demo, its files in ``tmp_path/files``."""
    if request.param == "sqlite":
        path, files, report = request.getfixturevalue("demo_sqlite")
        shutil.copytree(files, tmp_path / "files")
        yield databases.copy_of_sqlite(path, tmp_path), report
        return
    name, files, report = request.getfixturevalue("demo_postgres")
    shutil.copytree(files, tmp_path / "files")
    server: PostgresServer = request.getfixturevalue("postgres")
    url = databases.empty_postgres(server, template=name)
    yield url, report
    databases.drop_postgres(server, url)


@pytest.fixture
async def world(copy_url: tuple[str, DemoReport], tmp_path: Path) -> AsyncIterator[World]:
    url, report = copy_url
    clock, database = SettableClock(), Database(url)
    yield World(Services(parts(database, tmp_path / "files", key(), clock)), database, clock, report)
    await database.close()
