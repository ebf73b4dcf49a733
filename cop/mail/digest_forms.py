"""Choosing a digest."""

from __future__ import annotations

from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField

from cop.kernel.forms import Form


class DigestForm(Form):
    days = SelectMultipleField(_l("On which mornings?"), coerce=int, choices=[])
    own_languages = BooleanField(_l("Only threads in languages I read"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days.choices = sorted(get_day_names(locale=get_locale() or "en").items())
