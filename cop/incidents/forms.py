"""What people type about an incident, every text looked through for what points to people before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.incidents import choices
from cop.incidents.deidentify import Finding, find, marked, sentence
from cop.incidents.fields import STAGES
from cop.kernel.forms import Day, Form, Line, Number, Prose, Version
from cop.members import countries

LONG = 4_000
MOST_PEOPLE = 10_000_000


def Words(label: str, *, needed: str = "", most: int = LONG, hint: str = "") -> Field:
    return Prose(label, needed=needed, most=most, hint=hint)


def Choice(label: str, offered: Mapping[str, str], *first: Any) -> SelectField:
    def listed() -> list[tuple[str, str]]:
        return [("", gettext("Choose")), *((key, gettext(words)) for key, words in offered.items())]

    return SelectField(label, list(first), choices=listed, default="")


class CarefulForm(Form):
    """``shown``: of each text that waits, its pieces with the kind of what each points to."""

    confirmed = BooleanField(_l("I have looked: what is marked points to nobody"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: dict[str, list[tuple[str, str]]] = {}

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        waits = [one for one in self if _is_written(one) and not one.errors and not self._is_clean(one)]
        return right and not waits

    def _is_clean(self, one: Field) -> bool:
        found = find(one.data or "")
        waits = [f for f in found if f.sure or not self.confirmed.data]
        if waits:
            self.shown[one.name] = marked(one.data, found)
            one.errors = [*one.errors, _says(waits)]
        return not waits


def _is_written(one: Field) -> bool:
    return one.type in ("StringField", "TextAreaField") and one.name not in ("pilot", "month", "slug")


def _says(found: list[Finding]) -> str:
    message, kinds = sentence(found)
    return gettext(message, what=", ".join(gettext(kind) for kind in kinds))


class ReportForm(CarefulForm):
    """Two minutes."""

    kind = RadioField(
        _l("What do you report?"),
        [InputRequired(_l("Choose what you report."))],
        choices=lambda: [(key, gettext(words)) for key, words in choices.KINDS.items()],
    )
    product = Line(
        _l("Product"),
        hint=_l("Its name as you know it. You can leave it out if you give the pilot's number."),
    )
    pilot = Line(
        _l("Pilot"), most=20, hint=_l("Its number, such as COP-2026-0001, if it happened in a pilot.")
    )
    narrative = Words(
        _l("What happened"),
        needed=_l("Say what happened."),
        hint=_l("No names, numbers or dates of patients or colleagues. “A woman of about 60” is enough."),
    )
    harm = RadioField(
        _l("Harm"),
        [InputRequired(_l("Say which harm was done."))],
        choices=lambda: [(key, gettext(words)) for key, words in choices.HARMS.items()],
    )
    named = BooleanField(
        _l("Members may know my name"),
        description=_l(
            "Without this nobody but an officer who gives a reason, and is written down, learns it."
        ),
    )


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
    facility = Choice(_l("Kind of facility"), choices.FACILITIES)
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


class WordsForm(CarefulForm):
    words = Words(_l("In words"), needed=_l("Write some words."), most=2_000)


class ReasonForm(CarefulForm):
    reason = Words(_l("Reason"), needed=_l("Give the reason."), most=1_000)


class LookForm(Form):
    reason = Line(_l("Why you need to know"), needed=_l("Say why you need to know. The reporter reads it."))


class RespondentForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )
