"""Country annexes: entered by the country's verified regulator alone, kept in full, read by everyone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.members.models import Visitor
from cop.statements import annex_actions, annex_queries
from cop.statements.annexes import Annex, Place, Told, Uptake, checked
from tests.people import administrator, member, sign_in
from tests.sql import statements as counted
from tests.statements import stage

TODAY = date(2026, 5, 4)
DONE = Told(Uptake.ADOPTED, "Circular 5/2026", date(2026, 5, 1), "https://authority.example/circular-5")


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield stage.cast()


@pytest.fixture
def regulator(app):
    return member("Ratna", "regulators", "SG", regulates="SG")


def enter(statement, actor, told=DONE, country="SG", seen=0):
    return annex_actions.enter_annex(Place(statement, country), told, seen, actor=actor)


# --- the rule --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (replace(DONE, instrument=" "), "instrument"),
        (replace(DONE, uptake=Uptake.ADAPTED, instrument=""), "instrument"),
        (replace(DONE, dated=None), "dated"),
        (replace(DONE, dated=TODAY + timedelta(days=2)), "dated"),
        (replace(DONE, link="javascript:alert(1)"), "link"),
        (replace(DONE, link="https://"), "link"),
        (replace(DONE, link="https://user@evil.example/"), "link"),
        (replace(DONE, link='https://a.example/"><script>'), "link"),
        (replace(DONE, link="https://a.example/ b"), "link"),
        (replace(DONE, link="//a.example"), "link"),
        (Told(Uptake.NOT_PLANNED, link="ftp://a.example"), "link"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_at_its_field(told, field):
    with pytest.raises(Invalid) as refused:
        checked(told, TODAY)
    assert refused.value.field == field


def test_what_is_not_done_yet_needs_no_instrument():
    for uptake in (Uptake.IN_PREPARATION, Uptake.NOT_PLANNED):
        assert checked(Told(uptake), TODAY) == Told(uptake)
    planned = Told(Uptake.IN_PREPARATION, dated=TODAY + timedelta(days=300))
    assert checked(planned, TODAY) == planned
    assert checked(replace(DONE, instrument="  Circular \n 5/2026 "), TODAY) == DONE


# --- who ---------------------------------------------------------------------------------------------------


def test_only_the_country_s_own_regulator_enters_anything(cast, regulator):
    statement = stage.published(cast)
    other = member("Kiran", "regulators", "MY", regulates="MY")
    for person in (cast.alice, cast.bob, cast.olga, administrator(), other):
        with pytest.raises(Forbidden):
            enter(statement, person)
    with pytest.raises(SignInNeeded):
        enter(statement, Visitor())
    assert enter(statement, regulator).authority == "Authority"
    enter(statement, other, country="MY")
    assert [row["name"] for row in annex_queries.listed(statement)] == ["Malaysia", "Singapore"]


def test_a_mandate_that_is_over_gives_no_say(cast, regulator):
    statement = stage.published(cast)
    with clock.at(regulator.mandates[0].until), pytest.raises(Forbidden):
        enter(statement, regulator)


def test_nothing_is_entered_before_publication(cast, regulator):
    with pytest.raises(IllegalMove):
        enter(stage.adopted(cast), regulator)


def test_the_demonstration_never_speaks_for_a_real_authority(app, cast, regulator):
    statement = stage.published(cast)
    invented = member("Arun", "regulators", "XA", regulates="XA")
    house = app.extensions["cop"]
    real, house.config = house.config, replace(house.config, demo=True)
    try:
        with pytest.raises(IllegalMove, match="demonstration"):
            enter(statement, regulator)
        enter(statement, invented, country="XA")
    finally:
        house.config = real
    assert [row["country"] for row in annex_queries.listed(statement)] == ["XA"]


# --- history -------------------------------------------------------------------------------------------------


def test_the_last_entry_counts_and_every_earlier_one_is_kept(cast, regulator):
    statement = stage.published(cast)
    enter(statement, regulator, Told(Uptake.IN_PREPARATION))
    second = member("Rita", "regulators", "SG", regulates="SG")
    with pytest.raises(Stale):
        enter(statement, second)
    enter(statement, second, seen=1)
    with pytest.raises(Stale) as stale:
        enter(statement, regulator, seen=1)
    assert (stale.value.version, stale.value.theirs) == (2, "Circular 5/2026")
    (row,) = annex_queries.listed(statement)
    assert (row["uptake"], row["instrument"], row["n"]) == ("adopted", "Circular 5/2026", 2)
    past = annex_queries.history(Place(statement, "SG"))
    assert [(one["uptake"], one["by"]) for one in past] == [("adopted", "Rita"), ("in_preparation", "Ratna")]


@pytest.mark.parametrize(
    "sql", ["UPDATE statement_annexes SET uptake = 'adapted'", "DELETE FROM statement_annexes"]
)
def test_the_database_itself_refuses_a_change(cast, regulator, sql):
    enter(stage.published(cast), regulator)
    with pytest.raises(Exception, match="immutable"):
        db.session.execute(db.text(sql))
    db.session.rollback()
    assert db.session.query(Annex).one().uptake == "adopted"


# --- pages ---------------------------------------------------------------------------------------------------


def test_a_regulator_enters_it_on_a_page_and_everyone_reads_it(client, cast, regulator):
    statement = stage.published(cast)
    page = f"/statements/{statement.number}"
    here = f"{page}/in/SG/enter"
    assert "Enter for Singapore" not in client.get(page).text
    assert sign_in(client, cast.bob).get(here).status_code == 403
    sign_in(client, regulator)
    assert "Enter for Singapore" in client.get(page).text
    typed = {"uptake": "adopted", "instrument": "Circular <b>5</b>", "dated": "2026-02-30", "version": "0"}
    refused = client.post(here, data=typed)
    assert refused.status_code == 422
    assert 'id="dated-error"' in refused.text
    assert client.post(here, data=typed | {"dated": "2026-01-30"}).location == f"{page}#countries"
    stale = client.post(here, data=typed | {"dated": "2026-01-31", "instrument": "Mine"})
    assert stale.status_code == 409
    assert "Circular &lt;b&gt;5" in stale.text
    assert 'value="Mine"' in stale.text
    visitor = client.application.test_client()
    for path in (page, f"{page}/in/SG"):
        found = visitor.get(path).text
        assert "Circular &lt;b&gt;5" in found
        assert "Ratna" not in found
    assert "Ratna" in client.get(f"{page}/in/SG").text


@pytest.mark.parametrize("country", ["sg", "S", "SGP", "S%00", "១២", "X/"])
def test_addresses_of_no_country_are_none(client, cast, country):
    statement = stage.published(cast)
    assert client.get(f"/statements/{statement.number}/in/{country}").status_code in (400, 404)


@pytest.mark.parametrize(
    "text", ["", "x" * 100_000, "\0", "\u202eevil", "ប្រកាស ៥", "<script>alert(1)</script>"]
)
def test_odd_instruments_are_kept_as_text_or_refused(client, cast, regulator, text):
    statement = stage.published(cast)
    sign_in(client, regulator)
    typed = {"uptake": "adapted", "instrument": text, "dated": "2026-01-30", "version": "0"}
    sent = client.post(f"/statements/{statement.number}/in/SG/enter", data=typed)
    assert sent.status_code in (303, 422)
    assert "<script>alert" not in client.get(f"/statements/{statement.number}").text


def test_the_table_costs_the_same_for_one_country_and_for_many(client, cast):
    statement = stage.published(cast)
    codes = ["SG", "MY", "TH", "KH", "VN", "PH", "LA", "MM"]
    people = {code: member(f"R {code}", "regulators", code, regulates=code) for code in codes}
    enter(statement, people["SG"])
    with counted() as few:
        client.get(f"/statements/{statement.number}")
    for code in codes[1:]:
        enter(statement, people[code], country=code)
    with counted() as many:
        client.get(f"/statements/{statement.number}")
    assert len(many) == len(few)
