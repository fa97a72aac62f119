"""People: companies, employees and their families, HR users, and the chats they are linked to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from services import model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import Cents, Identity, JsonValue, SealedText, UtcDateTime

companies = Table(
    "companies", metadata, row_id(), short_text("code", 40, unique=True), short_text("name"), short_text("group_name")
)

employees = Table(
    "employees",
    metadata,
    row_id(),
    short_text("number", 40, unique=True),
    short_text("name", 100),
    short_text("company_code", 40, index=True),
    short_text("department", 100),
    short_text("tier", 20),
    Column("birth_date", Date, nullable=False),
    Column("hire_date", Date, nullable=False),
    Column("monthly_salary", Cents, nullable=False),
    short_text("language", 10),
    Column("phone", SealedText, nullable=False),
    short_text("phone_index", 64, index=True),
    short_text("email"),
    Column("bank_account", SealedText, nullable=False),
    short_text("status", 20),
)

dependents = Table(
    "dependents",
    metadata,
    row_id(),
    reference("employee_id", "employees"),
    short_text("relation", 20),
    short_text("name", 100),
    Column("birth_date", Date, nullable=False),
    Column("id_number", SealedText, nullable=False),
    Column("enrolled_from", Date),
    Column("enrolled_until", Date),
)

hr_users = Table(
    "hr_users",
    metadata,
    row_id(),
    short_text("username", 60, unique=True),
    short_text("name", 100),
    short_text("role", 30),
    short_text("password_hash"),
    Column("companies", JsonValue, nullable=False),
    short_text("language", 10),
    Column("active", Boolean, nullable=False),
)

link_codes = Table(
    "link_codes",
    metadata,
    row_id(),
    reference("employee_id", "employees"),
    short_text("code_index", 64, unique=True),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    short_text("issued_by", 60),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

chat_accounts = Table(
    "chat_accounts",
    metadata,
    row_id(),
    short_text("channel", 20),
    Column("chat_id", Identity, nullable=False),
    Column("language", String(10)),
    reference("employee_id", "employees", nullable=True),
    Column("linked_at", UtcDateTime),
    Column("consented_at", UtcDateTime),
    short_text("consent_version", 20),
    Column("failed_codes", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
    Column("blocked_at", UtcDateTime),
    Column("last_seen_at", UtcDateTime),
    UniqueConstraint("channel", "chat_id"),
)

mapper.map_imperatively(model.Company, companies)
mapper.map_imperatively(model.Employee, employees)
mapper.map_imperatively(model.Dependent, dependents)
mapper.map_imperatively(model.HrUser, hr_users)
mapper.map_imperatively(model.LinkCode, link_codes)
mapper.map_imperatively(model.ChatAccount, chat_accounts)
