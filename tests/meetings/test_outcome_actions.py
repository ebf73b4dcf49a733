"""Attendance, minutes, decisions and actions."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.meetings import permits
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.models import Attendance
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.room import presence_actions
from cop.meetings.series import actions
from cop.members.models import Visitor
from tests.meetings.story import BEGINS, PLANNED, Story, local
from tests.people import administrator, officer


def minutes_of(story, source="We met.", version=0, actor=None, now=None):
    return minutes_actions.write_minutes(
        story.meeting, source, version, actor=actor or story.fay, now=now or story.after
    )


def test_those_present_are_counted_instead_of_those_who_said_yes(app):
    story = Story()
    story.says(story.alice)
    assert company_queries.company(story.meeting).people == 1
    story.present(story.bob, story.fay, story.bob)
    company = company_queries.company(story.meeting)
    assert (company.present, company.people, company.by("country")) == (True, 2, [("MY", 1), ("TH", 1)])
    story.present(story.fay)
    assert db.session.scalars(select(Attendance.member_id)).all() == [story.fay.id]


def test_nothing_is_written_down_before_the_start(app):
    story = Story()
    for act in (
        lambda: presence_actions.take_attendance(story.meeting, [story.alice], actor=story.fay, now=PLANNED),
        lambda: minutes_of(story, now=PLANNED),
        lambda: outcome_actions.record_decision(story.meeting, "Yes", actor=story.fay, now=PLANNED),
    ):
        with pytest.raises(IllegalMove, match="begun"):
            act()


def test_minutes_keep_every_text_and_show_both_on_a_conflict(app):
    story = Story()
    minutes = minutes_of(story, "First")
    minutes_of(story, "Second", 1)
    with pytest.raises(Stale) as stale:
        minutes_of(story, "Mine", 1)
    assert (stale.value.theirs, stale.value.version) == ("Second", 2)
    assert [row.number for row in minutes_queries.revisions(minutes)] == [2, 1]
    with pytest.raises(Stale):
        minutes_of(story, "New", 0)


@pytest.mark.parametrize(
    "change", ["UPDATE minutes_revisions SET source = 'x'", "DELETE FROM minutes_revisions"]
)
def test_a_saved_text_is_never_changed(app, change):
    minutes_of(Story())
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text(change))


def test_those_present_correct_until_the_minutes_are_adopted(app):
    story = Story()
    story.present(story.alice)
    minutes = minutes_of(story)
    with pytest.raises(Forbidden):
        minutes_of(story, "Too early", 1, actor=story.alice)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    assert minutes.corrections_until == story.after + CORRECTIONS
    minutes_of(story, "Corrected", 1, actor=story.alice)
    with pytest.raises(Forbidden):
        minutes_of(story, "Not there", 2, actor=story.bob)
    with pytest.raises(IllegalMove):
        minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after)
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after + CORRECTIONS)
    for person in (story.fay, story.alice):
        with pytest.raises((IllegalMove, Forbidden)):
            minutes_of(story, "Later", 2, actor=person)
    with pytest.raises(IllegalMove):
        minutes_actions.open_corrections(story.meeting, actor=story.fay)


def test_who_reads_minutes_when(app):
    story = Story("public")
    minutes, meeting = minutes_of(story), story.meeting
    people = [Visitor(), story.alice, story.fay, officer()]
    reads = lambda: [permits.may_read_minutes(one, meeting, minutes) for one in people]  # noqa: E731
    assert reads() == [False, False, True, True]
    minutes_actions.open_corrections(meeting, actor=story.fay, now=story.after)
    assert reads() == [False, True, True, True]
    minutes_actions.adopt_minutes(meeting, actor=story.fay, now=story.after + CORRECTIONS)
    assert reads() == [True, True, True, True]


def test_minutes_that_are_not_there_are_not_sent(app):
    story = Story()
    with pytest.raises(IllegalMove, match="no minutes yet"):
        minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)


def test_a_decision_keeps_the_quorum_of_its_moment(app):
    story = Story(quorum=Quorum(members=2, countries=2))
    story.present(story.alice)
    first = outcome_actions.record_decision(story.meeting, "Yes", actor=story.fay, now=story.after)
    story.present(story.alice, story.bob)
    second = outcome_actions.record_decision(story.meeting, "No", actor=story.fay, now=story.after)
    assert first.quorum == {"members": [1, 2], "countries": [1, 2], "groups": [1, 0]}
    assert second.quorum["members"] == [2, 2]
    assert [one.number for one in outcome_queries.decisions(story.meeting)] == [1, 2]


def given(story, owner=None, due=date(2026, 12, 9), item=None, words="Send it"):
    return outcome_actions.add_action(
        story.meeting, words, owner or story.alice, due, item, actor=story.fay, now=story.after
    )


def test_an_action_is_carried_over_until_it_is_closed(app):
    story = Story()
    item = given(story)
    later = actions.add_date(
        story.meeting, "Tenth", local("2027-01-06T10:00"), 60, actor=story.fay, now=story.after
    )
    third = actions.add_date(
        story.meeting, "Eleventh", local("2027-02-03T10:00"), 60, actor=story.fay, now=story.after
    )
    for meeting in (later, third):
        assert [row.id for row in outcome_queries.carried_over(meeting, named=True)] == [item.id]
    assert outcome_queries.carried_over(story.meeting, named=True) == []
    outcome_actions.close_action(item, "Sent on Monday", actor=story.alice)
    assert outcome_queries.carried_over(third, named=True) == []
    assert [(row.state, row.note) for row in outcome_queries.actions_of(story.meeting, named=True)] == [
        ("done", "Sent on Monday")
    ]
    with pytest.raises(IllegalMove):
        outcome_actions.close_action(item, "Again", actor=story.alice)


def test_an_action_is_closed_by_its_owner_or_who_runs_the_space(app):
    story = Story()
    item = given(story)
    for person in (story.bob, administrator()):
        with pytest.raises(Forbidden):
            outcome_actions.close_action(item, "Mine", actor=person)
    outcome_actions.close_action(item, "Done", actor=story.fay)


def test_an_action_goes_to_someone_who_can_read_it(app):
    story = Story("restricted")
    with pytest.raises(Invalid) as refused:
        given(story, story.bob)
    assert refused.value.field == "owner"
    with pytest.raises(Invalid) as refused:
        given(story, due=date(2026, 12, 1))
    assert refused.value.field == "due"
    assert given(story, due=date(2026, 12, 2)).number == 1


def test_an_item_that_something_came_of_stays(app):
    story = Story()
    item = story.item()
    given(story, item=item)
    with pytest.raises(IllegalMove, match="stays on the agenda"):
        agenda_actions.remove_item(item, actor=story.fay, now=BEGINS + timedelta(hours=1))


def test_an_item_of_another_meeting_is_refused(app):
    story = Story()
    other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
    item, story.meeting = story.item(), other
    with pytest.raises(Invalid) as refused:
        given(story, item=item)
    assert refused.value.field == "item"


@pytest.mark.parametrize(
    "act",
    [
        presence_actions.take_attendance,
        outcome_actions.record_decision,
        minutes_actions.open_corrections,
        minutes_actions.adopt_minutes,
        outcome_actions.add_action,
    ],
)
def test_only_who_runs_the_space_writes_down(app, act):
    story = Story()
    minutes_of(story)
    extra = {
        "take_attendance": ([story.alice],),
        "record_decision": ("Yes",),
        "add_action": ("Send", story.alice, date(2026, 12, 9)),
    }
    for person in (story.alice, administrator()):
        with pytest.raises(Forbidden):
            act(story.meeting, *extra.get(act.__name__, ()), actor=person, now=story.after)
