"""when reports opened to more people, for the monthly letter."""

from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_index(op.f("ix_incident_agreements_level_at"), "incident_agreements", ["level", "at"])
