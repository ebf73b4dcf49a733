"""What people type about a pilot beside its dossier: team, criteria, sites, conditions, reasons."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Form, Line, Prose
from cop.members import countries
from cop.members.facilities import FACILITIES
from cop.pilots.controls import Choice, Day, Number, country_choices
from cop.pilots.fields import SEEN_WORDS, Seen
from cop.pilots.stage_forms import VersionedForm


class NewForm(Form):
    title = Line(_l("Public title"), needed=_l("Give the pilot a title."), most=100)
    countries = SelectMultipleField(_l("Countries"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.countries.choices = near()


def near() -> list[tuple[str, str]]:
    """The region's countries; the invented ones in the demonstration."""
    offered = countries.country_choices()
    return offered.get(gettext("Invented for the demonstration")) or next(iter(offered.values()))


class CountryForm(Form):
    country = SelectField(_l("Country"), [InputRequired(_l("Choose a country."))], choices=country_choices)


class EditorForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )


class MetricForm(VersionedForm):
    name = Line(_l("What is measured"), needed=_l("Name what is measured."))
    threshold = Line(
        _l("Promise"), needed=_l("Say which value is promised."), hint=_l("Such as “at least 90 %”.")
    )
    comparator = Line(_l("Compared with"), needed=_l("Say with what it is compared."))
    subgroups = Line(_l("Subgroups looked at"), most=400)

    def criterion(self) -> dict[str, str]:
        return {key: self[key].data or "" for key in ("name", "threshold", "comparator", "subgroups")}


class ResultForm(VersionedForm):
    found = Number(_l("Found"), InputRequired(_l("Write how many were found.")))
    out_of = Number(_l("Out of"), InputRequired(_l("Write out of how many.")))


SITE = ("facility", "province", "name", "lead", "taking_part")


class SiteForm(VersionedForm):
    facility = Choice(_l("Kind of facility"), FACILITIES, InputRequired(_l("Choose the kind of facility.")))
    province = Line(_l("Province"), needed=_l("Name the province."))
    name = Line(_l("Name"), needed=_l("Name the site."), hint=_l(SEEN_WORDS[Seen.MEMBERS]))
    lead = Line(_l("Site lead"), needed=_l("Name who leads the site."), hint=_l(SEEN_WORDS[Seen.MEMBERS]))
    taking_part = Number(
        _l("People taking part so far"),
        Optional(),
        description=_l("A number under five is shown to the team, the regulators and the secretariat alone."),
    )

    def values(self) -> dict[str, Any]:
        return {key: self[key].data for key in SITE}


class ConditionForm(Form):
    text = Prose(_l("Condition"), needed=_l("Write the condition."), most=1_000)
    due = Day(_l("To be met by"), [Optional()])
    start = BooleanField(_l("To be met before the pilot starts"))


class EvidenceForm(VersionedForm):
    evidence = Prose(
        _l("How it is met"),
        needed=_l("Say how the condition is met."),
        most=2_000,
        hint=_l(SEEN_WORDS[Seen.REGULATORS]),
    )


class MetForm(Form):
    met_on = Day(_l("Met on"), [InputRequired(_l("Write the day on which it was met."))])


class ReasonForm(Form):
    reason = Prose(_l("Reason"), needed=_l("Give the reason."), most=2_000)


class ExtendForm(ReasonForm):
    ends_on = Day(_l("New last day"), [InputRequired(_l("Write the new last day."))])


class ReviewForm(Form):
    reason = Prose(_l("Reviewed, and it goes on because"), needed=_l("Say why it may go on."), most=2_000)
