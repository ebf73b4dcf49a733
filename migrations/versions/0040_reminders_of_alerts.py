"""reminders of alerts, and alerts among what is linked to their report."""

import sqlalchemy as sa
from alembic import op

import cop.kernel.db

revision = "0040"
down_revision = "0039"
MOMENT = cop.kernel.db.Moment(timezone=True)


def upgrade() -> None:
    op.add_column("alert_targets", sa.Column("due", MOMENT, nullable=True))
    op.add_column("alert_targets", sa.Column("step", sa.Integer(), server_default="0", nullable=False))
    op.add_column("alert_targets", sa.Column("reminded_at", MOMENT, nullable=True))
    op.add_column("alert_targets", sa.Column("remind_at", MOMENT, nullable=True))
    op.create_index(op.f("ix_alert_targets_remind_at"), "alert_targets", ["remind_at"])
    op.execute(
        "UPDATE alert_targets SET remind_at = (SELECT due FROM alerts WHERE alerts.id = alert_targets.alert_id)"
        " WHERE answer = ''"
    )
    op.execute(
        "INSERT INTO links (source, target, kind, at)"
        " SELECT 'alert:' || id, 'incident:' || incident_id, 'alert', at FROM alerts WHERE incident_id IS NOT NULL"
    )
