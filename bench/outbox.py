"""How long it takes to put the deliveries of a big campaign into the outbox.

python -m bench.outbox [--database postgresql]      80,000 deliveries; exits with 1 above 60 s or 500 MB
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.databases import KINDS, a_database, migrated
from bench.delivery_outcome import CAMPAIGN_FIRST
from bench.delivery_worker import KEY
from services.deliveries import JOB_KIND, Button, Delivery
from services.model import Job
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore

SECONDS, MEGABYTES = 60, 500


def job(chat: int, text: str, *, urgent: bool) -> Job:
    now = datetime.now(UTC)
    delivery = Delivery("telegram", str(chat), text, ((Button("查看", data="campaign:open"),),), urgent=urgent)
    return Job(
        kind=JOB_KIND,
        payload=delivery.to_payload(),
        due_at=now,
        created_at=now,
        dedup_key=f"bench:{chat}",
        order_key=f"person:{chat}",
        priority=0 if urgent else 9,
    )


async def enqueue(jobs: SqlJobStore, recipients: int, page: int = 500) -> None:
    for first in range(0, recipients, page):
        chats = range(CAMPAIGN_FIRST + first, CAMPAIGN_FIRST + min(first + page, recipients))
        await jobs.enqueue_many([job(chat, f"选择期剩 <b>3</b> 天。编号 {chat}", urgent=False) for chat in chats])


def measure_planning(kind: str, recipients: int) -> tuple[float, float]:
    """Seconds and megabytes to put this many deliveries into the outbox, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, a_database(kind, Path(folder)) as url:
        asyncio.run(migrated(url))
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            began = time.monotonic()
            asyncio.run(_plan_only(url, recipients))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            os.write(writing, f"{time.monotonic() - began} {peak}".encode())
            os._exit(0)
        os.waitpid(child, 0)
        seconds, megabytes = os.read(reading, 100).decode().split()
        return float(seconds), float(megabytes)


async def _plan_only(url: str, recipients: int) -> None:
    database = Database(url)
    await enqueue(SqlJobStore(database), recipients)
    await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=80_000)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    given = parser.parse_args()
    use_keyring(Keyring(KEY))
    seconds, megabytes = measure_planning(given.database, given.recipients)
    sys.stdout.write(f"{given.recipients} deliveries planned in {seconds:.1f} s, peak memory {megabytes:.0f} MB\n")
    sys.exit(1 if seconds > SECONDS or megabytes > MEGABYTES else 0)


if __name__ == "__main__":
    main()
