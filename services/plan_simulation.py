"""What a changed plan would have paid: past claims decided under both, and who gains and who loses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from benefits.adjudication import adjudicate
from benefits.claims import Bill, Person
from benefits.eligibility import completed_years
from benefits.errors import BenefitsError
from benefits.ledger import Accumulators
from benefits.money import ZERO
from benefits.plan import Plan, PlanBook


@dataclass(frozen=True, slots=True)
class PastClaims:
    """One employee's past claims, in the order they were decided, with the people they were for."""

    employee: Person
    bills: Sequence[tuple[Person, Bill]]


@dataclass(slots=True)
class Tally:
    """CNY paid under the old and the new plan, and how many people gain, lose or stay."""

    before: Decimal = ZERO
    after: Decimal = ZERO
    people: int = 0
    gain: int = 0
    lose: int = 0

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    def add(self, before: Decimal, after: Decimal) -> None:
        self.before += before
        self.after += after
        self.people += 1
        self.gain += after > before
        self.lose += after < before


@dataclass(frozen=True, slots=True)
class Outcome:
    """One employee under both plans."""

    number: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Simulation:
    """The whole, by group (``tier``, ``age``, ``company``, ``type``), and the people whose sum changes, biggest first.

    ``refused`` counts claims that one of the plans can't decide at all (an unknown type, before its first version): they pay
    nothing there.
    """

    total: Tally
    groups: dict[str, dict[str, Tally]]
    changed: tuple[Outcome, ...]
    claims: int
    refused: int


@dataclass(slots=True)
class _Sums:
    total: Decimal = ZERO
    by_type: dict[str, Decimal] = field(default_factory=dict)
    refused: int = 0


def simulate(a: Plan | PlanBook, b: Plan | PlanBook, cases: Iterable[PastClaims]) -> Simulation:
    """Decide all ``cases`` from empty ledgers under ``a`` and under ``b``."""
    total, claims, refused = Tally(), 0, 0
    groups: dict[str, dict[str, Tally]] = {"tier": {}, "age": {}, "company": {}, "type": {}}
    changed = []
    for case in cases:
        before, after = _paid(a, case), _paid(b, case)
        claims += len(case.bills)
        refused += max(before.refused, after.refused)
        total.add(before.total, after.total)
        first_day = min((bill.service_date for _, bill in case.bills), default=None)
        for group, name in _groups(case.employee, first_day):
            groups[group].setdefault(name, Tally()).add(before.total, after.total)
        for claim_type in {**before.by_type, **after.by_type}:
            tally = groups["type"].setdefault(claim_type, Tally())
            tally.add(before.by_type.get(claim_type, ZERO), after.by_type.get(claim_type, ZERO))
        if before.total != after.total:
            changed.append(Outcome(case.employee.number, before.total, after.total))
    changed.sort(key=lambda outcome: (-abs(outcome.after - outcome.before), outcome.number))
    return Simulation(total, groups, tuple(changed), claims, refused)


def _paid(plan: Plan | PlanBook, case: PastClaims) -> _Sums:
    ledgers: dict[Person, Accumulators] = {}
    sums = _Sums()
    for person, bill in case.bills:
        before = ledgers.get(person, Accumulators())
        try:
            decided = adjudicate(plan, person, bill, before)
        except BenefitsError:
            sums.refused += 1
            sums.by_type.setdefault(bill.type, ZERO)
            continue
        ledgers[person] = before.plus(decided.entries)
        sums.total += decided.payable
        sums.by_type[bill.type] = sums.by_type.get(bill.type, ZERO) + decided.payable
    return sums


def _groups(employee: Person, on: date | None) -> list[tuple[str, str]]:
    groups = [("tier", employee.tier)]
    if employee.company:
        groups.append(("company", employee.company))
    if on is not None:
        age = completed_years(employee.birth_date, on)
        groups.append(("age", "<30" if age < 30 else "30-49" if age < 50 else ">=50"))
    return groups
