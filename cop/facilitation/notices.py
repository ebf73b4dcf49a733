"""The weekly note to facilitators: what waits in their spaces, in few lines."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.facilitation import permits, queries
from cop.kernel import clock
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member

FEW = 5  # of each; the page has all


def week_noted(entry: Entry) -> Iterable[Letter]:
    return [Letter("tending", to, {}, entry.id) for to in queries.to_note()]


def tending(reader: Member, _letter: Letter) -> Mail | None:
    """Nothing where nothing waits: a good week needs no letter."""
    if not reader.is_member or queries.is_quiet(reader) or not permits.may_tend(reader):
        return None
    tended = queries.tended(reader, clock.now())
    if not tended:
        return None
    root = url_for("home.first", _external=True).rstrip("/")
    link = url_for("facilitation.index", _external=True)
    return write("tending", _("A hand for your discussions"), tended=tended, few=FEW, root=root, link=link)
