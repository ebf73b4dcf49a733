"""reports of incidents, alerts, holds, trends, clocks and codes."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "incident_clocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "urgency IN ('public_health','serious','other')", name=op.f("ck_incident_clocks_urgency")
        ),
        sa.CheckConstraint("hours BETWEEN 1 AND 8760", name=op.f("ck_incident_clocks_hours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_clocks")),
        sa.UniqueConstraint("country", "urgency", name=op.f("uq_incident_clocks_country_urgency")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incident_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("annex", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("annex IN ('A','B','C','D','E','F')", name=op.f("ck_incident_codes_annex")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_incident_codes_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("harm", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reported_at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("product_key", sa.Text(), nullable=False),
        sa.Column("product_version", sa.Text(), nullable=False),
        sa.Column("pilot", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("aware_on", sa.Date(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("facility", sa.Text(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("did_next", sa.Text(), nullable=False),
        sa.Column("discovered", sa.Text(), nullable=False),
        sa.Column("human_factor", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("subgroup", sa.Text(), nullable=False),
        sa.Column("affected", sa.Integer(), nullable=True),
        sa.Column("exposed", sa.Integer(), nullable=True),
        sa.Column("public_health", sa.Boolean(), nullable=False),
        sa.Column("containment", sa.Text(), nullable=False),
        sa.Column("safety_reference", sa.Text(), nullable=False),
        sa.Column("authority_reference", sa.Text(), nullable=False),
        sa.Column("root_cause", sa.Text(), nullable=False),
        sa.Column("due", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("reply_due", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("closed_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("closure", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_incidents_closed")),
        sa.CheckConstraint(
            "failure IN ('false_negative','false_positive','drift','data_pipeline','automation_bias','software','integration','fairness','hallucination','language','security','out_of_scope','unavailable','other','')",
            name=op.f("ck_incidents_failure"),
        ),
        sa.CheckConstraint(
            "human_factor IN ('followed','overrode','not_shown','not_noticed','')",
            name=op.f("ck_incidents_human_factor"),
        ),
        sa.CheckConstraint(
            "kind IN ('incident','near_miss','hazard','drift_signal','complaint')",
            name=op.f("ck_incidents_kind"),
        ),
        sa.CheckConstraint("state IN ('open','closed')", name=op.f("ck_incidents_state")),
        sa.CheckConstraint("affected >= 0 AND exposed >= 0", name=op.f("ck_incidents_counts")),
        sa.CheckConstraint("harm BETWEEN 0 AND 5", name=op.f("ck_incidents_harm")),
        sa.CheckConstraint("length(country) = 2", name=op.f("ck_incidents_country")),
        sa.CheckConstraint("length(month) = 7", name=op.f("ck_incidents_month")),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_incidents_level")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("uid", name=op.f("uq_incidents_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incidents_country_level_id"), ["country", "level", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_incidents_level_id"), ["level", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incidents_pilot"), ["pilot"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_incidents_product_key_failure_reported_at"),
            ["product_key", "failure", "reported_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_incidents_reported_at"), ["reported_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incidents_state_due"), ["state", "due"], unique=False)

    op.create_table(
        "incident_coded",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["incident_codes.id"], name=op.f("fk_incident_coded_code_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_coded_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_coded")),
        sa.UniqueConstraint("incident_id", "code_id", name=op.f("uq_incident_coded_incident_id_code_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_coded", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_coded_code_id"), ["code_id"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("product_key", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("due", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_alerts_by_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_alerts_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("uid", name=op.f("uq_alerts_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_product_key"), ["product_key"], unique=False)

    op.create_table(
        "incident_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("party IN ('steward','regulator')", name=op.f("ck_incident_agreements_party")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_incident_agreements_by_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_agreements_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_agreements")),
        sa.UniqueConstraint(
            "incident_id", "level", "party", name=op.f("uq_incident_agreements_incident_id_level_party")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_agreements_by_id"), ["by_id"], unique=False)

    op.create_table(
        "incident_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_incident_changes_by_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_changes_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_changes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_changes_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_changes_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "incident_holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("pilot", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("answered_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (by_id IS NULL)", name=op.f("ck_incident_holds_answered")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_incident_holds_by_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_holds_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_holds")),
        sa.UniqueConstraint(
            "incident_id", "pilot", "country", name=op.f("uq_incident_holds_incident_id_pilot_country")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_holds_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_incident_holds_country_answered_at"), ["country", "answered_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_incident_holds_pilot"), ["pilot"], unique=False)

    op.create_table(
        "incident_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_looks_incident_id")
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["members.id"], name=op.f("fk_incident_looks_reader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_looks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_looks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_looks_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_looks_reader_id"), ["reader_id"], unique=False)

    op.create_table(
        "incident_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_incident_replies_by_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_replies_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_replies")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_replies_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_replies_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "incident_reporters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_reporters_incident_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_incident_reporters_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_reporters")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_incident_reporters_incident_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_reporters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_reporters_member_id"), ["member_id"], unique=False)

    op.create_table(
        "incident_respondents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_respondents_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_incident_respondents_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_respondents")),
        sa.UniqueConstraint(
            "incident_id", "member_id", name=op.f("uq_incident_respondents_incident_id_member_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_respondents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_respondents_member_id"), ["member_id"], unique=False)

    op.create_table(
        "incident_trends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("product_key", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("settled_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("why IN ('number','countries')", name=op.f("ck_incident_trends_why")),
        sa.CheckConstraint("(settled_at IS NULL) = (by_id IS NULL)", name=op.f("ck_incident_trends_settled")),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_incident_trends_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_trends")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("incident_trends", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_trends_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_incident_trends_product_key_failure"), ["product_key", "failure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_incident_trends_settled_at"), ["settled_at"], unique=False)

    op.create_table(
        "alert_targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("pilot", sa.Text(), nullable=False),
        sa.Column("developer", sa.Text(), nullable=False),
        sa.Column("developer_key", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", cop.kernel.db.Moment(timezone=True), nullable=True),
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name=op.f("ck_alert_targets_answered")),
        sa.CheckConstraint(
            "answer IN ('acknowledged','also_seen','not_affected','action_taken','')",
            name=op.f("ck_alert_targets_answer"),
        ),
        sa.CheckConstraint("party IN ('regulator','lead','developer')", name=op.f("ck_alert_targets_party")),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_targets_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_targets")),
        sa.UniqueConstraint(
            "alert_id",
            "party",
            "country",
            "pilot",
            "developer_key",
            name=op.f("uq_alert_targets_alert_id_party_country_pilot_developer_key"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alert_targets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_alert_targets_answer_party_country"), ["answer", "party", "country"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_alert_targets_developer_key"), ["developer_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_targets_pilot"), ["pilot"], unique=False)

    op.create_table(
        "alert_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", cop.kernel.db.Moment(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('acknowledged','also_seen','not_affected','action_taken')",
            name=op.f("ck_alert_answers_answer"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name=op.f("fk_alert_answers_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["alert_targets.id"], name=op.f("fk_alert_answers_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_answers")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alert_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_answers_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_answers_target_id"), ["target_id"], unique=False)
