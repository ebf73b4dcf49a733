"""Who hears of a mandate that goes on or ends: the member, and the secretariat that can renew it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Mandate, Member
from cop.members.notices import to_oneself
from cop.members.people_queries import holders


def to_both(entry: Entry) -> Iterable[Letter]:
    """The member, and every officer who is somebody else."""
    own = split(entry.subject)[1]
    yield Letter(entry.verb, own, entry.facts, entry.id)
    for officer in holders("officer", entry.at):
        if officer.id != own:
            yield Letter(entry.verb, officer.id, entry.facts, entry.id)


def _about(subject: Callable[[Member, bool], str], template: str) -> Callable[[Member, Letter], Mail | None]:
    """The words for whom the mandate is and for an officer, who is told whose it is and where to renew it."""

    def compose(reader: Member, letter: Letter) -> Mail | None:
        mandate = db.session.get_one(Mandate, letter.about["mandate"])
        holder = db.session.get_one(Member, mandate.member_id)
        if not reader.is_member or not holder.is_member or _moot(mandate, template):
            return None
        link = url_for("mandates.renew", id=mandate.id, _external=True)
        own = reader.id == holder.id
        told = {"mandate": mandate, "holder": holder, "own": own, "link": link}
        return write(template, subject(holder, own), **told)

    return compose


def _moot(mandate: Mandate, template: str) -> bool:
    return template == "mandate_ends_soon" and mandate.ended_at is not None


def _ends(holder: Member, own: bool) -> str:
    return _("Your mandate ends soon") if own else _("The mandate of %(name)s ends soon", name=holder.name)


def _expired(holder: Member, own: bool) -> str:
    return (
        _("Your mandate has run out") if own else _("The mandate of %(name)s has run out", name=holder.name)
    )


def _renewed(_reader: Member, letter: Letter) -> Mail | None:
    mandate = db.session.get_one(Mandate, letter.about["mandate"])
    day = words.short_day(mandate.until)
    return write("mandate_renewed", _("Your mandate is renewed until %(day)s", day=day), mandate=mandate)


NOTICES = {
    "mandate_ends_soon": to_both,
    "mandate_expired": to_both,
    "mandate_renewed": to_oneself("mandate_renewed"),
}
LETTERS = {
    "mandate_ends_soon": _about(_ends, "mandate_ends_soon"),
    "mandate_expired": _about(_expired, "mandate_expired"),
    "mandate_renewed": _renewed,
}
VERBS = {
    "mandate_ends_soon": N_("%(who)s reminded %(what)s that a mandate ends"),
    "mandate_expired": N_("%(who)s ended a mandate of %(what)s whose time was over"),
    "mandate_renewed": N_("%(who)s renewed a mandate of %(what)s"),
}
