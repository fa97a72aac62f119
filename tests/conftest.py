"""Fixtures for every kind of test. Heavy imports stay inside them: unit tests of the pure rooms must start at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.clock import SettableClock

if TYPE_CHECKING:
    from storage.database import Database
    from storage.encryption import Keyring
    from storage.files import LocalVault
    from storage.unit_of_work import SqlStore
    from tests.support.postgres import PostgresServer

BOTH = ("sqlite", "postgresql")


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def keyring() -> Keyring:
    from storage.encryption import Keyring, use_keyring

    made = Keyring(b"a key for tests and nothing else")
    use_keyring(made)
    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running PostgreSQL with a migrated template database; fails, never skips, where there is none."""
    from tests.support.databases import make_postgres_template
    from tests.support.postgres import PostgresServer

    server = PostgresServer()
    try:
        server.start()
        make_postgres_template(server)
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.support.databases import make_sqlite_template

    return make_sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of each kind. One kind only: ``parametrize("database_url", ["sqlite"], indirect=True)``."""
    from tests.support import databases

    if request.param == "sqlite":
        yield databases.copy_of_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = databases.empty_postgres(server, template=databases.TEMPLATE)
    yield url
    databases.drop_postgres(server, url)


@pytest.fixture(params=BOTH)
def unmigrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables; on SQLite not even the file is there."""
    from tests.support import databases

    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/fresh/benefits.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = databases.empty_postgres(server)
    yield url
    databases.drop_postgres(server, url)


@pytest.fixture
async def database(database_url: str, keyring: Keyring) -> AsyncIterator[Database]:
    from storage.database import Database

    made = Database(database_url)
    yield made
    await made.close()


@pytest.fixture
def store(database: Database, keyring: Keyring, clock: SettableClock) -> SqlStore:
    from storage.unit_of_work import SqlStore

    return SqlStore(database, keyring, clock)


@pytest.fixture
def vault(tmp_path: Path, keyring: Keyring) -> LocalVault:
    from storage.files import LocalVault

    return LocalVault(tmp_path / "files", keyring)
