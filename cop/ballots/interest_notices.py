"""The letter to those who are asked to recuse themselves."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.ballots import interests
from cop.ballots.models import Ballot
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member


def to_concerned(entry: Entry) -> Iterable[Letter]:
    ballot = db.session.get_one(Ballot, refs.split(entry.subject)[1])
    for member_id in interests.concerned(ballot):
        yield Letter("recusal_proposed", member_id, {"ballot": ballot.id}, entry.id)


def recusal_proposed(member: Member, letter: Letter) -> Mail | None:
    """None once the ballot has ended, and for who may not read it any more."""
    ballot = db.session.get_one(Ballot, letter.about["ballot"])
    if not (ballot.is_open and member.is_member and refs.resolve([ballot.subject], member)):
        return None
    subject = _("Your declared interest: %(title)s", title=ballot.title)
    link = url_for("ballots.ballot", slug=ballot.slug, n=ballot.n, _external=True)
    declared = interests.declared(ballot, member)
    return write("recusal_proposed", subject, ballot=ballot, declared=declared, link=link)
