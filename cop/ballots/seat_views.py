"""What officers and editors do about one seat: enter what it said, pass it on, void it, answer its objection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash
from flask_babel import gettext as _

from cop.ballots import (
    actions,
    forms,
    motion_actions,
    objection_actions,
    permits,
    pictures,
    queries,
    reading,
    remarks,
    roll_actions,
    said,
)
from cop.ballots.models import Ballot
from cop.ballots.objections import Disposition
from cop.ballots.seats import Seat
from cop.ballots.views import address, pages, show
from cop.kernel.db import db
from cop.kernel.forms import Form, Press, whole
from cop.kernel.web import actor, submit
from cop.members.models import Member

RULE = "/<slug>/ballots/<int:n>/seats/<int:number>"


@dataclass(frozen=True)
class Place:
    """A seat and its ballot; permits ask it as they would the ballot."""

    ballot: Ballot
    seat: Seat

    @property
    def id(self) -> int:
        return self.ballot.id

    @property
    def subject(self) -> str:
        return self.ballot.subject


def _place(viewer: Any, slug: str, n: int, number: int) -> Place | None:
    one = reading.ballot(viewer, slug, n)
    seat = queries.seat(one, number) if one else None
    return Place(one, seat) if one and seat else None


@pages.get(RULE, permits.may_run, _place)
def seat(place: Place) -> str:
    return _seat(place)


def _seat(place: Place, **forms_shown: Form) -> str:
    one, its = place.ballot, place.seat
    standing = queries.standing(one, its.number)
    own = standing if standing and standing.entered_by == actor().id else None
    entry, transfer = forms.Entry(formdata=None), forms.Transfer(formdata=None)
    entry.offer(one)
    transfer.successor.choices = _offered(place)
    shown = {"form": entry, "transfer": transfer, "voiding": forms.PublicReason(formdata=None)} | forms_shown
    holder = db.session.get_one(Member, its.holder_id)
    return show(
        "ballots/seat.html", one, seat=its, holder=holder, entered=own, called=pictures.names(), **shown
    )


def _offered(place: Place) -> list[tuple[str, str]]:
    people = queries.successors(place.ballot, place.seat)
    return [("", _("Choose")), *((str(id), name) for id, name in people)]


@pages.form(f"{RULE}/enter", permits.may_run, _place)
def enter(place: Place) -> Any:
    form = forms.Entry()
    form.offer(place.ballot)

    def act() -> None:
        entered = (form.chosen, form.written, form.evidence.data, form.signs)
        actions.enter_position(place.ballot, place.seat.number, *entered, actor=actor())
        flash(_("Entered. The holder is told by mail and can replace it."))

    return _done(place, form, act) or _seat(place, form=form)


@pages.form(f"{RULE}/transfer", permits.may_run, _place)
def transfer(place: Place) -> Any:
    form = forms.Transfer()
    form.successor.choices = _offered(place)

    def act() -> None:
        successor = db.session.get(Member, whole(form.successor.data))
        roll_actions.transfer_seat(place.ballot, place.seat.number, successor, actor=actor())
        flash(_("The seat has a new holder, who is told by mail."))

    return _done(place, form, act) or _seat(place, transfer=form)


@pages.form(f"{RULE}/void", permits.may_run, _place)
def void(place: Place) -> Any:
    form = forms.PublicReason()

    def act() -> None:
        motion_actions.propose_voiding(place.ballot, place.seat.number, form.reason.data, actor=actor())
        flash(_("Proposed. Another officer must confirm it before the close."))

    return _done(place, form, act) or _seat(place, voiding=form)


@pages.post(f"{RULE}/undelivered", permits.may_run, _place)
def undelivered(place: Place) -> Any:
    form = Press()
    number = place.seat.number
    done = _done(place, form, lambda: roll_actions.mark_undelivered(place.ballot, number, actor=actor()))
    return done or _seat(place, pressed=form)


@pages.post(f"{RULE}/retract", permits.may_run, _place)
def retract_entry(place: Place) -> Any:
    form = Press()
    number = place.seat.number
    done = _done(place, form, lambda: actions.retract_entry(place.ballot, number, actor=actor()))
    return done or _seat(place, pressed=form)


def _done(place: Place, form: Form, act: Any) -> Any:
    return submit(form, act, lambda _none: address(place.ballot, "seat", number=place.seat.number))


@pages.form(f"{RULE}/answer", permits.may_answer, _place)
def answer(place: Place) -> Any:
    """The editors' answer to the objection of a seat."""
    form = forms.Answer()

    def act() -> None:
        answered = (Disposition(form.disposition.data), form.text.data)
        objection_actions.answer_objection(place.ballot, place.seat.number, *answered, actor=actor())
        flash(_("Answered; the objector is told by mail."))

    if done := submit(form, act, lambda _none: address(place.ballot)):
        return done
    viewer = actor()
    found = said.of_seat(place.ballot, viewer, place.seat.number)
    objection = remarks.note(found, viewer, pictures.names()) if found and found.state else None
    return show("ballots/answer.html", place.ballot, seat=place.seat, objection=objection, form=form)
