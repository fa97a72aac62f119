from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.errors import InvalidInput, NotFound
from benefits.plan import Plan
from benefits.premium import Dependent, electives, points_for, quote, with_points
from benefits.results import PREMIUM_STEPS
from tests.unit.benefits.helpers import person, plan, plan_mapping

ON = date(2026, 1, 1)


def spouse(born: date) -> Dependent:
    return Dependent("spouse", born)


def hired(years: int) -> date:
    return date(2026 - years, 1, 1)


@pytest.mark.parametrize(
    ("years", "born", "option", "total", "company"),
    [
        (3, date(1998, 1, 1), "standard", "349.20", "174.60"),  # 28 years: 400 × 0.9 × 97 %
        (5, date(1991, 1, 1), "premium", "760.00", "380.00"),
        (12, date(1984, 1, 1), "basic", "216.00", "108.00"),  # the discount stops at 10 %
        (10, date(1984, 1, 1), "basic", "216.00", "108.00"),
        (9, date(1984, 1, 1), "basic", "218.40", "109.20"),
        (0, date(1996, 1, 2), "basic", "180.00", "90.00"),  # 29 on the last day before the birthday
        (0, date(1996, 1, 1), "basic", "200.00", "100.00"),  # 30 on the birthday
        (0, date(1985, 1, 2), "basic", "200.00", "100.00"),  # 40
        (0, date(1985, 1, 1), "basic", "240.00", "120.00"),  # 41
    ],
)
def test_a_family_premium_follows_age_option_and_tenure(
    years: int, born: date, option: str, total: str, company: str
) -> None:
    quoted = quote(plan(), person(hire_date=hired(years)), "family", option, [spouse(born)], ON)
    assert (str(quoted.monthly_total), str(quoted.monthly_company)) == (total, company)
    assert quoted.monthly_employee == quoted.monthly_total - quoted.monthly_company
    assert (quoted.benefit, quoted.option, quoted.points_used) == ("family", option, 0)


def test_each_family_member_is_priced_and_rounded_alone() -> None:
    members = [spouse(date(1994, 1, 1)), Dependent("child", date(2022, 1, 1))]
    quoted = quote(plan(), person(hire_date=hired(3)), "family", "standard", members, ON)
    assert (quoted.monthly_total, quoted.monthly_company) == (Decimal("737.20"), Decimal("368.60"))
    assert [step.step for step in quoted.trace].count("base_premium") == 2
    assert {step.step for step in quoted.trace} <= set(PREMIUM_STEPS)


def test_the_trace_of_a_premium_can_be_followed() -> None:
    quoted = quote(plan(), person(hire_date=hired(3)), "family", "standard", [spouse(date(1998, 1, 1))], ON)
    shown = [(step.step, step.base, step.rate, step.amount, dict(step.fields)) for step in quoted.trace]
    assert shown == [
        ("base_premium", 400, None, 400, {}),
        ("age_factor", 400, Decimal("0.9"), 360, {"age": 28}),
        ("tenure_discount", 360, Decimal("0.03"), Decimal("349.2"), {"years": 3}),
        ("company_share", Decimal("349.20"), Decimal("0.5"), Decimal("174.60"), {}),
        ("employee_share", Decimal("349.20"), Decimal("0.5"), Decimal("174.60"), {}),
    ]
    assert [str(step.clause) for step in quoted.trace] == [
        *(["弹性福利与自选方案.docx § 第三章 保费与补贴"] * 3),
        *(["家庭保险计划.html § 第二章 参保与保费"] * 2),
    ]


def test_a_premium_with_a_part_of_a_cent_is_rounded_once_half_up() -> None:
    mapping = plan_mapping()
    mapping["premiums"]["monthly"]["basic"] = "333.33"
    quoted = quote(
        Plan.from_mapping(mapping), person(hire_date=hired(1)), "family", "basic", [spouse(date(1998, 1, 1))], ON
    )
    assert quoted.monthly_total == Decimal("297.00")  # 333.33 × 0.9 × 0.99 = 296.99703
    assert (quoted.monthly_company, quoted.monthly_employee) == (Decimal("148.50"), Decimal("148.50"))
    rounded = [(step.base, step.amount) for step in quoted.trace if step.step == "rounded"]
    assert rounded == [(Decimal("296.99703"), Decimal("297.00"))]


def test_an_odd_cent_is_the_companys() -> None:
    mapping = plan_mapping()
    mapping["premiums"]["monthly"]["basic"] = "200.01"
    quoted = quote(Plan.from_mapping(mapping), person(hire_date=ON), "family", "basic", [spouse(date(1990, 1, 1))], ON)
    assert (quoted.monthly_company, quoted.monthly_employee) == (Decimal("100.01"), Decimal("100.00"))


def test_high_end_medical_is_priced_at_the_employees_age_without_subsidy() -> None:
    quoted = quote(plan(), person(hire_date=hired(2), birth_date=date(1984, 1, 1)), "high-end", "premium", [], ON)
    assert (quoted.monthly_total, quoted.monthly_company, quoted.monthly_employee) == (
        Decimal("940.80"),
        0,
        Decimal("940.80"),
    )
    tiered = quote(plan("tiered"), person(tier="manager", hire_date=hired(2)), "high_end_medical", "premium", [], ON)
    assert (tiered.monthly_total, tiered.monthly_company) == (Decimal("784.00"), Decimal("392.00"))


def test_modules_cost_nothing_a_month() -> None:
    quoted = quote(plan(), person(), "child_vaccines", None, [Dependent("child", date(2024, 1, 1))], ON)
    assert (quoted.monthly_total, quoted.monthly_company, quoted.monthly_employee, quoted.option) == (0, 0, 0, "")
    assert quoted.benefit == "child_vaccines"
    assert [(step.step, str(step.clause), step.base, step.rate, step.amount) for step in quoted.trace] == [
        ("pay_per_use", "弹性福利与自选方案.docx § 第二章 自选模块", 0, Decimal("0.3"), 0)
    ]
    assert quote(plan(), person(), "gene_test", "", [], ON).monthly_total == 0


@pytest.mark.parametrize(
    ("salary", "percent", "contribution", "match"),
    [
        ("16200.00", "6%", "972.00", "486.00"),
        ("42000.00", "12", "5040.00", "2100.00"),  # capped at 5 % of the salary
        ("20000.00", "10 %", "2000.00", "1000.00"),
        ("20000.00", "1%", "200.00", "100.00"),
        ("20000.00", "2.5%", "500.00", "250.00"),
        ("9999.99", "3%", "300.00", "150.00"),
        ("1.00", "10%", "0.10", "0.05"),
    ],
)
def test_the_company_matches_half_of_the_contribution_up_to_its_ceiling(
    salary: str, percent: str, contribution: str, match: str
) -> None:
    quoted = quote(plan(), person(monthly_salary=Decimal(salary)), "annuity", percent, [], ON)
    assert (quoted.monthly_employee, quoted.monthly_company) == (Decimal(contribution), Decimal(match))
    assert quoted.monthly_total == quoted.monthly_employee + quoted.monthly_company
    assert (quoted.benefit, quoted.option) == ("annuity", percent)
    rate = Decimal(percent.rstrip(" %")) / 100
    clause = plan().benefits["annuity"].clause
    assert [(step.step, step.clause, step.base, step.rate, step.amount, step.fields) for step in quoted.trace] == [
        ("contribution", clause, Decimal(salary), rate, Decimal(contribution), {}),
        ("match", clause, Decimal(contribution), Decimal("0.5"), Decimal(match), {"at_most": Decimal("0.05")}),
    ]


@pytest.mark.parametrize(
    ("tier", "percent", "match"),
    [
        ("executive", "10%", "1000.00"),
        ("manager", "8%", "600.00"),
        ("staff", "5%", "400.00"),
        ("staff", "1%", "200.00"),
    ],
)
def test_the_tiered_annuity_matches_by_tier(tier: str, percent: str, match: str) -> None:
    assert quote(plan("tiered"), person(tier=tier), "annuity", percent, [], ON).monthly_company == Decimal(match)


@pytest.mark.parametrize(
    ("code", "option", "dependents", "changes", "field", "reason", "value"),
    [
        ("family", "basic", [], {}, "dependents", "missing", ""),
        ("family", "gold", [spouse(ON)], {}, "option", "unknown", "gold"),
        ("family", "g" * 60, [spouse(ON)], {}, "option", "unknown", "g" * 40),
        ("family", None, [spouse(ON)], {}, "option", "unknown", "None"),
        (
            "family",
            "basic",
            [Dependent("parent", date(1960, 1, 1))],
            {},
            "dependents",
            "relation-not-covered",
            "parent",
        ),
        ("family", "basic", [spouse(date(2026, 1, 2))], {}, "birth_date", "in-the-future", "2026-01-02"),
        ("high_end_medical", "basic", [spouse(ON)], {}, "dependents", "relation-not-covered", "spouse"),
        ("high_end_medical", "basic", [], {"hire_date": date(2026, 1, 2)}, "on", "before-hire", "2026-01-01"),
        ("annuity", "13%", [], {}, "option", "out-of-range", "13%"),
        ("annuity", "12.01%", [], {}, "option", "out-of-range", "12.01%"),
        ("annuity", "0.99%", [], {}, "option", "out-of-range", "0.99%"),
        ("annuity", "0", [], {}, "option", "out-of-range", "0"),
        ("annuity", "-5%", [], {}, "option", "not-a-percentage", "-5%"),
        ("annuity", "five", [], {}, "option", "not-a-percentage", "five"),
        ("annuity", "5 %", [], {}, "option", "not-a-percentage", "5 %"),
        ("annuity", None, [], {}, "option", "not-a-percentage", "None"),
        ("annuity", "5%", [], {"monthly_salary": Decimal(0)}, "monthly_salary", "missing", "0"),
    ],
)
def test_a_quote_that_cannot_be_says_which_field(
    code: str,
    option: str | None,
    dependents: list[Dependent],
    changes: dict[str, Any],
    field: str,
    reason: str,
    value: str,
) -> None:
    with pytest.raises(InvalidInput) as refused:
        quote(plan(), person(**changes), code, option, dependents, ON)
    assert refused.value.code == "quote-invalid"
    shown = {name: refused.value.fields[name] for name in ("field", "reason", "value")}
    assert shown == {"field": field, "reason": reason, "value": value}


def test_a_share_out_of_range_is_told_with_the_range() -> None:
    with pytest.raises(InvalidInput) as refused:
        quote(plan(), person(), "annuity", "13%", [], ON)
    assert (refused.value.fields["least"], refused.value.fields["most"]) == (Decimal("0.01"), Decimal("0.12"))


def test_a_dependent_born_today_is_insured_at_zero_years() -> None:
    quoted = quote(plan(), person(hire_date=ON), "family", "basic", [Dependent("child", ON)], ON)
    assert [step.fields for step in quoted.trace if step.step == "age_factor"] == [{"age": 0}]
    assert quoted.monthly_total == Decimal("180.00")


def test_a_percentage_of_zero_is_never_a_contribution() -> None:
    mapping = plan_mapping()
    del mapping["benefits"]["annuity"]["annuity"]["contribution_at_least"]
    lenient = Plan.from_mapping(mapping)
    assert quote(lenient, person(), "annuity", "0.01%", [], ON).monthly_employee == 2
    with pytest.raises(InvalidInput, match="out-of-range"):
        quote(lenient, person(), "annuity", "0%", [], ON)


@pytest.mark.parametrize("code", ["outpatient", "yacht"])
def test_what_is_not_elective_has_no_quote(code: str) -> None:
    with pytest.raises(NotFound) as refused:
        quote(plan(), person(), code, "basic", [], ON)
    assert (refused.value.code, refused.value.fields) == ("elective-not-found", {"benefit": code})


def test_a_plan_without_premiums_prices_nothing() -> None:
    mapping = plan_mapping()
    del mapping["premiums"]
    with pytest.raises(InvalidInput, match="unknown"):
        quote(Plan.from_mapping(mapping), person(), "high_end_medical", "basic", [], ON)


def test_an_option_outside_the_benefits_own_list_is_unknown() -> None:
    with pytest.raises(InvalidInput, match="unknown"):
        quote(plan("tiered"), person(tier="manager"), "high_end_medical", "basic", [], ON)


def test_a_dependent_is_a_known_relation() -> None:
    for relation in ("self", "cousin"):
        with pytest.raises(InvalidInput) as refused:
            Dependent(relation, ON)
        assert refused.value.code == "quote-invalid"
        assert refused.value.fields == {"field": "relation", "reason": "unknown", "value": relation}


def test_electives_are_what_this_person_may_choose() -> None:
    offered = {option.benefit: option for option in electives(plan(), person(), ON)}
    assert list(offered) == [
        *("family", "high_end_medical", "annuity", "gene_test", "overseas_care", "special_need_clinic"),
        *("parents_medical", "child_vaccines", "mutual_aid"),
    ]
    family = offered["family"]
    assert (family.options, family.needs_dependents, family.dependents) == (
        ("basic", "standard", "premium"),
        True,
        ("spouse", "child"),
    )
    assert (family.company_share, family.priced, family.percent_at_most) == (Decimal("0.5"), True, None)
    assert offered["annuity"].percent_at_most == Decimal("0.12")
    assert offered["gene_test"].conditions == ("family_history", "medical_assessment")
    assert (offered["gene_test"].priced, offered["gene_test"].needs_dependents) == (False, False)
    assert str(offered["gene_test"].clause) == "弹性福利与自选方案.docx § 第二章 自选模块"


def test_electives_depend_on_the_day() -> None:
    newcomer = person(hire_date=date(2025, 6, 1))
    assert [option.benefit for option in electives(plan("tiered"), newcomer, date(2026, 6, 1))] == ["family", "annuity"]
    old = person(tier="manager", birth_date=date(1961, 1, 2))
    assert "high_end_medical" in [option.benefit for option in electives(plan("tiered"), old, ON)]
    assert "high_end_medical" not in [option.benefit for option in electives(plan("tiered"), old, date(2026, 1, 2))]


def test_electives_leave_out_what_tier_or_tenure_does_not_allow() -> None:
    staff = [option.benefit for option in electives(plan("tiered"), person(hire_date=date(2025, 6, 1)), ON)]
    assert staff == ["family"]
    manager = [
        option.benefit for option in electives(plan("tiered"), person(tier="manager", hire_date=date(2025, 1, 1)), ON)
    ]
    assert manager == ["high_end_medical", "family", "annuity"]


def test_points_lower_the_employees_year() -> None:
    quoted = quote(plan(), person(hire_date=hired(3)), "family", "standard", [spouse(date(1998, 1, 1))], ON)
    after = with_points(plan(), quoted, 1200)
    assert (after.monthly_employee, after.monthly_company) == (Decimal("74.60"), Decimal("274.60"))
    assert (after.monthly_total, after.points_used) == (quoted.monthly_total, 1200)
    assert (after.trace[-1].step, after.trace[-1].amount, after.trace[-1].fields) == ("points", -100, {"points": 1200})
    assert with_points(plan(), quoted, 0).monthly_employee == quoted.monthly_employee


def test_no_more_points_are_used_than_the_year_costs() -> None:
    quoted = quote(plan(), person(hire_date=hired(3)), "family", "standard", [spouse(date(1998, 1, 1))], ON)
    after = with_points(plan(), quoted, 3000)
    assert (after.monthly_employee, after.points_used) == (0, Decimal("2095.20"))
    assert after.monthly_company == quoted.monthly_total


def test_points_come_from_the_budget_and_from_health_activities() -> None:
    assert points_for(plan(), person()) == 3000
    assert points_for(plan(), person(), 3) == 3150
    assert points_for(plan(), person(), 12) == 3600
    assert points_for(plan(), person(), 13) == 3600
    assert points_for(plan("tiered"), person(tier="executive")) == 6000
    assert points_for(plan("mutual_aid"), person(), 5) == 0
    assert points_for(plan(), person(), 1) == 3050


def test_points_that_cannot_be_are_refused() -> None:
    quoted = quote(plan(), person(), "gene_test", None, [], ON)
    for field, call in (
        ("activities", lambda: points_for(plan(), person(), -1)),
        ("points", lambda: with_points(plan(), quoted, -1)),
    ):
        with pytest.raises(InvalidInput) as refused:
            call()
        assert refused.value.code == "quote-invalid"
        assert refused.value.fields == {"field": field, "reason": "negative", "value": "-1"}
    with pytest.raises(NotFound) as none:
        with_points(plan("mutual_aid"), quoted, 10)
    assert (none.value.code, none.value.fields) == ("points-not-found", {"plan": "mutual_aid"})
    free = with_points(plan(), quoted, 10)
    assert (free.points_used, free.monthly_company, str(free.trace[-1].clause)) == (
        0,
        0,
        "弹性福利与自选方案.docx § 第四章 福利积分",
    )


def test_a_point_may_be_worth_more_than_a_yuan() -> None:
    mapping = plan_mapping()
    mapping["points"]["value"] = 5
    quoted = quote(plan(), person(hire_date=ON, birth_date=date(1990, 1, 1)), "high_end_medical", "basic", [], ON)
    after = with_points(Plan.from_mapping(mapping), quoted, 100)
    assert (after.monthly_employee, after.monthly_company, after.points_used) == (
        Decimal("158.33"),
        Decimal("41.67"),
        100,
    )
    assert after.trace[-1].base == 500
    mapping["points"]["value"] = 0
    assert with_points(Plan.from_mapping(mapping), quoted, 100).points_used == 0
