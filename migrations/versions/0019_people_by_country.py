"""The directory of a country by name, as quick among many members as among few."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_index("ix_members_country_sort_name_id", "members", ["country", "sort_name", "id"])
