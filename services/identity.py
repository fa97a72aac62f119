"""Linking a chat to an employee: one-time codes from HR, a shared phone number, consent, language."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from benefits.errors import Conflict, InvalidInput, NotFound
from locales import LANGUAGES
from services.actors import Actor, UseCase
from services.model import ChatAccount, Employee, LinkCode
from services.ports import Clock, Store, UnitOfWork

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CODE_DAYS = 7
TRIES = 5
LOCK_MINUTES = 15
CONSENT_VERSION = "2026-01"


def normal_code(text: str) -> str:
    """``7k4m-2q9p`` → ``7K4M2Q9P``; characters that people confuse with the code's own are folded."""
    folded = re.sub(r"[\s\-–—_·.]", "", text).upper()
    return folded.translate(str.maketrans("0O1IL", "QQJJJ"))


def new_code() -> str:
    """A random code that has digits and letters, so that it can't be taken for a word."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if any(map(str.isdigit, code)) and not code.isdigit():
            return code


def looks_like_code(text: str) -> bool:
    """True for what could only be meant as a code: right length, right letters, and a digit among them."""
    code = normal_code(text)
    return (
        len(code) == CODE_LENGTH
        and all(c in CODE_ALPHABET for c in code)
        and text.isascii()
        and any(map(str.isdigit, text))
    )


def shown_code(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def normal_phone(text: str) -> str:
    """Digits of a mainland number without country code or separators."""
    digits = re.sub(r"\D", "", text)
    return digits[-11:] if len(digits) > 11 and digits.startswith(("86", "0086")) else digits


@dataclass(frozen=True, slots=True)
class Visitor:
    """A chat as the edge needs it: the account, and the employee once linked *and* consented."""

    account: ChatAccount
    employee: Employee | None


class OpenAccount(UseCase):
    """Find or make the account of a chat; remembers a language hint once."""

    permission = "chat.open"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, channel: str, chat_id: int, language: str | None = None) -> Visitor:
        async with self._store.read() as unit:
            account = await unit.accounts.by_chat(channel, chat_id)
            if account is not None and not self._stale(account, language):
                return Visitor(account, await _consented_employee(unit, account))
        async with self._store.write() as unit:
            account = await unit.accounts.by_chat(channel, chat_id)
            if account is None:
                account = ChatAccount(channel=channel, chat_id=chat_id, language=language)
                unit.add(account)
            account.language = account.language or language
            account.last_seen_at = self._clock.now()
            account.blocked_at = None  # whoever writes can be reached
            employee = await _consented_employee(unit, account)
            await unit.commit()
            return Visitor(account, employee)

    def _stale(self, account: ChatAccount, language: str | None) -> bool:
        seen = account.last_seen_at
        old = seen is None or self._clock.now() - seen > timedelta(minutes=10)
        return old or account.blocked_at is not None or (account.language is None and language is not None)


class IssueLinkCode(UseCase):
    """A one-time code for an employee, shown once. Older open codes of this person stop working."""

    permission = "link.issue"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, employee_number: str) -> str:
        async with self._store.write() as unit:
            employee = await unit.people.employee_by_number(employee_number)
            if employee is None or employee.id is None:
                raise NotFound("employee-not-found", number=employee_number)
            actor.require_company(employee.company_code)
            now = self._clock.now()
            for old in await unit.accounts.open_codes(employee.id):
                old.revoked_at = now
            code = new_code()
            unit.add(
                LinkCode(
                    employee_id=employee.id,
                    code_index=self._store.index(code, "link-code"),
                    issued_at=now,
                    expires_at=now + timedelta(days=CODE_DAYS),
                    issued_by=actor.name,
                )
            )
            unit.record(actor.name, "link.issue", "employee", employee.number)
            await unit.commit()
        return shown_code(code)


class LinkByCode(UseCase):
    """Tie this chat to the employee a code was made for. Consent is still to be given.

    Raises NotFound("code-unknown", left=…), Conflict("code-used" | "code-expired"), Conflict("code-locked", minutes=…).
    """

    permission = "chat.link"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, text: str) -> Employee:
        now = self._clock.now()
        async with self._store.write() as unit:
            account = await _account(unit, actor)
            if account.locked_until is not None and account.locked_until > now:
                raise Conflict("code-locked", minutes=_minutes(account.locked_until - now))
            code = await unit.accounts.code(self._store.index(normal_code(text), "link-code"))
            problem: Exception | None = None
            if code is None:
                account.failed_codes += 1
                if account.failed_codes >= TRIES:
                    account.failed_codes = 0
                    account.locked_until = now + timedelta(minutes=LOCK_MINUTES)
                    problem = Conflict("code-locked", minutes=LOCK_MINUTES)
                else:
                    problem = NotFound("code-unknown", left=TRIES - account.failed_codes)
            elif code.used_at is not None:
                problem = Conflict("code-used")
            elif code.revoked_at is not None or code.expires_at <= now:
                problem = Conflict("code-expired")
            if problem is not None or code is None:
                await unit.commit()  # the failed try counts, whatever happens next
                raise problem or NotFound("code-unknown", left=0)
            employee = await unit.people.employee(code.employee_id)
            if employee is None or employee.status != "active":
                raise Conflict("code-expired")
            code.used_at = now
            _link(account, employee, now)
            unit.record(actor.name, "chat.link", "employee", employee.number, channel=account.channel, way="code")
            await unit.commit()
            return employee


class LinkByPhone(UseCase):
    """Tie this chat to the one active employee whose roster phone is the number that the messenger vouches for.

    The edge passes only a contact that belongs to the sender. Raises NotFound("phone-unknown").
    """

    permission = "chat.link"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, phone: str) -> Employee:
        async with self._store.write() as unit:
            account = await _account(unit, actor)
            people = await unit.people.employees_by_phone(self._store.index(normal_phone(phone), "phone"))
            active = [person for person in people if person.status == "active"]
            if len(active) != 1:
                raise NotFound("phone-unknown")
            _link(account, active[0], self._clock.now())
            unit.record(actor.name, "chat.link", "employee", active[0].number, channel=account.channel, way="phone")
            await unit.commit()
            return active[0]


class GiveConsent(UseCase):
    """Record that the person read what is stored and why, and agreed. Doing it twice changes nothing."""

    permission = "chat.link"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor) -> Employee:
        async with self._store.write() as unit:
            account = await _account(unit, actor)
            employee = await unit.people.employee(account.employee_id) if account.employee_id else None
            if employee is None:
                raise Conflict("not-linked")
            if account.consented_at is None:
                account.consented_at = self._clock.now()
                account.consent_version = CONSENT_VERSION
                account.language = account.language or employee.language
                unit.record(
                    f"employee:{employee.id}", "chat.consent", "employee", employee.number, version=CONSENT_VERSION
                )
            await unit.commit()
            return employee


class Unlink(UseCase):
    """Forget who this chat belongs to (refused consent, or a changed phone). Claims and elections stay.

    Who refused may change their mind: their code is as unused again.
    """

    permission = "chat.link"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> None:
        async with self._store.write() as unit:
            account = await _account(unit, actor)
            if account.employee_id is not None:
                unit.record(actor.name, "chat.unlink", "employee", account.employee_id, channel=account.channel)
                if account.consented_at is None and account.linked_at is not None:
                    code = await unit.accounts.code_used_at(account.employee_id, account.linked_at)
                    if code is not None:
                        code.used_at = None
            account.employee_id = account.linked_at = account.consented_at = None
            await unit.commit()


class SetLanguage(UseCase):
    """Remember the language a person chose. Raises InvalidInput("language-unknown")."""

    permission = "chat.open"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, language: str) -> None:
        if language not in LANGUAGES:
            raise InvalidInput("language-unknown", field="language")
        async with self._store.write() as unit:
            (await _account(unit, actor)).language = language
            await unit.commit()


async def _account(unit: UnitOfWork, actor: Actor) -> ChatAccount:
    account = await unit.accounts.account(actor.account_id) if actor.account_id is not None else None
    if account is None:
        raise NotFound("account-not-found")
    return account


async def _consented_employee(unit: UnitOfWork, account: ChatAccount) -> Employee | None:
    if account.employee_id is None or account.consented_at is None:
        return None
    employee = await unit.people.employee(account.employee_id)
    return employee if employee is not None and employee.status == "active" else None


def _link(account: ChatAccount, employee: Employee, now: datetime) -> None:
    account.employee_id = employee.id
    account.linked_at = now
    account.consented_at = None
    account.failed_codes = 0
    account.locked_until = None


def _minutes(left: timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))
