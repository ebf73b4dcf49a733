"""polls that change and owners reminded."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.add_column("date_polls", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("poll_slots", sa.Column("added_at", cop.kernel.db.Moment(timezone=True), nullable=True))
    op.create_table(
        "actions_reminded",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.CheckConstraint("key IN ('before','after')", name=op.f("ck_actions_reminded_key")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action_items.id"], name=op.f("fk_actions_reminded_action_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions_reminded")),
        sa.UniqueConstraint("action_id", "key", name=op.f("uq_actions_reminded_action_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_items_state_due"), "action_items", ["state", "due"], unique=False)
