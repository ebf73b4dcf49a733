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
from cop.spaces.group_models import Admission
from cop.spaces.group_rules import Asked


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    requests: dict[int, list[Admission]] = {}
    for asked in group_queries.awaited(viewer):
        if asked.kind == Asked.INVITATION:
            yield _invitation(asked)
        else:
            requests.setdefault(asked.space_id, []).append(asked)
    yield from map(_requests, requests.values())


def _invitation(asked: Admission) -> Awaiting:
    return Awaiting(
        kind=_("Working group"),
        title=asked.space.title,
        why=_("You are invited into this group."),
        act=_("Answer"),
        address=url_for("groups.invitation", id=asked.id),
    )


def _requests(asked: list[Admission]) -> Awaiting:
    """Those to one group in one line, with the age of the oldest."""
    number = ngettext("%(num)d request to join", "%(num)d requests to join", len(asked))
    return Awaiting(
        kind=_("Working group"),
        title=asked[0].space.title,
        why=f"{number}, {ago(asked[0].asked_at)}",
        act=_("Read and answer"),
        address=url_for("groups.requests", slug=asked[0].space.slug),
    )
