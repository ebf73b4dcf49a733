"""Languages, and how dates and numbers are written: in the reader's language and zone, the zone always named."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from flask import Flask, g, request
from flask_babel import Babel, Domain, get_locale, gettext, ngettext

from cop.kernel import clock
from cop.kernel.web import actor

COUNTRIES = Path(__file__).parent.parent / "data" / "countries.json"
TRANSLATIONS = Path(__file__).parent.parent / "translations"
COUNTED_DAYS = 60
MARKUP = re.compile('[<>"]')


@cache
def languages() -> list[tuple[str, str]]:
    """(code, own name) of the languages the platform speaks: English and every compiled catalogue at the start."""
    codes = ["en", *sorted(p.parent.parent.name for p in TRANSLATIONS.glob("*/LC_MESSAGES/messages.mo"))]
    return [(code, language_name(code, code)) for code in codes]


@lru_cache(maxsize=512)
def language_name(code: str, reader: str = "en") -> str:
    """The language's name as ``reader``'s language writes it; the code itself where Babel knows none (Tetum)."""
    try:
        return Locale.parse(code).get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return {"tet": "Tetun", "fil": "Filipino"}.get(code, code)


def choose_language() -> str:
    codes = [code for code, _name in languages()]
    wished = [request.cookies.get("language", ""), getattr(actor(), "language", "")]
    return next((w for w in wished if w in codes), None) or request.accept_languages.best_match(codes) or "en"


def reader_zone() -> str:
    return getattr(actor(), "zone", "") or "UTC"


@cache
def zones() -> tuple[str, ...]:
    """IANA zones a person may choose, region/city only. Kept: to find them is to read hundreds of files."""
    places = (z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "posix/", "right/")))
    return (*sorted(places), "UTC")


@lru_cache(maxsize=2048)
def zone_name(zone: str, locale: str = "en") -> str:
    """The city that names the zone ("Vientiane"), or UTC."""
    return (
        "UTC" if zone in ("UTC", "Etc/UTC") else get_timezone_location(zone, locale=locale, return_city=True)
    )


def offset(moment: datetime, zone: str) -> str:
    """ "UTC+6:30": how far the zone's clocks are from UTC at ``moment``; "UTC" where they agree."""
    seconds = int((moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    shown = f"{hours}:{minutes:02}" if minutes else str(hours)
    return f"UTC{'-' if seconds < 0 else '+'}{shown}" if seconds else "UTC"


def _locale() -> Locale:
    return get_locale() or Locale("en")


@cache
def _code(locale: Locale) -> str:
    return str(locale)


def when(moment: datetime, zone: str = "") -> str:
    """ "Friday, 27 November 2026, 16:00 (Vientiane)", in ``zone`` or the reader's."""
    return _when(moment, zone or reader_zone(), _code(_locale()))


@lru_cache(maxsize=8192)
def _when(moment: datetime, zone: str, locale: str) -> str:
    """Kept, since a page of posts asks for many; ``locale`` is the current one."""
    local = moment.astimezone(ZoneInfo(zone))
    place = zone_name(zone, locale)
    return gettext("%(day)s, %(hour)s (%(zone)s)", day=day(local.date()), hour=hour(local), zone=place)


def day(value: date | datetime) -> str:
    """ "Friday, 27 November 2026"; a moment is taken in the reader's zone."""
    if isinstance(value, datetime) and value.tzinfo is UTC:
        value = value.astimezone(ZoneInfo(reader_zone()))
    return _date(value.date() if isinstance(value, datetime) else value, _code(_locale()))


@lru_cache(maxsize=4096)
def _date(value: date, locale: str) -> str:
    return format_date(value, "EEEE, d MMMM y" if locale == "en" else "full", locale=locale)


def short_day(value: date | datetime) -> str:
    """ "27 Nov 2026"."""
    if isinstance(value, datetime) and value.tzinfo is UTC:
        value = value.astimezone(ZoneInfo(reader_zone()))
    if _code(_locale()) == "en":
        return format_date(value, "d MMM y", locale="en")
    return format_skeleton("yMMMd", value, locale=_locale())


def hour(local: datetime) -> str:
    return format_time(local, "HH:mm", locale=_locale())


def hour_here(moment: datetime) -> str:
    """ "16:00", in the reader's zone."""
    return hour(moment.astimezone(ZoneInfo(reader_zone())))


def ago(moment: datetime) -> str:
    """How long ago, or in how long, in the largest whole unit; the day itself where counting days says little."""
    seconds = int((clock.lately() - moment).total_seconds())
    if abs(seconds) < 60:
        return gettext("just now")
    if abs(seconds) > COUNTED_DAYS * 86400:
        return short_day(moment)
    return _past(seconds) if seconds >= 0 else _coming(-seconds)


def _past(seconds: int) -> str:
    if seconds < 60:
        return gettext("just now")
    if seconds < 3600:
        return ngettext("%(num)d minute ago", "%(num)d minutes ago", seconds // 60)
    if seconds < 86400:
        return ngettext("%(num)d hour ago", "%(num)d hours ago", seconds // 3600)
    return ngettext("%(num)d day ago", "%(num)d days ago", seconds // 86400)


def _coming(seconds: int) -> str:
    if seconds < 3600:
        return ngettext("in %(num)d minute", "in %(num)d minutes", seconds // 60)
    if seconds < 86400:
        return ngettext("in %(num)d hour", "in %(num)d hours", seconds // 3600)
    return ngettext("in %(num)d day", "in %(num)d days", seconds // 86400)


@lru_cache(maxsize=1)
def _regional() -> dict[str, str]:
    """English names of the region's countries as their governments use them ("Lao PDR", "Viet Nam")."""
    listed = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    return {country["iso2"]: country["name"] for country in listed}


@lru_cache(maxsize=1024)
def _country(code: str, locale: str) -> str:
    if locale == "en" and code in _regional():
        return _regional()[code]
    return Locale.parse(locale).territories.get(code, code)


def country(code: str) -> str:
    """A country's name in the reader's language."""
    return FICTIONAL.get(code) or _country(code, _code(_locale()))


# The demonstration's countries, in ISO 3166's user-assigned range, so that no real authority seems to decide.
FICTIONAL = {"XA": "Arunia", "XL": "Kalinda", "XM": "Mekara", "XS": "Selatan"}


def listed(items: Sequence[str]) -> str:
    """ "a, b and c" as the reader's language writes it."""
    return format_list([str(i) for i in items], locale=_locale()) if items else ""


class Catalogue(Domain):
    """The reader's catalogue, looked up once a request: a page asks for some hundred sentences."""

    def get_translations(self) -> Any:
        locale = get_locale()
        if locale is None:
            return super().get_translations()
        if "catalogue" not in g or g.catalogue[0] is not locale:
            g.catalogue = locale, super().get_translations()
        return g.catalogue[1]


def _as_text(said: str) -> str:
    """Templates take what is translated for markup, also a name that comes from data; no message of ours has any."""
    return (
        said.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") if MARKUP.search(said) else said
    )


def _into_templates(app: Flask, catalogue: Catalogue) -> None:
    known = catalogue.get_translations
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda said: _as_text(known().ugettext(said)),
        ngettext=lambda one, many, number: _as_text(known().ungettext(one, many, number)),
        newstyle=True,
    )


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    babel = Babel(app, locale_selector=choose_language, timezone_selector=reader_zone)
    catalogue = babel.domain_instance = Catalogue()
    for filter_ in (when, day, short_day, hour_here, ago, country, listed, language_name, zone_name):
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.add_extension("jinja2.ext.i18n")
    _into_templates(app, catalogue)
