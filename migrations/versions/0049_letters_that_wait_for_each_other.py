"""letters that wait for each other."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "gathered_letters",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.CheckConstraint("urgent BETWEEN 0 AND 2", name=op.f("ck_gathered_letters_urgent")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_gathered_letters_member_id")),
        sa.PrimaryKeyConstraint("entry", "kind", "member_id", name=op.f("pk_gathered_letters")),
    )
    op.create_index(
        op.f("ix_gathered_letters_member_id_subject_taken"),
        "gathered_letters",
        ["member_id", "subject", "taken"],
    )
