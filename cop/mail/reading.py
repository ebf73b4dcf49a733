"""A mail as it came, read: who says to have sent it, what it says and encloses, and what kind of mail it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message

from cop.mail import apart, bodies, enclosures, headers
from cop.mail.enclosures import Enclosure

LONGEST_TEXT = 400_000  # characters


@dataclass(frozen=True)
class Read:
    """``sender`` is "" where there is not exactly one; ``event`` is the calendar file of an answer to an invitation."""

    sender: str
    message_id: str
    subject: str
    text: str
    automatic: bool
    event: bytes = b""
    files: tuple[Enclosure, ...] = ()
    language: str = ""
    report: Message | None = field(default=None, repr=False)


UNREAD = Read("", "", "", "", automatic=False)


def read(raw: bytes) -> Read:
    """Raises Invalid for what is too large, too deep or encrypted."""
    mail = apart.taken_apart(raw)
    text = "\n\n".join(said for part in bodies.bodies(mail) if (said := bodies.said(part).strip("\n")))
    return Read(
        headers.sender(mail),
        headers.value(mail, "Message-ID"),
        headers.subject(mail),
        text[:LONGEST_TEXT],
        headers.is_automatic(mail),
        _event(mail),
        enclosures.of(mail),
        headers.language(mail),
        mail if mail.get_content_type() == "multipart/report" else None,
    )


def _event(mail: Message) -> bytes:
    calendars = (part for part in apart.leaves(mail) if part.get_content_type() == "text/calendar")
    return next(map(apart.content, calendars), b"")
