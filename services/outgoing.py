"""What to send for a job, to whom and where: worded at the moment of sending, so that language, channel, quiet hours and
what people did meanwhile are those of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from locales import DEFAULT_LANGUAGE, text
from services.actors import Actor, UseCase
from services.campaigns import QuietHours, personal_text
from services.deliveries import Button, Delivery, DeliveryResult, Postponed
from services.model import ChatAccount, Employee, Job
from services.notices import render_args
from services.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is sent, for good; ``reason`` is a code such as ``acted``, ``muted``, ``cancelled``, ``no-channel``."""

    reason: str


Prepared = Delivery | Skip
"""Raises ``Postponed`` where it is not the time yet."""


def escape(value: str) -> str:
    """Text as safe inside the HTML subset of messages."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class PrepareNotice(UseCase):
    """A notice job (``services.notices``) as a delivery for the chat the person used last; by e-mail where no chat is linked."""

    permission = "delivery.run"

    def __init__(self, store: Store, email: bool = False) -> None:
        self._store, self._email = store, email

    async def __call__(self, actor: Actor, job: Job) -> Prepared:
        async with self._store.read() as unit:
            found = await _reach(unit, int(job.payload["employee_id"]), self._email)
        if found is None:
            return Skip("no-channel")
        employee, account = found
        language = (account.language if account else None) or employee.language or DEFAULT_LANGUAGE
        args = {name: escape(value) for name, value in render_args(language, job.payload["args"]).items()}
        words = text(language, str(job.payload["key"]), **args)
        rows = tuple((Button(text(language, key), data),) for key, data in job.payload.get("buttons", ()))
        return _delivery(employee, account, language, words, rows, urgent=bool(job.payload.get("urgent")))


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
            found = await _reach(unit, employee_id, self._email)
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
        return _delivery(employee, account, language, words, rows, urgent=False)


class RecordDelivery(UseCase):
    """Keep what became of a delivery: mark unreachable accounts, and the campaign's recipient."""

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, job: Job, delivery: Delivery | None, result: DeliveryResult | Skip) -> None:
        now = self._clock.now()
        async with self._store.write() as unit:
            if isinstance(result, DeliveryResult) and result.unreachable and delivery is not None:
                chat = delivery.external_chat_id
                account = await unit.accounts.by_chat(delivery.channel, int(chat)) if chat.isdigit() else None
                if account is not None:
                    account.blocked_at = now
                    unit.record(actor.name, "account.unreachable", "account", account.id, reason=result.reason or "")
            if "campaign_id" in job.payload:
                await self._recipient(unit, job, result, now)
            await unit.commit()

    async def _recipient(self, unit: UnitOfWork, job: Job, result: DeliveryResult | Skip, now: datetime) -> None:
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


async def _reach(unit: UnitOfWork, employee_id: int, email: bool) -> tuple[Employee, ChatAccount | None] | None:
    employee = await unit.people.employee(employee_id)
    if employee is None:
        return None
    accounts = [account for account in await unit.accounts.of_employee(employee_id) if account.blocked_at is None]
    if accounts:
        return employee, accounts[0]
    return (employee, None) if email and employee.email else None


def _delivery(
    employee: Employee,
    account: ChatAccount | None,
    language: str,
    words: str,
    rows: Sequence[tuple[Button, ...]],
    *,
    urgent: bool,
) -> Delivery:
    if account is None:
        subject = text(language, "mail-subject")
        return Delivery("email", employee.email, words, urgent=urgent, subject=subject)
    return Delivery(account.channel, str(account.chat_id), words, tuple(rows), urgent=urgent)
