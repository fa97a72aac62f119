"""Automatic reminders: how HR and employees want them, and each one that became due."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, UniqueConstraint

from services import reminder_model as model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import Identity, JsonValue, UtcDateTime

reminder_settings = Table(
    "reminder_settings",
    metadata,
    row_id(),
    short_text("code", 40),
    short_text("company_code", 40),
    Column("enabled", Boolean, nullable=False),
    Column("days", JsonValue, nullable=False),
    short_text("send_at", 5),
    Column("texts", JsonValue, nullable=False),
    short_text("updated_by", 60),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("code", "company_code"),
)

reminders = Table(
    "reminders",
    metadata,
    row_id(),
    reference("employee_id", "employees", index=False),
    short_text("code", 40),
    short_text("subject", 80),
    Column("step", Integer, nullable=False),
    Column("anchor", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    short_text("state", 20),
    short_text("reason"),
    Column("settled_at", UtcDateTime),
    Column("tapped_at", UtcDateTime),
    UniqueConstraint("employee_id", "code", "subject", "step", "anchor"),
    Index("ix_reminders_person", "employee_id", "settled_at"),
    Index("ix_reminders_code", "code", "due_on"),
)

reminder_preferences = Table(
    "reminder_preferences",
    metadata,
    Column("employee_id", Identity, ForeignKey("employees.id"), primary_key=True, autoincrement=False),
    Column("muted", JsonValue, nullable=False),
    short_text("time_zone", 60),
    short_text("quiet_from", 5),
    short_text("quiet_until", 5),
)

mapper.map_imperatively(model.ReminderSetting, reminder_settings)
mapper.map_imperatively(model.Reminder, reminders)
mapper.map_imperatively(model.ReminderPreference, reminder_preferences)
