"""What is written as the answer to a question, read by the question's kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from cop.kernel import markup, text
from cop.kernel.errors import N_, Invalid
from cop.members import addresses
from cop.pilots.fields import Field, Kind

SHORT, LONG, MOST = 200, 4_000, 1_000_000_000  # characters, characters, cases
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
COUNTRIES = N_("Write countries by name or two-letter code, separated by commas.")


def read(field: Field, said: str, codes: Collection[str]) -> Any:
    """The answer as it is kept; ``said`` is not empty, ``codes`` are the countries there are. Raises Invalid."""
    return READ[field.kind](field, said, codes)


def several(said: str) -> list[str]:
    """What is separated by commas, semicolons or lines, each once."""
    return list(dict.fromkeys(one.strip() for one in re.split("[,;\n]", said) if one.strip()))


def language(said: str) -> str:
    tag = said.replace("_", "-")
    if not TAG.fullmatch(tag):
        raise Invalid(N_("Write language codes such as “th, km, pt-TL”, separated by commas."))
    return tag


def day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise Invalid(N_("That is not a date that exists. Write it like 2026-11-30.")) from error


def number(said: str) -> int:
    if not re.fullmatch("[0-9]{1,10}", said.strip(), re.ASCII) or int(said) > MOST:
        raise Invalid(N_("Write a number between 0 and %(most)d."), most=MOST)
    return int(said)


def line(said: str, most: int = SHORT) -> str:
    return _at_most(text.line(said), most)


def prose(said: str, most: int = LONG) -> str:
    written = _at_most(text.normal(said), most)
    markup.guard(written)
    return written


def _at_most(said: str, most: int) -> str:
    if len(said) > most:
        raise Invalid(N_("This takes at most %(most)d characters."), most=most)
    return said


def link(said: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(\.|[:/])\S+", said) or len(said) > 500:
        raise Invalid(N_("Write the whole link, as in https://example.org/decision."))
    return said


def code(said: str, offered: Collection[str]) -> str:
    """One of those offered. Raises Invalid naming them, or some of many."""
    if (one := said.strip()) not in offered:
        raise Invalid(N_("Write one of: %(offered)s."), offered=list(offered)[:20])
    return one


def country(said: str, codes: Collection[str]) -> str:
    if (one := said.strip().upper()) not in codes:
        raise Invalid(COUNTRIES)
    return one


READ: dict[Kind, Callable[[Field, str, Collection[str]], Any]] = {
    Kind.LINE: lambda field, said, _codes: line(said, field.most or SHORT),
    Kind.PROSE: lambda field, said, _codes: prose(said, field.most or LONG),
    Kind.CHOICE: lambda field, said, _codes: code(said, field.choices),
    Kind.MANY: lambda field, said, _codes: [code(one, field.choices) for one in several(said)],
    Kind.DATE: lambda _field, said, _codes: day(said).isoformat(),
    Kind.NUMBER: lambda _field, said, _codes: number(said),
    Kind.LANGUAGES: lambda _field, said, _codes: [language(one) for one in several(said)],
    Kind.COUNTRY: lambda _field, said, codes: country(said, codes),
    Kind.COUNTRIES: lambda _field, said, codes: [country(one, codes) for one in several(said)],
    Kind.MAILBOX: lambda _field, said, _codes: addresses.clean(said),
}
