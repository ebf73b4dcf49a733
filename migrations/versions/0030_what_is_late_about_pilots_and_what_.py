"""what is late about pilots and what countries answer."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "pilot_flags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.CheckConstraint(
            "flag IN ('overdue','report','ethics','condition','silent')", name=op.f("ck_pilot_flags_flag")
        ),
        sa.ForeignKeyConstraint(["track_id"], ["pilot_countries.id"], name=op.f("fk_pilot_flags_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_flags")),
        sa.UniqueConstraint("track_id", "flag", "since", name=op.f("uq_pilot_flags_track_id_flag_since")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pilot_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("answered_at IS NULL OR answer <> ''", name=op.f("ck_pilot_reviews_answer")),
        sa.CheckConstraint("(answered_at IS NULL) = (by_id IS NULL)", name=op.f("ck_pilot_reviews_answered")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_pilot_reviews_by_id")),
        sa.ForeignKeyConstraint(["track_id"], ["pilot_countries.id"], name=op.f("fk_pilot_reviews_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_reviews")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_reviews_by_id"), "pilot_reviews", ["by_id"], unique=False)
    op.create_index(op.f("ix_pilot_reviews_track_id"), "pilot_reviews", ["track_id"], unique=False)
    op.add_column("pilots", sa.Column("heard_at", cop.kernel.db.Moment(timezone=True), nullable=True))
