"""What people type about an incident, every text looked through for what points to people before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.incidents import choices
from cop.kernel import careful
from cop.kernel.forms import Form, Line, Prose

LONG = 4_000


def Words(label: str, *, needed: str = "", most: int = LONG, hint: str = "") -> Field:
    return Prose(label, needed=needed, most=most, hint=hint)


def Choice(label: str, offered: Mapping[str, str], *first: Any) -> SelectField:
    def listed() -> list[tuple[str, str]]:
        return [("", gettext("Choose")), *((key, gettext(words)) for key, words in offered.items())]

    return SelectField(label, list(first), choices=listed, default="")


class CarefulForm(careful.CarefulForm):
    """What is looked through is what people wrote: no numbers of pilots, months or short names."""

    unread = frozenset({"pilot", "month", "slug"})


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
