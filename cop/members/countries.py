"""Countries, languages and zones a person may choose: the region's first, then all others of ISO 3166."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from flask import current_app
from flask_babel import get_locale, gettext

from cop.kernel import words
from cop.kernel.text import sort_key

REGION: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "data" / "countries.json").read_text(encoding="utf-8")
)
NOT_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
"""What the locale data calls a territory and ISO 3166 does not call a country."""
FICTIONAL_ZONE = "Asia/Singapore"
READ = ["en", *sorted({code for country in REGION for code in country["languages"]} - {"en"})]
"""Languages that are read in the region."""

OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu"}
"""As speakers write them; the locale data leaves the first word out."""

Choices = dict[str | None, list[tuple[str, str]]]


def codes() -> set[str]:
    """The ISO 3166 codes a member may have; in demonstration mode the fictional ones too."""
    territories = (str(code) for code in Locale("en").territories)
    return {code for code in territories if len(code) == 2 and code.isalpha()} - NOT_ISO | _fictional()


def _fictional() -> set[str]:
    return set(words.FICTIONAL) if current_app.extensions["cop"].config.demo else set()


def country_choices() -> Choices:
    """(code, name) under two headings, each by name as the reader's language writes it."""
    near, invented = _near(), _fictional()
    listed = {gettext("South-East Asia"): near, gettext("Invented for the demonstration"): invented}
    listed[gettext("Elsewhere")] = codes() - near - invented
    return {heading: _by_name(some) for heading, some in listed.items() if some}


def near_choices() -> list[tuple[str, str]]:
    """Those that most members are from, by name: for narrowing a list."""
    return _by_name(_near() | _fictional())


def _near() -> set[str]:
    return {country["iso2"] for country in REGION}


def _by_name(some: set[str]) -> list[tuple[str, str]]:
    return sorted(((code, words.country(code)) for code in some), key=lambda pair: sort_key(pair[1]))


def zone_choices() -> Choices:
    near = [zone for country in REGION for zone in country["zones"]]
    headings = gettext("South-East Asia"), gettext("Elsewhere")
    others = [zone for zone in words.zones() if zone not in near]
    today = datetime.now(UTC).date()
    return {
        heading: _zones_by_name(tuple(some), str(get_locale()), today)
        for heading, some in zip(headings, (near, others), strict=True)
    }


@lru_cache(maxsize=32)
def _zones_by_name(zones: tuple[str, ...], locale: str, today: date) -> list[tuple[str, str]]:
    return sorted(
        ((zone, _zone_label(zone, locale, today)) for zone in zones), key=lambda pair: sort_key(pair[1])
    )


def _zone_label(zone: str, locale: str, today: date) -> str:
    """ "Vientiane, UTC+7"."""
    return "UTC" if zone == "UTC" else f"{words.zone_name(zone, locale)}, {offset(zone, today)}"


def offset(zone: str, today: date) -> str:
    """ "UTC+7" or "UTC+5:30", as it is at noon of ``today``."""
    noon = datetime.combine(today, time(12), ZoneInfo(zone))
    seconds = int((noon.utcoffset() or timedelta()).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    sign = "-" if seconds < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if seconds else "UTC"


def zone_of(country: str) -> str:
    """The country's zone, its capital's where the region has several; "" where only the person can tell."""
    if country in words.FICTIONAL:
        return FICTIONAL_ZONE
    for one in REGION:
        if one["iso2"] == country:
            return str(one["zones"][0])
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) == 1 else ""


def language_choices() -> list[tuple[str, str]]:
    """Each language under its own name, English first, those in Latin letters before the others."""
    named = [(code, OWN_NAMES.get(code) or _capital(words.language_name(code, code))) for code in READ]
    return sorted(named, key=lambda pair: (pair[0] != "en", not pair[1][0].isascii(), sort_key(pair[1])))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
