"""What is typed to prepare a meeting: places, papers, reminders."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectMultipleField

from cop.attachments.rules import ACCEPTED
from cop.kernel.forms import Form, Line, Number
from cop.meetings.outcome_forms import FromItemForm
from cop.meetings.reminder_rules import WAYS


class PlacesForm(Form):
    places = Number(
        _l("Places"),
        least=0,
        most=100_000,
        default=0,
        hint=_l("How many people fit; 0 for no limit. Whoever says yes after that waits until one is free."),
    )


class PaperForm(FromItemForm):
    files = FileField(
        _l("File"),
        description=_l("PDF, office documents, images, text; 10 MB. Shown to whoever may see the meeting."),
    )
    at = Line(
        _l("Or where it lies"),
        most=500,
        hint=_l(
            "Address of a thread, statement or pilot of this site, shown to whoever may see it; "
            "or a web address, shown to members."
        ),
    )
    title = Line(
        _l("Title"), most=160, hint=_l("Empty: the name of the file, or the title of what lies there.")
    )
    accepted = ACCEPTED


class RemindersForm(Form):
    keys = SelectMultipleField(_l("Remind those invited"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys.choices = [(key, gettext(way.words)) for key, way in WAYS.items()]
