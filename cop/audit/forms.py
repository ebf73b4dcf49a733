"""What is looked for in the ledger."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from cop.audit.queries import Wish, kind_of, pageless
from cop.kernel.addresses import ref_at
from cop.kernel.clock import from_local
from cop.kernel.errors import N_, Invalid, Refused
from cop.kernel.forms import Day, Form, Line
from cop.spaces.queries import member_called


def verbs() -> list[tuple[str, str]]:
    """Every verb of the house, as the sentence that tells of it with its gaps open."""
    told = current_app.extensions["cop"].verbs
    return [("", gettext("Everything")), *((verb, _with_gaps(says)) for verb, says in told.items())]


def _with_gaps(says: str) -> str:
    return gettext(says, who="…", what="…").removeprefix("… ").removesuffix(" …")


class WishForm(Form):
    person = Line(
        _l("Who acted"), most=200, hint=_l("A name, an e-mail address, or the address of a person's page")
    )
    thing = Line(
        _l("About what"), most=500, hint=_l("The address of a page, or a reference as in statement:17")
    )
    verb = SelectField(_l("What happened"), choices=verbs, default="")
    since = Day(_l("From"), [Optional()])
    until = Day(_l("To"), [Optional()])

    def wish(self, viewer: Any) -> Wish:
        """Raises Invalid, at its field, for a person or a thing that ``viewer`` finds nowhere."""
        return Wish(
            person=_person(self.person.data, viewer),
            thing=_thing(self.thing.data, viewer),
            verb=self.verb.data or "",
            since=_moment(self.since, time.min, viewer.zone),
            until=_moment(self.until, time.max, viewer.zone),
        )


def wished(form: WishForm, viewer: Any) -> Wish | None:
    """What the form asks for; None when it cannot be understood, and the form says why."""
    try:
        return form.wish(viewer) if form.validate() else None
    except Refused as refused:
        form.refuse(refused)
        return None


def _person(typed: str, viewer: Any) -> str:
    if not typed:
        return ""
    found = ref_at(typed, viewer) or ""
    return found if kind_of(found) == "member" else member_called(typed).ref


def _thing(typed: str, viewer: Any) -> str:
    if not typed:
        return ""
    if found := ref_at(typed, viewer) or pageless(typed):
        return found
    raise Invalid(
        N_("Nothing that you may see lies at “%(typed)s”. Paste the address of its page, or its reference."),
        field="thing",
        typed=typed[:80],
    )


def _moment(field: Day, hour: time, zone: str) -> datetime | None:
    return from_local(datetime.combine(field.data, hour), zone, field=field.name) if field.data else None
