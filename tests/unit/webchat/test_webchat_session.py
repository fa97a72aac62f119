"""The session answers Bot API methods as Telegram would, on stored conversations."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendDice
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
)

from bot.channels.webchat.commands import commands_for
from tests.unit.webchat.conftest import CHAT, Parts

PDF = b"%PDF-1.7 plan"


def keys(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=one, callback_data=one)] for one in data])


async def test_a_sent_message_is_stored_and_comes_back_with_text_and_entities(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "付 <b>1,590.00</b> 元 🎉 <i>好</i>", reply_markup=keys("ok"))
    assert sent.text == "付 1,590.00 元 🎉 好"
    assert [(one.type, one.offset, one.length) for one in sent.entities or []] == [("bold", 2, 8), ("italic", 16, 1)]
    assert sent.html_text == "付 <b>1,590.00</b> 元 🎉 <i>好</i>"
    assert (await parts.shown())[0]["buttons"] == [[{"text": "ok", "data": "ok"}]]


async def test_text_without_a_parse_mode_is_shown_literally(parts: Parts) -> None:
    await parts.bot.send_message(CHAT, "1 < 2 <b>", parse_mode=None)
    await parts.bot.send_message(
        CHAT, "bold", parse_mode=None, entities=[MessageEntity(type="bold", offset=0, length=4)]
    )
    assert [one["html"] for one in await parts.shown()] == ["1 &lt; 2 &lt;b&gt;", "<b>bold</b>"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>open", "can't find end tag"),
        ("</i>", "unexpected end tag"),
        ("<script>x</script>", "unsupported start tag"),
        ("<img src=x>", "unsupported start tag"),
        ("x" * 4097, "too long"),
        ("  ", "empty"),
    ],
)
async def test_what_telegram_refuses_is_refused(parts: Parts, text: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await parts.bot.send_message(CHAT, text)
    assert await parts.shown() == []


async def test_an_edit_replaces_the_text_and_takes_the_keyboard_away(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "读取中", reply_markup=keys("a"))
    seq = await parts.store.last_seq(CHAT)
    edited = await sent.edit_text("读好了")
    assert not isinstance(edited, bool)
    assert edited.message_id == sent.message_id
    assert await parts.shown() == [{"html": "读好了"}]
    assert [row.edited for row in await parts.store.changes_since(CHAT, seq, limit=9)] == [True]


async def test_an_edit_of_the_keyboard_keeps_the_text(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "选一个", reply_markup=keys("a", "b"))
    await sent.edit_reply_markup(reply_markup=keys("b"))
    assert await parts.shown() == [{"html": "选一个", "buttons": [[{"text": "b", "data": "b"}]]}]


async def test_an_edit_that_changes_nothing_is_refused_as_on_telegram(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "same", reply_markup=keys("a"))
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_text("same", reply_markup=keys("a"))


async def test_a_deleted_message_can_be_neither_edited_nor_deleted_again(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "x")
    assert await sent.delete()
    with pytest.raises(TelegramBadRequest, match="not found"):
        await sent.edit_text("y")
    with pytest.raises(TelegramBadRequest, match="not found"):
        await sent.delete()


async def test_a_persons_message_can_not_be_edited_by_the_bot(parts: Parts) -> None:
    row = await parts.store.append_message(CHAT, "user", {"text": "mine"})
    with pytest.raises(TelegramBadRequest, match="can't be edited"):
        await parts.bot.edit_message_text("yours", chat_id=CHAT, message_id=row.message_id)


async def test_a_document_is_kept_and_can_be_downloaded(parts: Parts) -> None:
    sent = await parts.bot.send_document(CHAT, BufferedInputFile(PDF, "方案.pdf"), caption="<b>方案</b>")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type, sent.caption) == ("方案.pdf", "application/pdf", "方案")
    content = await parts.bot.download(sent.document)
    assert content is not None
    assert content.read() == PDF


async def test_a_file_sent_on_to_another_chat_gets_its_own_copy(parts: Parts) -> None:
    sent = await parts.bot.send_document(CHAT, BufferedInputFile(PDF, "p.pdf"))
    assert sent.document is not None
    again = await parts.bot.send_document(CHAT + 1, sent.document.file_id)
    assert again.document is not None
    copy = await parts.store.file(again.document.file_id)
    assert copy is not None
    assert (copy.chat_id, copy.file_id != sent.document.file_id) == (CHAT + 1, True)


async def test_a_media_group_becomes_one_message_for_each_file(parts: Parts) -> None:
    media = [InputMediaDocument(media=BufferedInputFile(PDF, name), caption=name) for name in ("a.pdf", "b.pdf")]
    sent = await parts.bot.send_media_group(CHAT, list(media))
    assert [one.caption for one in sent] == ["a.pdf", "b.pdf"]


async def test_an_unknown_method_says_its_name(parts: Parts) -> None:
    with pytest.raises(TelegramBadRequest, match="SendDice"):
        await parts.bot(SendDice(chat_id=CHAT))


async def test_an_unknown_kind_of_button_is_refused(parts: Parts) -> None:
    button = InlineKeyboardButton(text="?", switch_inline_query="x")
    with pytest.raises(TelegramBadRequest, match="does not know"):
        await parts.bot.send_message(CHAT, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))


async def test_links_copy_buttons_and_styles_reach_the_page_and_come_back(parts: Parts) -> None:
    row = [
        InlineKeyboardButton(text="go", url="https://example.org/"),
        InlineKeyboardButton(text="copy", copy_text=CopyTextButton(text="C-1")),
        InlineKeyboardButton(text="yes", callback_data="y", style="primary"),
    ]
    sent = await parts.bot.send_message(CHAT, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))
    assert (await parts.shown())[0]["buttons"] == [
        [
            {"text": "go", "url": "https://example.org/"},
            {"text": "copy", "copy": "C-1"},
            {"text": "yes", "data": "y", "style": "primary"},
        ]
    ]
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0] == row


async def test_a_reply_keyboard_is_remembered_for_the_next_visit(parts: Parts) -> None:
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="手机号", request_contact=True)]])
    await parts.bot.send_message(CHAT, "x", reply_markup=markup)
    shown = await parts.store.get_value(f"keyboard:{CHAT}")
    assert shown["rows"] == [[{"text": "手机号", "contact": True}]]


async def test_the_command_menu_follows_language_and_chat(parts: Parts) -> None:
    await parts.bot.set_my_commands([BotCommand(command="help", description="Help")])
    await parts.bot.set_my_commands([BotCommand(command="help", description="帮助")], language_code="zh")
    scope = BotCommandScopeChat(chat_id=CHAT)
    await parts.bot.set_my_commands([BotCommand(command="help", description="說明")], scope=scope)
    listed = {
        (chat, lang): (await commands_for(parts.store, chat, lang))[0]["description"]
        for chat, lang in ((CHAT + 1, "en"), (CHAT + 1, "zh-Hans"), (CHAT, "zh-Hant"))
    }
    assert list(listed.values()) == ["Help", "帮助", "說明"]
    assert [one.description for one in await parts.bot.get_my_commands(language_code="zh")] == ["帮助"]


async def test_toasts_and_typing_go_to_open_pages_and_are_not_stored(parts: Parts) -> None:
    with parts.hub.listen(CHAT) as page:
        await parts.bot.send_chat_action(CHAT, "typing")
        await parts.bot.answer_callback_query(f"{CHAT}:tap-00001", text="好", show_alert=True)
        typing, answer = page.get_nowait(), page.get_nowait()
    assert typing is not None
    assert typing["t"] == "typing"
    assert answer == {"t": "answer", "id": "tap-00001", "text": "好", "alert": True}
    assert await parts.shown() == []


async def test_get_me_and_get_chat_answer(parts: Parts) -> None:
    me = await parts.bot.get_me()
    assert (me.is_bot, me.id) == (True, parts.bot.id)
    assert (await parts.bot.get_chat(CHAT)).type == "private"
