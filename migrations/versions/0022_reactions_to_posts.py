"""Reactions to posts."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "post_reactions",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('helpful','agree','same_here')", name=op.f("ck_post_reactions_kind")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_post_reactions_member_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_reactions_post_id")),
        sa.PrimaryKeyConstraint("post_id", "member_id", "kind", name=op.f("pk_post_reactions")),
    )
    op.create_index(op.f("ix_post_reactions_member_id"), "post_reactions", ["member_id"])
    # Not in a batch: that would make the table anew on SQLite, while others refer to it.
    for kind in ("helpful", "agree", "same_here"):
        op.add_column("posts", sa.Column(kind, sa.Integer(), server_default="0", nullable=False))
