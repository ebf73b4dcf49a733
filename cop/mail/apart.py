"""A mail taken apart, within bounds: sizes, parts and depths are counted before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

from cop.kernel.errors import N_, Invalid

LARGEST = 25_000_000  # bytes: as much as the mail servers of most people send
MOST_PARTS, DEEPEST = 100, 10
LONGEST_HEAD, LONGEST_HEADER, MOST_HEADERS = 200_000, 20_000, 500
TOO_MUCH = N_("The mail is larger, or has more parts, than can be taken. Send the text alone.")
ENCRYPTED = N_("The mail is encrypted, so nobody here can read it. Send it as plain text.")


def taken_apart(raw: bytes) -> Message:
    """Raises Invalid for what is too large, too deep or encrypted."""
    if len(raw) > LARGEST or count_parts(raw) > MOST_PARTS or len(head(raw)) > LONGEST_HEAD:
        raise Invalid(TOO_MUCH)
    mail = message_from_bytes(raw)
    if any(len(part.items()) > MOST_HEADERS or _overlong(part) for part in [mail, *_within(mail, 0)]):
        raise Invalid(TOO_MUCH)
    if mail.get_content_type() == "multipart/encrypted":
        raise Invalid(ENCRYPTED)
    return mail


def count_parts(raw: bytes) -> int:
    return raw.lower().count(b"content-type:")


def head(raw: bytes) -> bytes:
    """The headers, before the first empty line."""
    return raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[:LONGEST_HEAD] else b"\n\n")[0]


def _overlong(part: Message) -> bool:
    return any(len(str(value)) > LONGEST_HEADER for _name, value in part.raw_items())


def _within(mail: Message, depth: int) -> Iterator[Message]:
    if depth > DEEPEST:
        raise Invalid(TOO_MUCH)
    inside: Any = mail.get_payload() if mail.is_multipart() else ()
    for part in inside:
        yield part
        yield from _within(part, depth + 1)


def leaves(mail: Message) -> Iterator[Message]:
    """The parts that hold something; a mail within the mail is one of them."""
    if mail.is_multipart() and mail.get_content_maintype() == "multipart":
        inside: Any = mail.get_payload()
        for part in inside:
            yield from leaves(part)
    else:
        yield mail


def content(part: Message) -> bytes:
    """A part's bytes; of a mail within the mail, none."""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""
