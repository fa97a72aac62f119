"""Campaigns: HR's messages to the people they concern, frozen at the start, sent in pages, stopped by what people do."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from benefits.errors import Conflict, InvalidInput, NotFound, NotPermitted
from locales import LANGUAGES
from services.actors import Actor, UseCase
from services.model import Campaign, CampaignRecipient, Employee, Job
from services.ports import Clock, JobStore, Store

CAMPAIGN_PAGE = "campaign.page"
"""Kind of the jobs that plan one page of a campaign's messages."""
CAMPAIGN_MESSAGE = "campaign.message"
"""Kind of the jobs that send one campaign message."""

PAGE = 500
MAX_TEXT = 1500
PLACEHOLDERS = frozenset({"name", "number", "department", "deadline", "company"})
KINDS = ("reminder", "deadline", "survey")
ACTIONS = ("", "enrol", "claims", "ask")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """No reminders between ``start`` and ``end`` where the company is; none are quiet when both are the same.

    Urgent decisions are not held.
    """

    start: time = time(21, 0)
    end: time = time(8, 30)
    zone: str = "Asia/Shanghai"

    def next_allowed(self, now: datetime) -> datetime:
        """``now`` outside the quiet hours, else their end."""
        local = now.astimezone(ZoneInfo(self.zone))
        after_start, before_end = local.time() >= self.start, local.time() < self.end
        overnight = self.start > self.end
        quiet = (after_start or before_end) if overnight else (after_start and before_end)
        if not quiet:
            return now
        day = local.date() + timedelta(days=1 if overnight and after_start else 0)
        return datetime.combine(day, self.end, ZoneInfo(self.zone)).astimezone(now.tzinfo)


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    count: int
    reachable: int
    sample: tuple[Employee, ...]


def check_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts in every language, with known placeholders, short enough. Raises InvalidInput naming language and fault."""
    checked: dict[str, str] = {}
    for language in LANGUAGES:
        written = (texts.get(language) or "").strip()
        if not written:
            raise InvalidInput("campaign-text-missing", field="texts", language=language)
        if len(written) > MAX_TEXT:
            raise InvalidInput("campaign-text-long", field="texts", language=language, limit=MAX_TEXT)
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(written) if name is not None}
        except ValueError:
            raise InvalidInput("campaign-placeholder", field="texts", language=language, name="{") from None
        for name in sorted(used - PLACEHOLDERS):
            raise InvalidInput("campaign-placeholder", field="texts", language=language, name=f"{{{name}}}")
        checked[language] = written
    return checked


class PreviewAudience(UseCase):
    """How many people an audience holds, how many of them can be reached in a chat, and a sample of ten."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, audience: Mapping[str, Any]) -> AudiencePreview:
        async with self._store.read() as unit:
            people = await unit.campaigns.audience(within(actor, audience), self._clock.today())
            sample = [await unit.people.employee(employee_id) for employee_id, _ in people[:10]]
            reachable = sum(account is not None for _, account in people)
            return AudiencePreview(len(people), reachable, tuple(person for person in sample if person))


class DraftCampaign(UseCase):
    """Write a campaign down, checked, not sent. Raises InvalidInput for texts, audience or date that can't be."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(
        self,
        actor: Actor,
        *,
        name: str,
        audience: Mapping[str, Any],
        texts: Mapping[str, str],
        kind: str = "reminder",
        action: str = "",
        scheduled_at: datetime | None = None,
    ) -> Campaign:
        if not name.strip():
            raise InvalidInput("campaign-name-missing", field="name")
        if kind not in KINDS or action not in ACTIONS:
            raise InvalidInput("campaign-kind", field="kind")
        if scheduled_at is not None and scheduled_at < self._clock.now():
            raise InvalidInput("campaign-date-past", field="scheduled_at")
        async with self._store.write() as unit:
            campaign = Campaign(
                name=name.strip(),
                audience=within(actor, audience),
                texts=check_texts(texts),
                created_by=actor.name,
                created_at=self._clock.now(),
                kind=kind,
                action=action,
                scheduled_at=scheduled_at,
            )
            unit.add(campaign)
            await unit.flush()
            unit.record(actor.name, "campaign.draft", "campaign", campaign.id, name=campaign.name)
            await unit.commit()
            return campaign


class StartCampaign(UseCase):
    """Freeze the audience and start sending, at once or at the scheduled time. A second click changes nothing.

    Raises InvalidInput("campaign-audience-empty"), Conflict("campaign-state").
    """

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int) -> Campaign:
        now = self._clock.now()
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None:
                raise NotFound("campaign-not-found")
            require_own(actor, campaign)
            if campaign.state in ("running", "scheduled"):
                return campaign
            if campaign.state != "draft":
                raise Conflict("campaign-state", state=campaign.state)
            people = await unit.campaigns.audience(within(actor, campaign.audience), self._clock.today())
            if not people:
                raise InvalidInput("campaign-audience-empty", field="audience")
            campaign.planned = len(people)
            campaign.state = "scheduled" if campaign.scheduled_at and campaign.scheduled_at > now else "running"
            campaign.started_at = None if campaign.state == "scheduled" else now
            await unit.campaigns.plan(campaign_id, people)
            due = campaign.scheduled_at if campaign.state == "scheduled" and campaign.scheduled_at else now
            await unit.jobs.enqueue(page_job(campaign_id, 0, due, now))
            unit.record(actor.name, "campaign.start", "campaign", campaign_id, planned=len(people))
            await unit.commit()
            return campaign


class SteerCampaign(UseCase):
    """Pause, resume or cancel a campaign under way: ``action`` is ``pause``, ``resume`` or ``cancel``."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int, action: str) -> Campaign:
        moves = {
            "pause": (("running", "scheduled"), "paused"),
            "resume": (("paused",), "running"),
            "cancel": (("draft", "running", "scheduled", "paused"), "cancelled"),
        }
        if action not in moves:
            raise InvalidInput("campaign-kind", field="action")
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None:
                raise NotFound("campaign-not-found")
            require_own(actor, campaign)
            from_states, to_state = moves[action]
            if campaign.state not in from_states:
                raise Conflict("campaign-state", state=campaign.state)
            campaign.state = to_state
            if action == "cancel":
                campaign.finished_at = self._clock.now()
            unit.record(actor.name, f"campaign.{action}", "campaign", campaign_id)
            await unit.commit()
            return campaign


class PlanPage(UseCase):
    """Turn the next page of a campaign's frozen recipients into message jobs. Run by the worker; safe to repeat."""

    permission = "delivery.run"

    def __init__(self, store: Store, jobs: JobStore, clock: Clock) -> None:
        self._store, self._jobs, self._clock = store, jobs, clock

    async def __call__(self, actor: Actor, campaign_id: int, after: int) -> datetime | None:
        """When to come back to this page (a paused campaign), else None."""
        now = self._clock.now()
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None or campaign.state in ("cancelled", "done"):
                return None
            if campaign.state == "paused":
                return now + timedelta(seconds=15)
            if campaign.state == "scheduled":
                campaign.state, campaign.started_at = "running", now
            page = await unit.campaigns.recipients(campaign_id, state="planned", after=after, limit=PAGE)
            if page:
                await unit.jobs.enqueue(page_job(campaign_id, page[-1].id or 0, now, now))
            await unit.commit()
        await self._jobs.enqueue_many([message_job(recipient, now) for recipient in page])
        return None


class RecordTap(UseCase):
    """Note that a person tapped a campaign's button."""

    permission = "campaign.answer"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int) -> Campaign:
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            recipient = await unit.campaigns.recipient(campaign_id, actor.own_employee_id)
            if campaign is None or recipient is None:
                raise NotFound("campaign-not-found")
            recipient.tapped_at = recipient.tapped_at or self._clock.now()
            await unit.commit()
            return campaign


class ListCampaigns(UseCase):
    """The campaigns of the actor's companies, newest first, with their results."""

    permission = "campaign.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Campaign, dict[str, int]]]:
        async with self._store.read() as unit:
            return [
                (campaign, await unit.campaigns.statistics(campaign.id or 0))
                for campaign in await unit.campaigns.campaigns()
                if concerns(actor, campaign)
            ]


def within(actor: Actor, audience: Mapping[str, Any]) -> dict[str, Any]:
    """The audience, cut to the companies the HR user is responsible for."""
    made = {key: value for key, value in audience.items() if value not in (None, "", [], ())}
    if actor.companies:
        wanted = made.get("companies") or list(actor.companies)
        made["companies"] = [code for code in wanted if code in actor.companies] or ["-"]
    return made


def concerns(actor: Actor, campaign: Campaign) -> bool:
    """Whether a campaign's audience lies wholly within the companies the HR user is responsible for."""
    if not actor.companies:
        return True
    named = campaign.audience.get("companies") or []
    return bool(named) and set(named) <= set(actor.companies)


def require_own(actor: Actor, campaign: Campaign) -> None:
    """Raises NotPermitted("other-company") for a campaign that also goes to other companies."""
    if not concerns(actor, campaign):
        raise NotPermitted("other-company")


def personal_text(campaign: Campaign, employee: Employee, language: str, company: str, deadline: str) -> str:
    """The campaign's words for one person."""
    template = campaign.texts.get(language) or campaign.texts["zh-Hans"]
    return str(template).format(
        name=employee.name,
        number=employee.number,
        department=employee.department,
        company=company,
        deadline=deadline,
    )


def page_job(campaign_id: int, after: int, due: datetime, now: datetime) -> Job:
    return Job(
        kind=CAMPAIGN_PAGE,
        payload={"campaign_id": campaign_id, "after": after},
        due_at=due,
        created_at=now,
        dedup_key=f"{CAMPAIGN_PAGE}:{campaign_id}:{after}",
        priority=8,
    )


def message_job(recipient: CampaignRecipient, now: datetime) -> Job:
    return Job(
        kind=CAMPAIGN_MESSAGE,
        payload={"campaign_id": recipient.campaign_id, "employee_id": recipient.employee_id},
        due_at=now,
        created_at=now,
        dedup_key=f"{CAMPAIGN_MESSAGE}:{recipient.campaign_id}:{recipient.employee_id}",
        order_key=f"person:{recipient.employee_id}:later",
        priority=9,
    )
