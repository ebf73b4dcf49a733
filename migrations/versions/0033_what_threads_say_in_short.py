"""What threads say in short."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "thread_summaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("ai_help", sa.Boolean(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("written_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_thread_summaries_author_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_summaries_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_summaries")),
        sa.UniqueConstraint("thread_id", "language", name=op.f("uq_thread_summaries_thread_id_language")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_thread_summaries_author_id"), "thread_summaries", ["author_id"])
