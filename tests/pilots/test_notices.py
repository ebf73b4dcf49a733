"""Who gets a letter at each step, and that every letter renders."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import owing
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.members.models import Member
from cop.pilots import home, notices, parts_actions, track_actions
from cop.pilots.feature import feature
from cop.pilots.rules import State
from tests import people
from tests.pilots import stories


def letters():
    """(verb, names of those told) of the newest entry."""
    entry = db.session.scalars(
        select(Entry).where(Entry.verb.like("pilot_%")).order_by(Entry.id.desc())
    ).first()
    return entry.verb, {db.session.get(Member, letter.to).name for letter in notices.tell(entry)}


def test_each_step_tells_those_it_concerns_and_not_who_did_it(app):
    cast = stories.Cast()
    people.officer("Omar")
    pilot = stories.submitted(cast)
    assert letters() == ("pilot_submitted", {"Olga", "Omar"})
    track_actions.take_into_review(pilot, actor=cast.officer)
    assert letters() == ("pilot_taken_into_review", {"Rita", "Mani"})
    parts_actions.add_condition(stories.track(pilot), "Two readers", None, True, actor=cast.regulator)
    track_actions.decide(stories.track(pilot), stories.ruling(State.CONDITIONAL), actor=cast.regulator)
    assert letters() == ("pilot_decided", {"Lena"})
    condition = stories.track(pilot).conditions[0]
    parts_actions.offer_evidence(condition, "A rota", 1, actor=cast.lead)
    assert letters() == ("pilot_evidence_offered", {"Rita"})
    parts_actions.confirm_met(condition, stories.today(), actor=cast.regulator)
    assert letters() == ("pilot_condition_met", {"Lena"})
    track_actions.activate(stories.track(pilot), actor=cast.lead)
    assert letters() == ("pilot_activated", {"Rita"})
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(), actor=cast.other)
    track_actions.activate(stories.track(pilot, "MY"), actor=cast.lead)
    track_actions.suspend(pilot, "A near miss", actor=cast.regulator)
    assert letters() == ("pilot_suspended", {"Lena", "Mani"})
    track_actions.lift(pilot, "Explained", actor=cast.regulator)
    assert letters() == ("pilot_lifted", {"Lena"})
    until = stories.today() + timedelta(days=400)
    track_actions.extend(stories.track(pilot), until, "Slow", actor=cast.regulator)
    assert letters() == ("pilot_extended", {"Lena"})
    track_actions.terminate(pilot, "Harm", actor=cast.regulator)
    assert letters() == ("pilot_terminated", {"Lena"})
    track_actions.report(pilot, actor=cast.lead)
    assert letters() == ("pilot_reporting", {"Mani"})


def test_a_suspension_is_not_told_where_the_pilot_is_not_active(app):
    cast = stories.Cast()
    stories.suspended(cast)
    assert letters() == ("pilot_suspended", {"Lena"})


def test_whose_mandate_ended_hears_nothing(app):
    cast = stories.Cast()
    gone = people.member("Gone", regulates="SG")
    gone.mandates[0].ended_at = gone.registered_at
    db.session.commit()
    stories.in_review(cast)
    assert letters() == ("pilot_taken_into_review", {"Rita", "Mani"})


def composed(reader, letter):
    return as_read_by(reader, reader.language, lambda: notices.pilot(reader, letter))


@pytest.mark.parametrize("verb", notices.SAYS)
def test_every_letter_has_words(app, verb):
    cast = stories.Cast()
    pilot = stories.decided(cast)
    letter = Letter("pilot", cast.regulator.id, {"verb": verb, "uid": pilot.uid, "countries": ["SG"]}, 1)
    mail = composed(cast.regulator, letter)
    assert pilot.uid in mail.subject
    assert f"/pilots/{pilot.uid}" in mail.text
    assert "%(" not in mail.text


def test_a_letter_about_what_one_may_not_read_is_dropped(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    about = {"verb": "pilot_submitted", "uid": pilot.uid, "countries": ["SG"]}
    assert composed(cast.officer, Letter("pilot", cast.officer.id, about, 1)) is None


def test_every_verb_is_told_or_silent():
    assert {key.split(".")[0] for key in notices.SAYS} == set(notices.TOLD) <= set(feature.notices)


# --- home -------------------------------------------------------------------------------------------


def waits(app, who):
    with app.test_request_context():
        return [one.act for one in home.awaiting(who, stories.clock.now())]


def test_home_shows_each_what_waits_for_them(app):
    cast = stories.Cast()
    pilot = stories.submitted(cast)
    assert waits(app, cast.officer) == ["Check it"]
    assert waits(app, cast.lead) == waits(app, cast.regulator) == []
    track_actions.take_into_review(pilot, actor=cast.officer)
    assert waits(app, cast.officer) == []
    assert waits(app, cast.regulator) == ["Record the decision"]
    track_actions.decide(stories.track(pilot), stories.ruling(), actor=cast.regulator)
    assert waits(app, cast.regulator) == []
    assert waits(app, cast.lead) == ["Prepare the start"]


def waiting(app, who):
    with app.test_request_context():
        return list(owing.awaiting(app.extensions["cop"].owed, who, stories.clock.now()))


def test_home_asks_the_lead_for_conditions_with_a_date(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    due = stories.today() + timedelta(days=5)
    parts_actions.add_condition(stories.track(pilot), "Two readers", due, False, actor=cast.regulator)
    assert waiting(app, cast.lead) == []
    track_actions.decide(stories.track(pilot), stories.ruling(State.CONDITIONAL), actor=cast.regulator)
    assert [one.due.date() for one in waiting(app, cast.lead)] == [due]
    assert waiting(app, cast.regulator) == []


def test_news_and_front_show_only_what_one_may_read(app):
    cast = stories.Cast()
    stories.submitted(cast, title="A closed pilot")
    stories.decided(cast, title="An open pilot")
    with app.test_request_context():
        front = home.front(stories.clock.now())
        assert ([row.title for row in front.rows], front.figure) == (["An open pilot"], 1)
        assert {one.title for one in home.news(cast.officer, stories.clock.now())} == {
            "An open pilot",
            "A closed pilot",
        }


def test_a_busy_pilot_is_one_piece_of_news(app):
    cast = stories.Cast()
    stories.suspended(cast)
    with app.test_request_context():
        told = list(home.news(cast.officer, stories.clock.now()))
    assert [one.note for one in told] == ["Singapore: Suspended"]
