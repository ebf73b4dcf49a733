"""What a moderator says of where a thread, or a part of it, should go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from cop.discussions.rules import KIND_WORDS
from cop.kernel.forms import Form, Line, whole

NUMBER = re.compile(r"(?:.*/)?([0-9]{1,9})(?:-[a-z0-9-]*)?(?:[?#/].*)?", re.ASCII)


class MoveForm(Form):
    place = SelectField(_l("Space"), validators=[InputRequired(_l("Choose the space it goes to."))])

    def offer(self, spaces: Sequence[Any]) -> None:
        self.place.choices = [(space.slug, space.title) for space in spaces]


class SplitForm(Form):
    also = SelectMultipleField(_l("Other answers that go along, each with what answers it"), coerce=whole)
    title = Line(
        _l("Title of the new thread"),
        needed=_l("Give the new thread a title that says what it is about."),
        most=160,
    )
    kind = RadioField(_l("What it is"), validators=[InputRequired(_l("Choose what it is."))])

    def offer(self, others: Sequence[Any]) -> None:
        """``others``: rows (seq, author, excerpt) of answers that may go along."""
        self.kind.choices = [(kind.value, gettext(name)) for kind, (name, _says) in KIND_WORDS.items()]
        self.also.choices = [(row.seq, f"{row.seq}. {row.author}: {row.excerpt}") for row in others]


class MergeForm(Form):
    place = Line(
        _l("Address of the other thread"),
        needed=_l("Say which thread it goes into: paste its address."),
        most=500,
        hint=_l("Open the other thread and copy its address, or write the number in it."),
    )

    @property
    def thread_id(self) -> int:
        """0, which none has, for what names no thread."""
        found = NUMBER.fullmatch(self.place.data or "")
        return int(found[1]) if found else 0
