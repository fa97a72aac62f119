"""The main job, as a person does it: link, ask, claim, be decided in the console, follow, be reminded, elect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.conftest import CHROMIUM, SHOTS, Running
from tests.support.receipts import receipt_picture, visit_record_picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
NUMBER, NAME = "YS0015", "何俊杰"
SLOW = 120_000
"""Milliseconds: the first receipt also loads the models."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        yield made
        await made.close()


class Chat:
    """The web chat in a phone-sized window."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def say(self, text: str) -> None:
        await self.page.fill("textarea", text)
        await self.page.keyboard.press("Enter")

    async def tap(self, label: str) -> None:
        await self.page.get_by_role("button", name=label).last.click()

    async def sees(self, text: str, timeout: float = 30_000) -> None:
        await expect(self.page.get_by_text(text).last).to_be_visible(timeout=timeout)

    async def send_photo(self, data: bytes, name: str = "photo.jpg") -> None:
        file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
        await self.page.set_input_files("#pick", file)  # type: ignore[arg-type]
        await self.page.locator("dialog .main").click()

    async def shot(self, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        await self.page.wait_for_timeout(400)
        await self.page.screenshot(path=SHOTS / f"{name}.png")


async def test_the_six_steps_from_linking_to_the_election(running: Running, browser: Browser) -> None:
    phone = await browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
    chat = Chat(await phone.new_page())
    await chat.page.goto(running.url)

    # 1. Link
    await chat.sees("关联码")
    await chat.shot("1-welcome")
    await chat.say(running.code_of(NUMBER))
    await chat.sees("我们会保存什么")
    await chat.shot("1-consent")
    await chat.tap("同意，开始使用")
    await chat.sees("身份已确认")

    # 2. Ask
    await chat.say("门诊能报多少")
    await chat.sees("您的情况", SLOW)
    await chat.sees("补充医疗保险方案")
    await chat.shot("2-answer")
    await chat.tap("看原文")
    await chat.page.wait_for_timeout(1500)
    await chat.shot("2-passage")

    # 3. Claim: a receipt in somebody else's name goes to a reviewer
    issued = date.today() - timedelta(days=3)
    await chat.send_photo(receipt_picture("outpatient", patient="张三丰", issued=issued, seed=3))
    await chat.sees("预计赔付", SLOW)
    await chat.shot("3-card")
    await chat.tap("补病历")
    await chat.sees("请发")
    await chat.send_photo(visit_record_picture("张三丰"))
    await chat.sees("没问题就提交")
    await chat.tap("怎么算的")
    await chat.sees("是这样算的")
    await chat.shot("3-preview")
    await chat.tap("返回")
    await chat.sees("没问题就提交")
    await chat.tap("提交报销")
    await chat.sees("已提交，编号")
    await chat.shot("3-submitted")

    # … and is decided in the console; the chat shows it at once, without a reload
    desk = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    hr = await desk.new_page()
    await hr.goto(f"{running.url}/hr/")
    await hr.fill("input[name=username]", "hr.admin")
    await hr.fill("input[name=password]", "demo-2026")
    await hr.click("button.primary")
    await hr.get_by_role("link", name="理赔审核").first.click()
    await expect(hr.get_by_text(NAME).first).to_be_visible(timeout=15_000)
    await hr.screenshot(path=SHOTS / "3-queue.png")
    await hr.locator("tr", has_text=NAME).last.get_by_role("link").first.click()
    await expect(hr.get_by_role("button", name="通过")).to_be_visible()
    await hr.wait_for_timeout(800)
    await hr.screenshot(path=SHOTS / "3-review.png", full_page=True)
    await hr.get_by_role("button", name="通过").first.click()
    await chat.sees("审核通过")
    await chat.shot("3-decided")

    # 4. Status
    await chat.say("/claims")
    await chat.sees("我的报销")
    await chat.tap("1 · 已通过")
    await chat.sees("经过")
    await chat.shot("4-status")

    # 6. Reminder to those who haven't elected, and 5. the election it leads to
    await hr.get_by_role("link", name="推送提醒").first.click()
    await hr.goto(f"{running.url}/hr/campaigns/new?start=enrol")
    await hr.wait_for_timeout(800)
    await hr.screenshot(path=SHOTS / "6-composer.png", full_page=True)
    await hr.get_by_role("button", name="保存并预览").click()
    hr.on("dialog", lambda dialog: dialog.accept())
    await hr.get_by_role("button", name="启动").first.click()
    await chat.sees("福利选购将于")
    await chat.shot("6-reminder")
    await chat.tap("现在去选")
    await chat.sees("选择期开放中")
    await chat.shot("5-offers")
    await chat.page.get_by_role("button", name="家庭").last.click()
    await chat.sees("公司每月")
    await chat.shot("5-compare")
    await chat.tap("选标准档")
    await chat.sees("请确认")
    await chat.tap("确认选择")
    await chat.sees("自选福利确认书")
    await chat.shot("5-confirmed")

    # Nothing is lost on reload
    await chat.page.reload()
    await chat.sees("自选福利确认书")
    await desk.close()
    await phone.close()
