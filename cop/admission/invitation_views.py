"""Invitations: sent, looked after, and followed."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from cop.admission import invitation_actions, invitation_queries, permits
from cop.admission.invitation_actions import Proposed
from cop.admission.invitation_forms import InviteForm
from cop.admission.models import Invitation
from cop.admission.rules import Invited, state
from cop.kernel import clock, limits
from cop.kernel.db import db
from cop.kernel.errors import Refused
from cop.kernel.forms import sentence_of
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit, to
from cop.members import addresses, countries, queries
from cop.members import permits as members_permits
from cop.members.forms import JoinForm, group_hints
from cop.members.join_views import asked, new_secret
from cop.members.models import Member
from cop.members.visits import spend

pages = Pages("invitations", "/secretariat/invitations")
coming = Pages("invited", "/join/invited")
A_DAY = {"by": "50 per day", "to": "3 per day", "all": "1000 per day"}


@pages.get("/", permits.may_invite)
def invitations() -> Any:
    wanted, now = request.args.get("state", ""), clock.now()
    return page(
        "admission/invitations.html",
        invitations=invitation_queries.listed(actor(), wanted, now, request.args.get("at", "")),
        wanted=wanted,
        states=[one.value for one in Invited],
        state_of=lambda invitation: state(invitation, now).value,
    )


@pages.form("/new", permits.may_invite)
def new() -> Any:
    inviter = actor()
    form = InviteForm.of(inviter, permits.may_approve(inviter), language=inviter.language)

    def act() -> None:
        _limit(addresses.key(form.email.data))
        typed = {name: form[name].data for name in Proposed.__dataclass_fields__ if name in form}
        invitation_actions.invite(Proposed(**typed), actor=inviter)
        flash(_("The letter goes out within a minute."))

    return submit(form, act, lambda _none: url_for("invitations.invitations")) or page(
        "admission/invite.html", form=form
    )


def _limit(key: str) -> None:
    """Letters to people who did not ask for them: counted by sender, by address and in all. Raises TooMany."""
    for what, who in (("to", key), ("by", str(actor().id)), ("all", "")):
        limits.spend(A_DAY[what], "invite", what, who)


@pages.post("/<int:id>/revoke", permits.may_manage_invitation, invitation_queries.invitation)
def revoke(invitation: Invitation) -> Any:
    invitation_actions.revoke(invitation, actor=actor())
    flash(_("Taken back: the link in the letter opens nothing any more."))
    return to("invitations.invitations")


@pages.post("/<int:id>/again", permits.may_manage_invitation, invitation_queries.invitation)
def send_again(invitation: Invitation) -> Any:
    try:
        _limit(invitation.key)
        invitation_actions.send_again(invitation, actor=actor())
        flash(_("A new letter goes out within a minute; the link in the old one is dead."))
    except Refused as refused:
        flash(sentence_of(refused))
    return to("invitations.invitations")


@coming.form("/<raw>", members_permits.may_join)
def come(raw: str) -> Any:
    """Asking to join by an invitation. Opening the link changes nothing."""
    keep_nowhere()
    invitation = invitation_queries.by_link(raw, clock.now())
    form = JoinForm(data=_as_invited(invitation))
    return submit(form, lambda: _accept(raw, form), lambda used: _next(used, form)) or page(
        "admission/come.html",
        form=form,
        invitation=invitation,
        raw=raw,
        hints=group_hints(),
        organisations=queries.organisations_offered(),
    )


def _as_invited(invitation: Invitation) -> dict[str, Any]:
    kept = {name: getattr(invitation, name) for name in ("email", "name", "organisation", "country")}
    zone = countries.zone_of(invitation.country)
    return kept | {"group": invitation.group_key, "languages": ["en"], "zone": zone}


def _accept(raw: str, form: JoinForm) -> Invitation:
    spend("join", addresses.key(form.email.data))
    secret = new_secret(form)
    return invitation_actions.accept(raw, asked(form, form.why.data), secret, actor=actor())


def _next(invitation: Invitation, form: JoinForm) -> str:
    """Who used another address confirms that one by a letter first."""
    if invitation.member_id is None or addresses.key(form.email.data) != invitation.key:
        return url_for("joining.sent")
    if not db.session.get_one(Member, invitation.member_id).is_member:
        return url_for("joining.confirmed")
    flash(_("Welcome: you are a member now. Sign in with the password you have just chosen."))
    return url_for("sign_in.sign_in")
