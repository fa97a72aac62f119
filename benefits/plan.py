"""A plan: dated rules as frozen values. Made by ``Plan.from_mapping`` from what a plan file says; never edited.

Every rule carries the ``Clause`` of the plan document that says it. Amounts are CNY, rates fractions (0.7 for 70 %).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from benefits.errors import InvalidInput, NotFound

ByTier = Mapping[str, Decimal]
"""One amount for each of ``claims.TIERS``."""

KINDS = ("reimbursement", "lump_sum", "graded", "sessions", "aid", "contribution", "umbrella")


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a plan document says the rule."""

    document: str
    section: str

    def __str__(self) -> str:
        return f"{self.document} § {self.section}"


@dataclass(frozen=True, slots=True)
class Band:
    """``rate`` of the year's accumulation from ``start`` up to and including ``end`` (None: without end)."""

    start: Decimal
    end: Decimal | None
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """What the plan pays at most: ``per`` claim, month, year or lifetime. ``account`` is the ledger account it counts.

    ``by_option`` replaces ``amounts`` where the limit depends on the elected option of the benefit ``required``.
    """

    per: str
    account: str
    amounts: ByTier
    clause: Clause
    shared: bool = False
    by_option: Mapping[str, Decimal] | None = None

    @property
    def step(self) -> str:
        return {
            "claim": "per_claim_limit",
            "month": "monthly_limit",
            "year": "annual_limit",
            "lifetime": "lifetime_limit",
        }[self.per]


@dataclass(frozen=True, slots=True)
class Deductible:
    """A yearly deductible by tier; benefits that name the same account share it."""

    account: str
    amounts: ByTier
    clause: Clause


@dataclass(frozen=True, slots=True)
class Grant:
    """A fixed extra sum, once a plan year, when the year's eligible amount passes ``above``."""

    above: Decimal
    amount: Decimal
    clause: Clause


@dataclass(frozen=True, slots=True)
class Aid:
    """Mutual aid in fixed sums: per hospital day (so many a year), by surgery level, once for a severe illness."""

    per_day: Decimal
    days_a_year: int
    surgery: Mapping[int, Decimal]
    severe_illness: Decimal
    clause: Clause


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who is covered. Empty sets mean everybody; ages in completed years on the service date, both ends included."""

    companies: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    waiting_days: int = 0
    tenure_months: int = 0
    youngest: int | None = None
    oldest: int | None = None
    oldest_child: int | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Elective:
    """How an elective benefit is bought. Without ``priced`` it costs nothing until a bill comes (pay per use)."""

    clause: Clause
    priced: bool
    options: tuple[str, ...]
    company_share: Decimal
    insured: str
    """``self`` or ``dependents``: whose age sets the premium, and who must be named."""
    dependents: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    per_member: bool = False
    """One premium for each insured member at that member's age, instead of one for the household at the employee's."""


@dataclass(frozen=True, slots=True)
class Annuity:
    """Rates of the monthly salary; the company adds ``match_rate`` of the contribution, up to ``match_at_most``."""

    clause: Clause
    contribution_at_least: Decimal
    contribution_at_most: ByTier
    match_rate: Decimal
    match_at_most: ByTier


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit of one plan version."""

    code: str
    names: Mapping[str, str]
    kind: str
    clause: Clause
    claim_types: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    relations: tuple[str, ...] = ("self",)
    requires: str | None = None
    """Code of the elective benefit that must have been elected."""
    eligibility: Eligibility = Eligibility()
    bands: tuple[Band, ...] = ()
    deductible: Deductible | None = None
    limits: tuple[Limit, ...] = ()
    cover: ByTier | None = None
    grade_ten_is_total: bool = True
    sessions: int | None = None
    grant: Grant | None = None
    aid: Aid | None = None
    own_expense_counts: bool = True
    elective: Elective | None = None
    annuity: Annuity | None = None

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["zh-Hans"]


@dataclass(frozen=True, slots=True)
class PremiumTable:
    """Monthly premium = base of the option × age factor × (1 − tenure discount), rounded to the cent."""

    clause: Clause
    monthly: Mapping[str, Decimal]
    age_factors: tuple[tuple[int | None, Decimal], ...]
    """(oldest age in completed years or None, factor), ascending."""
    discount_per_year: Decimal
    discount_at_most: Decimal


@dataclass(frozen=True, slots=True)
class Points:
    """Benefit points: a yearly budget; one point lowers the employee's share by ``value`` CNY."""

    clause: Clause
    yearly_budget: ByTier
    value: Decimal
    per_activity: int
    activity_at_most: int


@dataclass(frozen=True, slots=True)
class LateFiling:
    """A claim must come within ``days`` after its service date; the last day counts as in time."""

    days: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class EnrolmentRules:
    """Which life events open a window outside open enrolment, and for how many days after the event."""

    life_events: tuple[str, ...] = ()
    life_event_days: int = 30


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One paper of a claim type: any of ``kinds`` will do."""

    kinds: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a company's plan, in force from ``effective_from`` until the next version."""

    code: str
    names: Mapping[str, str]
    effective_from: date
    benefits: Mapping[str, Benefit]
    late_filing: LateFiling
    catalogue_clause: Clause
    plan_year_starts: tuple[int, int] = (1, 1)
    premiums: PremiumTable | None = None
    points: Points | None = None
    enrolment: EnrolmentRules = EnrolmentRules()
    papers: Mapping[str, tuple[PaperRule, ...]] = field(default_factory=dict)
    _by_claim: Mapping[tuple[str, str], Benefit] = field(init=False, repr=False, compare=False)
    _aliases: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_claim: dict[tuple[str, str], Benefit] = {}
        aliases: dict[str, str] = {}
        for benefit in self.benefits.values():
            aliases[benefit.code] = benefit.code
            for alias in benefit.also_called:
                aliases.setdefault(normal_code(alias), benefit.code)
            for claim_type in benefit.claim_types:
                for relation in benefit.relations:
                    by_claim.setdefault((claim_type, relation), benefit)
        object.__setattr__(self, "benefits", MappingProxyType(dict(self.benefits)))
        object.__setattr__(self, "_by_claim", by_claim)
        object.__setattr__(self, "_aliases", aliases)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], on: date | None = None) -> Plan:
        """The version on ``on``, or the newest. Raises ``InvalidInput("plan-invalid", problems=[PlanDefect…])``."""
        book = PlanBook.from_mapping(mapping)
        return book.newest if on is None else book.on(on)

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["zh-Hans"]

    def plan_year(self, service_date: date) -> int:
        """The plan year a service date belongs to, named after the calendar year in which it starts."""
        starts_later = (service_date.month, service_date.day) < self.plan_year_starts
        return service_date.year - 1 if starts_later else service_date.year

    def canonical(self, code: str) -> str:
        """The benefit code behind a code or one of its other spellings; an unknown one comes back as it was."""
        return self._aliases.get(code) or self._aliases.get(normal_code(code), code)

    def claim_type(self, written: str) -> str:
        """The claim type behind ``written``. Raises ``InvalidInput("bill-invalid", field="type", …)``."""
        for candidate in (written, normal_code(written)):
            if any(candidate in benefit.claim_types for benefit in self.benefits.values()):
                return candidate
        benefit = self.benefits.get(self.canonical(written))
        if benefit is not None and benefit.claim_types:
            return benefit.claim_types[0]
        raise InvalidInput("bill-invalid", field="type", reason="unknown", value=written[:40])

    def benefit_for(self, claim_type: str, relation: str = "self") -> Benefit | None:
        """The benefit that answers a claim type for a relation; None if the plan doesn't cover that relation."""
        found = self._by_claim.get((claim_type, relation))
        return found or self._by_claim.get((self.claim_type(claim_type), relation))


class PlanBook:
    """All dated versions of a plan."""

    __slots__ = ("_dates", "versions")

    def __init__(self, plans: Iterable[Plan]) -> None:
        self.versions: tuple[Plan, ...] = tuple(sorted(plans, key=lambda plan: plan.effective_from))
        self._dates = [plan.effective_from for plan in self.versions]
        if not self.versions:
            raise InvalidInput("plan-invalid", problems=[])

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> PlanBook:
        """Every version a plan file describes: one for each date at which a value changes."""
        from benefits.plan_reading import read_versions  # the reader needs the types above

        return cls(read_versions(mapping))

    def on(self, service_date: date) -> Plan:
        """The version in force on a service date. Raises ``NotFound("plan-not-found", on=…)`` before the first one."""
        place = bisect_right(self._dates, service_date)
        if place == 0:
            raise NotFound("plan-not-found", on=service_date)
        return self.versions[place - 1]

    @property
    def newest(self) -> Plan:
        return self.versions[-1]


def normal_code(written: str) -> str:
    """``High-End Medical`` → ``high_end_medical``."""
    return written.strip().lower().replace("-", "_").replace(" ", "_")
