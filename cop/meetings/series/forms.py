"""What is typed to plan a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Day, Form, Line, Number, Prose, WallTime
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.series.recurrence_rules import MOST_DATES, MOST_INTERVAL, Every, Rule
from cop.meetings.series.rules import Plan, Speech
from cop.members.countries import zone_choices
from cop.spaces.models import Space

SPEECH = {
    Speech.attributed.value: (_l("Attributed"), _l("What is said may be reported with the speaker's name.")),
    Speech.group.value: (
        _l("Group only"),
        _l("What is said is reported by stakeholder group: “a regulator said”."),
    ),
    Speech.chatham.value: (
        _l("Chatham House Rule"),
        _l("Neither speakers nor those who took part are named; the list of people is not shown."),
    ),
}


LONG = _l("In minutes; a meeting lasts at most a day.")


NAMED = _l("Give the meeting a name.")


def Start() -> WallTime:
    return WallTime(_l("Date and time"), [InputRequired(_l("Say when it begins."))])


def Long() -> Any:
    return Number(_l("How long"), least=5, most=1440, needed=_l("Say how many minutes it lasts."), hint=LONG)


def Needs(label: str) -> Any:
    return Number(label, least=0, most=100_000, default=0)


class PlanForm(Form):
    """Everything the organiser sets."""

    title = Line(_l("Name"), needed=NAMED, most=160)
    purpose = Prose(
        _l("What it is for"),
        most=10_000,
        hint=_l("What should be known or decided at its end. Markdown works."),
    )
    start = Start()
    zone = SelectField(
        _l("In the time of"), [InputRequired(_l("Choose whose local time it is."))], choices=zone_choices
    )
    minutes = Long()
    place = Line(_l("Place"), hint=_l("Room and city, or “online”. Shown to members only."))
    link = Line(_l("Link to join"), most=500, hint=_l("Of the call, if there is one. Shown to members only."))
    speech = RadioField(
        _l("Rule of speech"),
        choices=[(key, name) for key, (name, _says) in SPEECH.items()],
        validators=[InputRequired(_l("Choose what may be reported of what is said."))],
    )
    quorum_members = Needs(_l("Members needed"))
    quorum_countries = Needs(_l("Countries needed"))
    quorum_groups = Needs(_l("Stakeholder groups needed"))

    @property
    def plan(self) -> Plan:
        needs = (self.quorum_members.data, self.quorum_countries.data, self.quorum_groups.data)
        return Plan(
            title=self.title.data,
            purpose=self.purpose.data,
            start=self.start.data,
            zone=self.zone.data,
            minutes=self.minutes.data,
            place=self.place.data,
            link=self.link.data,
            speech=Speech(self.speech.data),
            quorum=Quorum(*(number or 0 for number in needs)),
        )


EVERY = {
    "": _l("Once"),
    Every.day.value: _l("By days"),
    Every.week.value: _l("By weeks, on the weekday of the first date"),
    Every.weekday.value: _l("By months, as the first date: for example on the third Wednesday"),
    Every.last.value: _l("By months, on the last of that weekday"),
}


class RuleForm(PlanForm):
    """A plan with how it comes again."""

    every = SelectField(_l("Comes again"), choices=list(EVERY.items()), default="")
    interval = Number(
        _l("Every how many"), least=1, most=MOST_INTERVAL, default=1, hint=_l("2 for every second week.")
    )
    count = Number(_l("How many dates"), least=2, most=MOST_DATES, hint=_l("With the first one."))
    until = Day(_l("Or until"), [Optional()], description=_l("The last day on which a date may be."))

    @property
    def rule(self) -> Rule | None:
        if not self.every.data:
            return None
        return Rule(Every(self.every.data), self.interval.data or 1, self.count.data, self.until.data)


class ScheduleForm(RuleForm):
    left_out = SelectMultipleField(_l("Left out"), validate_choice=False)
    space = SelectField(_l("Space"), [InputRequired(_l("Choose the space that meets."))])

    @property
    def walls_left_out(self) -> list[datetime]:
        """Local starts; what is none of the series' dates leaves none out."""
        return [wall for wall in map(_wall, self.left_out.data or []) if wall]

    def offer(self, spaces: list[Space]) -> None:
        self.space.choices = [(space.slug, space.title) for space in spaces]


def _wall(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=None)
    except ValueError:
        return None


class DateForm(Form):
    title = Line(_l("Name of this date"), needed=NAMED, most=160)
    start = Start()
    minutes = Long()


class CancelForm(Form):
    reason = Line(_l("Reason"), needed=_l("Say why: those who were invited will read it."), most=500)
