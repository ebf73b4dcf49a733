"""Places of a meeting, and the list of those who wait for one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.meetings import personal, upkeep
from cop.meetings.company import actions as company_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.models import Rsvp
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.company.rules import Answer
from tests.meetings.story import BEGINS, PLANNED, Story, before
from tests.meetings.test_notices import sent
from tests.people import member, officer, sign_in


def limited(places, **changes):
    story = Story(**changes)
    company_actions.set_places(story.meeting, places, actor=story.fay, now=PLANNED)
    return story


def waiting(story):
    queued = (Rsvp.meeting_id == story.meeting.id) & Rsvp.queued_at.is_not(None)
    return list(db.session.scalars(select(Rsvp.member_id).where(queued).order_by(Rsvp.queued_at, Rsvp.id)))


def test_a_yes_beyond_the_places_waits_and_gets_the_first_that_is_free(app):
    story = limited(1)
    story.says(story.alice)
    story.says(story.bob)
    story.says(story.fay, "yes")
    assert (story.meeting.coming, waiting(story)) == (1, [story.bob.id, story.fay.id])
    assert company_queries.company(story.meeting).people == 1
    story.says(story.bob, "yes", "still")  # who says it again keeps the place in line
    assert waiting(story) == [story.bob.id, story.fay.id]
    story.says(story.alice, "no")
    assert (story.meeting.coming, waiting(story)) == (1, [story.fay.id])
    assert list(upkeep.drift()) == []


def test_who_gives_up_waiting_is_no_longer_in_line(app):
    story = limited(1)
    story.says(story.alice)
    story.says(story.bob)
    story.says(story.bob, "maybe")
    story.says(story.alice, "no")
    assert (story.meeting.coming, waiting(story)) == (0, [])


def test_more_places_go_to_those_who_waited_longest_and_fewer_take_none_away(app):
    story = limited(1)
    for person in (story.alice, story.bob, story.fay):
        story.says(person)
    company_actions.set_places(story.meeting, 2, actor=story.fay, now=PLANNED)
    assert (story.meeting.coming, waiting(story)) == (2, [story.fay.id])
    company_actions.set_places(story.meeting, 1, actor=story.fay, now=PLANNED)
    assert (story.meeting.coming, waiting(story)) == (2, [story.fay.id])
    story.says(story.alice, "no")  # two had one place: the next in line waits on
    assert (story.meeting.coming, waiting(story)) == (1, [story.fay.id])
    company_actions.set_places(story.meeting, None, actor=story.fay, now=PLANNED)
    assert (story.meeting.coming, waiting(story)) == (2, [])


def test_who_leaves_the_community_leaves_the_place_to_who_waits(app):
    story = limited(1)
    story.says(story.alice)
    story.says(story.bob)
    with transaction():
        personal._leave_meetings(story.alice, False, PLANNED)
    assert (story.meeting.coming, waiting(story)) == (1, [])
    assert list(upkeep.drift()) == []


def test_who_gets_a_place_is_told_and_nobody_else(app):
    story = limited(1)
    story.says(story.alice)
    story.says(story.bob)
    sent()
    story.says(story.alice, "no")
    letters = sent()
    assert set(letters) == {"bob"}
    assert letters["bob"].subject.startswith("You have a place: Ninth regular meeting")


def test_places_are_set_by_who_runs_the_space_before_the_start(app):
    story = Story()
    for person in (story.alice, member("Carol")):
        with pytest.raises(Forbidden):
            company_actions.set_places(story.meeting, 5, actor=person, now=PLANNED)
    with pytest.raises(IllegalMove):
        company_actions.set_places(story.meeting, 5, actor=story.fay, now=BEGINS)
    company_actions.set_places(story.meeting, 5, actor=officer(), now=BEGINS - timedelta(minutes=1))
    assert story.meeting.places == 5


def test_the_page_says_how_many_places_are_left_and_where_one_stands(client):
    story = limited(1, quorum=Quorum(countries=2))
    story.says(story.alice)
    sign_in(client, story.bob)
    with before():
        assert "Whoever says yes now waits for one." in client.get(story.path).text
        assert "would complete" not in client.get(story.path).text
        client.post(story.path + "/answer", data={"answer": "yes"})
        shown = client.get(story.path).text
    assert "You are next on the waiting list." in shown
    assert "1 of 1 places are taken. One waits for a place." in shown
    sign_in(client, story.fay)
    with before():
        assert "waits for a place" in client.get(story.path + "/who").text
        assert client.post(story.path + "/places", data={"places": "2"}).status_code == 303
        assert client.post(story.path + "/places", data={"places": "-1"}).status_code == 422
    assert Answer(company_queries.answer_of(story.bob, story.meeting).answer) is Answer.yes
    assert waiting(story) == []


def test_who_has_the_page_open_is_told_when_somebody_answers_and_asks_for_nothing_otherwise(client):
    story = Story(quorum=Quorum(members=2))
    sign_in(client, story.alice)
    with before():
        first = client.get(story.path + "/company")
        tag = first.headers["ETag"]
        again = client.get(story.path + "/company", headers={"If-None-Match": tag})
        assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
        assert "0, needs 2" in first.text
        story.says(story.bob)
        told = client.get(story.path + "/company", headers={"If-None-Match": tag})
    assert told.status_code == 200
    assert "1, needs 2" in told.text
