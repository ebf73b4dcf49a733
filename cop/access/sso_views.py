"""Single sign-on: to the provider and back, and what of it belongs to one's own account."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from cop.access import sso_actions, sso_queries, sso_visits
from cop.access.sso_models import LinkedIdentity
from cop.access.sso_rules import Identity
from cop.access.sso_visits import Errand
from cop.kernel.errors import N_, IllegalMove, Refused
from cop.kernel.forms import sentence_of
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, keep_nowhere, own_path, page, to
from cop.members import entrance, permits, queries
from cop.members.models import Member
from cop.members.visits import browser

pages = Pages("sso")
NOBODY = N_("The sign-on service's answer is too old to link. Begin again.")
ANOTHER = N_("That account is linked with another account here, so it does not prove who you are.")


@pages.app_context_processor
def offered() -> dict[str, str]:
    """The provider's name for every page that may lead there; "" where there is none."""
    return {"sso_label": current_app.extensions["cop"].config.sso_label}


@pages.get("/sign-in/sso", public)
def begin() -> Any:
    """Leads to the provider: to sign in, or, for who is signed in, to link an account or to prove who acts."""
    keep_nowhere()
    wished = own_path(request.args.get("next", ""))
    errand = Errand(actor().ref, proves=actor().is_member and "prove" in request.args, onward=wished)
    try:
        return redirect(sso_visits.leave(errand))
    except Refused as refused:
        return _another_way(refused, wished)


@pages.get("/sign-in/sso/return", public)
def returned() -> Any:
    """Where the provider sends the browser back to. A GET that acts, as the protocol has it: once, for this browser."""
    keep_nowhere()
    try:
        errand, identity, state = sso_visits.come_back()
        return redirect(_received(errand, identity, state), 303)
    except Refused as refused:
        return _another_way(refused)


def _another_way(refused: Refused, wished: str = "/") -> Any:
    """Says what went wrong where one can go on without the provider."""
    sso_visits.configured()
    flash(sentence_of(refused))
    return to("sso.account") if actor().is_member else to("sign_in.sign_in", next=wished)


def _received(errand: Errand, identity: Identity, state: str) -> str:
    """Does what the errand was for; where to go on."""
    linked = sso_queries.linked(identity)
    if errand.proves:
        return _proven(linked, identity, state, errand.onward)
    if linked and not actor().is_member:
        admitted = sso_actions.sign_in(linked, identity, state, browser(), actor=actor())
        entrance.hand_over(admitted)
        return entrance.onward(admitted, errand.onward)
    sso_visits.remember(identity)
    return url_for("sso.account" if actor().is_member else "sso.unknown")


def _proven(linked: LinkedIdentity | None, identity: Identity, state: str, onward: str) -> str:
    if linked is None or linked.member_id != actor().id:
        raise IllegalMove(ANOTHER)
    sso_actions.prove_by_identity(linked, identity, state, actor=actor())
    return onward


@pages.get("/sign-in/sso/unknown", public)
def unknown() -> Any:
    """The two ways on for somebody whom nobody here is linked with: the same for all, whatever address they have."""
    sso_visits.configured()
    keep_nowhere()
    identity = sso_visits.remembered()
    return page("access/sso_unknown.html", identity=identity) if identity else to("sign_in.sign_in")


@pages.get("/account/sso", permits.may_keep_account, queries.oneself)
def account(member: Member) -> Any:
    sso_visits.configured()
    keep_nowhere()
    linked = sso_queries.of_member(member)
    return page("access/sso_account.html", linked=linked, found=None if linked else sso_visits.remembered())


@pages.post("/account/sso/link", permits.may_keep_account, queries.oneself, fresh=True)
def link(member: Member) -> Any:
    """Only with a press on a page of ours that names the account: nobody is led into linking somebody else's."""
    sso_visits.configured()
    identity = sso_visits.remembered()
    if identity is None:
        raise IllegalMove(NOBODY)
    sso_actions.link(member, identity, actor=member)
    sso_visits.forget()
    flash(_("Linked. You can sign in with either from now on."))
    return to("sso.account")


@pages.post("/account/sso/unlink", permits.may_keep_account, sso_queries.own, fresh=True)
def unlink(linked: LinkedIdentity) -> Any:
    sso_actions.unlink(linked, actor=actor())
    flash(_("Unlinked. Sign in with your password from now on."))
    return to("sso.account")
