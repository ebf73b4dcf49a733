"""What is typed about a draft that waits for clearance."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.clearance.models import Clearance
from cop.kernel.forms import Form, Line, Prose, Version

STATES = {
    Clearance.WAITING: _l("Waiting for clearance"),
    Clearance.CLEARED: _l("Cleared"),
    Clearance.NOT_CLEARED: _l("Not cleared"),
}


class DraftForm(Form):
    text = Prose(_l("Text"), needed=_l("Write something first."))
    person = Line(
        _l("Who clears it"),
        hint=_l(
            "Full name or e-mail address of a member, who may then read it. Empty: nobody but you reads it."
        ),
    )
    version = Version()


class AnswerForm(Form):
    cleared = RadioField(_l("Answer"), validators=[InputRequired(_l("Choose one: cleared, or not."))])
    note = Prose(_l("Note for the author"), most=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cleared.choices = [("yes", gettext("Cleared")), ("no", gettext("Not cleared"))]


class ReviewForm(AnswerForm):
    """``version``: of the text that was read."""

    version = Version()
