"""The chat page in Chromium at phone size, against a small dispatcher over real HTTP and WebSockets."""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from aiogram import Dispatcher, F
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.applications import Starlette

from bot.channels.webchat.app import WebChat
from bot.channels.webchat.context import WebChatSettings
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.session import make_bot
from tests.unit.webchat.memory_store import MemoryStore

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


@dataclass
class Bot:
    """The bot of these tests and what it saw."""

    store: MemoryStore = field(default_factory=MemoryStore)
    heard: list[str] = field(default_factory=list)
    taps: list[str] = field(default_factory=list)
    albums: list[str | None] = field(default_factory=list)
    address: str = ""
    loop: asyncio.AbstractEventLoop | None = None

    def call(self, coroutine: Any) -> Any:
        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def only_chat(self) -> int:
        return max(self.store.rows)

    def routes(self, dispatcher: Dispatcher) -> None:
        dispatcher.message(CommandStart())(self.start)
        dispatcher.message(Command("keyboard"))(self.keyboard)
        dispatcher.message(F.photo)(self.photo)
        dispatcher.message(F.contact)(self.contact)
        dispatcher.message(F.text)(self.echo)
        dispatcher.callback_query()(self.tap)

    async def start(self, message: Message) -> None:
        rows = [[("提交", "submit")], [("改金额", "alert"), ("改日期", "toast")]]
        markup = InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows
            ]
        )
        await message.answer("您好，我是<b>福利助手</b>\n<pre>a  b\nc  d</pre>", reply_markup=markup)

    async def tap(self, query: CallbackQuery) -> None:
        self.taps.append(query.data or "")
        await asyncio.sleep(0.6)
        assert isinstance(query.message, Message)
        if query.data == "submit":
            await query.message.edit_text("已提交 <code>C-1</code>")
        await query.answer("请写上金额", show_alert=query.data == "alert")

    async def photo(self, message: Message) -> None:
        assert message.bot is not None
        assert message.photo is not None
        self.albums.append(message.media_group_id)
        answer = await message.answer("读取中")
        content = await message.bot.download(message.photo[-1])
        assert content is not None
        await asyncio.sleep(0.3)
        await answer.edit_text(f"{Image.open(content).size[0]} 像素宽 {message.caption or ''}")

    async def keyboard(self, message: Message) -> None:
        keys = [[KeyboardButton(text="分享手机号", request_contact=True)], [KeyboardButton(text="我的理赔")]]
        await message.answer("请选择", reply_markup=ReplyKeyboardMarkup(keyboard=keys))

    async def contact(self, message: Message) -> None:
        assert message.contact is not None
        await message.answer(f"收到 {message.contact.phone_number}", reply_markup=ReplyKeyboardRemove())

    async def echo(self, message: Message) -> None:
        self.heard.append(message.text or "")
        await message.answer(f"回声：{message.html_text}")


@pytest.fixture
def bot() -> Iterator[Bot]:
    made = Bot()
    ready = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    made.address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    servers: list[uvicorn.Server] = []

    async def serve() -> None:
        made.loop = asyncio.get_running_loop()
        dispatcher, hub = Dispatcher(), Hub()
        made.routes(dispatcher)
        speaker = make_bot(made.store, hub)
        await speaker.set_my_commands([BotCommand(command="claim", description="报销一张票据")])
        web = WebChat(dispatcher, speaker, made.store, hub, WebChatSettings(burst=8, per_minute=600, poll_seconds=0.2))
        app = Starlette(routes=web.routes(), lifespan=lambda _: web.lifespan())
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="websockets-sansio", lifespan="on"))
        servers.append(server)
        ready.set()
        await server.serve([listener])

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(30)
    yield made
    servers[0].should_exit = True
    thread.join(20)
    with contextlib.suppress(OSError):
        listener.close()
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext, bot: Bot) -> Iterator[Page]:
    page = phone.new_page()
    problems: list[str] = []
    outside: list[str] = []
    own = (bot.address, bot.address.replace("http", "ws"), "blob:", "data:")
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda request: None if request.url.startswith(own) else outside.append(request.url))
    page.goto(bot.address)
    expect(page.locator(".bot")).to_have_count(1)
    yield page
    assert problems == []
    assert outside == []


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def receipt(path: Path, width: int = 640) -> Path:
    Image.new("RGB", (width, 900), "white").save(path, "JPEG")
    return path


def until(condition: Any) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_first_visit_is_greeted_and_fits_the_phone(page: Page, tmp_path: Path) -> None:
    expect(page.locator("#status")).to_have_text("在线")
    expect(page.locator(".bot strong")).to_have_text("福利助手")
    expect(page.locator(".bot pre")).to_have_text("a  b\nc  d")
    expect(page.locator(".me")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    small = (
        "[...document.querySelectorAll('button,select,textarea')].filter(n => n.offsetHeight && n.offsetHeight < 44)"
    )
    assert page.evaluate(f"{small}.map(n => n.id || n.className)") == []
    assert page.evaluate("document.getElementById('log').getAttribute('role')") == "log"
    assert len(page.screenshot(path=tmp_path / "first.png")) > 10_000


def test_a_question_is_answered_and_the_conversation_survives_a_reload(page: Page) -> None:
    say(page, "门诊能报多少 <img src=x onerror=alert(1)>")
    expect(page.locator(".bot").last).to_contain_text("回声：门诊能报多少 <img src=x onerror=alert(1)>")
    expect(page.locator(".me .text")).to_have_text("门诊能报多少 <img src=x onerror=alert(1)>")
    expect(page.locator(".me .meta svg")).to_have_attribute("aria-label", "已送达")
    page.reload()
    expect(page.locator(".msg")).to_have_count(3)
    expect(page.locator(".msg img")).to_have_count(0)


def test_a_second_tap_does_nothing_and_the_message_is_edited_in_place(page: Page, bot: Bot) -> None:
    button = page.locator(".key", has_text="提交")
    button.click()
    expect(button).to_have_class(re.compile("wait"))
    expect(page.locator(".keys").first).to_have_attribute("aria-busy", "true")
    button.click(force=True)
    page.locator(".key", has_text="改日期").click(force=True)
    expect(page.locator(".bot .text")).to_have_text("已提交 C-1")
    expect(page.locator(".bot")).to_have_count(1)
    expect(page.locator(".key")).to_have_count(0)
    assert bot.taps == ["submit"]


def test_a_tap_that_leaves_the_keyboard_can_be_followed_by_another(page: Page, bot: Bot) -> None:
    page.locator(".key", has_text="改日期").click()
    expect(page.locator("#toast")).to_have_text("请写上金额")
    expect(page.locator(".keys")).not_to_have_attribute("aria-busy", "true")
    page.locator(".key", has_text="改金额").click()
    expect(page.locator("dialog.ask p")).to_have_text("请写上金额")
    page.locator("dialog.ask .main").click()
    expect(page.locator("dialog")).to_have_count(0)
    assert bot.taps == ["toast", "alert"]


def test_a_photo_is_looked_at_once_more_sent_and_read(page: Page, bot: Bot, tmp_path: Path) -> None:
    page.set_input_files("#shot", receipt(tmp_path / "r.jpg"))
    expect(page.locator("dialog.sheet img")).to_be_visible()
    page.fill("dialog.sheet input", "门诊")
    page.locator("dialog.sheet .main").click()
    expect(page.locator(".bot").last).to_contain_text("640 像素宽 门诊")
    expect(page.locator(".me")).to_have_count(1)
    expect(page.locator(".me .progress")).to_have_count(0)
    page.reload()
    expect(page.locator(".me img").first).to_have_js_property("naturalWidth", 640)
    page.locator(".me .photo").click()
    expect(page.locator("dialog.viewer img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.locator(".me .photo").click()
    expect(page.locator("dialog.viewer img")).to_be_visible()
    page.evaluate("history.back()")  # the phone's Back closes the picture, not the conversation
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".me img").first).to_be_visible()
    page.locator(".me .photo").click()
    expect(page.locator("dialog.viewer img")).to_be_visible()
    assert bot.albums == [None]


def test_an_album_stays_together_and_a_wrong_file_is_sorted_out_before_sending(
    page: Page, bot: Bot, tmp_path: Path
) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"film")
    page.set_input_files(
        "#pick", [receipt(tmp_path / "a.jpg", 300), receipt(tmp_path / "b.jpg", 400), tmp_path / "clip.mp4"]
    )
    expect(page.locator("figure.bad small")).to_have_text("读不了这种文件，请发照片、PDF、OFD 或 XML")
    expect(page.locator("dialog .main")).to_have_text("发送 2 个文件")
    page.locator("dialog .main").click()
    expect(page.locator(".bot").last).to_contain_text("400 像素宽")
    expect(page.locator(".me .photo")).to_have_count(2)
    assert bot.albums[0] is not None
    assert bot.albums[0] == bot.albums[1]


def test_an_upload_that_breaks_off_is_sent_again_by_a_tap_and_arrives_once(
    page: Page, phone: BrowserContext, bot: Bot, tmp_path: Path
) -> None:
    phone.route("**/chat/upload", lambda route: route.abort())
    page.set_input_files("#pick", receipt(tmp_path / "r.jpg"))
    page.locator("dialog .main").click()
    again = page.locator(".me .note", has_text="上传没有成功")
    expect(again).to_be_in_viewport()
    assert bot.albums == []
    phone.unroute("**/chat/upload")
    again.click()
    expect(page.locator(".bot").last).to_contain_text("640 像素宽")
    expect(page.locator(".me")).to_have_count(1)
    expect(page.locator(".note")).to_have_count(0)


@pytest.mark.slow
def test_a_huge_photo_is_made_smaller_without_losing_its_detail(page: Page, bot: Bot, tmp_path: Path) -> None:
    noise = Image.effect_noise((3000, 3000), 120)
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(tmp_path / "big.png", compress_level=0)
    before = (tmp_path / "big.png").stat().st_size
    assert before > 20 * 1024 * 1024
    page.set_input_files("#shot", tmp_path / "big.png")
    page.locator("dialog .main").click()
    expect(page.locator(".bot").last).to_contain_text("3000 像素宽", timeout=30_000)
    (stored, _), *others = bot.store.kept.values()
    assert others == []
    assert stored.size < before / 2
    assert stored.mime == "image/jpeg"


def test_words_written_offline_survive_closing_the_page_and_arrive_once(
    page: Page, phone: BrowserContext, bot: Bot
) -> None:
    phone.set_offline(True)
    say(page, "离线时写的")
    expect(page.locator("#banner")).to_be_visible()
    expect(page.locator(".me .meta svg")).to_have_attribute("aria-label", "正在发送")
    page.fill("#text", "还没写完")
    page.close()
    phone.set_offline(False)
    again = phone.new_page()
    again.goto(bot.address)
    expect(again.locator(".bot").last).to_contain_text("回声：离线时写的")
    expect(again.locator(".me")).to_have_count(1)
    expect(again.locator("#text")).to_have_value("还没写完")
    assert bot.heard == ["离线时写的"]


def test_the_page_comes_back_by_itself_and_shows_what_it_missed(page: Page, phone: BrowserContext, bot: Bot) -> None:
    phone.set_offline(True)
    expect(page.locator("#banner")).to_be_visible()
    bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": "审核通过"}))
    bot.call(bot.store.edit_message(bot.only_chat(), 2, {"html": "改过的问候"}))
    phone.set_offline(False)
    expect(page.locator(".bot .text")).to_have_text(["改过的问候", "审核通过"])
    expect(page.locator("#banner")).to_be_hidden()


def test_many_messages_in_a_moment_are_slowed_down_and_all_arrive_once_in_order(page: Page, bot: Bot) -> None:
    for number in range(16):
        say(page, f"第 {number} 句")
    until(lambda: len(bot.heard) == 16)
    assert bot.heard == [f"第 {number} 句" for number in range(16)]
    expect(page.locator(".bot")).to_have_count(17)
    shown = page.locator(".msg .text").all_inner_texts()
    assert len(shown) == len(set(shown)) == 33


def test_a_message_of_another_process_is_shown_without_reload(page: Page, bot: Bot) -> None:
    bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": "资金已到账"}))
    expect(page.locator(".bot").last).to_contain_text("资金已到账")
    bot.call(bot.store.delete_message(bot.only_chat(), 3))
    expect(page.locator(".bot")).to_have_count(1)


def test_older_messages_come_when_scrolling_up_and_new_ones_wait_behind_a_chip(page: Page, bot: Bot) -> None:
    for number in range(90):
        bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": f"消息 {number}"}))
    page.reload()
    expect(page.locator(".msg")).to_have_count(40)
    assert page.evaluate("log.scrollHeight - log.scrollTop - log.clientHeight") < 5
    page.locator("#log").dispatch_event("wheel")
    page.evaluate("log.scrollTop = 0")
    expect(page.locator(".msg")).to_have_count(80)
    assert page.evaluate("log.scrollTop") > 500
    bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": "最新"}))
    expect(page.locator("#chip")).to_be_visible()
    page.locator("#chip").click()
    expect(page.locator(".bot").last).to_be_in_viewport()
    expect(page.locator("#chip")).to_be_hidden()


def test_the_answer_to_a_tap_is_shown_wherever_the_reader_had_scrolled_to(page: Page, bot: Bot) -> None:
    for number in range(30):
        bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": f"消息 {number}"}))
    expect(page.locator(".msg")).to_have_count(31)
    page.locator("#log").dispatch_event("wheel")
    page.evaluate("log.scrollTop = 0")
    page.get_by_role("button", name="改日期").click()
    bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": "哪一天？"}))
    expect(page.locator(".bot").last).to_be_in_viewport()
    expect(page.locator("#chip")).to_be_hidden()


def test_the_language_changes_on_the_page_and_the_bot_is_told(page: Page, bot: Bot) -> None:
    page.select_option("#lang", "en")
    expect(page.locator("#status")).to_have_text("Online")
    expect(page.locator("#text")).to_have_attribute("placeholder", "Ask, or send a receipt")
    until(lambda: bot.heard == ["/language en"])
    expect(page.locator(".me")).to_have_count(0)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_command_menu_and_the_reply_keyboard_work(page: Page, bot: Bot) -> None:
    page.locator("#menu").click()
    page.locator(".item", has_text="报销一张票据").click()
    until(lambda: bot.heard == ["/claim"])
    say(page, "/keyboard")
    page.locator("#keys .key", has_text="我的理赔").click()
    until(lambda: bot.heard[-1] == "我的理赔")
    page.reload()
    page.locator("#keys .key", has_text="分享手机号").click()
    page.fill("dialog input", "+86 138 0000 0000")
    page.locator("dialog .main").click()
    expect(page.locator(".bot").last).to_contain_text("收到 +86 138 0000 0000")
    expect(page.locator("#keys")).to_be_hidden()


def test_an_invitation_link_asks_first_and_leaves_the_address(phone: BrowserContext, bot: Bot) -> None:
    page = phone.new_page()
    page.goto(bot.address + "?start=ABC-123")
    page.locator("dialog.ask .main").click()
    expect(page.locator(".bot")).to_have_count(1)
    assert page.url == bot.address
    assert next(iter(bot.store.rows[bot.only_chat()].values())).payload["text"] == "/start ABC-123"


def test_signing_out_forgets_the_conversation_on_this_device(page: Page, bot: Bot) -> None:
    say(page, "私事")
    expect(page.locator(".bot")).to_have_count(2)
    page.locator("#menu").click()
    page.locator(".item", has_text="在这台设备上退出").click()
    page.locator("dialog.ask .main").click()
    expect(page.locator(".msg")).to_have_count(1)
    expect(page.locator(".me")).to_have_count(0)
    assert len(bot.store.rows) == 2


def test_a_spoiler_is_hidden_until_it_is_tapped_and_a_long_quote_is_folded(page: Page, bot: Bot) -> None:
    html = f"诊断：<tg-spoiler>支气管炎</tg-spoiler><blockquote expandable>{'条款原文。' * 60}</blockquote>发 /help"
    bot.call(bot.store.append_message(bot.only_chat(), "bot", {"html": html}))
    hidden = page.locator(".spoiler")
    expect(hidden.locator("span")).to_be_hidden()
    hidden.click()
    expect(hidden.locator("span")).to_be_visible()
    height = page.locator(".fold").bounding_box()
    page.locator(".more").click()
    opened = page.locator(".fold").bounding_box()
    assert height is not None
    assert opened is not None
    assert opened["height"] > height["height"] * 2
    page.locator(".cmd").click()
    until(lambda: bot.heard == ["/help"])


def test_dark_english_and_desktop_are_fine_too(chromium: Browser, bot: Bot) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark", locale="en-GB")
    page = context.new_page()
    page.goto(bot.address)
    expect(page.locator("#status")).to_have_text("Online")
    expect(page.locator(".bot")).to_have_count(1)
    picture = Image.open(io.BytesIO(page.screenshot()))
    assert sum(picture.convert("L").resize((1, 1)).tobytes()) < 60
    context.close()
