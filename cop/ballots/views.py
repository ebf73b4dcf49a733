"""A ballot's page: the text and one's position while it is open, how it went after."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.ballots import (
    actions,
    forms,
    interest_words,
    objection_actions,
    outcomes,
    permits,
    queries,
    reading,
    records,
    remarks,
)
from cop.ballots.models import Ballot
from cop.kernel.errors import N_, Missing
from cop.kernel.forms import Press
from cop.kernel.web import Pages, actor, page, submit

pages = Pages("ballots", "/statements")


def address(ballot: Ballot, endpoint: str = "ballot", **more: Any) -> str:
    return url_for(f"ballots.{endpoint}", slug=ballot.slug, n=ballot.n, **more)


def show(template: str, one: Ballot, **context: Any) -> str:
    """A page about a ballot: what every such template needs, and ``context``."""
    subject = reading.subject(one, actor())
    here = {"ballot": one, "subject": subject, "rule": outcomes.rule(one), "address": address}
    return page(template, **here, **context)


def _interests(one: Ballot) -> dict[str, str]:
    """What declared interests add to the page: before the end to whom they concern, after it to all."""
    said = {"recusal": interest_words.proposal(one, actor()), "without": interest_words.without(one, actor())}
    return {name: words for name, words in said.items() if words}


@pages.get("/<slug>/ballots/<int:n>", permits.may_read, reading.ballot)
def ballot(one: Ballot) -> str:
    return _open(one) if one.is_open else _ended(one)


def _open(one: Ballot, form: forms.Position | None = None) -> str:
    viewer, tally = actor(), queries.tally(one)
    own = reading.own(one, viewer, tally)
    if form is None:
        form = forms.Position(formdata=None, data=reading.prefilled(one, own))
        form.offer(one)
    seen = outcomes.outcome(one, viewer)
    turnout = outcomes.turnout(one, tally, viewer)
    said = {"seen": seen, "turnout": turnout, "tally": tally.all}
    text = _text(one, own, seen.get("reservations", {}))
    return show("ballots/open.html", one, own=own, form=form, **text, **said, **_interests(one))


def _text(one: Ballot, own: reading.Own, notes: dict[str, Any]) -> dict[str, Any]:
    """The clauses. Where the text changed, a seat first sees those that did, in marked words; all of them on request."""
    changed = reading.changed(one) if own.seat else None
    asked = request.args.get("text", "")
    marked = changed.marked if changed and asked != "plain" else {}
    items = remarks.clause_items(one.clauses, notes, one.language, marked)
    only = changed is not None and not asked
    if only:
        items = [item for item in items if item["number"] in marked]
    return {"changed": changed, "marked": marked, "only": only, "items": items}


def _ended(one: Ballot, form: forms.Reply | None = None) -> str:
    viewer = actor()
    seen = outcomes.outcome(one, viewer)
    return show(
        "ballots/ended.html",
        one,
        own=reading.own(one, viewer, queries.tally(one)),
        form=form or forms.Reply(formdata=None),
        seen=seen,
        items=remarks.clause_items(one.clauses, seen["reservations"], one.language),
        reasons=records.reasons(one),
        next=queries.after(one),
        may_answer=permits.may_answer(viewer, one),
        **_interests(one),
    )


@pages.form("/<slug>/ballots/<int:n>/position", permits.may_take_position, reading.ballot)
def position(one: Ballot) -> Any:
    form = forms.Position()
    form.offer(one)

    def act() -> None:
        actions.take_position(one, form.chosen, form.written, form.signs, actor=actor())

    if done := submit(form, act, lambda _none: address(one, "receipt")):
        return done
    if one.is_open:
        return _open(one, form if form.is_submitted() else None)
    for sentence in form.form_errors:
        flash(sentence)
    return _ended(one)


@pages.get("/<slug>/ballots/<int:n>/receipt", permits.may_take_position, reading.ballot)
def receipt(one: Ballot) -> str:
    own = reading.own(one, actor(), queries.tally(one))
    found = records.last_of(one, own.seat.number) if own.seat else None
    if found is None:
        raise Missing(N_("No position of yours is in this ballot's record yet, so there is no receipt."))
    said = reading.said(one, own.position) if own.position else {}
    return show("ballots/receipt.html", one, own=own, event=found[0], signed=found[1], said=said)


@pages.post("/<slug>/ballots/<int:n>/retract", permits.may_take_position, reading.ballot)
def retract(one: Ballot) -> Any:
    form = Press()

    def act() -> None:
        actions.retract_position(one, actor=actor())
        flash(_("Your position is taken back: your seat is silent until you take another."))

    return submit(form, act, lambda _none: address(one, "receipt")) or ballot(one)


@pages.form("/<slug>/ballots/<int:n>/reply", permits.may_reply, reading.ballot)
def reply(one: Ballot) -> Any:
    form = forms.Reply()

    def act() -> None:
        objection_actions.BY_WORD[form.reply.data](one, actor=actor())
        flash(_("Your reply is in the record."))

    return submit(form, act, lambda _none: address(one)) or (_open(one) if one.is_open else _ended(one, form))
