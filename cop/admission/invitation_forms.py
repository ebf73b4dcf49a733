"""What is typed to invite, and by who comes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.kernel import words
from cop.kernel.forms import Form, Line, Prose
from cop.members.forms import Email, country_choices, groups
from cop.members.models import Member


class InviteForm(Form):
    email = Email(_l("E-mail"), needed=_l("Enter the address to invite."))
    name = Line(_l("Name"), needed=_l("Enter the person's name."), most=120)
    organisation = Line(_l("Organisation"), most=160)
    country = SelectField(_l("Country"), [InputRequired(_l("Choose a country."))], choices=country_choices)
    group_key = RadioField(_l("Group"), [InputRequired(_l("Choose a group."))], choices=groups)
    language = SelectField(_l("Language of the letter"), choices=words.languages)
    message = Prose(
        _l("A few words of yours"), most=1_000, hint=_l("They stand in the letter, under your name.")
    )
    approves = BooleanField(
        _l("Approved as soon as they confirm"),
        description=_l(
            "You answer for the person. Who changes the group or country in the form waits for approval all the same."
        ),
    )

    @classmethod
    def of(cls, inviter: Member, may_approve: bool, **given: Any) -> InviteForm:
        """A steward invites to the own group; only who may approve is asked about approving."""
        form = cls(**given)
        if "officer" not in inviter.roles:
            form.group_key.choices = [pair for pair in groups() if pair[0] == inviter.group_key]
        if not may_approve:
            del form.approves
        return form
