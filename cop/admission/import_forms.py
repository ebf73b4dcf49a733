"""What is chosen to bring a list of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.admission.import_rules import Reading, Sending
from cop.admission.spellings import FIELDS
from cop.intake.lists import ENCODINGS
from cop.kernel import words
from cop.kernel.errors import N_
from cop.kernel.forms import Form, Prose, Version
from cop.members.forms import country_choices, groups

CALLED = {
    "utf-8-sig": N_("UTF-8, as most programs write"),
    "utf-16": N_("UTF-16"),
    "cp1252": N_("Windows, western languages"),
    "cp874": N_("Windows, Thai (TIS-620)"),
}


def _encodings() -> list[tuple[str, str]]:
    return [("", gettext("Find out")), *((code, gettext(CALLED[code])) for code in ENCODINGS)]


class BringForm(Form):
    file = FileField(
        _l("List of people"),
        [FileRequired(_l("Choose the file with the list."))],
        description=_l("CSV or XLSX, at most 20,000 rows and 8 MB. The first row names the columns."),
    )
    encoding = SelectField(
        _l("Letters of a CSV file"),
        choices=_encodings,
        description=_l("Choose one when names come out wrong."),
    )


def _column(label: str) -> SelectField:
    return SelectField(label, coerce=int, choices=[])


class ColumnsForm(Form):
    """Which column holds what; -1 for none."""

    email = _column(FIELDS["email"])
    name = _column(FIELDS["name"])
    given = _column(FIELDS["given"])
    family = _column(FIELDS["family"])
    organisation = _column(FIELDS["organisation"])
    country = _column(FIELDS["country"])
    group = _column(FIELDS["group"])
    default_country = SelectField(_l("Country, where a row has none"), choices=country_choices)
    default_group = SelectField(
        _l("Group, where a row has none"), choices=lambda: [("", gettext("Choose")), *groups()]
    )
    version = Version()

    @classmethod
    def over(cls, heads: Sequence[str], **given: Any) -> ColumnsForm:
        form = cls(**given)
        named = [
            (number, head or gettext("Column %(number)d", number=number + 1))
            for number, head in enumerate(heads)
        ]
        for field in FIELDS:
            form[field].choices = [(-1, gettext("not in the list")), *named]
            form[field].label.text = gettext(FIELDS[field])
        return form

    def reading(self) -> Reading:
        chosen = {field: self[field].data for field in FIELDS if self[field].data >= 0}
        return Reading(chosen, self.default_group.data, self.default_country.data)


class BeginForm(Form):
    letters = RadioField(
        _l("Letters"),
        [InputRequired(_l("Choose when the letters go out."))],
        choices=lambda: [
            ("now", gettext("Invite them by mail now")),
            ("later", gettext("No letters yet; all at once later")),
        ],
    )
    language = SelectField(_l("Language of the letters"), choices=words.languages)
    message = Prose(
        _l("A few words of yours"), most=1_000, hint=_l("They stand in each letter, under your name.")
    )
    approves = BooleanField(
        _l("Approved as soon as they confirm"),
        description=_l("You answer for everyone in the list. Each still decides alone whether to come."),
    )

    def sending(self) -> Sending:
        return Sending(self.letters.data == "now", self.approves.data, self.language.data, self.message.data)
