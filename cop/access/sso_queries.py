"""Which account elsewhere belongs to whom."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import select

from cop.access.sso_models import LinkedIdentity
from cop.access.sso_rules import Identity
from cop.kernel.db import db
from cop.members.models import Member


def linked(identity: Identity) -> LinkedIdentity | None:
    """By the provider's lasting name alone: an e-mail address may be somebody else's there tomorrow."""
    same = (LinkedIdentity.issuer == identity.issuer) & (LinkedIdentity.subject == identity.subject)
    return db.session.scalar(select(LinkedIdentity).where(same))


def of_member(member: Member) -> LinkedIdentity | None:
    """The member's account at the configured provider."""
    issuer = current_app.extensions["cop"].config.sso_issuer
    own = (LinkedIdentity.member_id == member.id) & (LinkedIdentity.issuer == issuer)
    return db.session.scalar(select(LinkedIdentity).where(own))


def own(viewer: Any) -> LinkedIdentity | None:
    """The viewer's, for a route; a visitor has none."""
    return of_member(viewer) if viewer.is_member else None
