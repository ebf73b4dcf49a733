"""what the list of pilots is narrowed by."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "pilot_facets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('samd','language')", name=op.f("ck_pilot_facets_kind")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilots.id"], name=op.f("fk_pilot_facets_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_facets")),
        sa.UniqueConstraint("kind", "value", "pilot_id", name=op.f("uq_pilot_facets_kind_value_pilot_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_facets_pilot_id"), "pilot_facets", ["pilot_id"], unique=False)
    _fill()


SIGNIFICANCE = {"inform": 0, "drive": 1, "treat": 2, "autonomous": 2}
CATEGORIES = {"critical": ("II", "III", "IV"), "serious": ("I", "II", "III"), "non_serious": ("I", "I", "II")}


def _fill() -> None:
    """From the answers that stand, some at a time."""
    pilots = sa.table("pilots", sa.column("id", sa.Integer), sa.column("answers", sa.JSON))
    facets = sa.table(
        "pilot_facets",
        sa.column("pilot_id", sa.Integer),
        sa.column("kind", sa.Text),
        sa.column("value", sa.Text),
    )
    connection = op.get_bind()
    for id, answers in connection.execute(sa.select(pilots.c.id, pilots.c.answers)).all():
        made = [{"pilot_id": id, "kind": kind, "value": value} for kind, value in sorted(_of(answers))]
        if made:
            connection.execute(facets.insert(), made)


def _of(answers: dict) -> set[tuple[str, str]]:
    found = {("language", tag) for tag in answers.get("languages", [])}
    row, column = CATEGORIES.get(answers.get("seriousness")), SIGNIFICANCE.get(answers.get("autonomy"))
    return found | ({("samd", row[column])} if row and column is not None else set())
