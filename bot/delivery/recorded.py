"""What a Telegram sender asks about the time before it: what was sent, and who talked with the bot."""

from __future__ import annotations

import math
from datetime import timedelta

from bot.delivery.telegram import Conversed, RecentIds
from services.ports import Clock, JobStore, Store

_MOST = 2500
"""More than go out in the minute that is looked at (``arrivals.IN_HAND``)."""
_SEEN_STEP = 600.0
"""Seconds by which a person's last activity may be recorded too early (``OpenAccount``)."""


def recorded_last(jobs: JobStore, clock: Clock) -> RecentIds:
    async def ask() -> list[tuple[int, float]]:
        now = clock.now()
        sent = await jobs.sent_last("telegram", limit=_MOST)
        return [(int(message_id), (now - at).total_seconds()) for message_id, at in sent]

    return ask


def conversed_since(store: Store, clock: Clock, just_now: Conversed) -> Conversed:
    """``just_now`` knows what this process said; what an earlier one may have said is told by when the person was seen."""

    async def ask(chat: str, seconds: float) -> bool:
        if await just_now(chat, seconds):
            return True
        async with store.read() as unit:
            account = await unit.accounts.by_chat("telegram", int(chat))
        if account is None or account.last_seen_at is None:
            return False
        return math.isinf(seconds) or account.last_seen_at >= clock.now() - timedelta(seconds=seconds + _SEEN_STEP)

    return ask
