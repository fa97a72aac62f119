"""Life events that employees declare, and elections made on them instead of in a window."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "life_events",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=30), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="", nullable=False),
        sa.Column("file_id", ID, nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_life_events_employee_id_employees")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_life_events_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_events")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("life_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_life_events_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_life_events_state"), ["state"], unique=False)

    with op.batch_alter_table("elections", schema=None) as batch_op:
        batch_op.add_column(sa.Column("event_id", ID, nullable=True))
        batch_op.alter_column("window_id", existing_type=ID, nullable=True)
        batch_op.create_index(batch_op.f("ix_elections_event_id"), ["event_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_elections_event_id_life_events"), "life_events", ["event_id"], ["id"]
        )


def downgrade() -> None:
    op.execute("DELETE FROM elections WHERE window_id IS NULL")  # the version before can't keep them
    with op.batch_alter_table("elections", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_elections_event_id_life_events"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_elections_event_id"))
        batch_op.alter_column("window_id", existing_type=ID, nullable=False)
        batch_op.drop_column("event_id")

    with op.batch_alter_table("life_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_life_events_state"))
        batch_op.drop_index(batch_op.f("ix_life_events_employee_id"))

    op.drop_table("life_events")
