"""progress of letters to many."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("ended_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger.id"], name=op.f("fk_notices_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_at"), "notices", ["at"])
    op.create_index(op.f("ix_notices_ended_at"), "notices", ["ended_at"])
    op.add_column("outbox", sa.Column("notice", sa.Integer(), nullable=True))
    noticed = sa.text("notice IS NOT NULL")
    op.create_index(
        "ix_outbox_notice", "outbox", ["notice", "done_at"], sqlite_where=noticed, postgresql_where=noticed
    )
