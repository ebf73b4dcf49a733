"""What members change about themselves."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from cop.kernel import words
from cop.kernel.forms import Form, Line, Prose
from cop.members import countries
from cop.members.forms import Email, Languages, Password, groups


class AccountForm(Form):
    """What members change about themselves by themselves."""

    name = Line(
        _l("Name"), needed=_l("Enter your name."), most=120, hint=_l("As other members should see it")
    )
    organisation = Line(
        _l("Organisation"), needed=_l("Enter the organisation you work for or speak for."), most=160
    )
    languages = Languages(_l("Languages you read"))
    language = SelectField(
        _l("Language of pages and letters"),
        [InputRequired(_l("Choose a language."))],
        choices=words.languages,
    )
    zone = SelectField(
        _l("Time zone"), [InputRequired(_l("Choose your time zone."))], choices=countries.zone_choices
    )
    version = HiddenField(default="0")


class ChangeForm(Form):
    """Another group or country, which the secretariat decides."""

    group = RadioField(_l("Group"), [InputRequired(_l("Choose the group you belong to."))], choices=groups)
    country = SelectField(
        _l("Country"), [InputRequired(_l("Choose your country."))], choices=countries.country_choices
    )
    reason = Prose(
        _l("What has changed"),
        needed=_l("Say what has changed, so that the secretariat can decide."),
        most=2_000,
        hint=_l("For example a new post. Only the secretariat reads it."),
    )


class AddressForm(Form):
    email = Email(_l("E-mail"), needed=_l("Enter your e-mail address."))


class NewPasswordForm(Form):
    password = Password(
        _l("New password"),
        needed=_l("Choose a password."),
        description=_l("At least 10 characters; three or four words in a row are easy to keep"),
    )


class ChangePasswordForm(NewPasswordForm):
    current_password = Password(_l("Password until now"), needed=_l("Enter your password."))
