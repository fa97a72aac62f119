"""The queue of updates, fetched by getUpdates or pushed to a webhook."""

from __future__ import annotations

import asyncio
import copy
import time
from typing import Any

import aiohttp

from .errors import ApiError, bad_request

WEBHOOK_REPEAT = 0.2
"""Seconds before the first repetition; doubled each time, up to WEBHOOK_REPEAT_MOST."""
WEBHOOK_REPEAT_MOST = 2.0


class Updates:
    """One bot's updates in order, kept until they are confirmed."""

    def __init__(self, first_id: int = 870_000_001) -> None:
        self._next_id = first_id
        self.pending: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self.webhook_url = ""
        self.webhook_secret: str | None = None
        self.webhook_attempts: list[tuple[int, int]] = []
        """(update_id, HTTP status; 0 when the connection failed) of every push."""
        self.last_error: tuple[int, str] | None = None
        self._arrived = asyncio.Event()
        self._waiting = 0
        self._pusher: asyncio.Task[None] | None = None

    def add(self, kind: str, content: dict[str, Any]) -> int:
        if self.allowed and kind not in self.allowed:
            return 0
        update_id = self._next_id
        self._next_id += 1
        self.pending.append({"update_id": update_id, kind: copy.deepcopy(content)})
        self._arrived.set()
        return update_id

    def repeat(self, update: dict[str, Any]) -> None:
        """Delivers an update again under the same id, as Telegram does when a confirmation was lost."""
        self.pending.insert(0, update)
        self._arrived.set()

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        if self.webhook_url:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._waiting += 1
        mine = self._waiting
        self._arrived.set()  # ends an older getUpdates
        if offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        elif offset < 0:
            self.pending = self.pending[offset:]
        end = time.monotonic() + timeout
        while not self.pending:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), max(0.0, end - time.monotonic()))
            except TimeoutError:
                break
            if mine != self._waiting:
                raise ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
        return self.pending[: max(1, min(limit, 100))]

    async def set_webhook(self, url: str, secret: str | None, drop: bool) -> None:
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        await self.stop()
        self.webhook_url, self.webhook_secret = url, secret
        if drop:
            self.pending.clear()
        if url:
            self._pusher = asyncio.create_task(self._push())

    async def stop(self) -> None:
        if self._pusher is not None:
            self._pusher.cancel()
            await asyncio.gather(self._pusher, return_exceptions=True)
            self._pusher = None

    def info(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "url": self.webhook_url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }
        if self.last_error:
            made |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        if self.allowed:
            made["allowed_updates"] = self.allowed
        return made

    async def _push(self) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook_secret} if self.webhook_secret else {}
        wait = WEBHOOK_REPEAT
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30), headers=headers) as session:
            while True:
                if not self.pending:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                update = self.pending[0]
                status = 0
                try:
                    async with session.post(self.webhook_url, json=update) as answer:
                        status = answer.status
                        problem = f"Wrong response from the webhook: {status} {answer.reason}"
                except (aiohttp.ClientError, TimeoutError) as error:
                    problem = f"Connection failed: {type(error).__name__}"
                self.webhook_attempts.append((update["update_id"], status))
                if 200 <= status < 300:
                    if update in self.pending:
                        self.pending.remove(update)
                    wait = WEBHOOK_REPEAT
                    continue
                self.last_error = (int(time.time()), problem)
                await asyncio.sleep(wait)
                wait = min(wait * 2, WEBHOOK_REPEAT_MOST)
