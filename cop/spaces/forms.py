"""What the secretariat types about a space."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Prose, Version

VISIBILITIES = {
    "public": (_l("Public"), _l("Anyone reads it, signed in or not. Members write.")),
    "members": (_l("Members"), _l("Members read and write. Visitors do not know of it.")),
    "restricted": (
        _l("Its own people"),
        _l("Only those you put into it read and write, and the secretariat."),
    ),
}


class SpaceForm(Form):
    title = Line(_l("Name"), needed=_l("Give the space a name."), most=120)
    mandate = Prose(
        _l("What it is for"), most=2_000, hint=_l("One or two sentences: its task and its limits.")
    )
    visibility = RadioField(_l("Who reads it"), validators=[InputRequired(_l("Choose who reads it."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visibility.choices = [(key, name) for key, (name, _says) in VISIBILITIES.items()]


class EditSpaceForm(SpaceForm):
    version = Version()


class PersonForm(Form):
    person = Line(_l("Member"), needed=_l("Say whom you mean."), hint=_l("Full name or e-mail address."))
