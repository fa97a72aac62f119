"""Finding out whether a message whose answer was lost has arrived.

The Bot API has no "send once" and no way to read a chat. But all private chats of a bot share one sequence of message
ids, so a lost message has one of the few ids that nobody else got meanwhile; and asking to stop the live location of a
message that has none changes nothing and is refused in different words when there is such a message in that chat and
when there is not.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from enum import Enum

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

Exists = Callable[[int], Awaitable[bool | None]]
"""Is there a message of the bot with this id in the chat? None: it can't be told."""
MARGIN = 8
"""Ids above the highest known one that are tried when nothing newer was sent."""
ON_ITS_WAY = 1.0
"""Seconds in which what a dead process had handed to the network arrives; before that it isn't looked for."""
IN_HAND = 60.0
"""Seconds that a delivery is at most in hand between two records of others."""
MOST = 200
"""Ids that are tried at most for one message."""
URGENT_TOGETHER = 8
"""Ids that are tried at the same time for an urgent message; for others one after another, with a pause."""


class Found(Enum):
    ARRIVED = "arrived"
    NOT_ARRIVED = "not arrived"
    UNCLEAR = "unclear"


class Arrivals:
    """What is known about the ids that messages got."""

    def __init__(self, pause: float = 0.02) -> None:
        self.highest = 0
        self._known: OrderedDict[int, None] = OrderedDict()
        self._landed: list[tuple[float, asyncio.Future[int]]] = []
        self._asking = {urgent: asyncio.Semaphore(2) for urgent in (False, True)}
        self._pause = pause
        self._above = 0
        """Below what a process before us sent without recording it; ``_first``: above it, once something has landed."""
        self._first = 0
        self._alone_at = 0.0

    def landed(self, message_id: int, began: float) -> None:
        """A message that was sent at ``began`` (loop time) got this id."""
        if not self._first and began >= self._alone_at:
            self._first = message_id
        self.learn([message_id])
        for since, waiting in list(self._landed):
            if began >= since and not waiting.done():
                waiting.set_result(message_id)

    def learn(self, message_ids: Iterable[int]) -> None:
        """Ids that certainly belong to other messages."""
        for message_id in message_ids:
            self._known[message_id] = None
            self.highest = max(self.highest, message_id)
        while len(self._known) > 20_000:
            self._known.popitem(last=False)

    async def next_landing(self, timeout: float) -> int | None:
        """The id of the first message that is sent from now on and arrives; None when there is none in time."""
        loop = asyncio.get_running_loop()
        entry = (loop.time(), loop.create_future())
        self._landed.append(entry)
        try:
            return await asyncio.wait_for(entry[1], timeout)
        except TimeoutError:
            return None
        finally:
            self._landed.remove(entry)

    def begin(self) -> None:
        """This process sends from now on; what the one before had handed to the network may still arrive for a while."""
        self._above = self._first = 0
        self._alone_at = asyncio.get_running_loop().time() + ON_ITS_WAY

    def before(self, recorded: Sequence[tuple[int, float]]) -> float:
        """``recorded``: what was sent last before we began, and how many seconds ago each was recorded.
        Returns since how many seconds ago a message may have been sent that was not recorded."""
        self.learn(message_id for message_id, _ in recorded)
        if not recorded:
            return math.inf
        since = min(age for _, age in recorded) + IN_HAND
        # What was recorded before then was also sent before then, so what is missing has a higher id.
        before = [message_id for message_id, age in recorded if age >= since]
        self._above = max(before, default=min(message_id for message_id, _ in recorded) - 1)
        return since

    async def find_older(self, exists: Exists, *, urgent: bool = False) -> tuple[Found, int | None]:
        """Whether the process that sent before us got a message into this chat without recording it."""
        candidates = self._between(self._above, self._first or await self._below(self._above, 2.0))
        return await self._search(exists, candidates[: -MOST - 1 : -1], urgent)  # what was lost last is at the top

    async def find(
        self, exists: Exists, above: int, *, timeout: float = 2.0, urgent: bool = False
    ) -> tuple[Found, int | None]:
        """Whether a message of ours with an unknown id above ``above`` is in the chat that ``exists`` asks about."""
        candidates = self._between(above, await self._below(above, timeout))
        return await self._search(exists, candidates, urgent) if len(candidates) <= MOST else (Found.UNCLEAR, None)

    async def _below(self, above: int, timeout: float) -> int:
        newer = await self.next_landing(timeout)
        return newer if newer is not None else max(self.highest, above) + MARGIN + 1

    def _between(self, above: int, below: int) -> list[int]:
        return [number for number in range(above + 1, below) if number not in self._known]

    async def _search(self, exists: Exists, candidates: Sequence[int], urgent: bool) -> tuple[Found, int | None]:
        together = URGENT_TOGETHER if urgent else 1
        async with self._asking[urgent]:
            for first in range(0, len(candidates), together):
                # without those that were found meanwhile for another message
                tried = [number for number in candidates[first : first + together] if number not in self._known]
                answers = await asyncio.gather(*map(exists, tried))
                if True in answers:
                    number = tried[answers.index(True)]
                    self.learn([number])
                    return Found.ARRIVED, number
                if None in answers:
                    return Found.UNCLEAR, None
                if tried and not urgent:
                    await asyncio.sleep(self._pause)
        return Found.NOT_ARRIVED, None


def probe(bot: ExtBot[dict[str, bool]], chat_id: int) -> Exists:
    """Asks Telegram whether the bot sent a message with some id to this chat; None when it can't be told."""

    async def exists(message_id: int) -> bool | None:
        for _ in range(4):
            try:
                await bot.stop_message_live_location(chat_id=chat_id, message_id=message_id)
            except BadRequest as answer:
                words = answer.message.lower()
                if "not found" in words or "can't be edited" in words:
                    return False  # there is none, or it is the person's own
                return True if "live location" in words else None
            except Forbidden:
                return None
            except RetryAfter as refused:
                await asyncio.sleep(refused._retry_after.total_seconds())
            except TelegramError:
                await asyncio.sleep(0.2)
            else:
                return True
        return None

    return exists
