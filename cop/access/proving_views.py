"""Showing again who one is, before what is grave; what was typed on the way waits in the page and loses nothing."""

from __future__ import annotations

import json
from typing import Any

from flask import redirect, request, url_for

from cop.access import authenticators, queries, second_actions, sso_queries, visits
from cop.access.forms import ProveForm
from cop.kernel import proof, submissions
from cop.kernel.errors import N_, Invalid, ProofNeeded
from cop.kernel.web import Pages, actor, attempt, keep_nowhere, own_path, page, typed
from cop.members import passwords, permits, sign_in_actions
from cop.members import queries as member_queries
from cop.members.models import Member
from cop.members.visits import spend

pages = Pages("proving", "/account/prove")


@pages.app_errorhandler(ProofNeeded)
def lead_here(_needed: ProofNeeded) -> Any:
    """A page that was asked for is come back to; a form that was sent waits here."""
    here = request.full_path.rstrip("?")
    if request.method == "GET":
        return redirect(url_for("proving.prove", next=here))
    return _page(actor(), ProveForm(formdata=None, next=here, held=json.dumps(typed()))), 401


@pages.form("", permits.may_keep_account, member_queries.oneself)
def prove(member: Member) -> Any:
    form = ProveForm(next=request.args.get("next", ""))
    if not form.is_submitted():
        return _page(member, form)
    submissions.end()  # proving twice does no harm, and a double click must not lose the form that waits
    taken, _none = attempt(form, lambda: _prove(member, form))
    if not taken:
        return _page(member, form)
    back = own_path(form.next.data or "")
    waiting = _held(form)
    return page("access/again.html", typed=waiting, back=back) if waiting else redirect(back, 303)


def _page(member: Member, form: ProveForm) -> str:
    keep_nowhere()
    by_passkey = authenticators.possible() and bool(queries.passkeys_of(member))
    by_sso = sso_queries.of_member(member) is not None
    return page("access/prove.html", form=form, member=member, by_passkey=by_passkey, by_sso=by_sso)


def _prove(member: Member, form: ProveForm) -> None:
    if proof.lately(member):
        return
    if member.factors:
        spend("second factor", member.ref)
        shown = visits.shown(form.code.data, form.credential.data or "")
        second_actions.prove_by_factor(member, shown, actor=member)
    else:
        _prove_by_password(member, form.password.data or "")


def _prove_by_password(member: Member, password: str) -> None:
    key = member.addresses[0].key
    spend("sign in", key)
    _member, kept = member_queries.password_of(key)
    if not passwords.matches(kept, password[: passwords.LONGEST + 1]):
        raise Invalid(N_("This is not your password. Try again."), field="password")
    sign_in_actions.prove_by_password(member, kept, actor=member)


def _held(form: ProveForm) -> list[tuple[str, str]]:
    """The form that waits, as names and values; nothing when what came back is no such list."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(form.held.data or "[]")]
    except (ValueError, TypeError):
        return []


@pages.post("/passkey", permits.may_keep_account, member_queries.oneself)
def ask_passkey(member: Member) -> Any:
    """A challenge to the member's passkeys."""
    spend("challenge", member.ref)
    return visits.asked_of(member)
