"""What is typed to answer an invitation, and to limit the places."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Number
from cop.meetings.company.rules import Answer

ANSWERS = {Answer.yes.value: _l("Yes"), Answer.maybe.value: _l("Maybe"), Answer.no.value: _l("No")}


class AnswerForm(Form):
    answer = RadioField(
        _l("Will you take part?"),
        choices=list(ANSWERS.items()),
        validators=[InputRequired(_l("Choose yes, maybe or no."))],
    )
    comment = Line(_l("A word to the others"), most=300, hint=_l("For example “online”, or “from 10:30 on”."))
    later = BooleanField(_l("The same for all later dates of the series"))


class PlacesForm(Form):
    places = Number(
        _l("Places"),
        least=0,
        most=100_000,
        default=0,
        hint=_l("How many people fit; 0 for no limit. Whoever says yes after that waits until one is free."),
    )
