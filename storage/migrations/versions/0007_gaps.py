"""Questions become gaps that HR answers; what HR sets for the whole product."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="", nullable=False),
        sa.Column("drafted", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=60), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gaps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gaps_state"), ["state"], unique=False)

    op.create_table(
        "house_settings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=60), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_settings")),
        sa.UniqueConstraint("name", name=op.f("uq_house_settings_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rating_reason", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "choices",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                server_default=sa.text("'[]'"),
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("chosen", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("tell", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("gap_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("wording", sa.LargeBinary(), server_default=sa.text("''"), nullable=False))
        batch_op.create_index(batch_op.f("ix_questions_gap_id"), ["gap_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_questions_gap_id_gaps"), "gaps", ["gap_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_questions_gap_id_gaps"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_questions_gap_id"))
        batch_op.drop_column("wording")
        batch_op.drop_column("gap_id")
        batch_op.drop_column("tell")
        batch_op.drop_column("chosen")
        batch_op.drop_column("choices")
        batch_op.drop_column("rating_reason")

    op.drop_table("house_settings")
    with op.batch_alter_table("gaps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gaps_state"))

    op.drop_table("gaps")
