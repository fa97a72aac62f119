"""Questions with their answers."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, Table, Text

from services import model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import JsonValue, SealedText, UtcDateTime

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
)

mapper.map_imperatively(model.QuestionRecord, questions)
