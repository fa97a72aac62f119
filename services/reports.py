"""Figures for HR and auditors: what was spent on whom, how fast, how much of it by itself, and what stands out.

``storage/`` delivers plain rows; they are added up here, in the company's own calendar.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from benefits.errors import InvalidInput
from services.actors import Actor, UseCase
from services.model import ZERO, Claim, Company, Employee
from services.ports import Clock, Store

ZONE = ZoneInfo("Asia/Shanghai")
MONTH_ALERT = Decimal("1.20")
"""A company's month above this multiple of the month before is worth a look."""
OFF_CATALOGUE_ALERT = Decimal("0.30")


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows. ``since`` and ``until`` are days of submission, both included; empty means all."""

    states: tuple[str, ...] = ()
    company: str = ""
    type: str = ""
    search: str = ""
    """Part of a claim number, an employee number or a name."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DecidedClaim:
    """One decided claim as a report needs it, without a name. Money in yuan, times in UTC."""

    employee_id: int
    company: str
    department: str
    type: str
    decision: str
    automatic: bool
    submitted_at: datetime
    decided_at: datetime
    total: Decimal
    own_expense: Decimal
    eligible: Decimal
    payable: Decimal
    rating: int | None
    duplicate: bool
    """A check found the same paper elsewhere."""


@dataclass(frozen=True, slots=True)
class Headcount:
    company: str
    department: str
    people: int


@dataclass(frozen=True, slots=True)
class WindowCount:
    """How far an enrolment window is in one company."""

    employees: int
    elected: int
    waived: int


class Reports(Protocol):
    """Queries of the console that belong to no single record. ``companies`` empty means all."""

    async def find_claims(
        self, wanted: ClaimFilter, *, companies: Sequence[str] = (), limit: int = 50, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        """Submitted claims, newest first."""
        ...

    async def count_claims(self, wanted: ClaimFilter, *, companies: Sequence[str] = ()) -> int: ...
    async def decided_claims(
        self, since: datetime, until: datetime, *, companies: Sequence[str] = ()
    ) -> list[DecidedClaim]:
        """Decided in ``[since, until)``."""
        ...

    async def headcounts(self, *, companies: Sequence[str] = ()) -> list[Headcount]:
        """Active employees."""
        ...

    async def window_count(self, window_id: int, company: str) -> WindowCount: ...
    async def unreachable(self, *, companies: Sequence[str] = (), limit: int = 200) -> list[tuple[Employee, bool]]:
        """Active employees without a chat that a message could reach, and whether they ever had one."""
        ...


@dataclass(frozen=True, slots=True)
class SpendRow:
    """Claims decided for one company, department, type or month. ``share`` is its part of all that is paid, 0..1."""

    key: str
    claims: int
    people: int
    eligible: Decimal
    payable: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class UseRow:
    """How many people used a claim type. ``rate`` is people over active employees, 0..1."""

    type: str
    people: int
    claims: int
    payable: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that stands out. ``code`` is ``month_growth`` or ``off_catalogue``; ``fields`` fill its sentence."""

    code: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A period's figures. Shares are 0..1, ``None`` where nothing was decided; times in hours."""

    since: date
    until: date
    claims: int
    people: int
    employees: int
    eligible: Decimal
    payable: Decimal
    automatic_share: Decimal | None
    rejected_share: Decimal | None
    paid_share: Decimal | None
    """Paid over billed."""
    off_catalogue_share: Decimal | None
    median_hours: float | None
    slowest_hours: float | None
    satisfaction: float | None
    duplicates_stopped: int
    by_company: tuple[SpendRow, ...]
    by_department: tuple[SpendRow, ...]
    by_type: tuple[SpendRow, ...]
    by_month: tuple[SpendRow, ...]
    use: tuple[UseRow, ...]
    alerts: tuple[Alert, ...]


def day_start(day: date) -> datetime:
    """The first moment of a day where the company is."""
    return datetime.combine(day, time(), ZONE)


def month_of(row: DecidedClaim) -> str:
    return row.decided_at.astimezone(ZONE).strftime("%Y-%m")


def build_report(
    rows: Sequence[DecidedClaim], heads: Sequence[Headcount], since: date, until: date, names: Mapping[str, str]
) -> Report:
    """Add the rows up. ``names`` maps company codes to names, for departments of the same name in two companies."""
    payable = sum((row.payable for row in rows), ZERO)
    billed = sum((row.total for row in rows), ZERO)
    hours = [max(0.0, (row.decided_at - row.submitted_at).total_seconds() / 3600) for row in rows]
    ratings = [row.rating for row in rows if row.rating is not None]
    employees = sum(head.people for head in heads)
    several = len({row.company for row in rows}) > 1

    def department(row: DecidedClaim) -> str:
        return f"{names.get(row.company, row.company)} · {row.department}" if several else row.department

    return Report(
        since=since,
        until=until,
        claims=len(rows),
        people=len({row.employee_id for row in rows}),
        employees=employees,
        eligible=sum((row.eligible for row in rows), ZERO),
        payable=payable,
        automatic_share=_share(sum(row.automatic for row in rows), len(rows)),
        rejected_share=_share(sum(row.decision == "rejected" for row in rows), len(rows)),
        paid_share=_share(payable, billed),
        off_catalogue_share=_share(sum((row.own_expense for row in rows), ZERO), billed),
        median_hours=statistics.median(hours) if hours else None,
        slowest_hours=max(hours) if hours else None,
        satisfaction=statistics.fmean(ratings) if ratings else None,
        duplicates_stopped=sum(row.duplicate and row.decision == "rejected" for row in rows),
        by_company=_spend(rows, lambda row: names.get(row.company, row.company), payable),
        by_department=_spend(rows, department, payable),
        by_type=_spend(rows, lambda row: row.type, payable),
        by_month=tuple(sorted(_spend(rows, month_of, payable), key=lambda row: row.key)),
        use=_use(rows, employees),
        alerts=tuple(_alerts(rows, names)),
    )


def _share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001")) if whole else None


def _spend(rows: Iterable[DecidedClaim], key: Callable[[DecidedClaim], str], payable: Decimal) -> tuple[SpendRow, ...]:
    grouped: dict[str, list[DecidedClaim]] = {}
    for row in rows:
        grouped.setdefault(key(row), []).append(row)
    made = [
        SpendRow(
            name,
            len(group),
            len({row.employee_id for row in group}),
            sum((row.eligible for row in group), ZERO),
            paid := sum((row.payable for row in group), ZERO),
            _share(paid, payable) or ZERO,
        )
        for name, group in grouped.items()
    ]
    return tuple(sorted(made, key=lambda row: (-row.payable, row.key)))


def _use(rows: Sequence[DecidedClaim], employees: int) -> tuple[UseRow, ...]:
    paid = [row for row in rows if row.payable > 0]
    made = []
    for kind in sorted({row.type for row in paid}):
        group = [row for row in paid if row.type == kind]
        people = len({row.employee_id for row in group})
        total = sum((row.payable for row in group), ZERO)
        made.append(UseRow(kind, people, len(group), total, _share(people, employees) or ZERO))
    return tuple(sorted(made, key=lambda row: -row.rate))


def _alerts(rows: Sequence[DecidedClaim], names: Mapping[str, str]) -> Iterable[Alert]:
    months: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        spent = months.setdefault(row.company, {})
        spent[month_of(row)] = spent.get(month_of(row), ZERO) + row.payable
    for company, spent in sorted(months.items()):
        for month in sorted(spent):
            before = spent.get(_month_before(month), ZERO)
            if before > 0 and spent[month] > before * MONTH_ALERT:
                more = (spent[month] / before - 1) * 100
                yield Alert(
                    "month_growth",
                    {"company": names.get(company, company), "month": month, "percent": f"{more:.0f}"},
                )
        billed = sum((row.total for row in rows if row.company == company), ZERO)
        outside = sum((row.own_expense for row in rows if row.company == company), ZERO)
        if billed and outside / billed > OFF_CATALOGUE_ALERT:
            yield Alert(
                "off_catalogue",
                {"company": names.get(company, company), "percent": f"{outside / billed * 100:.0f}"},
            )


def _month_before(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return (first - timedelta(days=1)).strftime("%Y-%m")


class ShowReport(UseCase):
    """The figures of a period, for the companies of the actor or one of them. Raises InvalidInput("period-invalid")."""

    permission = "report.read"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(
        self, actor: Actor, since: date | None = None, until: date | None = None, company: str = ""
    ) -> Report:
        until = until or self._clock.today()
        since = since or until.replace(month=1, day=1)
        if since > until:
            raise InvalidInput("period-invalid", field="since")
        if company:
            actor.require_company(company)
        companies = (company,) if company else actor.companies
        async with self._store.read() as unit:
            names = {found.code: found.name for found in await unit.people.companies()}
            rows = await unit.reports.decided_claims(
                day_start(since), day_start(until + timedelta(days=1)), companies=companies
            )
            heads = await unit.reports.headcounts(companies=companies)
        return build_report(rows, heads, since, until, names)


class ListDepartments(UseCase):
    """Companies and their departments, with how many active people each has: for choosing an audience."""

    permission = "console"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Company, list[Headcount]]]:
        async with self._store.read() as unit:
            heads = await unit.reports.headcounts(companies=actor.companies)
            return [
                (company, [head for head in heads if head.company == company.code])
                for company in await unit.people.companies()
                if not actor.companies or company.code in actor.companies
            ]
