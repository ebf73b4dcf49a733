"""What is typed about requests to join and stewards."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from cop.kernel.forms import Form, Line, Prose


class QuestionForm(Form):
    words = Prose(
        _l("Your question"),
        needed=_l("Write what you would like to know."),
        most=2_000,
        hint=_l("It goes out by mail, with a link to a page for the answer. Your name stands under it."),
    )


class AnswerForm(Form):
    answer = Prose(
        _l("Your answer"),
        needed=_l("Write your answer."),
        most=4_000,
        hint=_l("Only those read it who decide about your request."),
    )


class StewardForm(Form):
    person = Line(
        _l("Member"),
        needed=_l("Enter whom you mean."),
        hint=_l("The full name or the e-mail address. The member becomes a steward of the own group."),
    )
    may_approve = BooleanField(
        _l("May approve"),
        description=_l(
            "Otherwise the steward reads the requests of the group and asks, and officers approve."
        ),
    )
