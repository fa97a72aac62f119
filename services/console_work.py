"""What HR keeps running: documents and plans, deliveries that failed, results of campaigns, the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from benefits.errors import BenefitsError, InvalidInput, NotFound, NotPermitted, Unavailable
from services.actors import Actor, UseCase
from services.campaign_checks import campaign_problems
from services.campaigns import own_campaign
from services.figures import PersonalFigure, figure
from services.knowledge import Answer, DocumentInfo, DocumentReport, KnowledgeBase
from services.model import AuditEntry, Campaign, CampaignRecipient, Employee, Job, PlanVersion, StoredFile
from services.plans import PlanShelf
from services.ports import Clock, JobStore, Store
from services.quiet_hours import QuietHours


class Librarian(Protocol):
    """Puts documents into the index and takes them out; ``bot/`` wires the knowledge room's."""

    async def publish(self, filename: str, data: bytes, effective: date | None) -> DocumentReport: ...
    async def remove(self, document: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Preview:
    """What an employee would be told. ``employee`` None: asked without a person, so without a figure."""

    answer: Answer
    figure: PersonalFigure | None
    employee: Employee | None


class PreviewAnswer(UseCase):
    """Ask as an employee would, before or after publishing: nothing is recorded as that employee's question."""

    permission = "document.publish"

    def __init__(self, store: Store, knowledge: KnowledgeBase, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._knowledge, self._shelf, self._clock = store, knowledge, shelf, clock

    async def __call__(
        self, actor: Actor, question: str, language: str, employee_number: str = "", as_of: date | None = None
    ) -> Preview:
        question = question.strip()[:1000]
        if not question:
            raise InvalidInput("question-missing", field="question")
        employee = None
        async with self._store.read() as unit:
            if employee_number.strip():
                employee = await unit.people.employee_by_number(employee_number.strip())
                if employee is None:
                    raise NotFound("employee-not-found", number=employee_number.strip())
                actor.require_company(employee.company_code)
        answer = await self._knowledge.ask(question, language=language, as_of=as_of)
        own = None
        if employee is not None and answer.topic:
            async with self._store.write() as unit:
                own = await figure(unit, self._shelf, employee, answer.topic, as_of or self._clock.today())
                unit.record(actor.name, "answer.preview", "employee", employee.number)
                await unit.commit()
        return Preview(answer, own, employee)


class ListDocuments(UseCase):
    """The documents that answers come from, and the published plan versions."""

    permission = "document.publish"

    def __init__(self, store: Store, knowledge: KnowledgeBase) -> None:
        self._store, self._knowledge = store, knowledge

    async def __call__(self, actor: Actor) -> tuple[list[DocumentInfo], list[PlanVersion]]:
        async with self._store.read() as unit:
            plans = [
                version
                for version in await unit.plans.all_versions()
                if not actor.companies or version.company_code in ("", *actor.companies)
            ]
        return await self._knowledge.documents(), plans


class PublishDocument(UseCase):
    """Put a document into the index, or a newer version of it. Only head office may: every company reads it.

    Raises Unavailable("publishing-off") where nothing was wired to do it.
    """

    permission = "document.publish"

    def __init__(self, store: Store, librarian: Librarian | None) -> None:
        self._store, self._librarian = store, librarian

    async def __call__(self, actor: Actor, filename: str, data: bytes, effective: date | None) -> DocumentReport:
        head_office(actor)
        if not filename or not data:
            raise InvalidInput("document-missing", field="file")
        if self._librarian is None:
            raise Unavailable("publishing-off")
        report = await self._librarian.publish(filename, data, effective)
        async with self._store.write() as unit:
            unit.record(
                actor.name, "document.publish", "document", filename[:60],
                passages=report.passages, problem=report.problem or "", effective=str(effective or ""),
            )  # fmt: skip
            await unit.commit()
        return report

    async def remove(self, actor: Actor, document: str) -> None:
        actor.require(self.permission)
        head_office(actor)
        if self._librarian is None:
            raise Unavailable("publishing-off")
        await self._librarian.remove(document)
        async with self._store.write() as unit:
            unit.record(actor.name, "document.remove", "document", document[:60])
            await unit.commit()


@dataclass(frozen=True, slots=True)
class DeadLetter:
    job: Job
    employee: Employee | None


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """``counts`` over all jobs (open, leased, done, dead); letters and people of the actor's companies only."""

    counts: dict[str, int]
    dead: tuple[DeadLetter, ...]
    unreachable: tuple[tuple[Employee, bool], ...]


class ShowDeliveries(UseCase):
    permission = "delivery.manage"

    def __init__(self, store: Store, jobs: JobStore) -> None:
        self._store, self._jobs = store, jobs

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
        return DeliveryState(counts, tuple(made), tuple(unreachable))


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
