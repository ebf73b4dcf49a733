"""What a country's regulator is asked."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Day, Form, Line, Version
from cop.statements.annexes import UPTAKES, Told, Uptake


class AnnexForm(Form):
    """``version`` is the ``n`` of the entry it was made from."""

    uptake = RadioField(
        _l("In your country this statement is"), validators=[InputRequired(_l("Choose one."))]
    )
    instrument = Line(
        _l("Instrument"),
        most=300,
        hint=_l("The circular, decree or guideline, with its number, as it is called."),
    )
    dated = Day(_l("Date"), [Optional()])
    link = Line(_l("Link to it"), most=500)
    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uptake.choices = [(str(key), _(words)) for key, words in UPTAKES.items()]

    @property
    def told(self) -> Told:
        return Told(Uptake(self.uptake.data), self.instrument.data, self.dated.data, self.link.data)
