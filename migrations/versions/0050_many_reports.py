"""many reports: by product, and month by month for the digest; alerts that stay unanswered."""

from alembic import op

revision = "0050"
down_revision = "0049"
REPORTS = (
    ("product_key", "id"),
    ("product_key", "product_version", "harm", "level", "country"),
    ("month", "level", "failure", "harm"),
)


def upgrade() -> None:
    for columns in REPORTS:
        op.create_index(op.f(f"ix_incidents_{'_'.join(columns)}"), "incidents", list(columns))
    op.create_index(op.f("ix_alert_targets_step_answer"), "alert_targets", ["step", "answer"])
