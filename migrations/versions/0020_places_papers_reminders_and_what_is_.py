"""Places, papers, reminders, and what is taken down while a meeting sits."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "meeting_reminders",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["meeting_series.id"], name=op.f("fk_meeting_reminders_series_id")
        ),
        sa.PrimaryKeyConstraint("series_id", name=op.f("pk_meeting_reminders")),
    )
    op.create_table(
        "meetings_reminded",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("moment", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_meetings_reminded_key")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meetings_reminded_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_reminded")),
        sa.UniqueConstraint(
            "meeting_id", "key", "moment", name=op.f("uq_meetings_reminded_meeting_id_key_moment")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "straw_polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("closed_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_straw_polls_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_straw_polls_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_straw_polls")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_straw_polls_meeting_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('point','parked')", name=op.f("ck_meeting_notes_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_meeting_notes_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_meeting_notes_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_notes_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_notes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_notes_by_id"), "meeting_notes", ["by_id"])
    op.create_index(op.f("ix_meeting_notes_item_id"), "meeting_notes", ["item_id"])
    op.create_index(op.f("ix_meeting_notes_meeting_id_kind"), "meeting_notes", ["meeting_id", "kind"])

    op.create_table(
        "meeting_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("(ref = '') <> (link = '')", name=op.f("ck_meeting_papers_one_of")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_meeting_papers_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_meeting_papers_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_papers_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_papers")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_papers_item_id"), "meeting_papers", ["item_id"])
    op.create_index(op.f("ix_meeting_papers_meeting_id"), "meeting_papers", ["meeting_id"])

    op.create_table(
        "straw_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("choice >= 0", name=op.f("ck_straw_votes_choice")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_straw_votes_member_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["straw_polls.id"], name=op.f("fk_straw_votes_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_straw_votes")),
        sa.UniqueConstraint("poll_id", "member_id", name=op.f("uq_straw_votes_poll_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_straw_votes_member_id"), "straw_votes", ["member_id"])

    op.create_table(
        "meeting_decision_ends",
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_meeting_decision_ends_by_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["meeting_decisions.id"], name=op.f("fk_meeting_decision_ends_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_meeting_decision_ends")),
    )
    op.add_column("agenda_items", sa.Column("began_at", Moment(timezone=True), nullable=True))
    op.add_column("agenda_items", sa.Column("ended_at", Moment(timezone=True), nullable=True))

    op.add_column("meetings", sa.Column("places", sa.Integer(), nullable=True))
    op.add_column("meetings", sa.Column("pulse", sa.Integer(), server_default="0", nullable=False))

    op.add_column("rsvps", sa.Column("queued_at", Moment(timezone=True), nullable=True))
