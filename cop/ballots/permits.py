"""Who may do what to a ballot. Who edits its text is for that text's feature to say, and asked by hook."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import or_, select

from cop.ballots.seats import Seat
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, MEMBER, OFFICER, permit, public, relation


def _has_seat(actor: Any, ballot: Any) -> bool:
    own = or_(Seat.holder_id == actor.id, Seat.alternate_id == actor.id)
    return db.session.scalar(select(Seat.number).where(Seat.ballot_id == ballot.id, own).limit(1)) is not None


def _edits(actor: Any, ballot: Any) -> bool:
    kind, id = refs.split(ballot.subject)
    edits = current_app.extensions["cop"].hooks.get(f"edits:{kind}")
    return edits is not None and edits(id, actor)


SEATED = relation("seated", N_("who holds a seat of this ballot, or is its alternate"), _has_seat)
EDITOR = relation("text_editor", N_("the editors of the text"), _edits)

HEAD = relation("head", N_("the head of the delegation"), lambda actor, subject: subject.head_id == actor.id)

may_read = public
may_take_position = permit(
    SEATED,
    refusal=N_(
        "You have no seat in this ballot: the roll was fixed when it opened. You can comment on the text."
    ),
)
may_reply = permit(SEATED, refusal=N_("Only the seat that objected can answer for its objection."))
may_answer = permit(EDITOR, OFFICER)
may_open = permit(OFFICER)
may_run = permit(OFFICER)
may_name_delegations = permit(OFFICER)
may_name_alternates = permit(
    HEAD, OFFICER, refusal=N_("The head of the delegation names the alternate, or the secretariat does.")
)
may_see_delegations = permit(MEMBER)
may_overtake = permit(EDITOR, OFFICER, CLOCK)
may_reach = permit(OFFICER, CLOCK)
may_erase = permit(OFFICER, CLOCK)
may_see_positions = permit(MEMBER)
may_witness = permit(MEMBER)
by_the_clock = permit(CLOCK)
