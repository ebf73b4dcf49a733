"""The words of the letters about a ballot, made when each is sent: who may not read it any more gets none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.ballots import outcomes, pictures, queries, records
from cop.ballots.delegation_models import DelegationTerm
from cop.ballots.kept import Event
from cop.ballots.models import Ballot
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


def _of_term(letter: Letter) -> dict[str, Any]:
    term = db.session.get_one(DelegationTerm, letter.about["term"])
    return {"term": term, "group": pictures.names().get(term.group_key, ""), "country": term.country}


def _delegation_named(reader: Member, letter: Letter) -> Mail | None:
    told = _of_term(letter)
    term = told["term"]
    if term.ended_at is not None or not reader.is_member:
        return None
    return write("delegation_named", _("Your delegation"), is_head=reader.id == term.head_id, **told)


def _delegation_changed(reader: Member, letter: Letter) -> Mail | None:
    """To those for whom a delegation speaks; what was overtaken meanwhile is not told."""
    told = _of_term(letter)
    if not reader.is_member or told["term"].end == "replaced":
        return None
    pair = {"group": told["term"].group_key, "country": told["country"]}
    link = url_for("delegates.delegation", **pair, _external=True)
    return write("delegation_changed", _("Who speaks for you in ballots"), link=link, **told)


LETTERS = {
    "delegation_named": _delegation_named,
    "delegation_changed": _delegation_changed,
    "ballot_opened": composed("ballot_opened", _opened),
    "ballot_receipt": composed("ballot_receipt", _receipt, **_signed),
    "ballot_entered": composed("ballot_entered", _entered, **_signed),
    "ballot_extended": composed("ballot_extended", _extended, reason=_reason),
    "ballot_ended": composed("ballot_ended", _ended, words=lambda ballot, _letter: outcomes.words(ballot)),
    "ballot_reminder": _still_silent,
    "ballot_voided": composed("ballot_voided", _voided, reason=_reason, **_signed),
    "objection_answered": composed("objection_answered", _answered),
}
