"""texts kept while they are typed, and which posts were written with the help of ai."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
TYPED = sa.text("typed")


def upgrade() -> None:
    for table in ("posts", "post_revisions"):
        op.add_column(table, sa.Column("ai_help", sa.Boolean(), server_default=sa.false(), nullable=False))
    for column in (
        sa.Column("typed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.Column("fields", sa.JSON(), server_default="{}", nullable=False),
    ):
        op.add_column("clearance_drafts", column)
    op.create_index(
        "uq_clearance_drafts_typed",
        "clearance_drafts",
        ["author_id", "about"],
        unique=True,
        sqlite_where=TYPED,
        postgresql_where=TYPED,
    )
