"""Answers that come back by mail, by calendar or in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _

from cop.kernel.errors import N_, IllegalMove, Invalid, Missing
from cop.meetings.calendar import ics, ics_events, reply_words
from cop.meetings.company import reply_actions
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries, stub_queries
from cop.meetings.series.models import Occurrence


def answered_in_words(id: int, mail: Any, actor: Any, now: datetime) -> str:
    """ "Yes", "maybe" or "no" and perhaps a comment; the meeting's address. Raises what ``respond`` raises."""
    meeting = _seen(id, actor)
    said = reply_words.read(mail.text)
    if said is None:
        raise Invalid(N_("Begin your answer with yes, maybe or no; what follows is your comment."))
    reply_actions.take_reply(meeting, *said, "", actor=actor, now=now)
    return queries.address(meeting)


def answered_by_calendar(id: int, mail: Any, actor: Any, now: datetime) -> str:
    """What a calendar program sent; the meeting's address. Raises what ``respond`` raises, and where it is too old."""
    meeting = _seen(id, actor)
    for reply in mail.values["calendar"]:
        _demand_ours(meeting, reply)
        for day in _meant(meeting, reply, now):
            _demand_fresh(day, meeting, reply)
            said = (Answer(reply["answer"]), _comment(reply), _order(reply))
            reply_actions.take_reply(day, *said, actor=actor, now=now)
    return queries.address(meeting)


def _seen(id: int, actor: Any) -> Occurrence:
    meeting = queries.meeting_by_id(actor, id)
    if meeting is None:
        raise Missing(N_("The meeting you answered is no longer where you may read it."))
    return meeting


def _demand_ours(meeting: Occurrence, reply: dict[str, Any]) -> None:
    host = urlsplit(current_app.extensions["cop"].config.base_url).hostname or ""
    if reply["uid"] and reply["uid"].lower() != ics.uid(meeting.series, host).lower():
        raise Invalid(
            N_("Your calendar answered another meeting than the one it was asked about. Answer on its page.")
        )


def _meant(meeting: Occurrence, reply: dict[str, Any], now: datetime) -> list[Occurrence]:
    """The one date that is answered, or all to come."""
    dates = queries.dates(meeting)
    if not reply["date"]:
        return [one for one in dates if one.begins > now and one.state == "scheduled"] or [meeting]
    found = [one for one in dates if _is(one, reply["date"])]
    if not found:
        raise Missing(N_("Your calendar answered a date that the meeting does not have. Answer on its page."))
    return found[:1]


def _is(day: Occurrence, written: str) -> bool:
    """Whether a date is known by what a calendar wrote: a moment, an hour in the series' zone, or a day."""
    first = ics_events.original(day.series, day)
    if "T" not in written:
        return first.date() == date.fromisoformat(written)
    at = datetime.fromisoformat(written)
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(day.series.zone))
    return at.astimezone(UTC) in (first.astimezone(UTC), day.begins)


def _demand_fresh(day: Occurrence, meeting: Occurrence, reply: dict[str, Any]) -> None:
    """An answer to the time that a date had before says nothing about the time it has now."""
    older = reply["sequence"] < day.series.sequence
    moved = stub_queries.moved_at(day) or (day.series.changed_at if len(queries.dates(day)) == 1 else None)
    if older and moved and reply["stamp"] < moved.isoformat():
        raise IllegalMove(
            N_("%(title)s was moved after the invitation that you answered. Answer again for the new time."),
            title=meeting.title,
        )


def _comment(reply: dict[str, Any]) -> str | None:
    parts = [reply["comment"]]
    if reply["instead"]:
        parts.append(_("Sends %(who)s instead.", who=", ".join(reply["instead"])))
    if reply["proposed"]:
        at = reply["proposed"].replace("T", " ").replace(":00+00:00", " UTC")
        parts.append(_("Proposes another time: %(at)s.", at=at))
    return " ".join(part for part in parts if part)[:1_000] or None


def _order(reply: dict[str, Any]) -> str:
    """Sorts answers as they were given (RFC 5546: by SEQUENCE, then DTSTAMP)."""
    return f"{reply['sequence']:09d} {reply['stamp']}"
