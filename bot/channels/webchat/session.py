"""An aiogram session that keeps its conversation in the web chat's store: ordinary handlers run on it unchanged."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from io import BytesIO
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    DeleteMyCommands,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChat,
    GetFile,
    GetMe,
    GetMyCommands,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SetChatMenuButton,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    ChatFullInfo,
    File,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    User,
)

from bot.channels.webchat import convert, files, markup
from bot.channels.webchat.commands import commands_key
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.requests import CAPTION_LIMIT, TEXT_LIMIT, chat_of, html_of, only
from bot.channels.webchat.store import ChatMessage, NewFile, WebChatStore

TOKEN = f"{convert.BOT_ID}:webchat"  # not a secret: aiogram wants the form of one
_SERVER = TelegramAPIServer(base="webchat://api/{token}/{method}", file="webchat://file/{path}")

Answer = Callable[[Bot, Any], Awaitable[Any]]


class WebChatSession(BaseSession):
    """Bot API methods as changes of stored conversations.

    Limits and refusals are Telegram's (text of 4,096 characters, unclosed tags, a message that is gone), raised as
    ``TelegramBadRequest``; a method the web chat has no use for raises the same with its name. ``hub`` is given in the
    process that serves the pages; a worker without one is noticed by the pages' polling of the store.
    """

    def __init__(self, store: WebChatStore, hub: Hub | None = None, *, name: str = "Benefits") -> None:
        super().__init__(api=_SERVER)
        self._store = store
        self._hub = hub
        self._name = name
        self._answers: dict[type[TelegramMethod[Any]], Answer] = {
            SendMessage: self._send_message,
            SendPhoto: self._send_photo,
            SendDocument: self._send_document,
            SendMediaGroup: self._send_media_group,
            EditMessageText: self._edit_text,
            EditMessageCaption: self._edit_caption,
            EditMessageReplyMarkup: self._edit_buttons,
            EditMessageMedia: self._edit_media,
            DeleteMessage: self._delete,
            DeleteMessages: self._delete_many,
            AnswerCallbackQuery: self._answer_tap,
            SendChatAction: self._chat_action,
            SetMyCommands: self._set_commands,
            GetMyCommands: self._get_commands,
            DeleteMyCommands: self._delete_commands,
            SetChatMenuButton: self._nothing_to_do,
            GetFile: self._get_file,
            GetMe: self._get_me,
            GetChat: self._get_chat,
        }

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        answer = self._answers.get(type(method))
        if answer is None:
            raise TelegramBadRequest(method, f"the web chat does not know the method {type(method).__name__}")
        try:
            return cast(TelegramType, await answer(bot, method))
        except markup.MarkupError as error:
            raise TelegramBadRequest(method, str(error)) from error

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, by the address ``Bot.download_file`` makes. Raises KeyError for an unknown one."""
        content = BytesIO(await self._store.file_data(url.removeprefix("webchat://file/").partition("/")[0]))
        while chunk := content.read(chunk_size):
            yield chunk

    async def close(self) -> None:
        """Nothing is open between requests."""

    # -- sending
    async def _send_message(self, bot: Bot, method: SendMessage) -> Message:
        html = html_of(bot, method, method.text, method.entities, TEXT_LIMIT)
        if not html.strip():
            raise TelegramBadRequest(method, "message text is empty")
        return await self._append(bot, method, {"html": html})

    async def _send_photo(self, bot: Bot, method: SendPhoto) -> Message:
        return await self._send_media(bot, method, "photo", method.photo)

    async def _send_document(self, bot: Bot, method: SendDocument) -> Message:
        return await self._send_media(bot, method, "document", method.document)

    async def _send_media(
        self, bot: Bot, method: SendPhoto | SendDocument, kind: str, given: InputFile | str
    ) -> Message:
        payload: dict[str, Any] = {kind: await self._media(bot, method, given, kind)}
        if caption := html_of(bot, method, method.caption or "", method.caption_entities, CAPTION_LIMIT):
            payload["html"] = caption
        return await self._append(bot, method, payload)

    async def _send_media_group(self, bot: Bot, method: SendMediaGroup) -> list[Message]:
        made = []
        for item in method.media:
            if not isinstance(item, InputMediaPhoto | InputMediaDocument):
                raise TelegramBadRequest(method, "the web chat shows photos and documents only")
            kind = "photo" if isinstance(item, InputMediaPhoto) else "document"
            payload: dict[str, Any] = {kind: await self._media(bot, method, item.media, kind)}
            if caption := html_of(
                bot, method, item.caption or "", item.caption_entities, CAPTION_LIMIT, item.parse_mode
            ):
                payload["html"] = caption
            made.append(await self._append(bot, method, payload))
        return made

    async def _append(self, bot: Bot, method: Any, payload: dict[str, Any]) -> Message:
        chat_id = chat_of(method)
        given = getattr(method, "reply_markup", None)
        if isinstance(given, InlineKeyboardMarkup):
            payload["buttons"] = markup.buttons(given)
        elif given is not None:
            payload["keyboard"] = markup.reply_keyboard(given)
            await self._store.put_value(f"keyboard:{chat_id}", payload["keyboard"])
        reply = getattr(method, "reply_parameters", None)
        if reply is not None:
            payload["reply_to"] = reply.message_id
        row = await self._store.append_message(chat_id, "bot", payload)
        return self._changed(row, bot)

    async def _media(self, bot: Bot, method: TelegramMethod[Any], given: InputFile | str, kind: str) -> dict[str, Any]:
        chat_id = chat_of(method)
        if isinstance(given, InputFile):
            data = b"".join([chunk async for chunk in given.read(bot)])
            name = given.filename or ("photo.jpg" if kind == "photo" else "file")
            new = NewFile(name, files.mime_of(data, name), data, *files.picture_size(data))
            return files.reference(await self._store.save_file(chat_id, new))
        known = await self._store.file(given)
        if known is None:
            raise TelegramBadRequest(method, "wrong file identifier: no such file in the web chat")
        if known.chat_id != chat_id:
            # A file may be read by its own chat only, so another chat gets its own copy.
            data = await self._store.file_data(given)
            known = await self._store.save_file(
                chat_id, NewFile(known.name, known.mime, data, known.width, known.height)
            )
        return files.reference(known)

    # -- editing
    async def _edit_text(self, bot: Bot, method: EditMessageText) -> Message:
        row = await self._own_message(method)
        html = html_of(bot, method, method.text or "", method.entities, TEXT_LIMIT)
        if not html.strip():
            raise TelegramBadRequest(method, "message text is empty")
        return await self._replace(bot, method, row, {"html": html})

    async def _edit_caption(self, bot: Bot, method: EditMessageCaption) -> Message:
        row = await self._own_message(method)
        html = html_of(bot, method, method.caption or "", method.caption_entities, CAPTION_LIMIT)
        return await self._replace(bot, method, row, {**only(row, "photo", "document"), "html": html})

    async def _edit_buttons(self, bot: Bot, method: EditMessageReplyMarkup) -> Message:
        row = await self._own_message(method)
        return await self._replace(bot, method, row, only(row, "html", "photo", "document"))

    async def _edit_media(self, bot: Bot, method: EditMessageMedia) -> Message:
        row = await self._own_message(method)
        item = method.media
        if not isinstance(item, InputMediaPhoto | InputMediaDocument):
            raise TelegramBadRequest(method, "the web chat shows photos and documents only")
        kind = "photo" if isinstance(item, InputMediaPhoto) else "document"
        html = html_of(bot, method, item.caption or "", item.caption_entities, CAPTION_LIMIT, item.parse_mode)
        payload = {kind: await self._media(bot, method, item.media, kind), **({"html": html} if html else {})}
        return await self._replace(bot, method, row, payload)

    async def _own_message(self, method: Any) -> ChatMessage:
        if method.chat_id is None or method.message_id is None:
            raise TelegramBadRequest(method, "message identifier is not specified")
        row = await self._store.message(chat_of(method), method.message_id)
        if row is None:
            raise TelegramBadRequest(method, "message to edit not found")
        if row.sender != "bot":
            raise TelegramBadRequest(method, "message can't be edited")
        return row

    async def _replace(self, bot: Bot, method: Any, row: ChatMessage, payload: dict[str, Any]) -> Message:
        # As on Telegram, an edit without a keyboard takes the keyboard away.
        if method.reply_markup is not None:
            payload["buttons"] = markup.buttons(method.reply_markup)
        payload.update(only(row, "album", "reply_to", "keyboard"))
        if payload == row.payload:
            raise TelegramBadRequest(
                method,
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message",
            )
        changed = await self._store.edit_message(row.chat_id, row.message_id, payload)
        if changed is None:
            raise TelegramBadRequest(method, "message to edit not found")
        return self._changed(changed, bot)

    def _changed(self, row: ChatMessage, bot: Bot) -> Message:
        self._wake(row.chat_id)
        return convert.message(row, bot)

    async def _delete(self, bot: Bot, method: DeleteMessage) -> bool:
        chat_id = chat_of(method)
        if not await self._store.delete_message(chat_id, method.message_id):
            raise TelegramBadRequest(method, "message to delete not found")
        self._wake(chat_id)
        return True

    async def _delete_many(self, bot: Bot, method: DeleteMessages) -> bool:
        chat_id = chat_of(method)
        for message_id in method.message_ids:
            await self._store.delete_message(chat_id, message_id)
        self._wake(chat_id)
        return True

    # -- what is shown for a moment
    async def _answer_tap(self, bot: Bot, method: AnswerCallbackQuery) -> bool:
        try:
            chat_id, client_id = convert.split_callback_query_id(method.callback_query_id)
        except ValueError as error:
            raise TelegramBadRequest(method, "query ID is invalid") from error
        event = {"t": "answer", "id": client_id, "text": method.text or "", "alert": bool(method.show_alert)}
        if method.url:
            event["url"] = method.url
        self._show(chat_id, event)
        return True

    async def _chat_action(self, bot: Bot, method: SendChatAction) -> bool:
        self._show(chat_of(method), {"t": "typing", "action": method.action})
        return True

    # -- the command menu
    async def _set_commands(self, bot: Bot, method: SetMyCommands) -> bool:
        listed = [{"command": item.command, "description": item.description} for item in method.commands]
        return await self._put_commands(method, listed)

    async def _delete_commands(self, bot: Bot, method: DeleteMyCommands) -> bool:
        return await self._put_commands(method, None)

    async def _put_commands(
        self, method: SetMyCommands | DeleteMyCommands, listed: list[dict[str, str]] | None
    ) -> bool:
        await self._store.put_value(commands_key(method), listed)
        if isinstance(method.scope, BotCommandScopeChat):
            self._show(chat_of(method.scope), {"t": "commands"})
        return True

    async def _get_commands(self, bot: Bot, method: GetMyCommands) -> list[BotCommand]:
        return [BotCommand(**item) for item in await self._store.get_value(commands_key(method)) or []]

    async def _nothing_to_do(self, bot: Bot, method: TelegramMethod[Any]) -> bool:
        return True

    # -- reading
    async def _get_file(self, bot: Bot, method: GetFile) -> File:
        known = await self._store.file(method.file_id)
        if known is None:
            raise TelegramBadRequest(method, "wrong file_id or the file is temporarily unavailable")
        return File(
            file_id=known.file_id,
            file_unique_id=known.file_id,
            file_size=known.size,
            file_path=f"{known.file_id}/{known.name}",
        ).as_(bot)

    async def _get_me(self, bot: Bot, method: GetMe) -> User:
        return convert.bot_user(self._name)

    async def _get_chat(self, bot: Bot, method: GetChat) -> ChatFullInfo:
        return ChatFullInfo.model_validate(
            {
                "id": chat_of(method),
                "type": "private",
                "first_name": "Web",
                "accent_color_id": 0,
                "max_reaction_count": 0,
                "accepted_gift_types": dict.fromkeys(
                    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
                    False,
                ),
            },
            context={"bot": bot},
        )

    def _wake(self, chat_id: int) -> None:
        if self._hub is not None:
            self._hub.wake(chat_id)

    def _show(self, chat_id: int, event: dict[str, Any]) -> None:
        if self._hub is not None:
            self._hub.send(chat_id, event)


def make_bot(store: WebChatStore, hub: Hub | None = None, *, name: str = "Benefits") -> Bot:
    """The bot that speaks in the web chat (HTML by default, like the house's handlers)."""
    session = WebChatSession(store, hub, name=name)
    return Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
