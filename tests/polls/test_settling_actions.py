"""What was said of a slot becomes an answer to the meeting, and the invitation says so."""

import icalendar
import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.meetings import upkeep
from cop.meetings.company import actions as company_actions
from cop.meetings.company import notices as company_notices
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.feature import LETTERS
from cop.meetings.series import notices as series_notices
from cop.polls import settling_actions
from cop.spaces.models import SpaceMember
from tests.people import member
from tests.polls.story import NOW, Story
from tests.polls.test_actions import ONLINE


@pytest.fixture
def story(app):
    made = Story("restricted")
    made.cara, made.dan = member("Cara", country="VN"), member("Dan", country="TH")
    for one in (made.bob, made.cara, made.dan):
        db.session.add(SpaceMember(space_id=made.space.id, member_id=one.id, since=NOW))
    db.session.commit()
    for one, said in ((made.alice, "yes"), (made.bob, "if_need_be"), (made.cara, "no"), (made.dan, "yes")):
        made.says(one, said)
    db.session.delete(db.session.scalar(select(SpaceMember).where(SpaceMember.member_id == made.dan.id)))
    db.session.commit()
    made.meeting = settling_actions.settle_poll(
        made.poll, made.poll.slots[0].id, ONLINE, actor=made.fay, now=NOW
    )
    return made


def entry(verb):
    return db.session.scalars(select(Entry).where(Entry.verb == verb)).one()


def said(story, who):
    answer = company_queries.answer_of(who, story.meeting)
    return answer and answer.answer


def read(letter, reader):
    with clock.at(NOW):
        return as_read_by(reader, "en", lambda: LETTERS[letter.kind](reader, letter))


def test_yes_is_a_yes_if_need_be_a_maybe_and_a_no_is_asked_still(story):
    found = [said(story, one) for one in (story.alice, story.bob, story.cara, story.dan, story.fay)]
    assert found == ["yes", "maybe", None, None, None], "Dan reads the space no more"
    assert story.meeting.coming == 1 and list(upkeep.drift()) == []
    assert company_queries.company(story.meeting).by("country") == [(story.alice.country, 1)]


def test_each_gets_one_invitation_and_it_says_what_was_taken_over(app, story):
    plain = series_notices.scheduled(entry("meeting_scheduled"))
    taken = company_notices.answers_taken_over(entry("answers_taken_over"))
    people = {one.id: one for one in (story.alice, story.bob, story.cara)}
    assert [letter.to for letter in plain if read(letter, people[letter.to])] == [story.cara.id]
    mails = {letter.to: read(letter, people[letter.to]) for letter in taken}
    assert mails.keys() == {story.alice.id, story.bob.id}
    assert "You said yes to this time" in mails[story.alice.id].text
    assert "if need be" in mails[story.bob.id].text
    with app.test_request_context():
        raw = mails[story.bob.id].event("reply@cop.example")
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert event["ATTENDEE"].params["PARTSTAT"] == "TENTATIVE"


def test_the_letter_says_what_is_so_when_it_is_sent(story):
    company_actions.respond(story.meeting, Answer.no, actor=story.alice, now=NOW)
    first = company_notices.answers_taken_over(entry("answers_taken_over"))[0]
    assert "You said no." in read(first, story.alice).text
