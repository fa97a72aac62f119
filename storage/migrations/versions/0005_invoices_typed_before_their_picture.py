"""An invoice may be typed before its picture comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=ID, nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM paper_marks WHERE document_id IN (SELECT id FROM claim_documents WHERE file_id IS NULL)")
    op.execute("DELETE FROM claim_documents WHERE file_id IS NULL")
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=ID, nullable=False)
