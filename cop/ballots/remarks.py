"""What seats wrote, as pages print it: reservations by clause, minority views with their answers, signatories."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import aliased

from cop.ballots.clauses import Clause
from cop.ballots.kept import Opening
from cop.ballots.lifecycle import ENDED, shows_positions
from cop.ballots.models import Ballot
from cop.ballots.objections import Disposition, ObjectionState
from cop.ballots.pictures import Names, Row
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import Stance
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.words import country, when
from cop.members.models import Member

MOST_SIGNATORIES = 300
DISPOSITIONS = {
    Disposition.ACCEPTED: N_("accepted"),
    Disposition.ACCEPTED_IN_PART: N_("accepted in part"),
    Disposition.NOT_ACCEPTED: N_("not accepted"),
    Disposition.OUT_OF_SCOPE: N_("out of scope"),
    Disposition.DUPLICATE: N_("answered elsewhere"),
}
OBJECTIONS = {
    ObjectionState.OPEN: N_("Objection to clause %(clause)s, not answered yet"),
    ObjectionState.ANSWERED: N_("Objection to clause %(clause)s, the objector has not replied yet"),
    ObjectionState.RESOLVED: N_("Objection to clause %(clause)s, resolved"),
    ObjectionState.MAINTAINED: N_("Objection to clause %(clause)s, maintained"),
    ObjectionState.LAPSED: N_(
        "Objection to clause %(clause)s, lapsed: no reply within seven days of the answer"
    ),
}


@dataclass(frozen=True)
class Remark:
    """A standing position with what its seat wrote and what was answered; texts that were erased are empty."""

    position: Position
    seat: Seat
    holder: Member
    written: dict[str, str]
    answer: dict[str, str]
    reply_due: datetime | None = None

    @property
    def clause(self) -> str:
        return self.position.clause

    @property
    def state(self) -> ObjectionState | None:
        return ObjectionState(self.position.objection) if self.position.objection else None


def remarks(ballot: Ballot, viewer: Any) -> list[Remark]:
    """The standing reservations and objections that ``viewer`` may read, by seat.

    Members read all once positions show; everyone those that are printed with an adopted text.
    """
    visible = ballot.consensus_rule.visibility
    if not shows_positions(visible, ballot.standing, member=viewer.is_member):
        return []
    found = _written(ballot)
    if viewer.is_member:
        return found
    return [r for r in found if ballot.adopted and r.state is not ObjectionState.RESOLVED]


def _written(ballot: Ballot) -> list[Remark]:
    note, answer = aliased(Opening), aliased(Opening)
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    query = (
        select(Position, Seat, Member, note.text, answer.text)
        .join(Seat, at_seat)
        .join(Member, Member.id == Seat.holder_id)
        .outerjoin(note, note.hash == Position.note)
        .outerjoin(answer, answer.hash == Position.answer)
        .where(
            Position.ballot_id == ballot.id, Position.stance.in_([str(Stance.RESERVE), str(Stance.OBJECT)])
        )
        .order_by(Position.seat)
    )
    return [
        Remark(
            position,
            seat,
            holder,
            json.loads(said or "{}"),
            json.loads(answered or "{}"),
            position.reply_due(ballot.ended_at),
        )
        for position, seat, holder, said, answered in db.session.execute(query)
    ]


def reservations(found: Iterable[Remark], viewer: Any, called: Names) -> dict[str, list[Row]]:
    """Notes for the margin, by the number of their clause."""
    by_clause: dict[str, list[Row]] = {}
    for remark in found:
        if remark.position.stance == Stance.RESERVE:
            by_clause.setdefault(remark.clause, []).append(note(remark, viewer, called))
    return by_clause


def minority(found: Iterable[Remark], viewer: Any, called: Names) -> list[Row]:
    """Objections that are printed in the objectors' words: all but those resolved."""
    return [note(r, viewer, called) for r in found if r.state not in (None, ObjectionState.RESOLVED)]


def note(remark: Remark, viewer: Any, called: Names) -> Row:
    """A remark in the shape of the text macros."""
    return {
        "kind": remark.position.stance,
        "title": _title(remark),
        "text": _text(remark.written),
        "who": who(remark, viewer, called),
        "answer": _answer(remark),
        "clause": remark.clause,
        "seat": remark.seat.number,
        "state": remark.position.objection,
    }


def _title(remark: Remark) -> str:
    if remark.reply_due:
        by = when(remark.reply_due)
        return _(
            "Objection to clause %(clause)s; the objector has until %(by)s to reply",
            clause=remark.clause,
            by=by,
        )
    if remark.state:
        return _(OBJECTIONS[remark.state], clause=remark.clause)
    return _("Reservation on clause %(clause)s", clause=remark.clause)


def _text(written: dict[str, str]) -> str:
    if not written:
        return _("The words were erased at the request of the person who wrote them.")
    if "change" in written:
        return _(
            "%(reason)s What would resolve it: %(change)s", reason=written["reason"], change=written["change"]
        )
    return written["text"]


def _answer(remark: Remark) -> str:
    if not remark.position.disposition:
        return ""
    disposition = _(DISPOSITIONS[Disposition(remark.position.disposition)])
    return _("%(disposition)s. %(text)s", disposition=disposition, text=remark.answer.get("text", ""))


def who(remark: Remark, viewer: Any, called: Names) -> str:
    """Members read who it is; others only of who chose to be named, else group and country."""
    group = called.get(remark.seat.group_key, remark.seat.group_key)
    where = country(remark.seat.country)
    if viewer.is_member or remark.position.sign:
        name, organisation = remark.holder.name, remark.seat.organisation
        return _("%(name)s, %(organisation)s · %(group)s, %(country)s", name=name, organisation=organisation,
                 group=group, country=where)  # fmt: skip
    return _("A seat of %(group)s, %(country)s", group=group, country=where)


def signatories(ballot: Ballot, called: Names) -> list[Row]:
    """Who endorsed or reserved and chose to be named, once the text is adopted; at most 300, by seat."""
    if not ballot.adopted or ballot.standing not in ENDED:
        return []
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    query = (
        select(Member.name, Seat.organisation, Seat.group_key, Seat.country)
        .join_from(Position, Seat, at_seat)
        .join(Member, Member.id == Seat.holder_id)
        .where(Position.ballot_id == ballot.id, Position.sign)
        .order_by(Seat.number)
        .limit(MOST_SIGNATORIES)
    )
    return [
        {
            "name": name,
            "organisation": organisation,
            "group": called.get(group, group),
            "country": country(code),
        }
        for name, organisation, group, code in db.session.execute(query)
    ]


def clause_items(
    clauses: Sequence[Sequence[Any]],
    notes: dict[str, list[Row]],
    language: str = "en",
    changed: Mapping[int, Markup] = MappingProxyType({}),
) -> list[Row]:
    """A frozen text as the clause macro takes it, each note beside its clause; ``changed`` ones in marked words."""
    return [
        {
            "kind": "clause" if number else "heading",
            "number": number,
            "anchor": f"c{number}" if number else f"h{place}",
            "html": changed.get(number) or Markup(html if number else _heading(html)),  # noqa: S704  sanitised
            "changed": _("Changed since the ballot before.") if number in changed else "",
            "lang": language,
            "notes": notes.get(str(number), []) if number else [],
        }
        for place, (number, _source, html) in enumerate(clauses)
    ]


def _heading(html: str) -> str:
    return Clause(0, "", html).label
