"""Telegram updates on their way in: polling or webhook, once each, in order within a chat, none lost.

An update is confirmed to Telegram only after it was handled. What was handled is kept in the database, so that an
update which comes again (a crash before the confirmation, a lost answer) does nothing.
"""

from __future__ import annotations

import asyncio
import hmac
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from benefits.errors import InvalidInput, Unavailable
from bot.channels.telegram import CHANNEL, Handled, Remember, connect, stopped_within

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
TRIES = 3
"""How often one update is handled before we give it up, so that a single bad one can't stop everybody."""
BODY_MOST = 512 * 1024


class Intake:
    """Handles updates once each: one after the other within a chat, side by side across chats."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, *, seen: Handled, remember: Remember) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._seen = seen
        self._remember = remember
        self._chats: dict[int, asyncio.Lock] = {}
        self._running: dict[int, asyncio.Task[None]] = {}
        self._failures: dict[int, int] = {}

    async def handle(self, update: Update) -> None:
        """Handles an update, or waits for it when it is being handled. Raises what the handler raised."""
        await asyncio.shield(self.start(update))

    def start(self, update: Update) -> asyncio.Task[None]:
        """Puts an update in line. The task ends when it is handled."""
        task = self._running.get(update.update_id)
        if task is None:
            task = asyncio.create_task(self._in_turn(update))
            self._running[update.update_id] = task
            task.add_done_callback(lambda _: self._running.pop(update.update_id, None))
        return task

    def running(self) -> set[int]:
        return set(self._running)

    async def finish(self, seconds: float) -> None:
        """Waits for what is being handled; what takes longer is cancelled, and Telegram sends it again."""
        tasks = set(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _in_turn(self, update: Update) -> None:
        chat = _chat_of(update)
        lock = self._chats.setdefault(chat, asyncio.Lock())
        async with lock:
            try:
                await self._once(update)
            finally:
                if not lock._waiters:  # type: ignore[attr-defined]
                    self._chats.pop(chat, None)

    async def _once(self, update: Update) -> None:
        if await self._seen(CHANNEL, update.update_id):
            log.info("telegram-update-again", update_id=update.update_id)
            return
        try:
            answer = await self._dispatcher.feed_update(self._bot, update)
            if isinstance(answer, TelegramMethod):
                await self._dispatcher.silent_call_request(self._bot, answer)
        except Exception as problem:
            failures = self._failures[update.update_id] = self._failures.get(update.update_id, 0) + 1
            # Neither the message nor the local variables: both may hold what a person wrote.
            where = [
                f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(problem.__traceback__)
            ]
            log.error(
                "telegram-update-failed",
                update_id=update.update_id,
                attempt=failures,
                problem=type(problem).__name__,
                where=where[-4:],
            )
            if failures < TRIES:
                raise
            log.error("telegram-update-given-up", update_id=update.update_id)
        self._failures.pop(update.update_id, None)
        await self._remember(CHANNEL, update.update_id)


def _chat_of(update: Update) -> int:
    event: Any = update.event
    chat = getattr(event, "chat", None) or getattr(getattr(event, "message", None), "chat", None)
    return int(chat.id) if chat is not None else 0


async def run_polling(
    dispatcher: Dispatcher,
    bot: Bot,
    stop: asyncio.Event,
    *,
    seen: Handled,
    remember: Remember,
    allowed_updates: Sequence[str] | None = None,
    poll_seconds: int = 25,
    finish_seconds: float = 10.0,
) -> None:
    """Fetches and handles updates until ``stop`` is set; then finishes what has begun.

    While Telegram can't be reached it waits and tries again, for as long as it takes. Raises
    InvalidInput("telegram-token-refused") when the token is wrong or withdrawn.
    """
    try:
        await connect(bot, stop=stop, tries=10**6)
    except Unavailable:
        return  # stopped before Telegram could be reached
    await bot.delete_webhook()
    wanted = list(allowed_updates) if allowed_updates is not None else dispatcher.resolve_used_update_types()
    poller = _Poller(Intake(dispatcher, bot, seen=seen, remember=remember), bot, stop, wanted, poll_seconds)
    try:
        await poller.run()
    finally:
        await poller.finish(finish_seconds)


class _Poller:
    """Telegram keeps what we have not confirmed, so it is the queue: a failed update simply comes again."""

    def __init__(self, intake: Intake, bot: Bot, stop: asyncio.Event, wanted: list[str], poll_seconds: int) -> None:
        self._intake = intake
        self._bot = bot
        self._stop = stop
        self._wanted = wanted
        self._poll_seconds = poll_seconds
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._offset = 0

    async def run(self) -> None:
        backoff = Backoff(BackoffConfig(min_delay=0.5, max_delay=20.0, factor=1.7, jitter=0.1))
        while not self._stop.is_set():
            try:
                updates = await self._fetch(0 if self._tasks else self._poll_seconds)
            except (TelegramUnauthorizedError, TelegramNotFound) as refused:
                raise InvalidInput("telegram-token-refused", field="TELEGRAM_BOT_TOKEN") from refused
            except TelegramAPIError as problem:
                again = backoff.next_delay
                log.warning("telegram-fetch-failed", problem=type(problem).__name__, again_in=round(again, 1))
                if isinstance(problem, TelegramConflictError):
                    log.error("telegram-another-instance")
                await stopped_within(self._stop, next(backoff))
                continue
            backoff.reset()
            for update in updates:
                if update.update_id not in self._tasks:
                    self._tasks[update.update_id] = self._intake.start(update)
            await self._settle()

    async def finish(self, seconds: float) -> None:
        """Lets running handlers end and tells Telegram what was handled, if it can be told."""
        await self._intake.finish(seconds)
        self._advance()
        try:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, request_timeout=5)
        except TelegramAPIError as problem:
            log.info("telegram-last-confirmation-failed", problem=type(problem).__name__)

    async def _fetch(self, timeout: int) -> list[Update]:
        """The next updates; none as soon as we are to stop."""
        fetch = asyncio.create_task(
            self._bot.get_updates(
                offset=self._offset,
                timeout=timeout,
                allowed_updates=self._wanted,
                request_timeout=self._poll_seconds + 15,
            )
        )
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({fetch, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not fetch.done():
            fetch.cancel()
            await asyncio.gather(fetch, return_exceptions=True)
            return []
        return fetch.result()

    async def _settle(self) -> None:
        """Gives handlers a moment; a slow one doesn't keep the others from being fetched."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=0.3)
        if self._advance():
            await stopped_within(self._stop, 0.5)

    def _advance(self) -> bool:
        """Moves the offset over everything handled, up to the first that is not. True when something failed."""
        failed = False
        first_open: int | None = None
        for update_id, task in sorted(self._tasks.items()):
            bad = task.done() and (task.cancelled() or task.exception() is not None)
            if bad:
                failed = True
                del self._tasks[update_id]  # it comes again, because the offset stays at it
            if first_open is None and (bad or not task.done()):
                first_open = update_id
            if first_open is None:
                del self._tasks[update_id]
                self._offset = update_id + 1
        if first_open is not None:
            self._offset = first_open
        return failed


async def set_webhook(bot: Bot, url: str, secret: str, dispatcher: Dispatcher) -> None:
    """Tells Telegram where to push. Updates that wait there already are kept."""
    await bot.set_webhook(url, secret_token=secret, allowed_updates=dispatcher.resolve_used_update_types())


def webhook_route(
    dispatcher: Dispatcher,
    bot: Bot,
    secret: str,
    *,
    seen: Handled,
    remember: Remember,
    path: str = "/telegram/webhook",
) -> Route:
    """The endpoint Telegram pushes to: 200 only after the update was handled, 500 so that it comes again.

    401 for a wrong secret, 400 for what is no update, 413 for a body above 512 KB.
    """
    intake = Intake(dispatcher, bot, seen=seen, remember=remember)

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("wrong secret", 401)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_MOST:
                return PlainTextResponse("too large", 413)
        try:
            update = Update.model_validate_json(bytes(body), context={"bot": bot})
        except ValidationError:
            return PlainTextResponse("not an update", 400)
        try:
            await intake.handle(update)
        except Exception:  # already logged; Telegram repeats the update
            return PlainTextResponse("not handled", 500)
        return PlainTextResponse("ok")

    return Route(path, receive, methods=["POST"])
