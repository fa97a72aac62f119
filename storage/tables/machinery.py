"""Audit trail, jobs, leases, conversation state: what keeps the rest going."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from services import model
from storage.tables.base import mapper, metadata, row_id, short_text
from storage.types import Identity, JsonValue, SealedJson, SealedText, UtcDateTime

audit_entries = Table(
    "audit_entries",
    metadata,
    row_id(),
    Column("at", UtcDateTime, nullable=False),
    short_text("actor", 60),
    short_text("action", 60),
    short_text("entity", 40),
    short_text("entity_id", 60),
    Column("data", JsonValue, nullable=False),
    short_text("previous", 64),
    short_text("digest", 64),
    Index("ix_audit_entries_entity", "entity", "entity_id"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    short_text("digest", 64),
    Column("count", Identity, nullable=False),
    short_text("seal", 64),
    comment="The end of the audit chain; locked while a transaction appends to it.",
)

jobs = Table(
    "jobs",
    metadata,
    row_id(),
    short_text("kind", 40),
    Column("payload", SealedJson, nullable=False),
    Column("dedup_key", String(200), unique=True),
    Column("order_key", String(100)),
    Column("priority", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    short_text("lease_owner", 60),
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

_done_jobs = jobs.c.done_at.is_not(None)
Index("ix_jobs_done", jobs.c.done_at, sqlite_where=_done_jobs, postgresql_where=_done_jobs)

_dead_jobs = jobs.c.dead_at.is_not(None)
Index("ix_jobs_dead", jobs.c.dead_at, sqlite_where=_dead_jobs, postgresql_where=_dead_jobs)

leases = Table(
    "leases",
    metadata,
    Column("name", String(60), primary_key=True),
    short_text("owner", 60),
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
    row_id(),
    short_text("channel", 20),
    short_text("external_id", 120),
    UniqueConstraint("channel", "external_id"),
    comment="Integer ids for the string ids of messengers other than Telegram.",
)

key_checks = Table(
    "key_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", SealedText, nullable=False),
    comment="A known text under the master key, so that a wrong key is told at the start and not at the first claim.",
)

mapper.map_imperatively(model.AuditEntry, audit_entries)
mapper.map_imperatively(model.Job, jobs)
