"""The link by which people say that they are there: shown in the room, so that who opens it is told of it there."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import segno
from flask import current_app, url_for
from markupsafe import Markup

from cop.kernel.keys import kept_secret
from cop.meetings.papers.packing import outward
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

LENGTH = 16


def code_of(meeting: Occurrence) -> str:
    """The meeting's own, from a key of the installation: it lets a member of the space say that they are there."""
    key = kept_secret(current_app.extensions["cop"].config.data_dir, "arrivals")
    return hmac.new(key, str(meeting.id).encode(), hashlib.sha256).hexdigest()[:LENGTH]


def address(meeting: Occurrence) -> str:
    path = url_for("presence.arrive", id=meeting.id, slug=meeting.slug, code=code_of(meeting))
    return outward(path)


def meeting(viewer: Any, id: int, slug: str, code: str) -> Occurrence | None:
    """The meeting that the link leads to, if ``viewer`` may see it."""
    found = queries.meeting(viewer, id, slug)
    return found if found and hmac.compare_digest(code_of(found).encode(), code.encode()) else None


def picture(address: str) -> Markup:
    """The address to be read by a telephone's camera."""
    return Markup(segno.make(address, error="m").svg_inline(scale=4, light="#fff", dark="#000"))  # noqa: S704
