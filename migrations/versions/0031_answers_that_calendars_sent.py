"""answers that calendars sent."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("rsvps", sa.Column("replied", sa.Text(), server_default="", nullable=False))
