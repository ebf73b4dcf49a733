"""Who hears of a flag and of what came of it. No letter holds the words that were flagged, nor who flagged them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member
from cop.members.people_queries import holders
from cop.moderation import permits, queries, rules
from cop.moderation.models import Case, Flag
from cop.moderation.rules import Ruling, State
from cop.spaces.group_queries import facilitator_ids


def _case(entry: Entry) -> Case:
    return db.session.get_one(Case, entry.facts["case"])


def to_moderators(entry: Entry) -> Iterator[Letter]:
    """Of the first flag: the facilitators of the space; the secretariat where there are none."""
    if not entry.facts["first"]:
        return
    case = _case(entry)
    officers = [officer.id for officer in holders("officer", entry.at)]
    for to in dict.fromkeys(facilitator_ids(case.space_id) or officers):
        if to != case.author_id and f"member:{to}" != entry.actor:
            yield Letter("flag_waits", to, {"case": case.id}, entry.id)


def of_decision(entry: Entry) -> Iterator[Letter]:
    """Its author, where it went against them; and who flagged it, what came of that."""
    case = _case(entry)
    if case.ruling in queries.RULED_AGAINST:
        yield Letter("ruling", case.author_id, {"case": case.id}, entry.id)
    flagged = select(Flag.member_id).where(Flag.case_id == case.id).order_by(Flag.id)
    for to in db.session.scalars(flagged):
        yield Letter("flag_answered", to, {"case": case.id}, entry.id)


def of_appeal(entry: Entry) -> Iterator[Letter]:
    """Who may answer it: moderators but for who decided."""
    case = _case(entry)
    for to, _name in queries.moderators(case, entry.at):
        if to != case.decided_by_id:
            yield Letter("appeal_waits", to, {"case": case.id}, entry.id)


def to_author(entry: Entry) -> Iterable[Letter]:
    case = _case(entry)
    yield Letter("appeal_answered", case.author_id, {"case": case.id}, entry.id)


def _to_look_at(state: tuple[State, ...], template: str) -> object:
    """A letter that is dropped once nobody needs to act, or the reader may not."""

    def compose(reader: Member, letter: Letter) -> Mail | None:
        case = db.session.get_one(Case, letter.about["case"])
        if not reader.is_member or State(case.state) not in state or not permits.may_handle(reader, case):
            return None
        link = url_for("moderation.case", id=case.id, _external=True)
        appealed = case.state == State.appealed.value
        subject = _("An appeal waits for an answer") if appealed else _("A post was flagged")
        return write(template, subject, case=case, link=link)

    return compose


def _ruling(reader: Member, letter: Letter) -> Mail | None:
    """Dropped when the author has read it on the page."""
    case = db.session.get_one(Case, letter.about["case"])
    if not reader.is_member or case.read_at is not None:
        return None
    link = url_for("rulings.ruling", id=case.id, _external=True)
    settled, removed = case.state == State.settled.value, case.ruling == Ruling.removed.value
    subject = _("Your appeal is answered") if settled else _("The moderators looked at a post of yours")
    days = rules.APPEAL_WITHIN.days
    return write("ruling", subject, case=case, settled=settled, removed=removed, link=link, days=days)


def _flag_answered(reader: Member, letter: Letter) -> Mail | None:
    case = db.session.get_one(Case, letter.about["case"])
    if not reader.is_member:
        return None
    return write("flag_answered", _("What you flagged was looked at"), case=case)


NOTICES = {
    "flag_raised": to_moderators,
    "case_decided": of_decision,
    "case_appealed": of_appeal,
    "appeal_settled": to_author,
}
LETTERS = {
    "flag_waits": _to_look_at(rules.UNDECIDED, "flag_waits"),
    "appeal_waits": _to_look_at((State.appealed,), "appeal_waits"),
    "ruling": _ruling,
    "appeal_answered": _ruling,
    "flag_answered": _flag_answered,
}
