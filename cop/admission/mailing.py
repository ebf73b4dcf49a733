"""The letter of an invitation. It goes to an address, not to a member, so it has a task of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.admission import invitation_actions, invitation_queries
from cop.admission.models import Invitation
from cop.admission.rules import INVITATION, LASTS, Invited, state
from cop.delivery import letters
from cop.delivery.messages import Reader
from cop.kernel.db import db
from cop.kernel.letters import Mail, write
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor

GONE = (Invited.accepted, Invited.revoked)


def send(payload: dict[str, Any], now: datetime) -> None:
    """Task ``invitation``: writes and sends one; nothing when it ended or another letter was asked for meanwhile."""
    invitation = db.session.get(Invitation, payload["invitation"])
    if invitation is None or invitation.letters != payload["letter"] or state(invitation, now) in GONE:
        return
    key = f"i{invitation.id}.invitation.{invitation.letters}"
    reader = Reader(invitation.name, invitation.email, invitation.language)
    letters.deliver(reader, Visitor(), lambda: compose(invitation, now), key, now)


def compose(invitation: Invitation, now: datetime) -> Mail:
    """To who has an account, only that; the inviter is told neither way."""
    raw = invitation_actions.make_link(invitation, actor=SYSTEM, now=now)
    subject = _("%(name)s invites you to the community", name=invitation.by.name)
    if invitation_queries.accounts_among([invitation.key]):
        sign_in = url_for("sign_in.sign_in", _external=True)
        return write("invited_member", subject, invitation=invitation, sign_in=sign_in)
    link = url_for("invited.come", raw=raw, _external=True)
    return write("invitation", subject, invitation=invitation, link=link, days=LASTS[INVITATION].days)
