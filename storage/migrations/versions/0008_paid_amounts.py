"""What each batch pays of a claim: an appeal may add to what was paid."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paid_amount", sa.BigInteger(), server_default="0", nullable=False))
    with op.batch_alter_table("payout_batches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("amounts", JSON, server_default=sa.text("'{}'"), nullable=False))
    op.execute("UPDATE claims SET paid_amount = COALESCE(payable, 0) WHERE batch_id IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("payout_batches", schema=None) as batch_op:
        batch_op.drop_column("amounts")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_column("paid_amount")
