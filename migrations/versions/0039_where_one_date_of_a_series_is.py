"""where one date of a series is."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("meetings", sa.Column("own_place", sa.Text(), nullable=True))
    op.add_column("meetings", sa.Column("own_link", sa.Text(), nullable=True))
