"""Telegram's sending limits, enforced with sliding windows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil

from .errors import ApiError


@dataclass(slots=True)
class Limits:
    """``overall`` messages in any second, ``per_chat`` in any second to one chat.

    Telegram tolerates short bursts in a chat; the default here does not, so that what passes here passes there.
    """

    overall: int = 30
    per_chat: int = 1
    window: float = 1.0
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int, now: float) -> None:
        """Raises 429 with ``retry_after`` when a message at ``now`` would exceed a limit; counts nothing."""
        for times, most in ((self._all, self.overall), (self._chats.get(chat_id, deque()), self.per_chat)):
            while times and times[0] <= now - self.window:
                times.popleft()
            if len(times) >= most:
                self.refused += 1
                wait = max(1, ceil(times[0] + self.window - now))
                raise too_many_requests(wait)

    def count(self, chat_id: int, now: float) -> None:
        self._all.append(now)
        self._chats.setdefault(chat_id, deque()).append(now)


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
