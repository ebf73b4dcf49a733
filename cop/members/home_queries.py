"""What home says about people: requests that wait for the secretariat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import words
from cop.kernel.features import Awaiting
from cop.members import office_queries


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """For officers: requests to join, in one line."""
    if "officer" not in viewer.roles:
        return
    number, oldest = office_queries.waiting_since()
    if oldest is not None:
        yield Awaiting(
            kind=_("Secretariat"),
            title=ngettext("%(num)d request to join", "%(num)d requests to join", number),
            why=_("The oldest came %(ago)s.", ago=words.ago(oldest)),
            act=_("Read and decide"),
            address=url_for("secretariat.approvals"),
        )
