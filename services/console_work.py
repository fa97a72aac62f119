"""What HR keeps running: deliveries that failed, results of campaigns, the audit trail."""

from __future__ import annotations

from dataclasses import dataclass

from benefits.errors import BenefitsError, NotFound, NotPermitted
from services.actors import Actor, UseCase
from services.campaign_checks import campaign_problems
from services.campaigns import own_campaign
from services.model import AuditEntry, Campaign, CampaignRecipient, Employee, Job, StoredFile
from services.ports import Clock, JobStore, Store
from services.quiet_hours import QuietHours


@dataclass(frozen=True, slots=True)
class DeadLetter:
    job: Job
    employee: Employee | None

    @property
    def reason(self) -> str:
        """A code (``services.deliveries.FailureReason``, or an error's)."""
        return self.job.error.partition(": ")[0]

    @property
    def detail(self) -> str:
        """The provider's words."""
        return self.job.error.partition(": ")[2]


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """``counts`` over all jobs (open, leased, done, dead); letters and people of the actor's companies only."""

    counts: dict[str, int]
    dead: tuple[DeadLetter, ...]
    unreachable: tuple[tuple[Employee, bool], ...]
    """Without a chat that works, and whether they had one."""
    email: bool = False
    """Whether these people's messages go out by e-mail, where an address is known."""


class ShowDeliveries(UseCase):
    permission = "delivery.manage"

    def __init__(self, store: Store, jobs: JobStore, email: bool = False) -> None:
        self._store, self._jobs, self._email = store, jobs, email

    async def __call__(self, actor: Actor) -> DeliveryState:
        counts, letters = await self._jobs.counts(), await self._jobs.dead_letters()
        made: list[DeadLetter] = []
        async with self._store.read() as unit:
            for job in letters:
                employee_id = job.payload.get("employee_id")
                employee = await unit.people.employee(int(employee_id)) if employee_id else None
                if actor.companies and (employee is None or employee.company_code not in actor.companies):
                    continue
                made.append(DeadLetter(job, employee))
            unreachable = await unit.reports.unreachable(companies=actor.companies)
        return DeliveryState(counts, tuple(made), tuple(unreachable), self._email)


class SendAgain(UseCase):
    """Put a dead letter back into the outbox. Raises NotFound("job-not-found") when it is no longer there: sent meanwhile."""

    permission = "delivery.manage"

    def __init__(self, store: Store, jobs: JobStore, clock: Clock) -> None:
        self._store, self._jobs, self._clock = store, jobs, clock

    async def __call__(self, actor: Actor, job_id: int) -> None:
        job = next((job for job in await self._jobs.dead_letters(limit=1000) if job.id == job_id), None)
        if job is None:
            raise NotFound("job-not-found")
        async with self._store.write() as unit:
            employee_id = job.payload.get("employee_id")
            employee = await unit.people.employee(int(employee_id)) if employee_id else None
            if actor.companies:
                actor.require_company(employee.company_code if employee else "-")
            unit.record(actor.name, "delivery.again", "job", job_id)
            await unit.commit()
        await self._jobs.revive(job_id, now=self._clock.now())


@dataclass(frozen=True, slots=True)
class CampaignView:
    """``reasons``: (state, reason, how many) of those that failed or were skipped."""

    campaign: Campaign
    statistics: dict[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    recipients: tuple[tuple[CampaignRecipient, Employee], ...]
    problems: tuple[BenefitsError, ...]
    """All that keeps a draft from being sent."""
    file: StoredFile | None


class OpenCampaign(UseCase):
    """One campaign with its results. Raises NotPermitted("other-company") when it also went to other companies."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock, quiet: QuietHours) -> None:
        self._store, self._clock, self._quiet = store, clock, quiet

    async def __call__(self, actor: Actor, campaign_id: int, recipients: int = 0) -> CampaignView:
        """``recipients``: at most how many of them to list; 0 for none."""
        async with self._store.read() as unit:
            campaign = await own_campaign(unit, actor, campaign_id)
            rows = await unit.campaigns.recipient_rows(campaign_id, limit=recipients) if recipients else []
            drafted = campaign.state in ("draft", "awaiting_approval")
            now = self._clock.now()
            file_id = campaign.attachment_file_id
            return CampaignView(
                campaign,
                (await unit.campaigns.statistics([campaign_id]))[campaign_id],
                tuple(await unit.campaigns.reasons(campaign_id)),
                tuple(rows),
                tuple(await campaign_problems(unit, campaign, now, self._quiet.zone)) if drafted else (),
                await unit.files.file(file_id) if file_id else None,
            )


class ListAudit(UseCase):
    """The audit trail, newest first. Head office only: it spans all companies."""

    permission = "audit.read"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, before: int | None = None, limit: int = 100) -> list[AuditEntry]:
        head_office(actor)
        async with self._store.read() as unit:
            return await unit.audit.entries(limit=limit, before=before)


def head_office(actor: Actor) -> None:
    if actor.companies:
        raise NotPermitted("head-office-only")
