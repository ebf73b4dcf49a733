"""What home says about working groups: invitations to answer, and requests for whom the viewer facilitates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel.features import Awaiting
from cop.kernel.words import ago
from cop.spaces import group_queries


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    for asked in group_queries.invitations_to(viewer):
        yield Awaiting(
            kind=_("Working group"),
            title=asked.space.title,
            why=_("You are invited into this group."),
            act=_("Answer"),
            address=url_for("groups.invitation", id=asked.id),
        )
    for space, number, since in group_queries.waiting_for(viewer):
        yield Awaiting(
            kind=_("Working group"),
            title=space.title,
            why=ngettext("%(num)d request to join", "%(num)d requests to join", number) + f", {ago(since)}",
            act=_("Read and answer"),
            address=url_for("groups.requests", slug=space.slug),
        )
