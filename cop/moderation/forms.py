"""What is typed about flags."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form, Line, Prose, whole
from cop.moderation.rules import Reason, Ruling

REASONS = {
    Reason.harassment.value: _l("It attacks or insults somebody"),
    Reason.private.value: _l("It tells what is private: of a patient, or of a person who did not agree"),
    Reason.commercial.value: _l("It advertises"),
    Reason.misleading.value: _l("It could mislead about safety"),
    Reason.off_topic.value: _l("It does not belong here"),
    Reason.other.value: _l("Something else"),
}
RULINGS = {
    Ruling.kept.value: (_l("Keep it"), _l("Nothing is wrong with it. It is unfolded, and stays.")),
    Ruling.warned.value: (
        _l("Keep it and warn its author"),
        _l("It stays. Your reason goes to its author alone, as a warning."),
    ),
    Ruling.removed.value: (
        _l("Remove it"),
        _l("Its text leaves the page. Your reason stands in its place, for everyone to read."),
    ),
}
TOLD = {
    Ruling.kept.value: _l("Kept"),
    Ruling.warned.value: _l("Author warned"),
    Ruling.removed.value: _l("Removed"),
    Ruling.withdrawn.value: _l("Taken back by its author"),
}
STATES = {
    "open": _l("Waits for somebody"),
    "taken": _l("Somebody looks at it"),
    "decided": _l("Decided"),
    "appealed": _l("Its author appeals"),
    "settled": _l("Decided, and the appeal answered"),
}


class FlagForm(Form):
    reason = RadioField(
        _l("What is wrong with it"),
        choices=list(REASONS.items()),
        validators=[InputRequired(_l("Choose what is wrong with it."))],
    )
    note = Prose(_l("What the moderators should know"), most=1_000)


class AssignForm(Form):
    assignee = SelectField(_l("Who looks at it"), validators=[InputRequired(_l("Choose who looks at it."))])

    def offer(self, moderators: Iterable[tuple[int, str]]) -> None:
        self.assignee.choices = [(str(id), name) for id, name in moderators]

    @property
    def chosen(self) -> int:
        return whole(self.assignee.data)


class DecideForm(Form):
    ruling = RadioField(
        _l("Decision"),
        choices=[(key, name) for key, (name, _says) in RULINGS.items()],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    reason = Line(
        _l("Reason"),
        needed=_l("Say why: its author reads it, and of a removed post everyone does."),
        most=300,
    )


class AppealForm(Form):
    words = Prose(
        _l("Why it should be decided otherwise"),
        needed=_l("Say what was overlooked, so that somebody else can judge it."),
        most=4_000,
    )


class SettleForm(Form):
    granted = RadioField(
        _l("Answer"),
        choices=[("yes", _l("Undo the decision")), ("no", _l("Let it stand"))],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    answer = Prose(
        _l("Reason"), needed=_l("Say why; its author reads it, and nobody else but moderators."), most=4_000
    )
