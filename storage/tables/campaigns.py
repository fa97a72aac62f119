"""Campaigns, who gets them, saved audiences, and what people answered."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, UniqueConstraint, text

from services import model, reminder_model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import JsonValue, UtcDateTime

campaigns = Table(
    "campaigns",
    metadata,
    row_id(),
    short_text("name"),
    Column("audience", JsonValue, nullable=False),
    Column("texts", JsonValue, nullable=False),
    short_text("created_by", 60),
    Column("created_at", UtcDateTime, nullable=False),
    short_text("state", 20),
    short_text("kind", 20),
    short_text("action", 40),
    reference("attachment_file_id", "files", nullable=True, index=False),
    Column("scheduled_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    short_text("approved_by", 60),
    Column("planned", Integer, nullable=False),
    Column("questions", JsonValue, nullable=False, server_default=text("'[]'")),
    Column("open_days", Integer),
    Column("closes_on", Date),
    short_text("repeat", 20),
    Column("days_before", Integer),
    Column("send_time", String(5), nullable=False, server_default=""),
    reference("series_id", "campaigns", nullable=True),
    Column("updated_at", UtcDateTime),
    short_text("updated_by", 60),
    short_text("submitted_by", 60),
    short_text("note", 500),
)

campaign_recipients = Table(
    "campaign_recipients",
    metadata,
    row_id(),
    reference("campaign_id", "campaigns", index=False),
    reference("employee_id", "employees"),
    reference("account_id", "chat_accounts", nullable=True, index=False),
    short_text("state", 20),
    short_text("reason"),
    Column("sent_at", UtcDateTime),
    Column("tapped_at", UtcDateTime),
    Column("acted_at", UtcDateTime),
    UniqueConstraint("campaign_id", "employee_id"),
    Index("ix_campaign_recipients_page", "campaign_id", "state", "id"),
)

audiences = Table(
    "audiences",
    metadata,
    row_id(),
    short_text("name"),
    Column("audience", JsonValue, nullable=False),
    short_text("created_by", 60),
    Column("created_at", UtcDateTime, nullable=False),
)

survey_answers = Table(
    "survey_answers",
    metadata,
    row_id(),
    reference("campaign_id", "campaigns", index=False),
    reference("employee_id", "employees"),
    short_text("question", 40),
    Column("answers", JsonValue, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
    UniqueConstraint("campaign_id", "employee_id", "question"),
)

mapper.map_imperatively(model.Campaign, campaigns)
mapper.map_imperatively(model.CampaignRecipient, campaign_recipients)
mapper.map_imperatively(reminder_model.SavedAudience, audiences)
mapper.map_imperatively(reminder_model.SurveyAnswer, survey_answers)
