"""The web chat: its messages, accepted events, sessions and files."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from storage.tables.base import metadata, row_id, short_text
from storage.types import Identity, JsonValue, SealedJson, SealedText, UtcDateTime

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
    short_text("sender", 10),
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
    row_id(),
    Column("chat_id", Identity, nullable=False),
    short_text("client_id", 120),
    Column("event", SealedJson, nullable=False),
    Column("message_id", Identity),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    short_text("lease_owner", 60),
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
    short_text("mime", 100),
    Column("size", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    short_text("sha256", 64, index=True),
    Column("stored_at", UtcDateTime, nullable=False),
    UniqueConstraint("chat_id", "client_id"),
)

webchat_values = Table(
    "webchat_values",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("value", JsonValue, nullable=False),
)
