"""What home says about drafts: those to clear, and one's own that were answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.clearance import queries
from cop.clearance.forms import STATES
from cop.clearance.models import Clearance
from cop.kernel.features import Awaiting


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    for draft in queries.awaited(viewer):
        own = draft.author_id == viewer.id
        yield Awaiting(
            kind=_("Clearance"),
            title=_("Your draft") if own else _("A text of %(name)s", name=draft.author.name),
            why=str(STATES[Clearance(draft.state)]),
            act=_("Read it") if own else _("Read and answer"),
            address=url_for("drafts.draft", id=draft.id),
        )
