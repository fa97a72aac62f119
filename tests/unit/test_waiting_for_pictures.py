"""A picture that comes long after it was asked for is a receipt, not that paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from aiogram.types import Chat, Message

from handlers.claim_papers import WAITS, still_waits

ASKED = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "waits"), [(timedelta(0), True), (WAITS - timedelta(seconds=1), True), (WAITS, False)]
)
def test_it_is_waited_for_an_hour(later: timedelta, waits: bool) -> None:
    message = Message(message_id=1, date=ASKED + later, chat=Chat(id=1, type="private"))
    assert still_waits(message, {"asked": ASKED.isoformat()}) is waits


def test_nothing_is_waited_for_that_was_not_asked() -> None:
    assert not still_waits(Message(message_id=1, date=ASKED, chat=Chat(id=1, type="private")), {})
