"""An entry of the ledger as a sentence, for a page with links and for a file without."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext
from markupsafe import Markup

from cop.audit.queries import Told
from cop.kernel.errors import N_
from cop.kernel.refs import Resolved

NOBODYS = {"system": N_("The system"), "visitor": N_("A visitor")}
LINK = Markup('<a href="{}">{}</a>')


def actor(told: Told) -> str:
    """Who acted: a name, or that it was no member, or one whose name is kept no more."""
    return told.who.title if told.who else gettext(NOBODYS.get(told.actor, N_("Somebody who has left")))


def plain(told: Told) -> str:
    return _says(told) % {"who": actor(told), "what": told.what.title if told.what else told.subject}


def linked(told: Told) -> Markup:
    who, what = _link(told.who, actor(told)), _link(told.what, told.subject)
    return Markup.escape(_says(told)) % {"who": who, "what": what}


def _says(told: Told) -> str:
    """In the reader's language, with its gaps; the bare verb where a later release knows it no more."""
    says = current_app.extensions["cop"].verbs.get(told.verb)
    return gettext(says) if says else told.verb


def _link(resolved: Resolved | None, otherwise: str) -> str:
    return LINK.format(resolved.address, resolved.title) if resolved else otherwise
