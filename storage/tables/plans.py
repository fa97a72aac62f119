"""Published plans, enrolment windows, life events, elections."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, String, Table, Text

from services import model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import Cents, JsonValue, SealedText, UtcDateTime

plan_versions = Table(
    "plan_versions",
    metadata,
    row_id(),
    short_text("code", 60),
    short_text("company_code", 40),
    Column("effective_from", Date, nullable=False),
    Column("text", Text, nullable=False),
    short_text("sha256", 64),
    Column("published_at", UtcDateTime, nullable=False),
    short_text("published_by", 60),
)

enrolment_windows = Table(
    "enrolment_windows",
    metadata,
    row_id(),
    short_text("company_code", 40, index=True),
    short_text("name"),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),
    Column("effective_from", Date, nullable=False),
)

life_events = Table(
    "life_events",
    metadata,
    row_id(),
    reference("employee_id", "employees"),
    short_text("kind", 30),
    Column("happened_on", Date, nullable=False),
    Column("declared_at", UtcDateTime, nullable=False),
    short_text("state", 20, index=True),
    reference("file_id", "files", nullable=True, index=False),
    Column("checked_at", UtcDateTime),
    short_text("checked_by", 60),
    Column("reason", SealedText, nullable=False),
)

elections = Table(
    "elections",
    metadata,
    row_id(),
    Column("number", String(30), unique=True),
    reference("employee_id", "employees"),
    reference("window_id", "enrolment_windows", nullable=True),
    reference("event_id", "life_events", nullable=True),
    short_text("benefit", 60),
    short_text("option", 60),
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

mapper.map_imperatively(model.PlanVersion, plan_versions)
mapper.map_imperatively(model.EnrolmentWindow, enrolment_windows)
mapper.map_imperatively(model.DeclaredEvent, life_events)
mapper.map_imperatively(model.Election, elections)
