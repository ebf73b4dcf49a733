"""What every form of a text that members write has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from markupsafe import Markup
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from cop.attachments.rules import ACCEPTED, LONGEST_ALT
from cop.attachments.showing import SHOWS
from cop.clearance.models import Waiting
from cop.kernel.forms import Form, Line, Prose, Version, whole
from cop.kernel.words import language_name

UNKNOWN = "und"  # BCP 47: a language that is not told
MARKDOWN = _l(
    "Markdown works: **bold**, lists, tables, [ ] tasks, footnotes[^1]. Paste the address of a thread, post, statement, "
    "meeting or pilot, and readers see its title. Name a member as in @malee-somboun, by the last part of their page’s "
    "address."
)


class WritingForm(Form):
    """``preview``: the text as it will be read, when that was asked for; ``draft``: what the form began with;
    ``listed``: the files that are attached so far."""

    text = Prose(_l("Text"), needed=_l("Write something first."), hint=MARKDOWN)
    language = SelectField(
        _l("Language of the text"), validators=[InputRequired(_l("Choose the language you wrote in."))]
    )
    ai_help = BooleanField(
        _l("I wrote it with the help of AI"), description=_l("Readers see a line that says so.")
    )
    files = MultipleFileField(
        _l("Files"),
        description=_l(
            "Images, PDF, office documents, text; 10 MB each. An image is shown when a reader opens it, without "
            "where and with what it was taken."
        ),
    )
    shows = Line(
        _l("What the images show"),
        most=LONGEST_ALT,
        hint=_l("In words, for readers who cannot see them or save their data."),
    )
    attached = SelectMultipleField(_l("Attached"), validate_choice=False)
    kept = Version()
    accepted, asks = ACCEPTED, _l(SHOWS)
    preview: Markup | None = None
    draft: Waiting | None = None
    listed: Sequence[Any] = ()

    def offer_languages(self, member: Any, present: str = "") -> None:
        """The ``present`` one, those that ``member`` writes, English, and that it is another."""
        codes = dict.fromkeys(code for code in (present, member.language, *member.languages, "en") if code)
        named = [(code, language_name(code, code)) for code in codes if code != UNKNOWN]
        self.language.choices = [*named, (UNKNOWN, gettext("Another language"))]
        if not self.is_submitted() and not self.language.data:
            self.language.data = present or member.language

    @property
    def kept_fields(self) -> list[str]:
        """What of the form is kept with a draft beside the text."""
        return [name for name in self._fields if name not in ("text", "kept", "files", "shows")]

    @property
    def file_ids(self) -> list[int]:
        return [whole(id) for id in self.attached.data or []]


class Kept(Form):
    """What of a text's form is kept before it is said: unfinished, so that nothing is asked for."""

    text = Prose("")
    kept = Version()
