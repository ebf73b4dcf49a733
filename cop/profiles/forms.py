"""What members type about themselves, and what is typed to find people."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired

from cop.kernel.forms import Line, Prose
from cop.members.account_forms import AccountForm
from cop.profiles import suggestions, words
from cop.profiles.rules import FIELDS, LONGEST_TAG, MOST_TAGS, Level, levels


def _choices(field: str) -> list[tuple[str, str]]:
    return [(level.value, words.LEVELS[level]) for level in levels(field)]


class SeesForm(AccountForm):
    """For each field who sees it: ``sees_name`` and so on."""

    @property
    def sees(self) -> dict[str, str]:
        return {field: self[f"sees_{field}"].data for field in FIELDS}


for _field in FIELDS:
    _needed = DataRequired(_l("Choose who sees it."))
    setattr(
        SeesForm,
        f"sees_{_field}",
        SelectField(words.FIELDS[_field], [_needed], choices=_choices(_field), default=Level.MEMBERS.value),
    )


class ProfileForm(SeesForm):
    position = Line(_l("Position"), most=160, hint=_l("Your role there, as on a visiting card"))
    expertise = SelectMultipleField(_l("What you can be asked about"), choices=())
    more_expertise = Line(
        _l("Other subjects"),
        most=MOST_TAGS * (LONGEST_TAG + 2),
        hint=_l("In your own words, with commas between them."),
    )
    about = Prose(_l("About you"), most=4_000, hint=_l("Markdown works: **bold**, lists, links."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expertise.choices = [(name, suggestions.called(name)) for name in suggestions.SUBJECTS]
