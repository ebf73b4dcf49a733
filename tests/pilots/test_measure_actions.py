"""Readings are entered by the team, corrected in the open, summed for those who may not see each country."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Member, Visitor
from cop.pilots import chain, measure_actions, measure_queries, measured, notices, parts_actions, queries
from cop.pilots.measure_models import Reading
from cop.pilots.measure_rules import Taken
from tests import people
from tests.pilots import stories
from tests.pilots.test_views import asked, browser


def taken(pilot, found=90, out_of=100, days=0, **more):
    return [Taken(pilot.metrics[0].id, stories.today() - timedelta(days=days), found, out_of, **more)]


def enter(pilot, cast, *counts, country="SG", correct=False, **more):
    track = stories.track(pilot, country)
    return measure_actions.enter_readings(track, taken(pilot, *counts, **more), correct, actor=cast.lead)


def crossings():
    return db.session.scalars(select(Entry).where(Entry.verb == "pilot_stop_crossed")).all()


def running(stop=88, both=False):
    """(cast, a pilot that runs with a stop rule)."""
    cast = stories.Cast()
    pilot = stories.draft(cast)
    stories.fill(cast, pilot)
    measure_actions.set_bound(pilot.metrics[0], "least", 90, stop, 0, actor=cast.lead)
    stories.track_actions.submit(pilot, actor=cast.lead)
    stories.track_actions.take_into_review(pilot, actor=cast.officer)
    for country, regulator in (("SG", cast.regulator), ("MY", cast.other)):
        stories.track_actions.decide(stories.track(pilot, country), stories.ruling(), actor=regulator)
        stories.track_actions.activate(stories.track(pilot, country), actor=cast.lead)
    return cast, pilot


def test_only_the_team_enters_readings_and_only_where_it_runs(app):
    cast, pilot = running()
    for person in (Visitor(), cast.regulator, cast.officer, people.member("Bob")):
        with pytest.raises((Forbidden, SignInNeeded)):
            measure_actions.enter_readings(stories.track(pilot), taken(pilot), False, actor=person)
    draft = stories.draft(cast, title="Another")
    with pytest.raises(IllegalMove):
        measure_actions.enter_readings(stories.track(draft), taken(pilot), False, actor=cast.lead)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"days": -1}, "day"), ({"found": 5, "out_of": 4}, "found"), ({"out_of": 0, "found": 0}, "out_of")],
)
def test_a_reading_that_cannot_be_is_refused_and_all_with_it(app, more, field):
    cast, pilot = running()
    both = [*taken(pilot), *taken(pilot, **more)]
    with pytest.raises(Invalid) as refused:
        measure_actions.enter_readings(stories.track(pilot), both, False, actor=cast.lead)
    assert refused.value.field == field
    assert db.session.scalar(select(func.count(Reading.id))) == 0


def test_a_correction_is_said_to_be_one_and_keeps_what_it_corrects(app):
    cast, pilot = running()
    enter(pilot, cast, 90, 100)
    with pytest.raises(Invalid):
        enter(pilot, cast, 91, 100)
    enter(pilot, cast, 91, 100, correct=True)
    rows = db.session.execute(select(Reading.found, Reading.turn, Reading.replaced_at.is_(None))).all()
    assert rows == [(90, 0, False), (91, 1, True)]
    assert [row.found for row in measure_queries.months(pilot, False)] == [91]


def test_a_crossed_stop_rule_is_told_once_to_team_regulator_and_secretariat(app):
    cast, pilot = running()
    enter(pilot, cast, 88, 100)
    assert crossings() == []
    enter(pilot, cast, 87, 100, days=1)
    (entry,) = crossings()
    told = {db.session.get(Member, letter.to).name for letter in notices.tell(entry)}
    assert told == {"Lena", "Rita", "Olga"}
    assert [(row.country, row.found) for row in measure_queries.crossed(pilot)] == [("SG", 87)]
    here = f"/pilots/{pilot.uid}"
    assert "beyond the stop rule" in browser(app, cast.regulator).get(here).get_data(as_text=True)
    assert "beyond the stop rule" not in browser(app).get(here).get_data(as_text=True)


def test_bounds_close_at_the_start_and_stand_in_the_chain(app):
    cast, pilot = running()
    with pytest.raises(IllegalMove):
        measure_actions.set_bound(pilot.metrics[0], "least", 80, 70, 1, actor=cast.lead)
    started = next(e for e in queries.events(pilot) if e.kind == "activate")
    assert started.data["bounds"] == chain.bounds_hash(measure_queries.bounds(pilot).values())
    draft = stories.draft(cast, title="Another")
    metric = parts_actions.add_metric(draft, stories.CRITERION, actor=cast.lead)
    measure_actions.set_bound(metric, "most", 10, 20, 0, actor=cast.lead)
    with pytest.raises(Stale):
        measure_actions.set_bound(metric, "most", 10, 30, 0, actor=cast.lead)
    parts_actions.remove_metric(metric, actor=cast.lead)


def test_others_read_all_countries_together_and_no_small_number(app):
    cast, pilot = running()
    enter(pilot, cast, 90, 100)
    enter(pilot, cast, 45, 50, country="MY")
    enter(pilot, cast, 2, 3, subgroup="children")
    (inside,) = measured.of_pilot(cast.regulator, pilot)
    assert [(s.country, s.subgroup) for s in inside.series] == [
        ("", ""), ("", "children"), ("MY", ""), ("SG", ""), ("SG", "children")
    ]  # fmt: skip
    (outside,) = measured.of_pilot(Visitor(), pilot)
    assert [(s.country, s.subgroup, s.rows[0].share) for s in outside.series] == [
        ("", "", measured.Share(135, 150)), ("", "children", None)
    ]  # fmt: skip
    text = browser(app).get(f"/pilots/{pilot.uid}/readings").get_data(as_text=True)
    assert "135 of 150" in text
    assert "out of fewer than 5" in text
    assert "Malaysia" not in text
    file = browser(app).get(f"/pilots/{pilot.uid}/readings.csv").get_data(as_text=True)
    assert ",135,150,90.0,84.2,93.8" in file
    assert ",,under 5,,," in file


def test_readings_by_the_pages(app):
    cast, pilot = running()
    client, here = browser(app, cast.lead), f"/pilots/{pilot.uid}/in/SG/readings"
    day, metric = stories.today().isoformat(), pilot.metrics[0].id
    one = {"metric": metric, "day": day, "found": 9, "out_of": 10}
    assert client.post(f"{here}/new", data=one).status_code == 303
    assert client.post(f"{here}/new", data=one).status_code == 422
    for wrong in ({"metric": "x"}, {"day": "2026-02-30"}, {"found": "\0"}, {"out_of": "9" * 100_000}):
        assert client.post(f"{here}/new", data=one | wrong).status_code == 422
    head = "criterion,day,subgroup,found,out_of\n"
    file = (io.BytesIO(f"{head}1,{day},men,4,6\n1,{day},women,5,6\n".encode()), "readings.csv")
    assert client.post(f"{here}/file", data={"file": file}).status_code == 303
    told = client.post(f"{here}/file", data={"lines": f"{head}1,{day},men,7,6\n"})
    assert told.status_code == 422
    assert "lines 2" in told.get_data(as_text=True)
    assert client.post(f"{here}/file", data={"file": (io.BytesIO(b"\xff\xfe\x00"), "x")}).status_code == 422


def test_the_page_asks_no_more_for_many_readings(app):
    cast, pilot = running()
    enter(pilot, cast, 9, 10)
    client, here = browser(app, cast.regulator), f"/pilots/{pilot.uid}/readings"
    client.get(here)
    few = len(asked(client, here))
    for days in range(1, 40):
        enter(pilot, cast, 9, 10, days=days)
    assert len(asked(client, here)) <= few
