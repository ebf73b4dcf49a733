"""Meetings are moved, renamed and called off, each by those who may."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.rules import Point
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.series import actions, change_actions
from tests.meetings.story import BEGINS, PLANNED, Story, local
from tests.people import administrator


def edited(story, version=None, now=PLANNED, **change):
    plan = replace(story.plan, **change)
    version = story.meeting.series.version if version is None else version
    return change_actions.edit(story.meeting, plan, version, actor=story.fay, now=now)


def last_entry():
    return db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()


def test_another_time_raises_the_sequence_and_is_recorded_with_the_old_one(app):
    story = Story()
    edited(story, start=local("2026-12-03T09:00"))
    assert (story.meeting.begins - BEGINS, story.meeting.series.sequence) == (timedelta(hours=23), 1)
    assert story.meeting.original == "2026-12-02T10:00"
    entry = last_entry()
    assert (entry.verb, entry.facts) == ("meeting_moved", {"was": BEGINS.isoformat()})


def test_another_place_or_name_leaves_the_sequence(app):
    story = Story()
    edited(story, title="Tenth", place="Room 6")
    assert (story.meeting.title, story.meeting.series.title, story.meeting.series.sequence) == (
        "Tenth",
        "Tenth",
        0,
    )
    assert last_entry().facts == {"elsewhere": 1}
    edited(story, title="Tenth", place="Room 6", purpose="Better words", quorum=Quorum(3, 2, 1))
    assert last_entry().facts == {"elsewhere": 0}
    assert story.meeting.series.quorum == Quorum(3, 2, 1)
    assert story.meeting.slug == "ninth-regular-meeting"  # an address is for ever


def test_a_faster_edit_is_shown_and_nothing_lost(app):
    story = Story()
    edited(story, place="Room 6")
    with pytest.raises(Stale) as stale:
        edited(story, version=1, place="Room 7")
    assert "Room 6" in stale.value.theirs
    assert (stale.value.version, story.meeting.series.place) == (2, "Room 6")


def test_the_time_of_a_meeting_that_has_begun_stays(app):
    story = Story()
    during = BEGINS + timedelta(minutes=5)
    edited(story, now=during, link="https://call.example/other")
    with pytest.raises(IllegalMove):
        edited(story, now=during, start=local("2026-12-03T09:00"))


def test_another_zone_takes_a_lone_date_along(app):
    story = Story()
    edited(story, zone="Asia/Yangon", start=local("2026-12-02T08:30"))
    assert (story.meeting.begins, story.meeting.original, story.meeting.series.sequence) == (
        BEGINS,
        "2026-12-02T08:30",
        0,
    )


def test_a_series_of_several_dates_keeps_its_zone(app):
    story = Story()
    second = actions.add_date(
        story.meeting, "Tenth", local("2027-01-06T10:00"), 60, actor=story.fay, now=PLANNED
    )
    assert (second.series_id, second.title, second.series.sequence) == (story.meeting.series_id, "Tenth", 1)
    with pytest.raises(Invalid) as refused:
        edited(story, zone="Asia/Yangon")
    assert refused.value.field == "zone"
    edited(story, title="Only this one")
    assert (story.meeting.title, story.meeting.series.title) == ("Only this one", "Ninth regular meeting")


def test_a_cancelled_meeting_stays_so(app):
    story = Story()
    change_actions.cancel(story.meeting, "Floods", actor=story.fay, now=PLANNED)
    assert (story.meeting.state, story.meeting.reason, story.meeting.series.sequence) == (
        "cancelled",
        "Floods",
        1,
    )
    for act in (
        lambda: change_actions.cancel(story.meeting, "Twice", actor=story.fay, now=PLANNED),
        lambda: edited(story, title="Other"),
        lambda: story.says(story.alice),
        story.item,
        lambda: story.present(story.alice),
    ):
        with pytest.raises(IllegalMove):
            act()


CHANGES = {
    "edit": lambda story, by: change_actions.edit(story.meeting, story.plan, 1, actor=by),
    "cancel": lambda story, by: change_actions.cancel(story.meeting, "No", actor=by),
    "add_date": lambda story, by: actions.add_date(
        story.meeting, "T", local("2027-01-06T10:00"), 60, actor=by
    ),
    "add_item": lambda story, by: agenda_actions.add_item(story.meeting, Point("T", 5), actor=by),
}


@pytest.mark.parametrize("act", CHANGES)
def test_only_who_runs_the_space_changes_a_meeting(app, act):
    story = Story()
    for person in (story.alice, administrator()):
        with pytest.raises(Forbidden):
            CHANGES[act](story, person)


def test_of_several_dates_one_alone_is_elsewhere(app):
    story = Story()
    other = actions.add_date(
        story.meeting, "Tenth", local("2026-12-09T10:00"), 60, actor=story.fay, now=PLANNED
    )
    edited(story, place="Room 6")
    assert (story.meeting.place, story.meeting.link, other.place) == (
        "Room 6",
        story.plan.link,
        "Room 5, Kuala Lumpur",
    )
    assert last_entry().facts == {"elsewhere": 1}
    edited(story, place="", link="")
    assert (story.meeting.where, other.where) == (("", ""), (story.plan.place, story.plan.link))
    edited(story)
    assert (story.meeting.own_place, story.meeting.own_link) == (None, None)


def test_the_place_of_the_only_date_is_that_of_its_series(app):
    story = Story()
    edited(story, place="Room 6")
    assert (story.meeting.series.place, story.meeting.own_place) == ("Room 6", None)
