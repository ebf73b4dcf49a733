"""What people type about calls and proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.calls.models import Call, Proposal
from cop.calls.profile import WAY_WORDS, Wanted, Way
from cop.calls.proposing import field_of, note_of
from cop.calls.rules import PART_WORDS, Offered, Part, Written
from cop.kernel import words
from cop.kernel.clock import to_local
from cop.kernel.errors import N_
from cop.kernel.forms import Form, Line, Prose, Version, WallTime
from cop.kernel.words import reader_zone
from cop.members.countries import REGION
from cop.pilots.choices import APPLICATIONS, FUNCTIONS
from cop.pilots.forms import near

LONG = 4_000
TITLED, TITLE = _l("Give the call a title."), _l("At most 100 characters.")
NEEDS = N_("What it needs from the setting")


def _offered(named: Mapping[str, str]) -> Any:
    return lambda: [("", gettext("Choose")), *((key, gettext(name)) for key, name in named.items())]


def _zones(*more: str) -> list[tuple[str, str]]:
    """The region's, UTC, the reader's own, and ``more``."""
    here = {"UTC", reader_zone(), *more, *(zone for one in REGION for zone in one["zones"])}
    return sorted((zone, words.zone_name(zone, str(get_locale()))) for zone in here)


class NewForm(Form):
    title = Line(_l("Title"), needed=TITLED, most=100, hint=TITLE)
    country = SelectField(_l("Country"), [InputRequired(_l("Choose a country."))], choices=near)


class CallForm(Form):
    """May be sent half filled in: publishing asks for the rest."""

    title = Line(_l("Title"), needed=TITLED, most=100, hint=TITLE)
    problem = Prose(_l("The problem"), most=LONG, hint=_l("What goes wrong today, for whom, and how often."))
    setting = Prose(
        _l("The setting"), most=LONG, hint=_l("Where a trial would run: facilities, staff, people treated.")
    )
    offer = Prose(
        _l("What a trial there offers"),
        most=LONG,
        hint=_l("Data, sites, staff, money, advice on the way to a decision."),
    )
    country = SelectField(_l("Country"), [Optional()], choices=near)
    function = SelectField(_l("Public-health function"), [Optional()], choices=_offered(FUNCTIONS))
    application = SelectField(_l("Application area"), [Optional()], choices=_offered(APPLICATIONS))
    closes = WallTime(
        _l("Closing time"), [Optional()], description=_l("The last hour for proposals, at the place below.")
    )
    zone = SelectField(
        _l("In the time of"), [InputRequired(_l("Choose whose local time it is."))], choices=_zones
    )
    version = Version(default="1")

    @property
    def written(self) -> Written:
        """Raises Invalid (closes) for an hour that the zone skips."""
        plain = ("title", "problem", "setting", "offer", "country", "function", "application", "zone")
        values = {key: self[key].data or "" for key in plain}
        return Written(**values, closes=self.closes.moment(self.zone.data))


def of_call(call: Call) -> CallForm:
    """As it stands, or as it was sent."""
    stands = {key: getattr(call, key) for key in (*vars(Written(title="")), "version")}
    form = CallForm(data=stands | {"closes": to_local(call.closes, call.zone) if call.closes else None})
    form.zone.choices = _zones(call.zone)
    return form


class LineForm(Form):
    """A line of the target product profile."""

    name = Line(_l("Characteristic"), needed=_l("Name the characteristic."), most=120)
    way = RadioField(
        _l("How it is compared"),
        [InputRequired(_l("Choose how it is compared."))],
        choices=lambda: [(key.value, gettext(words)) for key, words in WAY_WORDS.items()],
    )
    minimum = Line(_l("Minimum"), needed=_l("Say what is needed at least."), most=200)
    preferred = Line(_l("Preferred"), needed=_l("Say what is wished for."), most=200)
    unit = Line(_l("Unit"), most=40, hint=_l("Such as %, seconds, or languages."))
    version = Version(default="1")

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.name.data, Way(self.way.data), self.minimum.data, self.preferred.data, self.unit.data
        )


class PersonForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )
    part = RadioField(
        _l("Part"),
        [InputRequired(_l("Choose the part."))],
        choices=lambda: [(key.value, gettext(words)) for key, words in PART_WORDS.items()],
    )

    @property
    def named(self) -> tuple[str, Part]:
        return self.slug.data, Part(self.part.data)


class ExtendForm(Form):
    closes = WallTime(_l("New closing time"), [InputRequired(_l("Say until when proposals are taken."))])


class ReasonForm(Form):
    reason = Prose(_l("Reason"), needed=_l("Give the reason."), most=2_000)


class ProposalForm(Form):
    """May be sent half filled in while it is a draft; each line of the call's profile adds two fields."""

    title = Line(_l("Title"), needed=_l("Give the proposal a title."), most=100)
    summary = Prose(_l("Plain summary"), most=350, hint=_l("For anyone. At most 350 characters."))
    product = Line(_l("Product"))
    developer = Line(_l("Developer"), hint=_l("The company or group that makes it."))
    product_version = Line(_l("Version"), most=60)
    approach = Prose(_l("How it answers the problem"), most=LONG)
    evidence = Prose(
        _l("Evidence so far"),
        most=LONG,
        hint=_l("Where it was tried and what came out, also what did not work."),
    )
    needs = Prose(_l(NEEDS), most=LONG)
    interests = Prose(
        _l("Declared interests"),
        most=LONG,
        hint=_l("Who pays, who owns, who advises. Write “none” if there are none."),
    )
    version = Version(default="1")
    call: Call

    @property
    def offered(self) -> Offered:
        plain = {key: self[key].data or "" for key in vars(Offered(title="")) if key != "answers"}
        answers = {
            line.id: (self[field_of(line)].data, self[note_of(line)].data) for line in self.call.profile
        }
        return Offered(**plain, answers=answers)


def of_proposal(call: Call, proposal: Proposal | None = None) -> ProposalForm:
    """The form of a proposal to ``call``: as ``proposal`` stands, empty, or as it was sent."""
    asked: dict[str, Any] = {"call": call}
    for line in call.profile:
        named = _l("%(name)s, in %(unit)s", name=line.name, unit=line.unit) if line.unit else line.name
        asked[field_of(line)] = Line(named, hint=_bounds(line.minimum, line.preferred))
        asked[note_of(line)] = Line(_l("%(name)s: how this is known", name=line.name), most=400)
    answers = {one.characteristic_id: one for one in proposal.answers} if proposal else {}
    data: dict[str, str] = {}
    for line in call.profile:
        if one := answers.get(line.id):
            data |= {field_of(line): one.value, note_of(line): one.note}
    made: type[ProposalForm] = type("proposal_form", (ProposalForm,), asked)
    return made(obj=proposal, data=data)


def _bounds(minimum: str, preferred: str) -> str:
    return gettext("Minimum: %(minimum)s. Preferred: %(preferred)s.", minimum=minimum, preferred=preferred)


MARKS = {
    "5": _l("5: strongly for it"),
    "4": _l("4: for it"),
    "3": _l("3: undecided"),
    "2": _l("2: rather not"),
    "1": _l("1: against it"),
}


class RatingForm(Form):
    mark = RadioField(
        _l("Your mark"), [InputRequired(_l("Choose a mark."))], choices=lambda: list(MARKS.items())
    )
    reason = Prose(_l("Why"), needed=_l("Say why."), most=2_000)
    none = BooleanField(
        _l("I have no interest in this product, its developer or who proposes it"),
        [InputRequired(_l("If you have an interest, declare it and leave the rating to others."))],
    )
