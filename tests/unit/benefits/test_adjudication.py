"""What a decision carries besides its amount: trace, clauses, reasons, entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from benefits.adjudication import Accumulators, Entry, adjudicate, adjudicate_all, adjudicate_claim
from benefits.eligibility import eligible_person
from benefits.errors import InvalidInput, NotFound
from benefits.plan import Clause, Plan
from benefits.results import REASONS, STEPS
from tests.unit.benefits.helpers import DAY, bill, book, decide, person, plan, plan_mapping

OUTPATIENT = Clause("补充医疗保险方案.pdf", "第三章 门诊保障")
CATALOGUE = Clause("补充医疗保险方案.pdf", "第五章 年度限额与目录外药品")


def amounts(**parts: str) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in parts.items()}


def plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def test_the_trace_tells_every_step_with_its_clause() -> None:
    parts = amounts(pool_paid="300.00", other_insurer_paid="100.00", excluded="50.00", own_expense="20.00")
    decided = decide(bill(total="3050.33", **parts))
    shown = [(step.step, step.clause, plain(step.base), plain(step.rate), plain(step.amount)) for step in decided.trace]
    assert shown == [
        ("total", None, "3050.33", None, "3050.33"),
        ("pool_paid", CATALOGUE, "300", None, "-300"),
        ("other_insurer_paid", CATALOGUE, "100", None, "-100"),
        ("excluded", CATALOGUE, "50", None, "-50"),
        ("eligible", CATALOGUE, "2600.33", None, "2600.33"),
        ("band", OUTPATIENT, "500", "0", "0"),
        ("band", OUTPATIENT, "1500", "0.7", "1050"),
        ("band", OUTPATIENT, "600.33", "0.9", "540.297"),
        ("rounded", None, "1590.297", None, "1590.3"),
        ("payable", OUTPATIENT, "2600.33", None, "1590.3"),
    ]
    assert decided.trace[5].fields == {"lower": Decimal(0), "upper": Decimal(500)}
    assert (decided.billed, decided.eligible, decided.payable) == (
        Decimal("2650.33"),
        Decimal("2600.33"),
        Decimal("1590.30"),
    )
    assert (decided.member_share, decided.non_covered) == (Decimal("1010.03"), Decimal("50.00"))
    assert str(OUTPATIENT) == "补充医疗保险方案.pdf § 第三章 门诊保障"


def test_the_decision_names_its_plan_benefit_and_year() -> None:
    decided = decide(bill())
    assert (decided.bill_id, decided.benefit, decided.plan_code) == ("b", "outpatient", "reference")
    assert (decided.plan_version, decided.plan_year, decided.total) == ("2020-01-01", 2026, Decimal("100.00"))


def test_entries_say_what_was_accumulated_and_paid() -> None:
    decided = decide(bill(total="600.00"))
    assert decided.entries == (
        Entry(2026, "outpatient.eligible", Decimal("600.00")),
        Entry(2026, "outpatient.paid", Decimal("70.00")),
        Entry(2026, "medical.paid", Decimal("70.00")),
    )


def test_a_claim_within_the_threshold_writes_no_payment() -> None:
    assert decide(bill(total="10.00")).entries == (Entry(2026, "outpatient.eligible", Decimal("10.00")),)


def test_own_expense_that_does_not_count_is_a_step_of_its_own() -> None:
    decided = decide(bill(total="100.00", own_expense=Decimal("40.00")), name="tiered")
    step = next(step for step in decided.trace if step.step == "own_expense")
    assert (step.base, step.amount, step.clause) == (40, -40, plan("tiered").catalogue_clause)
    assert decided.eligible == 60


def test_aid_may_pay_bands_on_the_years_burden_too() -> None:
    mapping = plan_mapping("mutual_aid")
    mapping["benefits"]["hospital_aid"]["bands"] = [
        {"from": 0, "to": 100, "rate": "0%"},
        {"from": 100, "rate": "50%"},
    ]
    hardship = Plan.from_mapping(mapping)
    member = person(elections=frozenset({"membership"}))
    decided = adjudicate(hardship, member, bill("mutual_aid", "300.00", hospital_days=2), Accumulators())
    assert decided.payable == 2 * 80 + 100
    assert [entry[1:] for entry in decided.entries] == [
        ("hospital_aid.days", 2),
        ("hospital_aid.eligible", 300),
        ("hospital_aid.paid", 260),
    ]


def test_a_deductible_writes_its_own_account() -> None:
    decided = decide(bill(total="2500.00"), name="tiered")
    assert [entry[1:] for entry in decided.entries] == [
        ("medical.deductible", Decimal("2000")),
        ("outpatient.eligible", Decimal("2500.00")),
        ("outpatient.banded", Decimal("500.00")),
        ("outpatient.paid", Decimal("450.00")),
        ("medical.paid", Decimal("450.00")),
    ]
    step = next(step for step in decided.trace if step.step == "deductible")
    assert (step.base, step.amount, step.fields) == (2000, -2000, {"limit": Decimal(2000), "left": Decimal(0)})
    assert step.clause == plan("tiered").benefits["outpatient"].deductible.clause  # type: ignore[union-attr]


def test_a_limit_in_the_trace_says_what_was_left() -> None:
    before = Accumulators(
        {(2026, "medical.paid"): Decimal("199990.00"), (2026, "outpatient.eligible"): Decimal("2000.00")}
    )
    decided = decide(bill(total="100.00"), before)
    step = next(step for step in decided.trace if step.step == "annual_limit")
    assert (step.clause, step.base, step.amount) == (CATALOGUE, Decimal("90.00"), Decimal("10.00"))
    assert step.fields == {"limit": Decimal(200000), "left": Decimal("10.00")}
    assert [tuple(reason) for reason in decided.reasons] == [
        ("annual_limit", {"limit": Decimal(200000), "left": Decimal("10.00")})
    ]
    assert decided.member_share == Decimal("90.00")


def test_more_paid_than_a_lowered_limit_leaves_nothing_and_never_less() -> None:
    decided = decide(bill(total="9000.00"), Accumulators({(2026, "medical.paid"): Decimal("250000.00")}))
    assert (decided.payable, decided.decision) == (0, "rejected")
    assert [entry.account for entry in decided.entries] == ["outpatient.eligible"]


def test_a_refusal_covers_nothing_and_writes_nothing() -> None:
    late = bill(total="700.00", on=date(2026, 1, 1), submitted_date=date(2026, 7, 1), pool_paid=Decimal("100.00"))
    decided = decide(late)
    assert (decided.decision, decided.payable, decided.eligible, decided.billed) == ("rejected", 0, 600, 600)
    assert (decided.member_share, decided.non_covered, decided.entries) == (0, 600, ())
    assert [tuple(reason) for reason in decided.reasons] == [("late_filing", {"days": 181, "allowed": 180})]
    step = decided.trace[-2]
    assert (step.step, step.clause, step.base, step.amount) == ("refused", plan().late_filing.clause, 600, 0)
    assert step.fields == {"reason": "late_filing", "days": 181, "allowed": 180}
    assert (decided.trace[-1].step, decided.trace[-1].clause, decided.trace[-1].base) == ("payable", OUTPATIENT, 600)


def test_an_accident_divides_the_sum_and_not_the_bills() -> None:
    decided = decide(bill("accident", "500.00", disability_grade=2, excluded=Decimal("100.00")))
    assert (decided.billed, decided.payable, decided.member_share, decided.non_covered) == (200000, 200000, 0, 0)
    assert (decided.decision, decided.eligible) == ("approved", 400)
    step = next(step for step in decided.trace if step.step == "grade")
    assert (step.base, step.rate, step.fields) == (1000000, Decimal("0.2"), {"grade": 2})


def test_a_scale_that_counts_the_other_way_round_pays_the_whole_cover_for_grade_one() -> None:
    mapping = plan_mapping()
    mapping["benefits"]["accident"]["most_severe_grade"] = 1
    national = Plan.from_mapping(mapping)
    for grade, sum_ in ((1, 1_000_000), (10, 100_000), (4, 700_000)):
        assert adjudicate(national, person(), bill("accident", disability_grade=grade), Accumulators()).payable == sum_


def test_other_reasons_carry_what_a_person_needs_to_know() -> None:
    waiting = decide(bill("critical_illness", on=date(2026, 3, 12)), name="tiered", hire_date=DAY)
    assert waiting.reasons[0].fields == {"until": date(2026, 4, 9), "days": 30}
    spouse = decide(bill(), relation="spouse", enrolled_from=date(2026, 4, 1), elections=frozenset({"family"}))
    assert spouse.reasons[0] == ("not_enrolled", {"enrolled_from": date(2026, 4, 1)})
    assert decide(bill("accident")).reasons[0].code == "disability_grade_missing"
    unelected = decide(bill("gene_test"))
    assert (unelected.reasons[0].fields, unelected.trace[-2].clause) == (
        {"benefit": "gene_test"},
        plan().benefits["gene_test"].clause,
    )
    parent = decide(bill(), relation="parent", enrolled_from=DAY)
    assert (parent.reasons[0].fields, parent.benefit, parent.trace[-1].clause) == ({"relation": "parent"}, "", None)
    gone = decide(bill(), covered_until=date(2026, 3, 9))
    assert gone.reasons[0] == ("cover_ended", {"covered_until": date(2026, 3, 9)})
    again = decide(bill("critical_illness"), Accumulators({(2020, "critical_illness.paid"): Decimal(1)}))
    assert again.reasons[0] == ("already_paid", {"benefit": "critical_illness"})
    dear = decide(bill("critical_illness", "300000.01"))
    assert dear.reasons[0] == ("cover_limit", {"limit": Decimal(300000)})
    cut = decide(bill(total="10.00", excluded=Decimal("4.00")))
    assert cut.reasons[-1] == ("excluded_items", {"amount": Decimal("4.00")})
    own = decide(bill(total="10.00", own_expense=Decimal("4.00")), name="tiered")
    assert own.reasons[-1] == ("own_expense_excluded", {"amount": Decimal("4.00")})
    talk = decide(bill("counselling", "900.00", sessions=9))
    assert talk.reasons[0] == ("sessions_used_up", {"allowed": 6})
    assert next(step for step in talk.trace if step.step == "sessions").fields == {
        "free": 6,
        "asked": 9,
        "remaining": 0,
    }


def test_an_employee_enrolled_later_is_not_covered_before() -> None:
    assert decide(bill(), enrolled_from=date(2026, 3, 11)).reasons == (
        ("not_enrolled", {"enrolled_from": date(2026, 3, 11)}),
    )
    assert decide(bill(total="600.00"), enrolled_from=DAY).payable == 70


def test_a_company_outside_the_rule_is_not_covered() -> None:
    mapping = plan_mapping()
    mapping["benefits"]["outpatient"]["eligibility"] = {
        "companies": ["YS"],
        "tenure_months": 3,
        "youngest": 18,
        "clause": "a.pdf § b",
    }
    mapping["benefits"]["outpatient"]["eligibility"] |= {"tiers": ["staff", "manager"], "oldest": 60}
    ruled = Plan.from_mapping(mapping)

    def decided(**changes: object) -> tuple[object, ...]:
        result = adjudicate(ruled, person(**{"company": "YS"} | changes), bill(total="600.00"), Accumulators())
        assert (result.trace[-2].clause == Clause("a.pdf", "b")) == (result.decision == "rejected")
        return tuple(result.reasons[0]) if result.reasons else ("covered",)

    assert decided() == ("covered",)
    assert decided(company="other") == ("company_not_covered", {"company": "other"})
    assert decided(tier="executive") == ("tier_not_covered", {"tier": "executive"})
    assert decided(hire_date=date(2025, 12, 10)) == ("covered",)
    assert decided(hire_date=date(2025, 12, 11)) == ("tenure_too_short", {"months": 3})
    assert decided(birth_date=date(2008, 3, 10)) == ("covered",)
    assert decided(birth_date=date(2008, 3, 11)) == ("too_young", {"age": 17, "allowed": 18})
    assert decided(birth_date=date(1965, 3, 11)) == ("covered",)
    assert decided(birth_date=date(1965, 3, 10)) == ("too_old", {"age": 61, "allowed": 60})


def test_a_grown_child_is_told_the_age_at_the_start_of_the_plan_year() -> None:
    child = {"relation": "child", "enrolled_from": date(2020, 3, 2), "name": "tiered"}
    child |= {"elections": frozenset({"family:basic"})}
    assert decide(bill("inpatient", "100.00"), birth_date=date(2008, 1, 2), **child).payable == 60
    grown = decide(bill("inpatient", "100.00"), birth_date=date(2008, 1, 1), **child)
    assert grown.reasons == (("too_old", {"age": 18, "allowed": 17}),)


def test_dates_before_hire_birth_or_the_first_plan_are_no_claims() -> None:
    with pytest.raises(InvalidInput) as early:
        decide(bill(), hire_date=date(2026, 3, 11))
    assert early.value.code == "bill-invalid"
    assert early.value.fields == {"field": "service_date", "reason": "before-hire", "value": "2026-03-10"}
    with pytest.raises(InvalidInput) as unborn:
        decide(bill(), relation="child", birth_date=date(2026, 3, 11), enrolled_from=DAY)
    assert unborn.value.code == "bill-invalid"
    assert unborn.value.fields == {"field": "service_date", "reason": "before-birth", "value": "2026-03-10"}
    with pytest.raises(NotFound) as none:
        decide(bill(on=date(2014, 12, 31)), hire_date=date(2010, 1, 1))
    assert (none.value.code, none.value.fields) == ("plan-not-found", {"on": date(2014, 12, 31)})
    with pytest.raises(InvalidInput) as unknown:
        decide(bill("dental"))
    assert unknown.value.fields == {"field": "type", "reason": "unknown", "value": "dental"}


def test_a_newborn_is_covered_on_the_day_of_birth() -> None:
    child = {"relation": "child", "birth_date": DAY, "enrolled_from": DAY, "elections": frozenset({"family"})}
    assert decide(bill(total="600.00"), **child).payable == 70


def test_a_single_plan_decides_whatever_the_date() -> None:
    decided = adjudicate(
        plan(), person(hire_date=date(2010, 1, 1)), bill(total="600.00", on=date(2012, 1, 1)), Accumulators()
    )
    assert decided.payable == 70


def test_bills_are_decided_one_after_the_other_from_what_was_there() -> None:
    before = Accumulators({(2026, "outpatient.eligible"): Decimal("500.00")})
    decided, after = adjudicate_all(book(), person(), [bill(total="100.00"), bill(total="100.00")], before)
    assert [result.payable for result in decided] == [70, 70]
    assert after.balance(2026, "outpatient.eligible") == 700
    assert adjudicate_all(book(), person(), [])[1] == Accumulators()


def test_an_accident_with_two_invoices_is_paid_once() -> None:
    bills = [
        bill("accident", "300.00", date(2026, 3, 12), disability_grade=2, pool_paid=Decimal("50.00")),
        bill("accident", "200.00", date(2026, 3, 10), submitted_date=date(2026, 4, 1), disability_grade=2),
    ]
    (decided,), after = adjudicate_claim(book(), person(), bills)
    assert (decided.payable, decided.total, decided.eligible) == (200000, 500, 450)
    assert after.balance(2026, "accident.paid") == 200000
    assert adjudicate_claim(plan(), person(), bills[:1])[0][0].payable == 200000


def test_a_critical_illness_with_two_invoices_is_one_claim() -> None:
    bills = [bill("critical_illness", "100000.00"), bill("critical_illness", "50000.00")]
    (decided,), _ = adjudicate_claim(book(), person(), bills)
    assert (decided.payable, decided.decision) == (150000, "approved")


def test_mutual_aid_with_two_invoices_counts_the_stay_once() -> None:
    bills = [
        bill("mutual_aid", "10.00", hospital_days=3, severe_illness=True),
        bill("mutual_aid", "20.00", hospital_days=5, surgery_level=2),
    ]
    member = person(elections=frozenset({"membership"}))
    (decided,), _ = adjudicate_claim(book("mutual_aid"), member, bills)
    assert decided.payable == 5 * 80 + 500 + 10000


def test_the_bills_of_an_ordinary_claim_stay_apart_each_in_its_year() -> None:
    before = Accumulators({(2025, "outpatient.eligible"): Decimal("500.00")})
    bills = [bill(total="100.00", on=date(2025, 12, 31)), bill(total="100.00", on=date(2026, 1, 1))]
    decided, after = adjudicate_claim(book(), person(), bills, before)
    assert [(result.plan_year, result.payable) for result in decided] == [(2025, 70), (2026, 0)]
    assert after.balance(2026, "outpatient.eligible") == 100


def test_mutual_aid_tells_days_surgery_and_illness() -> None:
    claim = bill("mutual_aid", "0.00", hospital_days=100, surgery_level=2, severe_illness=True)
    decided = decide(claim, name="mutual_aid", elections=frozenset({"membership"}))
    assert (decided.payable, decided.billed, decided.decision) == (17700, 17700, "partly_approved")
    fields = {step.step: (step.base, step.amount, step.fields) for step in decided.trace}
    clause = plan("mutual_aid").benefits["hospital_aid"].clause
    assert {step.clause for step in decided.trace if step.step in {"hospital_days", "surgery", "severe_illness"}} == {
        clause
    }
    assert fields["hospital_days"] == (80, 7200, {"days": 90, "asked": 100, "allowed": 90})
    assert fields["surgery"] == (500, 500, {"level": 2})
    assert fields["severe_illness"][:2] == (10000, 10000)
    assert [entry[1:] for entry in decided.entries] == [
        ("hospital_aid.days", 90),
        ("hospital_aid.severe_illness", 10000),
        ("hospital_aid.paid", 17700),
    ]


def test_every_reason_and_step_is_listed_for_the_texts() -> None:
    assert len(set(REASONS)) == len(REASONS)
    assert len(set(STEPS)) == len(STEPS)
    used = {step.step for step in decide(bill(total="600.33")).trace}
    assert used <= set(STEPS)


def test_whether_a_child_may_have_a_benefit_depends_on_the_plan_year() -> None:
    family = plan().benefits["family_outpatient"]
    child = person(relation="child", birth_date=date(2001, 3, 10), enrolled_from=DAY)
    assert eligible_person(plan(), family, child, date(2026, 12, 31))
    assert not eligible_person(plan(), family, child, date(2027, 1, 1))
