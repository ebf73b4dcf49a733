"""What home says about mandates: those that run out soon, for the secretariat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel.features import Awaiting
from cop.profiles import mandate_queries


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    if "officer" not in viewer.roles:
        return
    number, first = mandate_queries.ending(now)
    if first is not None:
        yield Awaiting(
            kind=_("Secretariat"),
            title=ngettext("%(num)d mandate ends soon", "%(num)d mandates end soon", number),
            why=_("A verified regulator whose mandate runs out can decide no longer."),
            act=_("Renew"),
            address=url_for("mandates.index"),
            due=first,
        )
