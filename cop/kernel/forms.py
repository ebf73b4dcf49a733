"""Forms: shape and labels, never policy. Fields normalise what is typed and refuse what cannot be kept, at the field."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_timedelta
from flask import current_app, request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import (
    DateField,
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, StopValidation

from cop.kernel import markup, text
from cop.kernel.clock import from_local
from cop.kernel.errors import Refused, Stale


class Form(FlaskForm):
    """Base of every form. ``form_errors`` are errors of the whole; ``stale`` is someone else's faster save."""

    class Meta(FlaskForm.Meta):
        csrf = False  # one guard checks the token for every POST: see kernel.web

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What a form sent, never a JSON body: that may have any shape, and fills in nothing."""
            if request.method == "POST" and request.is_json:
                return ImmutableMultiDict()
            return super().wrap_formdata(form, formdata)

        @property
        def locales(self) -> tuple[str, ...]:
            """Of the library's own messages; it keeps each catalogue."""
            return (str(get_locale() or "en"), "en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale: Stale | None = None
        self.form_errors: list[str] = []

    @staticmethod
    def csrf_wanted() -> bool:
        return bool(current_app.config.get("WTF_CSRF_ENABLED", True))

    def refuse(self, refused: Refused) -> None:
        """Puts a refusal's sentence at its field, or above the form; a stale form, sent again, wins."""
        sentence = sentence_of(refused)
        if isinstance(refused, Stale) and "version" in self:
            self.version.data = refused.version
        field = self._fields.get(refused.field or "")
        if field is None:
            self.form_errors = [*self.form_errors, sentence]
        else:
            field.errors = [*field.errors, sentence]


def whole(typed: Any) -> int:
    """The id or version that a form sent; 0, which none has, for what is no such number."""
    return int(typed) if re.fullmatch("[0-9]{1,9}", str(typed or "")) else 0


class Version(HiddenField):
    """The version of a thing that its form was made from; an edit is refused as stale when it is no longer current."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.type = "HiddenField"  # as what templates show it

    @property
    def number(self) -> int:
        """As it was sent, or is shown; 0, which is never current, for what is no version or was not sent."""
        shown = [str(self.data or "")]
        return whole(((shown if self.raw_data is None else self.raw_data) or [""])[0])


class Press(Form):
    """A button and nothing else."""


def new_key() -> str:
    return secrets.token_urlsafe(18)


def sentence_of(refused: Refused) -> str:
    """The refusal in the reader's language; values that are message ids or lengths of time are put into it too."""
    values = {name: _translated(value) for name, value in refused.values.items()}
    return gettext(refused.message, **values) if values else gettext(refused.message)


def _translated(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(gettext(v) for v in value)
    return lasting(value) if isinstance(value, timedelta) else value


def lasting(time: timedelta) -> str:
    """ "3 days", in the reader's language; in the largest unit of which it is two at least."""
    return format_timedelta(time, threshold=2, locale=get_locale() or "en")


def _normalised(clean: Callable[[str], str]) -> Callable[[Any, Field], None]:
    """A validator that replaces the field's data by its normal form, or says at the field why it cannot."""

    def check(_form: Any, field: Field) -> None:
        try:
            field.data = clean(field.data or "")
        except Refused as refused:
            raise StopValidation(sentence_of(refused)) from refused

    return check


def _at_most(most: int) -> Callable[[Any, Field], None]:
    def check(_form: Any, field: Field) -> None:
        if len(field.data) > most:
            raise StopValidation(gettext("This takes at most %(most)d characters.", most=most))

    return check


def _validators(clean: Callable[[str], str], needed: str, most: int) -> list[Any]:
    """The first sentence that applies is the one shown: that it is empty, cannot be kept, is too long."""
    first = [DataRequired(needed)] if needed else [Optional()]
    return [*first, _normalised(clean), _at_most(most)]


def _never_none(typed: Any) -> Any:
    """A field that was not sent, or holds white space alone, is empty."""
    return "" if typed is None or (isinstance(typed, str) and typed.isspace()) else typed


def Line(label: str, *, needed: str = "", most: int = 200, hint: str = "", **options: Any) -> StringField:
    """One line of text. ``needed`` is the sentence shown when it is empty; "" makes it optional."""
    checks = _validators(text.line, needed, most)
    return StringField(label, checks, filters=[_never_none], description=hint, **options)


def Prose(
    label: str, *, needed: str = "", most: int = markup.LONGEST, hint: str = "", **options: Any
) -> TextAreaField:
    """Text of several lines, Markdown where the page says so."""
    checks = [*_validators(text.normal, needed, most), _normalised(_guarded)]
    return TextAreaField(label, checks, filters=[_never_none], description=hint, **options)


def _guarded(written: str) -> str:
    markup.guard(written)
    return written


class WallTime(DateTimeLocalField):
    """A local hour as people write it (naive). ``moment(zone)`` is the same in UTC.

    An hour that the zone skips is refused (raises Invalid at this field); one that it has twice is the earlier.
    """

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            sentence = gettext("That is not a date and time that exists. Write it like 2026-11-30 15:00.")
            raise ValueError(sentence) from error

    def moment(self, zone: str) -> datetime | None:
        return from_local(self.data, zone, field=self.name) if self.data else None


class Day(DateField):
    """A date that stays a date."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("That is not a date that exists. Write it like 2026-11-30.")) from error


class Count(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([typed.strip() for typed in valuelist if typed.strip()])
        except ValueError as error:
            raise ValueError(gettext("Write a whole number, in digits.")) from error

    def pre_validate(self, _form: Any) -> None:
        if self.process_errors:
            raise StopValidation  # one sentence is enough


def Number(label: str, *, least: int, most: int, needed: str = "", hint: str = "", **options: Any) -> Count:
    """A whole number from ``least`` to ``most``; an empty optional one is its default."""
    says = _l("Write a number from %(least)d to %(most)d.", least=least, most=most)
    first = InputRequired(needed) if needed else Optional()
    return Count(label, [first, NumberRange(least, most, says)], description=hint, **options)
