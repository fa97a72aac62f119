"""One delivery worker as a process of its own, so that the bench can kill it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import structlog

from bot.delivery.loop import DeliveryLoop
from bot.delivery.recorded import recorded_last
from bot.delivery.right import SendingRight
from bot.delivery.telegram import TelegramSender
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore

KEY = b"a key for benches, nothing else!"


class RealClock:
    """Fulfils ``services.ports.Clock``."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker needs to know. ``rate``: messages a second; ``lock_file``, ``logs``: see ``bench.delivery.Plan``."""

    url: str
    api: str
    token: str
    owner: str
    rate: float
    lock_file: Path | None
    logs: Path | None


def work(given: Assignment) -> None:
    """The whole life of a worker process; ends on SIGTERM."""
    use_keyring(Keyring(KEY))
    log = (given.logs / "workers.log").open("a") if given.logs else sys.stderr
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if given.logs else logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(log),
        processors=[structlog.processors.TimeStamper("iso"), structlog.processors.KeyValueRenderer()],
    )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_work(given))


async def _work(given: Assignment) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(given.url)
    jobs, clock = SqlJobStore(database), RealClock()
    sender = TelegramSender(given.token, given.api, rate=given.rate, recent_ids=recorded_last(jobs, clock))
    right = SendingRight(jobs, clock, given.owner, lock_file=given.lock_file)
    loop = DeliveryLoop(jobs, {"telegram": sender}, clock, owner=given.owner, right=right)
    try:
        await loop.run(stop)
    finally:
        await sender.aclose()
        await database.close()
