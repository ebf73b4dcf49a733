"""Who spoke for each country in each group, and when."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "delegation_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("alternate_id", sa.Integer(), nullable=True),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.Column("begins", Moment(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.Column("end", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"end\" IN ('','replaced','ended','expired','left')", name=op.f("ck_delegation_terms_end")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (\"end\" = '')", name=op.f("ck_delegation_terms_ended")),
        sa.CheckConstraint("head_id <> alternate_id", name=op.f("ck_delegation_terms_two_people")),
        sa.ForeignKeyConstraint(
            ["alternate_id"], ["members.id"], name=op.f("fk_delegation_terms_alternate_id")
        ),
        sa.ForeignKeyConstraint(["group_key"], ["groups.key"], name=op.f("fk_delegation_terms_group_key")),
        sa.ForeignKeyConstraint(["head_id"], ["members.id"], name=op.f("fk_delegation_terms_head_id")),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["members.id"], name=op.f("fk_delegation_terms_named_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_terms")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("delegation_terms", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_terms_group_key_country_id"),
            ["group_key", "country", "id"],
            unique=False,
        )

    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))

    op.execute(
        'INSERT INTO delegation_terms (group_key, country, head_id, alternate_id, begins, "end") '
        "SELECT group_key, country, head_id, alternate_id, CURRENT_TIMESTAMP, '' FROM delegations"
    )
