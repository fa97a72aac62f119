"""Properties that money must have, whatever the claims."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from benefits.adjudication import Accumulators, Bill, adjudicate, adjudicate_all, reversal
from benefits.money import ZERO, round_cents
from tests.unit.benefits.helpers import DAY, book, person

CENTS = st.integers(0, 30_000_000).map(lambda cents: Decimal(cents) / 100)
SMALL_CENTS = st.integers(0, 400_000).map(lambda cents: Decimal(cents) / 100)
PLAN_NAMES = st.sampled_from(["reference", "tiered", "mutual_aid"])
TIERS = st.sampled_from(["executive", "manager", "staff"])
ELECTED = frozenset({"high_end_medical", "mutual_aid", "membership", "gene_test"})
TYPES = {
    "reference": [
        *("outpatient", "inpatient", "pharmacy", "high_end_medical", "check_up", "fitness", "counselling"),
        *("critical_illness", "accident", "mutual_aid", "gene_test"),
    ],
    "tiered": ["outpatient", "inpatient", "critical_illness", "accident", "check_up", "high_end_medical"],
    "mutual_aid": ["mutual_aid", "inpatient"],
}


@st.composite
def bills(draw: st.DrawFn, types: list[str], days: int = 800, total: st.SearchStrategy[Decimal] = CENTS) -> Bill:
    amount = draw(total)
    left = amount
    parts = {}
    for name in draw(st.permutations(["pool_paid", "other_insurer_paid", "excluded"])):
        if draw(st.booleans()):
            parts[name] = round_cents(left * draw(st.integers(0, 100)) / 100)
            left -= parts[name]
    on = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, days)))
    return Bill(
        id=str(draw(st.integers(0, 999))),
        type=draw(st.sampled_from(types)),
        service_date=on,
        submitted_date=on + timedelta(days=draw(st.integers(0, 200))),
        total=amount,
        own_expense=min(amount - parts.get("pool_paid", ZERO), round_cents(amount * draw(st.integers(0, 100)) / 100)),
        personal_account_paid=ZERO,
        disability_grade=draw(st.none() | st.integers(1, 10)),
        sessions=draw(st.integers(1, 4)),
        hospital_days=draw(st.none() | st.integers(0, 100)),
        surgery_level=draw(st.none() | st.integers(1, 4)),
        severe_illness=draw(st.booleans()),
        **parts,
    )


@st.composite
def years_of_claims(draw: st.DrawFn) -> tuple[str, str, list[Bill]]:
    name = draw(PLAN_NAMES)
    return name, draw(TIERS), draw(st.lists(bills(TYPES[name]), max_size=12))


def line(total: Decimal, kind: str = "outpatient", id: str = "b") -> Bill:
    return Bill(id, kind, DAY, DAY, total)


@given(years_of_claims())
@settings(max_examples=300, deadline=None)
def test_every_bill_is_divided_without_rest(case: tuple[str, str, list[Bill]]) -> None:
    name, tier, claims = case
    decided, after = adjudicate_all(book(name), person(tier=tier, elections=ELECTED), claims)
    for result in decided:
        assert result.payable >= 0
        assert result.member_share >= 0
        assert result.non_covered >= 0
        assert result.payable + result.member_share + result.non_covered == result.billed
        assert result.payable == round_cents(result.payable)
        assert result.payable == 0 or result.decision != "rejected"
        assert result.decision in ("approved", "partly_approved", "rejected")
        assert result.trace[-1].amount == result.payable
    assert after == Accumulators.from_entries(entry for result in decided for entry in result.entries)


@given(years_of_claims())
@settings(max_examples=300, deadline=None)
def test_no_limit_is_ever_exceeded(case: tuple[str, str, list[Bill]]) -> None:
    name, tier, claims = case
    _, after = adjudicate_all(book(name), person(tier=tier, elections=ELECTED), claims)
    for version in book(name).versions[-1:]:
        for benefit in version.benefits.values():
            for limit in benefit.limits:
                accounts = [(year, account) for year, account in after if account == f"{limit.account}.paid"]
                if limit.per == "year":
                    assert all(after[key] <= limit.amounts[tier] for key in accounts)
                if limit.per == "lifetime":
                    assert after.lifetime(f"{limit.account}.paid") <= limit.amounts[tier]
    assert all(amount <= 300 for (_, account), amount in after.items() if account.startswith("fitness.20"))
    assert all(amount <= 6 for (_, account), amount in after.items() if account == "counselling.sessions")


@given(
    SMALL_CENTS,
    SMALL_CENTS,
    SMALL_CENTS,
    st.sampled_from(["outpatient", "inpatient"]),
    TIERS,
    st.sampled_from(["reference", "tiered"]),
)
@settings(max_examples=300, deadline=None)
def test_a_bigger_bill_never_pays_less(
    before: Decimal, first: Decimal, more: Decimal, kind: str, tier: str, name: str
) -> None:
    who = person(tier=tier)
    _, ledger = adjudicate_all(book(name), who, [line(before, kind)])
    smaller = adjudicate(book(name), who, line(first, kind), ledger)
    bigger = adjudicate(book(name), who, line(first + more, kind), ledger)
    assert bigger.payable >= smaller.payable


@given(
    st.lists(SMALL_CENTS, min_size=2, max_size=6),
    st.sampled_from(["outpatient", "inpatient"]),
    st.sampled_from(["reference", "tiered"]),
)
@settings(max_examples=300, deadline=None)
def test_splitting_a_claim_changes_nothing_but_the_rounding_of_each_line(
    parts: list[Decimal], kind: str, name: str
) -> None:
    split, _ = adjudicate_all(book(name), person(), [line(part, kind) for part in parts])
    whole = adjudicate(book(name), person(), line(sum(parts, ZERO), kind), Accumulators())
    paid = sum((result.payable for result in split), ZERO)
    assert abs(paid - whole.payable) <= Decimal("0.005") * (len(parts) + 1)


@given(st.lists(st.integers(0, 40_000), min_size=2, max_size=6), st.sampled_from(["outpatient", "inpatient"]))
@settings(max_examples=300, deadline=None)
def test_splitting_a_claim_of_whole_yuan_never_raises_the_total(parts: list[int], kind: str) -> None:
    split, _ = adjudicate_all(book(), person(), [line(Decimal(part), kind) for part in parts])
    whole = adjudicate(book(), person(), line(Decimal(sum(parts)), kind), Accumulators())
    assert sum((result.payable for result in split), ZERO) <= whole.payable


@given(
    st.lists(st.tuples(st.sampled_from(["outpatient", "inpatient"]), st.integers(0, 90_000)), max_size=5), st.randoms()
)
@settings(max_examples=300, deadline=None)
def test_the_order_of_same_day_claims_does_not_change_the_year(claims: list[tuple[str, int]], chance: object) -> None:
    mixed = list(claims)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for name in ("reference", "tiered"):
        sums = []
        for order in (claims, mixed):
            decided, after = adjudicate_all(book(name), person(), [line(Decimal(total), kind) for kind, total in order])
            sums.append((sum(result.payable for result in decided), after.balance(2026, "medical.paid")))
        assert sums[0] == sums[1]


@given(years_of_claims(), st.integers(0, 11))
@settings(max_examples=150, deadline=None)
def test_a_reversed_claim_leaves_the_balances_of_a_year_without_it(
    case: tuple[str, str, list[Bill]], place: int
) -> None:
    name, tier, claims = case
    who = person(tier=tier, elections=ELECTED)
    decided, after = adjudicate_all(book(name), who, claims)
    if decided:
        last = decided[-1]
        _, without = adjudicate_all(book(name), who, claims[:-1])
        assert after.plus(reversal(last.entries)).by_year() == without.by_year()
    entries = [entry for result in decided for entry in result.entries]
    assert after.plus(reversal(entries)).by_year() == {}


@given(years_of_claims())
@settings(max_examples=100, deadline=None)
def test_deciding_is_repeatable_and_leaves_its_input_alone(case: tuple[str, str, list[Bill]]) -> None:
    name, tier, claims = case
    who, ledger = person(tier=tier, elections=ELECTED), Accumulators()
    for claim in claims:
        first, second = adjudicate(book(name), who, claim, ledger), adjudicate(book(name), who, claim, ledger)
        assert first == second
        ledger = ledger.plus(first.entries)
    assert all(later >= earlier for earlier, later in pairwise([len(Accumulators()), len(ledger)]))


@given(years_of_claims())
@settings(max_examples=100, deadline=None)
def test_bands_in_the_trace_add_up_to_the_eligible_amount(case: tuple[str, str, list[Bill]]) -> None:
    name, tier, claims = case
    decided, _ = adjudicate_all(book(name), person(tier=tier, elections=ELECTED), claims)
    for result in decided:
        bands = [step for step in result.trace if step.step == "band"]
        if bands and result.benefit not in ("mutual_aid", "hospital_aid"):
            deducted = sum((-step.amount for step in result.trace if step.step == "deductible"), ZERO)
            assert sum((step.base for step in bands), ZERO) + deducted == result.eligible
            assert all(step.rate is not None and step.base * step.rate == step.amount for step in bands)
