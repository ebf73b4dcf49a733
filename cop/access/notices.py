"""What members hear about their factors, by mail: a change that was not theirs must not stay unseen."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.letters import Letter, Mail, write
from cop.members.models import Decision, Member


def factor_added(_member: Member, letter: Letter) -> Mail:
    return write(
        "factor_added", _("A second factor was set up"), kind=letter.about["kind"], security=_security()
    )


def factor_removed(_member: Member, letter: Letter) -> Mail:
    return write(
        "factor_removed", _("A second factor was removed"), kind=letter.about["kind"], security=_security()
    )


def recovery_code_used(_member: Member, letter: Letter) -> Mail:
    return write(
        "recovery_code_used",
        _("A recovery code was used"),
        left=letter.about["left"],
        security=_security(),
        forgotten=url_for("password.forgotten", _external=True),
    )


def factors_reset(_member: Member, letter: Letter) -> Mail:
    """By an administrator, with the reason that was given; or from the server."""
    decided = letter.about.get("decision")
    reason = db.session.get_one(Decision, decided).reason if decided else ""
    sign_in = url_for("sign_in.sign_in", _external=True)
    return write("factors_reset", _("Your second factors were reset"), reason=reason, sign_in=sign_in)


def _security() -> str:
    return url_for("security.index", _external=True)
