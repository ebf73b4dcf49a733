"""codes of adverse events that come along; those that a community has keep their labels."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
SHIPPED = Path(__file__).parents[2] / "cop" / "data" / "adverse_event_codes.csv"
CODES = sa.table("incident_codes", sa.column("code"), sa.column("annex"), sa.column("label"))


def upgrade() -> None:
    there = set(op.get_bind().execute(sa.select(CODES.c.code)).scalars())
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = [
            {"code": row["code"], "annex": row["code"][0], "label": row["label"]}
            for row in csv.DictReader(file)
            if row["code"] not in there
        ]
    if rows:
        op.bulk_insert(CODES, rows)
