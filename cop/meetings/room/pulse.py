"""Parts of pages that are asked for again and again: they have a version, and are made only when it has risen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request
from flask_babel import get_locale

from cop.kernel import clock
from cop.kernel.web import actor
from cop.meetings.series.models import Occurrence


def answer(meeting: Occurrence, make: Callable[[], str], *seen: object) -> Response:
    """The part, or 304 where the reader holds it: it depends on the meeting's pulse and plan, who reads, in which
    language, and on what else was ``seen``."""
    tag = _tag(meeting, *seen)
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else Response(make(), mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(tag, weak=True)
    return response


def _tag(meeting: Occurrence, *seen: object) -> str:
    """What the clock alone changes (begun, over) counts too."""
    now = clock.now()
    phase = (now >= meeting.begins) + (now >= meeting.ends)
    about = (meeting.id, meeting.pulse, meeting.series.version, meeting.state, phase)
    said = (*about, actor().ref, sorted(actor().roles), str(get_locale()), *seen)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]
