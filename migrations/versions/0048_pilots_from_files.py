"""pilots from files."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "pilot_imports",
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("read_as", sa.Text(), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("flawed", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("begun_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('drafts','recorded')", name=op.f("ck_pilot_imports_mode")),
        sa.CheckConstraint(
            "state IN ('tried','running','done','discarded')", name=op.f("ck_pilot_imports_state")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_pilot_imports_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_imports")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pilot_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pilot_imports_by_id"), ["by_id"], unique=False)

    op.create_table(
        "pilot_import_rows",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("flawed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["pilot_imports.id"], name=op.f("fk_pilot_import_rows_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_import_rows")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_pilot_import_rows_import_id_row")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pilot_import_rows", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pilot_import_rows_import_id_flawed_row"),
            ["import_id", "flawed", "row"],
            unique=False,
        )

    op.create_table(
        "pilot_origins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("recorded_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["pilot_imports.id"], name=op.f("fk_pilot_origins_import_id")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilots.id"], name=op.f("fk_pilot_origins_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_origins")),
        sa.UniqueConstraint("pilot_id", name=op.f("uq_pilot_origins_pilot_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pilot_origins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pilot_origins_import_id"), ["import_id"], unique=False)

    op.add_column("pilot_countries", sa.Column("amdd_class", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "pilot_sites", sa.Column("kept_back", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    answer = "answers ->> 'amdd_class'"  # understood by both databases
    op.execute(f"UPDATE pilot_countries SET amdd_class = {answer} WHERE {answer} IS NOT NULL")
