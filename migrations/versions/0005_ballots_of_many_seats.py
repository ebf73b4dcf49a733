"""Indexes that keep the pages of a ballot as quick at tens of thousands of seats as at a few."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ACTED = sa.text("kind IN ('extended','voided','annulled')")
ENTERED = sa.text("\"by\" = 'officer'")
TROUBLED = sa.text("done_at IS NULL AND last_error <> ''")


def upgrade() -> None:
    _partial("ix_ballot_events_by_officers", "ballot_events", ["ballot_id", "seq"], ACTED)
    _partial("ix_ballot_positions_entered", "ballot_positions", ["ballot_id", "entered_by"], ENTERED)
    _partial("ix_outbox_troubled", "outbox", ["done_at", "id"], TROUBLED)
    for columns in (["ballot_id", "stance", "seat"], ["objection", "ballot_id"]):
        op.create_index("_".join(["ix_ballot_positions", *columns]), "ballot_positions", columns)


def _partial(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
