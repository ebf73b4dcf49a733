"""What search finds, its words, and how far the index has come."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0006"
down_revision = "0005"

SQLITE = """
CREATE VIRTUAL TABLE search_words USING fts5(title, body, alone, tokenize = 'unicode61')
"""
POSTGRESQL = """
CREATE TABLE search_words (rowid BIGINT CONSTRAINT pk_search_words PRIMARY KEY, words tsvector NOT NULL)
"""


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("space_id", sa.Integer()),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level IN ('public','members','space','inside')", name=op.f("ck_search_documents_level")
        ),
        sa.CheckConstraint(
            "level IN ('public','members') OR space_id IS NOT NULL", name=op.f("ck_search_documents_space")
        ),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_search_documents_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("subject", name=op.f("uq_search_documents_subject")),
    )
    op.create_index(op.f("ix_search_documents_kind_id"), "search_documents", ["kind", "id"])
    op.create_index(op.f("ix_search_documents_space_id"), "search_documents", ["space_id"])
    op.create_table(
        "search_progress",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("done_at", Moment(timezone=True)),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_search_progress")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE)
    else:
        op.execute(POSTGRESQL)
        op.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")
