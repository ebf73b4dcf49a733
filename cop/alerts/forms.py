"""What people type about alerts."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.alerts.rules import ANSWERS
from cop.incidents.forms import CarefulForm, Words
from cop.kernel.forms import Line, Number


class AlertForm(CarefulForm):
    product = Line(
        _l("Product"),
        needed=_l("Name the product."),
        hint=_l("As its pilots name it; capitals do not matter."),
    )
    first = Line(_l("From version"), most=60, hint=_l("Leave it empty for all before."))
    last = Line(_l("To version"), most=60, hint=_l("Included. Leave it empty for all after."))
    words = Words(
        _l("What is known, and what to do"), needed=_l("Say what is known, and what to do."), most=2_000
    )
    days = Number(
        _l("Days until answers are awaited"),
        least=1,
        most=60,
        needed=_l("Write how many days."),
        default=7,
    )
    incident = Line(
        _l("Report"), most=20, hint=_l("The number of the report it comes from, if there is one.")
    )


class AnswerForm(CarefulForm):
    answer = RadioField(
        _l("Answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=lambda: [(key, gettext(words)) for key, words in ANSWERS.items()],
    )
    words = Words(_l("In words"), most=1_000)
