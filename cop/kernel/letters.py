"""What features say about letters: to whom one goes, of which kind, and how its words are written.

How a letter gets out is ``cop.delivery``'s business; every feature, members too, may speak of one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from flask import current_app, g, render_template, request


@dataclass(frozen=True)
class Letter:
    """To whom, of which kind, about what (ids and codes), and the entry that caused it.

    Those with one reader that ``gathers`` one ref within minutes become one, whose ``about`` holds theirs as ``all``, the
    oldest first. Of these only so many go out a day, the less ``urgent`` (0 to 2) fewer.
    """

    kind: str
    to: int
    about: Mapping[str, Any] = field(default_factory=dict)
    entry: int = 0
    gathers: str = ""
    urgent: int = 0


@dataclass(frozen=True)
class Mail:
    """A letter's words in the reader's language, and what a mail program is told beside them.

    ``shows`` is the ref of what the letter is about: by it later letters find this one, which ``follows`` those of
    other refs, the oldest first. ``answers`` is the ref that an answer by mail goes to. ``stops`` is the ref whose
    letters one click ends. ``place`` names the list that the letter belongs to (a slug and a title). ``event`` makes
    the calendar file that goes with it, given the address that answers go to.
    """

    subject: str
    text: str
    shows: str = ""
    follows: tuple[str, ...] = ()
    answers: str = ""
    stops: str = ""
    place: tuple[str, str] | None = None
    event: Callable[[str], bytes] | None = None


@dataclass(frozen=True)
class ByLink:
    """What a letter's link lets its reader do without signing in, once (hook ``by_link:<kind>``, given id and reader).

    ``template`` shows what it is about and the fields of ``form``, given ``context``; ``act`` does it as the reader, and
    raises what is refused. ``address`` is where one does it signed in.
    """

    title: str
    template: str
    form: Any
    act: Callable[[], Any]
    address: str
    button: str
    context: Mapping[str, Any] = field(default_factory=dict)


def link_to(about: str) -> str:
    """For the letter being written: where its reader does, without signing in, what ``about`` (a ref) asks for."""
    return str(current_app.extensions["cop"].hooks["link_to"](about, g._login_user))


def outside(address: str) -> str:
    """An address of ours as a letter gives it, with the host."""
    return urljoin(request.url_root, address)


def write(template: str, subject: str, **context: Any) -> Mail:
    """A mail from ``templates/mail/<template>.txt``; ``reader`` is the member it goes to, ``link_to`` as above."""
    reader = g._login_user
    return Mail(
        " ".join(subject.split()),
        render_template(f"mail/{template}.txt", reader=reader, link_to=link_to, **context),
    )
