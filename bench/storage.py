"""How fast the store is, on SQLite and on a PostgreSQL of its own: ``python -m bench.storage [--small] [sqlite|postgresql]``.

Both databases write durably (WAL with synchronous=FULL; fsync on). Prints a table: what, how much, time for one.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from services.model import Job
from services.webchat import Inbound
from storage import migrate
from storage.audit import verify_audit
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from storage.webchat import SqlWebChatStore
from tests.support.clock import START, SettableClock
from tests.support.postgres import PostgresServer

PEOPLE, CLAIMS, JOBS = 80_000, 1_000_000, 100_000
SMALL = "--small" in sys.argv
if SMALL:
    PEOPLE, CLAIMS, JOBS = 2_000, 20_000, 5_000


class Figures:
    """Rows of the table, per database."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, str]] = {}

    def add(self, what: str, where: str, value: str) -> None:
        self.rows.setdefault(what, {})[where] = value
        print(f"{where:11} {what}: {value}", file=sys.stderr, flush=True)

    def show(self) -> None:
        places = sorted({place for row in self.rows.values() for place in row}, reverse=True)
        table = Table("", *places)
        for what, row in self.rows.items():
            table.add_row(what, *(row.get(place, "") for place in places))
        Console().print(table)


class Timed:
    """Seconds on the wall and of this process's own computing: the first depends on what else the machine does."""

    def __enter__(self) -> Timed:
        self._wall, self._own = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds, self.own = time.perf_counter() - self._wall, time.process_time() - self._own

    def rate(self, count: int, unit: str = "") -> str:
        return f"{count / self.seconds:,.0f} {unit}/s ({self.own / count * 1000:.1f} ms CPU)"


async def median_ms(call: Callable[[], Awaitable[Any]], times: int = 21) -> float:
    spent = []
    for _ in range(times):
        with Timed() as timed:
            await call()
        spent.append(timed.seconds)
    return sorted(spent)[times // 2] * 1000


async def bulk(database: Database, table: str, count: int, **columns: str) -> None:
    """Rows made by the database itself, as quickly as it goes; ``i`` counts from 1 in the columns' expressions."""
    at = "(timestamp '2026-11-02 02:00' - i % 500000 * interval '1 minute') AT TIME ZONE 'UTC'"
    if database.sqlite:
        at = "strftime('%Y-%m-%d %H:%M:%f000', '2026-11-02 02:00', '-' || (i % 500000) || ' minutes')"
    made = ", ".join(value.replace("{at}", at) for value in columns.values())
    numbers = f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    async with database.writer.begin() as connection:
        await connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) {numbers} SELECT {made} FROM n"))
    async with database.writer.connect() as connection:
        if not database.sqlite:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text(f"VACUUM ANALYZE {table}"))


async def add_people(database: Database) -> None:
    await bulk(
        database, "employees", PEOPLE, number="'E' || i", name="'林小满'", company_code="'C' || (i % 15)",
        department="'D' || (i % 40)", tier="'staff'", birth_date="'1990-01-01'", hire_date="'2020-01-01'",
        monthly_salary="1000000", language="'zh-Hans'", phone="''", phone_index="'p' || i", bank_account="''",
        status="'active'",
    )  # fmt: skip
    await bulk(
        database, "chat_accounts", PEOPLE, channel="'telegram'", chat_id="i", language="'zh-Hans'", employee_id="i",
        linked_at="{at}", consented_at="{at}", failed_codes="0", last_seen_at="{at}",
    )  # fmt: skip


async def add_claims(database: Database, count: int) -> None:
    """Claims of everybody, one in a hundred of them open, each with a ledger entry."""
    zero = dict.fromkeys(
        ("total", "pool_paid", "personal_account_paid", "other_insurer_paid", "own_expense", "excluded", "payable"),
        "1230",
    )
    await bulk(
        database, "claims", count, number="'BX' || i", employee_id=f"i % {PEOPLE} + 1", type="'outpatient'",
        state="CASE WHEN i % 100 = 0 THEN 'in_review' ELSE 'paid' END", service_date="'2026-10-01'", created_at="{at}",
        submitted_at="{at}", decided_at="{at}", **zero, diagnosis="''", reasons="'[]'", trace="'[]'", checks="'[]'",
        automatic="true", reviewer_note="''", plan_year="2026",
    )  # fmt: skip
    await bulk(
        database, "ledger_entries", count, employee_id=f"i % {PEOPLE} + 1", claimant="'self'", plan_year="2026",
        account="'outpatient:paid'", amount="1230", claim_id="i", at="{at}", kind="'decision'",
    )  # fmt: skip


def message(n: int, **values: Any) -> Job:
    about = {"recipient": n, "campaign": 1}
    fields = {"payload": about, "dedup_key": f"m:{n}", "order_key": f"person:{n}", "priority": 9, "due_at": START}
    return Job(**({"kind": "message", "created_at": START} | fields | values))


async def measure_jobs(database: Database, figures: Figures, where: str) -> None:
    jobs = SqlJobStore(database)
    with Timed() as timed:
        for start in range(0, PEOPLE, 500):
            await jobs.enqueue_many([message(n) for n in range(start, min(start + 500, PEOPLE))])
    figures.add(f"enqueue {PEOPLE:,} messages in pages of 500", where, f"{timed.seconds:.1f} s")
    await jobs.enqueue_many(
        [message(n + PEOPLE, due_at=START + timedelta(days=9), priority=5) for n in range(JOBS - PEOPLE)]
        or [message(-1)]
    )

    async def cycle(kinds: list[str], limit: int) -> None:
        leased = await jobs.lease("bench", kinds, now=START, seconds=60, limit=limit)
        for job in leased:
            await jobs.done(job.id or 0, "bench", now=START)

    every = ["decision", "message", "page", "ocr"]
    lease = lambda: jobs.lease("bench", every, now=START, seconds=60, limit=1)  # noqa: E731
    figures.add(f"lease one of {JOBS:,} open jobs", where, f"{await median_ms(lease):.1f} ms")
    nothing = lambda: jobs.lease("bench", ["ocr"], now=START, seconds=60, limit=1)  # noqa: E731
    figures.add(f"find nothing beside {JOBS:,} open jobs", where, f"{await median_ms(nothing):.1f} ms")
    await jobs.enqueue_many([message(-2 - n, priority=0, kind="decision") for n in range(30)])
    urgent = lambda: cycle(every, 1)  # noqa: E731
    figures.add("lease and finish an urgent one among them", where, f"{await median_ms(urgent):.1f} ms")
    with Timed() as timed:
        await asyncio.gather(*(repeat(lambda: cycle(["message"], 10), 10) for _ in range(4)))
    figures.add("lease by tens and finish, 4 workers", where, timed.rate(400, "jobs"))


async def repeat(call: Callable[[], Awaitable[Any]], times: int) -> None:
    for _ in range(times):
        await call()


async def measure_claims(store: SqlStore, figures: Figures, where: str, number: int) -> None:
    async def totals() -> None:
        async with store.read() as unit:
            await unit.ledger.totals(77)

    async def queue() -> None:
        async with store.read() as unit:
            await unit.claims.queue(["submitted", "in_review"], companies=["C1", "C2"], limit=50)

    figures.add(f"a person's totals, {number:,} claims", where, f"{await median_ms(totals):.1f} ms")
    figures.add(f"review queue of two companies, {number:,} claims", where, f"{await median_ms(queue):.1f} ms")


async def measure_campaign(store: SqlStore, figures: Figures, where: str) -> None:
    async with store.write() as unit:
        with Timed() as timed:
            audience = await unit.campaigns.audience({"tiers": ["staff"], "not_elected": 1}, date(2026, 11, 2))
        figures.add(f"audience of {len(audience):,}", where, f"{timed.seconds:.2f} s")
        from tests.support.builders import campaign

        planned = campaign()
        unit.add(planned)
        await unit.flush()
        with Timed() as timed:
            await unit.campaigns.plan(planned.id or 0, audience)
            await unit.commit()
        figures.add(f"freeze {len(audience):,} recipients", where, f"{timed.seconds:.2f} s")

    async def page() -> None:
        async with store.read() as unit:
            await unit.campaigns.recipients(planned.id or 0, state="planned", after=PEOPLE // 2, limit=500)

    figures.add("a page of 500 recipients", where, f"{await median_ms(page):.1f} ms")


async def measure_chat(chat: SqlWebChatStore, figures: Figures, where: str) -> None:
    async def talk(chat_id: int, times: int) -> None:
        for n in range(times):
            await chat.accept(chat_id, [Inbound(f"{n}", {"kind": "message"}, {"text": "门诊能报多少"})])
            update = await chat.lease_update(chat_id, "bench", 30)
            await chat.append_message(chat_id, "bot", {"html": "门诊按年度累计分段报销。" * 5})
            await chat.finish_update(update.update_id if update else 0)

    with Timed() as timed:
        await asyncio.gather(*(talk(chat_id, 10) for chat_id in range(10)))
    figures.add("web chat: question in, answer out, 10 chats", where, timed.rate(100))


async def measure(url: str, folder: Path, figures: Figures, where: str) -> None:
    database, clock, keyring = (
        Database(url),
        SettableClock(datetime.now(UTC)),
        Keyring(b"a key for the benchmark and that"),
    )
    use_keyring(keyring)
    store = SqlStore(database, keyring, clock)
    with Timed() as timed:
        await migrate.upgrade(database)
    figures.add("make an empty database", where, f"{timed.seconds:.1f} s")
    await add_people(database)
    # First with few claims of others, then with very many: the cost of a decision must not grow.
    await add_claims(database, 1000)
    await measure_claims(store, figures, where, 1000)
    await forget_claims(database)
    await add_claims(database, CLAIMS)
    await measure_claims(store, figures, where, CLAIMS)
    await measure_campaign(store, figures, where)
    await measure_jobs(database, figures, where)
    await measure_chat(SqlWebChatStore(database, LocalVault(folder, keyring), clock), figures, where)
    with Timed() as timed:
        report = await verify_audit(database)
    figures.add("verify the audit trail", where, timed.rate(report.entries, "entries"))
    await database.close()


async def forget_claims(database: Database) -> None:
    async with database.writer.begin() as connection:
        for table in ("ledger_entries", "claim_events", "paper_marks", "claim_documents", "past_decisions", "claims"):
            await connection.execute(text(f"DELETE FROM {table}"))
            if table == "paper_marks":
                continue  # no numbers of its own
            if database.sqlite:
                await connection.execute(text(f"DELETE FROM sqlite_sequence WHERE name = '{table}'"))
            else:
                await connection.execute(text(f"ALTER SEQUENCE {table}_id_seq RESTART"))


@contextlib.asynccontextmanager
async def places() -> AsyncIterator[dict[str, str]]:
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")] or ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{folder}/bench.db"}
        server = PostgresServer(durable=True) if "postgresql" in wanted else None
        try:
            if server:
                server.start()
                server.execute("CREATE DATABASE bench")
                urls["postgresql"] = server.url("bench")
            yield {place: urls[place] for place in wanted}
        finally:
            if server:
                server.stop()


async def main() -> None:
    figures = Figures()
    async with places() as urls:
        for where, url in urls.items():
            with tempfile.TemporaryDirectory() as folder:
                await measure(url, Path(folder), figures, where)
    figures.show()


if __name__ == "__main__":
    asyncio.run(main())
