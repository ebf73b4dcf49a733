"""What the secretariat decides about people."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Prose
from cop.members.forms import country_choices


class MandateForm(Form):
    """That a member acts for an authority, and how the secretariat knows."""

    authority = Line(_l("Authority"), needed=_l("Enter the authority's full name."), most=200)
    country = SelectField(
        _l("Country"), [InputRequired(_l("Choose the authority's country."))], choices=country_choices
    )
    evidence = Prose(
        _l("How the secretariat knows"),
        needed=_l("Say which letter or call confirmed it, and when."),
        most=2_000,
        hint=_l("For example: letter of the authority's head, with its date. Only the secretariat reads it."),
    )
    until = DateField(_l("Until"), [InputRequired(_l("Choose the last day of the mandate."))])


class DecisionForm(Form):
    grant = RadioField(
        _l("Decision"),
        [InputRequired(_l("Choose one: grant or refuse."))],
        choices=lambda: [("yes", gettext("Grant it")), ("no", gettext("Refuse it"))],
    )
    answer = Prose(
        _l("Answer"),
        needed=_l("Write an answer: the member is told it."),
        most=2_000,
        hint=_l("The member reads this in a letter."),
    )


class ReasonForm(Form):
    """The reason of a decision; the person concerned reads it."""

    reason = Prose(
        _l("Reason"),
        needed=_l("Give the reason: the person is told it."),
        most=2_000,
        hint=_l("The person concerned reads this in a letter."),
    )
