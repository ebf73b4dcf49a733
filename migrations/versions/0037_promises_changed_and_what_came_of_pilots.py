"""promises changed and what came of pilots."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "pilot_aftermaths",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("attestation", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.CheckConstraint(
            "attestation IN ('regulator_attested','public_document','applicant_claimed')",
            name=op.f("ck_pilot_aftermaths_attestation"),
        ),
        sa.CheckConstraint(
            "kind IN ('rule','guidance','approved','refused','scaled','stopped')",
            name=op.f("ck_pilot_aftermaths_kind"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_pilot_aftermaths_by_id")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilots.id"], name=op.f("fk_pilot_aftermaths_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_aftermaths")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_aftermaths_by_id"), "pilot_aftermaths", ["by_id"], unique=False)
    op.create_index(op.f("ix_pilot_aftermaths_pilot_id"), "pilot_aftermaths", ["pilot_id"], unique=False)
    op.create_table(
        "pilot_amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('changed','added','dropped')", name=op.f("ck_pilot_amendments_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_pilot_amendments_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_pilot_amendments_by_id")),
        sa.ForeignKeyConstraint(
            ["metric_id"], ["pilot_metrics.id"], name=op.f("fk_pilot_amendments_metric_id")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilots.id"], name=op.f("fk_pilot_amendments_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_amendments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_amendments_by_id"), "pilot_amendments", ["by_id"], unique=False)
    op.create_index(op.f("ix_pilot_amendments_pilot_id"), "pilot_amendments", ["pilot_id"], unique=False)
