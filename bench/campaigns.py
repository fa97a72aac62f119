"""How long a campaign to 80,000 people takes from *Start* until every message is a job, and a day's look for reminders.

``python -m bench.campaigns [--database postgresql]``; exits with 1 when planning takes more than 60 s or 500 MB.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bench.databases import KINDS, a_database
from services.actors import SYSTEM, Actor
from services.app import Parts, Services
from services.campaign_running import CAMPAIGN_PAGE
from services.campaigns import CampaignDraft
from services.model import Company, EnrolmentWindow, PlanVersion
from services.reminder_scan import REMINDER_PAGE
from storage import tables as t
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.jobs import SqlJobStore
from storage.migrate import upgrade
from storage.unit_of_work import SqlStore

PEOPLE, COMPANIES = 80_000, 15
SECONDS, MEGABYTES = 60, 500
HR = Actor("hr:bench", "hr_admin")
TEXTS = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "{name}, {deadline}")
PLAN = Path(__file__).parents[1] / "demo" / "plans" / "reference.yaml"


class Clock:
    """Noon, so that nothing depends on when the bench runs."""

    def now(self) -> datetime:
        return datetime(2026, 11, 16, 4, 0, tzinfo=UTC)

    def today(self) -> date:
        return self.now().astimezone(ZoneInfo("Asia/Shanghai")).date()


async def fill(store: SqlStore, database: Database, clock: Clock) -> None:
    """The group: everybody in a chat, an open window in each company that closes in 14 days."""
    today = clock.today()
    async with store.write() as unit:
        for number in range(COMPANIES):
            unit.add(Company(f"C{number}", f"Company {number}"))
            window = EnrolmentWindow(f"C{number}", today - timedelta(7), today + timedelta(14), today + timedelta(40))
            unit.add(window)
        text = PLAN.read_text(encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        unit.add(PlanVersion("reference", date(2015, 1, 1), text, digest, clock.now(), "bench"))
        await unit.commit()
    person = {
        "department": "D", "tier": "staff", "birth_date": date(1990, 1, 1), "hire_date": date(2020, 1, 1),
        "monthly_salary": Decimal(1), "language": "zh-Hans", "phone": "", "phone_index": "", "bank_account": "",
        "status": "active",
    }  # fmt: skip
    chat = {"channel": "telegram", "language": "zh-Hans", "consented_at": clock.now(), "failed_codes": 0}
    async with database.write_sessions() as session:
        for first in range(0, PEOPLE, 5000):
            rows = range(first + 1, first + 5001)
            people = [
                person | {"id": i, "number": f"E{i}", "name": f"N{i}", "company_code": f"C{i % COMPANIES}"}
                for i in rows
            ]
            await session.execute(insert(t.employees), people)
            chats = [chat | {"chat_id": i, "employee_id": i, "last_seen_at": clock.now()} for i in rows]
            await session.execute(insert(t.chat_accounts), chats)
        await session.commit()


async def drain(jobs: SqlJobStore, clock: Clock, kind: str, run: Callable[..., Awaitable[object]]) -> None:
    while leased := await jobs.lease("bench", [kind], now=clock.now(), seconds=600, limit=1):
        for job in leased:
            await run(job.payload)
            await jobs.done(job.id or 0, "bench", now=clock.now())


async def measure(url: str, folder: Path) -> bool:
    keyring = Keyring(b"b" * 32)
    use_keyring(keyring)
    database, clock = Database(url), Clock()
    await upgrade(database)
    store, jobs = SqlStore(database, keyring, clock), SqlJobStore(database)
    vault = LocalVault(folder / "files", keyring)
    parts = Parts(store, jobs, vault, clock, None, None, approval_above=PEOPLE)  # type: ignore[arg-type]
    services = Services(parts)
    await fill(store, database, clock)
    base = _megabytes()

    began, cpu = time.perf_counter(), time.process_time()
    campaign, problems = await services.save_campaign(HR, CampaignDraft("All", TEXTS, {"not_elected": "open"}))
    assert problems == [] and campaign.id is not None
    await services.start_campaign(HR, campaign.id)
    frozen = time.perf_counter() - began
    await drain(jobs, clock, CAMPAIGN_PAGE, lambda p: services.plan_page(SYSTEM, p["campaign_id"], p["after"]))
    planned, used = time.perf_counter() - began, time.process_time() - cpu
    peak = _megabytes()
    messages = (await jobs.counts())["open"]

    began = time.perf_counter()
    await services.scan_reminders(SYSTEM)
    await drain(
        jobs, clock, REMINDER_PAGE,
        lambda p: services.make_reminders(SYSTEM, p["code"], p["company"], (p["after"][0], p["after"][1])),
    )  # fmt: skip
    looked = time.perf_counter() - began
    reminders = (await jobs.counts())["open"] - messages - 1
    began = time.perf_counter()
    await services.list_campaigns(HR, moving=True)
    listed = time.perf_counter() - began
    await database.close()

    print(
        f"| {PEOPLE:,} recipients in {COMPANIES} companies | {'SQLite' if 'sqlite' in url else 'PostgreSQL'} |\n|---|---|"
    )
    print(f"| audience frozen | {frozen:.1f} s |")
    print(f"| {messages:,} messages planned, in all | {planned:.1f} s ({used:.1f} s of this process's CPU) |")
    print(f"| peak memory | {peak:.0f} MB ({base:.0f} MB before) |")
    print(f"| a day's look that makes {reminders:,} reminders | {looked:.1f} s |")
    print(f"| live numbers of the list | {listed * 1000:.0f} ms |")
    return messages == PEOPLE and planned <= SECONDS and peak <= MEGABYTES


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_database(given.database, Path(folder)) as url:
        if not asyncio.run(measure(url, Path(folder))):
            sys.exit(1)


if __name__ == "__main__":
    main()
