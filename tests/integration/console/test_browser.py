"""The pages that work with scripts, in a real browser, at a desk and on a phone."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Browser, Page, async_playwright, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.pictures import PaperPictures
from console.app import PAGES, create_console
from tests.integration.console.world import World

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    pictures = PaperPictures()
    console = create_console(
        world.services,
        secret="s" * 40,
        company_name="云杉集团",
        secure_cookies=False,
        page_images=pictures.page_image,
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=[Mount("/hr", console)]), port=port, log_level="warning", ws="none")
    )
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    yield f"http://127.0.0.1:{port}/hr"
    server.should_exit = True
    await running
    await pictures.close()


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


async def _signed_in(chromium: Browser, address: str, size: dict[str, int]) -> tuple[Page, list[str]]:
    page = await (await chromium.new_context(viewport=size, locale="en-GB")).new_page()  # type: ignore[arg-type]
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    await page.goto(f"{address}/sign-in")
    await page.fill("[name=username]", "admin")
    await page.fill("[name=password]", "correct horse")
    await page.click("button.primary")
    await page.wait_for_selector(".figures")
    return page, problems


async def test_a_reviewer_works_with_keys_boxes_and_cut_outs(world: World, chromium: Browser, address: str) -> None:
    page, problems = await _signed_in(chromium, address, DESK)
    await page.goto(f"{address}/review/{world.claims['unsure']}")
    await page.wait_for_selector("canvas[data-cut=total].drawn")
    assert await page.locator("rect[data-box]").count() == 7
    await page.focus("input[name=v-total]")
    await page.wait_for_selector("rect[data-box=total].lit")
    await page.locator("body").press("Escape")
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("r")
    await expect(page.locator("details[open] textarea")).to_be_focused()
    await page.click("details[open] >> text=Duplicate")
    assert "already paid" in await page.input_value("details[open] textarea")
    await page.click("details[open] button.danger")
    await page.wait_for_selector(".flash-done")
    assert (
        await world.services.open_review(await world.hr("admin"), world.claims["unsure"])
    ).view.claim.state == "rejected"
    assert problems == []


async def test_the_composer_counts_previews_and_asks_only_what_the_kind_needs(chromium: Browser, address: str) -> None:
    page, problems = await _signed_in(chromium, address, DESK)
    await page.goto(f"{address}/campaigns/new?start=enrol&window=1&company=YS")
    await expect(page.locator("[data-count]")).to_contain_text("4 people")
    await page.check("input[name=tiers][value=executive]")
    await expect(page.locator("[data-count]")).to_contain_text("1 person")
    await page.fill("[data-text=en]", "Dear <b>{name}</b>, until {deadline}")
    await page.click("[data-tab=en]")
    assert await page.text_content("[data-bubble]") == "Dear 林知远, until 2026-12-15"
    await expect(page.locator("[name=days_before]")).to_be_hidden()
    await page.check("[name=when][value=before]")
    await expect(page.locator("[name=days_before]")).to_be_visible()
    radio = await page.locator("[name=when][value=before]").bounding_box()
    assert radio is not None
    assert radio["width"] < 24
    await expect(page.locator("[name=questions] + details")).to_be_hidden()
    await page.select_option("[name=kind]", "quiz")
    await expect(page.locator("[name=action]")).to_be_hidden()
    await expect(page.locator("[name=q0-right]")).to_be_visible()
    await page.select_option("[name=kind]", "reminder")
    await page.check("[name=when][value=now]")
    await page.click("aside button.primary")
    await page.wait_for_selector(".bubble b")
    large = {"name": "film.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + bytes(11 * 1024**2)}
    await page.set_input_files("input[type=file]", large)  # type: ignore[arg-type]
    assert "larger than 10 MB" in await page.eval_on_selector("input[type=file]", "input => input.validationMessage")
    assert problems == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_no_page_is_wider_than_the_screen(world: World, chromium: Browser, address: str, size) -> None:
    page, problems = await _signed_in(chromium, address, size)
    paths = [page_.path for page_ in PAGES if page_.method == "GET" and "{" not in page_.path and "." not in page_.path]
    for path in [*paths, f"/review/{world.claims['unsure']}", "/employees/YS0003"]:
        if path == "/campaigns/results":
            continue
        await page.goto(address + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert problems == []
