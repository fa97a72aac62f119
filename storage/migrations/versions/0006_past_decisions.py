"""Decisions that were replaced are kept with their explanations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "past_decisions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("decision", sa.String(length=30), server_default="", nullable=False),
        sa.Column("eligible", sa.BigInteger(), nullable=True),
        sa.Column("payable", sa.BigInteger(), nullable=True),
        sa.Column("plan_code", sa.String(length=60), server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("trace", JSON, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_past_decisions_claim_id_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_past_decisions_claim_id"), "past_decisions", ["claim_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_past_decisions_claim_id"), "past_decisions")
    op.drop_table("past_decisions")
