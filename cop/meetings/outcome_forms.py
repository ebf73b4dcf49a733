"""What is typed after a meeting."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from cop.kernel.forms import Day, Form, Line, Prose
from cop.kernel.words import country
from cop.meetings.forms import item_choices
from cop.meetings.models import AgendaItem


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


class MinutesForm(Form):
    text = Prose(
        _l("Minutes"),
        needed=_l("Write something first."),
        hint=_l("Markdown works: headings, lists, tables, links."),
    )
    version = HiddenField()


class FromItemForm(Form):
    item = SelectField(_l("Agenda item"), default="")

    def offer(self, items: list[AgendaItem]) -> None:
        self.item.choices = item_choices(items)

    @property
    def item_id(self) -> int:
        """0 for none."""
        return int(self.item.data or 0)


class DecisionForm(FromItemForm):
    text = Prose(_l("Decision"), needed=_l("Write what was decided."), most=2_000)


class ActionForm(FromItemForm):
    text = Line(_l("What is to be done"), needed=_l("Write what is to be done."), most=300)
    owner = Line(
        _l("Who does it"), needed=_l("Say who does it."), hint=_l("Full name or e-mail address of a member.")
    )
    due = Day(_l("Until"), [InputRequired(_l("Say until when."))])


class CloseForm(Form):
    note = Line(_l("What came of it"), needed=_l("Say in a sentence what came of it."), most=500)
