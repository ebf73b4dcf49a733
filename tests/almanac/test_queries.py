"""Which countries a space concerns, and what is known of their days."""

from datetime import UTC, date, datetime

import pytest

from cop.almanac import actions, calendars, queries
from cop.almanac.rules import Place, Warn
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid
from tests.people import member, officer, sign_in, space


def test_countries_stand_in_the_zone_that_most_of_their_people_chose(app):
    member("A", country="ID", zone="Asia/Makassar")
    member("B", country="ID", zone="Asia/Makassar")
    member("C", country="ID", zone="Asia/Jakarta")
    member("D", country="LA")  # chose none
    member("E", country="CH", zone="Europe/Zurich", state="left")
    assert queries.places(space()) == [Place("ID", "Asia/Makassar"), Place("LA", "Asia/Vientiane")]


def test_a_restricted_space_concerns_its_own_people(app):
    inside = member("A", country="TH", zone="Asia/Bangkok")
    member("B", country="MY", zone="Asia/Kuala_Lumpur")
    assert queries.places(space("closed", "restricted", people=[inside])) == [Place("TH", "Asia/Bangkok")]


@pytest.mark.parametrize(
    ("country", "day", "free"),
    [("TH", date(2027, 4, 13), True), ("TH", date(2027, 4, 7), False), ("CH", date(2027, 8, 1), True)],
)
def test_the_library_knows_holidays(country, day, free):
    assert bool(calendars.holiday(country, day)) is free


def test_weekends_are_each_countrys_own():
    friday, saturday = date(2026, 12, 4), date(2026, 12, 5)
    assert calendars.is_weekend("BN", friday)
    assert not calendars.is_weekend("BN", saturday)
    assert calendars.is_weekend("TH", saturday)
    assert calendars.is_weekend("XA", saturday)  # a country that no library knows
    assert not calendars.knows("XA")


def test_what_the_secretariat_enters_is_shown(app):
    olga = officer()
    entered = actions.enter_holiday("XA", date(2026, 12, 8), "Founding day", actor=olga)
    start = datetime(2026, 12, 8, 3, tzinfo=UTC)
    ((there,),) = queries.outlooks([start], 60, [Place("XA", "Asia/Singapore")])
    assert (there.warnings, there.free.holiday) == ([Warn.holiday], "Founding day")
    with pytest.raises(Invalid):
        actions.enter_holiday("XA", date(2026, 12, 8), "Twice", actor=olga)
    actions.remove_holiday(entered, actor=olga)
    ((there,),) = queries.outlooks([start], 60, [Place("XA", "Asia/Singapore")])
    assert there.warnings == []


def test_only_the_secretariat_enters(app):
    with pytest.raises(Forbidden):
        actions.enter_holiday("TH", date(2026, 12, 8), "Mine", actor=member())


def test_the_page_takes_and_lists_them(client):
    sign_in(client, officer())
    path = "/secretariat/holidays/"
    assert client.post(path, data={"country": "TL", "day": "2026-02-30", "name": "N"}).status_code == 422
    assert client.post(path, data={"country": "TL", "day": "2026-12-07", "name": "Heroes"}).status_code == 303
    shown = client.get(path).text
    assert "Heroes" in shown
    assert "Timor-Leste" in shown
    client.post(f"{path}1/remove")
    db.session.remove()
    assert "Heroes" not in client.get(path).text
