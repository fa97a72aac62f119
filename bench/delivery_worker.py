"""One delivery worker as a process of its own, so that the bench can kill it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import structlog
from sqlalchemy import select

from bot.delivery.loop import DeliveryLoop
from bot.delivery.right import SendingRight
from bot.delivery.telegram import TelegramSender
from storage import tables as t
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore


class RealClock:
    """Fulfils ``services.ports.Clock``."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


async def recent_ids(database: Database, most: int = 600) -> Sequence[int]:
    """Message ids of the deliveries finished last."""
    j = t.jobs.c
    query = select(j.result).where(j.done_at.is_not(None)).order_by(j.done_at.desc()).limit(most)
    async with database.read_sessions() as session:
        results = (await session.execute(query)).scalars().all()
    return [int(result["message_id"]) for result in results if result.get("message_id")]


async def work(url: str, api: str, token: str, owner: str, lock_file: Path | None) -> None:
    database = Database(url)
    sender = TelegramSender(token, api, recent_ids=lambda: recent_ids(database))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    jobs, clock = SqlJobStore(database), RealClock()
    right = SendingRight(jobs, clock, owner, lock_file=lock_file)
    loop = DeliveryLoop(jobs, {"telegram": sender}, clock, owner=owner, right=right)
    try:
        await loop.run(stop)
    finally:
        await sender.aclose()
        await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("database", "api", "token", "owner"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--lock-file", type=Path, default=None)
    given = parser.parse_args()
    use_keyring(Keyring(b"a key for benches, nothing else!"))
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[structlog.processors.TimeStamper("iso"), structlog.processors.KeyValueRenderer()],
    )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(work(given.database, given.api, given.token, given.owner, given.lock_file))


if __name__ == "__main__":
    main()
