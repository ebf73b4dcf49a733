"""Working groups: how one joins, terms, requests and invitations."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "space_admissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(timezone=True), nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('request','invitation')", name=op.f("ck_space_admissions_kind")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL)", name=op.f("ck_space_admissions_answered")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["members.id"], name=op.f("fk_space_admissions_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["members.id"], name=op.f("fk_space_admissions_asked_by_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_space_admissions_member_id")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_space_admissions_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space_admissions")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("space_admissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_space_admissions_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            "uq_space_admissions_open",
            ["space_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    op.create_table(
        "space_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("act IN ('set','renewed','closed')", name=op.f("ck_space_terms_act")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_space_terms_by_id")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_space_terms_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space_terms")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("space_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_space_terms_space_id"), ["space_id"], unique=False)

    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joining", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("term_ends", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminded", sa.Date(), nullable=True))
