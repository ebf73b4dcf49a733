"""What a calendar answers to an invitation (RFC 5546, RFC 6047), from the shapes that programs really send.

Programs leave out the organiser, write the time of a date in UTC or without its zone, name it as a day, or send one
answer for a whole series. What is read here is plain data: whose meeting it is, its feature finds out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from cop.kernel.errors import N_, Invalid

LARGEST = 200_000  # bytes
MOST = 60  # dates answered by one mail
METHODS = ("REPLY", "COUNTER")
ANSWERS = {"ACCEPTED": "yes", "TENTATIVE": "maybe", "DECLINED": "no", "DELEGATED": "no"}
UNREADABLE = N_(
    "The calendar file in your mail cannot be read. Answer on the page, or write yes, maybe or no."
)


def read(raw: bytes) -> list[dict[str, Any]]:
    """One for each date (or whole series) that is answered, as JSON keeps it.

    ``date`` is a day, a local hour without zone or a moment with its offset from UTC, "" for all dates. Raises Invalid.
    """
    if len(raw) > LARGEST:
        raise Invalid(UNREADABLE)
    try:
        calendar: Any = Calendar.from_ical(raw)
        method = str(calendar.get("METHOD", "REPLY")).upper()
        found = [_reply(event, method) for event in calendar.walk("VEVENT")[:MOST]]
    except Invalid:
        raise
    except Exception as broken:  # whatever a parser makes of what is no calendar
        raise Invalid(UNREADABLE) from broken
    if method not in METHODS or not any(found):
        raise Invalid(N_("The calendar file in your mail is no answer to an invitation. Answer on the page."))
    return [reply for reply in found if reply]


def _reply(event: Any, method: str) -> dict[str, Any]:
    attendee = next(iter(_all(event.get("ATTENDEE"))), None)
    if attendee is None:
        raise Invalid(N_("The calendar file in your mail does not say who answers. Answer on the page."))
    status = str(attendee.params.get("PARTSTAT", "")).upper()
    if status not in ANSWERS and method != "COUNTER":
        return {}
    return {
        "uid": str(event.get("UID", "")),
        "sequence": int(event.get("SEQUENCE", 0)),
        "stamp": _moment(event.get("DTSTAMP")),
        "date": _moment(event.get("RECURRENCE-ID")),
        "who": _mailbox(attendee),
        "answer": ANSWERS.get(status, "maybe"),
        "comment": " ".join(_comments(event))[:1_000],
        "instead": [_mailbox(one) for one in _all(attendee.params.get("DELEGATED-TO"))],
        "proposed": _moment(event.get("DTSTART")) if method == "COUNTER" else "",
    }


def _all(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _mailbox(party: Any) -> str:
    return str(party).strip().strip('"').lower().removeprefix("mailto:")


def _comments(event: Any) -> Iterator[str]:
    """Microsoft's and Google's own names for it too."""
    for name in ("COMMENT", "X-RESPONSE-COMMENT"):
        for said in _all(event.get(name)):
            yield " ".join(str(said).split())
    for attendee in _all(event.get("ATTENDEE")):
        if said := attendee.params.get("X-RESPONSE-COMMENT"):
            yield " ".join(str(said).split())


def _moment(value: Any) -> str:
    """As written: "2026-12-02", "2026-12-02T10:00:00" or "2026-12-02T03:00:00+00:00"."""
    at = getattr(value, "dt", None)
    if isinstance(at, datetime):
        return (at.astimezone(UTC) if at.tzinfo else at).isoformat()
    return at.isoformat() if isinstance(at, date) else ""
