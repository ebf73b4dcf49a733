"""Meetings are called, moved, called off and answered, each by those who may."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock, refs
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.meetings import actions, agenda_actions, queries, upkeep
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.rules import Answer, Point, Quorum
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


def edited(story, version=None, now=PLANNED, **change):
    plan = replace(story.plan, **change)
    version = story.meeting.series.version if version is None else version
    return actions.edit(story.meeting, plan, version, actor=story.fay, now=now)


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


def test_a_series_has_each_time_once(app):
    story = Story()
    with pytest.raises(Invalid, match="already"):
        actions.add_date(story.meeting, "Again", local("2026-12-02T10:00"), 60, actor=story.fay, now=PLANNED)


def test_a_cancelled_meeting_stays_so(app):
    story = Story()
    actions.cancel(story.meeting, "Floods", actor=story.fay, now=PLANNED)
    assert (story.meeting.state, story.meeting.reason, story.meeting.series.sequence) == (
        "cancelled",
        "Floods",
        1,
    )
    for act in (
        lambda: actions.cancel(story.meeting, "Twice", actor=story.fay, now=PLANNED),
        lambda: edited(story, title="Other"),
        lambda: story.says(story.alice),
        story.item,
        lambda: story.present(story.alice),
    ):
        with pytest.raises(IllegalMove):
            act()


CHANGES = {
    "edit": lambda story, by: actions.edit(story.meeting, story.plan, 1, actor=by),
    "cancel": lambda story, by: actions.cancel(story.meeting, "No", actor=by),
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


def test_an_answer_is_changed_until_the_start_and_counted_once(app):
    story = Story()
    for answer, coming in [("yes", 1), ("yes", 1), ("maybe", 0), ("yes", 1), ("no", 0)]:
        story.says(story.alice, answer)
        assert story.meeting.coming == coming
    story.says(story.bob, "yes", "from 10:30 on")
    story.says(story.bob, "yes")
    assert queries.answer_of(story.bob, story.meeting).comment == "from 10:30 on"
    assert list(upkeep.drift()) == []
    with pytest.raises(IllegalMove, match="begun"):
        actions.respond(story.meeting, Answer.yes, actor=story.alice, now=BEGINS)


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
    assert queries.company(story.meeting).by("country") == [("SG", 1)]


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


def titles(meeting):
    return [item.title for item in queries.agenda(meeting)]


def test_items_stand_in_their_order(app):
    story = Story()
    for title in "ABC":
        story.item(title)
    item = db.session.scalars(select(AgendaItem).where(AgendaItem.title == "C")).one()
    agenda_actions.move_item_up(item, actor=story.fay)
    agenda_actions.move_item_up(item, actor=story.fay)
    agenda_actions.move_item_up(item, actor=story.fay)
    assert titles(story.meeting) == ["C", "A", "B"]
    agenda_actions.remove_item(item, actor=story.fay)
    assert titles(story.meeting) == ["A", "B"]


def test_an_item_is_edited_by_version(app):
    story = Story()
    item = story.item()
    agenda_actions.edit_item(item, Point("Welcome", 15), 1, actor=story.fay)
    with pytest.raises(Stale, match="Someone changed") as stale:
        agenda_actions.edit_item(item, Point("Other", 15), 1, actor=story.fay)
    assert (stale.value.theirs, stale.value.version) == ("Welcome", 2)


def test_an_item_and_what_it_is_about_point_at_each_other(app):
    story = Story()
    other = actions.schedule(story.space, replace(PLAN, title="Other"), actor=story.fay, now=PLANNED)
    with app.test_request_context():
        item = story.item(about=f"http://127.0.0.1:8000/meetings/{other.id}-other?x=1#y")
        assert item.ref == f"meeting:{other.id}"
        assert [(kind, one.title) for kind, one in refs.linked(other.ref, story.alice)] == [
            ("agenda", story.plan.title)
        ]
        agenda_actions.edit_item(item, Point("Opening", 10, about=""), 1, actor=story.fay)
        assert refs.linked(other.ref, story.alice) == []


@pytest.mark.parametrize(
    "about",
    [
        "https://elsewhere.example/meetings/1-x",
        "nonsense",
        "meeting:99",
        "/meetings/99-x",
        "[" * 400,
        "\\\\",
        "//",
    ],
)
def test_what_does_not_lie_here_is_refused_at_its_field(app, about):
    story = Story()
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        story.item(about=about)
    assert refused.value.field == "about"
    assert titles(story.meeting) == []


def test_nobody_links_to_what_one_may_not_see_nor_loses_such_a_link(app):
    story = Story()
    secret = space("secret", "restricted")
    hidden = actions.schedule(secret, replace(PLAN, title="Hidden"), actor=officer(), now=PLANNED)
    with app.test_request_context():
        with pytest.raises(Invalid):
            story.item(about=hidden.ref)
        item = agenda_actions.add_item(
            story.meeting, Point("By Olga", 5, about=hidden.ref), actor=officer("Oscar"), now=PLANNED
        )
        agenda_actions.edit_item(item, Point("Renamed", 5, about=hidden.ref), 1, actor=story.fay)
    assert (item.title, item.ref) == ("Renamed", hidden.ref)


def test_an_agenda_has_an_end(app):
    story = Story()
    for number in range(agenda_actions.MOST_ITEMS):
        db.session.add(
            AgendaItem(
                meeting_id=story.meeting.id, position=number + 1, title="x", note="", minutes=1, presenter=""
            )
        )
    db.session.commit()
    with pytest.raises(IllegalMove):
        story.item()
