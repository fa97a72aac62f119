"""From accepted events to the dispatcher: one chat in order, different chats at the same time, a dead process's work too."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import TelegramMethod

from bot.channels.webchat import convert
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.store import PendingUpdate, WebChatStore

log = logging.getLogger(__name__)


class Inbox:
    """Feeds a chat's accepted events to the dispatcher, oldest first.

    An event is leased while it is handled and finished afterwards: after a kill -9 it comes again once the lease has
    run out, so handlers see an update at least once. One whose handler raises is told to the person by ``sorry`` and
    not repeated; one that took its process down ``max_attempts`` times is given up.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        store: WebChatStore,
        hub: Hub,
        sorry: Callable[[int, str | None], Awaitable[None]],
        *,
        lease_seconds: float = 20,
        sweep_seconds: float = 5,
        max_attempts: int = 3,
    ) -> None:
        self._dispatcher, self._bot, self._store, self._hub = dispatcher, bot, store, hub
        self._sorry = sorry
        self._lease = lease_seconds
        self._sweep_every = sweep_seconds
        self._max_attempts = max_attempts
        self._owner = secrets.token_hex(8)
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._sweeper: asyncio.Task[None] | None = None

    def wake(self, chat_id: int) -> None:
        """There is something new for this chat."""
        if chat_id in self._busy:
            self._again.add(chat_id)
            return
        task = asyncio.create_task(self._drain(chat_id), name=f"webchat-inbox-{chat_id}")
        self._busy[chat_id] = task
        task.add_done_callback(lambda done: self._forget(chat_id, done))

    def _forget(self, chat_id: int, task: asyncio.Task[None]) -> None:
        if self._busy.get(chat_id) is task:  # it may have a successor already
            del self._busy[chat_id]

    async def start(self) -> None:
        """Take up what an earlier process left and keep looking for it."""
        self._sweeper = asyncio.create_task(self._sweep(), name="webchat-inbox-sweep")

    async def stop(self, *, grace: float = 10) -> None:
        """Let running handlers finish for ``grace`` seconds; what is cut off then is handled after the next start."""
        if self._sweeper is not None:
            self._sweeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeper
        tasks = list(self._busy.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until this process handles nothing."""
        while tasks := list(self._busy.values()):
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.sleep(0)

    async def _sweep(self) -> None:
        while True:
            try:
                for chat_id in await self._store.chats_with_updates(100):
                    self.wake(chat_id)
            except Exception:
                log.exception("webchat: looking for unfinished updates failed")
            await asyncio.sleep(self._sweep_every)

    async def _drain(self, chat_id: int) -> None:
        try:
            while True:
                self._again.discard(chat_id)
                while pending := await self._store.lease_update(chat_id, self._owner, self._lease):
                    await self._handle(pending)
                # No await between this test and the task's end, so a wake can't fall in between.
                if chat_id not in self._again:
                    self._busy.pop(chat_id, None)
                    return
        except Exception:
            log.exception("webchat: the store failed while handling updates; they are tried again")

    async def _handle(self, pending: PendingUpdate) -> None:
        renewal = asyncio.create_task(self._renew(pending.update_id))
        try:
            if pending.attempts > self._max_attempts:
                log.error("webchat: update %d given up after %d attempts", pending.update_id, pending.attempts - 1)
                await self._sorry(pending.chat_id, pending.event.get("lang"))
            else:
                await self._feed(pending)
        finally:
            renewal.cancel()
        await self._store.finish_update(pending.update_id)
        self._hub.send(pending.chat_id, {"t": "done", "id": pending.client_id})

    async def _feed(self, pending: PendingUpdate) -> None:
        message_id = pending.event["message_id"] if pending.event["kind"] == "tap" else pending.message_id
        row = await self._store.message(pending.chat_id, message_id) if message_id is not None else None
        if row is None and pending.event["kind"] != "tap":
            return  # the person's own message is gone: there is nothing left to answer
        try:
            answer = await self._dispatcher.feed_update(self._bot, convert.update(pending, row, self._bot))
            if isinstance(answer, TelegramMethod):
                with suppress(TelegramAPIError):
                    await self._bot(answer)
        except Exception:
            log.exception("webchat: the handler of update %d failed", pending.update_id)
            await self._sorry(pending.chat_id, pending.event.get("lang"))

    async def _renew(self, update_id: int) -> None:
        while True:
            await asyncio.sleep(self._lease / 3)
            await self._store.renew_lease(update_id, self._owner, self._lease)
