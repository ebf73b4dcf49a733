"""The parts of a full report, as forms."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField
from wtforms.validators import InputRequired

from cop.incidents import choices
from cop.incidents.fields import STAGES
from cop.incidents.forms import CarefulForm, Choice, Words
from cop.kernel.forms import Day, Line, Number, Version
from cop.members import countries
from cop.members.facilities import FACILITIES

MOST_PEOPLE = 10_000_000


class StageForm(CarefulForm):
    """A part of the full report. ``answers``: by column."""

    version = Version(default="1")

    def answers(self) -> dict[str, Any]:
        """By column; those of this form that the part declares."""
        keys = {one.key for stage in STAGES.values() for one in stage.fields}
        return {one.name: _kept(one) for one in self if one.name in keys}


def _kept(one: Field) -> Any:
    return int(one.data) if one.name == "harm" else one.data


class CircumstancesForm(StageForm):
    kind = Choice(_l("Kind"), choices.KINDS, InputRequired(_l("Choose what you report.")))
    product = Line(_l("Product"), needed=_l("Name the product."))
    product_version = Line(
        _l("Version as deployed"), most=60, hint=_l("As it stands on the screen or in the manual.")
    )
    language = SelectField(
        _l("Language it was used in"),
        choices=lambda: [("", gettext("Choose")), *countries.language_choices()],
        default="",
    )
    role = Choice(_l("Your role"), choices.ROLES)
    country = SelectField(
        _l("Country"), [InputRequired(_l("Choose a country."))], choices=countries.country_choices
    )
    facility = Choice(_l("Kind of facility"), FACILITIES)
    month = Line(
        _l("Month of the event"),
        needed=_l("Write the month like 2026-11."),
        most=7,
        hint=_l("Like 2026-11. The day is kept nowhere."),
    )
    aware_on = Day(
        _l("Aware of it since"),
        [InputRequired(_l("Write the day on which you became aware of it."))],
        description=_l("The day on which your institution learned of it. The authority's clock begins then."),
    )


class EventForm(StageForm):
    narrative = Words(_l("What happened"), needed=_l("Say what happened."))
    output = Words(_l("What the AI said or did"), most=2_000)
    expected = Words(_l("What it should have said or done"), most=2_000)
    did_next = Words(_l("What people did next"), most=2_000)
    discovered = Words(_l("How it was found out"), most=2_000)
    human_factor = Choice(_l("How its output was used"), choices.HUMAN_FACTORS)
    failure = Choice(_l("How it failed"), choices.FAILURES)


class HarmForm(StageForm):
    harm = Choice(_l("Harm"), choices.HARMS, InputRequired(_l("Say which harm was done.")))
    affected = Number(
        _l("People affected"),
        least=0,
        most=MOST_PEOPLE,
        hint=_l("A number under five is shown to regulators and the secretariat alone."),
    )
    exposed = Number(_l("People exposed"), least=0, most=MOST_PEOPLE)
    subgroup = Line(
        _l("Group of people affected more than others"), hint=_l("Such as an age, a language, a region.")
    )
    public_health = BooleanField(_l("It may threaten the health of the public"))


class ActionForm(StageForm):
    containment = Words(_l("How it was contained"), most=2_000)
    safety_reference = Line(_l("Reference of a field safety notice"))
    authority_reference = Line(
        _l("Reference of the report to the country's authority"),
        hint=_l("This log replaces no report that the law asks for. Write its number here."),
    )
    root_cause = Words(_l("Root cause"), most=2_000)


FORMS: dict[str, type[StageForm]] = {
    "circumstances": CircumstancesForm,
    "event": EventForm,
    "harm": HarmForm,
    "action": ActionForm,
}
