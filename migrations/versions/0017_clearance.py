"""What waits for clearance before it is said."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "clearance_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("view", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_at", Moment(timezone=True), nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (state = 'waiting')", name=op.f("ck_clearance_drafts_answered")
        ),
        sa.CheckConstraint(
            "state IN ('waiting','cleared','not_cleared')", name=op.f("ck_clearance_drafts_state")
        ),
        sa.CheckConstraint("reviewer_id <> author_id", name=op.f("ck_clearance_drafts_another")),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_clearance_drafts_author_id")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["members.id"], name=op.f("fk_clearance_drafts_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance_drafts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("clearance_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clearance_drafts_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clearance_drafts_reviewer_id"), ["reviewer_id"], unique=False)
