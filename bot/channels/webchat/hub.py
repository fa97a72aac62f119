"""Wakes the open pages of a chat inside this process, and carries what is not worth storing (typing, toasts)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_QUEUE_LIMIT = 200


class Hub:
    """One per process. An event is a JSON object, or None for "there are changes in the store"."""

    def __init__(self) -> None:
        self._pages: dict[int, set[asyncio.Queue[dict[str, Any] | None]]] = defaultdict(set)

    @contextmanager
    def listen(self, chat_id: int) -> Iterator[asyncio.Queue[dict[str, Any] | None]]:
        """Subscribe one page for the length of the block."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(_QUEUE_LIMIT)
        self._pages[chat_id].add(queue)
        try:
            yield queue
        finally:
            self._pages[chat_id].discard(queue)
            if not self._pages[chat_id]:
                del self._pages[chat_id]

    def pages(self, chat_id: int) -> int:
        """How many pages of this chat are open in this process."""
        return len(self._pages.get(chat_id, ()))

    def wake(self, chat_id: int) -> None:
        self._put(chat_id, None)

    def send(self, chat_id: int, event: dict[str, Any]) -> None:
        self._put(chat_id, event)

    def _put(self, chat_id: int, event: dict[str, Any] | None) -> None:
        for queue in self._pages.get(chat_id, ()):
            # A page that does not read loses a toast, never a message: messages are fetched from the store.
            if not queue.full():
                queue.put_nowait(event)
