"""The log of who opened what few may read of a person: written after the answer has left, shown to the person."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from cop.kernel.db import db
from cop.kernel.web import actor, once_sent
from cop.members.models import Member
from cop.privacy import reading_actions
from cop.privacy.reading_queries import watched

SEEN = frozenset({200, 304})


@dataclass(frozen=True)
class Opened:
    """A watched page was opened: by whom, whose it is, which page."""

    reader: int
    member: int
    page: str


def note(response: Response) -> Response:
    """After each request: notes the reading of a watched page, once its reader has the answer."""
    found = _opened(response)
    return once_sent(response, lambda: _write(found)) if found else response


def _opened(response: Response) -> Opened | None:
    endpoint = request.endpoint or ""
    if endpoint not in watched() or response.status_code not in SEEN or not actor().is_member:
        return None
    whose = watched()[endpoint].whose(request.view_args or {})
    return Opened(actor().id, whose, endpoint) if whose and whose != actor().id else None


def _write(found: Opened) -> None:
    reader = db.session.get_one(Member, found.reader)
    reading_actions.note_reading(db.session.get_one(Member, found.member), found.page, actor=reader)
