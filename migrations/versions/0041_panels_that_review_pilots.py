"""panels that review pilots."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.create_table(
        "panels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("convened_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("waited", sa.Boolean(), nullable=False),
        sa.Column("released_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("shared_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["track_id"], ["pilot_countries.id"], name=op.f("fk_panels_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panels")),
        sa.UniqueConstraint("track_id", name=op.f("uq_panels_track_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "panel_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("discipline", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("concluded_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(conclusion = '') = (concluded_at IS NULL)", name=op.f("ck_panel_reviews_concluded")
        ),
        sa.CheckConstraint(
            "conclusion IN ('favourable','conditions','unfavourable','abstains','')",
            name=op.f("ck_panel_reviews_conclusion"),
        ),
        sa.CheckConstraint(
            "discipline IN ('clinical','informatics','legal','ethics')",
            name=op.f("ck_panel_reviews_discipline"),
        ),
        sa.CheckConstraint("place <> 'accepted' OR interests <> ''", name=op.f("ck_panel_reviews_declared")),
        sa.CheckConstraint(
            "place IN ('asked','accepted','declined','dropped')", name=op.f("ck_panel_reviews_place")
        ),
        sa.CheckConstraint("told IN ('soon','late','')", name=op.f("ck_panel_reviews_told")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_panel_reviews_member_id")),
        sa.ForeignKeyConstraint(["named_by_id"], ["members.id"], name=op.f("fk_panel_reviews_named_by_id")),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_panel_reviews_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_reviews")),
        sa.UniqueConstraint("panel_id", "member_id", name=op.f("uq_panel_reviews_panel_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_panel_reviews_member_id"), "panel_reviews", ["member_id"], unique=False)
    op.create_index(op.f("ix_panel_reviews_named_by_id"), "panel_reviews", ["named_by_id"], unique=False)
