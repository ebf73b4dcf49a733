"""Threads that were split or merged."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "post_moves",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("to_seq", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_moves_post_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_post_moves_thread_id")),
        sa.ForeignKeyConstraint(["to_id"], ["threads.id"], name=op.f("fk_post_moves_to_id")),
        sa.PrimaryKeyConstraint("thread_id", "seq", name=op.f("pk_post_moves")),
    )
    op.create_index(op.f("ix_post_moves_post_id"), "post_moves", ["post_id"])
    op.create_index(op.f("ix_post_moves_to_id"), "post_moves", ["to_id"])
    # In these words, since the other way makes the table anew on SQLite, while posts refer to it.
    op.execute(
        "ALTER TABLE threads ADD COLUMN merged_into_id INTEGER "
        "CONSTRAINT fk_threads_merged_into_id REFERENCES threads (id)"
    )
    op.create_index(op.f("ix_threads_merged_into_id"), "threads", ["merged_into_id"])
