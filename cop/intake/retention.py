"""How long the rows of lists are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cop.intake.models import Course, Job
from cop.kernel.personal import forgetting


def forgetting_rows(job: type[Job]) -> Callable[[datetime, int], int]:
    """Rows of jobs that ended, or were only tried, before a moment; what runs is not touched."""
    kind: Any = job

    def old(before: datetime) -> Any:
        over = (func.coalesce(kind.ended_at, kind.at) < before) & (kind.state != Course.running.value)
        return kind.row_model.import_id.in_(select(kind.id).where(over))

    return forgetting(job.row_model, old)
