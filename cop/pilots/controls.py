"""The controls that a dossier's answers are typed into, one for each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from cop.kernel import words
from cop.kernel.errors import Refused
from cop.kernel.forms import Form, Line, Prose, sentence_of
from cop.members import addresses, countries
from cop.pilots import values
from cop.pilots.fields import Field, Kind
from cop.pilots.values import LONG, MOST, SHORT


class Day(DateField):
    """A date as people write it; "" is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([v for v in valuelist if v])
        except ValueError as error:
            raise ValueError(gettext("That is not a date that exists. Write it like 2026-11-30.")) from error


class Whole(IntegerField):
    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata([v for v in valuelist if v])
        except ValueError as error:
            raise ValueError(gettext("Write a whole number, in digits.")) from error


def Number(label: str, *first: Any, **options: Any) -> Whole:
    fits = NumberRange(0, MOST, message=_l("Write a number between 0 and %(most)d.", most=MOST))
    return Whole(label, [*first, fits], **options)


def Choice(label: str, offered: Mapping[str, str], *first: Any, **options: Any) -> SelectField:
    def listed() -> list[tuple[str, str]]:
        return [("", gettext("Choose")), *((key, gettext(name)) for key, name in offered.items())]

    return SelectField(label, list(first), choices=listed, default="", **options)


class Listed(StringField):
    """Several values in one line, separated by commas; each is read by ``read`` or refused with a sentence."""

    def __init__(self, label: str, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(label, [_each(read)], **options)

    def _value(self) -> str:
        return ", ".join(self.data) if isinstance(self.data, list) else self.data or ""


def _each(read: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def check(_form: Any, field: Any) -> None:
        if isinstance(field.data, list):  # not sent at all: what is kept stands
            return
        try:
            field.data = list(dict.fromkeys(read(one) for one in values.several(field.data or "")))
        except Refused as refused:
            raise ValidationError(sentence_of(refused)) from refused

    return check


def country(typed: str) -> str:
    """A code of what was typed as a code or as a name in the reader's language."""
    offered = {code: words.country(code) for code in countries.codes()}
    by_name = {name.casefold(): code for code, name in offered.items()}
    return values.country(by_name.get(typed.casefold(), typed), offered)


def _mailbox(_form: Form, field: Any) -> None:
    if field.data:
        try:
            field.data = addresses.clean(field.data)
        except Refused as refused:
            raise ValidationError(sentence_of(refused)) from refused


def country_choices() -> countries.Choices:
    return {None: [("", gettext("Choose"))], **countries.country_choices()}


def _many(one: Field) -> SelectMultipleField:
    return SelectMultipleField(_l(one.label), choices=[(key, _l(name)) for key, name in one.choices.items()])


CONTROLS: dict[Kind, Callable[[Field], Any]] = {
    Kind.LINE: lambda one: Line(_l(one.label), most=one.most or SHORT),
    Kind.PROSE: lambda one: Prose(_l(one.label), most=one.most or LONG),
    Kind.CHOICE: lambda one: Choice(_l(one.label), one.choices),
    Kind.MANY: _many,
    Kind.DATE: lambda one: Day(_l(one.label), [Optional()]),
    Kind.NUMBER: lambda one: Number(_l(one.label), Optional()),
    Kind.LANGUAGES: lambda one: Listed(_l(one.label), values.language),
    Kind.COUNTRY: lambda one: SelectField(_l(one.label), choices=country_choices, default=""),
    Kind.COUNTRIES: lambda one: Listed(_l(one.label), country),
    Kind.MAILBOX: lambda one: StringField(_l(one.label), [_mailbox]),
}
"""The control of each kind of field; empty is always allowed, since a gate asks for it later."""
