"""What members hear of their own mail: why it was not taken, with its text, and whether a held one was theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import limits, refs
from cop.kernel.db import db
from cop.kernel.errors import Refused, TooMany
from cop.kernel.features import SILENT
from cop.kernel.forms import sentence_of
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.mail import queries
from cop.mail.commanding import LEVELS
from cop.mail.models import Inbound
from cop.mail.rules import State
from cop.members.models import Member

MOST_A_DAY = "10 per day"


def to_member(entry: Entry) -> Iterable[Letter]:
    yield from _at_most(entry, entry.verb, entry.facts["member"])


def to_writer(entry: Entry) -> Iterable[Letter]:
    """What was done, where that does not show by itself: a command, an answer in words, files that were left out."""
    mail = db.session.get(Inbound, split(entry.subject)[1])
    if mail is not None and mail.member_id and (_is_command(mail) or _in_words(mail) or mail.told_left):
        yield from _at_most(entry, "mail_done", mail.member_id)


def _at_most(entry: Entry, kind: str, member: int) -> Iterable[Letter]:
    """At most ten a day: a program that hides what it is must not be answered for ever."""
    try:
        limits.spend(MOST_A_DAY, kind, str(member))
    except TooMany:
        return
    yield Letter(kind, member, {"mail": split(entry.subject)[1]}, entry.id)


def _is_command(mail: Inbound) -> bool:
    """A digest is its own answer, unless something else was written too."""
    return bool(mail.command) and (mail.command in {c.value for c in LEVELS} or bool(mail.values["rest"]))


def _in_words(mail: Inbound) -> bool:
    """An answer to an invitation that no calendar sent."""
    return mail.state == State.TAKEN and split(mail.about)[0] == "meeting" and not mail.calendar


def left_out(one: dict[str, Any]) -> str:
    """A file that was not taken, and why, in the reader's language."""
    said = sentence_of(Refused(one["message"], **one["values"]))
    return said if one["name"] in said else _("“%(name)s”: %(why)s", name=one["name"], why=said)


def reason(mail: Inbound) -> str:
    """Why it was not taken, in the reader's language."""
    return sentence_of(Refused(mail.outcome, **mail.values))


def _refused(reader: Member, letter: Letter) -> Mail | None:
    mail = queries.own(reader, letter.about["mail"])
    if mail is None or mail.state != State.REFUSED:
        return None
    about = refs.resolve([mail.about], reader).get(mail.about)
    subject = _("Your mail was not taken: %(subject)s", subject=mail.subject or _("no subject"))
    root = url_for("home.first", _external=True).rstrip("/")
    return write("mail_refused", subject, mail=mail, reason=reason(mail), about=about, root=root)


def _held(reader: Member, letter: Letter) -> Mail | None:
    mail = queries.own(reader, letter.about["mail"])
    if mail is None or mail.state != State.HELD or not reader.is_member:
        return None
    link = url_for("own_mail.mail", id=mail.id, _external=True)
    return write("mail_held", _("Was this mail yours?"), mail=mail, link=link)


def _done(reader: Member, letter: Letter) -> Mail | None:
    """Nothing of what cannot be read any more."""
    mail = queries.own(reader, letter.about["mail"])
    if mail is None or mail.state != State.TAKEN:
        return None
    about = refs.resolve([mail.about], reader).get(mail.about)
    root = url_for("home.first", _external=True).rstrip("/")
    subject = _("Done: %(subject)s", subject=mail.subject or _("no subject"))
    told = {
        "command": mail.command,
        "rest": mail.values.get("rest", ""),
        "left": [left_out(one) for one in mail.told_left],
    }
    return write("mail_done", subject, mail=mail, about=about, root=root, **told) if about else None


NOTICES = {
    "mail_refused": to_member,
    "mail_held": to_member,
    "mail_taken": to_writer,
    "mail_obeyed": to_writer,
    "mail_dropped": SILENT,
    "link_used": SILENT,
    "letter_returned": SILENT,
    "letters_stopped": SILENT,
    "letters_resumed": SILENT,
}
LETTERS = {"mail_refused": _refused, "mail_held": _held, "mail_done": _done}
