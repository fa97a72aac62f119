"""Figures in the documents against the plan file."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from benefits.plan import Plan
from benefits.results import PREMIUM_STEPS, REASONS, STEPS
from locales import LANGUAGES
from services.plan_check import audit, audit_all
from services.plan_commands import (
    plan_audit,
)
from services.plan_files import load_plan_text
from services.plan_statements import STATEMENTS
from tests.unit.benefits.helpers import PLANS, REFERENCE, TEXT, plan


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_reason_has_a_text(language: str) -> None:
    from locales import has

    for prefix, codes in (("reason", REASONS), ("step", STEPS), ("step", PREMIUM_STEPS)):
        for code in codes:
            assert has(language, f"{prefix}-{code.replace('_', '-')}"), code
