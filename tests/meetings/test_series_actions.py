"""A series is planned, planned anew from a date on, and called off."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import select

from cop.delivery.letters import as_read_by
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.meetings import home
from cop.meetings.company import actions as company_actions
from cop.meetings.company.rules import Answer
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.series import actions, change_actions, notices, queries, replan_actions
from cop.meetings.series.models import Occurrence, Series, Stub
from cop.meetings.series.recurrence_rules import Every, Rule
from cop.meetings.series.rules import Speech
from tests.meetings.story import PLAN, PLANNED, Story, local
from tests.people import officer

WEEKLY = Rule(Every.week, count=4)


@pytest.fixture
def story(app):
    return Story()


@pytest.fixture
def weekly(story):
    """Four Wednesdays at ten in Kuala Lumpur: 2, 9, 16 and 23 December."""
    story.first = actions.schedule(story.space, PLAN, WEEKLY, actor=story.fay, now=PLANNED)
    story.dates = queries.dates(story.first)
    return story


def days(meeting):
    return [f"{one.begins:%d %H:%M}" for one in queries.dates(meeting)]


def replan(story, meeting, rule, now=PLANNED, actor=None, **changes):
    plan = replace(PLAN, start=local(meeting.original), **changes)
    version = meeting.series.version
    return replan_actions.replan(meeting, plan, rule, version, actor=actor or story.fay, now=now)


def entries(verb):
    return list(db.session.scalars(select(Entry).where(Entry.verb == verb)))


def test_a_series_has_its_dates_and_one_invitation(weekly):
    assert days(weekly.first) == ["02 02:00", "09 02:00", "16 02:00", "23 02:00"]
    assert weekly.first.series.rrule == "FREQ=WEEKLY;BYDAY=WE;COUNT=4"
    (_single, entry) = entries("meeting_scheduled")
    assert {letter.about["meeting"] for letter in notices.scheduled(entry)} == {weekly.first.id}


def test_dates_can_be_left_out(story):
    made = actions.schedule(
        story.space, PLAN, WEEKLY, [local("2026-12-09T10:00")], actor=story.fay, now=PLANNED
    )
    assert days(made) == ["02 02:00", "16 02:00", "23 02:00"]
    with pytest.raises(Invalid):
        everything = [local(f"2026-12-{day:02}T10:00") for day in (2, 9, 16, 23)]
        actions.schedule(story.space, PLAN, WEEKLY, everything, actor=story.fay, now=PLANNED)


def test_an_hour_that_does_not_exist_is_refused_for_the_series(story):
    plan = replace(PLAN, start=local("2027-03-14T02:30"), zone="Europe/Zurich")
    with pytest.raises(Invalid) as refused:
        actions.schedule(story.space, plan, WEEKLY, actor=story.fay, now=PLANNED)
    assert refused.value.field == "start"


def test_all_dates_keep_uid_answers_and_pages(weekly):
    second, uid = weekly.dates[1], weekly.first.series.uid
    company_actions.respond(second, Answer.yes, actor=weekly.alice, now=PLANNED)
    replan(weekly, weekly.first, WEEKLY, zone="Asia/Bangkok", title="Renamed")
    assert days(weekly.first) == ["02 03:00", "09 03:00", "16 03:00", "23 03:00"]
    assert (weekly.first.series.uid, weekly.first.series.sequence) == (uid, 1)
    assert (second.id, second.coming, second.title) == (queries.dates(weekly.first)[1].id, 1, "Renamed")


def test_this_and_following_go_on_under_a_uid_of_their_own(weekly):
    before, third = weekly.first.series, weekly.dates[2]
    replan(weekly, third, Rule(Every.week, count=3), minutes=60)
    after = third.series
    assert (after.uid != before.uid, after.line, after.rrule) == (
        True,
        before.id,
        "FREQ=WEEKLY;BYDAY=WE;COUNT=3",
    )
    assert before.rrule == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261215"
    assert (days(weekly.first), days(third)) == (
        ["02 02:00", "09 02:00"],
        ["16 02:00", "23 02:00", "30 02:00"],
    )
    assert before.sequence == 1
    assert weekly.dates[3].series is after


def test_what_was_held_stays(weekly):
    now = weekly.first.ends + timedelta(hours=1)
    replan(weekly, weekly.dates[1], WEEKLY, now=now, zone="Asia/Bangkok")
    assert days(weekly.first) == ["02 02:00"]
    assert days(weekly.dates[1])[0] == "09 03:00"


def test_actions_are_carried_over_to_what_follows(weekly):
    now = weekly.first.begins + timedelta(minutes=10)
    outcome_actions.add_action(
        weekly.first, "Ask", weekly.alice, date(2026, 12, 20), actor=weekly.fay, now=now
    )
    replan(weekly, weekly.dates[2], WEEKLY, now=now, minutes=60)
    assert [row.text for row in outcome_queries.carried_over(weekly.dates[2], True)] == ["Ask"]


def test_a_date_moved_by_itself_stays_where_it_is(weekly):
    second = weekly.dates[1]
    plan = replace(PLAN, start=local("2026-12-10T15:00"))
    change_actions.edit(second, plan, second.series.version, actor=weekly.fay, now=PLANNED)
    replan(weekly, weekly.first, Rule(Every.week, count=6), place="Elsewhere")
    assert days(weekly.first)[:3] == ["02 02:00", "10 07:00", "16 02:00"]
    replan(weekly, weekly.first, WEEKLY, minutes=30)
    assert "09 02:00" in days(weekly.first)


def test_a_cancelled_date_stays_cancelled_and_becomes_no_other(weekly):
    second = weekly.dates[1]
    change_actions.cancel(second, "Holiday", actor=weekly.fay, now=PLANNED)
    replan(weekly, weekly.first, WEEKLY, zone="Asia/Bangkok")
    assert (f"{second.begins:%d %H}", second.state) == ("09 03", "cancelled")


def test_fewer_dates_are_cancelled_not_lost(weekly):
    replan(weekly, weekly.first, Rule(Every.week, 2, 2))
    assert [(f"{one.begins:%d}", one.state) for one in queries.dates(weekly.first)] == [
        ("02", "scheduled"), ("09", "cancelled"), ("16", "scheduled"), ("23", "cancelled"),
    ]  # fmt: skip


def test_dates_may_take_each_others_hours(weekly):
    """Each moves on by a week: none meets the one before it under the same first time."""
    later = replace(PLAN, start=local("2026-12-09T10:00"))
    replan_actions.replan(weekly.first, later, WEEKLY, 1, actor=weekly.fay, now=PLANNED)
    assert [one.id for one in queries.dates(weekly.first)] == [one.id for one in weekly.dates]
    assert days(weekly.first) == ["09 02:00", "16 02:00", "23 02:00", "30 02:00"]
    assert db.session.scalar(select(Stub.begins)) == datetime(2026, 12, 2, 2, tzinfo=UTC)


def test_everybody_hears_once_and_only_of_what_concerns_them(weekly):
    company_actions.respond(weekly.first, Answer.no, actor=weekly.bob, now=PLANNED)
    replan(weekly, weekly.first, WEEKLY, purpose="Said better")
    (entry,) = entries("meeting_series_replanned")
    assert notices.replanned(entry) == []
    replan(weekly, weekly.first, WEEKLY, zone="Asia/Bangkok")
    told = [letter.to for letter in notices.replanned(entries("meeting_series_replanned")[1])]
    assert told == [weekly.alice.id]


def told(letter, reader):
    """(method, events) of the calendar message that goes with the letter."""
    with clock.at(PLANNED):
        mail = notices.LETTERS[letter.kind]
        raw = as_read_by(reader, "en", lambda: mail(reader, letter).event("reply@cop.example"))
    made = icalendar.Calendar.from_ical(raw)
    return made["METHOD"], made.walk("VEVENT")


def test_what_goes_on_under_another_uid_is_taken_out_of_the_event_before(weekly):
    replan(weekly, weekly.dates[2], Rule(Every.week, count=2), minutes=60)
    letters = notices.replanned(entries("meeting_series_replanned")[0])
    kinds = [(letter.kind, letter.to) for letter in letters if letter.to == weekly.bob.id]
    assert kinds == [("meeting_replanned", weekly.bob.id), ("meeting_shortened", weekly.bob.id)]
    new, old = (told(letter, weekly.bob) for letter in letters if letter.to == weekly.bob.id)
    assert (new[0], old[0]) == ("REQUEST", "REQUEST")
    assert new[1][0]["UID"] != old[1][0]["UID"]
    assert b"UNTIL=20261209T020000Z" in old[1][0]["RRULE"].to_ical()
    assert old[1][0]["SEQUENCE"] == 1


def test_a_letter_about_several_cancelled_dates_leaves_the_others(weekly):
    change_actions.cancel_from(weekly.dates[1], "Funds", actor=weekly.fay, now=PLANNED)
    letter = notices.series_cancelled(entries("meeting_series_cancelled")[0])[0]
    method, events = told(letter, weekly.alice)
    assert method == "REQUEST"
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED"] + ["CANCELLED"] * 3
    change_actions.cancel_from(weekly.first, "All of it", actor=weekly.fay, now=PLANNED)
    letter = notices.series_cancelled(entries("meeting_series_cancelled")[1])[0]
    assert told(letter, weekly.alice)[0] == "CANCEL"


def test_what_was_answered_or_held_under_a_rule_of_speech_stays_under_it(weekly):
    """A rule that tells more holds for later dates alone, and only while nobody has answered for them."""
    second, now = weekly.dates[1], weekly.first.ends
    company_actions.respond(weekly.first, Answer.yes, actor=weekly.bob, now=PLANNED)
    company_actions.respond(second, Answer.yes, actor=weekly.bob, now=PLANNED)
    named = replace(PLAN, start=local(second.original), speech=Speech.attributed)
    with pytest.raises(IllegalMove):
        replan_actions.replan(second, named, WEEKLY, second.series.version, actor=weekly.fay, now=now)
    third = weekly.dates[2]
    named = replace(named, start=local(third.original))
    replan_actions.replan(third, named, WEEKLY, third.series.version, actor=weekly.fay, now=now)
    assert (weekly.first.series.speech, third.series.speech) == ("group", "attributed")


def test_a_faster_save_is_shown(weekly):
    with pytest.raises(Stale):
        replan_actions.replan(weekly.first, PLAN, WEEKLY, 0, actor=weekly.fay, now=PLANNED)


def test_a_date_that_began_is_no_longer_planned(weekly):
    with pytest.raises(IllegalMove):
        replan(weekly, weekly.first, WEEKLY, now=weekly.first.begins)


def test_only_organisers_plan(weekly):
    with pytest.raises(Forbidden):
        replan(weekly, weekly.first, WEEKLY, actor=weekly.alice)
    with pytest.raises(Forbidden):
        change_actions.cancel_from(weekly.first, "No", actor=weekly.alice, now=PLANNED)
    replan(weekly, weekly.first, WEEKLY, actor=officer())


def test_one_answer_for_all_later_dates(weekly):
    change_actions.cancel(weekly.dates[2], "Holiday", actor=weekly.fay, now=PLANNED)
    company_actions.respond_from(weekly.dates[1], Answer.yes, "online", actor=weekly.bob, now=PLANNED)
    assert [one.coming for one in queries.dates(weekly.first)] == [0, 1, 0, 1]
    with pytest.raises(IllegalMove):
        late = weekly.first.begins
        company_actions.respond_from(weekly.first, Answer.yes, actor=weekly.bob, now=late)


def test_home_asks_about_the_next_date_of_a_series(app):
    story = Story()
    first = actions.schedule(story.space, PLAN, WEEKLY, actor=story.fay, now=PLANNED)
    with app.test_request_context(), clock.at(PLANNED):
        shown = [one.due for one in home.invitations(story.bob, PLANNED)]
    assert shown == [story.meeting.begins, first.begins]


def test_calling_off_from_a_date_on(weekly):
    change_actions.cancel_from(weekly.dates[1], "Funds", actor=weekly.fay, now=PLANNED)
    states = [(one.state, one.reason) for one in queries.dates(weekly.first)]
    assert states == [("scheduled", "")] + [("cancelled", "Funds")] * 3
    (entry,) = entries("meeting_series_cancelled")
    letters = notices.series_cancelled(entry)
    assert [letter.about["dates"] for letter in letters] == [3, 3]


def test_a_series_that_is_not_regular_can_become_so(story):
    with clock.at(PLANNED):
        actions.add_date(story.meeting, "Extra", local("2026-12-20T10:00"), 60, actor=story.fay)
    replan(story, story.meeting, WEEKLY)
    assert days(story.meeting) == ["02 02:00", "09 02:00", "16 02:00", "23 02:00"]
    assert db.session.scalars(select(Series)).one().rrule
    assert len(list(db.session.scalars(select(Occurrence)))) == 4


def test_a_date_stays_elsewhere_until_the_series_has_another_place(weekly):
    second = weekly.dates[1]
    change_actions.edit(
        second,
        replace(PLAN, start=local("2026-12-09T10:00"), place="Hall 2"),
        second.series.version,
        actor=weekly.fay,
        now=PLANNED,
    )
    replan(weekly, weekly.first, Rule(Every.week, count=3))
    assert (weekly.first.place, second.place) == (PLAN.place, "Hall 2")
    replan(weekly, weekly.first, Rule(Every.week, count=3), place="Hall 3")
    assert (weekly.first.place, second.place) == ("Hall 3", "Hall 3")
