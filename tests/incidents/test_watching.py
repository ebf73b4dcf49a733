"""What reports set off: proposals to hold, trends, clocks."""

import pytest
from sqlalchemy import select

from cop.incidents import (
    clock_queries,
    edit_actions,
    home,
    home_queries,
    watch_actions,
    watch_notices,
    watch_queries,
)
from cop.incidents.rules import HOURS, Urgency
from cop.incidents.watch_models import Hold, Trend
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.kernel.ledger import Entry
from cop.members.models import Member
from cop.pilots import track_actions
from tests import people
from tests.incidents import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return stories.Cast()


# --- holds ------------------------------------------------------------------------------------------


@pytest.fixture
def grave(cast):
    """A report of a life in danger, about a pilot that runs in Singapore."""
    made = pilots.Cast()
    pilot = pilots.active(made)
    one = stories.report(cast, pilot=pilot.uid, product="", harm=4)
    return made, pilot, one, db.session.scalars(select(Hold)).one()


def test_a_grave_report_proposes_to_hold_what_runs_and_stops_nothing(grave):
    _made, pilot, one, hold = grave
    assert (hold.pilot, hold.country, pilots.track(pilot).state) == (pilot.ref, "SG", "active")
    entry = db.session.scalars(select(Entry).where(Entry.verb == "hold_proposed")).one()
    told = {db.session.get(Member, letter.to).name for letter in watch_notices.tell_holds(entry)}
    assert told == {"Rosa", "Rita"}
    edit_actions.edit(
        one, "harm", {"harm": 5}, 1, False, actor=db.session.get(Member, one.reporter.member_id)
    )
    assert len(db.session.scalars(select(Hold)).all()) == 1


def test_the_regulator_says_why_it_goes_on_or_suspends(app, grave):
    made, pilot, _one, hold = grave
    with app.test_request_context():
        assert [w.act for w in home.holds(made.regulator, clock.now())] == ["Decide"]
        for who in (made.other, made.officer):
            assert not [w for w in home.holds(who, clock.now()) if w.act == "Decide"]
            with pytest.raises(Forbidden):
                watch_actions.let_go_on(hold, "No", False, actor=who)
    page = people.sign_in(app.test_client(), made.regulator).get(f"/incidents/holds/{hold.id}").text
    assert f"/pilots/{pilot.uid}/in/SG/suspend" in page and "healthy lung" not in page
    hold = db.session.get(Hold, hold.id)
    watch_actions.let_go_on(hold, "Another version", False, actor=db.session.merge(made.regulator))
    assert not watch_queries.is_open(hold)
    with pytest.raises(IllegalMove):
        watch_actions.let_go_on(hold, "Again", False, actor=db.session.merge(made.regulator))


def test_a_suspended_pilot_waits_for_no_answer(grave):
    made, pilot, _one, hold = grave
    track_actions.suspend(pilot, "A grave report", "SG", actor=made.regulator)
    assert not watch_queries.is_open(hold)


def test_a_pilot_is_not_completed_while_a_report_is_open(grave):
    made, pilot, one, _hold = grave
    track_actions.report(pilot, actor=made.lead)
    pilots.actions.save_stage(
        pilot, pilots.dossier.RESULTS, pilots.answers(pilots.dossier.RESULTS), 0, actor=made.lead
    )
    pilots.parts_actions.set_result(pilot.metrics[0], 90, 100, 1, actor=made.lead)
    with pytest.raises(IllegalMove, match=one.uid):
        track_actions.complete(pilot, actor=made.officer)


def test_a_lesser_harm_proposes_nothing(cast):
    pilot = pilots.active(pilots.Cast())
    stories.report(cast, pilot=pilot.uid, product="", harm=3)
    assert db.session.scalars(select(Hold)).all() == []


# --- trends -----------------------------------------------------------------------------------------


def failed(cast, who=None):
    one = stories.report(cast, who)
    edit_actions.edit(one, "event", {"failure": "false_negative"}, 1, False, actor=who or cast.nurse)
    return one


def test_three_alike_are_a_trend_once_until_it_is_settled(app, cast):
    for _number in range(4):
        failed(cast)
    trend = db.session.scalars(select(Trend)).one()
    assert (trend.why, trend.failure) == ("number", "false_negative")
    assert "trend" in [row.why for row in home_queries.waiting(cast.officer, clock.now())]
    assert home_queries.waiting(cast.member, clock.now()) == []
    with pytest.raises(Forbidden):
        watch_actions.settle(trend, "Seen", False, actor=cast.regulator)
    watch_actions.settle(trend, "An alert was raised.", False, actor=cast.officer)
    assert "trend" not in [row.why for row in home_queries.waiting(cast.officer, clock.now())]
    assert len(watch_queries.reports_of(trend, cast.officer)) == 4
    page = people.sign_in(app.test_client(), cast.officer).get(f"/incidents/trends/{trend.id}").text
    assert "An alert was raised." in page and "Three reports" in page


def test_two_countries_are_a_trend(cast):
    failed(cast)
    assert db.session.scalars(select(Trend)).all() == []
    failed(cast, cast.member)
    assert db.session.scalars(select(Trend.why)).all() == ["countries"]


# --- clocks -----------------------------------------------------------------------------------------


def test_a_country_sets_its_own_clocks_and_open_reports_follow(cast):
    one, elsewhere = stories.report(cast), stories.report(cast, who=cast.member)
    before, other = one.due, elsewhere.due
    watch_actions.set_clocks("SG", {**HOURS, Urgency.OTHER: 24}, actor=cast.regulator)
    assert (before - one.due).days == 29 and elsewhere.due == other
    assert clock_queries.hours("SG")[Urgency.OTHER] == 24
    for who in (cast.other, cast.officer):
        with pytest.raises(Forbidden):
            watch_actions.set_clocks("SG", HOURS, actor=who)


def test_the_page_of_the_clocks(app, cast):
    client = people.sign_in(app.test_client(), cast.regulator)
    assert client.get("/incidents/clocks/").text.count(">Set<") == 1
    typed = {"public_health": "24", "serious": "100", "other": "200"}
    assert client.post("/incidents/clocks/SG", data=typed).status_code == 303
    assert client.get("/incidents/clocks/MY").status_code == 404
