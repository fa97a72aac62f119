"""Questions with their answers, the gaps they show, and what HR sets for the whole product."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, Table, Text, false, text

from services import model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import JsonValue, SealedJson, SealedText, UtcDateTime

questions = Table(
    "questions",
    metadata,
    row_id(),
    reference("account_id", "chat_accounts"),
    reference("employee_id", "employees", nullable=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("question", SealedText, nullable=False),
    short_text("language", 10),
    Column("answer", Text, nullable=False),
    short_text("band", 20),
    short_text("topic", 40),
    Column("citations", JsonValue, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("rating", Integer),
    Column("handed_over_at", UtcDateTime, index=True),
    Column("resolved_at", UtcDateTime),
    short_text("resolved_by", 60),
    Column("reply", SealedText, nullable=False),
    short_text("rating_reason", 20),
    Column("choices", JsonValue, nullable=False, server_default=text("'[]'")),
    short_text("chosen", 40),
    Column("tell", Boolean, nullable=False, server_default=false()),
    reference("gap_id", "gaps", nullable=True),
    Column("wording", SealedText, nullable=False, server_default=text("''")),
)

gaps = Table(
    "gaps",
    metadata,
    row_id(),
    Column("title", SealedText, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    short_text("state", 20, index=True),
    Column("drafted", SealedJson, nullable=False),
    short_text("document", 200),
    short_text("reason", 200),
    Column("closed_at", UtcDateTime),
    short_text("closed_by", 60),
)

house_settings = Table(
    "house_settings",
    metadata,
    row_id(),
    short_text("name", 40, unique=True),
    Column("value", JsonValue, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    short_text("changed_by", 60),
)

mapper.map_imperatively(model.QuestionRecord, questions)
mapper.map_imperatively(model.Gap, gaps)
mapper.map_imperatively(model.HouseSetting, house_settings)
