"""The question whether one really leaves, and what becomes of one's words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Prose

STAY, GO = "stay", "go"


class LeaveForm(Form):
    words = RadioField(
        _l("What you wrote in discussions"),
        [InputRequired(_l("Choose what becomes of your words."))],
        choices=[
            (STAY, _l("stays, as said by a former member")),
            (GO, _l("is deleted; answers to it stay")),
        ],
        default=STAY,
    )
    sure = BooleanField(
        _l("I know that this cannot be undone"),
        [InputRequired(_l("Tick that you know it cannot be undone, or stay."))],
    )


class LetGoForm(LeaveForm):
    reason = Prose(
        _l("Where the written request is kept"),
        needed=_l("Say where the written request is kept, and of which day it is."),
        most=1_000,
        hint=_l("For example “letter of 3 November, folder 12”. Do not name the person: this line stays."),
    )
