"""Weekly notes to facilitators, and who wants none."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "facilitation_weeks",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("monday", name=op.f("pk_facilitation_weeks")),
    )
    op.create_table(
        "facilitation_quiet",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_facilitation_quiet_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_facilitation_quiet")),
    )
