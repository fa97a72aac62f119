"""Automatic reminders, what people chose about them, saved audiences, surveys; mutes move from chats to people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)
PREFERENCES = sa.table("reminder_preferences", sa.column("employee_id", ID), sa.column("muted", JSON))
CHATS = sa.table("chat_accounts", sa.column("employee_id", ID), sa.column("muted", sa.Boolean()))
KEPT = {"sqlite_autoincrement": True}
"""SQLite rebuilds an altered table, and would forget this."""


def upgrade() -> None:
    op.create_table(
        "audiences",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("created_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reminder_settings",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("company_code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("days", JSON, nullable=False),
        sa.Column("send_at", sa.String(length=5), server_default="", nullable=False),
        sa.Column("texts", JSON, nullable=False),
        sa.Column("updated_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_settings")),
        sa.UniqueConstraint("code", "company_code", name=op.f("uq_reminder_settings_code_company_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reminder_preferences",
        sa.Column("employee_id", ID, autoincrement=False, nullable=False),
        sa.Column("muted", JSON, nullable=False),
        sa.Column("time_zone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("quiet_from", sa.String(length=5), server_default="", nullable=False),
        sa.Column("quiet_until", sa.String(length=5), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_reminder_preferences_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_reminder_preferences")),
    )
    op.create_table(
        "reminders",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=80), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("tapped_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_reminders_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "employee_id",
            "code",
            "subject",
            "step",
            "anchor",
            name="uq_reminders_employee_id_code_subject_step_anchor",
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index("ix_reminders_code", ["code", "due_on"], unique=False)
        batch_op.create_index("ix_reminders_person", ["employee_id", "settled_at"], unique=False)

    op.create_table(
        "survey_answers",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("question", sa.String(length=40), server_default="", nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_survey_answers_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_survey_answers_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answers")),
        sa.UniqueConstraint(
            "campaign_id", "employee_id", "question", name=op.f("uq_survey_answers_campaign_id_employee_id_question")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("survey_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_answers_employee_id"), ["employee_id"], unique=False)

    with op.batch_alter_table("campaigns", table_kwargs=KEPT) as batch_op:
        batch_op.add_column(sa.Column("questions", JSON, server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(sa.Column("open_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("repeat", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("days_before", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("send_time", sa.String(length=5), server_default="", nullable=False))
        batch_op.add_column(sa.Column("series_id", ID, nullable=True))
        batch_op.add_column(sa.Column("updated_at", TIME, nullable=True))
        batch_op.add_column(sa.Column("updated_by", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_by", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("note", sa.String(length=500), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_campaigns_series_id"), ["series_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_campaigns_series_id_campaigns"), "campaigns", ["series_id"], ["id"])

    everything = sa.literal(["*"], JSON)
    muted = sa.select(CHATS.c.employee_id, everything).where(CHATS.c.muted, CHATS.c.employee_id.is_not(None)).distinct()
    op.execute(sa.insert(PREFERENCES).from_select(["employee_id", "muted"], muted))
    with op.batch_alter_table("chat_accounts", table_kwargs=KEPT) as batch_op:
        batch_op.drop_column("muted")


def downgrade() -> None:
    with op.batch_alter_table("chat_accounts", table_kwargs=KEPT) as batch_op:
        batch_op.add_column(sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("chat_accounts", table_kwargs=KEPT) as batch_op:
        batch_op.alter_column("muted", server_default=None)
    rows = op.get_bind().execute(sa.select(PREFERENCES.c.employee_id, PREFERENCES.c.muted)).all()
    for employee_id in [row.employee_id for row in rows if "*" in row.muted]:
        op.execute(sa.update(CHATS).where(CHATS.c.employee_id == employee_id).values(muted=True))

    with op.batch_alter_table("campaigns", table_kwargs=KEPT) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_campaigns_series_id_campaigns"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_campaigns_series_id"))
        batch_op.drop_column("note")
        batch_op.drop_column("submitted_by")
        batch_op.drop_column("updated_by")
        batch_op.drop_column("updated_at")
        batch_op.drop_column("series_id")
        batch_op.drop_column("send_time")
        batch_op.drop_column("days_before")
        batch_op.drop_column("repeat")
        batch_op.drop_column("closes_on")
        batch_op.drop_column("open_days")
        batch_op.drop_column("questions")

    with op.batch_alter_table("survey_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_answers_employee_id"))

    op.drop_table("survey_answers")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("ix_reminders_person")
        batch_op.drop_index("ix_reminders_code")

    op.drop_table("reminders")
    op.drop_table("reminder_preferences")
    op.drop_table("reminder_settings")
    op.drop_table("audiences")
