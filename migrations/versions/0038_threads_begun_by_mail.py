"""threads begun by mail."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "mailed_spaces",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("since", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_mailed_spaces_space_id")),
        sa.PrimaryKeyConstraint("space_id", name=op.f("pk_mailed_spaces")),
    )
