"""What members tell of themselves and to whom; whose view a regulator's words are; mandates that are renewed."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

SAYING = {"posts": "created_at", "statement_comments": "at", "comment_replies": "at"}
"""Tables of what members say, and when they said it."""


def upgrade() -> None:
    op.create_table(
        "member_languages",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_languages_member_id")),
        sa.PrimaryKeyConstraint("member_id", "language", name=op.f("pk_member_languages")),
    )
    op.create_index("ix_member_languages_language", "member_languages", ["language"])

    op.create_table(
        "profiles",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("sees_name", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_organisation", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_position", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_expertise", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_languages", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_zone", sa.Text(), server_default="members", nullable=False),
        sa.Column("sees_about", sa.Text(), server_default="members", nullable=False),
        sa.CheckConstraint(
            "sees_about IN ('nobody','members','public')", name=op.f("ck_profiles_sees_about")
        ),
        sa.CheckConstraint(
            "sees_expertise IN ('nobody','members','public')", name=op.f("ck_profiles_sees_expertise")
        ),
        sa.CheckConstraint(
            "sees_languages IN ('nobody','members','public')", name=op.f("ck_profiles_sees_languages")
        ),
        sa.CheckConstraint("sees_name IN ('members','public')", name=op.f("ck_profiles_sees_name")),
        sa.CheckConstraint(
            "sees_organisation IN ('nobody','members','public')", name=op.f("ck_profiles_sees_organisation")
        ),
        sa.CheckConstraint(
            "sees_position IN ('nobody','members','public')", name=op.f("ck_profiles_sees_position")
        ),
        sa.CheckConstraint("sees_zone IN ('nobody','members','public')", name=op.f("ck_profiles_sees_zone")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_profiles_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_profiles")),
    )
    op.create_table(
        "expertise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_expertise_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expertise_key", "expertise", ["key"])
    op.create_index("ix_expertise_member_id", "expertise", ["member_id"])

    _mandates()
    _voices()
    _languages_read()


def _mandates() -> None:
    op.add_column("mandates", sa.Column("reminded", sa.Integer(), nullable=True))
    op.create_index("ix_mandates_until", "mandates", ["until"])
    _refer("mandates", "renews_id")


def _refer(table: str, column: str) -> None:
    """A reference to a mandate; written out, since SQLite would otherwise write the whole table anew."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} REFERENCES mandates (id)"
    )


def _voices() -> None:
    """What was said under a mandate is marked so; of comments nobody was asked whose view they are: a regulator's own."""
    for table, at in SAYING.items():
        _refer(table, "mandate_id")
        if table != "posts":
            personal = sa.Column("personal", sa.Boolean(), server_default=sa.false(), nullable=False)
            op.add_column(table, personal)
            op.execute(f"UPDATE {table} SET personal = (group_key = 'regulators')")
        op.execute(
            f"UPDATE {table} SET mandate_id = (SELECT min(m.id) FROM mandates m WHERE m.member_id = {table}.author_id "
            f"AND m.since <= {table}.{at} AND {table}.{at} < m.until "
            f"AND (m.ended_at IS NULL OR {table}.{at} < m.ended_at)) "
            "WHERE author_id IN (SELECT member_id FROM mandates)"
        )


def _languages_read() -> None:
    connection = op.get_bind()
    members = sa.table("members", sa.column("id"), sa.column("languages", sa.JSON()))
    read = sa.table("member_languages", sa.column("member_id"), sa.column("language"))
    rows = [
        {"member_id": id, "language": code}
        for id, codes in connection.execute(sa.select(members.c.id, members.c.languages))
        for code in dict.fromkeys(json.loads(codes) if isinstance(codes, str) else codes or [])
    ]
    if rows:
        connection.execute(sa.insert(read), rows)
