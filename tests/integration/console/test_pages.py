"""Pages as HR users see them."""

from __future__ import annotations

import re

import pytest

from console.app import PAGES
from tests.integration.console.world import World

OPEN = [page for page in PAGES if page.method == "GET" and "{" not in page.path]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_every_page_opens_in_every_language(world: World, open_browser, language: str) -> None:
    browser = await open_browser("admin")
    await browser.post("/language", language=language)
    paths = [page.path for page in OPEN] + [
        f"/review/{world.claims['unsure']}",
        f"/review/{world.claims['clean']}",
        f"/claims/{world.claims['other']}",
        "/employees/YS0003",
    ]
    for path in paths:
        page = await browser.get(path)
        if page.headers["content-type"].startswith("text/html"):
            assert f'lang="{language}"' in page.text
            assert not re.search(r">\s*console-[a-z-]+", page.text), path
