"""files that are attached to posts."""

import sqlalchemy as sa
from alembic import op

from cop.kernel.db import Moment

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("posts", sa.Column("file_count", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.CheckConstraint("(width > 0) = (height > 0)", name=op.f("ck_attachments_picture")),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachments_size")),
        sa.ForeignKeyConstraint(["owner_id"], ["members.id"], name=op.f("fk_attachments_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("key", name=op.f("uq_attachments_key")),
        sqlite_autoincrement=True,
    )
    for column in ("owner_id", "about", "at"):
        op.create_index(f"ix_attachments_{column}", "attachments", [column])
