"""The console over a real store on SQLite, with people and claims as the chat would have made them."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.pictures import PaperPictures
from console.app import create_console
from tests.integration.console.world import World, build_world, open_world

SECRET = "a-secret-of-the-test-suite-32-characters"


@pytest.fixture(scope="session")
def first_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("console")
    asyncio.run(build_world(folder))
    return folder


@pytest.fixture
async def world(tmp_path: Path, first_world: Path) -> AsyncIterator[World]:
    shutil.copytree(first_world, tmp_path / "world")
    made = await open_world(tmp_path / "world")
    yield made
    await made.database.close()


@dataclass
class Browser:
    """A signed-in HR user who follows redirects and sends the page's token with each form."""

    client: httpx.AsyncClient
    token: str = ""

    async def get(self, path: str, status: int = 200) -> httpx.Response:
        answer = await self.client.get(f"/hr{path}", follow_redirects=True)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        self._note(answer)
        return answer

    async def post(self, path: str, status: int = 200, **fields: object) -> httpx.Response:
        files = fields.pop("files", None)
        answer = await self.client.post(
            f"/hr{path}", data={"csrf": self.token, **fields}, files=files, follow_redirects=True
        )
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        self._note(answer)
        return answer

    def _note(self, answer: httpx.Response) -> None:
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        if found:
            self.token = found[1]

    async def sign_in(self, username: str, password: str = "correct horse") -> Browser:
        await self.get("/sign-in")
        await self.post("/sign-in", username=username, password=password)
        return self


@pytest.fixture
async def open_browser(world: World) -> AsyncIterator[object]:
    pictures = PaperPictures()
    console = create_console(
        world.services, secret=SECRET, company_name="云杉集团", secure_cookies=False, page_images=pictures.page_image
    )
    app = Starlette(routes=[Mount("/hr", console)])
    opened: list[httpx.AsyncClient] = []

    async def open_(username: str = "", language: str = "en") -> Browser:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://hr.test", headers={"accept-language": language}
        )
        opened.append(client)
        browser = Browser(client)
        return await browser.sign_in(username) if username else browser

    yield open_
    for client in opened:
        await client.aclose()
    await pictures.close()
