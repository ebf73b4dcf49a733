"""A member hears of every new way into the account, and of one that is gone."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import gettext as _

from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Member


def linked(_member: Member, _letter: Letter) -> Mail:
    return write("identity_linked", _("A new way to sign in"), provider=_provider(), link=_account())


def unlinked(_member: Member, _letter: Letter) -> Mail:
    return write("identity_unlinked", _("A way to sign in is gone"), provider=_provider(), link=_account())


def _provider() -> str:
    """ "" when single sign-on was switched off meanwhile."""
    return str(current_app.extensions["cop"].config.sso_label)


def _account() -> str:
    return url_for("account.profile", _external=True)
