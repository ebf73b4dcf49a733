"""what attached images show."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.add_column("attachments", sa.Column("alt", sa.Text(), server_default="", nullable=False))
