"""What use cases ask of the store, by topic. Every repository works in the transaction of its unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from services.model import (
    AuditEntry,
    Campaign,
    CampaignRecipient,
    ChatAccount,
    Claim,
    ClaimDocument,
    ClaimEvent,
    Company,
    DeclaredEvent,
    Dependent,
    Election,
    Employee,
    EnrolmentWindow,
    Gap,
    HouseSetting,
    HrUser,
    Job,
    LedgerEntry,
    LinkCode,
    PastDecision,
    PayoutBatch,
    PlanVersion,
    QuestionRecord,
    StoredFile,
)

if TYPE_CHECKING:
    from services.reminder_rules import CompanyFacts


class People(Protocol):
    async def company(self, code: str) -> Company | None: ...
    async def companies(self) -> list[Company]: ...
    async def employee(self, employee_id: int) -> Employee | None: ...
    async def employee_by_number(self, number: str) -> Employee | None: ...
    async def employees_by_phone(self, phone_index: str) -> list[Employee]: ...
    async def employees(
        self, *, companies: Sequence[str] = (), search: str = "", limit: int = 100, offset: int = 0
    ) -> list[Employee]: ...
    async def count_employees(self, *, companies: Sequence[str] = (), search: str = "") -> int: ...
    async def names_in(self, words: str, *, limit: int = 20) -> list[str]:
        """Names of employees and dependents that stand in ``words``, longest first."""
        ...

    async def dependents(self, employee_id: int) -> list[Dependent]: ...
    async def dependent(self, dependent_id: int) -> Dependent | None: ...
    async def hr_user(self, username: str) -> HrUser | None: ...
    async def hr_users(self) -> list[HrUser]: ...


class Accounts(Protocol):
    """Chat accounts and link codes."""

    async def account(self, account_id: int) -> ChatAccount | None: ...
    async def by_chat(self, channel: str, chat_id: int) -> ChatAccount | None: ...
    async def of_employee(self, employee_id: int) -> list[ChatAccount]:
        """Linked and consented accounts, the one used last first."""
        ...

    async def code(self, code_index: str) -> LinkCode | None: ...
    async def open_codes(self, employee_id: int) -> list[LinkCode]: ...
    async def code_used_at(self, employee_id: int, at: datetime) -> LinkCode | None:
        """The code by which somebody was linked to this employee at that moment; None where it was by phone."""
        ...


class Claims(Protocol):
    async def claim(self, claim_id: int) -> Claim | None: ...
    async def by_number(self, number: str) -> Claim | None: ...
    async def lock(self, claim_id: int) -> Claim | None:
        """The claim, fresh, locked until the transaction ends."""
        ...

    async def of_employee(self, employee_id: int, *, limit: int = 50) -> list[Claim]:
        """Newest first."""
        ...

    async def open_draft(self, employee_id: int) -> Claim | None:
        """The draft touched last."""
        ...

    async def documents(self, claim_id: int) -> list[ClaimDocument]: ...
    async def document(self, document_id: int) -> ClaimDocument | None: ...
    async def events(self, claim_id: int) -> list[ClaimEvent]: ...
    async def past_decisions(self, claim_id: int) -> list[PastDecision]:
        """Decisions that were replaced, oldest first."""
        ...

    async def queue(
        self, states: Sequence[str], *, companies: Sequence[str] = (), limit: int = 100, offset: int = 0
    ) -> list[tuple[Claim, Employee]]:
        """Oldest submission first."""
        ...

    async def count(self, states: Sequence[str], *, companies: Sequence[str] = ()) -> int: ...
    async def overpaid(self, *, companies: Sequence[str] = (), limit: int = 100) -> list[tuple[Claim, Employee]]:
        """Claims of which more was paid than is payable, oldest decision first."""
        ...

    async def alike(
        self,
        *,
        number_indexes: Sequence[str],
        print_indexes: Sequence[str],
        shas: Sequence[str],
        marks_of: Sequence[int],
        not_claim: int,
    ) -> list[tuple[ClaimDocument, Claim]]:
        """Papers of other, submitted and not withdrawn claims of the whole group that share a file, an index or two
        marks that are not common. Candidates: whether they are alike is for ``services.duplicates``."""
        ...

    async def set_marks(self, document_id: int, marks: Sequence[int]) -> None:
        """Replace the marks of a paper."""
        ...

    async def recent_paid_total(self, employee_id: int, since: date) -> tuple[int, Decimal]:
        """How many claims this person submitted since, and what they were paid."""
        ...


class Ledger(Protocol):
    async def lock(self, employee_id: int) -> None:
        """Hold this person's account until the transaction ends, so that limits are read and used by one at a time."""
        ...

    async def entries(self, employee_id: int, claimant: str = "self") -> list[LedgerEntry]: ...
    async def of_claim(self, claim_id: int) -> list[LedgerEntry]: ...
    async def totals(self, employee_id: int, claimant: str = "self") -> dict[tuple[int, str], Decimal]:
        """(plan year, account) → sum of the entries."""
        ...


class Payouts(Protocol):
    async def batch(self, batch_id: int, *, lock: bool = False) -> PayoutBatch | None: ...
    async def batches(self, *, limit: int = 100) -> list[PayoutBatch]: ...
    async def claims(self, batch_id: int) -> list[Claim]:
        """Claims of a batch, locked."""
        ...


class Plans(Protocol):
    async def versions(self, company_code: str) -> list[PlanVersion]:
        """Those for every company, then the company's own; each oldest first."""
        ...

    async def digests(self, company_code: str) -> list[str]:
        """What tells ``versions`` apart, without their texts: digest and first day."""
        ...

    async def all_versions(self) -> list[PlanVersion]: ...


class Enrolment(Protocol):
    async def windows(self, company_code: str) -> list[EnrolmentWindow]: ...
    async def window(self, window_id: int) -> EnrolmentWindow | None: ...
    async def elections(self, employee_id: int, *, standing: bool = True) -> list[Election]:
        """Confirmed elections, newest first; ``standing`` leaves replaced ones out."""
        ...

    async def election(self, election_id: int) -> Election | None: ...
    async def events(self, employee_id: int) -> list[DeclaredEvent]:
        """Newest declaration first."""
        ...

    async def event(self, event_id: int, *, lock: bool = False) -> DeclaredEvent | None: ...
    async def declared(
        self, *, companies: Sequence[str] = (), limit: int = 100
    ) -> list[tuple[DeclaredEvent, Employee]]:
        """Unchecked ones first, then the newest."""
        ...


class Questions(Protocol):
    async def question(self, question_id: int) -> QuestionRecord | None: ...
    async def last(self, account_id: int, since: datetime, limit: int = 3) -> list[QuestionRecord]:
        """Newest first."""
        ...

    async def handed_over(
        self, *, companies: Sequence[str] = (), limit: int = 100
    ) -> list[tuple[QuestionRecord, Employee]]: ...
    async def unsorted(self, *, limit: int = 200) -> list[QuestionRecord]:
        """Questions that show a gap and belong to none yet, oldest first."""
        ...

    async def gaps(self, states: Sequence[str], *, limit: int = 500) -> list[Gap]:
        """Newest first."""
        ...

    async def gap(self, gap_id: int, *, lock: bool = False) -> Gap | None: ...
    async def of_gaps(
        self, gap_ids: Sequence[int], *, companies: Sequence[str] = ()
    ) -> list[tuple[QuestionRecord, Employee]]:
        """Questions of these gaps that still show one, newest first."""
        ...

    async def rated(self, *, companies: Sequence[str] = (), limit: int = 50_000) -> list[QuestionRecord]:
        """Newest first."""
        ...

    async def second_tries(
        self, within: timedelta, *, limit: int = 3000
    ) -> list[tuple[QuestionRecord, QuestionRecord]]:
        """A question that found nothing or was rated down, and the same person's next one, which was answered."""
        ...

    async def setting(self, name: str) -> HouseSetting | None:
        """What HR set for the whole product under this name."""
        ...


class Campaigns(Protocol):
    async def campaign(self, campaign_id: int, *, lock: bool = False) -> Campaign | None: ...
    async def campaigns(self, *, limit: int = 100) -> list[Campaign]: ...
    async def to_come(self, series_id: int) -> list[Campaign]:
        """Campaigns of a recurring series that haven't begun."""
        ...

    async def audience(
        self,
        audience: Mapping[str, Any],
        today: date,
        *,
        unused: Sequence[CompanyFacts] = (),
        employee_id: int | None = None,
    ) -> list[tuple[int, int | None]]:
        """(employee id, account id or None when not reachable) for whom the audience describes, each person once.

        ``unused``: what an audience's unused benefit means in each company. ``employee_id``: only this person.
        """
        ...

    async def plan(self, campaign_id: int, people: Sequence[tuple[int, int | None]]) -> None:
        """Freeze (employee, account) as recipients; those known already are passed over."""
        ...

    async def recipients(
        self, campaign_id: int, *, state: str = "", after: int = 0, limit: int = 500
    ) -> list[CampaignRecipient]: ...
    async def recipient(self, campaign_id: int, employee_id: int) -> CampaignRecipient | None: ...
    async def mark_acted(self, employee_id: int, actions: Sequence[str], at: datetime) -> None:
        """Note that a person did what their campaigns of the last ``ACTED_WITHIN`` with one of these actions asked for."""
        ...

    async def statistics(self, campaign_ids: Sequence[int]) -> dict[int, dict[str, int]]:
        """Campaign → planned (still to be sent), sent, failed, skipped, tapped, acted (after it was sent).

        ``unsent``: those of the failed that no messenger was given.
        """
        ...

    async def reasons(self, campaign_id: int) -> list[tuple[str, str, int]]:
        """(state, reason, how many) of those that failed or were skipped."""
        ...

    async def recipient_rows(
        self, campaign_id: int, *, limit: int, after: int = 0
    ) -> list[tuple[CampaignRecipient, Employee]]:
        """Recipients with who they are, in the order they were planned."""
        ...


class Jobs(Protocol):
    """The outbox. ``enqueue`` belongs to the caller's transaction; the rest commits on its own (see ``JobStore``)."""

    async def enqueue(self, job: Job) -> bool:
        """False when a job with the same ``dedup_key`` was enqueued before."""
        ...

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """Many at once; known ``dedup_key``s are passed over."""
        ...

    async def bring_forward(self, kind: str, prefix: str, now: datetime) -> None:
        """What was put off, of this kind and with such a ``dedup_key``, becomes due now."""
        ...


class Files(Protocol):
    async def file(self, file_id: int) -> StoredFile | None: ...


class Audit(Protocol):
    async def entries(self, *, limit: int = 200, before: int | None = None) -> list[AuditEntry]: ...


class Personal(Protocol):
    """What is stored about one person, for their own copy of it."""

    async def of_employee(self, employee_id: int) -> dict[str, list[dict[str, Any]]]:
        """Table name → rows, unsealed. Empty where there is no such person."""
        ...

    async def originals(self, claim_ids: Iterable[int], event_ids: Iterable[int] = ()) -> list[dict[str, Any]]:
        """``claim_id``, ``sha256``, ``filename`` and ``mime`` of the papers of these claims."""
        ...
