"""What is typed about an agenda."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from cop.kernel.forms import Form, Line, Number, Prose, Version
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.agenda.rules import Point


class ItemForm(Form):
    title = Line(_l("Item"), needed=_l("Name the item."), most=160)
    minutes = Number(_l("Minutes"), least=1, most=1440, needed=_l("Say how many minutes it takes."))
    presenter = Line(_l("Who presents"))
    note = Prose(_l("What is asked of the meeting"), most=2_000)
    about = Line(
        _l("About"),
        most=500,
        hint=_l(
            "Address of a thread, statement or other page of this site. It will point back to the meeting."
        ),
    )
    version = Version()

    @property
    def point(self) -> Point:
        typed = (self.title, self.minutes, self.presenter, self.note, self.about)
        return Point(*(field.data for field in typed))


def item_choices(items: list[AgendaItem]) -> list[tuple[str, str]]:
    """For a choice of the agenda item that something came of."""
    listed = [(str(item.id), f"{number}. {item.title}") for number, item in enumerate(items, 1)]
    return [("", gettext("None in particular")), *listed]
