"""Who may send next: one pacing for everything that goes out through one Telegram token, urgent messages first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import OrderedDict, deque
from dataclasses import dataclass, field

_SLACK_TURNS = 8
"""How far late timers (a busy machine) may be caught up with, in turns."""
_WINDOW = 1.01
"""Seconds in which Telegram counts never more than ``rate`` + 1 messages, caught up or not."""
_PATIENCE = 0.5
"""Seconds after which a message without an answer is taken to have been counted by Telegram."""
_GLOBAL_STREAK = 3
"""Refusals in a row, without a success between, that mean the whole bot is too fast and not one chat."""

_CREDIT_MOST = 3
"""Turns that can be waiting to be used again."""


@dataclass(order=True, slots=True)
class _Waiting:
    rank: int
    number: int
    chat: str = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


@dataclass(slots=True)
class _Given:
    """A turn that was given at ``at`` (loop time), and the latest moment at which Telegram counted its message."""

    at: float
    chat: str
    counted: float
    answered: bool = False


class Pacer:
    """Gives out turns: ``rate`` a second in all, evenly spaced, and one per ``chat_seconds`` to a chat.

    Evenly spaced, because a bucket that lets a burst through exceeds a sliding limit right after a pause. A turn whose
    message certainly did not count at Telegram is given back (``give_back``) and used again at once.

    What Telegram counts is when messages arrive, not when we send them: after a pause of the network or of the machine
    many arrive together. So the window is kept by answers: a message counts from its turn until a second after its
    answer, less the shortest trip there and back.
    """

    def __init__(self, rate: float = 29.6, chat_seconds: float = 1.0) -> None:
        self._interval = 1.0 / rate
        self._chat_seconds = chat_seconds
        self._queue: list[_Waiting] = []
        self._numbers = itertools.count()
        self._next = 0.0
        self._credit = 0
        self._most = int(rate) + 1
        self._given: deque[_Given] = deque()
        self._trip = 0.0
        self._paused_until = 0.0
        self._chat_free: OrderedDict[str, float] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None
        self._streak = 0

    async def turn(self, chat: str, *, urgent: bool = False) -> None:
        """Returns when it is this message's turn. Urgent ones overtake; equal ones keep their order."""
        loop = asyncio.get_running_loop()
        if not self._queue:
            self._next = max(self._next, loop.time())  # nothing to catch up with after a rest
        waiting = _Waiting(0 if urgent else 1, next(self._numbers), chat, loop.create_future())
        heapq.heappush(self._queue, waiting)
        self._pump()
        await waiting.turn

    def finished(self, chat: str) -> None:
        """The message was accepted (or may have been): the chat rests, and the bot is not too fast."""
        self._streak = 0
        self._answered(chat)
        self._rest(chat, self._chat_seconds)

    def refused(self, chat: str, seconds: float) -> None:
        """Telegram said "too many": this chat rests; the whole bot does when it happens several times in a row."""
        self._streak += 1
        self._forget(chat)
        if self._streak >= _GLOBAL_STREAK:
            self._paused_until = max(self._paused_until, _now() + seconds)
        elif self._streak == 1:
            self._credit = min(self._credit + 1, _CREDIT_MOST)
        self._rest(chat, seconds)

    def give_back(self, chat: str) -> None:
        """The message certainly did not count: its turn is used again, the chat needs no rest."""
        self._credit = min(self._credit + 1, _CREDIT_MOST)
        self._chat_free.pop(chat, None)
        self._forget(chat)
        self._pump()

    def _answered(self, chat: str) -> None:
        given = next((one for one in reversed(self._given) if one.chat == chat and not one.answered), None)
        if given is not None:
            given.answered, given.counted = True, _now()
            self._trip = min(given.counted - given.at, self._trip + 0.002)  # follows a trip that has become longer

    def _forget(self, chat: str) -> None:
        given = next((one for one in reversed(self._given) if one.chat == chat), None)
        if given is not None:
            self._given.remove(given)

    def _full_until(self, now: float) -> float:
        """When one more message fits into the window."""
        lasts = _WINDOW - self._trip
        while self._given and self._given[0].counted + lasts <= now:
            self._given.popleft()
        ends = sorted(given.counted + lasts for given in self._given if given.counted + lasts > now)
        return ends[-self._most] if len(ends) >= self._most else 0.0

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def _rest(self, chat: str, seconds: float) -> None:
        self._chat_free[chat] = _now() + seconds
        self._chat_free.move_to_end(chat)
        while len(self._chat_free) > 10_000:
            self._chat_free.popitem(last=False)
        self._pump()

    def _pump(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            now = _now()
            at = max(self._paused_until, self._full_until(now), 0.0 if self._credit else self._next)
            if now < at:
                self._wake_at(at)
                return
            chosen = self._first_free(now)
            if chosen is None:
                if not self._queue:
                    break
                self._wake_at(min(self._chat_free.get(waiting.chat, 0.0) for waiting in self._queue))
                return
            # Until the answer is there the chat rests for longer than any answer takes; ``finished`` sets it right.
            self._chat_free[chosen.chat] = now + 3 * self._chat_seconds
            if self._credit:
                self._credit -= 1
            else:
                self._next = max(self._next, now - _SLACK_TURNS * self._interval) + self._interval
            self._given.append(_Given(now, chosen.chat, now + _PATIENCE))
            chosen.turn.set_result(None)
        self._credit = 0

    def _first_free(self, now: float) -> _Waiting | None:
        passed: list[_Waiting] = []
        chosen: _Waiting | None = None
        while self._queue:
            first = heapq.heappop(self._queue)
            if first.turn.done():  # cancelled while it waited
                continue
            if self._chat_free.get(first.chat, 0.0) <= now:
                chosen = first
                break
            passed.append(first)
        for waiting in passed:
            heapq.heappush(self._queue, waiting)
        return chosen

    def _wake_at(self, at: float) -> None:
        self._timer = asyncio.get_running_loop().call_at(at, self._pump)


def _now() -> float:
    return asyncio.get_running_loop().time()
