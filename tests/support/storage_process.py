"""A process of its own that uses the store: ``python tests/support/storage_process.py TASK URL [ARGUMENT…]``.

Each task prints a line when, and only when, what it names was acknowledged by the database.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from services.actors import SYSTEM
from services.automatic import DecideAutomatically
from services.claims import ClaimReads
from services.model import LedgerEntry
from services.plans import PlanShelf
from services.ports import Store
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.claims import LENIENT
from tests.support.clock import START, SettableClock

KEY = b"a key for tests and nothing else"


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


def say(*words: object) -> None:
    print(*words, flush=True)


async def spend(store: Store, employee_id: int, claim_id: int, amount: Decimal, limit: Decimal) -> bool:
    """Use up a part of a person's limit, if it is there: what a decision does with the ledger."""
    async with store.write() as unit:
        await unit.ledger.lock(employee_id)
        used = sum((await unit.ledger.totals(employee_id)).values(), Decimal())
        if used + amount > limit:
            return False
        await asyncio.sleep(0)  # let others in where they could do harm
        unit.add(LedgerEntry(employee_id, "self", 2026, "limit", amount, claim_id, START))
        unit.record("worker", "claim.decide", "claim", claim_id)
        await unit.commit()
    return True


async def spend_often(store: SqlStore, employee_id: str, claim_id: str, amount: str, limit: str, times: str) -> None:
    spent = await asyncio.gather(
        *(spend(store, int(employee_id), int(claim_id), Decimal(amount), Decimal(limit)) for _ in range(int(times)))
    )
    for _ in range(sum(spent)):
        say("spent")


async def work(store: SqlStore, lease: str, pause: str) -> None:
    """Do jobs until none is left open."""
    jobs, owner, clock = SqlJobStore(store.database), f"process {os.getpid()}", RealClock()
    say("ready")
    while (counts := await jobs.counts())["open"] + counts["leased"]:
        for job in await jobs.lease(owner, ["test"], now=clock.now(), seconds=float(lease), limit=2):
            say("began", job.id)
            await asyncio.sleep(float(pause))
            if await jobs.done(job.id or 0, owner, now=clock.now(), result={"by": owner}):
                say("done", job.id)


async def decide(store: SqlStore, *claim_ids: str) -> None:
    """Decide claims by themselves, eight writers at once."""
    deciding = DecideAutomatically(store, ClaimReads(PlanShelf(), SettableClock()), LENIENT)
    waiting = list(claim_ids)

    async def writer() -> None:
        while waiting:
            claim_id = waiting.pop(0)
            say(claim_id, await deciding(SYSTEM, int(claim_id)))

    say("ready")
    await asyncio.gather(*(writer() for _ in range(8)))


async def write(store: SqlStore) -> None:
    """Store people, one after another, for ever."""
    while True:
        async with store.write() as unit:
            person = builders.employee(number=f"{os.getpid()}-{datetime.now(UTC).timestamp()}")
            unit.add(person)
            await unit.jobs.enqueue(builders.job(dedup_key=person.number))
            unit.record("hr", "roster.import", "employee", person.number)
            await unit.commit()
        say(person.number)


async def main(task: str, url: str, *arguments: str) -> None:
    keyring = Keyring(KEY)
    use_keyring(keyring)
    database = Database(url)
    try:
        await {"spend": spend_often, "work": work, "decide": decide, "write": write}[task](
            SqlStore(database, keyring, RealClock()), *arguments
        )
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
