"""Decided and stored claims a second, on SQLite and on a PostgreSQL of its own.

    python -m bench.decisions [--small] [sqlite|postgresql]

The real use case: checks, look-alikes, rules, ledger, history, notice, audit trail, one durable commit or a share of one. Eight
writers decide one claim after another; then the worker's loop decides what is queued. Measured beside 1,000 past claims of
80,000 people, and beside 1,000,000. ``CPU`` is this process's own time; PostgreSQL's server runs beside it.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.storage import PEOPLE, SMALL, Figures, Timed, add_claims, add_people, bulk, forget_claims, places
from bot.worker import JobLoop
from services.actors import SYSTEM
from services.automatic import TOGETHER, DecideAutomatically
from services.checks import CheckLimits
from services.claims import ClaimReads
from services.model import Job, PlanVersion
from services.plans import PlanShelf
from services.submission import DECIDE_CLAIM
from services.twins import index_paper, mark_paper
from storage import migrate
from storage.audit import verify_audit
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.clock import START, SettableClock

WRITERS, EACH, QUEUED = 8, 60, 480
PAST = (1000, 20_000) if SMALL else (1000, 1_000_000)
PLAN = Path(__file__).resolve().parent.parent / "demo" / "plans" / "reference.yaml"


async def publish_plan(store: SqlStore) -> None:
    text = PLAN.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    async with store.write() as unit:
        unit.add(PlanVersion("reference", date(2015, 1, 1), text, digest, START, "bench"))
        await unit.commit()


_numbers = itertools.count(1)


async def submitted_claims(store: SqlStore, count: int) -> list[int]:
    """Clean claims of different people, each with an invoice that was read without doubt."""
    async with store.write() as unit:
        chosen = [next(_numbers) for _ in range(count)]
        claims, papers, files = [], [], [builders.stored_file() for _ in chosen]
        for number, file in zip(chosen, files, strict=True):
            person = await unit.people.employee(number % PEOPLE + 1)
            assert person is not None
            claims.append(builders.claim(person, number=f"N{number}", total=_total(number)))
            unit.add(claims[-1])
            unit.add(file)
        await unit.flush()
        for number, claim, file in zip(chosen, claims, files, strict=True):
            values = {
                "total": str(_total(number)),
                "date": "2026-10-20",
                "number": f"{number:020d}",
                "patient": "林小满",
            }
            paper = builders.claim_document(claim, file, status="read", values=values)
            paper.reading = values | {"confidence": dict.fromkeys(values, 0.99), "tokens": _tokens(number)}
            index_paper(store, paper)
            papers.append(paper)
            unit.add(paper)
        await unit.flush()
        for paper in papers:
            await mark_paper(unit, store, paper)
        await unit.commit()
        return [claim.id or 0 for claim in claims]


def _total(number: int) -> Decimal:
    return Decimal(30_040 + number * 13 % 60_000 + 1) / 100


def _tokens(number: int) -> list[str]:
    """The hospital's numbers, which every paper has, and the paper's own."""
    return [*(f"{place:06d}" for place in range(910_001, 910_005)), *(f"{number * 8 + n:09d}" for n in range(8))]


async def add_papers(database: Database, count: int) -> None:
    """A paper for each past claim, with its indexes, a common mark and one of its own."""
    await bulk(
        database, "files", count, sha256="'past' || i", filename="''", mime="''", size="1", stored_at="{at}",
    )  # fmt: skip
    await bulk(
        database, "claim_documents", count, claim_id="i", kind="'invoice'",
        file_id=f"i + (SELECT max(id) FROM files) - {count}",
        added_at="{at}", status="'read'", reading="''", **{'"values"': "''"}, typed="'[]'", problems="'[]'",
        number_index="'n' || i", print_index="'p' || i",
    )  # fmt: skip
    for mark in ("i % 3000", "1000000 + i"):
        await bulk(
            database, "paper_marks", count, mark=mark, document_id="i + (SELECT min(id) - 1 FROM claim_documents)"
        )


async def eight_writers(store: SqlStore, deciding: DecideAutomatically) -> Timed:
    claims = await submitted_claims(store, WRITERS * EACH)

    async def writer(own: list[int]) -> None:
        for claim_id in own:
            assert await deciding(SYSTEM, claim_id) == "approved"

    with Timed() as timed:
        await asyncio.gather(*(writer(claims[n::WRITERS]) for n in range(WRITERS)))
    return timed


async def the_worker(store: SqlStore, jobs: SqlJobStore, clock: SettableClock, deciding: DecideAutomatically) -> Timed:
    claims = await submitted_claims(store, QUEUED)
    async with store.write() as unit:
        await unit.jobs.enqueue_all([builders.job(DECIDE_CLAIM, payload={"claim_id": claim_id}) for claim_id in claims])
        await unit.commit()

    async def decide(job: Job) -> None:
        assert await deciding(SYSTEM, int(job.payload["claim_id"])) == "approved"

    loop = JobLoop("bench", jobs, clock, {DECIDE_CLAIM: decide}, together=TOGETHER)
    with Timed() as timed:
        while await loop.step():
            pass
    return timed


async def measure(url: str, figures: Figures, where: str) -> None:
    database, clock = Database(url), SettableClock()
    keyring = Keyring(b"a key for the benchmark and that")
    use_keyring(keyring)
    store, jobs = SqlStore(database, keyring, clock), SqlJobStore(database)
    await migrate.upgrade(database)
    await add_people(database)
    await publish_plan(store)
    deciding = DecideAutomatically(store, ClaimReads(PlanShelf(), clock), CheckLimits())
    for past in PAST:
        await forget_claims(database)
        await add_claims(database, past)
        await add_papers(database, past)
        await eight_writers(store, deciding)  # the first use of everything is not what is measured
        timed = await eight_writers(store, deciding)
        figures.add(f"8 writers, {past:,} past claims", where, timed.rate(WRITERS * EACH))
        timed = await the_worker(store, jobs, clock, deciding)
        figures.add(f"the worker, {past:,} past claims", where, timed.rate(QUEUED))
    report = await verify_audit(database)
    assert report.broken_at is None, report
    await database.close()


async def main() -> None:
    figures = Figures()
    async with places() as urls:
        for where, url in urls.items():
            await measure(url, figures, where)
    figures.show()


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
    else:
        asyncio.run(main())
