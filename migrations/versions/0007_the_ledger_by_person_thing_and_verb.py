"""Indexes by which the ledger is read page by page, and what came of holding it against its seals."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0007"
down_revision = "0006"

TOLD = sa.text("audience <> 'nobody'")


def upgrade() -> None:
    op.create_table(
        "ledger_recounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun", Moment(timezone=True), nullable=False),
        sa.Column("done", Moment(timezone=True), nullable=True),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_recounts"),
        sqlite_autoincrement=True,
    )
    for column in ("at", "verb"):
        op.drop_index(f"ix_ledger_{column}", "ledger")
    for columns in ([], ["actor"], ["verb"], ["subject"]):
        name = "_".join(["ix_ledger_told", *columns])
        op.create_index(name, "ledger", [*columns, "at", "id"], sqlite_where=TOLD, postgresql_where=TOLD)
