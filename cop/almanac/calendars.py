"""Public holidays and weekends as the library knows them: many countries, no account of its own."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

SATURDAY_AND_SUNDAY = frozenset({5, 6})
LANGUAGE = "en_US"


@lru_cache(maxsize=512)
def _of_year(country: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays(country, years=year, language=LANGUAGE))


@lru_cache(maxsize=256)
def knows(country: str) -> bool:
    return country in holidays.list_supported_countries()


@lru_cache(maxsize=256)
def _weekend(country: str) -> frozenset[int]:
    if not knows(country):
        return SATURDAY_AND_SUNDAY
    return frozenset(holidays.country_holidays(country).weekend)


def is_weekend(country: str, day: date) -> bool:
    return day.weekday() in _weekend(country)


def holiday(country: str, day: date) -> str:
    """The holiday's name, in English where it has one; "" on other days and where none are known."""
    return _of_year(country, day.year).get(day, "") if knows(country) else ""
