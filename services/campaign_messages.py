"""One campaign message: worded for its person when it is sent, what became of it, and what they did with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from benefits.errors import NotFound
from locales import DEFAULT_LANGUAGE, text
from services.actors import Actor, UseCase
from services.campaign_texts import personal_text
from services.deliveries import Button, DeliveryResult, Postponed
from services.model import Campaign, Job
from services.ports import Clock, Store, UnitOfWork
from services.quiet_hours import QuietHours
from services.reaching import Prepared, Skip, escape, reach, to_person


class PrepareCampaignMessage(UseCase):
    """A campaign message as a delivery; skipped for people who acted, muted reminders, or a cancelled campaign."""

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock, quiet: QuietHours, email: bool = False) -> None:
        self._store, self._clock, self._quiet, self._email = store, clock, quiet, email

    async def __call__(self, actor: Actor, job: Job) -> Prepared:
        now = self._clock.now()
        campaign_id, employee_id = int(job.payload["campaign_id"]), int(job.payload["employee_id"])
        async with self._store.read() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None or campaign.state == "cancelled":
                return Skip("cancelled")
            if campaign.state == "paused":
                raise Postponed(now + timedelta(seconds=15))
            if await unit.campaigns.acted(employee_id, campaign):
                return Skip("acted")
            found = await reach(unit, employee_id, self._email)
            if found is None:
                return Skip("no-channel")
            employee, account = found
            company = await unit.people.company(employee.company_code)
            windows = await unit.enrolment.windows(employee.company_code)
        if account is not None and account.muted and campaign.kind != "deadline":
            return Skip("muted")
        allowed = self._quiet.next_allowed(now)
        if allowed > now:
            raise Postponed(allowed)
        language = (account.language if account else None) or employee.language or DEFAULT_LANGUAGE
        window_id = campaign.audience.get("not_elected")
        deadline = next((w.closes.isoformat() for w in windows if str(w.id) == str(window_id)), "")
        deadline = deadline or (windows[0].closes.isoformat() if windows else "")
        words = escape(personal_text(campaign, employee, language, company.name if company else "", deadline))
        rows: tuple[tuple[Button, ...], ...] = ()
        if campaign.action:
            rows = ((Button(text(language, f"button-campaign-{campaign.action}"), f"cg:{campaign_id}"),),)
        return to_person(employee, account, language, words, rows, urgent=False)


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


async def keep_result(unit: UnitOfWork, job: Job, result: DeliveryResult | Skip, now: datetime) -> None:
    """What became of a campaign message, on its recipient; the last one ends the campaign."""
    campaign_id = int(job.payload["campaign_id"])
    recipient = await unit.campaigns.recipient(campaign_id, int(job.payload["employee_id"]))
    if recipient is None:
        return
    if isinstance(result, Skip):
        recipient.state, recipient.reason = "skipped", result.reason
    elif result.outcome == "sent":
        recipient.state, recipient.sent_at = "sent", now
    else:
        recipient.state, recipient.reason = "failed", result.reason or result.outcome
    await unit.flush()
    campaign = await unit.campaigns.campaign(campaign_id)
    if campaign is not None and campaign.state == "running":
        left = await unit.campaigns.recipients(campaign_id, state="planned", limit=1)
        if not left:
            campaign.state, campaign.finished_at = "done", now
