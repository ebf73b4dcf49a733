"""A mail as it came, read: who says to have sent it, what it says, and what kind of mail it is.

Nothing of a mail is believed here. Its sender is one address or none, never one that is written in code inside an
address; a program's answer is known by its headers (RFC 3834); sizes, parts and depths have bounds before anything is
taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from cop.kernel.errors import N_, Invalid
from cop.mail import charsets, html_text

LARGEST = 10_000_000  # bytes
MOST_PARTS, DEEPEST, LONGEST_HEADER, MOST_HEADERS, LONGEST_TEXT = 100, 10, 20_000, 500, 400_000
MOST_HOPS = 30
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
MAILBOX = re.compile(r"(?:[^<>@,;:]*<\s*)?([^\s<>@,;:\"()\\=?]+@[^\s<>@,;:\"()\\=?]+)\s*>?", re.UNICODE)
AWAY = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|balasan otomatis|"
    r"jawapan automatik|trả lời tự động|ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ|自动回复|自動回覆|réponse automatique|"
    r"resposta automática)",
    re.IGNORECASE,
)
OFFERS_HTML = re.compile(r"\A\W*(?:this|your) .{0,80}\bHTML\b.{0,120}\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Read:
    """``sender`` is "" where there is not exactly one; ``event`` is the calendar file of an answer to an invitation."""

    sender: str
    message_id: str
    subject: str
    text: str
    automatic: bool
    event: bytes = b""
    left_out: tuple[str, ...] = ()
    report: Message | None = field(default=None, repr=False)


def read(raw: bytes) -> Read:
    """Raises Invalid for what is too large, too deep or encrypted."""
    mail = _taken_apart(raw)
    leaves = list(_leaves(mail))
    text = "\n\n".join(said for part in _bodies(mail) if (said := _said(part).strip("\n")))
    return Read(
        sender(mail),
        _value(mail, "Message-ID"),
        charsets.header(_value(mail, "Subject")),
        text[:LONGEST_TEXT],
        is_automatic(mail),
        next((_raw(part) for part in leaves if part.get_content_type() == "text/calendar"), b""),
        tuple(name for part in leaves if (name := _file_name(part))),
        mail if mail.get_content_type() == "multipart/report" else None,
    )


def _taken_apart(raw: bytes) -> Message:
    too_much = N_("The mail is larger, or has more parts, than can be taken. Send the text alone.")
    head = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[:200_000] else b"\n\n")[0]
    if len(raw) > LARGEST or raw.lower().count(b"content-type:") > MOST_PARTS or len(head) > 200_000:
        raise Invalid(too_much)
    mail = message_from_bytes(raw)
    if any(
        len(part.items()) > MOST_HEADERS or _overlong(part) for part in [mail, *_within(mail, 0, too_much)]
    ):
        raise Invalid(too_much)
    if mail.get_content_type() == "multipart/encrypted":
        raise Invalid(N_("The mail is encrypted, so nobody here can read it. Send it as plain text."))
    return mail


def _overlong(part: Message) -> bool:
    return any(len(str(value)) > LONGEST_HEADER for _name, value in part.raw_items())


def _within(mail: Message, depth: int, too_much: str) -> Any:
    if depth > DEEPEST:
        raise Invalid(too_much)
    inside: Any = mail.get_payload() if mail.is_multipart() else ()
    for part in inside:
        yield part
        yield from _within(part, depth + 1, too_much)


def _value(mail: Message, name: str) -> str:
    """A header's first value, unfolded, as it stands."""
    found = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    return " ".join(found.split())


def sender(mail: Message) -> str:
    """The one address the mail says to be from. What is written in quotes, comments or code is no address."""
    values = [str(value) for name, value in mail.raw_items() if name.lower() == "from"]
    if len(values) != 1 or len(values[0]) > 1_000:
        return ""
    found = MAILBOX.fullmatch(QUOTED.sub("", " ".join(values[0].split())).strip())
    return found[1] if found else ""


def is_automatic(mail: Message) -> bool:
    """A program's mail: nobody meant it as an answer, and answering it could go on for ever."""
    said = _value(mail, "Auto-Submitted").lower()
    replied = any(
        _value(mail, name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-From", "X-Loop")
    )
    bulk = _value(mail, "Precedence").lower() in ("bulk", "junk", "auto_reply", "list")
    hops = sum(name.lower() == "received" for name, _value in mail.raw_items())
    away = bool(AWAY.match(charsets.header(_value(mail, "Subject"))))
    listed = bool(_value(mail, "List-Id"))
    return said not in ("", "no") or replied or bulk or listed or hops > MOST_HOPS or away


def _leaves(mail: Message) -> Any:
    return (part for part in mail.walk() if not part.is_multipart())


def _file_name(part: Message) -> str:
    named = (
        part.get_filename() if part.get_content_disposition() == "attachment" or part.get_filename() else None
    )
    return charsets.header(named)[:200] if named else ""


def _bodies(mail: Message) -> Any:
    """The parts that hold the words: of alternatives one, of a mixture those that are not files."""
    kind = mail.get_content_type()
    if mail.is_multipart():
        inside: Any = mail.get_payload()
        if kind == "multipart/alternative":
            yield from _chosen(inside)
        elif kind in ("multipart/signed", "multipart/related"):
            yield from _bodies(inside[0])
        elif kind != "message/rfc822":
            for part in inside:
                yield from _bodies(part)
    elif kind in ("text/plain", "text/html") and not _file_name(mail):
        yield mail


def _chosen(alternatives: list[Message]) -> Any:
    found = [part for one in alternatives for part in _bodies(one)]
    plain = [part for part in found if part.get_content_type() == "text/plain" and _is_meant(_text(part))]
    yield from plain or found[-1:]


def _is_meant(text: str) -> bool:
    return bool(text.strip()) and not OFFERS_HTML.match(text)


def _raw(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _text(part: Message) -> str:
    try:
        named = part.get_content_charset("")
    except (LookupError, ValueError):
        named = ""
    return charsets.decoded(_raw(part), named)


def _said(part: Message) -> str:
    text = _text(part)
    if part.get_content_type() == "text/html":
        return "" if html_text.is_too_much(text) else html_text.markdown(text)
    return _unflowed(text, part) if str(part.get_param("format", "")).lower() == "flowed" else text


def _unflowed(text: str, part: Message) -> str:
    """RFC 3676: a line that ends in a space goes on in the next."""
    deleted = str(part.get_param("delsp", "")).lower() == "yes"
    made: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        own = line.removeprefix(" ") if not line.startswith(">") else line
        if goes_on and not line.startswith(">") and line != "-- ":
            made[-1] = (made[-1][:-1] if deleted else made[-1]) + own
        else:
            made.append(own)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(line if line == "-- " else line.rstrip() for line in made)
