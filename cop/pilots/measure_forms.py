"""How readings and their bounds are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.kernel.errors import N_, Invalid
from cop.kernel.forms import Form, Line, Number, Prose
from cop.pilots.controls import Day
from cop.pilots.measure_lines import LONGEST, read
from cop.pilots.measure_rules import WAY_WORDS, Taken
from cop.pilots.models import Metric
from cop.pilots.stage_forms import VersionedForm

MOST = 9_999_999  # a hundred times this is still an integer of the database
CORRECT = _l("This corrects what was entered for the same day")


class BoundForm(VersionedForm):
    way = SelectField(
        _l("Which way is good"), choices=[(way.value, _l(says)) for way, says in WAY_WORDS.items()]
    )
    promise = Number(
        _l("Promise, in percent"), least=0, most=100, hint=_l("The number of the criterion's promise.")
    )
    stop = Number(
        _l("Stop rule, in percent"),
        least=0,
        most=100,
        hint=_l(
            "A reading beyond it is told at once to the team, the country's regulator and the secretariat."
        ),
    )


class ReadingForm(Form):
    metric = SelectField(_l("Success criterion"), coerce=int)
    day = Day(_l("Day"), [InputRequired(_l("Write the day up to which was counted."))])
    found = Number(_l("Found"), least=0, most=MOST, needed=_l("Write how many were found."))
    out_of = Number(_l("Out of"), least=1, most=MOST, needed=_l("Write out of how many."))
    subgroup = Line(_l("Subgroup"), hint=_l("Empty for everyone."))
    correct = BooleanField(CORRECT)

    def offer(self, metrics: list[Metric]) -> ReadingForm:
        self.metric.choices = [(one.id, one.name) for one in metrics]
        return self

    def taken(self) -> list[Taken]:
        counted = (self.found.data, self.out_of.data)
        return [Taken(self.metric.data, self.day.data, *counted, self.subgroup.data or "")]


class LinesForm(Form):
    file = FileField(_l("CSV file"), [Optional()])
    lines = Prose(_l("Or its lines"), most=LONGEST)
    correct = BooleanField(CORRECT)

    def taken(self, metrics: list[Metric]) -> list[Taken]:
        """Raises Invalid, naming each line that is wrong."""
        return read(self._text(), _named(metrics))

    def _text(self) -> str:
        if not self.file.data:
            return self.lines.data or ""
        try:
            return str(self.file.data.read(LONGEST + 1).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise Invalid(N_("Save the file as CSV in UTF-8 and send it again."), field="file") from error


def _named(metrics: list[Metric]) -> Mapping[str, int]:
    """By number, counted from 1, and by name."""
    numbered: dict[str, Any] = {str(number): one.id for number, one in enumerate(metrics, 1)}
    return numbered | {one.name.casefold(): one.id for one in metrics}
