"""What is typed about date polls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from cop.almanac.rules import Place
from cop.kernel import words
from cop.kernel.clock import from_local
from cop.kernel.errors import N_, Invalid
from cop.kernel.forms import Day, Form, Line, Number, Prose, Version, WallTime
from cop.meetings.series import times
from cop.meetings.series.forms import LONG, NAMED, SPEECH
from cop.meetings.series.rules import Speech
from cop.members.countries import country_choices, zone_choices
from cop.polls.models import DatePoll
from cop.polls.rules import Answer, Draft, Settled

ANSWERS = {
    Answer.yes.value: _l("Yes"),
    Answer.if_need_be.value: _l("If need be"),
    Answer.no.value: _l("No"),
}
OWN_SLOTS = 3


class DaysForm(Form):
    """For which days fair slots are sought; sent by GET."""

    first = Day(_l("From"), [InputRequired(_l("Say from which day on."))])
    days = Number(_l("Days to look at"), least=1, most=21, default=14)
    minutes = Number(_l("How long"), least=5, most=1440, default=60, hint=LONG)

    countries = SelectMultipleField(_l("Delegations that are needed"), validate_choice=False)

    def offer(self, places: Sequence[Place]) -> None:
        self.countries.choices = [(one.country, words.country(one.country)) for one in places]

    def needed(self, places: Sequence[Place]) -> Sequence[Place]:
        """Those ticked; all where none is."""
        return [one for one in places if one.country in (self.countries.data or [])] or places

    def asked(self, otherwise: date) -> tuple[date, int, int]:
        """First day, how many, and minutes; what was not asked for sensibly is as usual."""
        if not self.first.raw_data or not self.validate() or not 1970 < self.first.data.year < 2200:
            return otherwise, 14, 60
        return self.first.data, self.days.data or 14, self.minutes.data or 60


class SeekForm(DaysForm):
    space = SelectField(_l("Space"), [InputRequired(_l("Choose the space that is to meet."))])


class AskForm(Form):
    """What a poll asks: slots to tick, and others by hand, in the zone that ``reading`` says."""

    title = Line(_l("Name"), needed=NAMED, most=160)
    purpose = Prose(_l("What it is for"), most=10_000)
    slots = SelectMultipleField(
        _l("Slots"), validate_choice=False
    )  # a minute later others may be the fairest
    own1, own2, own3 = (WallTime(_l("Another slot"), [Optional()]) for _ in range(OWN_SLOTS))
    closes = WallTime(_l("Answers until"), [InputRequired(_l("Say until when to answer."))])

    def draft(self, minutes: int, zone: str) -> Draft:
        closes = from_local(self.closes.data, zone, field="closes")
        return Draft(self.title.data, self.purpose.data, minutes, zone, closes)

    def starts(self, zone: str) -> list[datetime]:
        """All slots chosen (UTC). Raises Invalid at the slot for an hour that the zone skips."""
        own = [self.own1, self.own2, self.own3]
        typed = [from_local(one.data, zone, field=one.name) for one in own if one.data]
        return [_moment(chosen) for chosen in self.slots.data or []] + typed


class PollForm(AskForm):
    """A poll that is begun: slots that were found, and others."""

    zone = SelectField(
        _l("In the time of"), [InputRequired(_l("Choose whose local time it is."))], choices=zone_choices
    )


class ChangeForm(AskForm):
    """A poll that runs: the slots it asks about, and more."""

    version = Version()


def as_asked(poll: DatePoll) -> dict[str, Any]:
    """What a ChangeForm shows first."""
    kept = {name: getattr(poll, name) for name in ("title", "purpose", "version")}
    slots = [slot.begins.isoformat() for slot in poll.slots]
    return kept | {"slots": slots, "closes": times.wall(poll.closes, poll.zone)}


def _moment(chosen: str) -> datetime:
    try:
        return datetime.fromisoformat(chosen).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(N_("That is not one of the slots. Choose among those shown."), field="slots") from error


class GuestForm(Form):
    name = Line(_l("Name"), needed=_l("Name the guest."), most=120)
    country = SelectField(
        _l("Country"), [InputRequired(_l("Choose the guest's country."))], choices=country_choices
    )
    zone = SelectField(
        _l("Time zone"), [InputRequired(_l("Choose the guest's time zone."))], choices=zone_choices
    )


class SettleForm(Form):
    """What a slot lacks to become a meeting."""

    slot = RadioField(_l("Slot"), validators=[InputRequired(_l("Choose the slot."))])
    place = Line(_l("Place"), hint=_l("Room and city, or “online”. Shown to members only."))
    link = Line(_l("Link to join"), most=500, hint=_l("Of the call, if there is one. Shown to members only."))
    speech = RadioField(
        _l("Rule of speech"),
        choices=[(key, name) for key, (name, _says) in SPEECH.items()],
        validators=[InputRequired(_l("Choose what may be reported of what is said."))],
        default=Speech.attributed.value,
    )

    @property
    def settled(self) -> Settled:
        return Settled(self.place.data, self.link.data, Speech(self.speech.data))


def answered(posted: Any, slots: Any) -> dict[int, Answer]:
    """By slot, from radio buttons named "slot-<id>"; anything else is no answer."""
    found = {slot.id: posted.get(f"slot-{slot.id}", "") for slot in slots}
    return {id: Answer(said) for id, said in found.items() if said in ANSWERS}
