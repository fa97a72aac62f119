"""The whole product with its worker, talking over HTTP to the Bot API test server."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.background import Background
from bot.demo_vectors import offer_vectors
from bot.server import run_telegram
from bot.settings import Settings
from bot.wiring import Product, make_knowledge, product
from tests.botapi.limits import Limits
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.conversation.world import DOCUMENTS, HR, settle

TOKEN = "4242:for-tests"


def settings_for(folder: Path, server: BotApiServer, **more: object) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=folder,
        telegram_bot_token=server.token,  # type: ignore[arg-type]
        telegram_api_base=server.base_url,
        quiet_from="00:00",
        quiet_until="00:00",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a migrated store, the small company and an index; copied for each test."""
    folder = tmp_path_factory.mktemp("furnished")

    async def furnish() -> None:
        from storage.database import Database
        from storage.encryption import Keyring, use_keyring
        from storage.migrate import upgrade

        settings = Settings(_env_file=None, data_dir=folder)  # type: ignore[call-arg]
        use_keyring(Keyring.open(folder))
        database = Database(settings.store_url)
        await upgrade(database)
        await database.close()
        async with product(settings) as made:
            await settle(made)

    asyncio.run(furnish())
    offer_vectors(folder)
    knowledge = make_knowledge(Settings(_env_file=None, data_dir=folder))  # type: ignore[call-arg]
    knowledge.ingest(DOCUMENTS)
    knowledge.close()
    return folder


@dataclass
class House:
    """A running product and the people around it."""

    product: Product
    server: BotApiServer
    folder: Path

    def person(self, chat_id: int = 4711, language: str = "zh-hans") -> Person:
        return self.server.user(chat_id, first_name="林", language_code=language)

    async def linked(self, number: str = "YS0001", chat_id: int = 4711, language: str = "zh-hans") -> Person:
        """A person who has shown a code from HR and agreed."""
        code = await self.product.services.issue_link_code(HR, number)
        person = self.person(chat_id, language)
        person.send_text("/start")
        await person.wait_for("8")
        person.send_text(code)
        await person.wait_for(lambda seen: bool(seen.labels), timeout=10)
        person.tap("Agree" if language == "en" else "同意")
        await person.wait_for(number, timeout=10)
        await person.wait_for(lambda seen: any("📷" in label for label in seen.labels))  # the last of what is said
        return person


async def until(condition: Callable[[], Awaitable[object]], seconds: float = 90.0) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def running(folder: Path, server: BotApiServer, **more: object) -> AsyncIterator[House]:
    async with product(settings_for(folder, server, **more)) as made:
        stop = asyncio.Event()
        tasks = [
            asyncio.create_task(run_telegram(made, stop)),
            asyncio.create_task(Background(made).run(stop)),
        ]
        try:
            yield House(made, server, folder)
        finally:
            stop.set()
            await asyncio.wait_for(asyncio.gather(*tasks), 30)


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(limits=Limits(per_chat=20)) as server:
        yield server


@pytest.fixture
def new_folder(furnished: Path, tmp_path: Path) -> Callable[[], Path]:
    def make() -> Path:
        target = tmp_path / "data"
        shutil.copytree(furnished, target)
        return target

    return make


@pytest.fixture
async def house(new_folder: Callable[[], Path], bot_api: BotApiServer) -> AsyncIterator[House]:
    async with running(new_folder(), bot_api) as made:
        yield made
