"""What home says to those who decide about requests to join."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.admission import queries
from cop.kernel import words
from cop.kernel.features import Awaiting


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Requests to join, in one line."""
    if not viewer.is_member:
        return
    number, oldest = queries.waiting_since(viewer)
    if oldest is not None:
        yield Awaiting(
            kind=_("Secretariat") if "officer" in viewer.roles else _("Steward"),
            title=ngettext("%(num)d request to join", "%(num)d requests to join", number),
            why=_("The oldest came %(ago)s.", ago=words.ago(oldest)),
            act=_("Read and decide"),
            address=url_for("approvals.queue"),
        )
