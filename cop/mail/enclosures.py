"""The files of a mail, and which of them belong to what its writer says.

Programs write where a picture stands among the words: ``[cid:…]`` (Outlook, and our own reading of HTML) or
``[image: name]`` (Gmail). A picture that stands in what was cut away, the letter quoted or a signature, goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from cop.mail import apart, bodies, headers

SEALS = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "text/calendar",
        "text/rfc822-headers",
    }
)
"""What programs add by themselves; nobody attached it."""
MARK = re.compile(r"\\?\[(?:cid:([^\]\s\\]{1,200})|image: ([^\]\n]{1,200}?))\\?\]", re.IGNORECASE)


@dataclass(frozen=True)
class Enclosure:
    """``mark`` is its Content-ID; ``inline``: shown among the words, as pictures of signatures are too."""

    name: str
    mark: str
    inline: bool
    part: Message = field(repr=False)

    @property
    def content(self) -> bytes:
        return apart.content(self.part)

    def is_at(self, marks: Iterable[str]) -> bool:
        return bool({self.mark.casefold(), self.name.casefold()} & set(marks) - {""})


def of(mail: Message) -> tuple[Enclosure, ...]:
    """Those that carry a name, are pictures, or are mails themselves, in the order of the mail."""
    return tuple(
        Enclosure(name, _mark(part), _is_inline(part), part)
        for part in apart.leaves(mail)
        if part.get_content_type() not in SEALS and (name := _name(part))
    )


def _name(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        inside: Any = part.get_payload()
        subject = headers.subject(inside[0]) if part.is_multipart() else ""
        return f"{subject[:100] or 'mail'}.eml"
    named = bodies.file_name(part)
    unnamed = f"image.{part.get_content_subtype()}" if part.get_content_maintype() == "image" else ""
    return named or unnamed


def _mark(part: Message) -> str:
    return headers.value(part, "Content-ID").strip("<>")


def _is_inline(part: Message) -> bool:
    picture = part.get_content_maintype() == "image"
    return picture and part.get_content_disposition() != "attachment" and bool(_mark(part))


def marks(text: str) -> set[str]:
    """Of the pictures that stand in a text."""
    return {(found[1] or found[2]).casefold() for found in MARK.finditer(text)}


def belonging(files: Iterable[Enclosure], kept: str, cut: str) -> tuple[Enclosure, ...]:
    """Without the pictures of what was cut away."""
    here, elsewhere = marks(kept), marks(cut)
    return tuple(file for file in files if file.is_at(here) or not file.is_at(elsewhere))


def unmarked(text: str, files: Iterable[Enclosure]) -> str:
    """The text without the marks of its pictures, which are shown under it."""
    known = {name.casefold() for file in files for name in (file.mark, file.name)}
    bare = MARK.sub(lambda found: "" if (found[1] or found[2]).casefold() in known else found[0], text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in bare.split("\n"))).strip("\n")
