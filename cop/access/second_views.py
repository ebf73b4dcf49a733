"""After the password: the second factor. And a passkey in place of both."""

from __future__ import annotations

from typing import Any

from flask import request
from flask import session as cookie

from cop.access import queries, second_actions, visits
from cop.access.forms import PasskeyForm, SecondForm
from cop.kernel.errors import N_, Invalid
from cop.kernel.keys import hashed
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit, to
from cop.members import entrance
from cop.members.entrance import Admitted
from cop.members.models import Member
from cop.members.rules import SECOND
from cop.members.visits import browser, spend

pages = Pages("second", "/sign-in")
NOTHING = N_("The passkey did not answer. Try once more.")


@pages.form("/second", public)
def ask() -> Any:
    """Opens to the browser alone in which the password was typed, for ten minutes."""
    keep_nowhere()
    member = visits.half_signed_in()
    if member is None:
        return to("sign_in.sign_in", next=request.values.get("next") or None)
    form = SecondForm(next=request.args.get("next", ""))
    return submit(
        form, lambda: _finish(member, form), lambda admitted: entrance.onward(admitted, form.next.data or "")
    ) or page("access/second.html", form=form, passkeys=queries.passkeys_of(member))


def _finish(member: Member, form: SecondForm) -> Admitted:
    spend("second factor", member.ref)
    shown = visits.shown(form.code.data, form.credential.data or "")
    admitted = second_actions.finish(cookie.get(SECOND, ""), shown, browser(), actor=actor())
    entrance.hand_over(admitted)
    return admitted


@pages.post("/second/passkey", public)
def ask_passkey() -> Any:
    """A challenge to the passkeys of who is half signed in."""
    if (member := visits.half_signed_in()) is None:
        raise Invalid(second_actions.TOO_LATE)
    spend("challenge", member.ref)
    return visits.asked_of(member)


@pages.post("/passkey/challenge", public)
def challenge() -> Any:
    spend("challenge", "")
    return visits.asked_anyone()


@pages.form("/passkey", public)
def by_passkey() -> Any:
    """Signs in by a passkey alone."""
    form = PasskeyForm(next=request.args.get("next", ""))
    return submit(
        form, lambda: _by_passkey(form), lambda admitted: entrance.onward(admitted, form.next.data or "")
    ) or page("access/by_passkey.html", form=form)


def _by_passkey(form: PasskeyForm) -> Admitted:
    if not form.credential.data:
        raise Invalid(NOTHING)
    spend("second factor", hashed(form.credential.data))
    admitted = second_actions.sign_in_by_passkey(
        form.credential.data, visits.challenge(), browser(), actor=actor()
    )
    entrance.hand_over(admitted)
    return admitted
