"""checklists of sites and audits."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "audit_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("amdd_class", sa.Text(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.CheckConstraint("amdd_class IN ('A','B','C','D')", name=op.f("ck_audit_periods_amdd_class")),
        sa.CheckConstraint("months BETWEEN 1 AND 120", name=op.f("ck_audit_periods_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_periods")),
        sa.UniqueConstraint("country", "amdd_class", name=op.f("uq_audit_periods_country_amdd_class")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_clocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.CheckConstraint("told IN ('soon','late','')", name=op.f("ck_audit_clocks_told")),
        sa.ForeignKeyConstraint(["track_id"], ["pilot_countries.id"], name=op.f("fk_audit_clocks_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_clocks")),
        sa.UniqueConstraint("track_id", name=op.f("uq_audit_clocks_track_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_clocks_due_id"), "audit_clocks", ["due", "id"], unique=False)

    op.create_table(
        "audits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("auditor_id", sa.Integer(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("agreed_lead", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("agreed_regulator", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("done_on IS NULL OR place = 'accepted'", name=op.f("ck_audits_done")),
        sa.CheckConstraint("place <> 'accepted' OR interests <> ''", name=op.f("ck_audits_declared")),
        sa.CheckConstraint("place IN ('asked','accepted','declined')", name=op.f("ck_audits_place")),
        sa.ForeignKeyConstraint(["auditor_id"], ["members.id"], name=op.f("fk_audits_auditor_id")),
        sa.ForeignKeyConstraint(["named_by_id"], ["members.id"], name=op.f("fk_audits_named_by_id")),
        sa.ForeignKeyConstraint(["track_id"], ["pilot_countries.id"], name=op.f("fk_audits_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audits_auditor_id"), "audits", ["auditor_id"], unique=False)
    op.create_index(op.f("ix_audits_named_by_id"), "audits", ["named_by_id"], unique=False)
    op.create_index(op.f("ix_audits_track_id"), "audits", ["track_id"], unique=False)

    op.create_table(
        "audit_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("closure", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(closed_on IS NULL) = (closure = '')", name=op.f("ck_audit_findings_closed")),
        sa.CheckConstraint(
            "severity IN ('critical','major','minor')", name=op.f("ck_audit_findings_severity")
        ),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name=op.f("fk_audit_findings_audit_id")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["members.id"], name=op.f("fk_audit_findings_closed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_findings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_findings_audit_id"), "audit_findings", ["audit_id"], unique=False)
    op.create_index(op.f("ix_audit_findings_closed_by_id"), "audit_findings", ["closed_by_id"], unique=False)
    op.create_index(op.f("ix_audit_findings_due"), "audit_findings", ["due"], unique=False)

    op.create_table(
        "site_checklists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_site_checklists_by_id")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["pilot_sites.id"], name=op.f("fk_site_checklists_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_checklists")),
        sa.UniqueConstraint("site_id", name=op.f("uq_site_checklists_site_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_site_checklists_by_id"), "site_checklists", ["by_id"], unique=False)

    op.create_table(
        "site_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_site_contacts_member_id")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["pilot_sites.id"], name=op.f("fk_site_contacts_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_contacts")),
        sa.UniqueConstraint("site_id", "member_id", name=op.f("uq_site_contacts_site_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_site_contacts_member_id"), "site_contacts", ["member_id"], unique=False)
