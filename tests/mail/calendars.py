"""Answers to an invitation in the shapes that calendar programs send them (RFC 6047, and what each does otherwise)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True)
class Answer:
    """``begins`` in UTC; ``date`` the first time of one date, None for the whole; ``status`` is a PARTSTAT."""

    uid: str
    to: str
    begins: datetime
    status: str = "ACCEPTED"
    who: str = "bob@example.org"
    sequence: int = 0
    stamp: datetime = datetime(2026, 11, 21, 9, tzinfo=UTC)
    date: datetime | None = None
    comment: str = ""

    @property
    def word(self) -> str:
        return {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentative"}.get(
            self.status, "Re"
        )


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def wall(moment: datetime, zone) -> str:
    return moment.astimezone(zone).strftime("%Y%m%dT%H%M%S")


def mail(
    answer: Answer, lines: list[str], *, text="", kind="alternative", id="1", cte="base64", **headers
) -> bytes:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = f"Bob <{answer.who}>", answer.to
    made["Subject"], made["Message-ID"] = f"{answer.word}: Working session", f"<{id}@calendar.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    event = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])
    if kind == "bare":
        made.set_content(event, subtype="calendar", params={"method": "REPLY"}, cte=cte)
        return bytes(made)
    made.set_content(text or f"{answer.word}.")
    made.add_alternative(event, subtype="calendar", params={"method": "REPLY"}, cte=cte)
    if kind == "mixed":
        made.add_attachment(event.encode(), maintype="application", subtype="ics", filename="invite.ics")
    return bytes(made)


def outlook(answer: Answer, zone, **more) -> bytes:
    """Microsoft: no organiser, its own names of zones, a comment that is only a line's end, a sequence of its own."""
    date = [f"RECURRENCE-ID;TZID=SE Asia Standard Time:{wall(answer.date, zone)}"] if answer.date else []
    return mail(
        answer,
        ["METHOD:REPLY", "PRODID:Microsoft Exchange Server 2010",
         "BEGIN:VTIMEZONE", "TZID:SE Asia Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T000000",
         "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "END:STANDARD", "END:VTIMEZONE",
         "BEGIN:VEVENT", f"ATTENDEE;PARTSTAT={answer.status};CN=Bob:MAILTO:{answer.who.title()}",
         rf"COMMENT;LANGUAGE=en-US:{answer.comment or chr(92) + 'n'}", f"UID:{answer.uid.upper()}", *date,
         f"SUMMARY;LANGUAGE=en-US:{answer.word}: Working session",
         f"DTSTART;TZID=SE Asia Standard Time:{wall(answer.begins, zone)}", "CLASS:PUBLIC", "PRIORITY:5",
         f"DTSTAMP:{utc(answer.stamp)}", "TRANSP:OPAQUE", "STATUS:CONFIRMED", f"SEQUENCE:{answer.sequence}",
         f"X-MICROSOFT-CDO-APPT-SEQUENCE:{answer.sequence}", "X-MICROSOFT-CDO-OWNERAPPTID:-1", "END:VEVENT"],
        **more,
    )  # fmt: skip


def google(answer: Answer, _zone, **more) -> bytes:
    """Google: everything in UTC, the comment in a parameter, the file attached as well."""
    date = [f"RECURRENCE-ID:{utc(answer.date)}"] if answer.date else []
    said = f';X-RESPONSE-COMMENT="{answer.comment}"' if answer.comment else ""
    return mail(
        answer,
        ["PRODID:-//Google Inc//Google Calendar 70.9054//EN", "CALSCALE:GREGORIAN", "METHOD:REPLY", "BEGIN:VEVENT",
         f"DTSTART:{utc(answer.begins)}", f"DTSTAMP:{utc(answer.stamp)}",
         f"ORGANIZER;CN=Community:mailto:{answer.to}", f"UID:{answer.uid}",
         f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer.status};CN=Bob;X-NUM-GUESTS=0{said}"
         f":mailto:{answer.who}", *date, f"CREATED:{utc(answer.stamp)}", "DESCRIPTION:", f"SEQUENCE:{answer.sequence}",
         "STATUS:CONFIRMED", "SUMMARY:Working session", "TRANSP:OPAQUE", "END:VEVENT"],
        kind="mixed", Sender="Google Calendar <calendar-notification@google.com>", **more,
    )  # fmt: skip


def apple(answer: Answer, zone, **more) -> bytes:
    """Apple: the address in EMAIL too, zones by their names with no definition."""
    date = [f"RECURRENCE-ID;TZID={zone.key}:{wall(answer.date, zone)}"] if answer.date else []
    said = [f"COMMENT:{answer.comment}"] if answer.comment else []
    return mail(
        answer,
        ["CALSCALE:GREGORIAN", "PRODID:-//Apple Inc.//iOS 18.1//EN", "METHOD:REPLY", "BEGIN:VEVENT",
         f"DTSTART;TZID={zone.key}:{wall(answer.begins, zone)}", f"UID:{answer.uid}", *date, *said,
         f'ATTENDEE;CN="Bob";CUTYPE=INDIVIDUAL;EMAIL="{answer.who}";PARTSTAT={answer.status};ROLE=REQ-PARTICIPANT:mailto:'
         f"{answer.who}", f"ORGANIZER;CN=Community:mailto:{answer.to}", f"DTSTAMP:{utc(answer.stamp)}",
         f"SEQUENCE:{answer.sequence}", "END:VEVENT"],
        **more,
    )  # fmt: skip


def thunderbird(answer: Answer, _zone, **more) -> bytes:
    """Thunderbird: the calendar alone, quoted-printable; a date may be known by its day."""
    date = [f"RECURRENCE-ID;VALUE=DATE:{answer.date:%Y%m%d}"] if answer.date else []
    said = [f"COMMENT:{answer.comment}"] if answer.comment else []
    return mail(
        answer,
        ["PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "METHOD:REPLY", "BEGIN:VEVENT",
         f"CREATED:{utc(answer.stamp)}", f"DTSTAMP:{utc(answer.stamp)}", f"UID:{answer.uid}", *date, *said,
         f"ORGANIZER:mailto:{answer.to}", f"ATTENDEE;PARTSTAT={answer.status};ROLE=REQ-PARTICIPANT:mailto:{answer.who}",
         f"DTSTART:{utc(answer.begins)}", f"SEQUENCE:{answer.sequence}", "END:VEVENT"],
        kind="bare", cte="quoted-printable", **more,
    )  # fmt: skip


def nextcloud(answer: Answer, zone, **more) -> bytes:
    """Nextcloud: sent by a server, which says so; a request status; no SUMMARY of its own."""
    date = [f"RECURRENCE-ID;TZID={zone.key}:{wall(answer.date, zone)}"] if answer.date else []
    said = [f"COMMENT:{answer.comment}"] if answer.comment else []
    return mail(
        answer,
        ["PRODID:-//Sabre//Sabre VObject 4.5.6//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"DTSTAMP:{utc(answer.stamp)}",
         f"SEQUENCE:{answer.sequence}", f"DTSTART;TZID={zone.key}:{wall(answer.begins, zone)}", f"UID:{answer.uid}",
         *date, *said, f"ORGANIZER:mailto:{answer.to}", "REQUEST-STATUS:2.0;Success",
         f"ATTENDEE;CN=Bob;PARTSTAT={answer.status}:mailto:{answer.who}", "END:VEVENT"],
        Auto_Submitted="auto-generated", **more,
    )  # fmt: skip


PROGRAMS = {p.__name__: p for p in (outlook, google, apple, thunderbird, nextcloud)}
