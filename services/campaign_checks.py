"""All that keeps a campaign from being sent, found before it is: one complete list instead of one thing after another."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from benefits.errors import BenefitsError, InvalidInput
from services.campaign_audiences import ENROLMENT, window_of
from services.campaign_texts import MAX_TEXT, MAX_WITH_FILE, PLACEHOLDERS, text_problems, uses
from services.model import Campaign
from services.ports import UnitOfWork
from services.survey_questions import question_problems, questions_of

KINDS = ("reminder", "deadline", "survey", "quiz")
ASKING = ("survey", "quiz")
ACTIONS = ("", "enrol", "claims", "claim", "ask")
REPEATS = ("", "weekly", "monthly")
MOST_DAYS = 365


async def campaign_problems(unit: UnitOfWork, campaign: Campaign, now: datetime, zone: str) -> list[BenefitsError]:
    """Whether the texts, questions, times and references of a campaign can be used; empty when they can."""
    found: list[BenefitsError] = []
    if not campaign.name.strip():
        found.append(InvalidInput("campaign-name-missing", field="name"))
    asks = campaign.kind in ASKING
    if asks:
        found += question_problems(questions_of(campaign), quiz=campaign.kind == "quiz")
        if campaign.open_days is None or not 1 <= campaign.open_days <= MOST_DAYS:
            found.append(InvalidInput("survey-open-days", field="open_days", limit=MOST_DAYS))
        if campaign.attachment_file_id is not None:
            found.append(InvalidInput("survey-attachment", field="attachment"))
    limit = MAX_WITH_FILE if campaign.attachment_file_id is not None or asks else MAX_TEXT
    found += text_problems(campaign.texts, PLACEHOLDERS, limit)
    if uses(campaign.texts, "deadline") and not asks and not any(campaign.audience.get(key) for key in ENROLMENT):
        found.append(InvalidInput("campaign-deadline-unknown", field="texts"))
    found += await _time_problems(unit, campaign, now, zone)
    return found


async def _time_problems(unit: UnitOfWork, campaign: Campaign, now: datetime, zone: str) -> list[BenefitsError]:
    window_id = window_of(campaign.audience)
    if window_id is not None and await unit.enrolment.window(window_id) is None:
        return [InvalidInput("campaign-window-gone", field="audience")]
    if campaign.days_before is not None:
        if window_id is None:
            return [InvalidInput("campaign-relative-window", field="days_before")]
        if campaign.repeat or campaign.scheduled_at is not None:
            return [InvalidInput("campaign-times-two", field="days_before")]
        due = await due_at(unit, campaign, zone)
        return [InvalidInput("campaign-date-past", field="days_before")] if due and due < now else []
    if campaign.scheduled_at is not None and campaign.scheduled_at < now:
        return [InvalidInput("campaign-date-past", field="scheduled_at")]
    return []


async def due_at(unit: UnitOfWork, campaign: Campaign, zone: str) -> datetime | None:
    """When a campaign is to begin: its time, or so many days before its window closes as that stands today; None: at once."""
    if campaign.days_before is None:
        return campaign.scheduled_at
    window = await unit.enrolment.window(window_of(campaign.audience) or 0)
    if window is None:
        return None
    day = window.closes - timedelta(days=campaign.days_before)
    return datetime.combine(day, time.fromisoformat(campaign.send_time or "10:00"), ZoneInfo(zone))


def next_time(after: datetime, repeat: str, zone: str) -> datetime:
    """The same weekday or day of the month, at the same time of day; the last day of a month that is too short."""
    local = after.astimezone(ZoneInfo(zone))
    if repeat == "weekly":
        return datetime.combine(local.date() + timedelta(days=7), local.time(), local.tzinfo)
    first = (local.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return datetime.combine(first.replace(day=min(local.day, last.day)), local.time(), local.tzinfo)
