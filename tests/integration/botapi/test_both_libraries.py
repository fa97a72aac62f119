from __future__ import annotations

import asyncio
import io
import time

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
)
from PIL import Image
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbKeyboard
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from tests.botapi import BotApiServer, Fault, Limits
from tests.integration.botapi.libraries import check_all


def picture(width: int = 640, height: int = 480) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#eecc88").save(out, "JPEG")
    return out.getvalue()


def aiogram_bot(server: BotApiServer, token: str | None = None) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base_url), timeout=2)
    return Bot(token or server.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))


def ptb_bot(server: BotApiServer, token: str | None = None) -> ExtBot[None]:
    return ExtBot(token or server.token, base_url=server.base_url + "/bot", base_file_url=server.base_url + "/file/bot")


async def test_a_conversation_through_aiogram(chatting: BotApiServer) -> None:
    ann = chatting.user(4711, first_name="安")
    async with aiogram_bot(chatting) as bot:
        me = await bot.get_me()
        assert me.is_bot and me.username == "demo_benefits_bot"
        ann.send_text("/start")
        ann.send_photo(picture(), caption="门诊发票")
        ann.send_album([picture(10, 10), picture(20, 20)])
        ann.send_document(b"%PDF-1.7", "发票.pdf", "application/pdf")
        ann.send_voice()
        ann.send_sticker()
        ann.send_location()
        ann.share_contact("+8613800000000")
        updates = await bot.get_updates(timeout=0)
        check_all(chatting)
        assert [update.message.content_type for update in updates if update.message] == [
            *("text", "photo", "photo", "photo", "document", "voice", "sticker", "location", "contact")
        ]
        assert updates[2].message.media_group_id == updates[3].message.media_group_id is not None
        assert updates[-1].message.contact.user_id == 4711
        photo = updates[1].message.photo[-1]
        assert (photo.width, photo.height) == (640, 480)
        assert (await bot.download(photo)).read() == picture()
        assert await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0) == []

        keyboard = InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text="提交", callback_data="claim:submit")],
                [InlineKeyboardButton(text="查看", url="https://example.com/claims")],
            ]
        )
        sent = await bot.send_message(4711, "<b>起付线</b> 500 &lt; 600 😀<i>元</i>", reply_markup=keyboard)
        seen = await ann.wait_for("起付线")
        assert seen.text == "起付线 500 < 600 😀元"
        assert seen.labels == ["提交", "查看"]
        assert [(e.type, e.extract_from(sent.text)) for e in sent.entities] == [("bold", "起付线"), ("italic", "元")]

        tap = ann.tap("提交")
        (update,) = await bot.get_updates(timeout=1)
        assert update.callback_query.data == "claim:submit"
        assert update.callback_query.message.message_id == sent.message_id
        await update.callback_query.answer("已提交", show_alert=True)
        assert await tap.answered() == {"text": "已提交", "show_alert": True}
        await sent.edit_reply_markup(reply_markup=None)
        await sent.edit_text("已提交，编号 A-1")
        edited = await ann.wait_for("A-1")
        assert (edited.message_id, edited.labels, edited.edits) == (sent.message_id, [], 2)
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await sent.edit_text("已提交，编号 A-1")

        await bot.send_chat_action(4711, "typing")
        document = await bot.send_document(4711, BufferedInputFile("说明".encode(), "说明.txt"), caption="<b>给您</b>")
        await bot.send_photo(4711, BufferedInputFile(picture(), "样张.jpg"), caption="样张")
        again = await bot.send_document(4711, document.document.file_id)
        assert again.document.file_unique_id == document.document.file_unique_id
        assert [seen.data for seen in ann.messages()[-3:]] == ["说明".encode(), picture(), "说明".encode()]
        await document.delete()
        assert document.message_id not in [seen.message_id for seen in ann.messages()]
        with pytest.raises(TelegramBadRequest, match="message to delete not found"):
            await document.delete()

        question = ReplyKeyboardMarkup(
            keyboard=[[KeyboardButton(text="我的理赔"), KeyboardButton(text="手机号", request_contact=True)]]
        )
        await bot.send_message(4711, "请选", reply_markup=question)
        assert ann.keyboard() == ["我的理赔", "手机号"]
        ann.tap("我的理赔")
        ann.block()
        kinds = [update.event_type for update in await bot.get_updates(timeout=1, offset=update.update_id + 1)]
        assert kinds == ["message", "my_chat_member"]
        with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
            await bot.send_message(4711, "还在吗")
    assert check_all(chatting) > 20


async def test_settings_of_the_bot_are_kept(chatting: BotApiServer) -> None:
    async with aiogram_bot(chatting) as bot:
        commands = [BotCommand(command="claims", description="我的理赔")]
        await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code="zh")
        kept = await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="zh")
        assert [(command.command, command.description) for command in kept] == [("claims", "我的理赔")]
        assert await bot.get_my_commands() == []
        with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
            await bot.set_my_commands([BotCommand(command="理赔", description="我的理赔")])
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert (await bot.get_chat_menu_button()).type == "commands"
        await bot.set_my_description("报销", language_code="zh")
        assert chatting.profile == {("description", "zh"): "报销"}
        await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="zh")
        assert chatting.commands == {}
    check_all(chatting)


async def test_deliveries_through_python_telegram_bot(chatting: BotApiServer) -> None:
    ann = chatting.user(4711)
    bot = ptb_bot(chatting)
    async with bot:
        assert bot.username == "demo_benefits_bot"
        keyboard = PtbKeyboard([[PtbButton("提交", callback_data="x"), PtbButton("查看", url="https://example.com")]])
        sent = await bot.send_message(4711, "<b>提醒</b>", parse_mode="HTML", reply_markup=keyboard)
        assert sent.parse_entities() == {sent.entities[0]: "提醒"}
        await bot.edit_message_text("改了", 4711, sent.message_id)
        await bot.edit_message_reply_markup(4711, sent.message_id, reply_markup=keyboard)
        photo = await bot.send_photo(4711, picture(), caption="<i>图</i>", parse_mode="HTML", filename="图.jpg")
        await bot.edit_message_caption(4711, photo.message_id, caption="新图")
        document = await bot.send_document(4711, b"a,b", filename="表.csv", reply_to_message_id=photo.message_id)
        assert document.document.file_name == "表.csv"
        file = await bot.get_file(document.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b"
        assert [seen.text for seen in ann.messages()] == ["改了", "新图", ""]
        ann.tap("提交")
        ann.edit(ann.send_text("错子"), "错字")
        updates = await bot.get_updates(timeout=0)
        assert [bool(u.callback_query or u.message or u.edited_message) for u in updates] == [True, True, True]
        await bot.answer_callback_query(updates[0].callback_query.id)
        await bot.delete_message(4711, document.message_id)
        await bot.set_webhook("https://example.com/hook", secret_token="abc")
        assert (await bot.get_webhook_info()).url == "https://example.com/hook"
        await bot.delete_webhook()
        ann.block()
        with pytest.raises(Forbidden):
            await bot.send_message(4711, "还在吗")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(999, "谁")
    assert check_all(chatting) > 15


async def test_a_wrong_token_is_refused_by_every_method(botapi: BotApiServer) -> None:
    wrong = "1234:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    async with aiogram_bot(botapi, wrong) as bot:
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()
    refused = ptb_bot(botapi, wrong)
    with pytest.raises(InvalidToken):
        await refused.initialize()
    await refused.shutdown()
    address = f"{botapi.base_url}/file/bot{wrong}/photos/file_0.jpg"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<h1>题</h1>", "Unsupported start tag"),
        ("<b>题", "Can't find end tag"),
        ("题</b>", "Unexpected end tag"),
        ("<b></b>", "message text is empty"),
        ("长" * 4097, "message is too long"),
    ],
)
async def test_bad_texts_are_refused_as_telegram_refuses_them(botapi: BotApiServer, text: str, problem: str) -> None:
    botapi.user(1)
    async with aiogram_bot(botapi) as bot:
        with pytest.raises(TelegramBadRequest, match=problem):
            await bot.send_message(1, text)
        await bot.send_message(1, "<b>" + "长" * 4096 + "</b>")


async def test_bad_buttons_are_refused(botapi: BotApiServer) -> None:
    botapi.user(1)
    async with aiogram_bot(botapi) as bot:
        for button, problem in (
            (InlineKeyboardButton(text="长", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
            (InlineKeyboardButton(text="坏", url="not an address"), "is invalid"),
            (InlineKeyboardButton(text="空"), "exactly one action"),
        ):
            with pytest.raises(TelegramBadRequest, match=problem):
                await bot.send_message(1, "题", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    assert botapi.stored() == []


async def test_a_31st_message_in_a_second_and_a_second_one_to_a_chat_get_429(botapi: BotApiServer) -> None:
    for chat in range(40):
        botapi.user(chat)
    async with aiogram_bot(botapi) as bot:
        await bot.send_message(0, "一")
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(0, "二")
        assert refused.value.retry_after == 1
        results = await asyncio.gather(*(bot.send_message(n, "群") for n in range(1, 40)), return_exceptions=True)
        assert sum(isinstance(result, TelegramRetryAfter) for result in results) == 10
        await asyncio.sleep(1.05)
        await bot.send_message(0, "三")
    assert botapi.limits.refused == 11
    check_all(botapi)


async def test_both_libraries_meet_the_scripted_faults(botapi: BotApiServer) -> None:
    botapi.limits = Limits(per_chat=100)
    ann = botapi.user(1)
    bot = ptb_bot(botapi)
    async with bot, aiogram_bot(botapi) as other:
        botapi.script("sendMessage", Fault.error(502), Fault.too_many(7), Fault.drop(), Fault.drop_after())
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(1, "502")
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(1, "429")
        assert refused.value._retry_after.total_seconds() == 7
        with pytest.raises(NetworkError, match=r"RemoteProtocolError|ReadError"):
            await bot.send_message(1, "drop")
        with pytest.raises(NetworkError, match=r"RemoteProtocolError|ReadError"):
            await bot.send_message(1, "drop after")
        botapi.script("sendMessage", Fault.lost_answer(), Fault.lost_answer(), Fault.drop_after(), Fault.slow(0.3))
        with pytest.raises(TimedOut):
            await bot.send_message(1, "lost", read_timeout=0.3)
        for text in ("lost too", "dropped"):
            with pytest.raises(TelegramNetworkError):
                await other.send_message(1, text, request_timeout=1)
        began = time.monotonic()
        await other.send_message(1, "slow")
        assert time.monotonic() - began > 0.3
    assert [seen.text for seen in ann.messages()] == ["drop after", "lost", "lost too", "dropped", "slow"]


async def test_long_polling_waits_for_news_and_a_second_poller_ends_the_first(botapi: BotApiServer) -> None:
    ann = botapi.user(1)
    async with aiogram_bot(botapi) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=5, request_timeout=10))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        ann.send_text("到了")
        assert [update.message.text for update in await waiting] == ["到了"]
        assert time.monotonic() - began < 1
        offset = botapi.updates.pending[-1]["update_id"] + 1
        first = asyncio.create_task(bot.get_updates(offset=offset, timeout=5, request_timeout=10))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(bot.get_updates(offset=offset, timeout=0))
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
            await first
        assert await second == []


async def test_a_file_above_20_mb_cannot_be_downloaded(botapi: BotApiServer) -> None:
    ann = botapi.user(1)
    ann.send_document(bytes(20 * 1024 * 1024 + 1), "scan.tif")
    async with aiogram_bot(botapi) as bot:
        (update,) = await bot.get_updates(timeout=0)
        with pytest.raises(TelegramBadRequest, match="file is too big"):
            await bot.get_file(update.message.document.file_id)


async def test_what_a_test_waits_for_must_be_news(chatting: BotApiServer) -> None:
    ann = chatting.user(1)
    async with aiogram_bot(chatting) as bot:
        await bot.send_message(1, "您好")
        await ann.wait_for("您好")
        ann.send_text("在吗")
        with pytest.raises(AssertionError, match="安: 在吗"):
            await ann.wait_for("您好", timeout=0.1)
        with pytest.raises(AssertionError, match="no button"):
            ann.tap("提交")
        await ann.nothing_for(0.05)
