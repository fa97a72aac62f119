"""The fault bench of the deliveries: thousands of recipients, Telegram's limits, faults, and workers that get killed.

    python -m bench.delivery                            10,000 recipients, SQLite, about six minutes
    python -m bench.delivery --database postgresql      the same on a PostgreSQL of its own
    python -m bench.delivery --recipients 600           a quick look

Exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import select

from bench.databases import KINDS, a_database, migrated
from bench.delivery_outcome import CAMPAIGN_FIRST, URGENT_FIRST, Outcome, Plan, judge
from bench.delivery_worker import KEY, Assignment, work
from bench.outbox import enqueue, job
from storage import tables as t
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore
from tests.botapi import BotApiServer, Chaos, Fault, Limits


class Workers:
    """Worker processes, replaced as they are killed.

    They come from a fork server that has imported everything: what is measured is a takeover, not Python's start.
    """

    def __init__(self, url: str, server: BotApiServer, plan: Plan) -> None:
        self._url, self._server, self._plan = url, server, plan
        self._count = 0
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["bench.delivery_worker"])
        self.running: dict[str, ForkServerProcess] = {}

    def start(self) -> None:
        self._count += 1
        owner = f"worker-{self._count}"
        plan = self._plan
        assignment = Assignment(
            self._url,
            self._server.base_url,
            self._server.token,
            owner,
            plan.rate * 29.6 / 30,
            plan.lock_file,
            plan.logs,
        )
        self.running[owner] = self._context.Process(target=work, args=(assignment,), daemon=True)
        self.running[owner].start()

    def kill(self, owner: str) -> None:
        process = self.running.pop(owner)
        process.kill()
        process.join()

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.join(20)
            if process.is_alive():
                process.kill()


def mix(faults: float) -> dict[Fault, float]:
    """All kinds of faults, together ``faults``."""
    return {
        Fault.too_many(1): faults * 0.25,
        Fault.error(500): faults * 0.125,
        Fault.error(502): faults * 0.125,
        Fault.lost_answer(): faults * 0.25,
        Fault.drop(): faults * 0.125,
        Fault.drop_after(): faults * 0.125,
    }


async def run(plan: Plan, url: str) -> Outcome:
    """The whole bench on an empty, migrated database."""
    use_keyring(Keyring(KEY))  # the workers' own: what is enqueued here, they open
    database = Database(url)
    jobs = SqlJobStore(database)
    limits = Limits(overall=plan.rate)
    chaos = Chaos(mix(plan.faults), seed=plan.seed)
    outcome = Outcome(plan)
    async with BotApiServer(limits=limits, chaos=chaos, latency=plan.latency) as server:
        for number in range(plan.recipients):
            person = server.user(CAMPAIGN_FIRST + number)
            person.blocked = number % round(1 / plan.blocked) == 7 if plan.blocked else False
        await enqueue(jobs, plan.recipients)
        workers = Workers(url, server, plan)
        asked: dict[int, float] = {}
        disturbing: asyncio.Task[None] | None = None
        try:
            for _ in range(plan.workers):
                workers.start()
            disturbing = asyncio.create_task(_disturb(plan, server, workers, database, outcome))
            deciding = asyncio.create_task(_decide(plan, server, jobs, asked))
            await _until_settled(jobs)
            for task in (disturbing, deciding):
                task.cancel()
            await asyncio.gather(disturbing, deciding, return_exceptions=True)
            await _until_settled(jobs)
        finally:
            if disturbing is not None:
                disturbing.cancel()  # or it would start another worker now
            await asyncio.to_thread(workers.stop)
        await judge(outcome, server, jobs, asked)
    await database.close()
    outcome.refused, outcome.injected = limits.refused, chaos.injected
    return outcome


async def _disturb(plan: Plan, server: BotApiServer, workers: Workers, database: Database, outcome: Outcome) -> None:
    """Kills the worker that is sending, again and again, and starts another in its place."""
    while not server.stored():  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    while True:
        await asyncio.sleep(plan.kill_every)
        owner = await _sending_now(database)
        if owner in workers.running:
            outcome.kills.append(time.monotonic())
            workers.kill(owner)
            workers.start()


async def _sending_now(database: Database) -> str:
    async with database.read_sessions() as session:
        return str((await session.execute(select(t.leases.c.owner).where(t.leases.c.name == "deliveries"))).scalar())


async def _decide(plan: Plan, server: BotApiServer, jobs: SqlJobStore, asked: dict[int, float]) -> None:
    """A claim decision every now and then, while the campaign runs."""
    while not server.stored():  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    for chat in range(URGENT_FIRST, URGENT_FIRST + 100_000):
        await asyncio.sleep(plan.urgent_every)
        server.user(chat)
        asked[chat] = time.monotonic()
        await jobs.enqueue_many([job(chat, f"理赔已通过。编号 {chat}", urgent=True)])


async def _until_settled(jobs: SqlJobStore) -> None:
    shown = time.monotonic()
    while True:
        counts = await jobs.counts()
        if counts["open"] + counts["leased"] == 0:
            return
        if time.monotonic() - shown > 15:
            shown = time.monotonic()
            sys.stderr.write(f"{counts['done'] + counts['dead']} settled, {counts['open'] + counts['leased']} to go\n")
        await asyncio.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--kill-every", type=float, default=20.0)
    parser.add_argument("--rate", type=int, default=30, help="messages a second that the server allows")
    parser.add_argument("--without-lock-file", action="store_true", help="takeover by the database's lease alone")
    parser.add_argument("--logs", type=Path, default=None, help="folder for the workers' logs")
    given = parser.parse_args()
    use_keyring(Keyring(KEY))
    with tempfile.TemporaryDirectory() as folder, a_database(given.database, Path(folder)) as url:
        lock = None if given.without_lock_file else Path(folder) / "sending.lock"
        plan = Plan(
            recipients=given.recipients,
            kill_every=given.kill_every,
            rate=given.rate,
            lock_file=lock,
            logs=given.logs,
        )
        asyncio.run(migrated(url))
        outcome = asyncio.run(run(plan, url))
    missed = outcome.missed()
    sys.stdout.write(
        outcome.table() + "\n" + ("\n".join(f"MISSED: {goal}" for goal in missed) or "all goals met") + "\n"
    )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
