"""What is typed about reminders."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from cop.kernel.forms import Form
from cop.meetings.reminders.rules import WAYS


class RemindersForm(Form):
    keys = SelectMultipleField(_l("Remind those invited"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys.choices = [(key, gettext(way.words)) for key, way in WAYS.items()]
