"""What home says about moderation: what waits for those who moderate, and rulings for whom they concern."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel.features import Awaiting
from cop.kernel.words import ago
from cop.moderation import queries
from cop.moderation.forms import TOLD


def flags(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """All in one line, with the age of the oldest."""
    number, oldest = queries.waiting(viewer)
    if number and oldest:
        title = ngettext(
            "%(num)d post was flagged or appealed", "%(num)d posts were flagged or appealed", number
        )
        why = _("The oldest waits since %(time)s.", time=ago(oldest))
        yield Awaiting(_("Flags"), title, why, _("Look at them"), url_for("moderation.queue"))


def rulings(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    for case in queries.unread(viewer):
        address = url_for("rulings.ruling", id=case.id)
        title = _("The moderators looked at a post of yours")
        yield Awaiting(_("Decision"), title, str(TOLD[case.ruling or ""]), _("Read it"), address)
