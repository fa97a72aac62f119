"""A campaign under way: started with its audience frozen, paused, cancelled, sent out page by page."""

from __future__ import annotations

from datetime import datetime, timedelta

from benefits.errors import Conflict, InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.campaign_audiences import require_own, within
from services.model import Campaign, CampaignRecipient, Job
from services.ports import Clock, JobStore, Store

CAMPAIGN_PAGE = "campaign.page"
"""Kind of the jobs that plan one page of a campaign's messages."""
CAMPAIGN_MESSAGE = "campaign.message"
"""Kind of the jobs that send one campaign message."""

PAGE = 500


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
