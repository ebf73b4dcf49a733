"""The words of a mail: which of its parts hold them, and those as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from cop.mail import apart, charsets, html_text

OFFERS_HTML = re.compile(r"\A\W*(?:this|your) .{0,80}\bHTML\b.{0,120}\Z", re.IGNORECASE | re.DOTALL)


def bodies(mail: Message) -> Iterator[Message]:
    """The parts that hold the words: of alternatives one, of a mixture those that are not files."""
    kind = mail.get_content_type()
    if mail.is_multipart():
        inside: Any = mail.get_payload()
        if kind == "multipart/alternative":
            yield from _chosen(inside)
        elif kind in ("multipart/signed", "multipart/related"):
            yield from bodies(inside[0])
        elif kind != "message/rfc822":
            for part in inside:
                yield from bodies(part)
    elif kind in ("text/plain", "text/html") and not file_name(mail):
        yield mail


def _chosen(alternatives: list[Message]) -> Iterator[Message]:
    found = [part for one in alternatives for part in bodies(one)]
    plain = [part for part in found if part.get_content_type() == "text/plain" and _is_meant(_text(part))]
    yield from plain or found[-1:]


def _is_meant(text: str) -> bool:
    return bool(text.strip()) and not OFFERS_HTML.match(text)


def file_name(part: Message) -> str:
    """The name of the file that a part is; "" for what is none."""
    named = part.get_filename()
    return charsets.header(named)[:200] if named else ""


def _text(part: Message) -> str:
    try:
        named = part.get_content_charset("")
    except (LookupError, ValueError):
        named = ""
    return charsets.decoded(apart.content(part), named)


def said(part: Message) -> str:
    """A body as plain text or, where it is HTML, as Markdown; "" where that is too much."""
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
