"""The words of the letters about a ballot, made when each is sent: who may not read it any more gets none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.ballots import outcomes, pictures, queries, records
from cop.ballots.kept import Event
from cop.ballots.models import Ballot
from cop.ballots.seats import Delegation
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member


def composed(template: str, subject: Callable[[Ballot], str], **more: Callable[..., Any]) -> Any:
    """A letter's words; none for who may not read the ballot any more. ``more`` are made of ballot and letter."""

    def compose(reader: Member, letter: Letter) -> Mail | None:
        ballot = db.session.get_one(Ballot, letter.about["ballot"])
        seat = queries.seat_of(ballot, reader)
        if not reader.is_member or seat is None or not refs.resolve([ballot.subject], reader):
            return None
        link = url_for("ballots.ballot", slug=ballot.slug, n=ballot.n, _external=True)
        made = {name: make(ballot, letter) for name, make in more.items()}
        return write(template, subject(ballot), ballot=ballot, seat=seat, link=link, **made)

    return compose


def _event(ballot: Ballot, letter: Letter) -> Event:
    return db.session.get_one(Event, (ballot.id, letter.about["seq"]))


def _signature(ballot: Ballot, letter: Letter) -> str:
    signed = records.head(ballot, letter.about["seq"])
    return signed.sig if signed else ""


def _reason(ballot: Ballot, letter: Letter) -> str:
    reason = records.parsed(_event(ballot, letter)).data["reason"]
    return records.texts(ballot, reason).get(reason, {}).get("text", "")


def _opened(ballot: Ballot) -> str:
    return _("Your position is asked for: %(title)s", title=ballot.title)


def _receipt(ballot: Ballot) -> str:
    return _("Receipt for your seat: %(title)s", title=ballot.title)


def _entered(ballot: Ballot) -> str:
    return _("Entered for your seat by the secretariat: %(title)s", title=ballot.title)


def _extended(ballot: Ballot) -> str:
    return _("More time: %(title)s", title=ballot.title)


def _ended(ballot: Ballot) -> str:
    return _("%(outcome)s: %(title)s", outcome=outcomes.words(ballot), title=ballot.title)


def _voided(ballot: Ballot) -> str:
    return _("The position of your seat was voided: %(title)s", title=ballot.title)


def _reminder(ballot: Ballot) -> str:
    return _("Your seat is still silent: %(title)s", title=ballot.title)


def _answered(ballot: Ballot) -> str:
    return _("Your objection is answered: %(title)s", title=ballot.title)


def _still_silent(reader: Member, letter: Letter) -> Mail | None:
    """Who has spoken since the reminder was due is not reminded."""
    ballot = db.session.get_one(Ballot, letter.about["ballot"])
    seat = queries.seat_of(ballot, reader)
    if not ballot.is_open or seat is None or queries.standing(ballot, seat.number):
        return None
    return _remind(reader, letter)


_remind = composed("ballot_reminder", _reminder)
_signed = {"event": _event, "signature": _signature}


def _delegation_named(reader: Member, letter: Letter) -> Mail | None:
    delegation = db.session.get(Delegation, letter.about["delegation"])
    if delegation is None or reader.id not in (delegation.head_id, delegation.alternate_id):
        return None
    group = pictures.names().get(delegation.group_key, "")
    is_head = reader.id == delegation.head_id
    return write(
        "delegation_named", _("Your delegation"), group=group, country=delegation.country, is_head=is_head
    )


LETTERS = {
    "delegation_named": _delegation_named,
    "ballot_opened": composed("ballot_opened", _opened),
    "ballot_receipt": composed("ballot_receipt", _receipt, **_signed),
    "ballot_entered": composed("ballot_entered", _entered, **_signed),
    "ballot_extended": composed("ballot_extended", _extended, reason=_reason),
    "ballot_ended": composed("ballot_ended", _ended, words=lambda ballot, _letter: outcomes.words(ballot)),
    "ballot_reminder": _still_silent,
    "ballot_voided": composed("ballot_voided", _voided, reason=_reason, **_signed),
    "objection_answered": composed("objection_answered", _answered),
}
