"""What is typed while a meeting sits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Prose, Version
from cop.kernel.words import country
from cop.meetings.agenda.forms import item_choices
from cop.meetings.agenda.models import AgendaItem

WORDS_NEEDED = _l("Write it down first.")


NOW = "now"


def current(items: list[AgendaItem]) -> AgendaItem | None:
    """The item that is on."""
    return next((item for item in items if item.began_at and not item.ended_at), None)


class TakeForm(Form):
    """A key point, a decision, or what is parked. It belongs to the item that is on, unless another is chosen."""

    text = Prose(_l("Take down"), needed=WORDS_NEEDED, most=2_000)
    kind = RadioField(
        _l("As"),
        choices=[("point", _l("Key point")), ("decision", _l("Decision")), ("parked", _l("Parked"))],
        default="point",
        validators=[InputRequired(_l("Choose what it is."))],
    )
    item = SelectField(_l("Agenda item"), default=NOW)

    def offer(self, items: list[AgendaItem]) -> None:
        self.item.choices = [(NOW, gettext("The one that is on")), *item_choices(items)]

    def of(self, items: list[AgendaItem]) -> AgendaItem | None:
        if self.item.data == NOW:
            return current(items)
        return next((item for item in items if str(item.id) == self.item.data), None)


class ParkForm(Form):
    text = Prose(
        _l("Park something"),
        needed=WORDS_NEEDED,
        most=2_000,
        hint=_l("For another time. Everyone in the meeting sees it, and nobody sees who wrote it."),
    )


class NoteForm(Form):
    text = Prose(_l("Text"), needed=WORDS_NEEDED, most=2_000)
    version = Version()


class PollForm(Form):
    question = Line(_l("Question"), needed=_l("Write the question."), most=200)
    options = Prose(
        _l("Answers"), needed=_l("Write the answers."), most=1_000, hint=_l("Each on a line of its own.")
    )

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.options.data.split("\n") if line.strip()]


class VoteForm(Form):
    """``choice`` as posted by a button."""

    choice = RadioField(
        _l("Your answer"), coerce=int, validators=[InputRequired(_l("Choose one of the answers."))]
    )

    def offer(self, options: list[str]) -> None:
        self.choice.choices = list(enumerate(options))


class AttendanceForm(Form):
    present = SelectMultipleField(_l("Who was there"), coerce=int)
    others = Prose(
        _l("Others who were there"),
        most=4_000,
        hint=_l("Members who had not answered: a full name or e-mail address on each line."),
    )

    def offer(self, expected: list[Row[Any]]) -> None:
        self.present.choices = [
            (one.id, f"{one.name}, {gettext(one.group)}, {country(one.country)}") for one in expected
        ]

    @property
    def names(self) -> list[str]:
        return [line.strip() for line in self.others.data.split("\n") if line.strip()]
