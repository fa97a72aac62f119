"""The demo company in the store: people, plan, windows, elections and a past, so that everything can be tried at once."""

from __future__ import annotations

import asyncio
import csv
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.demo_elections import plan_elections, windows
from bot.demo_past import OneTransaction, Past, actors
from locales import DEFAULT_LANGUAGE, Contact, text
from services.actors import Actor
from services.app import Services
from services.console_access import hash_password
from services.house import CARE
from services.model import Dependent, Employee, HouseSetting, HrUser, PlanVersion
from services.plan_files import book_from_text
from services.ports import UnitOfWork
from services.roster import ImportRoster

FOLDER = Path(__file__).parents[1] / "demo"
PASSWORD = "demo-2026"  # noqa: S105  (documented, for invented people only)
"""Of every HR user of the demo."""
CONTACT = Contact("8600", "benefits@yunshan.example", "9:00–18:00")
STORIES = {"YS0015": "demo-story-family", "YS0014": "demo-story-partly", "YS0019": "demo-story-papers"}
"""Employee number → text key of what their part of the demo shows."""
_ACTOR = Actor(name="demo", role="super_admin")
Progress = Callable[[int, int], None]
"""Steps done, steps in all."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was loaded; all zero and ``loaded`` False where people were stored already."""

    loaded: bool
    companies: int = 0
    employees: int = 0
    dependents: int = 0
    hr_users: int = 0
    elections: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class DemoCode:
    """A one-time code to link a chat with. ``story`` is in the person's language."""

    name: str
    number: str
    language: str
    code: str
    story: str


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A log-in of the HR console. ``companies`` is empty for all."""

    username: str
    password: str
    name: str
    role: str
    companies: tuple[str, ...]


async def load_demo(
    services: Services, *, progress: Progress | None = None, zone: str = "Asia/Shanghai", folder: Path = FOLDER
) -> DemoReport:
    """Load the demo company in one transaction: wholly or not at all. Does nothing when any employee is stored.

    Claims and elections of the past go through the product's own use cases with a clock set to their days; they send
    no messages. ``zone`` is where the company is.
    """
    parts, tell = services.parts, progress or (lambda done, total: None)
    async with parts.store.read() as unit:
        if await unit.people.count_employees():
            return DemoReport(loaded=False)
    users = await asyncio.to_thread(_hr_users, folder)  # hashing passwords is slow on purpose
    async with parts.store.write() as unit:
        if await unit.people.count_employees():
            return DemoReport(loaded=False)
        inner = OneTransaction(unit, parts.store)
        unit.record(_ACTOR.name, "demo.load", "company", folder.name)
        importer = ImportRoster(inner)
        for name in ("employees.csv", "dependents.csv"):
            report = await importer(_ACTOR, (folder / "roster" / name).read_bytes(), name)
            if report.problems:
                raise ValueError(f"{name}: {report.problems[0]}")
        for user in users:
            unit.add(user)
        unit.add(_plan_version(services, folder))
        contacts = {"contacts": [text(DEFAULT_LANGUAGE, "demo-care")]}
        unit.add(HouseSetting(CARE, contacts, parts.clock.now(), _ACTOR.name))
        today = parts.clock.today()
        companies = await unit.people.companies()
        for company in companies:
            company.group_name = text(DEFAULT_LANGUAGE, "demo-group")
            for window in windows(company, today):
                window.name = text(DEFAULT_LANGUAGE, "demo-window-name", year=str(window.effective_from.year))
                unit.add(window)
        await unit.flush()
        people, families = await _people(unit)
        past = Past(unit, parts, folder, zone, people, families, actors(users))
        plan_elections(past)
        past.plan_claims()
        await past.live(tell)
        elections = sum(
            [len(await unit.enrolment.elections(person.id or 0, standing=False)) for person in people.values()]
        )
        await unit.commit()
    return DemoReport(
        loaded=True,
        companies=len(companies),
        employees=len(people),
        dependents=sum(map(len, families.values())),
        hr_users=len(users),
        elections=elections,
        claims=len(past.claims),
    )


async def is_demo(services: Services) -> bool:
    """Whether the store holds the demo company, and not a real one."""
    async with services.parts.store.read() as unit:
        companies = await unit.people.companies()
    return any(company.group_name == text(DEFAULT_LANGUAGE, "demo-group") for company in companies)


async def demo_codes(services: Services) -> list[DemoCode]:
    """Fresh one-time codes for people with different stories; those who linked a chat already are passed over."""
    waiting: list[Employee] = []
    async with services.parts.store.read() as unit:
        for number in STORIES:
            employee = await unit.people.employee_by_number(number)
            if employee is not None and not await unit.accounts.of_employee(employee.id or 0):
                waiting.append(employee)
    return [
        DemoCode(
            name=employee.name,
            number=employee.number,
            language=employee.language,
            code=await services.issue_link_code(_ACTOR, employee.number),
            story=text(employee.language, STORIES[employee.number]),
        )
        for employee in waiting
    ]


async def demo_logins(services: Services, folder: Path = FOLDER) -> list[DemoLogin]:
    """The demo's HR users that are stored and active."""
    names = [row["username"] for row in _rows(folder, "hr_users.csv")]
    async with services.parts.store.read() as unit:
        stored = [await unit.people.hr_user(name) for name in names]
    return [
        DemoLogin(user.username, PASSWORD, user.name, user.role, tuple(user.companies))
        for user in stored
        if user is not None and user.active
    ]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "roster" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _hr_users(folder: Path) -> list[HrUser]:
    return [
        HrUser(
            username=row["username"],
            name=row["name"],
            role=row["role"],
            password_hash=hash_password(PASSWORD),
            companies=[] if row["companies"] == "*" else row["companies"].split("|"),
        )
        for row in _rows(folder, "hr_users.csv")
    ]


def _plan_version(services: Services, folder: Path) -> PlanVersion:
    source = (folder / "plans" / "reference.yaml").read_text(encoding="utf-8")
    versions = book_from_text(source).versions
    return PlanVersion(
        code=versions[0].code,
        effective_from=min(version.effective_from for version in versions),
        text=source,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        published_at=services.clock.now(),
        published_by=_ACTOR.name,
    )


async def _people(unit: UnitOfWork) -> tuple[dict[str, Employee], dict[str, list[Dependent]]]:
    people = {person.number: person for person in await unit.people.employees(limit=1000)}
    families = {number: await unit.people.dependents(person.id or 0) for number, person in people.items()}
    return people, {number: family for number, family in families.items() if family}
