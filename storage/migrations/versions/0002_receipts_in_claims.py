"""Marks of papers for finding another photo of one, appeals, what the bill authority said, thumbnails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "claim_appeals",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("from_state", sa.String(length=30), server_default="", nullable=False),
        sa.Column("payable_before", sa.BigInteger(), nullable=False),
        sa.Column("opinions", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(length=20), server_default="", nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_appeals_claim_id_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_appeals")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claim_appeals_claim_id", "claim_appeals", ["claim_id"], unique=False)
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
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thumbnail", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_column("thumbnail")
    with op.batch_alter_table("claim_documents", schema=None) as batch_op:
        batch_op.drop_column("verification")
    op.drop_table("paper_marks")
    op.drop_table("claim_appeals")
