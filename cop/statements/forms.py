"""Shapes and labels of the statement pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.ballots.rules import RANGES
from cop.ballots.terms import RuleName, Unit, Visibility
from cop.kernel.forms import Form, Line, Prose, WallTime
from cop.statements.rules import DISPOSITIONS


class Text(Form):
    """Title and text; shared by drafting and revising."""

    title = Line(_l("Title"), needed=_l("Give the statement a title."), most=200)
    source = Prose(
        _l("Text"),
        needed=_l("There is no text yet. Write at least one clause."),
        hint=_l(
            "Markdown. Each paragraph or list becomes a numbered clause; headings are labels between them."
        ),
    )


class Draft(Text):
    space = SelectField(_l("Where it is written"), validators=[InputRequired(_l("Choose a space."))])
    language = SelectField(_l("Language of the text"))


class Revise(Text):
    summary = Line(_l("What you changed"), needed=_l("Say in a line what you changed."), most=300)
    version = HiddenField()


class Consult(Form):
    closes_at = WallTime(
        _l("Open until"), validators=[InputRequired(_l("Say until when comments are taken."))]
    )
    scope_note = Prose(
        _l("What you want comments on"),
        needed=_l("Say what you want comments on, and what is settled."),
        most=2_000,
    )


class Reason(Form):
    reason = Prose(_l("Reason"), most=2_000)


class Remark(Form):
    clause = SelectField(_l("About"))
    words = Prose(_l("Your comment"), needed=_l("Write what you think of the text."), most=5_000)
    proposal = Prose(_l("Text you propose for the clause"), most=5_000)


class Dispose(Form):
    disposition = SelectField(
        _l("Answer"), choices=list(DISPOSITIONS.items()), validators=[InputRequired(_l("Choose an answer."))]
    )
    reason = Prose(
        _l("Reason"), needed=_l("Give the reason: its author and every reader will want it."), most=3_000
    )


class Editor(Form):
    person = Line(
        _l("Member"), needed=_l("Name a member."), hint=_l("The full name or the e-mail address of a member.")
    )


class Successor(Form):
    successor = Line(
        _l("Number of the statement that replaces it"), needed=_l("Name it by its number."), most=20
    )


def _whole(label: str) -> IntegerField:
    return IntegerField(label, validators=[Optional()])


class OpenBallot(Form):
    """Rule, seats, visibility and time; with ``seen``, the hash of what was shown."""

    rule = RadioField(
        _l("Rule"), default=str(RuleName.BROAD), validators=[InputRequired(_l("Choose a rule."))]
    )
    unit = RadioField(_l("Seats"), default=str(Unit.MEMBER))
    visibility = RadioField(_l("While it is open"), default=str(Visibility.SEALED))
    closes_at = WallTime(
        _l("Open until"), validators=[InputRequired(_l("Say until when positions are taken."))]
    )
    understood = BooleanField(_l("I have read text, roll, rule and times as shown"))
    seen = HiddenField()
    quorum_pct = _whole(_l("Seats that must speak, percent"))
    group_quorum_pct = _whole(_l("In each group, percent"))
    min_groups = _whole(_l("Groups that must speak"))
    min_countries = _whole(_l("Countries that must speak"))
    support_pct = _whole(_l("Support among those who decide, percent"))
    group_support_pct = _whole(_l("In each group, percent"))
    backing_pct = _whole(_l("Support among those who speak, percent"))
    max_objections = _whole(_l("Objections that are borne (-1: any number)"))

    @property
    def parameters(self) -> dict[str, int | None]:
        """What was typed of a custom rule."""
        return {name: self[name].data for name in RANGES}
