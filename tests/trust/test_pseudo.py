"""Whatever the program says, it says in the reader's language: nothing of its own stands outside the marks."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from sqlalchemy import MetaData, select

from cop.kernel import words
from cop.kernel.db import db
from tests.trust import pseudo

pytestmark = [pytest.mark.sqlite, pytest.mark.long, pytest.mark.xdist_group("town")]

PERSONAS = ("visitor", "lead", "officer")
OF_FORMATS = "utc sha pdf docx json csv ics bibtex csl markdown http https verify python ed25519"
IN_ADDRESSES = "public plaza commons"
OF_CATEGORIES = "iii"  # of software as a medical device, in Roman numbers
OF_LANGUAGES = "bahasa tetun"  # as they call themselves
SAME_EVERYWHERE = frozenset(f"{OF_FORMATS} {IN_ADDRESSES} {OF_CATEGORIES} {OF_LANGUAGES}".split())


@pytest.fixture(scope="module")
def data(house, town) -> frozenset[str]:
    """Words that people wrote (all that the tables hold, but for the groups' names) and those of calendars and maps."""
    with house.app_context():
        tables = MetaData()
        tables.reflect(db.engine)
        kept = [
            str(value)
            for table in tables.sorted_tables
            if table.name not in ("groups", "ledger", "outbox", "sent_mails")
            for row in db.session.execute(select(table))
            for value in row
            if value is not None
        ]
    site = house.extensions["cop"].config.site_name
    return frozenset(
        word.casefold() for text in [*kept, site, *_of_the_world()] for word in pseudo.WORD.findall(text)
    )


def _of_the_world() -> list[str]:
    locale = Locale.parse("en")
    dates = [
        name
        for kind in (locale.months, locale.days)
        for forms in kind.values()
        for one in forms.values()
        for name in one.values()
    ]
    places = [*locale.territories.values(), *words.FICTIONAL.values()]
    zones = [name for zone in words.zones() for name in (zone, words.zone_name(zone, pseudo.LANGUAGE))]
    own = [words.language_name(code, code) for code in locale_identifiers() if "_" not in code]
    return [*dates, *places, *zones, *own, *locale.languages.values()]


@pytest.mark.parametrize("kind", PERSONAS)
def test_all_that_is_said_can_be_translated(kind, met, data):
    found: dict[str, set[str]] = {}
    for one in met(kind):
        if one.page:
            for word in pseudo.bare(one.text, data | SAME_EVERYWHERE):
                found.setdefault(word, set()).add(one.path)
    assert not found, "\n".join(f"{word}: {min(paths)}" for word, paths in sorted(found.items()))


def test_a_planted_sentence_stands_bare():
    page = '<p>⟦Hello ⟦there⟧⟧, Alice</p><a title="Ahead">⟦Go on⟧</a><b>Bare</b>'
    assert pseudo.bare(page, frozenset({"alice"})) == ["Bare", "Ahead"]
