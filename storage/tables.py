"""The tables, and how ``services.model`` dataclasses map to them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import registry

from services import model
from storage.types import (
    Cents,
    Identity,
    JsonValue,
    SealedJson,
    SealedText,
    UtcDateTime,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
mapper = registry(metadata=metadata)


def _id() -> Column[int]:
    return Column("id", Identity, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    return Column(name, Identity, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def _text(name: str, length: int = 200, **options: object) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="", **options)  # type: ignore[arg-type]


companies = Table("companies", metadata, _id(), _text("code", 40, unique=True), _text("name"), _text("group_name"))

employees = Table(
    "employees",
    metadata,
    _id(),
    _text("number", 40, unique=True),
    _text("name", 100),
    _text("company_code", 40, index=True),
    _text("department", 100),
    _text("tier", 20),
    Column("birth_date", Date, nullable=False),
    Column("hire_date", Date, nullable=False),
    Column("monthly_salary", Cents, nullable=False),
    _text("language", 10),
    Column("phone", SealedText, nullable=False),
    _text("phone_index", 64, index=True),
    _text("email"),
    Column("bank_account", SealedText, nullable=False),
    _text("status", 20),
)

dependents = Table(
    "dependents",
    metadata,
    _id(),
    _ref("employee_id", "employees"),
    _text("relation", 20),
    _text("name", 100),
    Column("birth_date", Date, nullable=False),
    Column("id_number", SealedText, nullable=False),
    Column("enrolled_from", Date),
    Column("enrolled_until", Date),
)

hr_users = Table(
    "hr_users",
    metadata,
    _id(),
    _text("username", 60, unique=True),
    _text("name", 100),
    _text("role", 30),
    _text("password_hash"),
    Column("companies", JsonValue, nullable=False),
    _text("language", 10),
    Column("active", Boolean, nullable=False),
)

link_codes = Table(
    "link_codes",
    metadata,
    _id(),
    _ref("employee_id", "employees"),
    _text("code_index", 64, unique=True),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    _text("issued_by", 60),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

chat_accounts = Table(
    "chat_accounts",
    metadata,
    _id(),
    _text("channel", 20),
    Column("chat_id", Identity, nullable=False),
    Column("language", String(10)),
    _ref("employee_id", "employees", nullable=True),
    Column("linked_at", UtcDateTime),
    Column("consented_at", UtcDateTime),
    _text("consent_version", 20),
    Column("failed_codes", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
    Column("muted", Boolean, nullable=False),
    Column("blocked_at", UtcDateTime),
    Column("last_seen_at", UtcDateTime),
    UniqueConstraint("channel", "chat_id"),
)

files = Table(
    "files",
    metadata,
    _id(),
    _text("sha256", 64, index=True),
    _text("filename"),
    _text("mime", 100),
    Column("size", Integer, nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _id(),
    Column("number", String(30), unique=True),
    _ref("employee_id", "employees"),
    _ref("dependent_id", "dependents", nullable=True, index=False),
    _text("type", 30),
    _text("state", 30),
    Column("service_date", Date),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime, index=True),
    Column("decided_at", UtcDateTime, index=True),
    Column("paid_at", UtcDateTime),
    Column("updated_at", UtcDateTime),
    Column("total", Cents, nullable=False),
    Column("pool_paid", Cents, nullable=False),
    Column("personal_account_paid", Cents, nullable=False),
    Column("other_insurer_paid", Cents, nullable=False),
    Column("own_expense", Cents, nullable=False),
    Column("excluded", Cents, nullable=False),
    Column("disability_grade", Integer),
    Column("diagnosis", SealedText, nullable=False),
    Column("eligible", Cents),
    Column("payable", Cents),
    Column("plan_year", Integer),
    _text("plan_code", 60),
    _text("decision", 30),
    Column("reasons", JsonValue, nullable=False),
    Column("trace", JsonValue, nullable=False),
    Column("checks", JsonValue, nullable=False),
    Column("automatic", Boolean, nullable=False),
    _text("reviewer", 60),
    Column("reviewer_note", SealedText, nullable=False),
    _ref("batch_id", "payout_batches", nullable=True),
    Column("rating", Integer),
    Index("ix_claims_state_submitted", "state", "submitted_at"),
)

claim_documents = Table(
    "claim_documents",
    metadata,
    _id(),
    _ref("claim_id", "claims"),
    _text("kind", 30),
    _ref("file_id", "files"),
    Column("added_at", UtcDateTime, nullable=False),
    _text("status", 20),
    Column("reading", SealedJson, nullable=False),
    Column("values", SealedJson, nullable=False),
    Column("typed", JsonValue, nullable=False),
    Column("problems", JsonValue, nullable=False),
    _text("number_index", 64, index=True),
    _text("print_index", 64, index=True),
    _text("album", 60),
)

claim_events = Table(
    "claim_events",
    metadata,
    _id(),
    _ref("claim_id", "claims"),
    Column("at", UtcDateTime, nullable=False),
    _text("actor", 60),
    _text("action", 40),
    _text("from_state", 30),
    _text("to_state", 30),
    Column("note", SealedText, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("employee_id", Identity, ForeignKey("employees.id"), primary_key=True),
    comment="One row a person, locked while a claim of theirs is decided.",
)

ledger_entries = Table(
    "ledger_entries",
    metadata,
    _id(),
    _ref("employee_id", "employees", index=False),
    _text("claimant", 40),
    Column("plan_year", Integer, nullable=False),
    _text("account", 80),
    Column("amount", Cents, nullable=False),
    _ref("claim_id", "claims"),
    Column("at", UtcDateTime, nullable=False),
    _text("kind", 20),
    Index("ix_ledger_entries_person", "employee_id", "claimant"),
)

payout_batches = Table(
    "payout_batches",
    metadata,
    _id(),
    Column("created_at", UtcDateTime, nullable=False),
    _text("created_by", 60),
    Column("total", Cents, nullable=False),
    Column("count", Integer, nullable=False),
    Column("paid_at", UtcDateTime),
    _text("paid_by", 60),
)

plan_versions = Table(
    "plan_versions",
    metadata,
    _id(),
    _text("code", 60),
    _text("company_code", 40),
    Column("effective_from", Date, nullable=False),
    Column("text", Text, nullable=False),
    _text("sha256", 64),
    Column("published_at", UtcDateTime, nullable=False),
    _text("published_by", 60),
)

enrolment_windows = Table(
    "enrolment_windows",
    metadata,
    _id(),
    _text("company_code", 40, index=True),
    _text("name"),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),
    Column("effective_from", Date, nullable=False),
)

elections = Table(
    "elections",
    metadata,
    _id(),
    Column("number", String(30), unique=True),
    _ref("employee_id", "employees"),
    _ref("window_id", "enrolment_windows"),
    _text("benefit", 60),
    _text("option", 60),
    Column("dependents", JsonValue, nullable=False),
    Column("monthly_total", Cents, nullable=False),
    Column("monthly_company", Cents, nullable=False),
    Column("monthly_employee", Cents, nullable=False),
    Column("trace", JsonValue, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("confirmed_at", UtcDateTime, nullable=False),
    Column("waived", Boolean, nullable=False),
    Column("replaced_at", UtcDateTime),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _ref("account_id", "chat_accounts"),
    _ref("employee_id", "employees", nullable=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("question", SealedText, nullable=False),
    _text("language", 10),
    Column("answer", Text, nullable=False),
    _text("band", 20),
    _text("topic", 40),
    Column("citations", JsonValue, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("rating", Integer),
    Column("handed_over_at", UtcDateTime, index=True),
    Column("resolved_at", UtcDateTime),
    _text("resolved_by", 60),
    Column("reply", SealedText, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    _id(),
    _text("name"),
    Column("audience", JsonValue, nullable=False),
    Column("texts", JsonValue, nullable=False),
    _text("created_by", 60),
    Column("created_at", UtcDateTime, nullable=False),
    _text("state", 20),
    _text("kind", 20),
    _text("action", 40),
    _ref("attachment_file_id", "files", nullable=True, index=False),
    Column("scheduled_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    _text("approved_by", 60),
    Column("planned", Integer, nullable=False),
)

campaign_recipients = Table(
    "campaign_recipients",
    metadata,
    _id(),
    _ref("campaign_id", "campaigns", index=False),
    _ref("employee_id", "employees"),
    _ref("account_id", "chat_accounts", nullable=True, index=False),
    _text("state", 20),
    _text("reason"),
    Column("sent_at", UtcDateTime),
    Column("tapped_at", UtcDateTime),
    Column("acted_at", UtcDateTime),
    UniqueConstraint("campaign_id", "employee_id"),
    Index("ix_campaign_recipients_page", "campaign_id", "state", "id"),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    _id(),
    Column("at", UtcDateTime, nullable=False),
    _text("actor", 60),
    _text("action", 60),
    _text("entity", 40),
    _text("entity_id", 60),
    Column("data", JsonValue, nullable=False),
    _text("previous", 64),
    _text("digest", 64),
    Index("ix_audit_entries_entity", "entity", "entity_id"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("digest", 64),
    Column("count", Identity, nullable=False),
    _text("seal", 64),
    comment="The end of the audit chain; locked while a transaction appends to it.",
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    _text("kind", 40),
    Column("payload", SealedJson, nullable=False),
    Column("dedup_key", String(200), unique=True),
    Column("order_key", String(100)),
    Column("priority", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    _text("lease_owner", 60),
    Column("done_at", UtcDateTime),
    Column("dead_at", UtcDateTime),
    Column("error", Text, nullable=False),
    Column("result", JsonValue, nullable=False),
)
_open_jobs = jobs.c.done_at.is_(None) & jobs.c.dead_at.is_(None)
Index(
    "ix_jobs_open",
    jobs.c.kind,
    jobs.c.priority,
    jobs.c.due_at,
    jobs.c.id,
    sqlite_where=_open_jobs,
    postgresql_where=_open_jobs,
)
Index("ix_jobs_order", jobs.c.order_key, jobs.c.id, sqlite_where=_open_jobs, postgresql_where=_open_jobs)

_dead_jobs = jobs.c.dead_at.is_not(None)
Index("ix_jobs_dead", jobs.c.dead_at, sqlite_where=_dead_jobs, postgresql_where=_dead_jobs)

leases = Table(
    "leases",
    metadata,
    Column("name", String(60), primary_key=True),
    _text("owner", 60),
    Column("until", UtcDateTime, nullable=False),
)

conversation_states = Table(
    "conversation_states",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("state", String(80)),
    Column("data", SealedJson, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

seen_updates = Table(
    "seen_updates",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("update_id", Identity, primary_key=True, autoincrement=False),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)

chat_users = Table(
    "chat_users",
    metadata,
    _id(),
    _text("channel", 20),
    _text("external_id", 120),
    UniqueConstraint("channel", "external_id"),
    comment="Integer ids for the string ids of messengers other than Telegram.",
)

webchat_chats = Table(
    "webchat_chats",
    metadata,
    Column("chat_id", Identity, primary_key=True, autoincrement=False),
    Column("last_message_id", Identity, nullable=False),
    Column("last_seq", Identity, nullable=False),
    comment="One row a chat: its counters, and the lock under which they are handed out.",
)

webchat_sessions = Table(
    "webchat_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("chat_id", Identity, nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False),
)

webchat_messages = Table(
    "webchat_messages",
    metadata,
    Column("chat_id", Identity, primary_key=True, autoincrement=False),
    Column("message_id", Identity, primary_key=True, autoincrement=False),
    Column("seq", Identity, nullable=False),
    _text("sender", 10),
    Column("payload", SealedJson, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("client_id", String(120)),
    Column("edited", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    UniqueConstraint("chat_id", "seq"),
)

webchat_updates = Table(
    "webchat_updates",
    metadata,
    _id(),
    Column("chat_id", Identity, nullable=False),
    _text("client_id", 120),
    Column("event", SealedJson, nullable=False),
    Column("message_id", Identity),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    _text("lease_owner", 60),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("chat_id", "client_id"),
)
_unfinished = webchat_updates.c.finished_at.is_(None)
Index(
    "ix_webchat_updates_unfinished",
    webchat_updates.c.chat_id,
    webchat_updates.c.id,
    sqlite_where=_unfinished,
    postgresql_where=_unfinished,
)

webchat_files = Table(
    "webchat_files",
    metadata,
    Column("file_id", String(64), primary_key=True),
    Column("chat_id", Identity, nullable=False),
    Column("client_id", String(120)),
    Column("name", SealedText, nullable=False),
    _text("mime", 100),
    Column("size", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    _text("sha256", 64, index=True),
    Column("stored_at", UtcDateTime, nullable=False),
    UniqueConstraint("chat_id", "client_id"),
)

webchat_values = Table(
    "webchat_values",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("value", JsonValue, nullable=False),
)

key_checks = Table(
    "key_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", SealedText, nullable=False),
    comment="A known text under the master key, so that a wrong key is told at the start and not at the first claim.",
)

for _table in metadata.tables.values():
    if isinstance(_table.c.get("id"), Column) and _table.c["id"].autoincrement is True:
        # Without this, SQLite gives the number of a deleted last row to the next one, and a stale button finds it.
        _table.dialect_options["sqlite"]["autoincrement"] = True

mapper.map_imperatively(model.Company, companies)
mapper.map_imperatively(model.Employee, employees)
mapper.map_imperatively(model.Dependent, dependents)
mapper.map_imperatively(model.HrUser, hr_users)
mapper.map_imperatively(model.LinkCode, link_codes)
mapper.map_imperatively(model.ChatAccount, chat_accounts)
mapper.map_imperatively(model.StoredFile, files)
mapper.map_imperatively(model.Claim, claims)
mapper.map_imperatively(model.ClaimDocument, claim_documents)
mapper.map_imperatively(model.ClaimEvent, claim_events)
mapper.map_imperatively(model.LedgerEntry, ledger_entries)
mapper.map_imperatively(model.PayoutBatch, payout_batches)
mapper.map_imperatively(model.PlanVersion, plan_versions)
mapper.map_imperatively(model.EnrolmentWindow, enrolment_windows)
mapper.map_imperatively(model.Election, elections)
mapper.map_imperatively(model.QuestionRecord, questions)
mapper.map_imperatively(model.Campaign, campaigns)
mapper.map_imperatively(model.CampaignRecipient, campaign_recipients)
mapper.map_imperatively(model.AuditEntry, audit_entries)
mapper.map_imperatively(model.Job, jobs)
