"""What one types or shows besides the password."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField

from cop.kernel.forms import Form, Line, Prose


class CodeForm(Form):
    """The first code of an app."""

    code = Line(
        _l("Code"),
        needed=_l("Type the six digits that the app shows."),
        most=20,
        hint=_l("Six digits; the app shows others every half minute"),
    )


class SecondForm(Form):
    """A second factor: a code, or what a passkey answered."""

    code = Line(_l("Code"), most=60, hint=_l("Six digits from your app, or one of your recovery codes"))
    credential = HiddenField()
    next = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.flags.required = True  # where it is shown; a passkey comes without


class ProveForm(SecondForm):
    """Also the password, of who has no second factor. ``held``: a form that waits to be sent, as JSON."""

    password = PasswordField(_l("Your password"))
    held = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.password.flags.required = True


class PasskeyForm(Form):
    """A passkey alone, to sign in with."""

    credential = HiddenField()
    next = HiddenField()


class NewPasskeyForm(Form):
    name = Line(
        _l("Name of the passkey"),
        needed=_l("Give it a name, so that you know it again."),
        most=60,
        hint=_l("For example the device that keeps it"),
    )
    credential = HiddenField()


class ResetForm(Form):
    reason = Prose(
        _l("Reason"),
        needed=_l("Say how you know that it is this person who asks."),
        most=2_000,
        hint=_l("It goes to the person by mail, and stays in the file"),
    )
