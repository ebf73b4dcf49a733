"""For whom one speaks: a regulator's words are a personal view, unless a verified one gives them as the authority's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.forms import whole
from cop.kernel.words import country
from cop.members.models import Mandate

PERSONAL = "personal"


def in_force(member: Any, now: datetime) -> list[Any]:
    """The member's mandates in force, the first recorded first."""
    return [m for m in member.mandates if m.ended_at is None and m.since <= now < m.until]


def spoken(member: Any, view: int, now: datetime) -> tuple[bool, int | None]:
    """Whether what is written ``now`` is a personal view, and the mandate that its author holds.

    ``view`` is the id of the mandate whose authority speaks, 0 for the author's own words. Those are called personal
    for every regulator, verified or not. Raises Invalid (voice) for a mandate that is not in force.
    """
    held = in_force(member, now)
    if not view:
        return bool(held) or member.group_key == "regulators", held[0].id if held else None
    if view not in [mandate.id for mandate in held]:
        raise Invalid(
            N_("That mandate has ended. The secretariat can renew it; until then this is a personal view."),
            field="voice",
        )
    return False, view


def VoiceField() -> RadioField:
    """Whose view it is; a form that has one calls ``offer`` for who writes."""
    return RadioField(_l("Whose view it is"), default=PERSONAL)


def offer(form: Any, member: Any, now: datetime) -> None:
    """Only verified regulators are asked whose view it is."""
    held = in_force(member, now)
    if held:
        form.voice.choices = [(PERSONAL, gettext("Personal view, not my agency's"))]
        form.voice.choices += [(str(one.id), view_of(one)) for one in held]
    else:
        del form.voice


def chosen(form: Any) -> int:
    """The ``view`` that was chosen, as ``spoken`` takes it."""
    return whole(form.voice.data) if "voice" in form else 0


def label(personal: bool, authority: str | None) -> str:
    """Whose view it is, in words; "" where nobody asks. ``authority``: that of the mandate held then, if any."""
    if personal:
        return gettext("Personal view, not my agency's")
    return gettext("View of %(authority)s", authority=authority) if authority else ""


def label_of(said: Any) -> str:
    """The same of a post, comment or reply."""
    mandate = db.session.get(Mandate, said.mandate_id) if said.mandate_id else None
    return label(said.personal, mandate.authority if mandate else None)


def shown(row: Any) -> dict[str, Any]:
    """Of a row with ``personal``, ``authority`` and ``authority_country``: ``view`` is its label, ``mandates`` for
    the badge of who was a verified regulator then."""
    held = [{"authority": row.authority, "country": row.authority_country}] if row.authority else []
    return {"view": label(row.personal, row.authority), "mandates": held}


def view_of(mandate: Any) -> str:
    """ "View of the Health Sciences Authority, Singapore"."""
    return gettext(
        "View of %(authority)s, %(country)s", authority=mandate.authority, country=country(mandate.country)
    )
