"""readings of pilots and their bounds."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "pilot_bounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("promise", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("way IN ('least','most')", name=op.f("ck_pilot_bounds_way")),
        sa.CheckConstraint(
            "promise IS NULL OR promise BETWEEN 0 AND 100", name=op.f("ck_pilot_bounds_promise")
        ),
        sa.CheckConstraint("stop IS NULL OR stop BETWEEN 0 AND 100", name=op.f("ck_pilot_bounds_stop")),
        sa.ForeignKeyConstraint(["metric_id"], ["pilot_metrics.id"], name=op.f("fk_pilot_bounds_metric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_bounds")),
        sa.UniqueConstraint("metric_id", name=op.f("uq_pilot_bounds_metric_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pilot_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("subgroup", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("replaced_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.CheckConstraint("out_of > 0 AND found BETWEEN 0 AND out_of", name=op.f("ck_pilot_readings_share")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_pilot_readings_by_id")),
        sa.ForeignKeyConstraint(
            ["metric_id"], ["pilot_metrics.id"], name=op.f("fk_pilot_readings_metric_id")
        ),
        sa.ForeignKeyConstraint(
            ["track_id"], ["pilot_countries.id"], name=op.f("fk_pilot_readings_track_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_readings")),
        sa.UniqueConstraint(
            "track_id",
            "metric_id",
            "day",
            "subgroup",
            "turn",
            name=op.f("uq_pilot_readings_track_id_metric_id_day_subgroup_turn"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_readings_by_id"), "pilot_readings", ["by_id"], unique=False)
    op.create_index(op.f("ix_pilot_readings_metric_id"), "pilot_readings", ["metric_id"], unique=False)
