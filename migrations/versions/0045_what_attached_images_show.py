"""what attached images show."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.add_column("attachments", sa.Column("alt", sa.Text(), server_default="", nullable=False))
