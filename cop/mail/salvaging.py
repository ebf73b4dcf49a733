"""What somebody wrote in a mail that cannot be taken apart: its first text, found within bounds, to be given back."""

from __future__ import annotations

import re
from email import message_from_bytes

from cop.mail import apart, bodies, quoting

SEEN = 400_000  # bytes of the mail that are looked at
PLAIN = re.compile(rb"^content-type:[ \t]*text/(?:plain|html)\b", re.IGNORECASE | re.MULTILINE)
TYPED = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
BLANK = re.compile(rb"\r?\n\r?\n")
BOUNDARY = re.compile(rb"\r?\n--[^\s-]")


def text_of(raw: bytes) -> str:
    """The writer's words as far as they can be found; "" where the mail is encrypted, or has none."""
    seen = raw[:SEEN]
    if b"multipart/encrypted" in seen[: apart.LONGEST_HEADER].lower():
        return ""
    found = PLAIN.search(seen)
    if found is None and TYPED.search(apart.head(seen)):
        return ""
    begin = _last_blank(seen, found.start()) if found else 0
    part = message_from_bytes(_whole(seen, begin, found.start() if found else 0))
    return quoting.parts(bodies.said(part)).kept if not part.is_multipart() else ""


def _last_blank(seen: bytes, before: int) -> int:
    """Where the block of headers begins that reaches until ``before``."""
    at = max(seen.rfind(b"\n\n", 0, before), seen.rfind(b"\n\r\n", 0, before))
    return 0 if at < 0 else at + 2


def _whole(seen: bytes, begin: int, at: int) -> bytes:
    """One part: of its headers those about the text, and its body up to the next boundary."""
    blank = BLANK.search(seen, at)
    if blank is None:
        return b""
    head = b"\n".join(_about_text(seen[begin : blank.start()]))
    end = BOUNDARY.search(seen, blank.end()) if at else None
    return head + b"\n\n" + seen[blank.end() : end.start() if end else len(seen)]


def _about_text(head: bytes) -> list[bytes]:
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head[-apart.LONGEST_HEADER :])
    return [line.rstrip() for line in unfolded.split(b"\n") if line.lower().startswith(b"content-t")]
