"""The product's records, as plain dataclasses. ``storage/`` maps them to tables; nothing here knows how.

Times are timezone-aware UTC ``datetime``; money is ``Decimal`` yuan with two decimals; dates are calendar dates of the
plan's time zone. Fields marked *sealed* are encrypted at rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

ZERO = Decimal("0.00")
Json = dict[str, Any]


@dataclass(eq=False)
class Company:
    code: str
    name: str
    group_name: str = ""
    id: int | None = None


@dataclass(eq=False)
class Employee:
    number: str
    name: str
    company_code: str
    department: str
    tier: str
    birth_date: date
    hire_date: date
    monthly_salary: Decimal
    language: str = "zh-Hans"
    phone: str = ""
    """Sealed; found through ``phone_index``."""
    phone_index: str = ""
    email: str = ""
    bank_account: str = ""
    """Sealed."""
    status: str = "active"
    id: int | None = None


@dataclass(eq=False)
class Dependent:
    employee_id: int
    relation: str
    name: str
    birth_date: date
    id_number: str = ""
    """Sealed."""
    enrolled_from: date | None = None
    enrolled_until: date | None = None
    id: int | None = None


@dataclass(eq=False)
class HrUser:
    username: str
    name: str
    role: str
    password_hash: str
    companies: list[str] = field(default_factory=list)
    """Company codes; empty means all (the group's head office)."""
    language: str = "zh-Hans"
    active: bool = True
    id: int | None = None


@dataclass(eq=False)
class LinkCode:
    employee_id: int
    code_index: str
    """Keyed hash of the code; the code itself is shown once and not kept."""
    issued_at: datetime
    expires_at: datetime
    issued_by: str
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    id: int | None = None


@dataclass(eq=False)
class ChatAccount:
    """One person's chat on one channel."""

    channel: str
    chat_id: int
    language: str | None = None
    """None until it was detected or chosen."""
    employee_id: int | None = None
    linked_at: datetime | None = None
    consented_at: datetime | None = None
    consent_version: str = ""
    failed_codes: int = 0
    locked_until: datetime | None = None
    blocked_at: datetime | None = None
    """Set when the messenger says this person can't be reached."""
    last_seen_at: datetime | None = None
    id: int | None = None


@dataclass(eq=False)
class StoredFile:
    """An immutable original, kept under its content hash."""

    sha256: str
    filename: str
    mime: str
    size: int
    stored_at: datetime
    id: int | None = None


@dataclass(eq=False)
class Claim:
    employee_id: int
    type: str
    state: str
    created_at: datetime
    dependent_id: int | None = None
    number: str | None = None
    """Given at submission, e.g. ``BX2026-000123``."""
    service_date: date | None = None
    submitted_at: datetime | None = None
    decided_at: datetime | None = None
    paid_at: datetime | None = None
    total: Decimal = ZERO
    pool_paid: Decimal = ZERO
    personal_account_paid: Decimal = ZERO
    other_insurer_paid: Decimal = ZERO
    own_expense: Decimal = ZERO
    excluded: Decimal = ZERO
    disability_grade: int | None = None
    diagnosis: str = ""
    """Sealed."""
    eligible: Decimal | None = None
    payable: Decimal | None = None
    plan_year: int | None = None
    plan_code: str = ""
    decision: str = ""
    reasons: list[Json] = field(default_factory=list)
    trace: list[Json] = field(default_factory=list)
    checks: list[Json] = field(default_factory=list)
    """Why a person has to look: ``[{"code": …, fields…}]``; empty for a clean claim."""
    automatic: bool = False
    reviewer: str = ""
    reviewer_note: str = ""
    batch_id: int | None = None
    """The last batch that pays it."""
    paid_amount: Decimal = ZERO
    """What finance was told to pay so far, less what came back. More may be due after an appeal, less after a correction."""
    rating: int | None = None
    updated_at: datetime | None = None
    id: int | None = None


@dataclass(eq=False)
class ClaimDocument:
    """One paper of a claim. ``values`` holds what counts per field; ``typed`` names the fields a person entered."""

    claim_id: int
    kind: str
    """``invoice``, ``visit_record``, … (``benefits.papers``); ``unsorted`` until known."""
    file_id: int | None
    """None for an invoice that is typed before its picture came."""
    added_at: datetime
    status: str = "waiting"
    """``waiting`` for the reader, ``read``, ``unreadable``, ``kept`` (a paper that needs no reading)."""
    reading: Json = field(default_factory=dict)
    """Sealed: the raw reading."""
    values: Json = field(default_factory=dict)
    """Sealed: field → text of what counts."""
    typed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    number_index: str = ""
    """Keyed hash of the invoice number, for duplicates across the group."""
    print_index: str = ""
    """Keyed hash of total+date: candidates for the same facts."""
    verification: Json = field(default_factory=dict)
    """Sealed: what the bill authority said, ``{"status", "differences", "checked_at"}``; empty when it was not asked."""
    album: str = ""
    id: int | None = None


@dataclass(eq=False)
class ClaimEvent:
    claim_id: int
    at: datetime
    actor: str
    action: str
    from_state: str
    to_state: str
    note: str = ""
    id: int | None = None


@dataclass(eq=False)
class PastDecision:
    """A decision that another one replaced, with the explanation that was given for it. Never changed."""

    claim_id: int
    decided_at: datetime
    decided_by: str
    decision: str
    eligible: Decimal | None
    payable: Decimal | None
    plan_code: str
    reasons: list[Json] = field(default_factory=list)
    trace: list[Json] = field(default_factory=list)
    note: str = ""
    """Sealed."""
    id: int | None = None


@dataclass(eq=False)
class LedgerEntry:
    """One line of a person's yearly accumulation. Never changed; a reversal is another line."""

    employee_id: int
    claimant: str
    """``self`` or ``dependent:<id>``."""
    plan_year: int
    account: str
    amount: Decimal
    claim_id: int
    at: datetime
    kind: str = "decision"
    """``decision``, ``reversal`` or ``opening``."""
    id: int | None = None


@dataclass(eq=False)
class PayoutBatch:
    created_at: datetime
    created_by: str
    total: Decimal
    count: int
    amounts: Json = field(default_factory=dict)
    """Claim's id → what this batch pays of it, ``"120.00"``; empty in batches of earlier versions, which pay all."""
    paid_at: datetime | None = None
    paid_by: str = ""
    id: int | None = None


@dataclass(eq=False)
class PlanVersion:
    """A published plan file. The text is the source; a past version is never edited."""

    code: str
    effective_from: date
    text: str
    sha256: str
    published_at: datetime
    published_by: str
    company_code: str = ""
    """Empty: every company."""
    id: int | None = None


@dataclass(eq=False)
class EnrolmentWindow:
    company_code: str
    opens: date
    closes: date
    """Last day, inclusive."""
    effective_from: date
    name: str = ""
    id: int | None = None


@dataclass(eq=False)
class Election:
    """One confirmed choice. A later confirmation replaces it; the last confirmed stands."""

    employee_id: int
    window_id: int | None
    """None for one that was made on a life event: ``event_id``, also None for a new hire."""
    benefit: str
    option: str
    """Empty when waived."""
    dependents: list[int]
    monthly_total: Decimal
    monthly_company: Decimal
    monthly_employee: Decimal
    trace: list[Json]
    effective_from: date
    confirmed_at: datetime
    waived: bool = False
    number: str | None = None
    replaced_at: datetime | None = None
    event_id: int | None = None
    id: int | None = None


@dataclass(eq=False)
class DeclaredEvent:
    """A qualifying life event that an employee has declared."""

    employee_id: int
    kind: str
    """One of ``benefits.enrolment.LIFE_EVENTS``."""
    happened_on: date
    declared_at: datetime
    state: str = "declared"
    """``declared``, ``confirmed``, ``refused``."""
    file_id: int | None = None
    """Its proof."""
    checked_at: datetime | None = None
    checked_by: str = ""
    reason: str = ""
    """Sealed: why it was refused."""
    id: int | None = None


@dataclass(eq=False)
class QuestionRecord:
    """A question as asked, what was answered, and what the person thought of it."""

    account_id: int
    asked_at: datetime
    question: str
    """Sealed."""
    language: str
    answer: str
    band: str
    topic: str = ""
    citations: list[Json] = field(default_factory=list)
    seconds: float = 0.0
    employee_id: int | None = None
    rating: int | None = None
    """1 or −1."""
    handed_over_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str = ""
    reply: str = ""
    rating_reason: str = ""
    """Why it was rated down: ``wrong``, ``other_question``, ``unclear``."""
    choices: list[str] = field(default_factory=list)
    """Benefits that a clarifying question offered; ``chosen`` is the one taken."""
    chosen: str = ""
    tell: bool = False
    """The person wants to be told when HR has answered."""
    gap_id: int | None = None
    wording: str = ""
    """Sealed: the question with what an earlier turn lent it; without names once it is sorted into a gap."""
    id: int | None = None


@dataclass(eq=False)
class Gap:
    """Questions about the same thing that the documents don't answer well, for HR to answer once."""

    title: str
    """Sealed: a wording without names, HR's heading once answered."""
    opened_at: datetime
    state: str = "open"
    """``open``, ``answered``, ``dismissed``."""
    drafted: Json = field(default_factory=dict)
    """HR's answer: title, language, effective, and the text by language."""
    document: str = ""
    """File name of the document that the answer became."""
    reason: str = ""
    """Why it was dismissed."""
    closed_at: datetime | None = None
    closed_by: str = ""
    id: int | None = None


@dataclass(eq=False)
class HouseSetting:
    """What HR sets for the whole product in the console: the newest value by name."""

    name: str
    value: Json
    changed_at: datetime
    changed_by: str
    id: int | None = None


@dataclass(eq=False)
class Campaign:
    name: str
    audience: Json
    texts: Json
    """Language → text with placeholders."""
    created_by: str
    created_at: datetime
    state: str = "draft"
    """``draft``, ``awaiting_approval``, ``scheduled``, ``running``, ``paused``, ``done``, ``cancelled``."""
    kind: str = "reminder"
    """``reminder``, ``deadline`` (can't be muted), ``survey``, ``quiz``."""
    action: str = ""
    """Flow that its button leads into: ``enrol``, ``claims``, ``ask`` or empty."""
    attachment_file_id: int | None = None
    scheduled_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    approved_by: str = ""
    planned: int = 0
    questions: list[Json] = field(default_factory=list)
    """Of a survey or quiz (``services.survey_questions``)."""
    open_days: int | None = None
    """For how many days from the start answers are taken."""
    closes_on: date | None = None
    """Last day for answers; set at the start."""
    repeat: str = ""
    """Empty, ``weekly`` or ``monthly``: how long after this one the next begins."""
    days_before: int | None = None
    """Sent so many days before the audience's enrolment window closes, at ``send_time``."""
    send_time: str = ""
    series_id: int | None = None
    """The first campaign of a recurring series."""
    updated_at: datetime | None = None
    updated_by: str = ""
    submitted_by: str = ""
    """Who asked for approval."""
    note: str = ""
    """Why approval was refused, or a start didn't happen."""
    id: int | None = None


@dataclass(eq=False)
class CampaignRecipient:
    campaign_id: int
    employee_id: int
    account_id: int | None
    state: str = "planned"
    """``planned``, ``sent``, ``failed``, ``skipped``."""
    reason: str = ""
    sent_at: datetime | None = None
    tapped_at: datetime | None = None
    acted_at: datetime | None = None
    id: int | None = None


@dataclass(eq=False)
class AuditEntry:
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: str
    data: Json = field(default_factory=dict)
    previous: str = ""
    digest: str = ""
    id: int | None = None


@dataclass(eq=False)
class Job:
    """One line of the transactional outbox."""

    kind: str
    payload: Json
    due_at: datetime
    created_at: datetime
    dedup_key: str | None = None
    """Unique among all jobs ever enqueued: a second enqueue with the same key does nothing."""
    order_key: str | None = None
    """Jobs with the same key run one at a time, in the order they were enqueued."""
    priority: int = 5
    """Lower runs first: 0 claim decisions and answers to a waiting person, 5 notices, 9 campaigns."""
    attempts: int = 0
    lease_until: datetime | None = None
    lease_owner: str = ""
    done_at: datetime | None = None
    dead_at: datetime | None = None
    error: str = ""
    result: Json = field(default_factory=dict)
    id: int | None = None
