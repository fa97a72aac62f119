"""Everything the first version keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(length=60), server_default="", nullable=False),
        sa.Column("action", sa.String(length=60), server_default="", nullable=False),
        sa.Column("entity", sa.String(length=40), server_default="", nullable=False),
        sa.Column("entity_id", sa.String(length=60), server_default="", nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("previous", sa.String(length=64), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_entity", ["entity", "entity_id"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("count", ID, nullable=False),
        sa.Column("seal", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
        comment="The end of the audit chain; locked while a transaction appends to it.",
    )
    op.create_table(
        "chat_users",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=20), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=120), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_users")),
        sa.UniqueConstraint("channel", "external_id", name=op.f("uq_chat_users_channel_external_id")),
        comment="Integer ids for the string ids of messengers other than Telegram.",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "companies",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("group_name", sa.String(length=200), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("code", name=op.f("uq_companies_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conversation_states",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversation_states")),
    )
    op.create_table(
        "employees",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("company_code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("department", sa.String(length=100), server_default="", nullable=False),
        sa.Column("tier", sa.String(length=20), server_default="", nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("hire_date", sa.Date(), nullable=False),
        sa.Column("monthly_salary", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=10), server_default="", nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.String(length=64), server_default="", nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("bank_account", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=20), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employees")),
        sa.UniqueConstraint("number", name=op.f("uq_employees_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("employees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employees_company_code"), ["company_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_employees_phone_index"), ["phone_index"], unique=False)

    op.create_table(
        "enrolment_windows",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("company_code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_windows")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("enrolment_windows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_windows_company_code"), ["company_code"], unique=False)

    op.create_table(
        "files",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("filename", sa.String(length=200), server_default="", nullable=False),
        sa.Column("mime", sa.String(length=100), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_files_sha256"), ["sha256"], unique=False)

    op.create_table(
        "hr_users",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("username", sa.String(length=60), server_default="", nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("role", sa.String(length=30), server_default="", nullable=False),
        sa.Column("password_hash", sa.String(length=200), server_default="", nullable=False),
        sa.Column("companies", JSON, nullable=False),
        sa.Column("language", sa.String(length=10), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hr_users")),
        sa.UniqueConstraint("username", name=op.f("uq_hr_users_username")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "jobs",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("dedup_key", sa.String(length=200), nullable=True),
        sa.Column("order_key", sa.String(length=100), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("lease_owner", sa.String(length=60), server_default="", nullable=False),
        sa.Column("done_at", TIME, nullable=True),
        sa.Column("dead_at", TIME, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_jobs_dedup_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(
            "ix_jobs_dead",
            ["dead_at"],
            unique=False,
            sqlite_where=sa.text("dead_at IS NOT NULL"),
            postgresql_where=sa.text("dead_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_jobs_open",
            ["kind", "priority", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )
        batch_op.create_index(
            "ix_jobs_order",
            ["order_key", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )

    op.create_table(
        "key_checks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_checks")),
        comment="A known text under the master key, so that a wrong key is told at the start and not at the first claim.",
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.String(length=60), server_default="", nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "payout_batches",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("created_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("paid_at", TIME, nullable=True),
        sa.Column("paid_by", sa.String(length=60), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_batches")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "plan_versions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=60), server_default="", nullable=False),
        sa.Column("company_code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("published_at", TIME, nullable=False),
        sa.Column("published_by", sa.String(length=60), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "seen_updates",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("channel", "update_id", name=op.f("pk_seen_updates")),
    )
    with op.batch_alter_table("seen_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_updates_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "webchat_chats",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("last_message_id", ID, nullable=False),
        sa.Column("last_seq", ID, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_webchat_chats")),
        comment="One row a chat: its counters, and the lock under which they are handed out.",
    )
    op.create_table(
        "webchat_files",
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("client_id", sa.String(length=120), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("mime", sa.String(length=100), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_webchat_files")),
        sa.UniqueConstraint("chat_id", "client_id", name=op.f("uq_webchat_files_chat_id_client_id")),
    )
    with op.batch_alter_table("webchat_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webchat_files_sha256"), ["sha256"], unique=False)

    op.create_table(
        "webchat_messages",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("sender", sa.String(length=10), server_default="", nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("client_id", sa.String(length=120), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_webchat_messages")),
        sa.UniqueConstraint("chat_id", "seq", name=op.f("uq_webchat_messages_chat_id_seq")),
    )
    op.create_table(
        "webchat_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_webchat_sessions")),
    )
    with op.batch_alter_table("webchat_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webchat_sessions_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "webchat_updates",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("client_id", sa.String(length=120), server_default="", nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("lease_owner", sa.String(length=60), server_default="", nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webchat_updates")),
        sa.UniqueConstraint("chat_id", "client_id", name=op.f("uq_webchat_updates_chat_id_client_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("webchat_updates", schema=None) as batch_op:
        batch_op.create_index(
            "ix_webchat_updates_unfinished",
            ["chat_id", "id"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "webchat_values",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_webchat_values")),
    )
    op.create_table(
        "accounts",
        sa.Column("employee_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_accounts_employee_id_employees")),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_accounts")),
        comment="One row a person, locked while a claim of theirs is decided.",
    )
    op.create_table(
        "campaigns",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("texts", JSON, nullable=False),
        sa.Column("created_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("state", sa.String(length=20), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=20), server_default="", nullable=False),
        sa.Column("action", sa.String(length=40), server_default="", nullable=False),
        sa.Column("attachment_file_id", ID, nullable=True),
        sa.Column("scheduled_at", TIME, nullable=True),
        sa.Column("started_at", TIME, nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("approved_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_file_id"], ["files.id"], name=op.f("fk_campaigns_attachment_file_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chat_accounts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=20), server_default="", nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("employee_id", ID, nullable=True),
        sa.Column("linked_at", TIME, nullable=True),
        sa.Column("consented_at", TIME, nullable=True),
        sa.Column("consent_version", sa.String(length=20), server_default="", nullable=False),
        sa.Column("failed_codes", sa.Integer(), nullable=False),
        sa.Column("locked_until", TIME, nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", TIME, nullable=True),
        sa.Column("last_seen_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_chat_accounts_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_accounts")),
        sa.UniqueConstraint("channel", "chat_id", name=op.f("uq_chat_accounts_channel_chat_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("chat_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chat_accounts_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "dependents",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("relation", sa.String(length=20), server_default="", nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("enrolled_from", sa.Date(), nullable=True),
        sa.Column("enrolled_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_dependents_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependents")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("dependents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dependents_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "elections",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=True),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("window_id", ID, nullable=False),
        sa.Column("benefit", sa.String(length=60), server_default="", nullable=False),
        sa.Column("option", sa.String(length=60), server_default="", nullable=False),
        sa.Column("dependents", JSON, nullable=False),
        sa.Column("monthly_total", sa.BigInteger(), nullable=False),
        sa.Column("monthly_company", sa.BigInteger(), nullable=False),
        sa.Column("monthly_employee", sa.BigInteger(), nullable=False),
        sa.Column("trace", JSON, nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("confirmed_at", TIME, nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("replaced_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_elections_employee_id_employees")),
        sa.ForeignKeyConstraint(
            ["window_id"], ["enrolment_windows.id"], name=op.f("fk_elections_window_id_enrolment_windows")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
        sa.UniqueConstraint("number", name=op.f("uq_elections_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("elections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_elections_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_elections_window_id"), ["window_id"], unique=False)

    op.create_table(
        "link_codes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("code_index", sa.String(length=64), server_default="", nullable=False),
        sa.Column("issued_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("issued_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        sa.Column("revoked_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_link_codes_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_codes")),
        sa.UniqueConstraint("code_index", name=op.f("uq_link_codes_code_index")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("link_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_codes_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "campaign_recipients",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("state", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("tapped_at", TIME, nullable=True),
        sa.Column("acted_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["chat_accounts.id"], name=op.f("fk_campaign_recipients_account_id_chat_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_recipients_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_campaign_recipients_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_recipients")),
        sa.UniqueConstraint("campaign_id", "employee_id", name=op.f("uq_campaign_recipients_campaign_id_employee_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_recipients", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_recipients_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index("ix_campaign_recipients_page", ["campaign_id", "state", "id"], unique=False)

    op.create_table(
        "claims",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=True),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("dependent_id", ID, nullable=True),
        sa.Column("type", sa.String(length=30), server_default="", nullable=False),
        sa.Column("state", sa.String(length=30), server_default="", nullable=False),
        sa.Column("service_date", sa.Date(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("submitted_at", TIME, nullable=True),
        sa.Column("decided_at", TIME, nullable=True),
        sa.Column("paid_at", TIME, nullable=True),
        sa.Column("updated_at", TIME, nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("pool_paid", sa.BigInteger(), nullable=False),
        sa.Column("personal_account_paid", sa.BigInteger(), nullable=False),
        sa.Column("other_insurer_paid", sa.BigInteger(), nullable=False),
        sa.Column("own_expense", sa.BigInteger(), nullable=False),
        sa.Column("excluded", sa.BigInteger(), nullable=False),
        sa.Column("disability_grade", sa.Integer(), nullable=True),
        sa.Column("diagnosis", sa.LargeBinary(), nullable=False),
        sa.Column("eligible", sa.BigInteger(), nullable=True),
        sa.Column("payable", sa.BigInteger(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=True),
        sa.Column("plan_code", sa.String(length=60), server_default="", nullable=False),
        sa.Column("decision", sa.String(length=30), server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("trace", JSON, nullable=False),
        sa.Column("checks", JSON, nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("reviewer", sa.String(length=60), server_default="", nullable=False),
        sa.Column("reviewer_note", sa.LargeBinary(), nullable=False),
        sa.Column("batch_id", ID, nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["payout_batches.id"], name=op.f("fk_claims_batch_id_payout_batches")),
        sa.ForeignKeyConstraint(["dependent_id"], ["dependents.id"], name=op.f("fk_claims_dependent_id_dependents")),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_claims_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("number", name=op.f("uq_claims_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_decided_at"), ["decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index("ix_claims_state_submitted", ["state", "submitted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_submitted_at"), ["submitted_at"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=True),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=10), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("band", sa.String(length=20), server_default="", nullable=False),
        sa.Column("topic", sa.String(length=40), server_default="", nullable=False),
        sa.Column("citations", JSON, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("handed_over_at", TIME, nullable=True),
        sa.Column("resolved_at", TIME, nullable=True),
        sa.Column("resolved_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["chat_accounts.id"], name=op.f("fk_questions_account_id_chat_accounts")
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_questions_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_handed_over_at"), ["handed_over_at"], unique=False)

    op.create_table(
        "claim_documents",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=30), server_default="", nullable=False),
        sa.Column("file_id", ID, nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.Column("status", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("problems", JSON, nullable=False),
        sa.Column("number_index", sa.String(length=64), server_default="", nullable=False),
        sa.Column("print_index", sa.String(length=64), server_default="", nullable=False),
        sa.Column("album", sa.String(length=60), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_documents_claim_id_claims")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_claim_documents_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_documents")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_documents_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_documents_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_documents_number_index"), ["number_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_documents_print_index"), ["print_index"], unique=False)

    op.create_table(
        "claim_events",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(length=60), server_default="", nullable=False),
        sa.Column("action", sa.String(length=40), server_default="", nullable=False),
        sa.Column("from_state", sa.String(length=30), server_default="", nullable=False),
        sa.Column("to_state", sa.String(length=30), server_default="", nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_events_claim_id_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_events")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("claim_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_events_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "ledger_entries",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("claimant", sa.String(length=40), server_default="", nullable=False),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=80), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.String(length=20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_ledger_entries_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_ledger_entries_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entries_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index("ix_ledger_entries_person", ["employee_id", "claimant"], unique=False)

    op.execute("INSERT INTO audit_head (id, digest, count, seal) VALUES (1, '', 0, '')")


def downgrade() -> None:
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entries_person")
        batch_op.drop_index(batch_op.f("ix_ledger_entries_claim_id"))

    op.drop_table("ledger_entries")
    with op.batch_alter_table("claim_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_events_claim_id"))

    op.drop_table("claim_events")
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_documents_print_index"))
        batch_op.drop_index(batch_op.f("ix_claim_documents_number_index"))
        batch_op.drop_index(batch_op.f("ix_claim_documents_file_id"))
        batch_op.drop_index(batch_op.f("ix_claim_documents_claim_id"))

    op.drop_table("claim_documents")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_handed_over_at"))
        batch_op.drop_index(batch_op.f("ix_questions_employee_id"))
        batch_op.drop_index(batch_op.f("ix_questions_account_id"))

    op.drop_table("questions")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_submitted_at"))
        batch_op.drop_index("ix_claims_state_submitted")
        batch_op.drop_index(batch_op.f("ix_claims_employee_id"))
        batch_op.drop_index(batch_op.f("ix_claims_decided_at"))
        batch_op.drop_index(batch_op.f("ix_claims_batch_id"))

    op.drop_table("claims")
    with op.batch_alter_table("campaign_recipients", schema=None) as batch_op:
        batch_op.drop_index("ix_campaign_recipients_page")
        batch_op.drop_index(batch_op.f("ix_campaign_recipients_employee_id"))

    op.drop_table("campaign_recipients")
    with op.batch_alter_table("link_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_codes_employee_id"))

    op.drop_table("link_codes")
    with op.batch_alter_table("elections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_elections_window_id"))
        batch_op.drop_index(batch_op.f("ix_elections_employee_id"))

    op.drop_table("elections")
    with op.batch_alter_table("dependents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dependents_employee_id"))

    op.drop_table("dependents")
    with op.batch_alter_table("chat_accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_accounts_employee_id"))

    op.drop_table("chat_accounts")
    op.drop_table("campaigns")
    op.drop_table("accounts")
    op.drop_table("webchat_values")
    with op.batch_alter_table("webchat_updates", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_webchat_updates_unfinished",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.drop_table("webchat_updates")
    with op.batch_alter_table("webchat_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webchat_sessions_chat_id"))

    op.drop_table("webchat_sessions")
    op.drop_table("webchat_messages")
    with op.batch_alter_table("webchat_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webchat_files_sha256"))

    op.drop_table("webchat_files")
    op.drop_table("webchat_chats")
    with op.batch_alter_table("seen_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seen_updates_seen_at"))

    op.drop_table("seen_updates")
    op.drop_table("plan_versions")
    op.drop_table("payout_batches")
    op.drop_table("leases")
    op.drop_table("key_checks")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_jobs_order",
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_jobs_open",
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_jobs_dead", sqlite_where=sa.text("dead_at IS NOT NULL"), postgresql_where=sa.text("dead_at IS NOT NULL")
        )

    op.drop_table("jobs")
    op.drop_table("hr_users")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_files_sha256"))

    op.drop_table("files")
    with op.batch_alter_table("enrolment_windows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_windows_company_code"))

    op.drop_table("enrolment_windows")
    with op.batch_alter_table("employees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employees_phone_index"))
        batch_op.drop_index(batch_op.f("ix_employees_company_code"))

    op.drop_table("employees")
    op.drop_table("conversation_states")
    op.drop_table("companies")
    op.drop_table("chat_users")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_entity")

    op.drop_table("audit_entries")
