"""A poll that runs is changed; who answered is told what, and keeps the other answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Visitor
from cop.polls import (
    actions,
    answer_queries,
    change_actions,
    guest_actions,
    home,
    notices,
    queries,
    settling_actions,
    upkeep,
)
from cop.polls.models import PollAnswer
from cop.polls.rules import Answer, State
from tests.people import sign_in
from tests.polls.story import CLOSES, DRAFT, NOW, STARTS, Story
from tests.polls.test_actions import ONLINE

LATER = NOW + timedelta(hours=1)
FOURTH = STARTS[2] + timedelta(days=1)


@pytest.fixture
def story(app):
    made = Story()
    made.says(made.alice, "yes", "no", "if_need_be")
    return made


def change(story, starts=STARTS, version=None, actor=None, now=LATER, **draft):
    asked = replace(DRAFT, **draft), starts, version or story.poll.version
    return change_actions.change_poll(story.poll, *asked, actor=actor or story.fay, now=now)


def letters():
    entry = db.session.scalars(
        select(Entry).where(Entry.verb == "poll_changed").order_by(Entry.id.desc())
    ).first()
    return notices.changed(entry)


def read(letter, reader, now=LATER):
    with clock.at(now):
        return as_read_by(reader, "en", lambda: notices.LETTERS[letter.kind](reader, letter))


def test_slots_come_and_go_and_other_answers_stand(story):
    guest = queries.guest(Visitor(), story.guest())
    first, second, third = story.poll.slots
    guest_actions.answer_as_guest(guest, {first.id: Answer.yes}, actor=Visitor(), now=NOW)
    change(story, [STARTS[1], STARTS[2], FOURTH])
    assert [slot.begins for slot in story.poll.slots] == [STARTS[1], STARTS[2], FOURTH]
    kept = answer_queries.answers_of(story.alice, story.poll)
    assert {id: one.answer for id, one in kept.items()} == {second.id: "no", third.id: "if_need_be"}
    assert db.session.scalar(select(PollAnswer.id).where(PollAnswer.guest_id == guest.id)) is None
    (letter,) = letters()
    assert letter.to == story.alice.id
    told = read(letter, story.alice).text
    assert "Friday, 4 December 2026, 11:00 (Singapore)" in told.split("No longer")[0]
    assert "Tuesday, 1 December 2026, 11:00 (Singapore)" in told.split("No longer")[1]
    assert "(that is new)" not in told


def test_who_answered_before_a_slot_was_added_finds_it_on_home_until_answering(story, client):
    def waits(person):
        with client.application.test_request_context():
            return [one.title for one in home.unanswered(person, LATER)]

    assert (waits(story.alice), waits(story.bob)) == ([], ["Tenth meeting"])
    change(story, [*STARTS, FOURTH])
    assert waits(story.alice) == ["Tenth meeting"]
    with clock.at(LATER):
        assert "new</span>" in sign_in(client, story.alice).get(story.path).text
    said = {story.poll.slots[3].id: Answer.yes}
    actions.answer_poll(story.poll, said, actor=story.alice, now=LATER + timedelta(minutes=1))
    assert waits(story.alice) == []


def test_a_later_deadline_opens_the_poll_again_and_reminds_again(story):
    upkeep.remind_due(CLOSES - timedelta(days=1))
    upkeep.close_due(CLOSES)
    assert (story.poll.state, story.poll.reminded_at is None) == (State.closed.value, False)
    change(story, closes=CLOSES + timedelta(days=2), now=CLOSES)
    assert (story.poll.state, story.poll.reminded_at) == (State.open.value, None)
    assert "(that is new)" in read(letters()[0], story.alice, CLOSES).text


def test_what_was_added_and_taken_away_again_is_not_told(story):
    change(story, [*STARTS, FOURTH])
    (letter,) = letters()
    change(story)
    assert "Asked about now" not in read(letter, story.alice).text


def test_nothing_changed_is_no_letter(story):
    change(story)
    assert letters() == []
    change(story, purpose="Choose another.")
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": STARTS[:1]}, "slots"),
        ({"starts": [*STARTS, STARTS[0]]}, "slots"),
        ({"closes": NOW}, "closes"),
        ({"starts": [*STARTS, CLOSES - timedelta(days=1)]}, "closes"),
    ],
)
def test_what_no_poll_can_become(story, changes, field):
    with pytest.raises(Invalid) as refused:
        change(story, **changes)
    assert refused.value.field == field


def test_who_was_faster_is_shown_and_who_may_not_is_refused(story):
    change(story, title="Eleventh meeting")
    with pytest.raises(Stale) as stale:
        change(story, version=1)
    assert "Eleventh meeting" in stale.value.theirs and "2026-12-01 03:00 UTC" in stale.value.theirs
    for person in (story.alice, story.bob):
        with pytest.raises(Forbidden):
            change(story, actor=person)
    settling_actions.settle_poll(story.poll, story.poll.slots[0].id, ONLINE, actor=story.fay, now=LATER)
    with pytest.raises(IllegalMove):
        change(story)


def test_the_form_shows_what_is_asked_and_changes_it(story, client):
    sign_in(client, story.fay)
    with clock.at(LATER):
        path = f"{story.path}/change"
        shown = client.get(path).text
        assert shown.count(" checked") == 3 and 'value="2026-11-27 16:00:00"' in shown
        sent = {"title": "Tenth ប្រជុំ", "purpose": "", "version": "1", "closes": "2026-11-28T12:00"}
        sent |= {"slots": STARTS[1].isoformat(), "own1": "2026-12-04T11:00", "own2": "", "own3": ""}
        assert client.post(path, data=sent | {"own1": "2026-02-30T11:00"}).status_code == 422
        assert client.post(path, data=sent | {"slots": "\0"}).status_code == 422
        assert client.post(path, data=sent).status_code == 303
        assert "Someone changed the poll" in client.post(path, data=sent).text
    db.session.refresh(story.poll)
    assert [slot.begins for slot in story.poll.slots] == [STARTS[1], FOURTH]
