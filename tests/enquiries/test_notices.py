"""Who gets a letter at each step, what home shows, the clock's rounds, and what leaving takes along."""

import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.enquiries import actions, clockwork, guidance_actions, home
from cop.enquiries.feature import feature
from cop.enquiries.models import Message
from cop.enquiries.personal import PERSONAL
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member
from tests.enquiries import story


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield story.Cast()


def letters():
    """(verb, names of those told) of the newest entry; no letter holds a word of what was said."""
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    tell, told = feature.notices[entry.verb], set()
    for letter in tell(entry) if tell else ():
        reader = db.session.get(Member, letter.to)
        mail = as_read_by(reader, "en", lambda r=reader, one=letter: feature.letters[one.kind](r, one))
        assert "Nightreader" not in mail.text and "Which class?" not in mail.text
        told.add(reader.name)
    return entry.verb, told


def test_each_step_tells_those_it_concerns(cast):
    enquiry = story.asked(cast)
    assert letters() == ("enquiry_asked", {"Rosa", "Rui"})
    actions.assign_enquiry(enquiry, cast.second.id, actor=cast.regulator)
    assert letters() == ("enquiry_assigned", {"Rui"})
    actions.share_enquiry(enquiry, cast.colleague.slug, actor=cast.developer)
    assert letters() == ("enquiry_shared", {"Cora"})
    actions.ask_back(enquiry, "Who reads?", actor=cast.second)
    assert letters() == ("enquiry_asked_back", {"Dev", "Cora"})
    actions.add_to_enquiry(enquiry, "A nurse.", actor=cast.developer)
    assert letters() == ("enquiry_added_to", {"Rui"})
    actions.answer_enquiry(enquiry, "Class B.", actor=cast.second)
    assert letters() == ("enquiry_answered", {"Dev", "Cora"})
    guidance = guidance_actions.draft_guidance(enquiry, story.GENERAL, False, 0, actor=cast.second)
    assert letters() == ("guidance_drafted", set())
    guidance_actions.read_over(guidance, 1, actor=cast.second)
    assert letters() == ("guidance_read_once", {"Dev", "Rosa"})
    guidance_actions.read_over(guidance, 1, actor=cast.regulator)
    assert letters() == ("guidance_published", {"Dev", "Rui"})


def test_both_sides_are_told_once_when_the_target_passes(cast):
    enquiry = story.asked(cast)
    clockwork.tell_late(clock.now())
    with story.later(31):
        for _round in range(2):
            clockwork.tell_late(clock.now())
        assert letters() == ("enquiry_late", {"Dev", "Rosa", "Rui"})
        actions.answer_enquiry(enquiry, "Class B.", actor=cast.regulator)
        actions.add_to_enquiry(enquiry, "And then?", actor=cast.developer)
    with story.later(70):
        clockwork.tell_late(clock.now())
    assert db.session.query(Entry).filter_by(verb="enquiry_late").count() == 2


def waits(cast):
    now = clock.now()
    return {
        one.name: [a.act for a in home.awaiting(one, now)] for one in vars(cast).values() if one.is_member
    }


def test_home_says_whose_turn_it_is(cast):
    enquiry = story.asked(cast)
    nobody = {one: [] for one in ("Dev", "Cora", "Rosa", "Rui", "Manu", "Clara", "Oda")}
    assert waits(cast) == nobody | {"Rosa": ["Answer"], "Rui": ["Answer"]}
    actions.assign_enquiry(enquiry, cast.second.id, actor=cast.regulator)
    assert waits(cast) == nobody | {"Rui": ["Answer"]}
    actions.ask_back(enquiry, "Who reads?", actor=cast.second)
    assert waits(cast) == nobody | {"Dev": ["Say more"]}
    actions.answer_enquiry(enquiry, "Class B.", actor=cast.second)
    guidance_actions.draft_guidance(enquiry, story.GENERAL, False, 0, actor=cast.second)
    guidance_actions.read_over(enquiry.guidance, 1, actor=cast.second)
    assert waits(cast) == nobody | {"Dev": ["Read it over"]}


def test_who_leaves_takes_their_questions_along_and_guidance_stays(cast):
    guidance = story.published(cast)
    enquiry = guidance.enquiry
    rows = [row for one in PERSONAL for row in one.own(cast.developer)]
    assert rows[0]["said"][0]["text"] == "Nightreader by Dev sorts films."
    with transaction():
        for one in PERSONAL:
            one.erase and one.erase(cast.developer, False, clock.now())
    db.session.expire_all()
    assert (enquiry.state, enquiry.title, enquiry.product, enquiry.messages) == ("closed", "–", "", [])
    assert guidance.state == "published"


def test_closed_questions_are_forgotten_in_time(cast):
    enquiry, kept = story.answered(cast), story.answered(cast)
    actions.close_enquiry(enquiry, actor=cast.developer)
    with transaction():
        assert clockwork.forget(clock.now() + story.DAY, 10) == 1
        assert clockwork.forget(clock.now() + story.DAY, 10) == 0
    assert {one.enquiry_id for one in db.session.query(Message)} == {kept.id}
