"""The past of the demo company, lived through once more: papers, submissions, decisions, payouts and elections by the
product's own use cases, each on its own day, in one transaction."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from services.actors import SYSTEM, Actor, hr_actor
from services.app import Parts, Services
from services.model import Claim, Dependent, Employee, Job
from services.ports import Store, UnitOfWork
from services.receipts import Box, ReceiptItem, ReceiptReading
from services.submission import DECIDE_CLAIM, move

Step = Callable[[], Awaitable[None]]


class PastClock:
    """A clock that stands on a chosen day and hour where the company is."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._local = datetime(2026, 1, 1, 9, tzinfo=self._zone)

    def set(self, day: date, hour: int, minute: int = 0) -> None:
        self._local = datetime.combine(day, time(hour, minute), self._zone)

    def advance(self, minutes: int) -> None:
        self._local += timedelta(minutes=minutes)

    def now(self) -> datetime:
        return self._local.astimezone(UTC)

    def today(self) -> date:
        return self._local.date()


class _PastJobs:
    """The past sends nothing: neither notices to people who link later, nor claims to be decided again.

    ``undecided``: while a claim is handed in that nobody has decided yet. Its job stays, and the first worker takes it.
    """

    def __init__(self, outer: UnitOfWork) -> None:
        self._outer, self.undecided = outer, False

    async def enqueue(self, job: Job) -> bool:
        return await self._outer.jobs.enqueue(job) if self.undecided and job.kind == DECIDE_CLAIM else True

    async def enqueue_all(self, jobs: Sequence[Job]) -> None: ...


class _InnerUnit:
    """The outer transaction as a use case sees it: its commit only writes, the outer one makes it last."""

    def __init__(self, outer: UnitOfWork) -> None:
        self._outer = outer
        self.jobs = _PastJobs(outer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outer, name)

    async def commit(self) -> None:
        await self._outer.flush()


class OneTransaction:
    """A store whose every unit of work is a part of one open transaction."""

    def __init__(self, unit: UnitOfWork, store: Store) -> None:
        inner = _InnerUnit(unit)
        self._unit, self.jobs = cast(UnitOfWork, inner), inner.jobs
        self.index = store.index

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        yield self._unit

    read = write


class KnownReader:
    """Answers for the demo's own pictures with what is printed on them; made when the pictures were made."""

    def __init__(self) -> None:
        self.answer = ReceiptReading()

    async def read(self, data: bytes, filename: str) -> list[ReceiptReading]:
        return [self.answer]


@dataclass(frozen=True, slots=True)
class PastClaim:
    """One entry of ``demo/roster/claims.yaml``."""

    facts: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.facts.get(name)

    def days(self, step: str) -> int | None:
        value = self.facts.get(f"{step}_days_ago")
        return None if value is None else int(value)

    @property
    def money(self) -> dict[str, Decimal]:
        names = ("total", "pool_paid", "personal_account_paid", "own_expense", "excluded")
        return {name: Decimal(self.facts[name]) for name in names}

    @property
    def reviewed(self) -> bool:
        """A person looked at it: it was not decided on the day it came."""
        return self.state == "needs_documents" or self.days("decided") not in (None, self.days("submitted"))


def past_claims(folder: Path) -> list[PastClaim]:
    text = (folder / "roster" / "claims.yaml").read_text(encoding="utf-8")
    return [PastClaim(entry) for entry in YAML(typ="safe").load(text)["claims"]]


def reading_of(claim: PastClaim, seen: Mapping[str, Any], patient: str, service_date: date) -> ReceiptReading:
    """The invoice as the reader would report it. A claim that went to a person has a total that was hard to read."""
    money = claim.money
    medical = claim.type not in ("fitness", "check_up")
    sure = {name: float(value) for name, value in seen["confidence"].items()}
    if claim.reviewed:
        sure["total"] = 0.71
    return ReceiptReading(
        kind=("inpatient" if claim.type == "inpatient" else "outpatient") if medical else "einvoice",
        number=claim.invoice_number,
        date=service_date,
        patient=None if claim.id in seen["unnamed"] else patient,
        seller=claim.hospital,
        total=money["total"],
        pool_paid=money["pool_paid"] if medical else None,
        personal_account_paid=money["personal_account_paid"] if medical else None,
        own_pay=money["total"] - money["pool_paid"] - money["own_expense"] if medical else None,
        own_expense=money["own_expense"] if medical else None,
        items=tuple(ReceiptItem(name, Decimal(amount)) for name, amount in seen["items"]),
        confidence=sure,
        boxes={name: Box(*box) for name, box in seen["boxes"].items()},
        tokens=tuple(seen["tokens"]),
    )


class Past:
    """Replays claims and elections day by day. ``people`` and ``families`` are those of the roster, stored already."""

    def __init__(
        self,
        unit: UnitOfWork,
        parts: Parts,
        folder: Path,
        zone: str,
        people: Mapping[str, Employee],
        families: Mapping[str, list[Dependent]],
        staff: Mapping[str, Actor],
    ) -> None:
        self.clock, self.reader = PastClock(zone), KnownReader()
        self.unit, self.parts, self.folder = unit, parts, folder
        self.people, self.families, self.staff = people, families, staff
        self.today = parts.clock.today()
        self.store = OneTransaction(unit, parts.store)
        self.services = Services(replace(parts, store=self.store, clock=self.clock, reader=self.reader))
        seen = (folder / "receipts" / "claims" / "readings.json").read_text(encoding="utf-8")
        self.readings: dict[str, Any] = json.loads(seen)
        self.claims: dict[str, Claim] = {}
        self._steps: list[tuple[datetime, int, Step]] = []

    def at(self, day: date | int, hour: int, step: Step, minute: int = 0) -> None:
        """Plan a step; a whole number is days before today."""
        self.clock.set(self.today - timedelta(days=day) if isinstance(day, int) else day, hour, minute)
        self._steps.append((self.clock.now(), len(self._steps), step))

    async def live(self, tell: Callable[[int, int], None]) -> None:
        """All planned steps in the order of their days."""
        for done, (moment, _, step) in enumerate(sorted(self._steps, key=lambda entry: entry[:2]), 1):
            local = moment.astimezone(self.clock._zone)
            self.clock.set(local.date(), local.hour, local.minute)
            await step()
            tell(done, len(self._steps))

    def employee_actor(self, number: str) -> Actor:
        employee = self.people[number]
        return Actor(name=f"employee:{employee.id}", role="employee", employee_id=employee.id)

    def reviewer(self, number: str) -> Actor:
        company = self.people[number].company_code
        for actor in self.staff.values():
            if actor.role == "reviewer" and company in actor.companies:
                return actor
        raise LookupError(company)

    def plan_claims(self) -> None:
        """Every claim's steps, up to the state that its entry says."""
        claims = past_claims(self.folder)
        for number, claim in enumerate(claims):
            minute = number * 7 % 50
            submitted, decided, paid = claim.days("submitted"), claim.days("decided"), claim.days("paid")
            self.at(submitted or 1, 9, lambda claim=claim: self._draft(claim), minute)  # type: ignore[misc]
            if submitted is None:
                continue
            self.at(submitted, 10, lambda claim=claim: self._submit(claim), minute)  # type: ignore[misc]
            if claim.state not in ("submitted", "withdrawn"):
                self.at(submitted, 10, lambda claim=claim: self._decide(claim), minute + 1)  # type: ignore[misc]
            if claim.state == "withdrawn":
                self.at(submitted, 19, lambda claim=claim: self._withdraw(claim), minute)  # type: ignore[misc]
            if claim.state == "needs_documents":
                self.at(submitted - 1, 15, lambda claim=claim: self._ask_papers(claim), minute)  # type: ignore[misc]
            if decided is not None:
                self.at(decided, 15, lambda claim=claim: self._review(claim), minute)  # type: ignore[misc]
            if claim.state == "appealed" and decided is not None:
                self.at(decided - 3, 20, lambda claim=claim: self._appeal(claim), minute)  # type: ignore[misc]
            if paid is not None:
                self.at(paid, 10, lambda claim=claim: self._pay(claim), minute)  # type: ignore[misc]
        for day in {paid + 1 for claim in claims if (paid := claim.days("paid")) is not None}:
            self.at(day, 17, self._issue)
        issued = [days for claim in claims if claim.state == "payment_issued" and (days := claim.days("decided"))]
        if issued:
            self.at(min(issued), 17, self._issue)

    async def _draft(self, claim: PastClaim) -> None:
        """Papers come in by chat, are read, and the claim is sorted."""
        actor, seen = self.employee_actor(claim.employee_number), self.readings[claim.id]
        employee = self.people[claim.employee_number]
        member = next((d for d in self.families.get(employee.number, ()) if d.name == claim.dependent), None)
        service_date = self.today - timedelta(days=claim.days("service") or 0)
        seen = seen | {"unnamed": self.readings["unnamed"]}
        self.reader.answer = reading_of(claim, seen, member.name if member else employee.name, service_date)
        claim_id: int | None = None
        pictures = sorted((self.folder / "receipts" / "claims").glob(f"{claim.id}-*.jpg"))
        for picture in sorted(pictures, key=lambda path: not path.stem.endswith("-invoice")):
            kind = picture.stem.partition("-")[2]
            added = await self.services.add_paper(
                actor, picture.read_bytes(), picture.name, "image/jpeg", claim_id=claim_id, kind=kind
            )
            claim_id = added.view.claim.id
            if kind == "invoice":
                await self.services.read_paper(SYSTEM, added.document.id or 0)
            self.clock.advance(1)
        if claim_id is None:
            raise FileNotFoundError(f"{claim.id}-*.jpg")
        view = await self.services.classify_claim(
            actor, claim_id, claim_type=claim.type, dependent_id=member.id if member else None
        )
        view.claim.diagnosis, view.claim.disability_grade = claim.diagnosis or "", claim.disability_grade
        self.claims[claim.id] = view.claim

    async def _submit(self, claim: PastClaim) -> None:
        self.store.jobs.undecided = claim.state == "submitted"
        await self.services.submit_claim(self.employee_actor(claim.employee_number), self._id(claim))
        self.store.jobs.undecided = False

    async def _withdraw(self, claim: PastClaim) -> None:
        await self.services.withdraw_claim(self.employee_actor(claim.employee_number), self._id(claim))

    async def _decide(self, claim: PastClaim) -> None:
        await self.services.decide_automatically(SYSTEM, self._id(claim))

    async def _ask_papers(self, claim: PastClaim) -> None:
        """The paper in question turned out to be none: it is taken off, so that the list of what is missing names it."""
        claim_id = self._id(claim)
        wrong = "settlement_statement" if claim.type == "inpatient" else "visit_record"
        for document in await self.unit.claims.documents(claim_id):
            if document.kind == wrong:
                await self.unit.delete(document)
        await self.services.request_papers(self.reviewer(claim.employee_number), claim_id, claim.note)

    async def _review(self, claim: PastClaim) -> None:
        stored = self.claims[claim.id]
        if stored.state != "in_review":
            return  # decided by itself on the day it came
        actor, claim_id = self.reviewer(claim.employee_number), self._id(claim)
        if claim.money["excluded"]:
            invoice = next(d for d in await self.unit.claims.documents(claim_id) if d.kind == "invoice")
            await self.services.correct_paper(actor, claim_id, invoice.id or 0, {"excluded": claim.excluded})
        if claim.state in ("rejected", "appealed"):
            await self.services.reject_claim(actor, claim_id, claim.note)
        else:
            await self.services.approve_claim(actor, claim_id, claim.note)

    async def _appeal(self, claim: PastClaim) -> None:
        actor = self.employee_actor(claim.employee_number)
        await self.services.appeal_claim(actor, self._id(claim), claim.appeal)

    async def _issue(self) -> None:
        actor = self.staff["finance"]
        if await self.services.list_payable(actor):
            await self.services.create_payout_batch(actor)

    async def _pay(self, claim: PastClaim) -> None:
        stored, actor = self.claims[claim.id], self.staff["finance"]
        if stored.batch_id is None:
            # Nothing was due (the year's deductible), so there is nothing to transfer: closed without a batch.
            for action in ("issue_payment", "mark_paid"):
                move(self.unit, self.clock, stored, action, actor)
            stored.paid_at = self.clock.now()
            await self.unit.flush()
        elif stored.state != "paid":
            await self.services.mark_batch_paid(actor, stored.batch_id)

    def _id(self, claim: PastClaim) -> int:
        return self.claims[claim.id].id or 0


def actors(users: list[Any]) -> dict[str, Actor]:
    return {user.username: hr_actor(user) for user in users}
