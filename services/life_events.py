"""Qualifying life events: declared by the employee, which opens elections at once, proved, and checked by HR afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benefits.enrolment import LIFE_EVENTS, ElectionRight, LifeEvent, Window, cover_begins, may_elect
from benefits.errors import Conflict, InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.model import DeclaredEvent, Employee, EnrolmentWindow, StoredFile
from services.notices import notify
from services.plans import PlanShelf
from services.ports import Clock, FileVault, Store, UnitOfWork

DECLARABLE = tuple(kind for kind in LIFE_EVENTS if kind != "new_hire")
"""Who is newly hired needn't say so."""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a person may elect today, and from when the cover of such an election begins.

    ``event``: the declared one, None for a window or a new hire; ``window``: the open one, else the next to come.
    """

    right: ElectionRight
    window: EnrolmentWindow | None
    event: DeclaredEvent | None
    begins: date


async def basis_of(unit: UnitOfWork, shelf: PlanShelf, employee: Employee, today: date) -> Basis:
    """A life event comes before a window, because its cover begins earlier."""
    windows = await unit.enrolment.windows(employee.company_code)
    current = [window for window in windows if window.opens <= today <= window.closes]
    future = [window for window in windows if window.opens > today]
    window = current[0] if current else (future[-1] if future else None)
    declared = [one for one in await unit.enrolment.events(employee.id or 0) if one.state != "refused"]
    known = [LifeEvent("new_hire", employee.hire_date), *(LifeEvent(one.kind, one.happened_on) for one in declared)]
    rules = (await shelf.plan(unit, employee.company_code, today)).enrolment
    right = may_elect(Window(window.opens, window.closes) if window else None, known, today, rules)
    if right.event is None:
        return Basis(right, window, None, window.effective_from if window else today)
    kind, on = right.event.kind, right.event.on
    event = next((one for one in declared if (one.kind, one.happened_on) == (kind, on)), None)
    return Basis(right, window, event, cover_begins(right.event))


class DeclareEvent(UseCase):
    """Note what happened and when. The same again is the same record.

    Raises InvalidInput("life-event-invalid" | "date-in-future"), Conflict("life-event-late", days=…, until=…).
    """

    permission = "elect.own"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, kind: str, on: date) -> DeclaredEvent:
        today = self._clock.today()
        async with self._store.write() as unit:
            await unit.ledger.lock(actor.own_employee_id)
            employee = await unit.people.employee(actor.own_employee_id)
            assert employee is not None
            rules = (await self._shelf.plan(unit, employee.company_code, today)).enrolment
            if kind not in DECLARABLE or (rules.life_events and kind not in rules.life_events):
                raise InvalidInput("life-event-invalid", field="kind", reason="unknown", value=kind)
            if on > today:
                raise InvalidInput("date-in-future", field="date", date=on.isoformat())
            until = on + timedelta(days=rules.life_event_days)
            if until < today:
                raise Conflict("life-event-late", days=rules.life_event_days, until=until.isoformat())
            for known in await unit.enrolment.events(employee.id or 0):
                if (known.kind, known.happened_on) == (kind, on) and known.state != "refused":
                    return known
            made = DeclaredEvent(employee.id or 0, kind, on, self._clock.now())
            unit.add(made)
            await unit.flush()
            unit.record(actor.name, "event.declare", "event", made.id, happened_on=on)
            await unit.commit()
            return made


class ProveEvent(UseCase):
    """Keep a picture or file with a declared event; a later one takes its place until HR has checked it.

    Raises NotFound("event-not-found"), Conflict("event-checked").
    """

    permission = "elect.own"

    def __init__(self, store: Store, vault: FileVault, clock: Clock) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def __call__(self, actor: Actor, event_id: int, data: bytes, filename: str, mime: str) -> DeclaredEvent:
        sha256 = await self._vault.put(data)
        async with self._store.write() as unit:
            event = await unit.enrolment.event(event_id, lock=True)
            if event is None or event.employee_id != actor.own_employee_id:
                raise NotFound("event-not-found")
            if event.state != "declared":
                raise Conflict("event-checked")
            file = StoredFile(sha256, filename[:200], mime, len(data), self._clock.now())
            unit.add(file)
            await unit.flush()
            event.file_id = file.id
            unit.record(actor.name, "event.prove", "event", event_id)
            await unit.commit()
            return event


class ListEvents(UseCase):
    """Declared events of the actor's companies: those to be checked first, then the newest."""

    permission = "enrolment.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, limit: int = 100) -> list[tuple[DeclaredEvent, Employee]]:
        async with self._store.read() as unit:
            return await unit.enrolment.declared(companies=actor.companies, limit=limit)


class OpenProof(UseCase):
    """The original of a declared event's proof. Opening it is written to the audit trail.

    Raises NotFound("event-not-found" | "file-missing"), NotPermitted("other-company").
    """

    permission = "enrolment.manage"

    def __init__(self, store: Store, vault: FileVault) -> None:
        self._store, self._vault = store, vault

    async def __call__(self, actor: Actor, event_id: int) -> tuple[StoredFile, bytes]:
        async with self._store.write() as unit:
            event, _ = await _checkable(unit, actor, event_id)
            file = await unit.files.file(event.file_id) if event.file_id else None
            if file is None:
                raise NotFound("file-missing")
            unit.record(actor.name, "event.open-file", "event", event_id)
            await unit.commit()
        return file, await self._vault.get(file.sha256)


class CheckEvent(UseCase):
    """HR confirms a declared event, or refuses it with a reason: what was elected on it alone is then taken back.

    The choice that it had replaced stands again. Raises InvalidInput("reason-missing"), Conflict("event-checked").
    """

    permission = "enrolment.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, event_id: int, reason: str, *, confirm: bool) -> DeclaredEvent:
        reason = reason.strip()
        if not confirm and not reason:
            raise InvalidInput("reason-missing", field="note")
        async with self._store.write() as unit:
            event, employee = await _checkable(unit, actor, event_id, lock=True)
            if event.state != "declared":
                raise Conflict("event-checked")
            event.state, event.reason = ("confirmed", "") if confirm else ("refused", reason)
            event.checked_at, event.checked_by = self._clock.now(), actor.name
            if not confirm:
                await self._take_back(unit, event)
            unit.record(actor.name, "event.confirm" if confirm else "event.refuse", "event", event_id)
            await notify(
                unit,
                self._clock,
                employee_id=employee.id or 0,
                key="notice-event-confirmed" if confirm else "notice-event-refused",
                args={
                    "event": {"key": f"life-event-{event.kind.replace('_', '-')}"},
                    "date": event.happened_on.isoformat(),
                    "note": reason,
                },
                dedup_key=f"event:{event_id}",
            )
            await unit.commit()
            return event

    async def _take_back(self, unit: UnitOfWork, event: DeclaredEvent) -> None:
        await unit.ledger.lock(event.employee_id)
        elections = await unit.enrolment.elections(event.employee_id, standing=False)
        dropped = [one for one in elections if one.event_id == event.id]
        times = {one.confirmed_at for one in dropped}
        for one in elections:
            if one in dropped:
                one.replaced_at = one.replaced_at or self._clock.now()
            elif one.replaced_at in times:
                one.replaced_at = None
        covered = {person for one in elections if one.replaced_at is None for person in one.dependents}
        for dependent in await unit.people.dependents(event.employee_id):
            begun = any(
                dependent.id in one.dependents and dependent.enrolled_from == one.effective_from for one in dropped
            )
            if begun and dependent.id not in covered:
                dependent.enrolled_from = None


async def _checkable(
    unit: UnitOfWork, actor: Actor, event_id: int, *, lock: bool = False
) -> tuple[DeclaredEvent, Employee]:
    event = await unit.enrolment.event(event_id, lock=lock)
    employee = await unit.people.employee(event.employee_id) if event else None
    if event is None or employee is None:
        raise NotFound("event-not-found")
    actor.require_company(employee.company_code)
    return event, employee
