"""What is typed about decisions and actions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from cop.kernel.forms import Day, Form, Line, Prose
from cop.meetings.agenda.forms import item_choices
from cop.meetings.agenda.models import AgendaItem


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
