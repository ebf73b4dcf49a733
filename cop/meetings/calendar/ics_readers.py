"""Calendars as this site writes them: its own host in the UIDs, and addresses of its own pages."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import current_app, url_for

from cop.meetings.calendar.ics import Reader
from cop.meetings.series.models import Occurrence, Series


def reader(where: Callable[[Series], bool]) -> Reader:
    """``where`` says of a series whether whom it is written for may know its place."""
    host = urlsplit(current_app.extensions["cop"].config.base_url).hostname or "localhost"
    return Reader(host, _address, where)


def _address(meeting: Occurrence) -> str:
    return url_for("meetings.meeting", id=meeting.id, slug=meeting.slug, _external=True)
