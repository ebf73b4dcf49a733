"""What home shows: mails that are held until their owner says whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel.features import Awaiting
from cop.mail import bounce_queries, queries


def unreached(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """The own address, where letters to it came back."""
    if bounce_queries.own(viewer):
        why = _("Letters to you came back, so none are sent. Does your address take mail again?")
        yield Awaiting(_("Letters"), _("Your address"), why, _("Look at it"), url_for("own_mail.index"))


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    for mail in queries.held(viewer):
        address = url_for("own_mail.mail", id=mail.id)
        why = _("It came from %(sender)s. Was it yours?", sender=mail.sender or _("nobody"))
        yield Awaiting(_("Mail held"), mail.subject or _("no subject"), why, _("Look at it"), address)
