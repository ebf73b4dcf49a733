"""What is typed of a thread's summary."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Prose, Version
from cop.kernel.words import language_name

LONGEST = 6_000  # characters: in short


class SummaryForm(Form):
    text = Prose(
        _l("In short"),
        needed=_l("Write what somebody should know who reads nothing else."),
        most=LONGEST,
        hint=_l("What was asked, what was found, what is still open. Name no more than the posts do."),
    )
    language = SelectField(
        _l("Language of the summary"), validators=[InputRequired(_l("Choose the language you wrote in."))]
    )
    ai_help = BooleanField(
        _l("I wrote it with the help of AI"), description=_l("Readers see a line that says so.")
    )
    version = Version()

    def offer(self, member: Any, present: str) -> None:
        """The ``present`` language, those that ``member`` reads, and English."""
        codes = dict.fromkeys(code for code in (present, member.language, *member.languages, "en") if code)
        self.language.choices = [(code, language_name(code, code)) for code in codes]
