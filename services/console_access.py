"""Signing in to the HR console, and the lists it shows."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from benefits.errors import InvalidInput, NotFound, NotPermitted
from locales import LANGUAGES
from services.actors import Actor, UseCase
from services.model import (
    ChatAccount,
    Claim,
    Company,
    Dependent,
    Election,
    Employee,
    EnrolmentWindow,
    HrUser,
)
from services.ports import Clock, Store

_N, _R, _P = 2**14, 8, 1


def hash_password(password: str) -> str:
    """``scrypt$salt$hash``, memory-hard."""
    salt = secrets.token_bytes(16)
    made = hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=64 * 1024**2)
    return f"scrypt${base64.b64encode(salt).decode()}${base64.b64encode(made).decode()}"


def check_password(password: str, stored: str) -> bool:
    try:
        _, salt, expected = stored.split("$")
    except ValueError:
        return False
    made = hashlib.scrypt(password.encode(), salt=base64.b64decode(salt), n=_N, r=_R, p=_P, maxmem=64 * 1024**2)
    return hmac.compare_digest(made, base64.b64decode(expected))


_NOBODY = hash_password(secrets.token_hex(16))


class SignIn:
    """Check an HR user's password. Raises NotPermitted("sign-in-refused") without saying which part was wrong.

    After five wrong tries a user waits a minute: NotPermitted("sign-in-wait", seconds=…).
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._failures: dict[str, list[float]] = {}

    async def __call__(self, username: str, password: str) -> HrUser:
        username = username.strip()
        now = self._clock.now().timestamp()
        if len(self._failures) > 10_000:  # names nobody has tried for a minute need no memory
            self._failures = {name: tries for name, tries in self._failures.items() if now - tries[-1] < 60}
        recent = [at for at in self._failures.get(username, []) if now - at < 60]
        if len(recent) >= 5:
            raise NotPermitted("sign-in-wait", seconds=int(60 - (now - recent[0])) + 1)
        async with self._store.read() as unit:
            user = await unit.people.hr_user(username)
        # An unknown name takes as long as a wrong password, so that names can't be told by the time it takes.
        stored = user.password_hash if user is not None else _NOBODY
        fits = await asyncio.to_thread(check_password, password, stored)
        if user is None or not user.active or not fits:
            self._failures[username] = [*recent, now]
            raise NotPermitted("sign-in-refused")
        self._failures.pop(username, None)
        return user

    async def still(self, username: str) -> HrUser | None:
        """The user behind a session, if they may still come in."""
        async with self._store.read() as unit:
            user = await unit.people.hr_user(username)
        return user if user is not None and user.active else None


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts for the first page, for the companies of the actor."""

    waiting: int
    needs_documents: int
    to_pay: int
    decided: int
    employees: int
    questions: int


class ShowOverview(UseCase):
    permission = "console"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> Overview:
        companies = actor.companies
        async with self._store.read() as unit:
            open_questions = [
                q for q, _ in await unit.questions.handed_over(companies=companies) if q.resolved_at is None
            ]
            return Overview(
                waiting=await unit.claims.count(("submitted", "in_review", "appealed"), companies=companies),
                needs_documents=await unit.claims.count(("needs_documents",), companies=companies),
                to_pay=await unit.claims.count(("approved", "partly_approved"), companies=companies),
                decided=await unit.claims.count(("payment_issued", "paid", "rejected"), companies=companies),
                employees=await unit.people.count_employees(companies=companies),
                questions=len(open_questions),
            )


@dataclass(frozen=True, slots=True)
class EmployeeFile:
    """One employee as HR sees them; bank account and phone are masked by the edge."""

    employee: Employee
    dependents: tuple[Dependent, ...]
    claims: tuple[Claim, ...]
    elections: tuple[Election, ...]
    accounts: tuple[ChatAccount, ...]
    muted: bool
    """Reminders that may be muted are, some or all."""


class ListEmployees(UseCase):
    permission = "employee.read"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, actor: Actor, search: str = "", limit: int = 50, offset: int = 0
    ) -> tuple[list[Employee], int]:
        async with self._store.read() as unit:
            people = await unit.people.employees(companies=actor.companies, search=search, limit=limit, offset=offset)
            return people, await unit.people.count_employees(companies=actor.companies, search=search)


class OpenEmployee(UseCase):
    """One employee's file. Opening it is written to the audit trail."""

    permission = "employee.read"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, number: str) -> EmployeeFile:
        async with self._store.write() as unit:
            employee = await unit.people.employee_by_number(number)
            if employee is None or employee.id is None:
                raise NotFound("employee-not-found", number=number)
            actor.require_company(employee.company_code)
            preference = await unit.reminders.preference(employee.id)
            unit.record(actor.name, "employee.open", "employee", number)
            found = EmployeeFile(
                employee,
                tuple(await unit.people.dependents(employee.id)),
                tuple(c for c in await unit.claims.of_employee(employee.id) if c.state != "draft"),
                tuple(await unit.enrolment.elections(employee.id)),
                tuple(await unit.accounts.of_employee(employee.id)),
                bool(preference and preference.muted),
            )
            await unit.commit()
            return found


class ListCompanies(UseCase):
    permission = "console"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Company, list[EnrolmentWindow]]]:
        """Companies the actor is responsible for, each with its enrolment windows."""
        async with self._store.read() as unit:
            return [
                (company, await unit.enrolment.windows(company.code))
                for company in await unit.people.companies()
                if not actor.companies or company.code in actor.companies
            ]


class ChooseConsoleLanguage(UseCase):
    """Remember the language an HR user chose. Raises InvalidInput("language-unknown")."""

    permission = "console"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, language: str) -> None:
        if language not in LANGUAGES:
            raise InvalidInput("language-unknown", field="language")
        async with self._store.write() as unit:
            user = await unit.people.hr_user(actor.name.removeprefix("hr:"))
            if user is None:
                raise NotFound("account-not-found")
            user.language = language
            await unit.commit()


SESSION_LENGTH = timedelta(hours=10)
