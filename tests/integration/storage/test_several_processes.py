from __future__ import annotations

import asyncio
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from services.model import Claim
from storage.audit import verify_audit
from storage.database import Database
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from tests.support import builders, storage_process
from tests.support.builders import job, save

pytestmark = pytest.mark.slow
PROGRAM = str(Path(storage_process.__file__))


async def start(task: str, database: Database, *arguments: object) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        PROGRAM,
        task,
        database.url.render_as_string(hide_password=False),
        *map(str, arguments),
        stdout=asyncio.subprocess.PIPE,
    )


async def output(process: asyncio.subprocess.Process) -> list[str]:
    told, _ = await process.communicate()
    assert process.returncode == 0
    return told.decode().split("\n")[:-1]


async def lines(process: asyncio.subprocess.Process, number: int) -> list[str]:
    assert process.stdout is not None
    read = []
    async with asyncio.timeout(60):
        while len(read) < number:
            line = await process.stdout.readline()
            assert line, "the process ended"
            read.append(line.decode().strip())
    return read


async def kill(process: asyncio.subprocess.Process) -> list[str]:
    """kill -9; what it had said before."""
    process.kill()
    told, _ = await process.communicate()
    return told.decode().split("\n")[:-1]  # a line that was cut off was not said


@pytest.fixture
async def claim(store: SqlStore) -> Claim:
    person = await save(store, builders.employee())
    return await save(store, builders.claim(person))


async def spent(store: SqlStore, claim: Claim) -> Decimal:
    async with store.read() as unit:
        return (await unit.ledger.totals(claim.employee_id))[2026, "limit"]


async def test_twenty_at_once_never_exceed_a_limit(store: SqlStore, claim: Claim):
    amount, limit = Decimal(30), Decimal(100)
    granted = await asyncio.gather(
        *(storage_process.spend(store, claim.employee_id, claim.id or 0, amount, limit) for _ in range(20))
    )
    assert sum(granted) == 3
    assert await spent(store, claim) == Decimal("90.00")


async def test_several_processes_never_exceed_a_limit(store: SqlStore, database: Database, claim: Claim):
    processes = [await start("spend", database, claim.employee_id, claim.id, 30, 400, 12) for _ in range(3)]
    granted = [line for process in processes for line in await output(process)]
    assert granted == ["spent"] * 13
    assert await spent(store, claim) == Decimal("390.00")
    assert (await verify_audit(database)).broken_at is None


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_people_do_not_wait_for_one_another(store: SqlStore):
    one, two = await save(store, builders.employee(), builders.employee())
    async with store.write() as first, asyncio.timeout(5):
        await first.ledger.lock(one.id)
        async with store.write() as second:
            await second.ledger.lock(two.id)


async def test_three_worker_processes_do_each_job_once(database: Database):
    jobs = SqlJobStore(database)
    await jobs.enqueue_many([job(order_key=f"person {n % 7}") for n in range(90)])
    processes = [await start("work", database, 30, 0.005) for _ in range(3)]
    told = [await output(process) for process in processes]
    done = Counter(line for lines in told for line in lines if line.startswith("done"))
    began = Counter(line for lines in told for line in lines if line.startswith("began"))
    assert len(done) == len(began) == 90
    assert set(done.values()) == set(began.values()) == {1}
    assert all(any(line.startswith("done") for line in lines) for lines in told)  # each had its share


async def test_the_jobs_of_a_killed_worker_are_taken_over(database: Database):
    jobs = SqlJobStore(database)
    await jobs.enqueue_many([job() for _ in range(40)])
    doomed = await start("work", database, 2, 0.02)
    said = await lines(doomed, 8)
    others = [await start("work", database, 2, 0.02) for _ in range(2)]
    said += await kill(doomed)
    told = [await output(process) for process in others]
    done = Counter(line for lines in (said, *told) for line in lines if line.startswith("done"))
    assert set(done.values()) == {1}
    counts = await jobs.counts()
    assert (counts["done"], counts["open"], counts["leased"]) == (40, 0, 0)
    assert 39 <= len(done) <= 40  # the last one may have been stored and not said


async def test_nothing_that_was_acknowledged_is_lost_by_a_kill(database: Database, store: SqlStore):
    for _ in range(3):
        writer = await start("write", database)
        said = await lines(writer, 5) + await kill(writer)
        async with database.reader.connect() as connection:
            stored = set((await connection.execute(text("SELECT number FROM employees"))).scalars())
            jobs = set((await connection.execute(text("SELECT dedup_key FROM jobs"))).scalars())
        assert set(said) <= stored
        assert stored == jobs  # each transaction is there whole or not at all
    report = await verify_audit(database)
    assert (report.entries, report.broken_at) == (len(stored), None)
    await save(store, builders.employee())  # and the next one can write
