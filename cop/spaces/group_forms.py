"""What is typed about working groups."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Day, Form, Line, Prose, Version
from cop.spaces.group_rules import Joining

WAYS = {
    Joining.OPEN: (_l("Open"), _l("Any member who may read it joins at once.")),
    Joining.REQUEST: (_l("On request"), _l("A member asks with a reason; its facilitators answer.")),
    Joining.INVITATION: (
        _l("By invitation"),
        _l("Its facilitators ask members in; the secretariat adds them."),
    ),
}
NONE = "none"
PLAIN = (_l("Not a working group"), _l("Nobody joins it: it is a place for all who may read it."))


class GroupForm(Form):
    joining = RadioField(_l("How one joins"), validators=[InputRequired(_l("Choose how one joins."))])
    ends = Day(
        _l("Last day of its term"), validators=[Optional()], description=_l("Leave it empty for no term.")
    )
    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(way.value, name) for way, (name, _says) in WAYS.items()]
        self.joining.choices = [*ways, (NONE, PLAIN[0])]

    @property
    def way(self) -> Joining | None:
        return None if self.joining.data == NONE else Joining(self.joining.data)


HINTS = {way.value: says for way, (_name, says) in WAYS.items()} | {NONE: PLAIN[1]}


class RenewForm(Form):
    ends = Day(_l("New last day"), validators=[InputRequired(_l("Choose the last day of the new term."))])
    note = Prose(_l("Why it goes on"), needed=_l("Say in a sentence why it goes on."), most=1_000)


class CloseForm(Form):
    note = Prose(
        _l("What came of it"), needed=_l("Say in a sentence or two what came of its work."), most=2_000
    )


class AskForm(Form):
    reason = Prose(
        _l("What you would bring"),
        needed=_l("Say in a sentence or two what you would bring."),
        most=1_000,
        hint=_l("Its facilitators and the secretariat read it."),
    )


class AnswerForm(Form):
    grant = RadioField(
        _l("Answer"),
        [InputRequired(_l("Choose one: let in, or not."))],
        choices=lambda: [("yes", gettext("Let in")), ("no", gettext("Do not let in"))],
    )
    answer = Prose(_l("Reason"), needed=_l("Give the reason: the member is told it."), most=1_000)


class InvitedForm(Form):
    grant = RadioField(
        _l("Answer"),
        [InputRequired(_l("Choose one: join, or decline."))],
        choices=lambda: [("yes", gettext("Join the group")), ("no", gettext("Decline"))],
    )


class InviteForm(Form):
    person = Line(_l("Member"), needed=_l("Say whom you mean."), hint=_l("Full name or e-mail address."))
