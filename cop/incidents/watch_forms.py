"""What people type about clocks and codes."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from cop.incidents.rules import HOURS, Urgency
from cop.kernel.forms import Form, Line, Number

MOST_TEXT = 400_000


def Hours(label: str) -> Any:
    return Number(label, least=1, most=8_760, needed=_l("Write how many hours."))


class ClocksForm(Form):
    public_health = Hours(_l("A threat to public health: hours"))
    serious = Hours(_l("Death or serious harm: hours"))
    other = Hours(_l("Everything else: hours"))

    def hours(self) -> dict[Urgency, int]:
        return {urgency: self[urgency.value].data for urgency in HOURS}


class CodesForm(Form):
    text = TextAreaField(
        _l("The file's content"),
        [
            InputRequired(_l("Paste the content of the file.")),
            Length(max=MOST_TEXT, message=_l("This takes at most %(max)d characters.")),
        ],
        description=_l("CSV with the columns code and label, such as “A04,Results came too late”."),
    )
    taken = BooleanField(_l("Take the rows; without this they are only checked"))


class GivenForm(Form):
    codes = Line(_l("Codes"), most=400, hint=_l("Separated by commas, such as “A04, F02”."))

    def listed(self) -> list[str]:
        return [one for one in re.split(r"[,;\s]+", self.codes.data or "") if one]
