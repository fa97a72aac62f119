"""The automatic reminders: one definition each. What is not defined here is shown nowhere and never fires.

A new one is a rule here, a query of whom it concerns under its ``source`` in ``storage/reminder_sources.py``, and the
texts ``reminder-<code>``, ``reminder-name-<code>`` and ``reminder-when-<code>`` in ``locales/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from benefits.errors import InvalidInput
from benefits.plan import Benefit, Plan
from locales import LANGUAGES, text
from services.campaign_texts import COMMON, check_texts
from services.reminder_model import ReminderSetting

GRACE = 3
"""For how many days a due reminder is made up for: after a standstill, not for people who come in later."""
MOST_DAYS = 365
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """When and to whom one kind of reminder goes; HR may change ``days``, ``send_at`` and the words, and switch it off."""

    code: str
    source: str
    """Name of the query that finds people, what it is about, and the day to count from."""
    counts: Literal["before", "after"]
    """Whether ``days`` are counted back from that day or on from it."""
    days: tuple[int, ...]
    flow: str
    """What its button opens: ``enrol``, ``claims``, ``claim`` or ``menu``."""
    placeholders: frozenset[str]
    deadline: bool = False
    """The employee would lose something: can't be muted, and the last two days' come beside another reminder."""
    send_at: str = "09:30"

    @property
    def allowed(self) -> frozenset[str]:
        return COMMON | self.placeholders

    def step(self, anchor: date, today: date, days: Sequence[int]) -> int | None:
        """Which of ``days`` is due today, if any."""
        for step in sorted(days, reverse=self.counts == "after"):
            first = anchor - timedelta(days=step) if self.counts == "before" else anchor + timedelta(days=step)
            if first <= today:
                return step if (today - first).days < GRACE and not self.over(anchor, today) else None
        return None

    def anchors(self, today: date, days: Sequence[int]) -> tuple[date, date]:
        """The first and last day to count from that can make a reminder due today."""
        if self.counts == "before":
            return today + timedelta(days=max(0, min(days) - GRACE + 1)), today + timedelta(days=max(days))
        return today - timedelta(days=max(days) + GRACE - 1), today - timedelta(days=min(days))

    def over(self, anchor: date, today: date) -> bool:
        """Whether the deadline has passed, so that there is nothing to remind of."""
        return self.counts == "before" and anchor < today

    def urgent(self, anchor: date, today: date) -> bool:
        return self.deadline and (anchor - today).days <= 1


RULES: Mapping[str, ReminderRule] = {  # on one day, an earlier one goes before a later one
    rule.code: rule
    for rule in (
        ReminderRule(
            "enrolment", "open_window", "before", (14, 7, 3, 1), "enrol", frozenset({"deadline", "days"}), deadline=True
        ),
        ReminderRule(
            "late-filing", "draft_visit", "before", (30, 7, 1), "claims", frozenset({"visit", "deadline", "days"}),
            deadline=True,
        ),
        ReminderRule("papers", "papers_asked", "after", (2, 5, 10), "claims", frozenset({"claim", "days"})),
        ReminderRule("drafts", "draft", "after", (3, 10), "claims", frozenset({"started", "days"})),
        ReminderRule("unused", "unused_quota", "before", (90, 30), "menu", frozenset({"benefits", "deadline", "days"})),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule as it is in force for one company."""

    rule: ReminderRule
    enabled: bool
    days: tuple[int, ...]
    send_at: str
    texts: Mapping[str, str]
    own: bool = False
    """HR has changed something."""


def ready_made(rule: ReminderRule) -> dict[str, str]:
    return {language: text(language, f"reminder-{rule.code}") for language in LANGUAGES}


def wanted(rule: ReminderRule, company: str, settings: Sequence[ReminderSetting]) -> Wanted:
    """The company's own setting, else the one for all companies, else the rule as it is."""
    found = {one.company_code: one for one in settings if one.code == rule.code and one.company_code in ("", company)}
    setting = found.get(company) or found.get("")
    if setting is None:
        return Wanted(rule, True, rule.days, rule.send_at, ready_made(rule))
    return Wanted(
        rule, setting.enabled, tuple(setting.days), setting.send_at, setting.texts or ready_made(rule), own=True
    )


def check_days(days: Sequence[int]) -> list[int]:
    """Raises InvalidInput("reminder-days")."""
    made = sorted(set(days), reverse=True)
    if not made or len(made) > MOST_STEPS or not all(0 <= day <= MOST_DAYS for day in made):
        raise InvalidInput("reminder-days", field="days", limit=MOST_DAYS, most=MOST_STEPS)
    return made


def check_words(rule: ReminderRule, texts: Mapping[str, str]) -> dict[str, str]:
    """The words as written; empty when they are the ready-made ones or nothing was written at all."""
    if not any(written.strip() for written in texts.values()):
        return {}
    made = check_texts(texts, rule.allowed)
    return {} if made == ready_made(rule) else made


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What queries need to know of a company's plan."""

    company: str
    late_days: int = 0
    year_from: date | None = None
    year_until: date | None = None
    quotas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Benefits that lapse with the plan year: code and claim types."""


def quotas(plan: Plan) -> list[Benefit]:
    """What everybody has and the year's end takes away: yearly sums and sessions, not what an illness needs."""
    return [benefit for benefit in plan.benefits.values() if _lapses(benefit)]


def _lapses(benefit: Benefit) -> bool:
    limited = bool(benefit.sessions) or any(limit.per in ("year", "month") for limit in benefit.limits)
    free = benefit.elective is None and benefit.requires is None and "self" in benefit.relations
    whole = len(benefit.bands) <= 1 and all(band.rate == 1 for band in benefit.bands)
    medical = bool(benefit.cover or benefit.aid or benefit.annuity)
    return limited and free and whole and not medical and bool(benefit.claim_types)


def facts_of(company: str, plan: Plan, today: date) -> CompanyFacts:
    year = plan.plan_year(today)
    month, day = plan.plan_year_starts
    return CompanyFacts(
        company,
        plan.late_filing.days,
        date(year, month, day),
        date(year + 1, month, day) - timedelta(days=1),
        tuple((benefit.code, benefit.claim_types) for benefit in quotas(plan)),
    )
