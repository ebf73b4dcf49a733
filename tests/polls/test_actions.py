"""A date poll is started, answered, closed, and becomes a meeting."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.almanac import queries as almanac
from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.meetings.series.rules import Speech
from cop.members.models import Visitor
from cop.polls import (
    actions,
    answer_queries,
    finding,
    guest_actions,
    notices,
    queries,
    rules,
    settling_actions,
    upkeep,
)
from cop.polls.models import PollAnswer, PollGuest
from cop.polls.rules import Answer, Counts, Settled, State
from tests.people import member, officer
from tests.polls.story import CLOSES, DRAFT, NOW, STARTS, Story

ONLINE = Settled("online", "https://call.example/tenth", Speech.group)


@pytest.fixture
def story(app):
    return Story()


def entry(verb):
    return db.session.scalars(select(Entry).where(Entry.verb == verb).order_by(Entry.id.desc())).first()


@pytest.mark.parametrize(
    ("draft", "starts", "field"),
    [
        (DRAFT, STARTS[:1], "slots"),
        (DRAFT, [STARTS[0], STARTS[0]], "slots"),
        (DRAFT, [STARTS[0], STARTS[0] + timedelta(days=400)], "slots"),
        (replace(DRAFT, closes=NOW), STARTS, "closes"),
        (replace(DRAFT, closes=STARTS[0] + timedelta(hours=1)), STARTS, "closes"),
        (replace(DRAFT, minutes=1), STARTS, "minutes"),
    ],
)
def test_what_no_poll_can_have(story, draft, starts, field):
    with pytest.raises(Invalid) as refused:
        actions.start_poll(story.space, draft, starts, actor=story.fay, now=NOW)
    assert refused.value.field == field


def test_who_may_do_what(story):
    with pytest.raises(Forbidden):
        actions.start_poll(story.space, DRAFT, STARTS, actor=story.alice, now=NOW)
    with pytest.raises(Forbidden):
        settling_actions.settle_poll(story.poll, story.poll.slots[0].id, ONLINE, actor=story.alice, now=NOW)
    with pytest.raises(Forbidden):
        guest_actions.invite_guest(story.poll, "G", "CH", "UTC", actor=story.bob, now=NOW)
    assert queries.poll(member("Otto"), story.poll.id, story.poll.slug) is story.poll
    assert queries.poll(Visitor(), story.poll.id, story.poll.slug) is None


def test_answers_are_changed_and_taken_back(story):
    story.says(story.alice, "yes", "no", "if_need_be")
    story.says(story.alice, "no", "")
    assert [one.answer for one in answer_queries.answers_of(story.alice, story.poll).values()] == ["no"]


def test_nobody_answers_after_the_deadline(story):
    with pytest.raises(IllegalMove):
        actions.answer_poll(story.poll, {}, actor=story.alice, now=CLOSES)


def test_a_guest_answers_by_the_link_and_by_no_other(story):
    guest = queries.guest(Visitor(), story.guest())
    assert queries.guest(Visitor(), "another") is None
    slot = story.poll.slots[1]
    guest_actions.answer_as_guest(guest, {slot.id: Answer.yes}, actor=Visitor(), now=NOW)
    assert answer_queries.countries_that_can(story.poll) == {slot.id: ["CH"]}
    guest_actions.remove_guest(guest, actor=story.fay, now=NOW)
    assert db.session.scalar(select(PollAnswer.id)) is None


def test_guests_are_forgotten_after_their_time(story):
    guest = queries.guest(Visitor(), story.guest())
    guest_actions.answer_as_guest(guest, {story.poll.slots[0].id: Answer.yes}, actor=Visitor(), now=NOW)
    assert upkeep.forget_guests(NOW, 10) == 0
    assert upkeep.forget_guests(NOW + timedelta(seconds=1), 10) == 1
    assert db.session.scalar(select(PollGuest.id)) is None


def test_a_slot_becomes_the_meeting_at_once(story):
    slot = story.poll.slots[1]
    meeting = settling_actions.settle_poll(story.poll, slot.id, ONLINE, actor=story.fay, now=NOW)
    assert (meeting.begins, meeting.title, meeting.series.link) == (slot.begins, DRAFT.title, ONLINE.link)
    assert (story.poll.state, story.poll.meeting_id) == (State.settled.value, meeting.id)
    assert entry("meeting_scheduled").subject == meeting.ref
    with pytest.raises(IllegalMove):
        settling_actions.settle_poll(story.poll, slot.id, ONLINE, actor=story.fay, now=NOW)


def test_a_slot_of_another_poll_is_refused(story):
    with pytest.raises(Invalid):
        settling_actions.settle_poll(story.poll, 999, ONLINE, actor=story.fay, now=NOW)


def test_everyone_is_asked_and_the_silent_reminded_once(story):
    assert [letter.to for letter in notices.started(entry("poll_started"))] == [story.alice.id, story.bob.id]
    story.says(story.alice, "yes")
    upkeep.remind_due(NOW + timedelta(days=1))
    assert entry("poll_reminded") is None
    for _twice in range(2):
        upkeep.remind_due(CLOSES - timedelta(days=1))
    told = [letter.to for letter in notices.reminded(entry("poll_reminded"))]
    assert told == [story.fay.id, story.bob.id]
    assert len(list(db.session.scalars(select(Entry).where(Entry.verb == "poll_reminded")))) == 1


def test_the_organiser_is_told_to_choose(story):
    upkeep.close_due(CLOSES - timedelta(seconds=1))
    assert story.poll.state == State.open.value
    upkeep.close_due(CLOSES)
    assert story.poll.state == State.closed.value
    assert [letter.to for letter in notices.closed(entry("poll_closed"))] == [story.fay.id]


def written(kind, reader, story, now=NOW):
    letter = Letter(kind, reader.id, {"poll": story.poll.id}, 1)
    with clock.at(now):
        return as_read_by(reader, "en", lambda: notices.LETTERS[kind](reader, letter))


def test_letters_say_the_slots_in_the_readers_zone_and_are_dropped_once_answered(story):
    mail = written("poll_invitation", story.bob, story)
    assert "09:30 (Yangon)" in mail.text
    story.says(story.bob, "yes")
    assert written("poll_invitation", story.bob, story) is None
    assert written("poll_reminder", story.alice, story).subject.endswith("Tenth meeting")
    assert written("poll_reminder", story.alice, story, CLOSES) is None
    assert written("poll_closed", story.fay, story) is None
    upkeep.close_due(CLOSES)
    assert story.path in written("poll_closed", story.fay, story).text


def test_the_best_slot_has_most_people_then_the_fairest_hours():
    few = Counts(1, 2, 0, 0, (0, 0))
    many = Counts(2, 2, 2, 0, (8, 8))
    keen = Counts(3, 3, 1, 0, (8, 9))
    fair = Counts(4, 3, 1, 0, (0, 0))
    assert [one.slot for one in rules.best_first([few, many, keen, fair])] == [4, 3, 2, 1]


def test_who_bore_the_bad_hours_is_counted_from_the_meetings(story):
    night = replace(DRAFT, closes=NOW + timedelta(hours=1))
    poll = actions.start_poll(
        story.space, night, [NOW + timedelta(hours=n) for n in (9, 10)], actor=officer(), now=NOW
    )
    meeting = settling_actions.settle_poll(poll, poll.slots[0].id, ONLINE, actor=story.fay, now=NOW)
    assert f"{meeting.begins:%H}" == "17"
    places = almanac.places(story.space)
    assert finding.borne(story.space, places, NOW) == {}
    after = NOW + timedelta(days=2)
    assert finding.borne(story.space, places, after)["MM"] == 8
