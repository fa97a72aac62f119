from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
import uvicorn
from aiogram import Bot, Dispatcher, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from starlette.applications import Starlette

from benefits.errors import InvalidInput, Unavailable
from bot.channels import telegram
from bot.channels.telegram import connect, download, make_bot, set_menu, set_menu_of_chat
from bot.channels.telegram_intake import run_polling, set_webhook, webhook_route
from tests.botapi import BotApiServer, Fault, Limits, Tap

SECRET = "correct-horse"


class Seen:
    """Handled updates, as the database keeps them."""

    def __init__(self) -> None:
        self.ids: set[tuple[str, int]] = set()

    async def __call__(self, channel: str, update_id: int) -> bool:
        return (channel, update_id) in self.ids

    async def remember(self, channel: str, update_id: int) -> None:
        self.ids.add((channel, update_id))


class Talk:
    """A dispatcher with a small conversation, and what it noticed."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.fail: dict[str, int] = {}
        self.hold: dict[str, asyncio.Event] = {}
        self.dispatcher = Dispatcher()
        router = Router()
        router.message(F.text)(self.text)
        router.message(F.document)(self.document)
        router.callback_query()(self.tapped)
        self.dispatcher.include_router(router)

    async def text(self, message: Message) -> None:
        text = message.text or ""
        self.heard.append(text)
        if text in self.hold:
            await self.hold[text].wait()
        if self.fail.get(text, 0) > 0:
            self.fail[text] -= 1
            raise RuntimeError("the database is away")
        row = [InlineKeyboardButton(text="提交", callback_data="submit")]
        await message.answer(f"听到：{text}", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))

    async def document(self, message: Message, bot: Bot) -> None:
        assert message.document
        try:
            data = await download(bot, message.document.file_id, size=message.document.file_size)
        except InvalidInput as problem:
            await message.answer(problem.code)
        else:
            await message.answer(f"{len(data)} 字节")

    async def tapped(self, query: CallbackQuery) -> None:
        await query.answer("好")
        assert isinstance(query.message, Message)
        await query.message.edit_text("已提交")


@asynccontextmanager
async def polling(server: BotApiServer, talk: Talk, seen: Seen) -> AsyncIterator[asyncio.Event]:
    bot, stop = make_bot(server.token, server.base_url, timeout=3), asyncio.Event()
    task = asyncio.create_task(
        run_polling(talk.dispatcher, bot, stop, seen=seen, remember=seen.remember, poll_seconds=2)
    )
    try:
        yield stop
    finally:
        stop.set()
        await task
        await bot.session.close()


@asynccontextmanager
async def webhook(server: BotApiServer, talk: Talk, seen: Seen) -> AsyncIterator[str]:
    bot = make_bot(server.token, server.base_url)
    app = Starlette(routes=[webhook_route(talk.dispatcher, bot, SECRET, seen=seen, remember=seen.remember)])
    web = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    task = asyncio.create_task(web.serve())
    while not web.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    address = f"http://127.0.0.1:{web.servers[0].sockets[0].getsockname()[1]}/telegram/webhook"
    try:
        await set_webhook(bot, address, SECRET, talk.dispatcher)
        yield address
    finally:
        await server.updates.stop()
        web.should_exit = True
        await task
        await bot.session.close()


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("way", [polling, webhook])
async def test_a_conversation_with_buttons_and_files(
    chatting: BotApiServer, way: Callable[..., Awaitable[object]]
) -> None:
    ann, bob, talk = chatting.user(4711), chatting.user(4712, first_name="博"), Talk()
    async with way(chatting, talk, Seen()):  # type: ignore[attr-defined]
        ann.send_text("门诊能报多少")
        await ann.wait_for("听到：门诊能报多少")
        tap = ann.tap("提交")
        assert isinstance(tap, Tap)
        assert (await tap.answered())["text"] == "好"
        seen = await ann.wait_for("已提交")
        assert seen.labels == [] and seen.edits == 1
        ann.send_document(b"%PDF" + bytes(3000), "发票.pdf")
        await ann.wait_for("3004 字节")
        ann.send_document(bytes(20 * 1024 * 1024 + 1), "scan.tif")
        await ann.wait_for("file-too-large")
        bob.send_text("你好")
        await bob.wait_for("听到：你好")
        await until(lambda: not chatting.updates.pending)
    assert talk.heard == ["门诊能报多少", "你好"]


@pytest.mark.parametrize("way", [polling, webhook])
async def test_an_update_whose_handling_failed_comes_again(
    chatting: BotApiServer, way: Callable[..., Awaitable[object]]
) -> None:
    ann, talk = chatting.user(4711), Talk()
    talk.fail["一"] = 2
    async with way(chatting, talk, Seen()):  # type: ignore[attr-defined]
        ann.send_text("一")
        await ann.wait_for("听到：一")
    assert talk.heard == ["一"] * 3


@pytest.mark.parametrize("way", [polling, webhook])
async def test_an_update_that_always_fails_does_not_stop_the_others(
    chatting: BotApiServer, way: Callable[..., Awaitable[object]]
) -> None:
    ann, talk = chatting.user(4711), Talk()
    talk.fail["坏"] = 1000
    async with way(chatting, talk, Seen()):  # type: ignore[attr-defined]
        ann.send_text("坏")
        ann.send_text("好")
        await ann.wait_for("听到：好")
        await until(lambda: not chatting.updates.pending)
    assert talk.heard.count("坏") == 3


@pytest.mark.parametrize("way", [polling, webhook])
async def test_an_update_that_was_handled_before_does_nothing(
    chatting: BotApiServer, way: Callable[..., Awaitable[object]]
) -> None:
    ann, talk, seen = chatting.user(4711), Talk(), Seen()
    async with way(chatting, talk, seen):  # type: ignore[attr-defined]
        ann.send_text("一次")
        update = chatting.updates.pending[0]
        await ann.wait_for("听到：一次")
        await until(lambda: not chatting.updates.pending)
        chatting.updates.repeat(update)
        await until(lambda: not chatting.updates.pending)
        await ann.nothing_for(0.2)
    assert talk.heard == ["一次"]


async def test_a_crash_in_the_middle_of_handling_loses_nothing(chatting: BotApiServer) -> None:
    ann, talk, seen = chatting.user(4711), Talk(), Seen()
    talk.hold["慢"] = asyncio.Event()
    bot = make_bot(chatting.token, chatting.base_url)
    crashing = asyncio.create_task(
        run_polling(talk.dispatcher, bot, asyncio.Event(), seen=seen, remember=seen.remember, finish_seconds=0)
    )
    ann.send_text("慢")
    await until(lambda: talk.heard == ["慢"])
    crashing.cancel()
    await asyncio.gather(crashing, return_exceptions=True)
    await bot.session.close()
    talk.hold["慢"].set()
    async with polling(chatting, talk, seen):
        await ann.wait_for("听到：慢")


async def test_one_slow_chat_does_not_hold_up_another_and_keeps_its_own_order(chatting: BotApiServer) -> None:
    ann, bob, talk = chatting.user(1), chatting.user(2), Talk()
    talk.hold["慢"] = asyncio.Event()
    async with polling(chatting, talk, Seen()):
        ann.send_text("慢")
        ann.send_text("后")
        await until(lambda: "慢" in talk.heard)
        bob.send_text("快")
        await bob.wait_for("听到：快")
        assert "后" not in talk.heard
        talk.hold["慢"].set()
        await ann.wait_for("听到：后")
    assert [seen.text for seen in ann.messages() if seen.from_bot] == ["听到：慢", "听到：后"]


async def test_a_stop_lets_the_running_handler_end_and_confirms_it(chatting: BotApiServer) -> None:
    ann, talk = chatting.user(1), Talk()
    talk.hold["慢"] = asyncio.Event()
    async with polling(chatting, talk, Seen()) as stop:
        ann.send_text("慢")
        await until(lambda: talk.heard)
        stop.set()
        await asyncio.sleep(0.1)
        talk.hold["慢"].set()
    assert ann.messages()[-1].text == "听到：慢"
    assert chatting.updates.pending == []


async def test_polling_goes_on_after_an_outage_of_telegram(chatting: BotApiServer) -> None:
    ann, talk = chatting.user(1), Talk()
    async with polling(chatting, talk, Seen()):
        ann.send_text("前")
        await ann.wait_for("听到：前")
        await chatting.stop()
        await asyncio.sleep(0.4)
        ann.send_text("后")
        await chatting.start()
        await ann.wait_for("听到：后", timeout=8)


async def test_polling_starts_although_a_webhook_was_set_before(chatting: BotApiServer) -> None:
    ann, talk = chatting.user(1), Talk()
    await chatting.updates.set_webhook("http://127.0.0.1:9/gone", None, False)
    async with polling(chatting, talk, Seen()):
        ann.send_text("在吗")
        await ann.wait_for("听到：在吗")


async def test_a_wrong_secret_and_a_broken_body_never_reach_the_conversation(chatting: BotApiServer) -> None:
    talk = Talk()
    async with webhook(chatting, talk, Seen()) as address, aiohttp.ClientSession() as session:
        good = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        update = '{"update_id": 1}'
        for headers, body, status in (
            ({}, update, 401),
            ({"X-Telegram-Bot-Api-Secret-Token": "错误".encode().decode("latin-1")}, update, 401),
            (good, "{", 400),
            (good, '{"update_id": "x"}', 400),
            (good, " " * 600_000, 413),
        ):
            async with session.post(address, data=body, headers=headers) as answer:
                assert answer.status == status, body[:20]
        async with session.get(address, headers=good) as answer:
            assert answer.status == 405
    assert talk.heard == []


async def test_a_wrong_token_is_told_apart_from_an_unreachable_telegram(botapi: BotApiServer) -> None:
    with pytest.raises(InvalidInput, match="telegram-token-refused"):
        make_bot("no token")
    async with make_bot("1234:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", botapi.base_url) as bot:
        with pytest.raises(InvalidInput, match="telegram-token-refused"):
            await connect(bot)
        talk, seen = Talk(), Seen()
        with pytest.raises(InvalidInput, match="telegram-token-refused"):
            await run_polling(talk.dispatcher, bot, asyncio.Event(), seen=seen, remember=seen.remember)
    async with make_bot(botapi.token, "http://127.0.0.1:9") as bot:
        with pytest.raises(Unavailable, match="telegram-unreachable") as raised:
            await connect(bot, tries=2, first_wait=0.05)
        assert raised.value.fields == {"address": "http://127.0.0.1:9"}


async def test_connecting_waits_until_telegram_is_back(botapi: BotApiServer) -> None:
    botapi.script("getMe", Fault.error(502), Fault.drop())
    async with make_bot(botapi.token, botapi.base_url) as bot:
        assert (await connect(bot, first_wait=0.05)).username == "demo_benefits_bot"
    assert len(botapi.called("getMe")) == 3


async def test_answers_wait_when_telegram_says_too_many(botapi: BotApiServer) -> None:
    botapi.limits = Limits(per_chat=1)
    ann = botapi.user(1)
    async with make_bot(botapi.token, botapi.base_url) as bot:
        for number in range(3):
            await bot.send_message(1, f"第 {number} 条")
        botapi.script("editMessageText", Fault.error(500), Fault.drop())
        await bot.edit_message_text("改", chat_id=1, message_id=ann.messages()[-1].message_id)
    assert [seen.text for seen in ann.messages()] == ["第 0 条", "第 1 条", "改"]


async def test_the_menu_is_set_in_each_language_and_for_one_chat(botapi: BotApiServer) -> None:
    botapi.user(5)
    menu = {
        "zh-Hans": [("claims", "我的理赔")],
        "zh-Hant": [("claims", "我的理賠")],
        "en": [("claims", "My claims")],
    }
    async with make_bot(botapi.token, botapi.base_url) as bot:
        await set_menu(bot, menu)
        await set_menu_of_chat(bot, 5, menu, "zh-Hant")
    told = {key: [command["description"] for command in commands] for key, commands in botapi.commands.items()}
    assert told == {
        ("all_private_chats", ""): ["我的理赔"],
        ("all_private_chats", "zh"): ["我的理赔"],
        ("all_private_chats", "en"): ["My claims"],
        ("chat", ""): ["我的理賠"],
    }
    assert botapi.menu_buttons[0]["type"] == "commands"


async def test_the_conversation_remembers_what_it_sent(botapi: BotApiServer) -> None:
    botapi.user(1)
    sent = telegram.SentMessages(most=1)
    async with make_bot(botapi.token, botapi.base_url, sent=sent) as bot:
        first = await bot.send_message(1, "一")
        assert sent.includes(1, first.message_id)
        botapi.user(2)
        second = await bot.send_message(2, "二")
        assert sent.includes(2, second.message_id)
        assert not sent.includes(1, first.message_id)
        assert await sent.conversed("2", 5)
        assert not await sent.conversed("2", 0)
        assert not await sent.conversed("1", 5)
