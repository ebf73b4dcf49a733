"""What people type about themselves: shapes and labels."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from cop.kernel.errors import Invalid
from cop.kernel.forms import Form, Line, Prose, sentence_of
from cop.members import addresses, countries, passwords, queries


def Email(label: str, needed: str, **options: Any) -> EmailField:
    """An e-mail address, whole and as it is written to."""
    return EmailField(label, [InputRequired(needed), _whole_address], **options)


def _whole_address(_form: Form, field: EmailField) -> None:
    try:
        field.data = addresses.clean(field.data or "")
    except Invalid as refused:
        raise ValidationError(sentence_of(refused)) from refused


def Password(label: str, needed: str, **options: Any) -> PasswordField:
    too_long = Length(
        max=passwords.LONGEST,
        message=_l("A password has at most %(most)d characters.", most=passwords.LONGEST),
    )
    return PasswordField(label, [InputRequired(needed), too_long], **options)


def Languages(label: str, **options: Any) -> SelectMultipleField:
    """Languages read; at least one."""
    needed = InputRequired(_l("Tick at least one language that you read."))
    return SelectMultipleField(label, [needed], choices=countries.language_choices, **options)


def zone_needed(form: Form, field: SelectField) -> None:
    """An empty zone is the country's, where it has just one that we can know."""
    field.data = field.data or countries.zone_of(form.country.data or "")
    if not field.data:
        raise ValidationError(gettext("Choose your time zone: your country has several."))


def country_choices() -> countries.Choices:
    return {None: [("", gettext("Choose"))], **countries.country_choices()}


def zone_choices() -> countries.Choices:
    return {None: [("", gettext("The one of my country"))], **countries.zone_choices()}


def groups() -> list[tuple[str, str]]:
    return [(group.key, gettext(group.name)) for group in queries.groups()]


def group_hints() -> dict[str, str]:
    """For each group whom it is for, and whether it has seats in ballots."""
    silent = gettext("Takes part in everything except ballots.")
    return {
        g.key: " ".join([gettext(g.for_whom) + ".", *([] if g.votes else [silent])]) for g in queries.groups()
    }


class AboutForm(Form):
    """Who one is: asked of everyone who joins, and of who sets the community up."""

    name = Line(
        _l("Name"), needed=_l("Enter your name."), most=120, hint=_l("As other members should see it")
    )
    email = Email(
        _l("E-mail at work"),
        needed=_l("Enter your e-mail address."),
        description=_l("We write to it to check that it is yours"),
    )
    password = Password(
        _l("Password"),
        needed=_l("Choose a password."),
        description=_l("At least 10 characters; three or four words in a row are easy to keep"),
    )
    organisation = Line(
        _l("Organisation"), needed=_l("Enter the organisation you work for or speak for."), most=160
    )
    country = SelectField(_l("Country"), [InputRequired(_l("Choose your country."))], choices=country_choices)
    group = RadioField(
        _l("Your group"), [InputRequired(_l("Choose the group you belong to."))], choices=groups
    )
    languages = Languages(_l("Languages you read"), default=["en"])
    zone = SelectField(_l("Time zone"), [zone_needed], choices=zone_choices)
    agree = BooleanField(
        _l("I have read the terms, and agree to them"),
        [InputRequired(_l("Read the terms, and tick that you agree to them; without that nobody can join."))],
    )


class JoinForm(AboutForm):
    why = Prose(
        _l("What you would like to bring or learn"),
        needed=_l("Say what you would like to bring or learn."),
        most=2_000,
        hint=_l("Two or three sentences. Only the secretariat reads them."),
    )


class SetUpForm(AboutForm):
    code = Line(_l("Code from the terminal"), needed=_l("Enter the code that the terminal printed."), most=80)


class SignInForm(Form):
    email = Email(_l("E-mail"), needed=_l("Enter your e-mail address."))
    password = Password(_l("Password"), needed=_l("Enter your password."))
    next = HiddenField()


class ConfirmForm(Form):
    password = Password(
        _l("Your password"),
        needed=_l("Enter the password you chose when you asked to join."),
        description=_l("The one you chose when you asked to join. It shows that the request is yours."),
    )
