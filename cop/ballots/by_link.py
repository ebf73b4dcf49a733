"""What a letter's link lets a seat do without signing in: take a position, or reply to the answer to its objection."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.ballots import (
    actions,
    forms,
    interest_words,
    objection_actions,
    outcomes,
    queries,
    reading,
    remarks,
    said,
)
from cop.ballots.due import settled
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.pictures import names
from cop.ballots.seats import Seat
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.letters import ByLink
from cop.members.models import Member


def asks(id: int, member: Member) -> ByLink | None:
    """None where the seat is asked nothing, or its member may not read the text any more."""
    ballot = settled(db.session.get(Ballot, id))
    if ballot is None or not refs.resolve([ballot.subject], member):
        return None
    seat = queries.seat_of(ballot, member)
    if seat is None:
        return None
    return _position(ballot, member) if ballot.is_open else _reply(ballot, seat, member)


def _address(ballot: Ballot) -> str:
    return url_for("ballots.ballot", slug=ballot.slug, n=ballot.n)


def _position(ballot: Ballot, member: Member) -> ByLink:
    """The exact text and the question. What stands at the seat is not shown to whoever holds the letter."""
    form = forms.Position(data={"sign": True})
    form.offer(ballot)

    def act() -> None:
        actions.take_position(ballot, form.chosen, form.written, form.signs, actor=member)

    shown: dict[str, Any] = {
        "ballot": ballot,
        "member": member,
        "rule": outcomes.rule(ballot),
        "alone": reading.own(ballot, member, queries.tally(ballot)).alone,
        "items": remarks.clause_items(ballot.clauses, {}, ballot.language),
        "recusal": interest_words.proposal(ballot, member),
    }
    return ByLink(
        ballot.title, "ballots/by_link.html", form, act, _address(ballot), _("Record my position"), shown
    )


def _reply(ballot: Ballot, seat: Seat, member: Member) -> ByLink | None:
    standing = queries.standing(ballot, seat.number)
    if standing is None or standing.objection not in (ObjectionState.ANSWERED, ObjectionState.LAPSED):
        return None
    form, found = forms.Reply(), said.of_seat(ballot, member, seat.number)
    shown = {"objection": remarks.note(found, member, names()) if found else None, "member": member}
    act = partial(_take_reply, ballot, form, member)
    return ByLink(ballot.title, "ballots/reply_by_link.html", form, act, _address(ballot), _("Reply"), shown)


def _take_reply(ballot: Ballot, form: forms.Reply, member: Member) -> None:
    objection_actions.BY_WORD[form.reply.data](ballot, actor=member)
