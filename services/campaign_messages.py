"""One campaign message: worded for its person when it is sent, what became of it, and what they did with it."""

from __future__ import annotations

from datetime import datetime

from benefits.errors import InvalidInput, NotFound
from locales import DEFAULT_LANGUAGE, LANGUAGES, text
from services.actors import Actor, UseCase
from services.campaign_audiences import TO_DO, people_of, window_of
from services.campaign_checks import ASKING, campaign_problems
from services.campaign_running import CAMPAIGN_MESSAGE, WHILE_PAUSED
from services.campaign_texts import filled
from services.campaigns import own_campaign
from services.deliveries import Attachment, Button, DeliveryResult, Postponed
from services.model import Campaign, ChatAccount, Employee, Job
from services.plans import PlanShelf
from services.ports import Clock, FileVault, Store, UnitOfWork
from services.quiet_hours import QuietHours
from services.reaching import SENT, Prepared, Skip, reach, to_person
from services.survey_questions import question_buttons, shown_question


class PrepareCampaignMessage(UseCase):
    """A campaign message as a delivery; skipped for people who acted, muted reminders or left, and when it was cancelled.

    Put off while the campaign is paused, in quiet hours, and, unless it announces a deadline, when the person has had a
    reminder or another campaign today. Raises NotFound("file-missing") when its picture or document is gone.

    A test (``payload["test"]``, a language or empty) goes out whatever the state, the hour and the person's choices.
    """

    permission = "delivery.run"

    def __init__(
        self, store: Store, shelf: PlanShelf, vault: FileVault, clock: Clock, quiet: QuietHours, email: bool = False
    ) -> None:
        self._store, self._shelf, self._vault, self._clock = store, shelf, vault, clock
        self._quiet, self._email = quiet, email
        self._file: tuple[int, Attachment] | None = None
        """The file of the campaign under way, which thousands of messages share."""

    async def __call__(self, actor: Actor, job: Job) -> Prepared:
        campaign_id, employee_id = int(job.payload["campaign_id"]), int(job.payload["employee_id"])
        test = job.payload.get("test")
        async with self._store.read() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None or (campaign.state == "cancelled" and test is None):
                return Skip("cancelled")
            if test is None and (reason := await self._left_out(unit, campaign, employee_id)):
                return Skip(reason)
            found = await reach(unit, employee_id, self._email)
            if found is None:
                return Skip("no-channel")
            employee, account = found
            preference = await unit.reminders.preference(employee_id)
            if test is None:
                if preference is not None and "*" in preference.muted and campaign.kind != "deadline":
                    return Skip("muted")
                await self._not_now(unit, campaign, employee_id, self._quiet.chosen_by(preference))
            own = (account.language if account else None) or employee.language or DEFAULT_LANGUAGE
            language = test if test in LANGUAGES else own
            words = filled(campaign.texts[language], await message_values(unit, campaign, employee, self._clock))
            file = await self._attachment(unit, campaign)
        words, rows = _with_buttons(campaign, words, language, account)
        return to_person(employee, account, language, words, rows, urgent=False, attachment=file)

    async def _left_out(self, unit: UnitOfWork, campaign: Campaign, employee_id: int) -> str:
        """Why this person no longer gets the message; empty when they do."""
        recipient = await unit.campaigns.recipient(campaign.id or 0, employee_id)
        employee = await unit.people.employee(employee_id)
        if recipient is None or employee is None or employee.status != "active":
            return "left"
        if recipient.state == "sent":  # and its worker died before the job was ended
            return SENT
        if recipient.acted_at is not None:
            return "acted"
        if campaign.closes_on is not None and campaign.closes_on < self._clock.today():
            return "too-late"
        open_parts = {key: campaign.audience[key] for key in TO_DO if campaign.audience.get(key)}
        still = await people_of(unit, self._shelf, open_parts, self._clock.today(), employee_id) if open_parts else [1]
        return "" if still else "acted"

    async def _not_now(self, unit: UnitOfWork, campaign: Campaign, employee_id: int, hours: QuietHours) -> None:
        """Raises Postponed."""
        now = self._clock.now()
        if campaign.state != "running":
            raise Postponed(now + WHILE_PAUSED)
        allowed = hours.next_allowed(now)
        if allowed > now:
            raise Postponed(allowed)
        begins, ends = hours.day(now)
        if campaign.kind != "deadline" and await unit.reminders.sent_between(employee_id, begins, ends, planned=False):
            raise Postponed(hours.next_allowed(ends))

    async def _attachment(self, unit: UnitOfWork, campaign: Campaign) -> Attachment | None:
        if campaign.attachment_file_id is None:
            return None
        if self._file is None or self._file[0] != campaign.attachment_file_id:
            stored = await unit.files.file(campaign.attachment_file_id)
            if stored is None:
                raise NotFound("file-missing")
            data = await self._vault.get(stored.sha256)
            self._file = (campaign.attachment_file_id, Attachment(stored.filename, data, stored.mime, stored.sha256))
        return self._file[1]


def _with_buttons(
    campaign: Campaign, words: str, language: str, account: ChatAccount | None
) -> tuple[str, list[tuple[Button, ...]]]:
    """The button into a flow; or a survey's first question with its answers. E-mail has no buttons: it says where to go."""
    if campaign.kind in ASKING:
        if account is None:
            return f"{words}\n\n{text(language, 'survey-in-chat')}", []
        words = f"{words}\n\n{shown_question(campaign, 0, language)}"
        rows = question_buttons(campaign, 0, language)
        return words, [tuple(Button(label, data) for label, data in row) for row in rows]
    if not campaign.action:
        return words, []
    return words, [(Button(text(language, f"button-flow-{campaign.action}"), f"cg:{campaign.id}"),)]


async def message_values(unit: UnitOfWork, campaign: Campaign, employee: Employee, clock: Clock) -> dict[str, str]:
    """What the placeholders become for one person. The deadline is the survey's last day, or the window's of the audience."""
    company = await unit.people.company(employee.company_code)
    deadline = campaign.closes_on
    if deadline is None:
        named, today = window_of(campaign.audience), clock.today()
        for window in await unit.enrolment.windows(employee.company_code):
            if window.id == named or (named is None and window.opens <= today <= window.closes):
                deadline = window.closes
    return {
        "name": employee.name,
        "number": employee.number,
        "department": employee.department,
        "company": company.name if company else "",
        "deadline": deadline.isoformat() if deadline else "",
    }


class TestCampaign(UseCase):
    """Send a draft's message to one employee, usually the HR user's own number, through the same delivery as all.

    ``language`` empty: in the person's own; ``all``: once in each. Raises NotFound("employee-not-found"),
    InvalidInput("test-unreachable"), and what is wrong with the campaign's texts.
    """

    __test__ = False
    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock, quiet: QuietHours, email: bool = False) -> None:
        self._store, self._clock, self._quiet, self._email = store, clock, quiet, email

    async def __call__(self, actor: Actor, campaign_id: int, number: str, language: str = "") -> Employee:
        now = self._clock.now()
        languages = LANGUAGES if language == "all" else (language if language in LANGUAGES else "",)
        async with self._store.write() as unit:
            campaign = await own_campaign(unit, actor, campaign_id)
            for problem in await campaign_problems(unit, campaign, now, self._quiet.zone):
                if problem.fields.get("field") in ("texts", "questions", "attachment"):
                    raise problem
            employee = await unit.people.employee_by_number(number.strip())
            if employee is None:
                raise NotFound("employee-not-found", number=number.strip()[:40])
            actor.require_company(employee.company_code)
            if await reach(unit, employee.id or 0, self._email) is None:
                raise InvalidInput("test-unreachable", field="number", number=employee.number)
            for one in languages:
                await unit.jobs.enqueue(
                    Job(
                        CAMPAIGN_MESSAGE,
                        {"campaign_id": campaign_id, "employee_id": employee.id, "test": one},
                        now,
                        now,
                        dedup_key=f"campaign.test:{campaign_id}:{employee.id}:{one}:{now.isoformat()}",
                        order_key=f"person:{employee.id}:test",
                        priority=4,
                    )
                )
            unit.record(actor.name, "campaign.test", "campaign", campaign_id, employee=employee.number)
            await unit.commit()
            return employee


class RecordTap(UseCase):
    """Note that a person tapped a campaign's button. One who wasn't asked (a test) is led on all the same."""

    permission = "campaign.answer"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int) -> Campaign:
        async with self._store.write() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None:
                raise NotFound("campaign-not-found")
            recipient = await unit.campaigns.recipient(campaign_id, actor.own_employee_id)
            if recipient is not None:
                recipient.tapped_at = recipient.tapped_at or self._clock.now()
            await unit.commit()
            return campaign


async def keep_result(unit: UnitOfWork, job: Job, result: DeliveryResult | Skip, now: datetime) -> None:
    """What became of a campaign message, on its recipient; the last one ends the campaign."""
    campaign_id = int(job.payload["campaign_id"])
    recipient = await unit.campaigns.recipient(campaign_id, int(job.payload["employee_id"]))
    if recipient is None or "test" in job.payload or result == Skip(SENT):
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
