"""Marks of papers for finding another photo of one, and what the bill authority said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "paper_marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["claim_documents.id"],
            name=op.f("fk_paper_marks_document_id_claim_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mark", "document_id", name=op.f("pk_paper_marks")),
        comment="Keyed hashes of a paper's telling numbers: another photo of the same paper shares some of them.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_paper_marks_document_id", "paper_marks", ["document_id"], unique=False)
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verification", sa.LargeBinary(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.drop_column("verification")
    op.drop_table("paper_marks")
