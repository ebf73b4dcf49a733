"""What home shows of date polls: those that wait for the viewer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext

from cop.kernel.features import Awaiting
from cop.polls import queries

MOST = 10


def unanswered(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    for poll in queries.unanswered(viewer, now, MOST):
        why = gettext("%(space)s looks for a date.", space=poll.space.title)
        yield Awaiting(
            gettext("Date poll"), poll.title, why, gettext("Answer"), queries.address(poll), poll.closes
        )
