"""The rule of speech of a thread; what readers flag and what comes of it."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "moderation_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("ruling", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'settled') = (granted IS NOT NULL)", name=op.f("ck_moderation_cases_settled")
        ),
        sa.CheckConstraint(
            "(state IN ('open','taken')) = (ruling IS NULL)", name=op.f("ck_moderation_cases_decided")
        ),
        sa.CheckConstraint(
            "ruling IN ('kept','warned','removed','withdrawn')", name=op.f("ck_moderation_cases_ruling")
        ),
        sa.CheckConstraint(
            "state IN ('open','taken','decided','appealed','settled')", name=op.f("ck_moderation_cases_state")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["members.id"], name=op.f("fk_moderation_cases_assignee_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_moderation_cases_author_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["members.id"], name=op.f("fk_moderation_cases_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["members.id"], name=op.f("fk_moderation_cases_settled_by_id")
        ),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_moderation_cases_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_cases")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_moderation_cases_assignee_id", "moderation_cases", ["assignee_id"])
    op.create_index(
        "ix_moderation_cases_author_id_decided_at", "moderation_cases", ["author_id", "decided_at"]
    )
    op.create_index("ix_moderation_cases_space_id", "moderation_cases", ["space_id"])
    op.create_index("ix_moderation_cases_state_id", "moderation_cases", ["state", "id"])
    op.create_index("ix_moderation_cases_subject", "moderation_cases", ["subject"])
    op.create_index(
        "uq_moderation_cases_undecided",
        "moderation_cases",
        ["subject"],
        unique=True,
        sqlite_where=sa.text("state IN ('open','taken')"),
        postgresql_where=sa.text("state IN ('open','taken')"),
    )

    op.create_table(
        "moderation_flags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('harassment','private','commercial','misleading','off_topic','other')",
            name=op.f("ck_moderation_flags_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_cases.id"], name=op.f("fk_moderation_flags_case_id")
        ),
        sa.ForeignKeyConstraint(["group_key"], ["groups.key"], name=op.f("fk_moderation_flags_group_key")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_moderation_flags_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_flags")),
        sa.UniqueConstraint("case_id", "member_id", name=op.f("uq_moderation_flags_case_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_moderation_flags_member_id", "moderation_flags", ["member_id"])

    op.add_column("posts", sa.Column("folded_at", sa.DateTime(timezone=True), nullable=True))

    op.add_column("threads", sa.Column("speech", sa.Text(), server_default="attributed", nullable=False))
