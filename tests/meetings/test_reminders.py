"""Reminders: so long before the start or after the end, at whatever time the date is set to by then."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import current_app

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.meetings import home
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.reminders import actions as reminder_actions
from cop.meetings.reminders import queries as reminder_queries
from cop.meetings.reminders import reminding
from cop.meetings.reminders.rules import LATEST, USUAL, WAYS, due
from cop.meetings.series import change_actions
from cop.meetings.series.rules import Slot
from tests.meetings.story import BEGINS, PLANNED, Story, before, local
from tests.meetings.test_notices import sent
from tests.people import administrator, sign_in


def home_of(person):
    with current_app.test_request_context():
        return list(home.actions(person, clock.now()))


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SLOT = Slot(BEGINS, BEGINS + 2 * HOUR, "scheduled")


@pytest.fixture
def story(app):
    story = Story()
    sent()
    return story


def reminded(now):
    reminding.remind_due(now)
    return sent(now)


@pytest.mark.parametrize(
    ("key", "moment"),
    [
        ("day_before", BEGINS - DAY),
        ("hour_after", BEGINS + 3 * HOUR),
        ("week_after", BEGINS + 2 * HOUR + 7 * DAY),
    ],
)
def test_a_reminder_is_due_from_its_moment_for_some_hours(key, moment):
    found = [list(due(SLOT, PLANNED, [key], moment + apart)) for apart in (-HOUR / 60, HOUR / 60, LATEST)]
    assert found == [[], [key], []]


def test_no_reminder_of_a_time_that_was_set_after_its_moment():
    assert list(due(SLOT, BEGINS - HOUR * 23, ["day_before"], BEGINS - HOUR * 22)) == []


def test_no_reminder_of_a_start_that_is_past():
    assert list(due(SLOT, PLANNED, ["hour_before"], BEGINS + HOUR / 60)) == []
    assert list(due(SLOT, PLANNED, ["no_such_way"], BEGINS - DAY)) == []


def test_those_invited_are_reminded_once_but_not_who_declined(story):
    story.says(story.alice, "no")
    assert reminded(BEGINS - DAY - HOUR) == {}
    letters = reminded(BEGINS - DAY + HOUR)
    assert set(letters) == {"bob", "fay"}
    assert letters["bob"].subject == "Reminder: Ninth regular meeting, 2 Dec 2026"
    assert "You have not answered yet." in letters["bob"].text
    assert reminded(BEGINS - DAY + 2 * HOUR) == {}


def test_a_date_that_moves_is_reminded_of_at_its_new_time_alone(story):
    moved = replace(story.plan, start=local("2026-12-09T10:00"))
    change_actions.edit(story.meeting, moved, 1, actor=story.fay, now=PLANNED)
    sent()
    assert reminded(BEGINS - DAY + HOUR) == {}
    assert set(reminded(BEGINS + 6 * DAY + HOUR)) == {"alice", "bob", "fay"}
    later = replace(story.plan, start=local("2026-12-16T10:00"))
    change_actions.edit(story.meeting, later, 2, actor=story.fay, now=BEGINS + 6 * DAY + 2 * HOUR)
    sent(BEGINS + 6 * DAY + 2 * HOUR)
    assert set(reminded(BEGINS + 13 * DAY + HOUR)) == {"alice", "bob", "fay"}


def test_a_letter_that_waited_until_the_meeting_moved_or_was_declined_is_dropped(story):
    reminding.remind_due(BEGINS - DAY + HOUR)
    story.says(story.bob, "no")
    moved = replace(story.plan, start=local("2026-12-09T10:00"))
    change_actions.edit(story.meeting, moved, 1, actor=story.fay, now=BEGINS - DAY + HOUR)
    assert {letter.subject.split(":")[0] for letter in sent(BEGINS - DAY + HOUR).values()} == {"Moved"}


def test_a_cancelled_meeting_is_not_reminded_of(story):
    change_actions.cancel(story.meeting, "Storm", actor=story.fay, now=PLANNED)
    sent()
    assert reminded(BEGINS - DAY + HOUR) == {}


def test_after_the_end_those_who_were_there_are_told_what_was_decided(story):
    reminder_actions.choose_reminders(story.meeting, ["hour_after"], actor=story.fay, now=PLANNED)
    story.says(story.alice)
    story.present(story.bob)
    outcome_actions.record_decision(story.meeting, "We share the data.", actor=story.fay, now=story.after)
    sent(story.after)
    assert reminded(BEGINS - DAY + HOUR) == {}
    letters = reminded(BEGINS + 3 * HOUR + HOUR / 2)
    assert set(letters) == {"bob"}
    assert "We share the data." in letters["bob"].text


def test_reminders_are_chosen_by_who_runs_the_space(client):
    story = Story()
    assert reminder_queries.keys_of(story.meeting.series_id) == list(USUAL)
    for person in (story.alice, administrator()):
        with pytest.raises(Forbidden):
            reminder_actions.choose_reminders(story.meeting, [], actor=person, now=PLANNED)
    sign_in(client, story.fay)
    with before():
        assert "A week before the start" in client.get(story.path + "/reminders").text
        for keys in (["week_before", "day_after"], []):
            typed = {"keys": keys, "form_key": f"chooses {len(keys)}"}
            assert client.post(story.path + "/reminders", data=typed).status_code == 303
            db.session.rollback()
            assert reminder_queries.keys_of(story.meeting.series_id) == keys
        assert client.post(story.path + "/reminders", data={"keys": "never"}).status_code == 422
    assert set(USUAL) <= set(WAYS)


def test_owners_of_actions_are_reminded_before_and_after_once_and_never_of_what_is_closed(story):
    given = (story.bob, date(2026, 12, 20))
    kept, closed = (
        outcome_actions.add_action(story.meeting, words, *given, actor=story.fay, now=story.after)
        for words in ("Send the list", "Ask the ministry")
    )
    sent(story.after)

    def told(day):
        now = datetime(2026, 12, day, 2, tzinfo=UTC)  # half past eight in Bob's Yangon
        reminding.remind_owners(now)
        return {letter.subject for letter in sent(now).values()}

    assert told(17) == set()
    outcome_actions.close_action(closed, "Asked", actor=story.bob, now=story.after)
    sent(story.after)
    assert told(18) == {"To be done by 20 Dec 2026: Send the list"}
    assert told(20) == set()
    assert told(21) == {"It was due on 20 Dec 2026: Send the list"}
    assert told(22) == set()
    with clock.at(datetime(2026, 12, 22, 2, tzinfo=UTC)):
        (waits,) = home_of(story.bob)
    assert "It was due on 20 Dec 2026" in waits.why
    outcome_actions.close_action(kept, "Sent", actor=story.bob, now=story.after)
    assert home_of(story.bob) == []


def test_a_letter_about_an_action_that_was_closed_meanwhile_is_dropped(story):
    item = outcome_actions.add_action(
        story.meeting, "Send", story.bob, date(2026, 12, 20), actor=story.fay, now=story.after
    )
    sent(story.after)
    now = datetime(2026, 12, 19, 2, tzinfo=UTC)
    reminding.remind_owners(now)
    outcome_actions.close_action(item, "Sent", actor=story.bob, now=now)
    assert sent(now) == {}
