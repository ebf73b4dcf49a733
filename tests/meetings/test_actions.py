"""Meetings are called and answered, each by those who may, and are over by the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.meetings import upkeep
from cop.meetings.company import actions as company_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.series import actions
from cop.meetings.series.models import Occurrence
from cop.members.models import Visitor
from tests.meetings.story import BEGINS, PLAN, PLANNED, Story, local
from tests.people import administrator, member, officer, space


def test_a_meeting_keeps_wall_time_zone_and_moment(app):
    meeting = Story().meeting
    series = meeting.series
    assert (meeting.begins, meeting.ends) == (BEGINS, BEGINS + timedelta(hours=2))
    assert (series.local_start, series.zone, meeting.original) == (
        "2026-12-02T10:00",
        "Asia/Kuala_Lumpur",
        "2026-12-02T10:00",
    )
    assert (series.sequence, meeting.state, meeting.slug) == (0, "scheduled", "ninth-regular-meeting")
    assert series.purpose_html == "<p>Decide on <strong>two</strong> things.</p>"


@pytest.mark.parametrize("who", [member, administrator])
def test_members_and_administrators_schedule_nothing(app, who):
    with pytest.raises(Forbidden):
        actions.schedule(space(), PLAN, actor=who(), now=PLANNED)


def test_visitors_are_asked_to_sign_in(app):
    with pytest.raises(SignInNeeded):
        actions.schedule(space(), PLAN, actor=Visitor(), now=PLANNED)


def test_officers_and_facilitators_of_the_space_schedule(app):
    fay = member("Fay")
    forum = space(facilitators=[fay])
    actions.schedule(forum, PLAN, actor=officer(), now=PLANNED)
    actions.schedule(forum, PLAN, actor=fay, now=PLANNED)
    with pytest.raises(Forbidden):
        actions.schedule(space("other"), PLAN, actor=fay, now=PLANNED)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": local("2026-11-20T15:59")}, "start"),  # past
        ({"start": local("2026-03-29T02:30"), "zone": "Europe/Zurich"}, "start"),  # skipped
        ({"start": local("0001-01-01T00:00")}, "start"),
        ({"start": local("9999-12-31T23:59")}, "start"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": -30}, "minutes"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_cannot_be_planned_is_refused_at_its_field(app, change, field):
    with pytest.raises(Invalid) as refused:
        actions.schedule(
            space(),
            replace(PLAN, **change),
            actor=officer(),
            now=PLANNED - timedelta(days=250) if "zone" in change else PLANNED,
        )
    assert refused.value.field == field
    assert db.session.scalar(select(Occurrence.id)) is None


def test_nothing_is_planned_in_an_archived_space(app):
    forum = space()
    forum.archived_at = clock.now()
    db.session.commit()
    with pytest.raises(IllegalMove, match="archived"):
        actions.schedule(forum, PLAN, actor=officer(), now=PLANNED)


def last_entry():
    return db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()


def test_a_series_has_each_time_once(app):
    story = Story()
    with pytest.raises(Invalid, match="already"):
        actions.add_date(story.meeting, "Again", local("2026-12-02T10:00"), 60, actor=story.fay, now=PLANNED)


def test_an_answer_is_changed_until_the_start_and_counted_once(app):
    story = Story()
    for answer, coming in [("yes", 1), ("yes", 1), ("maybe", 0), ("yes", 1), ("no", 0)]:
        story.says(story.alice, answer)
        assert story.meeting.coming == coming
    story.says(story.bob, "yes", "from 10:30 on")
    story.says(story.bob, "yes")
    assert company_queries.answer_of(story.bob, story.meeting).comment == "from 10:30 on"
    assert list(upkeep.drift()) == []
    with pytest.raises(IllegalMove, match="begun"):
        company_actions.respond(story.meeting, Answer.yes, actor=story.alice, now=BEGINS)


def test_a_kept_count_that_drifted_is_found(app):
    story = Story()
    story.says(story.alice)
    story.meeting.coming = 5
    db.session.commit()
    assert list(upkeep.drift()) == [f"meeting {story.meeting.id}: 5 coming kept, 1 counted"]


def test_an_answer_keeps_the_group_and_country_of_then(app):
    story = Story()
    story.says(story.alice)
    story.alice.country = "TH"
    db.session.commit()
    assert company_queries.company(story.meeting).by("country") == [("SG", 1)]


def test_who_may_not_read_the_space_does_not_answer(app):
    story = Story("restricted")
    story.says(story.alice)
    with pytest.raises(Forbidden):
        story.says(story.bob)


def test_the_clock_concludes_meetings(app):
    story = Story()
    upkeep.conclude_ended(BEGINS + timedelta(hours=2, seconds=-1))
    assert story.meeting.state == "scheduled"
    upkeep.conclude_ended(BEGINS + timedelta(hours=2))
    assert (story.meeting.state, last_entry().verb, last_entry().actor) == (
        "held",
        "meeting_held",
        SYSTEM.ref,
    )
    upkeep.conclude_ended(BEGINS + timedelta(hours=3))
    assert len(db.session.scalars(select(Entry).where(Entry.verb == "meeting_held")).all()) == 1
