"""The fault bench of the deliveries: thousands of recipients, Telegram's limits, faults, and workers that get killed.

    python -m bench.delivery                            10,000 recipients, SQLite, about six minutes
    python -m bench.delivery --database postgresql      the same on a PostgreSQL of its own
    python -m bench.delivery --recipients 600           a quick look

Exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import select

from bench.delivery_worker import KEY, Assignment, work
from services.deliveries import JOB_KIND, Button, Delivery
from services.model import Job
from storage import migrate
from storage import tables as t
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore
from tests.botapi import BotApiServer, Chaos, Fault, Limits
from tests.botapi.server import Call

URGENT_FIRST = 5_000_000
"""Chats of claim decisions are apart from those of the campaign, so that each can be told by its chat."""
CAMPAIGN_FIRST = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. ``faults`` is the share of sending calls that go wrong; ``blocked`` that of the recipients."""

    recipients: int = 10_000
    faults: float = 0.1
    blocked: float = 0.02
    kill_every: float = 20.0
    urgent_every: float = 5.0
    latency: float = 0.03
    seed: int = 7
    workers: int = 2
    rate: int = 30
    """Messages a second that the server allows in all. Less, for a machine that has other work to do."""
    lock_file: Path | None = None
    """The workers' lock on one machine; None: a takeover waits for the lease in the database."""
    logs: Path | None = None


@dataclass(slots=True)
class Outcome:
    """What happened. Rates are messages a second; latencies seconds."""

    plan: Plan
    seconds: float = 0.0
    sent: int = 0
    blocked: int = 0
    lost: list[int] = field(default_factory=list)
    duplicates: dict[int, str] = field(default_factory=dict)
    """Chat → why the message came twice."""
    dead: list[str] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    urgent_lost: int = 0
    slowest: str = ""
    """What befell the decision that took longest."""
    kills: list[float] = field(default_factory=list)
    takeovers: list[float] = field(default_factory=list)
    """From a kill to the first request of the next worker."""
    tail: float = 0.0
    """From the last recipient's first attempt to the end: what is left then are repetitions."""
    refused: int = 0
    injected: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    probes: int = 0
    busiest_second: int = 0

    @property
    def share_of_rate(self) -> float:
        """Recipients settled a second (each once, whatever it took), against the rate allowed."""
        return (self.sent + self.blocked) / self.seconds / self.plan.rate if self.seconds else 0.0

    def missed(self) -> list[str]:
        goals = {
            "0 lost": not self.lost and not self.urgent_lost,
            "duplicates at most 0.1 %": len(self.duplicates) <= max(1, self.plan.recipients // 1000),
            "each duplicate explained": "unexplained" not in self.duplicates.values(),
            "only blocked people end as dead letters": not self.dead,
            "at least 93 % of the allowed rate": self.share_of_rate >= 0.93,
            "claim decisions within 2 s": bool(self.urgent) and max(self.urgent) <= 2.0,
        }
        return [goal for goal, kept in goals.items() if not kept]

    def table(self) -> str:
        rows = [
            ("recipients", f"{self.plan.recipients} ({self.plan.blocked:.0%} blocked the bot)"),
            ("faults injected", ", ".join(f"{name} {count}" for name, count in sorted(self.injected.items()))),
            ("workers killed (kill -9, the one that was sending)", str(len(self.kills))),
            ("takeover, from the kill to the next request", _spread(self.takeovers)),
            ("sent / blocked / other dead letters", f"{self.sent} / {self.blocked} / {len(self.dead)}"),
            ("lost", str(len(self.lost) + self.urgent_lost)),
            ("duplicates", f"{len(self.duplicates)} ({len(self.duplicates) / self.plan.recipients:.3%})"),
            *((f"  chat {chat}", why) for chat, why in sorted(self.duplicates.items())[:12]),
            ("seconds; of them after the last first attempt", f"{self.seconds:.1f}; {self.tail:.1f}"),
            (
                "recipients settled a second",
                f"{self.share_of_rate * self.plan.rate:.1f} = {self.share_of_rate:.1%} of {self.plan.rate}",
            ),
            ("sending requests / searches for lost messages", f"{self.requests} / {self.probes}"),
            ("busiest second at the server; 429 by its limits", f"{self.busiest_second}; {self.refused}"),
            (f"{len(self.urgent)} claim decisions, from the decision to its arrival", _spread(self.urgent)),
            ("  the slowest of them", self.slowest),
        ]
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds) or [0.0]
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {middle:.2f}, p95 {high:.2f}, worst {ordered[-1]:.2f} s"


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
        await _judge(outcome, server, jobs, asked)
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


async def _judge(outcome: Outcome, server: BotApiServer, jobs: SqlJobStore, asked: dict[int, float]) -> None:
    by_chat: dict[int, list[Call]] = {}
    times: list[float] = []
    for call in server.calls:
        if call.method.startswith("send"):
            outcome.requests += 1
            times.append(call.at)
        if call.method == "stopMessageLiveLocation":
            outcome.probes += 1
        if call.message_id is not None:
            by_chat.setdefault(int(call.values["chat_id"]), []).append(call)
    plan = outcome.plan
    campaign = range(CAMPAIGN_FIRST, CAMPAIGN_FIRST + plan.recipients)
    ours = [call.at for call in server.calls if call.values.get("chat_id") and int(call.values["chat_id"]) in campaign]
    outcome.seconds = max(ours) - min(ours)
    first: dict[int, float] = {}
    for call in server.calls:
        if call.method.startswith("send"):
            first.setdefault(int(call.values["chat_id"]), call.at)
    outcome.tail = max(ours) - max(at for chat, at in first.items() if chat in campaign)
    for at in outcome.kills:
        # What the dead one had handed over is on its way for as long as the server's latency.
        later = [sent - at for sent in times if sent > at + plan.latency + 0.02]
        if later:
            outcome.takeovers.append(min(later))
    for chat in campaign:
        if server.user(chat).blocked:
            continue
        copies = by_chat.get(chat, [])
        if not copies:
            outcome.lost.append(chat)
        else:
            outcome.sent += 1
        if len(copies) > 1:
            outcome.duplicates[chat] = "; ".join(_why(copy, outcome) for copy in copies[:-1])
    for letter in await jobs.dead_letters(limit=plan.recipients):
        if letter.error.startswith("blocked"):
            outcome.blocked += 1
        else:
            outcome.dead.append(letter.error)
    for chat, at in asked.items():
        copies = by_chat.get(chat, [])
        if copies:
            outcome.urgent.append(copies[0].at - at)
            if outcome.urgent[-1] == max(outcome.urgent):
                outcome.slowest = _story(chat, at, server.calls, outcome.kills)
        else:
            outcome.urgent_lost += 1
    stored = sorted(call.at for calls in by_chat.values() for call in calls)
    oldest = 0
    for last, at in enumerate(stored):
        while stored[oldest] <= at - 1.0:
            oldest += 1
        outcome.busiest_second = max(outcome.busiest_second, last - oldest + 1)


def _story(chat: int, asked: float, calls: list[Call], kills: list[float]) -> str:
    """What befell one decision: seconds since it was made, and what the server or the bench did then."""
    told = [(at, "its worker was killed") for at in kills if asked - 1 < at < asked + 5]
    for call in calls:
        if str(call.values.get("chat_id")) == str(chat):
            told.append((call.at, call.method + (f": {call.fault.kind}" if call.fault else "")))
    return "; ".join(f"{at - asked:+.2f} {what}" for at, what in sorted(told))


def _why(copy: Call, outcome: Outcome) -> str:
    """Why the sender could not know of this copy."""
    if copy.fault is not None and copy.fault.stores:
        return f"its answer was lost ({copy.fault.kind})"
    if any(-1.0 < at - copy.at < 12.0 for at in outcome.kills):
        return "its worker was killed before it could record it"
    return "unexplained"


@contextlib.contextmanager
def a_database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/bench.db"
        return
    from tests.support.postgres import PostgresServer

    server = PostgresServer(durable=True)
    server.start()
    try:
        server.execute("CREATE DATABASE bench")
        yield server.url("bench")
    finally:
        server.stop()


async def migrated(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


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
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--kill-every", type=float, default=20.0)
    parser.add_argument("--planned", type=int, default=80_000, help="recipients of the planning measurement; 0: none")
    parser.add_argument("--rate", type=int, default=30, help="messages a second that the server allows")
    parser.add_argument("--without-lock-file", action="store_true", help="takeover by the database's lease alone")
    parser.add_argument("--logs", type=Path, default=None, help="folder for the workers' logs")
    given = parser.parse_args()
    use_keyring(Keyring(KEY))
    missed: list[str] = []
    if given.planned:
        seconds, megabytes = measure_planning(given.database, given.planned)
        sys.stdout.write(f"{given.planned} deliveries planned in {seconds:.1f} s, peak memory {megabytes:.0f} MB\n")
        if seconds > 60 or megabytes > 500:
            missed.append("80,000 recipients planned in 60 s and 500 MB")
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
    missed += outcome.missed()
    sys.stdout.write(
        outcome.table() + "\n" + ("\n".join(f"MISSED: {goal}" for goal in missed) or "all goals met") + "\n"
    )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
