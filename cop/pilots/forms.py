"""What people type about a pilot. A stage's form is made from the declaration of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from cop.kernel import words
from cop.kernel.errors import Refused
from cop.kernel.forms import Form, Line, Prose, sentence_of
from cop.members import addresses, countries
from cop.pilots import choices, country_dossier, dossier
from cop.pilots.fields import NEEDED_WORDS, SEEN_WORDS, Field, Kind, Seen, Stage
from cop.pilots.rules import Attestation, State
from cop.pilots.rulings import Ruling

LONG, MANY = 4_000, 1_000_000_000
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


class Day(DateField):
    """A date as people write it; "" is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([v for v in valuelist if v])
        except ValueError as error:
            raise ValueError(gettext("That is not a date that exists. Write it like 2026-11-30.")) from error


class Whole(IntegerField):
    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([v for v in valuelist if v])
        except ValueError as error:
            raise ValueError(gettext("Write a whole number, in digits.")) from error


def Number(label: str, *first: Any, **options: Any) -> Whole:
    fits = NumberRange(0, MANY, message=_l("Write a number between 0 and %(most)d.", most=MANY))
    return Whole(label, [*first, fits], **options)


def Choice(label: str, offered: Mapping[str, str], *first: Any, **options: Any) -> SelectField:
    def listed() -> list[tuple[str, str]]:
        return [("", gettext("Choose")), *((key, gettext(name)) for key, name in offered.items())]

    return SelectField(label, list(first), choices=listed, default="", **options)


class Listed(StringField):
    """Several values in one line, separated by commas; each is read by ``read`` or refused with a sentence."""

    def __init__(self, label: str, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(label, [_each(read)], **options)

    def _value(self) -> str:
        return ", ".join(self.data) if isinstance(self.data, list) else self.data or ""


def _each(read: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def check(_form: Any, field: Any) -> None:
        if isinstance(field.data, list):  # not sent at all: what is kept stands
            return
        typed = [one.strip() for one in re.split("[,;\n]", field.data or "") if one.strip()]
        field.data = list(dict.fromkeys(read(one) for one in typed))

    return check


def language(typed: str) -> str:
    tag = typed.replace("_", "-")
    if not TAG.fullmatch(tag):
        raise ValidationError(gettext("Write language codes such as “th, km, pt-TL”, separated by commas."))
    return tag


def country(typed: str) -> str:
    """A code of what was typed as a code or as a name in the reader's language."""
    offered = {code: words.country(code) for code in countries.codes()}
    by_name = {name.casefold(): code for code, name in offered.items()}
    code = typed.upper() if typed.upper() in offered else by_name.get(typed.casefold())
    if not code:
        raise ValidationError(gettext("Write countries by name or two-letter code, separated by commas."))
    return code


def _mailbox(_form: Form, field: Any) -> None:
    if field.data:
        try:
            field.data = addresses.clean(field.data)
        except Refused as refused:
            raise ValidationError(sentence_of(refused)) from refused


def country_choices() -> countries.Choices:
    return {None: [("", gettext("Choose"))], **countries.country_choices()}


def _many(one: Field) -> SelectMultipleField:
    return SelectMultipleField(_l(one.label), choices=[(key, _l(name)) for key, name in one.choices.items()])


CONTROLS: dict[Kind, Callable[[Field], Any]] = {
    Kind.LINE: lambda one: Line(_l(one.label), most=one.most or 200),
    Kind.PROSE: lambda one: Prose(_l(one.label), most=one.most or LONG),
    Kind.CHOICE: lambda one: Choice(_l(one.label), one.choices),
    Kind.MANY: _many,
    Kind.DATE: lambda one: Day(_l(one.label), [Optional()]),
    Kind.NUMBER: lambda one: Number(_l(one.label), Optional()),
    Kind.LANGUAGES: lambda one: Listed(_l(one.label), language),
    Kind.COUNTRY: lambda one: SelectField(_l(one.label), choices=country_choices, default=""),
    Kind.COUNTRIES: lambda one: Listed(_l(one.label), country),
    Kind.MAILBOX: lambda one: StringField(_l(one.label), [_mailbox]),
}
"""The control of each kind of field; empty is always allowed, since a gate asks for it later."""


class StageForm(Form):
    """A stage's questions. ``version``: how often it was saved when the page was made."""

    stage: Stage
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.stage.fields:
            field = self[one.key]
            field.flags.required = one.needed != ""
            said = (one.hint, NEEDED_WORDS[one.needed], SEEN_WORDS[one.seen])
            field.description = " ".join(gettext(sentence) for sentence in said if sentence)

    def answers(self) -> dict[str, Any]:
        """By key, as they are kept: dates as ISO 8601."""
        given = {one.key: self[one.key].data for one in self.stage.fields}
        return {key: v.isoformat() if isinstance(v, date) else v for key, v in given.items()}


def _made(stage: Stage) -> type[StageForm]:
    return type(
        f"{stage.key}_form",
        (StageForm,),
        {"stage": stage} | {f.key: CONTROLS[f.kind](f) for f in stage.fields},
    )


FORMS = {stage.key: _made(stage) for stage in (*dossier.STAGES.values(), *country_dossier.STAGES.values())}


def filled(stage: Stage, have: Mapping[str, Any], version: int) -> StageForm:
    """The stage's form, as posted or with what is answered so far."""
    dates = {f.key for f in stage.fields if f.kind is Kind.DATE}
    data = {key: date.fromisoformat(v) if key in dates else v for key, v in have.items()}
    return FORMS[stage.key](data=data | {"version": version})


class VersionedForm(Form):
    """A form over one row; ``version``: its version when the page was made."""

    version = HiddenField(default="1")


def seen_version(form: Any) -> int:
    """The version a form was made from; -1, which is never current, for what is no number."""
    typed = str(form.version.data or "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def show_theirs(form: Any, current: Iterable[tuple[str, Any]]) -> None:
    """After a save that came too late: what stands now, beside what was typed; the next save goes on top of it."""
    if form.stale is not None:
        form.stale.theirs = "\n".join(f"{label}: {told}" for label, told in current)
        form.version.data = str(form.stale.version)


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
    facility = Choice(
        _l("Kind of facility"), choices.FACILITIES, InputRequired(_l("Choose the kind of facility."))
    )
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


RULINGS = {
    State.APPROVED.value: _l("Approve"),
    State.CONDITIONAL.value: _l("Approve with conditions"),
    State.NOT_REQUIRED.value: _l("No approval is required"),
    State.REFUSED.value: _l("Refuse"),
}
RULING_HINTS = {
    State.APPROVED.value: _l("The pilot may start once its team has everything in place."),
    State.CONDITIONAL.value: _l("The same, under the conditions that you have written."),
    State.NOT_REQUIRED.value: _l("Your country's law asks for no approval of such a trial."),
    State.REFUSED.value: _l("The pilot may not run in your country. The reason becomes public."),
}
ATTESTATIONS = {
    Attestation.REGULATOR.value: _l("I attest it for my authority"),
    Attestation.DOCUMENT.value: _l("It stands in a public document, at the link above"),
}


class DecisionForm(Form):
    state = RadioField(
        _l("Decision"), [InputRequired(_l("Choose the decision."))], choices=list(RULINGS.items())
    )
    authority = Line(_l("Competent authority"), needed=_l("Name the competent authority that decides."))
    reference = Line(
        _l("Reference of the decision"),
        needed=_l("Give the decision's reference, so that others can cite it."),
    )
    instrument = Line(
        _l("Legal basis"),
        needed=_l("Name the law or rule that the decision rests on."),
        hint=_l("The act, decree or guideline."),
    )
    article = Line(_l("Article"), most=80)
    link = Line(_l("Link"), most=500, hint=_l("Where it can be read; begins with https://."))
    decided_on = Day(_l("Date of the decision"), [InputRequired(_l("Write the date of the decision."))])
    ends_on = Day(
        _l("Valid until"),
        [Optional()],
        description=_l("The last day on which the pilot may run here. Needed for an approval."),
    )
    attestation = RadioField(
        _l("Who vouches for it"),
        [InputRequired(_l("Say who vouches for the decision."))],
        choices=list(ATTESTATIONS.items()),
        default=Attestation.REGULATOR.value,
    )
    refusal = Choice(_l("Main reason of a refusal"), choices.REFUSALS)
    reason = Prose(_l("Reason in words"), most=2_000, hint=_l("Needed for a refusal; it becomes public."))

    def validate_link(self, field: Any) -> None:
        if field.data and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", field.data):
            raise ValidationError(gettext("Write the whole link, as in https://example.org/decision."))

    def ruling(self) -> Ruling:
        written = {
            key: self[key].data or "" for key in ("authority", "reference", "instrument", "article", "link")
        }
        return Ruling(
            state=State(self.state.data),
            decided_on=self.decided_on.data,
            ends_on=self.ends_on.data,
            attestation=Attestation(self.attestation.data),
            refusal=self.refusal.data or "",
            reason=self.reason.data or "",
            **written,
        )
