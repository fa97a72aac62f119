# ruff: noqa: E501
"""The plan commands: case files, check, difference in words, simulation, consistency with the documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benefits.errors import InvalidInput, NotFound
from benefits.plan import Plan
from benefits.results import PREMIUM_STEPS, REASONS, STEPS
from locales import LANGUAGES, text
from services.plan_cases import read_cases
from services.plan_check import audit, audit_all
from services.plan_commands import (
    adjudicate_cases,
    plan_audit,
    plan_check,
    plan_diff,
    plan_simulate,
    read_json,
    refusals,
)
from services.plan_files import load_plan_text
from services.plan_statements import STATEMENTS
from tests.unit.benefits.helpers import PLANS, book, plan

REFERENCE = PLANS / "reference.yaml"
TEXT = REFERENCE.read_text(encoding="utf-8")
EMPLOYEE = {
    "number": "E1",
    "tier": "staff",
    "birth_date": "1990-01-01",
    "hire_date": "2020-01-01",
    "monthly_salary": "9000.00",
}


def claim(
    id: str, total: str = "2600.00", type: str = "outpatient", on: str = "2026-03-10", **more: Any
) -> dict[str, Any]:
    return {"id": id, "type": type, "service_date": on, "submitted_date": on, "total": total, **more}


def case(*claims: Any, **employee: Any) -> dict[str, Any]:
    return {"employee": EMPLOYEE | employee, "claims": list(claims)}


def written(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text_ = TEXT
    for before, after in changes:
        assert before in text_
        text_ = text_.replace(before, after)
    path = tmp_path / "changed.yaml"
    path.write_text(text_, encoding="utf-8")
    return path


# -- case files


def test_one_case_in_one_answer_out_and_a_list_for_a_list() -> None:
    one = adjudicate_cases(json.dumps(case(claim("a"))), REFERENCE)
    assert isinstance(one, dict)
    assert one["accumulators"] == {
        "2026": {"medical.paid": "1590.00", "outpatient.eligible": "2600.00", "outpatient.paid": "1590.00"}
    }
    decided = one["claims"][0]
    assert (decided["id"], decided["eligible"], decided["payable"], decided["decision"], decided["reasons"]) == (
        *("a", "2600.00", "1590.00", "approved"),
        [],
    )
    assert decided["trace"][3] == {
        "step": "band",
        "clause": "补充医疗保险方案.pdf § 第三章 门诊保障",
        "base": "1500.00",
        "rate": "0.7",
        "amount": "1050.00",
        "fields": {"lower": "500.00", "upper": "2000.00"},
    }
    assert adjudicate_cases([case(claim("a"))], book()) == [one]
    assert json.loads(json.dumps(one)) == one


def test_unrounded_steps_keep_their_decimals() -> None:
    answer = adjudicate_cases(case(claim("a", "500.33")), book())
    assert isinstance(answer, dict)
    assert [step["amount"] for step in answer["claims"][0]["trace"]][-3:] == ["0.231", "0.23", "0.23"]


def test_a_bad_claim_is_refused_by_itself_and_the_others_are_decided() -> None:
    answer = adjudicate_cases(case(claim("a"), claim("b", "-1"), "c", {"id": "d"}, claim("e", "100.00")), book())
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00", "0.00", "0.00", "0.00", "90.00"]
    bad = answer["claims"][1]
    assert (bad["decision"], bad["reasons"], bad["trace"]) == ("rejected", ["invalid_input", "total:negative"], [])
    assert bad["error"] == {
        "code": "amount-invalid",
        "family": "invalid-input",
        "field": "total",
        "reason": "negative",
        "value": "-1",
    }
    assert [(item["case"], item["claim"], item["field"]) for item in refusals(answer)] == [
        (0, "b", "total"),
        (0, None, "claim"),
        (0, "d", "type"),
    ]


def test_a_date_before_the_first_plan_is_a_refusal_with_its_field() -> None:
    answer = adjudicate_cases(case(claim("a", on="2014-05-05"), hire_date="2010-01-01"), book())
    assert isinstance(answer, dict)
    assert (answer["claims"][0]["error"]["field"], answer["claims"][0]["error"]["reason"]) == (
        "service_date",
        "before-first-plan",
    )


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (5, "case"),
        ({}, "employee"),
        ({"employee": []}, "employee"),
        ({"employee": EMPLOYEE}, "claims"),
        ({"employee": EMPLOYEE, "claims": {}}, "claims"),
        ({"employee": EMPLOYEE, "elections": "family"}, "elections"),
        ({"employee": EMPLOYEE, "elections": [1]}, "elections"),
        ({"employee": EMPLOYEE | {"tier": "boss"}}, "tier"),
    ],
)
def test_a_bad_case_is_refused_and_the_next_one_decided(bad: Any, field: str) -> None:
    answer = adjudicate_cases([bad, case(claim("a"))], book())
    assert isinstance(answer, list)
    assert (answer[0]["claims"], answer[0]["accumulators"], answer[0]["error"]["field"]) == ([], {}, field)
    assert answer[1]["claims"][0]["payable"] == "1590.00"
    assert [item["case"] for item in refusals(answer)] == [0]


@pytest.mark.parametrize("bad", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_refused(bad: str) -> None:
    with pytest.raises(InvalidInput, match="cases-unreadable"):
        adjudicate_cases(bad, REFERENCE)


def test_claims_of_a_person_that_cannot_be_are_named_one_by_one() -> None:
    answer = adjudicate_cases(case(claim("a"), claim("b"), tier="boss"), book())
    assert isinstance(answer, dict)
    assert [(item["id"], item["payable"], item["reasons"][1]) for item in answer["claims"]] == [
        ("a", "0.00", "tier:unknown"),
        ("b", "0.00", "tier:unknown"),
    ]
    assert answer["error"]["field"] == "tier"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_bare_word_for_a_number_is_refused_with_its_field(word: str) -> None:
    written = json.dumps(case(claim("a"), claim("b"))).replace('"2600.00"', word, 1)
    answer = adjudicate_cases(written, book())
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["0.00", "1590.00"]
    assert (answer["claims"][0]["error"]["field"], answer["claims"][0]["error"]["reason"]) == ("total", "not-a-number")


def test_json_that_is_a_mere_word_is_no_case() -> None:
    answer = adjudicate_cases('"x"', book())
    assert isinstance(answer, dict)
    assert (answer["error"]["field"], answer["error"]["reason"]) == ("case", "not-a-mapping")


def test_dates_more_than_a_year_ahead_are_refused() -> None:
    claims = (claim("a", on="2027-03-10"), claim("b", on="2027-03-12"), claim("c", on="2099-01-01"))
    answer = adjudicate_cases(case(*claims), book(), date(2026, 3, 10))
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00", "0.00", "0.00"]
    assert (answer["claims"][1]["error"]["field"], answer["claims"][1]["error"]["reason"]) == (
        "service_date",
        "in-the-future",
    )


def test_a_case_file_is_read_with_a_byte_order_mark_and_refused_in_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(b"\xef\xbb\xbf[]")
    assert read_cases(path) == "[]"
    path.write_bytes("[]".encode("utf-16"))
    with pytest.raises(InvalidInput, match="cases-unreadable"):
        read_cases(path)
    with pytest.raises(NotFound, match="cases-not-found"):
        read_cases(tmp_path / "nowhere.json")


def test_json_numbers_are_exact() -> None:
    assert read_json("[0.1, 5]") == [Decimal("0.1"), 5]
    answer = adjudicate_cases(json.dumps(case(claim("a"))).replace('"2600.00"', "2600.10"), book())
    assert isinstance(answer, dict)
    assert answer["claims"][0]["payable"] == "1590.09"


def test_family_members_have_their_own_ledgers() -> None:
    answer = adjudicate_cases(
        case(
            claim("a"),
            claim("b", relation="spouse"),
            claim("c", relation="child", member="first", insured={"birth_date": "2015-01-01"}),
        )
        | {"elections": ["family"]},
        book(),
    )
    assert isinstance(answer, dict)
    assert [item["payable"] for item in answer["claims"]] == ["1590.00"] * 3
    assert answer["accumulators"]["2026"]["spouse:family_medical.paid"] == "1590.00"
    assert answer["accumulators"]["2026"]["first:family_outpatient.eligible"] == "2600.00"


def test_a_plan_file_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="plan-file-not-found"):
        adjudicate_cases([], "nowhere.yaml")


# -- check


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_says_line_problem_and_suggestion(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, ("from: 500, to: 2000", "from: 600, to: 2000"))
    answer = plan_check(path, language)
    assert not answer["ok"]
    assert [(problem["code"], problem["suggestion"]) for problem in answer["problems"]] == [("bands-gap", "500")] * 2
    first = answer["problems"][0]
    assert str(first["line"]) in first["text"]
    assert "500" in first["text"].splitlines()[1]
    assert plan_check(REFERENCE, language) == {"ok": True, "problems": []}


def test_every_problem_has_a_text_in_every_language() -> None:
    import re

    sources = [*Path("benefits").glob("*reading.py"), Path("benefits/plan_tree.py"), Path("services/plan_files.py")]
    root = PLANS.parents[1]
    codes = set()
    for source in sources:
        code = (root / source).read_text(encoding="utf-8")
        codes |= set(re.findall(r'defect\(\s*"([a-z-]+)"', code))
        codes |= set(re.findall(r'PlanDefect\([^"]*"?[^"]*"?[^"]*"([a-z-]+)"', code))
    codes |= {
        "bands-gap",
        "bands-not-from-zero",
        "missing",
        "not-a-date",
        "yaml-unreadable",
        "not-utf-8",
        "file-too-large",
    }
    assert len(codes) > 25
    for language in LANGUAGES:
        for code in codes - {"since"}:
            assert text(language, f"plan-problem-{code}", value="x")


# -- diff


def test_what_changed_is_said_in_words(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("rate: 70%", "rate: 75%"),
        ("cover: 300000", "cover: {executive: 500000, manager: 300000, staff: 300000}"),
        ("sessions_a_year: 6", "sessions_a_year: 8"),
        (
            "      - {since: 2020-01-01, value: 200000}",
            "      - {since: 2020-01-01, value: 200000}\n      - {since: 2027-01-01, value: 250000}",
        ),
    )
    changes = plan_diff(REFERENCE, path, "en")
    assert changes["text"].splitlines() == [
        "From 2015-01-01: Outpatient: reimbursement bands: 0–500: 0%; 500–2,000: 70%; > 2,000: 90% → 0–500: 0%; 500–2,000: 75%; > 2,000: 90%",
        "From 2015-01-01: Critical illness: cover: CNY 300,000 → executive CNY 500,000, manager CNY 300,000, staff CNY 300,000",
        "From 2015-01-01: Counselling: free sessions a year: 6 → 8",
        "From 2015-01-01: Family outpatient: reimbursement bands: 0–500: 0%; 500–2,000: 70%; > 2,000: 90% → 0–500: 0%; 500–2,000: 75%; > 2,000: 90%",
        "From 2027-01-01: Outpatient: shared annual limit: CNY 200,000 → CNY 250,000",
        "From 2027-01-01: Inpatient: shared annual limit: CNY 200,000 → CNY 250,000",
    ]
    first = changes["changes"][0]
    assert (first["from"], first["subject"], first["field"], first["detail"]) == (
        "2015-01-01",
        "outpatient",
        "bands",
        "",
    )


def test_a_benefit_that_is_new_or_gone_is_one_change(tmp_path: Path) -> None:
    start, end = TEXT.index("  fitness:\n    name"), TEXT.index("  counselling:\n    name")
    path = tmp_path / "less.yaml"
    path.write_text((TEXT[:start] + TEXT[end:]).replace("  fitness: [invoice]\n", ""), encoding="utf-8")
    assert [(one["subject"], one["field"]) for one in plan_diff(REFERENCE, path)["changes"]] == [
        ("fitness", "papers"),
        ("fitness", "benefit"),
    ]
    assert "New benefit: Fitness allowance" in plan_diff(path, REFERENCE, "en")["text"]
    assert "取消福利：健身补贴" in plan_diff(REFERENCE, path, "zh-Hans")["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", [("reference", "tiered"), ("tiered", "mutual_aid"), ("mutual_aid", "reference")])
def test_any_two_plans_can_be_compared_in_any_language(language: str, names: tuple[str, str]) -> None:
    changes = plan_diff(PLANS / f"{names[0]}.yaml", PLANS / f"{names[1]}.yaml", language)["changes"]
    assert len(changes) > 10
    assert all(change["text"] for change in changes)


def test_equal_plans_have_no_difference() -> None:
    assert plan_diff(REFERENCE, REFERENCE, "en") == {"changes": [], "text": "The two plans have the same rules."}


# -- simulate


def test_a_simulation_shows_who_gains_and_who_loses(tmp_path: Path) -> None:
    path = written(tmp_path, ("rate: 70%", "rate: 60%"), ("cover: 300000", "cover: 400000"))
    cases = [
        case(claim("a", "1500.00"), claim("b", "100.00", "dental"), number="E1"),
        case(claim("c", "400000.00", "critical_illness"), number="E2", tier="manager", birth_date="1970-03-10"),
        case(claim("d", "100.00"), number="E3", birth_date="2000-01-01"),
    ]
    answer = plan_simulate(REFERENCE, path, json.dumps(cases), "en")
    assert (answer["claims"], answer["refused"]) == (4, 1)
    assert answer["total"] == {
        "before": "300700.00",
        "after": "400600.00",
        "difference": "99900.00",
        "people": 3,
        "gain": 1,
        "lose": 1,
    }
    assert answer["changed"] == [
        {"employee": "E2", "before": "300000.00", "after": "400000.00"},
        {"employee": "E1", "before": "700.00", "after": "600.00"},
    ]
    groups = answer["groups"]
    assert {name: tally["people"] for name, tally in groups["age"].items()} == {"<30": 1, "30-49": 1, ">=50": 1}
    assert groups["tier"]["manager"]["gain"] == 1
    assert groups["type"]["outpatient"] == {
        "before": "700.00",
        "after": "600.00",
        "difference": "-100.00",
        "people": 2,
        "gain": 0,
        "lose": 1,
    }
    assert groups["type"]["dental"]["after"] == "0.00"
    assert "company" not in groups
    assert answer["text"].startswith("4 claims: the old plan pays CNY 300,700.00, the new one CNY 400,600.00")
    assert answer["refused"] == 1
    assert answer["text"].endswith("can’t decide 1 of them (type unknown, or before its first day); they count as 0.")


def test_a_simulation_counts_companies_and_family_members(tmp_path: Path) -> None:
    spouse = claim("b", relation="spouse")
    answer = plan_simulate(REFERENCE, REFERENCE, [case(claim("a"), spouse, company="YS") | {"elections": ["family"]}])
    assert answer["total"]["before"] == answer["total"]["after"] == "3180.00"
    assert answer["groups"]["company"]["YS"]["people"] == 1
    assert answer["changed"] == []


@pytest.mark.parametrize("bad", [[5], [{"employee": EMPLOYEE}], [case(claim("a", "-1"))]])
def test_a_simulation_leaves_no_past_claim_out(bad: Any) -> None:
    with pytest.raises(InvalidInput):
        plan_simulate(REFERENCE, REFERENCE, bad)


# -- audit


@dataclass(frozen=True)
class Page:
    document: str
    page: int | None
    text: str
    section: str | None = None


CONTRADICTIONS = [
    ("补充医疗保险方案.pdf", "第六章", "门诊应在就诊日起90日内提交申请。", "late_filing_days", "90", "180"),
    ("FAQ.md", None, "You have 120 days after the visit.", "late_filing_days", "120", "180"),
    ("补充医疗保险方案.pdf", "第五章", "门诊和住院合计最多赔付20万元。另有说明。", None, "", ""),
    ("补充医疗保险方案.pdf", "第五章", "门诊和住院合计最多赔付25万元。", "medical.annual_limit", "250,000", "200,000"),
    ("補充醫療.pdf", "門診保障", "超過500元至2,000元的部分按80%賠付。", "outpatient.band", "80%", "70%"),
    (
        "补充医疗保险方案.pdf",
        "第三章 门诊保障",
        "超过600元至2,000元的部分 | 70%",
        "outpatient.band_border",
        "600",
        "0 / 500 / 2,000",
    ),
    ("补充医疗保险方案.pdf", "第四章 住院保障", "超过5,000元的部分 | 90%", "inpatient.band", "90%", "95%"),
    ("x.md", None, "Inpatient: nothing up to 1,000, 85% from 1,000 to 5,000.", "inpatient.band", "85%", "80%"),
    (
        "重疾与意外保障方案.pdf",
        "第二章 重大疾病",
        "给付金额为申请金额与保额500,000元中的较低者。",
        "critical_illness.cover",
        "500,000",
        "300,000",
    ),
    (
        "重疾与意外保障方案.pdf",
        "第三章 意外伤害",
        "给付金额 = 保额800,000元 × 伤残等级 ÷ 10。",
        "accident.cover",
        "800,000",
        "1,000,000",
    ),
    ("弹性福利.docx", "健身", "每月200元。", "fitness.monthly_limit", "200", "300"),
    ("弹性福利.docx", "心理咨询", "每年8次免费心理咨询。", "counselling.sessions", "8", "6"),
    ("弹性福利.docx", "体检", "每名员工每年体检额度1,200元。", "check_up.annual_limit", "1,200", "1,000"),
    ("家庭保险计划.html", "保费", "公司承担40%，员工承担60%。", "family.company_share", "40%", "50%"),
    ("弹性福利.docx", "高端医疗", "每笔账单员工自付30%。", "high_end_medical.member_share", "30%", "20%"),
    ("企业年金.docx", "匹配", "公司按员工缴费的40%匹配。", "annuity.match_rate", "40%", "50%"),
]


@pytest.mark.parametrize(("document", "section", "sentence", "rule", "stated", "expected"), CONTRADICTIONS)
def test_a_contradiction_names_document_page_sentence_and_rule(
    document: str, section: str | None, sentence: str, rule: str | None, stated: str, expected: str
) -> None:
    found = audit(plan(), [Page(document, 7, f"前面一句。{sentence}", section)])
    if rule is None:
        assert found == []
        return
    assert [(one.document, one.page, one.rule, one.stated, one.expected) for one in found] == [
        (document, 7, rule, stated, expected)
    ]
    assert sentence.rstrip("。").split("。")[0] in found[0].sentence


def test_a_number_of_another_rule_is_no_contradiction() -> None:
    pages = [
        Page("a.pdf", 1, "应在收到通知后30日内补充材料。紧急情况可在就医后7日内补办备案。", "理赔"),
        Page("a.pdf", 1, "基准保费为基础档200元。年龄30至40周岁 | 1.0", "保费"),
        Page("a.pdf", 1, "满2年归属比例50%。", "企业年金"),
        Page("a.xlsx", 2, "高端医疗由员工承担100%。", "保费表"),
    ]
    assert audit(plan(), pages) == []


def test_a_sentence_in_two_passages_is_named_once() -> None:
    page = Page("健身.md", 1, "每月200元。")
    assert len(audit(plan(), [page, page])) == 1


def _documents() -> list[Page]:
    """The demo company's plan documents as passages, a heading each."""
    pages = []
    for path in sorted((PLANS.parent / "sources" / "documents").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        headings: list[str] = []
        lines: list[str] = []
        for line in [*body.splitlines(), "## end"]:
            mark, _, title = line.partition(" ")
            if mark and set(mark) == {"#"}:
                pages.append(Page(path.name.removesuffix(".md"), None, "\n".join(lines), " › ".join(headings)))
                headings, lines = [*headings[: len(mark) - 2], title], []
            else:
                lines.append(line)
    return pages


def test_the_demo_documents_agree_with_the_reference_plan() -> None:
    audited = audit_all(plan(), _documents())
    assert audited.contradictions == ()
    assert {statement.rule for statement in STATEMENTS} <= set(audited.checked)
    assert sum(audited.checked.values()) > 100


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("value: 200000", "value: 250000"),
        ("annual: 200000", "annual: 210000"),
        ("days: 180", "days: 90"),
        ("rate: 70%", "rate: 75%"),
        ("rate: 95%", "rate: 96%"),
        ("cover: 300000", "cover: 310000"),
        ("cover: 1000000", "cover: 1100000"),
        ("limits: {annual: 1000}", "limits: {annual: 1200}"),
        ("monthly: 300", "monthly: 350"),
        ("sessions_a_year: 6", "sessions_a_year: 8"),
        ("company_share: 50%", "company_share: 60%"),
        ("rate: 80%  ", "rate: 85%  "),
        ("contribution_at_most: 12%", "contribution_at_most: 11%"),
        ("match_rate: 50%", "match_rate: 40%"),
        ("match_at_most: 5%", "match_at_most: 4%"),
        ("rate: 30%", "rate: 35%"),
        ("rate: 50%\n", "rate: 55%\n"),
        ("annual: 20000}", "annual: 30000}"),
        ("basic: 200", "basic: 210"),
        ("per_year: 1%", "per_year: 2%"),
        ("at_most: 10%", "at_most: 12%"),
        ("yearly_budget: 3000", "yearly_budget: 4000"),
        ("per_activity: 50", "per_activity: 60"),
        ("activity_at_most: 600", "activity_at_most: 700"),
        ("life_event_days: 30", "life_event_days: 31"),
    ],
)
def test_a_plan_that_changes_a_number_contradicts_the_documents(before: str, after: str) -> None:
    assert before in TEXT
    assert audit(load_plan_text(TEXT.replace(before, after)), _documents())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_audit_is_told_in_words(language: str) -> None:
    answer = plan_audit(REFERENCE, [Page("健身.md", 3, "每月200元。"), Page("b.md", None, "健身每月300元。")], language)
    assert answer["checked"] == {"fitness.monthly_limit": 2}
    assert [one["rule"] for one in answer["contradictions"]] == ["fitness.monthly_limit"]
    assert "健身.md" in answer["text"]
    assert "200" in answer["text"]
    good = plan_audit(plan(), [Page("b.md", None, "健身每月300元。")], language)
    assert (good["contradictions"], "1" in good["text"]) == ([], True)
    none = plan_audit(plan(), [Page("b.md", None, "欢迎加入。")], language)
    assert (none["contradictions"], set(none["checked"].values()) <= {0}) == ([], True)
    assert none["text"] not in ("", good["text"].replace("1", "0"))


def test_a_plan_without_a_benefit_says_nothing_about_it() -> None:
    union: Plan = plan("mutual_aid")
    assert audit(union, [Page("健身.md", 3, "每月200元。")]) == []


# -- words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_reason_has_a_text(language: str) -> None:
    from locales import has

    for prefix, codes in (("reason", REASONS), ("step", STEPS), ("step", PREMIUM_STEPS)):
        for code in codes:
            assert has(language, f"{prefix}-{code.replace('_', '-')}"), code
