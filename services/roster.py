"""The roster as HR refreshes it: people and dependents from a file, upserted, with a report of what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from benefits.errors import InvalidInput
from services.actors import Actor, UseCase
from services.identity import normal_phone
from services.model import ZERO, Company, Dependent, Employee
from services.ports import Store, UnitOfWork
from services.roster_files import RosterReading, RosterRow, RowProblem, parse_roster

__all__ = ["ImportRoster", "RosterReading", "RosterReport", "RosterRow", "RowProblem", "parse_roster"]

PAGE = 1000
"""Rows in one transaction: small enough that a person's tap never waits long behind an import."""
_KEPT = (
    "name", "company_code", "department", "tier", "birth_date", "hire_date", "monthly_salary", "language", "phone",
    "email", "bank_account", "status",
)  # fmt: skip
_DEFAULTS: dict[str, Any] = {"department": "", "tier": "staff", "monthly_salary": ZERO}
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What an import did. ``unchanged`` rows said nothing new; ``left`` are people marked as gone because they were missing."""

    kind: str
    rows: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    companies: tuple[str, ...] = ()
    """Codes of companies that were created."""
    problems: tuple[RowProblem, ...] = field(default=())

    @property
    def rejected(self) -> int:
        return len({problem.row for problem in self.problems if problem.rejected})


@dataclass
class _Count:
    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    values: tuple[Any, ...]


class ImportRoster(UseCase):
    """Upsert employees by number, or dependents by (employee number, name, birth date), page by page.

    The same file twice changes nothing. People missing from the file stay as they are; with ``mark_missing_left`` those
    of the companies that the file names become ``left``, which ends their access by chat at once. An HR user who is
    responsible for some companies touches only those. Raises InvalidInput("roster-…") as ``parse_roster`` does.
    """

    permission = "employee.write"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self,
        actor: Actor,
        data: bytes,
        filename: str,
        *,
        mark_missing_left: bool = False,
        progress: Progress | None = None,
    ) -> RosterReport:
        reading = parse_roster(data, filename)
        tell = progress or (lambda done, total: None)
        if reading.kind == "dependents":
            if mark_missing_left:
                raise InvalidInput("roster-not-employees", field="file")
            return await self._dependents(actor, reading, tell)
        return await self._employees(actor, reading, mark_missing_left, tell)

    async def _employees(
        self, actor: Actor, reading: RosterReading, mark_missing_left: bool, tell: Progress
    ) -> RosterReport:
        async with self._store.read() as unit:
            known = await _known_employees(unit)
            companies = await unit.people.companies()
        named, rows, created, refused = _companies_of(reading.rows, companies, actor)
        changes = [row for row in rows if _differs(row, known.get(row.number))]
        foreign = [
            row
            for row in changes
            if (old := known.get(row.number)) and not _own(actor, old.values[_KEPT.index("company_code")])
        ]
        refused += [RowProblem(row.row, "number", "other-company", row.number) for row in foreign]
        skipped = {row.number for row in foreign}
        changes = [row for row in changes if row.number not in skipped]
        count = _Count(unchanged=len(rows) - len(changes) - len(foreign))
        if created:
            async with self._store.write() as unit:
                for company in created:
                    unit.add(company)
                    unit.record(actor.name, "company.add", "company", company.code)
                await unit.commit()
        done = len(rows) - len(changes)
        for page in _pages(changes, PAGE):
            async with self._store.write() as unit:
                before = (count.added, count.changed)
                for row in page:
                    await self._upsert(unit, row, known.get(row.number), count)
                unit.record(
                    actor.name, "roster.import", "roster", "employees",
                    added=count.added - before[0], changed=count.changed - before[1],
                )  # fmt: skip
                await unit.commit()
            done += len(page)
            tell(done, len(rows))
        left = await self._mark_left(actor, reading, named, known) if mark_missing_left else 0
        return RosterReport(
            "employees", len(reading.rows), count.added, count.changed, count.unchanged, left,
            tuple(company.code for company in created), _sorted([*reading.problems, *refused]),
        )  # fmt: skip

    async def _upsert(self, unit: UnitOfWork, row: RosterRow, known: _Known | None, count: _Count) -> None:
        values = {name: row.values[name] for name in _KEPT if name in row.values}
        if "phone" in values:
            values["phone_index"] = self._store.index(normal_phone(values["phone"]), "phone")
        if known is None:
            unit.add(Employee(number=row.number, **(_DEFAULTS | values)))
            count.added += 1
            return
        employee = await unit.people.employee(known.id)
        if employee is None:
            return  # erased since the import began
        for name, value in values.items():
            setattr(employee, name, value)
        count.changed += 1

    async def _mark_left(
        self, actor: Actor, reading: RosterReading, companies: set[str], known: dict[str, _Known]
    ) -> int:
        company, status = _KEPT.index("company_code"), _KEPT.index("status")
        gone = [
            old.id
            for number, old in known.items()
            if number not in reading.numbers
            and old.values[status] == "active"
            and old.values[company] in companies
            and _own(actor, old.values[company])
        ]
        for page in _pages(gone, PAGE):
            async with self._store.write() as unit:
                for employee_id in page:
                    employee = await unit.people.employee(employee_id)
                    if employee is not None:
                        employee.status = "left"
                        unit.record(actor.name, "employee.left", "employee", employee.number)
                await unit.commit()
        return len(gone)

    async def _dependents(self, actor: Actor, reading: RosterReading, tell: Progress) -> RosterReport:
        async with self._store.read() as unit:
            known = await _known_employees(unit)
        count = _Count()
        problems = list(reading.problems)
        company = _KEPT.index("company_code")
        wanted: list[RosterRow] = []
        for row in reading.rows:
            employee = known.get(row.number)
            if employee is None:
                problems.append(RowProblem(row.row, "number", "employee-unknown", row.number))
            elif not _own(actor, employee.values[company]):
                problems.append(RowProblem(row.row, "number", "other-company", row.number))
            else:
                wanted.append(row)
        done = 0
        for page in _pages(sorted(wanted, key=lambda row: row.number), PAGE):
            async with self._store.write() as unit:
                before = (count.added, count.changed)
                family: list[Dependent] = []
                number = ""
                for row in page:
                    if row.number != number:
                        number, family = row.number, await unit.people.dependents(known[row.number].id)
                    _upsert_dependent(unit, row, known[row.number].id, family, count)
                unit.record(
                    actor.name, "roster.import", "roster", "dependents",
                    added=count.added - before[0], changed=count.changed - before[1],
                )  # fmt: skip
                await unit.commit()
            done += len(page)
            tell(done, len(wanted))
        return RosterReport(
            "dependents", len(reading.rows), count.added, count.changed, count.unchanged, problems=_sorted(problems)
        )


async def _known_employees(unit: UnitOfWork) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    while page := await unit.people.employees(limit=2000, offset=len(found)):
        for employee in page:
            found[employee.number] = _Known(employee.id or 0, tuple(getattr(employee, name) for name in _KEPT))
    return found


def _companies_of(
    rows: Sequence[RosterRow], companies: Sequence[Company], actor: Actor
) -> tuple[set[str], list[RosterRow], list[Company], list[RowProblem]]:
    """Each row with its company's code. A company known by neither code nor name is made, if the actor may."""
    by_code = {company.code: company for company in companies}
    by_name = {company.name: company for company in companies}
    group = next((company.group_name for company in companies), "")
    usable: list[RosterRow] = []
    created: list[Company] = []
    refused: list[RowProblem] = []
    named: set[str] = set()
    for row in rows:
        code, name = str(row.values.get("company_code") or ""), str(row.values.get("company_name") or "")
        company = by_code.get(code) if code else by_name.get(name) or by_code.get(name)
        if company is None:
            made = Company(code=code or name[:40], name=name or code, group_name=group)
            if not _own(actor, made.code):
                refused.append(RowProblem(row.row, "company_name", "other-company", name or code))
                continue
            company = by_code[made.code] = made
            by_name.setdefault(made.name, made)
            created.append(made)
        elif not _own(actor, company.code):
            refused.append(RowProblem(row.row, "company_name", "other-company", name or code))
            continue
        named.add(company.code)
        usable.append(RosterRow(row.row, {**row.values, "company_code": company.code}))
    return named, usable, created, refused


def _own(actor: Actor, company_code: str) -> bool:
    return not actor.companies or company_code in actor.companies


def _differs(row: RosterRow, known: _Known | None) -> bool:
    return known is None or any(
        name in row.values and row.values[name] != value for name, value in zip(_KEPT, known.values, strict=True)
    )


def _upsert_dependent(
    unit: UnitOfWork, row: RosterRow, employee_id: int, family: list[Dependent], count: _Count
) -> None:
    name, birth_date = str(row.values["name"]), row.values["birth_date"]
    assert isinstance(birth_date, date)
    changes = {
        key: row.values[key]
        for key in ("relation", "id_number", "enrolled_from", "enrolled_until")
        if key in row.values
    }
    for person in family:
        if (person.name, person.birth_date) == (name, birth_date):
            differing = {key: value for key, value in changes.items() if getattr(person, key) != value}
            for key, value in differing.items():
                setattr(person, key, value)
            count.changed += bool(differing)
            count.unchanged += not differing
            return
    made = Dependent(employee_id=employee_id, name=name, birth_date=birth_date, **changes)
    family.append(made)
    unit.add(made)
    count.added += 1


def _pages(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _sorted(problems: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.row, problem.field)))
