"""Countries, zones and languages to choose from."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from cop.members import countries


@pytest.fixture
def page(app):
    with app.test_request_context():
        yield


def test_the_regions_eleven_come_first_then_all_of_iso_3166(page):
    near, elsewhere = countries.country_choices().values()
    assert len(near) == 11
    assert len(near) + len(elsewhere) == 249  # officially assigned codes
    assert {code for code, _ in elsewhere} & {"XA", "EU", "ZZ", "SG"} == set()


def test_invented_countries_exist_in_the_demonstration_alone(page, whole_demo):
    assert "XS" not in countries.codes()
    with whole_demo.test_request_context():
        assert {"XA", "XL", "XM", "XS"} <= countries.codes()
        assert ("XS", "Selatan") in countries.country_choices()["Invented for the demonstration"]


def test_zones_are_real_and_name_their_offset(page):
    choices = [pair for some in countries.zone_choices().values() for pair in some]
    assert ("Asia/Vientiane", "Vientiane, UTC+7") in choices
    assert len(choices) == len({zone for zone, _ in choices})
    assert all(ZoneInfo(zone) for zone, _ in choices)


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Asia/Yangon", "UTC+6:30"), ("America/New_York", "UTC-5"), ("UTC", "UTC"), ("Asia/Dili", "UTC+9")],
)
def test_offsets(zone, said):
    assert countries.offset(zone, date(2026, 1, 15)) == said


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("LA", "Asia/Vientiane"),
        ("ID", "Asia/Jakarta"),
        ("JP", "Asia/Tokyo"),
        ("XM", "Asia/Singapore"),
        ("US", ""),
        ("", ""),
    ],
)
def test_a_country_tells_the_zone_where_it_can(country, zone):
    assert countries.zone_of(country) == zone


def test_languages_have_their_own_names(page):
    assert {("lo", "ລາວ"), ("tet", "Tetun"), ("en", "English")} <= set(countries.language_choices())
