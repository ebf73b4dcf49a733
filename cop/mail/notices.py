"""What members hear of their own mail: why it was not taken, with its text, and whether a held one was theirs."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import limits, refs
from cop.kernel.errors import Refused, TooMany
from cop.kernel.features import SILENT
from cop.kernel.forms import sentence_of
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.mail import queries
from cop.mail.models import Inbound
from cop.mail.rules import State
from cop.members.models import Member

MOST_A_DAY = "10 per day"


def to_member(entry: Entry) -> Iterable[Letter]:
    """At most ten a day: a program that hides what it is must not be answered for ever."""
    try:
        limits.spend(MOST_A_DAY, entry.verb, str(entry.facts["member"]))
    except TooMany:
        return
    yield Letter(entry.verb, entry.facts["member"], {"mail": split(entry.subject)[1]}, entry.id)


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


NOTICES = {
    "mail_refused": to_member,
    "mail_held": to_member,
    "mail_taken": SILENT,
    "mail_dropped": SILENT,
    "letter_returned": SILENT,
    "letters_stopped": SILENT,
    "letters_resumed": SILENT,
}
LETTERS = {"mail_refused": _refused, "mail_held": _held}
