"""Choosing a level."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.delivery.level_queries import Chosen
from cop.delivery.level_rules import WHY, WORDS, Level
from cop.kernel.forms import Form

INHERITED = "as"


class LevelForm(Form):
    """``level``: a Level, or as what the thing lies in."""

    level = RadioField(_l("Letters"), validators=[InputRequired(_l("Choose which letters you want."))])

    def offer(self, inherited: Level | None = None) -> None:
        """The levels; with ``inherited``, also to have none of one's own."""
        self.level.choices = [(str(int(level)), gettext(name)) for level, (name, _says) in WORDS.items()]
        if inherited is not None:
            usual = gettext("As elsewhere: %(level)s", level=gettext(WORDS[inherited][0]))
            self.level.choices.insert(0, (INHERITED, usual))

    @property
    def chosen(self) -> Level | None:
        return None if self.level.data == INHERITED else Level(int(self.level.data))


def form_for(chosen: Chosen) -> LevelForm:
    """The form as it stands for a thing."""
    form = LevelForm(level=INHERITED if chosen.own is None else str(chosen.own))
    form.offer(chosen.inherited)
    return form


def hints() -> dict[str, str]:
    return {str(int(level)): gettext(says) for level, (_name, says) in WORDS.items()}


def state(chosen: Chosen) -> dict[str, Any]:
    """In words: the level that holds, and why."""
    name, says = WORDS[chosen.level]
    return {
        "name": gettext(name),
        "says": gettext(says),
        "why": gettext(WHY[chosen.why]) if chosen.why else "",
    }
