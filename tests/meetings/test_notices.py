"""Who gets a letter, and what it says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.series import actions, change_actions
from cop.members.models import Member
from tests.meetings.story import BEGINS, PLANNED, Story, local
from tests.people import member


def sent(now=PLANNED):
    """(to, subject) of the letters that go out at that time, and their texts by recipient."""
    before = set(db.session.scalars(select(SentMail.id)))
    with clock.at(now):
        worker.drain(now)
    letters = [
        one for one in db.session.scalars(select(SentMail).order_by(SentMail.to)) if one.id not in before
    ]
    return {one.to.split("@")[0]: one for one in letters}


@pytest.fixture
def story(app):
    story = Story()
    sent()
    return story


def test_everyone_who_may_read_the_space_is_invited_but_its_organiser(app):
    Story()
    letters = sent()
    assert set(letters) == {"alice", "bob"}
    assert letters["bob"].subject == "Invitation: Ninth regular meeting, 2 Dec 2026"
    assert "Wednesday, 2 December 2026, 08:30 (Yangon)" in letters["bob"].text
    assert "There: Wednesday, 2 December 2026, 10:00 (Kuala Lumpur)" in letters["bob"].text
    assert "Room 5, Kuala Lumpur" in letters["bob"].text
    assert "/meetings/1-ninth-regular-meeting#answer" in letters["bob"].text


def test_a_restricted_space_invites_its_own_people(app):
    Story("restricted")
    assert set(sent()) == {"alice"}


def test_who_answered_meanwhile_or_left_is_not_invited(app):
    story = Story()
    story.says(story.alice)
    story.bob.state = "suspended"
    db.session.commit()
    assert sent() == {}


def test_no_invitation_to_what_began_or_was_cancelled(app):
    story = Story()
    assert sent(BEGINS) == {}
    second = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
    change_actions.cancel(second, "Floods", actor=story.fay, now=PLANNED)
    assert {one.subject.split(":")[0] for one in sent().values()} == {"Cancelled"}


def test_a_move_is_told_to_all_who_did_not_decline(story):
    member("Carol")
    story.says(story.alice, "no")
    plan = replace(story.plan, start=local("2026-12-03T10:00"))
    change_actions.edit(story.meeting, plan, 1, actor=story.fay, now=PLANNED)
    letters = sent()
    assert set(letters) == {"bob", "carol"}
    assert "It was: Wednesday, 2 December 2026, 08:30 (Yangon)" in letters["bob"].text
    assert "It is now: Thursday, 3 December 2026, 08:30 (Yangon)" in letters["bob"].text


def test_another_place_is_told_to_those_who_come(story):
    story.says(story.alice, "maybe")
    change_actions.edit(story.meeting, replace(story.plan, place="Room 6"), 1, actor=story.fay, now=PLANNED)
    letters = sent()
    assert set(letters) == {"alice"}
    assert "Room 6" in letters["alice"].text
    change_actions.edit(
        story.meeting, replace(story.plan, place="Room 6", title="Tenth"), 2, actor=story.fay, now=PLANNED
    )
    assert sent() == {}


def test_a_cancellation_gives_its_reason(story):
    story.says(story.bob, "no")
    change_actions.cancel(story.meeting, "Floods", actor=story.fay, now=PLANNED)
    letters = sent()
    assert set(letters) == {"alice"}
    assert "Reason: Floods" in letters["alice"].text


def test_minutes_go_to_those_who_were_there(story):
    story.says(story.alice)
    story.present(story.bob, story.fay)
    minutes_actions.write_minutes(story.meeting, "We met.", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    letters = sent(story.after)
    assert set(letters) == {"bob"}
    assert "until Wednesday, 9 December 2026, 11:30 (Yangon)" in letters["bob"].text
    assert "/minutes" in letters["bob"].text


def test_an_action_is_told_to_its_owner(story):
    outcome_actions.add_action(
        story.meeting, "Send it", story.bob, date(2026, 12, 9), actor=story.fay, now=story.after
    )
    letters = sent(story.after)
    assert set(letters) == {"bob"}
    assert "Send it" in letters["bob"].text
    assert "Wednesday, 9 December 2026" in letters["bob"].text


def test_an_own_action_is_no_letter(story):
    outcome_actions.add_action(
        story.meeting, "Send it", story.fay, date(2026, 12, 9), actor=story.fay, now=story.after
    )
    assert sent(story.after) == {}


def test_no_letter_to_who_may_no_longer_read_the_space(app):
    story = Story("restricted")
    sent()
    story.says(story.alice)
    change_actions.edit(story.meeting, replace(story.plan, place="Room 6"), 1, actor=story.fay, now=PLANNED)
    db.session.execute(db.text("DELETE FROM space_members WHERE member_id = :id"), {"id": story.alice.id})
    db.session.commit()
    assert sent() == {}


def test_titles_with_line_breaks_make_no_headers(app):
    Story(title="Ninth Bcc: x@example.org")
    letter = sent()["bob"]
    assert "\n" not in letter.subject
    assert db.session.scalar(select(Member.id).where(Member.name == "Bob"))
    assert letter.at == PLANNED + timedelta(0)
