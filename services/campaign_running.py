"""A campaign under way: released or approved, begun with its audience frozen, paused, cancelled, sent page by page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from benefits.errors import Conflict, InvalidInput, NotPermitted
from services.actors import Actor, UseCase
from services.campaign_audiences import people_of
from services.campaign_checks import campaign_problems, due_at, next_time
from services.campaigns import own_campaign
from services.model import Campaign, CampaignRecipient, Job
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork
from services.quiet_hours import QuietHours

CAMPAIGN_BEGIN = "campaign.begin"
"""Kind of the jobs that begin a scheduled campaign at its time."""
CAMPAIGN_PAGE = "campaign.page"
"""Kind of the jobs that plan one page of a campaign's messages."""
CAMPAIGN_MESSAGE = "campaign.message"
"""Kind of the jobs that send one campaign message."""

PAGE = 1000
ACTED_WITHIN = timedelta(days=30)
"""After a campaign has begun; what people do later isn't put down to it."""
LOOK_AGAIN = timedelta(seconds=15)
"""Between two looks whether a paused campaign that has still to begin or to be planned goes on."""
WHILE_PAUSED = timedelta(minutes=30)
"""The same for each planned message of a paused campaign; ``resume`` brings them forward."""


class _Releasing:
    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock, quiet: QuietHours, approval_above: int) -> None:
        self._store, self._shelf, self._clock, self._quiet = store, shelf, clock, quiet
        self._approval_above = approval_above

    async def _checked(self, unit: UnitOfWork, campaign: Campaign) -> list[tuple[int, int | None]]:
        """The audience as it is now. Raises the first thing that keeps the campaign from being sent."""
        for problem in await campaign_problems(unit, campaign, self._clock.now(), self._quiet.zone):
            raise problem
        people = await people_of(unit, self._shelf, campaign.audience, self._clock.today())
        if not people:
            raise InvalidInput("campaign-audience-empty", field="audience")
        return people

    async def _release(self, unit: UnitOfWork, campaign: Campaign, people: list[tuple[int, int | None]]) -> None:
        """Begin now, or wait for the campaign's time."""
        now = self._clock.now()
        due = await due_at(unit, campaign, self._quiet.zone)
        campaign.planned = len(people)
        if due is not None and due > now:
            campaign.state, campaign.scheduled_at = "scheduled", due
            await unit.jobs.enqueue(begin_job(campaign, due, now))
        else:
            await self._begin(unit, campaign, people)

    async def _begin(self, unit: UnitOfWork, campaign: Campaign, people: list[tuple[int, int | None]]) -> None:
        """Freeze the audience, plan its first page, and schedule the next of a series."""
        now = self._clock.now()
        campaign.state, campaign.started_at, campaign.planned = "running", now, len(people)
        if campaign.open_days:
            campaign.closes_on = self._clock.today() + timedelta(days=campaign.open_days)
        await unit.campaigns.plan(campaign.id or 0, people)
        await unit.jobs.enqueue(page_job(campaign.id or 0, 0, now, now))
        if campaign.repeat:
            await self._next(unit, campaign, now)

    async def _next(self, unit: UnitOfWork, campaign: Campaign, now: datetime) -> None:
        due = next_time(campaign.scheduled_at or now, campaign.repeat, self._quiet.zone)
        while due <= now:  # after a standstill: the next one still to come
            due = next_time(due, campaign.repeat, self._quiet.zone)
        following = Campaign(
            campaign.name, campaign.audience, campaign.texts, campaign.created_by, now, "scheduled", campaign.kind,
            campaign.action, campaign.attachment_file_id, due, approved_by=campaign.approved_by,
            planned=campaign.planned, questions=campaign.questions, open_days=campaign.open_days,
            repeat=campaign.repeat, series_id=campaign.series_id or campaign.id, updated_by=campaign.updated_by,
        )  # fmt: skip
        unit.add(following)
        await unit.flush()
        await unit.jobs.enqueue(begin_job(following, due, now))


class StartCampaign(_Releasing, UseCase):
    """Start a draft, at once or at its time. Above the size that needs it, ask a second HR person first.

    A second click changes nothing. Raises whatever ``campaign_problems`` finds first,
    InvalidInput("campaign-audience-empty"), Conflict("campaign-state").
    """

    permission = "campaign.manage"

    async def __call__(self, actor: Actor, campaign_id: int) -> Campaign:
        async with self._store.write() as unit:
            campaign = await own_campaign(unit, actor, campaign_id, lock=True)
            if campaign.state in ("running", "scheduled", "awaiting_approval"):
                return campaign
            if campaign.state != "draft":
                raise Conflict("campaign-state", state=campaign.state)
            people = await self._checked(unit, campaign)
            if len(people) > self._approval_above:
                campaign.state, campaign.submitted_by, campaign.planned = "awaiting_approval", actor.name, len(people)
                campaign.note = ""
                unit.record(actor.name, "campaign.submit", "campaign", campaign_id, planned=len(people))
            else:
                await self._release(unit, campaign, people)
                unit.record(actor.name, "campaign.start", "campaign", campaign_id, planned=len(people))
            await unit.commit()
            return campaign


class ApproveCampaign(_Releasing, UseCase):
    """Let a large campaign go out: only somebody who neither wrote nor submitted it may.

    Raises NotPermitted("campaign-approve-own"), Conflict("campaign-state"), and what ``StartCampaign`` raises.
    """

    permission = "campaign.manage"

    async def __call__(self, actor: Actor, campaign_id: int) -> Campaign:
        async with self._store.write() as unit:
            campaign = await own_campaign(unit, actor, campaign_id, lock=True)
            if campaign.state != "awaiting_approval":
                raise Conflict("campaign-state", state=campaign.state)
            if not may_approve(actor, campaign):
                raise NotPermitted("campaign-approve-own")
            people = await self._checked(unit, campaign)
            campaign.approved_by, campaign.note = actor.name, ""
            await self._release(unit, campaign, people)
            unit.record(actor.name, "campaign.approve", "campaign", campaign_id, planned=len(people))
            await unit.commit()
            return campaign


def may_approve(actor: Actor, campaign: Campaign) -> bool:
    return actor.name not in (campaign.created_by, campaign.updated_by, campaign.submitted_by)


class SteerCampaign(UseCase):
    """Move a campaign: ``pause``, ``resume``, ``cancel``, or back to a draft with ``return`` (awaiting approval; with a
    note of why). Cancelling one of a series cancels those still to come."""

    permission = "campaign.manage"
    moves: ClassVar = {
        "pause": (("running", "scheduled"), "paused"),
        "resume": (("paused",), "running"),
        "cancel": (("draft", "awaiting_approval", "running", "scheduled", "paused"), "cancelled"),
        "return": (("awaiting_approval",), "draft"),
    }

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int, action: str, note: str = "") -> Campaign:
        if action not in self.moves:
            raise InvalidInput("campaign-kind", field="action")
        async with self._store.write() as unit:
            campaign = await own_campaign(unit, actor, campaign_id, lock=True)
            from_states, to_state = self.moves[action]
            if campaign.state not in from_states:
                raise Conflict("campaign-state", state=campaign.state)
            campaign.state = "scheduled" if action == "resume" and campaign.started_at is None else to_state
            if action == "return":
                campaign.note, campaign.submitted_by = note.strip()[:500], ""
            if action == "cancel":
                campaign.finished_at = self._clock.now()
                for other in await unit.campaigns.to_come(campaign.series_id or campaign_id):
                    other.state, other.finished_at = "cancelled", self._clock.now()
            if action == "resume":
                await unit.jobs.bring_forward(CAMPAIGN_MESSAGE, f"{CAMPAIGN_MESSAGE}:{campaign_id}:", self._clock.now())
            unit.record(actor.name, f"campaign.{action}", "campaign", campaign_id)
            await unit.commit()
            return campaign


class BeginCampaign(_Releasing, UseCase):
    """Begin a scheduled campaign when its time has come. Run by the worker; safe to repeat.

    An audience that has become empty ends it; one that has grown beyond what needs approval waits for it.
    """

    permission = "delivery.run"

    async def __call__(self, actor: Actor, campaign_id: int) -> datetime | None:
        """When to come back (paused, or its window was extended), else None."""
        now = self._clock.now()
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id, lock=True)
            if campaign is None or campaign.started_at is not None or campaign.state not in ("scheduled", "paused"):
                return None
            if campaign.state == "paused":
                return now + LOOK_AGAIN
            due = await due_at(unit, campaign, self._quiet.zone)
            if due is not None and due > now:
                campaign.scheduled_at = due
                await unit.commit()
                return due
            people = await people_of(unit, self._shelf, campaign.audience, self._clock.today())
            if len(people) > self._approval_above and not campaign.approved_by:
                campaign.state, campaign.planned = "awaiting_approval", len(people)
                campaign.days_before, campaign.scheduled_at = None, None  # its time has come: it goes once approved
            else:
                await self._begin(unit, campaign, people)
                if not people:
                    campaign.state, campaign.finished_at = "done", now
            unit.record(actor.name, "campaign.begin", "campaign", campaign_id, planned=len(people))
            await unit.commit()
        return None


class PlanPage(UseCase):
    """Turn the next page of a campaign's frozen recipients into message jobs. Run by the worker; safe to repeat."""

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int, after: int) -> datetime | None:
        """When to come back to this page (a paused campaign), else None."""
        now = self._clock.now()
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None or campaign.state in ("cancelled", "done"):
                return None
            if campaign.state == "paused":
                return now + LOOK_AGAIN
            page = await unit.campaigns.recipients(campaign_id, state="planned", after=after, limit=PAGE)
            jobs = [message_job(recipient, now) for recipient in page]
            if page:
                jobs.append(page_job(campaign_id, page[-1].id or 0, now, now))
            await unit.jobs.enqueue_all(jobs)
            await unit.commit()
        return None


def begin_job(campaign: Campaign, due: datetime, now: datetime) -> Job:
    return Job(
        kind=CAMPAIGN_BEGIN,
        payload={"campaign_id": campaign.id},
        due_at=due,
        created_at=now,
        dedup_key=f"{CAMPAIGN_BEGIN}:{campaign.id}",
        priority=8,
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
        order_key=f"person:{recipient.employee_id}",
        priority=9,
    )
