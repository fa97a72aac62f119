"""The Telegram side of the conversation: the bot, its connection, its menu and its files.

Updates come in through ``telegram_intake``; deliveries that nobody is waiting for go out through ``bot.delivery``.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    Message,
    User,
)
from aiogram.utils.token import TokenValidationError

from benefits.errors import InvalidInput, Unavailable

log = structlog.get_logger(__name__)

CHANNEL = "telegram"
DOWNLOAD_MOST = 20 * 1024 * 1024
"""Bytes; Telegram gives a bot no larger file."""
COMMANDS = Mapping[str, Sequence[tuple[str, str]]]
"""Language of ``locales`` → (command, description) in the order of the menu."""
_LANGUAGE_CODES = {"zh-Hans": "zh", "en": "en"}
# Telegram knows two-letter codes only, so zh-Hant can't be told from zh-Hans here: ``set_menu_of_chat`` does it.


class SentMessages(BaseRequestMiddleware):
    """Remembers which messages the conversation itself sent, per chat, for the last ``most`` of them.

    The delivery sender asks when it has to find out whether a message whose answer was lost has arrived.
    """

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._sent: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._last: OrderedDict[int, float] = OrderedDict()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        answer: Any = await make_request(bot, method)
        if isinstance(answer, Message):
            self._sent[(answer.chat.id, answer.message_id)] = None
            self._last[answer.chat.id] = time.monotonic()
            self._last.move_to_end(answer.chat.id)
            if len(self._sent) > self._most:
                self._sent.popitem(last=False)
            if len(self._last) > self._most:
                self._last.popitem(last=False)
        return answer  # type: ignore[no-any-return]

    def includes(self, chat_id: int, message_id: int) -> bool:
        return (chat_id, message_id) in self._sent

    async def conversed(self, chat: str, seconds: float) -> bool:
        """Has the conversation said something in this chat within the last seconds? (For ``TelegramSender``.)"""
        at = self._last.get(int(chat))
        return at is not None and time.monotonic() - at <= seconds


_PATIENT_CALLERS = {"getUpdates", "getMe"}
"""Methods whose callers wait and try again in their own way."""


class PatientRequests(BaseRequestMiddleware):
    """Waits and asks again when Telegram says "too many", or fails in a way that changed nothing.

    A send whose answer was lost is not repeated here: the person would get it twice; the update that caused it is
    repeated as a whole when its handling failed.
    """

    def __init__(self, tries: int = 4, longest_wait: float = 30.0) -> None:
        self._tries = tries
        self._longest = longest_wait

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__ in _PATIENT_CALLERS:
            return await make_request(bot, method)
        for attempt in range(1, self._tries):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refused:
                if refused.retry_after > self._longest:
                    raise
                wait = refused.retry_after + 0.1
            except TelegramServerError:
                wait = 0.5 * 2**attempt
            except TelegramNetworkError as problem:
                if not (_repeatable(method) or "Cannot connect" in problem.message):
                    raise
                wait = 0.5 * 2**attempt
            log.info("telegram-request-waits", method=method.__api_method__, seconds=wait, attempt=attempt)
            await asyncio.sleep(wait)
        return await make_request(bot, method)


def _repeatable(method: TelegramMethod[Any]) -> bool:
    """True for methods that do no harm when done twice."""
    return method.__api_method__.startswith(("edit", "get", "set", "answer", "delete"))


def make_bot(
    token: str, api_base: str | None = None, *, sent: SentMessages | None = None, timeout: float = 30.0
) -> Bot:
    """A bot for the conversation. Raises InvalidInput("telegram-token-refused") for what can't be a token at all."""
    api = TelegramAPIServer.from_base(api_base.rstrip("/")) if api_base else PRODUCTION
    session = AiohttpSession(api=api, timeout=timeout)
    session.middleware(PatientRequests())
    if sent is not None:
        session.middleware(sent)
    try:
        return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    except TokenValidationError as problem:
        raise InvalidInput("telegram-token-refused", field="TELEGRAM_BOT_TOKEN") from problem


async def connect(
    bot: Bot, *, stop: asyncio.Event | None = None, tries: int = 6, first_wait: float = 0.5, longest_wait: float = 20.0
) -> User:
    """Asks Telegram who we are; tries again while it can't be reached.

    Raises InvalidInput("telegram-token-refused") at once for a wrong token, Unavailable("telegram-unreachable") after
    ``tries`` or when ``stop`` is set meanwhile.
    """
    wait = first_wait
    for attempt in range(1, tries + 1):
        try:
            return await bot.get_me(request_timeout=15)
        except (TelegramUnauthorizedError, TelegramNotFound) as refused:
            raise InvalidInput("telegram-token-refused", field="TELEGRAM_BOT_TOKEN") from refused
        except TelegramAPIError as problem:
            log.warning("telegram-unreachable", attempt=attempt, problem=type(problem).__name__)
            last = problem
        if attempt == tries or await stopped_within(stop, wait):
            break
        wait = min(wait * 2, longest_wait)
    raise Unavailable("telegram-unreachable", address=api_address(bot)) from last


def api_address(bot: Bot) -> str:
    """Scheme, host and port of the Bot API in use: never with the token."""
    return bot.session.api.base.split("/bot{token}")[0]


async def stopped_within(stop: asyncio.Event | None, seconds: float) -> bool:
    """Sleeps, but wakes up and says True as soon as ``stop`` is set."""
    if stop is None:
        await asyncio.sleep(seconds)
        return False
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def set_menu(bot: Bot, commands: COMMANDS, *, default_language: str = "zh-Hans") -> None:
    """The command menu of all private chats, in each language Telegram can tell apart, and the button that opens it."""
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(_menu(commands[default_language]), scope=scope)
    for language, code in _LANGUAGE_CODES.items():
        await bot.set_my_commands(_menu(commands[language]), scope=scope, language_code=code)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def set_menu_of_chat(bot: Bot, chat_id: int, commands: COMMANDS, language: str) -> None:
    """The menu of one chat, when its person chose a language that their Telegram client doesn't have."""
    await bot.set_my_commands(_menu(commands[language]), scope=BotCommandScopeChat(chat_id=chat_id))


def _menu(commands: Sequence[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(command=name, description=description) for name, description in commands]


async def download(bot: Bot, file_id: str, *, size: int | None = None) -> bytes:
    """The bytes of a file that a person sent.

    Raises InvalidInput("file-too-large", limit_mb=20) above Telegram's limit for bots (``size``, where the message told
    it, saves the question), InvalidInput("file-gone") when Telegram no longer has it, and
    Unavailable("telegram-unreachable").
    """
    too_large = InvalidInput("file-too-large", field="file", limit_mb=DOWNLOAD_MOST // 1024**2)
    if size is not None and size > DOWNLOAD_MOST:
        raise too_large
    try:
        file = await bot.get_file(file_id)
        if file.file_path is None or (file.file_size or 0) > DOWNLOAD_MOST:
            raise too_large
        address = bot.session.api.file_url(bot.token, file.file_path)
        data = bytearray()
        async for chunk in bot.session.stream_content(address, timeout=60):
            data += chunk
            if len(data) > DOWNLOAD_MOST:
                raise too_large
    except TelegramBadRequest as refused:
        if "too big" in refused.message:
            raise too_large from refused
        raise InvalidInput("file-gone", field="file") from refused
    except (TelegramNetworkError, TelegramServerError, OSError, TimeoutError) as problem:
        raise Unavailable("telegram-unreachable", address=api_address(bot)) from problem
    return bytes(data)


Handled = Callable[[str, int], Awaitable[bool]]
"""(channel, update id) → was it handled before?"""
Remember = Callable[[str, int], Awaitable[None]]
"""(channel, update id): it has been handled."""
