"""Which letters members want from which thread or space; so far, whoever began a thread heard of every answer."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

BEGAN = """
INSERT INTO notification_levels (member_id, subject, level, why)
SELECT author_id, 'thread:' || id, 3, 'began' FROM threads
"""
ANSWERED = """
INSERT INTO notification_levels (member_id, subject, level, why)
SELECT DISTINCT posts.author_id, 'thread:' || thread_id, 2, 'answered'
FROM posts JOIN threads ON threads.id = posts.thread_id WHERE posts.author_id <> threads.author_id
"""


def upgrade() -> None:
    op.create_table(
        "notification_levels",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("level BETWEEN 0 AND 3", name=op.f("ck_notification_levels_level")),
        sa.CheckConstraint("why IN ('chosen','began','answered')", name=op.f("ck_notification_levels_why")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_notification_levels_member_id")),
        sa.PrimaryKeyConstraint("member_id", "subject", name=op.f("pk_notification_levels")),
    )
    op.create_index(op.f("ix_notification_levels_subject_level"), "notification_levels", ["subject", "level"])
    op.execute(BEGAN)
    op.execute(ANSWERED)
