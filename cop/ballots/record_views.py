"""A ballot's record for all who want to recount it: bundle, events, receipts, witnesses, the verifier itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import request

from cop.ballots import forms, outcomes, permits, pictures, queries, reading, records, witness_actions
from cop.ballots.bundle import Audience, written
from cop.ballots.models import Ballot
from cop.ballots.record import head_bytes
from cop.ballots.views import address, pages, show
from cop.kernel.errors import N_, Missing
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, answer, submit
from cop.profiles import mandate_queries

VERIFIER = Path(__file__).parent.parent / "verify.py"
anywhere = Pages("verifier")


def audience_of(viewer: Any, asked: str) -> Audience:
    """Members get theirs unless they ask for what the public gets."""
    members = viewer.is_member and asked != Audience.PUBLIC
    return Audience.MEMBERS if members else Audience.PUBLIC


@pages.get("/<slug>/ballots/<int:n>.json", permits.may_read, reading.ballot)
def bundle(one: Ballot) -> Any:
    audience = audience_of(actor(), request.args.get("audience", ""))
    return answer(written(records.bundle(one, audience)), "application/json", f"{one.slug}-{one.n}.json")


@pages.get("/<slug>/ballots/<int:n>/record", permits.may_read, reading.ballot)
def record(one: Ballot) -> str:
    return _record(one, forms.WitnessForm(formdata=None, data={"hash": one.last_hash}))


def _record(one: Ballot, form: forms.WitnessForm) -> str:
    asked = "".join(request.args.get("receipt", "").split()).lower()
    signed = records.latest_head(one)
    return show(
        "ballots/record.html",
        one,
        listed=records.page_of(one, request.args.get("at", "")) if outcomes.shows(one, actor()) else None,
        kinds=outcomes.KINDS,
        signed=signed,
        head_bytes=head_bytes(one.name, signed.seq, signed.hash).decode(),
        witnesses=records.witnesses(one) if outcomes.shows(one, actor()) else [],
        asked=asked,
        found=records.found(one, asked) if asked else None,
        form=form,
        may_witness=permits.may_witness(actor(), one),
    )


@pages.form("/<slug>/ballots/<int:n>/witness", permits.may_witness, reading.ballot)
def witness(one: Ballot) -> Any:
    form = forms.WitnessForm()

    def act() -> None:
        given = (form.hash.data, form.sig.data, form.name.data, form.key.data)
        witness_actions.add_witness(one, *given, actor=actor())

    return submit(form, act, lambda _none: address(one, "record")) or _record(one, form)


@pages.get("/<slug>/ballots/<int:n>/positions", permits.may_see_positions, reading.ballot)
def positions(one: Ballot) -> str:
    """Every seat and where it stands, by name: for members, once it shows."""
    if not outcomes.shows(one, actor()):
        raise Missing(N_("Positions are sealed until the close."))
    listed = queries.roll_page(one, request.args.get("at", ""))
    mandates = mandate_queries.ever_of(seat.holder_id for seat in listed.rows)
    then = {s.number: mandate_queries.held(mandates, s.holder_id, s.at or one.opened_at) for s in listed.rows}
    return show("ballots/positions.html", one, listed=listed, called=pictures.names(), mandates=then)


@anywhere.get("/verify.py", public)
def verifier() -> Any:
    return answer(VERIFIER.read_text(encoding="utf-8"), "text/x-python", "verify.py")
