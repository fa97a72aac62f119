"""Deliveries over Telegram, through python-telegram-bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import httpx
import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.delivery.arrivals import Arrivals, Found, probe
from bot.delivery.pacer import Pacer
from services.deliveries import Delivery, DeliveryResult, FailureReason

log = structlog.get_logger(__name__)

RecentIds = Callable[[], Awaitable[Sequence[tuple[int, float]]]]
"""Message ids of the (about 2,500) deliveries recorded last, and how many seconds ago each was: between and above them
lies what a worker that died had sent."""
Conversed = Callable[[str, float], Awaitable[bool]]
"""(chat, seconds): has the conversation said something in this chat within the last seconds?"""

_FILE_TIMEOUT = 30.0
"""Seconds for the answer to an upload. A text's is short, because a message whose answer is late can be found."""
_PICTURE_MOST = 10 * 1024 * 1024  # bytes; larger pictures go as documents
_REASONS: tuple[tuple[str, FailureReason], ...] = (
    ("chat not found", "chat-not-found"),
    ("user not found", "chat-not-found"),
    ("peer_id_invalid", "chat-not-found"),
    ("too long", "text-too-long"),
    ("text is empty", "bad-markup"),
    ("can't parse", "bad-markup"),
    ("button", "bad-markup"),
    ("too large", "file-too-large"),
    ("too big", "file-too-large"),
)


class PacedLimiter(BaseRateLimiter[dict[str, bool]]):
    """Lets python-telegram-bot's sending calls wait for their turn, and tells the pacer how they went."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: dict[str, bool] | None,
    ) -> Any:
        if not endpoint.startswith("send") or "chat_id" not in data:
            return await callback(*args, **kwargs)
        chat = str(data["chat_id"])
        await self._pacer.turn(chat, urgent=bool((rate_limit_args or {}).get("urgent")))
        try:
            answer = await callback(*args, **kwargs)
        except RetryAfter as refused:
            self._pacer.refused(chat, _seconds(refused))
            raise
        except TelegramError as problem:
            if _certainly_not_sent(problem) and not isinstance(problem, (Forbidden, BadRequest)):
                self._pacer.give_back(chat)
            else:
                self._pacer.finished(chat)
            raise
        self._pacer.finished(chat)
        return answer


class TelegramSender:
    """One per token and process, and only in the process that holds the right to send.

    ``recent_ids`` and ``conversed`` make lost answers findable after a crash, and safe to find while the person is
    talking with the bot; without them a lost answer is repeated more often than necessary.
    """

    channel = "telegram"

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        rate: float = 29.6,
        chat_seconds: float = 1.0,
        read_timeout: float = 3.0,
        recent_ids: RecentIds | None = None,
        conversed: Conversed | None = None,
    ) -> None:
        self.pacer = Pacer(rate, chat_seconds)
        self._arrivals = Arrivals()
        self._recent_ids = recent_ids
        self._conversed = conversed
        base = (api_base or "https://api.telegram.org").rstrip("/")
        request = HTTPXRequest(
            connection_pool_size=128,
            pool_timeout=10,
            connect_timeout=5,
            read_timeout=read_timeout,
            media_write_timeout=60,
        )
        self._bot: ExtBot[dict[str, bool]] = ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=request,
            rate_limiter=PacedLimiter(self.pacer),
        )
        self._ready = False
        self._starting = asyncio.Lock()
        self._down_until = 0.0
        self._began = 0.0
        self._before: asyncio.Task[float] | None = None

    def begin(self) -> None:
        self._began = _now()
        self._arrivals.begin()
        self._before = None if self._recent_ids is None else asyncio.create_task(self._learn_before(self._recent_ids))

    async def _learn_before(self, recent_ids: RecentIds) -> float:
        while True:
            try:
                return self._arrivals.before(await recent_ids())
            except Exception as problem:  # the store may be away for a while
                log.error("recent-ids-unknown", problem=type(problem).__name__)
                await asyncio.sleep(1.0)

    async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
        try:
            chat_id = int(delivery.external_chat_id)
        except ValueError:
            return DeliveryResult("failed", reason="chat-not-found", detail="no Telegram chat id")
        await asyncio.sleep(max(0.0, self._down_until - _now()))
        try:
            await self._start()
            if maybe_sent:
                found = await self._sent_before(delivery, chat_id)
                if found is not None:
                    return found
            return await self._attempt(delivery, chat_id)
        except InvalidToken:
            log.error("telegram-token-refused")
            self._down_until = _now() + 15
            return DeliveryResult("retry", retry_after=30.0, detail="token refused", counts=False)
        except NetworkError as problem:
            self._down_until = _now() + 2
            return DeliveryResult("retry", retry_after=2.0, detail=_words(problem), counts=False)

    async def aclose(self) -> None:
        if self._before is not None:
            self._before.cancel()
            await asyncio.wait([self._before])
        await self._bot.shutdown()

    async def _start(self) -> None:
        if not self._ready:
            async with self._starting:
                if not self._ready:
                    await self._bot.initialize()
                    self._ready = True

    async def _attempt(self, delivery: Delivery, chat_id: int) -> DeliveryResult:
        began, above = _now(), self._arrivals.highest
        try:
            message = await self._call(delivery, chat_id)
        except RetryAfter as refused:
            return DeliveryResult("retry", retry_after=_seconds(refused), detail="too many requests", counts=False)
        except Forbidden as refused:
            return DeliveryResult("failed", reason="blocked", detail=_words(refused))
        except BadRequest as refused:
            return DeliveryResult("failed", reason=_reason(refused), detail=_words(refused))
        except InvalidToken:
            raise
        except TelegramError as problem:
            if "Entity Too Large" in problem.message:
                return DeliveryResult("failed", reason="file-too-large", detail=_words(problem))
            if _unreachable(problem):
                raise
            if _certainly_not_sent(problem):
                return DeliveryResult("retry", detail=_words(problem))
            patience = 2.0 if self.pacer.waiting else 0.5  # for the id of a newer message
            found, message_id = await self._arrivals.find(
                probe(self._bot, chat_id), above, timeout=patience, urgent=delivery.urgent
            )
            if found is Found.NOT_ARRIVED:
                self.pacer.give_back(delivery.external_chat_id)
            return await self._after_search(found, message_id, delivery, _now() - began, _words(problem))
        self._arrivals.landed(message.message_id, began)
        return DeliveryResult("sent", message_id=str(message.message_id))

    async def _call(self, delivery: Delivery, chat_id: int) -> Message:
        markup = _keyboard(delivery)
        limit = {"urgent": delivery.urgent}
        file = delivery.attachment
        if file is None:
            return await self._bot.send_message(
                chat_id, delivery.text_html, parse_mode="HTML", reply_markup=markup, rate_limit_args=limit
            )
        text = delivery.text_html or None
        if file.is_picture and len(file.data) <= _PICTURE_MOST:
            return await self._bot.send_photo(
                chat_id,
                file.data,
                caption=text,
                parse_mode="HTML",
                reply_markup=markup,
                filename=file.filename,
                read_timeout=_FILE_TIMEOUT,
                rate_limit_args=limit,
            )
        return await self._bot.send_document(
            chat_id,
            file.data,
            caption=text,
            parse_mode="HTML",
            reply_markup=markup,
            filename=file.filename,
            read_timeout=_FILE_TIMEOUT,
            rate_limit_args=limit,
        )

    async def _sent_before(self, delivery: Delivery, chat_id: int) -> DeliveryResult | None:
        """After a crash or an unclear attempt: the result, or None when it has to be sent (again)."""
        if self._before is None:
            return None
        unrecorded = await asyncio.shield(self._before)
        found, message_id = await self._arrivals.find_older(probe(self._bot, chat_id), urgent=delivery.urgent)
        seconds = unrecorded + _now() - self._began
        result = await self._after_search(found, message_id, delivery, seconds, "an earlier attempt broke off")
        return result if result.outcome == "sent" else None

    async def _after_search(
        self, found: Found, message_id: int | None, delivery: Delivery, seconds: float, detail: str
    ) -> DeliveryResult:
        if found is Found.ARRIVED and await self._may_be_the_conversation(delivery, seconds + 5):
            found = Found.UNCLEAR
        log.info("delivery-answer-lost", found=found.value, problem=detail)
        if found is Found.ARRIVED:
            return DeliveryResult("sent", message_id=str(message_id), detail="found after a lost answer")
        if found is Found.NOT_ARRIVED:
            return DeliveryResult("retry", detail=detail)
        return DeliveryResult("unknown", detail=detail)

    async def _may_be_the_conversation(self, delivery: Delivery, seconds: float) -> bool:
        return self._conversed is not None and await self._conversed(delivery.external_chat_id, seconds)


def _keyboard(delivery: Delivery) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.data, url=button.url) for button in row]
        for row in delivery.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _seconds(refused: RetryAfter) -> float:
    return float(refused._retry_after.total_seconds())


def _certainly_not_sent(problem: TelegramError) -> bool:
    """False when Telegram may have taken the message although we got no proper answer."""
    if isinstance(problem.__cause__, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)):
        return True
    # 5xx comes as NetworkError with Telegram's words; a broken connection with httpx's.
    return not isinstance(problem, TimedOut) and not problem.message.startswith(("httpx.", "Unknown error"))


def _unreachable(problem: TelegramError) -> bool:
    return isinstance(problem.__cause__, (httpx.ConnectError, httpx.ConnectTimeout))


def _reason(refused: BadRequest) -> FailureReason:
    words = refused.message.lower()
    return next((reason for part, reason in _REASONS if part in words), "bad-request")


def _words(problem: TelegramError) -> str:
    return f"{type(problem).__name__}: {problem.message}"[:300]


def _now() -> float:
    return asyncio.get_running_loop().time()
