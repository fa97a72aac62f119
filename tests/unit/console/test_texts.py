"""Every text the console may need is there, in all three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benefits.claim_states import ACTIONS, STATES
from benefits.papers import KINDS
from console.app import PAGES
from console.nav import NAV
from console.pages import campaign_compose, campaign_forms, claims, review
from console.render import check_sentence, error_text, word
from locales import LANGUAGES, has
from services.actors import PERMISSIONS
from services.campaign_checks import ACTIONS as CAMPAIGN_ACTIONS
from services.campaign_checks import KINDS as CAMPAIGN_KINDS
from services.campaign_checks import REPEATS
from services.duplicates import REASONS
from services.reminder_rules import RULES
from services.survey_questions import TYPES

ROOT = Path(__file__).parents[3]
SOURCES = [*(ROOT / "console").rglob("*.html"), *(ROOT / "console").rglob("*.py")]
FOLLOWED = re.compile(r"""['"](console-[a-z0-9-]*[a-z0-9])['"](?!\s*[+~])""")

CODES = {
    "state": STATES,
    "action": sorted(ACTIONS),
    "kind": ("unsorted", *KINDS),
    "type": (*claims.TYPES, "family", "annuity"),
    "field": review.CORRECTED,
    "role": [role for role in PERMISSIONS if role not in ("stranger", "employee", "system")],
    "campaign-kind": CAMPAIGN_KINDS,
    "campaign-action": [action or "none" for action in CAMPAIGN_ACTIONS],
    "campaign-state": ("draft", "awaiting_approval", "scheduled", "running", "paused", "done", "cancelled"),
    "campaign-now": ("draft", "awaiting_approval", "scheduled", "running", "paused", "done", "cancelled"),
    "campaign-do": ("start", "schedule", "pause", "resume", "cancel", "approve", "return"),
    "campaign-when": campaign_forms.WHENS,
    "campaign-repeat": [repeat or "none" for repeat in REPEATS],
    "enrolment": ("not_elected", "elected", "waived"),
    "survey-type": TYPES,
    "survey-by": ("all", "company", "department"),
    "placeholder": sorted(set().union(*(rule.allowed for rule in RULES.values()))),
    "reminder-count": ("planned", "sent", "skipped", "muted", "failed"),
    "reminder-days": ("before", "after"),
    "recipient": ("planned", "sent", "failed", "skipped"),
    "reason": [*review.REASONS, *(f"{code}-short" for code in review.REASONS)],
    "request": [*review.REQUESTS, *(f"{code}-short" for code in review.REQUESTS)],
    "draft": [*campaign_compose.STARTS, *(f"{code}-name" for code in campaign_compose.STARTS)],
    "age": list(campaign_forms.AGES),
    "nav": [entry.name for entry in NAV],
    "band": ("answer", "possibly_related", "refuse"),
    "why": REASONS,
    "authority": ("valid", "mismatch", "not_found", "voided", "reversed", "unavailable"),
    "relation": ("spouse", "child", "parent"),
    "tier": ("executive", "manager", "staff"),
    "report-by": ("company", "department", "type", "month"),
    "jobs": ("open", "leased", "done", "dead"),
    "alert": ("month-growth", "off-catalogue"),
    "trouble": ("csrf", "forbidden", "missing", "large", "odd", "defect"),
    "task": ("review", "questions", "pay", "papers", "dead"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_a_page_names_is_there(language: str) -> None:
    named = {key for path in SOURCES for key in FOLLOWED.findall(path.read_text(encoding="utf-8"))}
    missing = sorted(key for key in named - {"console-error", "console-alert"} if not has(language, key))
    assert len(named) > 300
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", sorted(CODES))
def test_every_code_has_a_word(language: str, group: str) -> None:
    assert [code for code in CODES[group] if not has(language, f"console-{group}-{code}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_sentence_that_uses_its_fields(language: str) -> None:
    source = (ROOT / "services" / "checks.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"code": "([a-z_]+)"', source))
    assert len(codes) >= 15
    fields = {"limit": "3000.00", "fields": "total,date", "problems": "qr_mismatch", "why": "same_file", "claim": "BX1",
              "count": 5, "days": 170, "total": "2000.00", "paper": 1, "document": 2,
              "status": "voided"}  # fmt: skip
    for code in codes:
        shown = check_sentence(language, {"code": code, **fields})
        assert shown != code.replace("_", " "), code
        assert has(language, f"console-check-short-{code}"), code
    assert word(language, "field", "total") in check_sentence(language, {"code": "unsure_fields", "fields": "total"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_hr_can_meet_has_its_own_words(language: str) -> None:
    from benefits.errors import BenefitsError

    fields = {"number": "X1", "seconds": 5, "batch": 1, "opens": "2026-01-01", "closes": "2026-01-02", "text": "x",
              "field": "total", "date": "2027-01-01", "language": "en", "limit": 10, "name": "{x}", "company": "YS",
              "state": "paid", "minutes": 3, "place": 1, "most": 6, "tag": "<h1>", "filename": "a.exe"}  # fmt: skip
    used = set()
    for name in ("console_access", "console_claims", "console_work", "windows", "reports", "decisions", "payouts",
                 "campaigns", "campaign_audiences", "campaign_checks", "campaign_messages", "campaign_running",
                 "campaign_texts", "reminder_rules",
                 "reminder_settings", "survey_questions", "survey_results", "claim_values"):  # fmt: skip
        source = (ROOT / "services" / f"{name}.py").read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:NotFound|NotPermitted|InvalidInput|Conflict|Unavailable)\(\s*"([a-z-]+)"', source))
    assert len(used) > 25
    unknown = [code for code in sorted(used) if code in error_text(language, BenefitsError(code, **fields))]
    assert unknown == []


def test_an_unknown_error_still_tells_what_to_do() -> None:
    from benefits.errors import Conflict

    assert "Reload" in error_text("en", Conflict("never-heard-of"))


def test_every_form_that_fails_leads_back_to_a_page_that_exists() -> None:
    names = {page.name for page in PAGES if page.method == "GET"}
    assert [page.name for page in PAGES if page.method == "POST" and page.back not in names] == []
