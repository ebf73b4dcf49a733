"""Minutes from what was taken down to adoption; decisions and actions that come along and are closed."""

from datetime import date, timedelta

import pytest

from cop.kernel import clock, paper
from cop.kernel.errors import Forbidden, IllegalMove
from cop.meetings import home
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes import assembling, minutes_paper
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.outcomes import actions as followup_actions
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.room import actions as room_actions
from cop.meetings.room import presence_actions
from cop.meetings.series import actions
from cop.meetings.series.rules import Speech
from tests.meetings.story import BEGINS, Story, later, local
from tests.people import administrator, member, officer, sign_in

DURING = BEGINS + timedelta(minutes=30)


def sat(**changes):
    """A meeting at which something was taken down of everything."""
    story = Story(**changes)
    item = story.item("Data quality")
    room_actions.take_point(story.meeting, "Local data\nare short", item, actor=story.fay, now=DURING)
    struck = room_actions.take_point(story.meeting, "A slip", item, actor=story.fay, now=DURING)
    room_actions.close_note(struck, actor=story.fay, now=DURING)
    room_actions.park(story.meeting, "Who pays?", actor=story.bob, now=DURING)
    story.decision = outcome_actions.record_decision(
        story.meeting, "We share.", item, actor=story.fay, now=DURING
    )
    outcome_actions.add_action(
        story.meeting, "Send it", story.alice, date(2026, 12, 9), actor=story.fay, now=DURING
    )
    for person in (story.alice, story.bob):
        presence_actions.mark_present(story.meeting, person, actor=story.fay, now=DURING)
    return story


@pytest.mark.parametrize(
    ("speech", "composition", "names"),
    [(Speech.attributed, True, True), (Speech.group, True, False), (Speech.chatham, False, False)],
)
def test_a_text_to_begin_with_keeps_the_rule_of_speech(app, speech, composition, names):
    story = sat(speech=speech)
    with app.test_request_context():
        text = assembling.assembled(story.meeting, story.fay)
    assert ("Malaysia 1" in text, "Alice" in text) == (composition, names)
    assert "## 1. Data quality\n\n- Local data are short\n\nDecision 1." in text
    assert "## Under no item\n\nAction 1." in text
    assert "## Parked\n\n- Who pays?" in text
    assert "A slip" not in text


def test_minutes_begin_with_what_was_taken_down(client):
    story = sat()
    sign_in(client, story.fay)
    with later():
        assert "- Local data are short" in client.get(story.path + "/minutes/edit").text
        client.post(story.path + "/minutes/edit", data={"text": "We *met*.", "version": "0"})
        again = client.get(story.path + "/minutes/edit").text
        assert "We *met*.</textarea>" in again
        assert "- Local data are short" in again  # beside the text, to take over from
        read = client.get(story.path + "/minutes").text
    assert "We share." in read and "Send it" in read


def test_each_saved_text_shows_what_it_changed(client):
    story = sat(visibility="public")
    minutes_actions.write_minutes(story.meeting, "We met briefly.", 0, actor=story.fay, now=story.after)
    minutes_actions.write_minutes(story.meeting, "We met at length.", 1, actor=story.fay, now=story.after)
    path = story.path + "/minutes/2"
    assert client.get(path).status_code == 404
    with later():
        sign_in(client, story.bob)
        assert client.get(path).status_code == 404  # a draft is its writers'
        sign_in(client, story.fay)
        shown = client.get(path).text
        assert "<del>briefly</del>" in shown and "<ins>at length</ins>" in shown
        assert client.get(story.path + "/minutes/3").status_code == 404
        assert "We met briefly." in client.get(story.path + "/minutes/1").text


def awaited(app, person, now):
    with app.test_request_context(), clock.at(now):
        return [(one.title, one.act) for one in home.minutes_waiting(person, now)]


def test_home_asks_those_present_to_correct_and_who_runs_it_to_adopt(app):
    story = sat()
    minutes_actions.write_minutes(story.meeting, "M", 0, actor=story.fay, now=story.after)
    assert awaited(app, story.alice, story.after) == []
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    people, closed = (story.alice, member("Carol"), story.fay, officer()), story.after + CORRECTIONS
    title = story.meeting.title
    assert [awaited(app, one, story.after) for one in people] == [[(title, "Correct")], [], [], []]
    assert [awaited(app, one, closed) for one in people] == [[], [], [(title, "Adopt")], [(title, "Adopt")]]
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=closed)
    assert [awaited(app, one, closed) for one in people] == [[], [], [], []]


def test_a_decision_comes_along_until_it_is_closed_with_a_note(app):
    story = sat()
    dates = [
        actions.add_date(story.meeting, name, local(start), 60, actor=story.fay, now=story.after)
        for name, start in (("Tenth", "2027-01-06T10:00"), ("Eleventh", "2027-02-03T10:00"))
    ]
    for meeting in dates:
        assert [row.id for row in outcome_queries.standing(meeting)] == [story.decision.id]
    assert outcome_queries.standing(story.meeting) == []
    for person in (story.alice, administrator()):
        with pytest.raises(Forbidden):
            followup_actions.end_decision(story.decision, "Mine", actor=person)
    followup_actions.end_decision(story.decision, "Shared in March", actor=story.fay)
    assert outcome_queries.standing(dates[1]) == []
    assert [row.note for row in outcome_queries.decisions(story.meeting)] == ["Shared in March"]
    with pytest.raises(IllegalMove):
        followup_actions.end_decision(story.decision, "Again", actor=story.fay)


def test_decisions_are_closed_and_actions_found_on_their_pages(client):
    story = sat()
    path = f"/meetings/decisions/{story.decision.id}"
    with later():
        sign_in(client, story.alice)
        assert client.get(path).status_code == 403
        assert "Send it" in client.get("/meetings/actions").text
        sign_in(client, story.bob)
        assert "Send it" not in client.get("/meetings/actions").text
        assert "Send it" in client.get("/meetings/actions?show=open").text
        assert "Send it" not in client.get("/meetings/actions?show=done&at=%22broken").text
        sign_in(client, story.fay)
        assert client.post(path, data={"note": ""}).status_code == 422
        assert client.post(path, data={"note": "Done ហើយ"}).status_code == 303
        assert "Done ហើយ" in client.get(story.path).text


def test_the_list_of_actions_is_read_in_pages_by_day(app):
    story = sat()
    for day in range(60):
        outcome_actions.add_action(
            story.meeting, f"Task {day}", story.alice, date(2026, 12, 10) + timedelta(days=day // 7), actor=story.fay,
            now=DURING,
        )  # fmt: skip
    first = outcome_queries.register(story.alice, "own")
    rest = outcome_queries.register(story.alice, "own", first.after)
    ids = [row.id for row in (*first.rows, *rest.rows)]
    assert len(ids) == len(set(ids)) == 61
    assert outcome_queries.register(story.alice, "own", rest.before).rows == first.rows


@pytest.mark.skipif(not paper.available(), reason="needs the extra pdf and Pango")
def test_minutes_are_taken_along_by_whoever_may_read_them_as_they_stand(client):
    story = Story("public", speech=Speech.chatham)
    due = date(2026, 12, 9)
    outcome_actions.add_action(story.meeting, "Send it", story.bob, due, actor=story.fay, now=story.after)
    minutes_actions.write_minutes(story.meeting, "We met.", 0, actor=story.fay, now=story.after)
    here, visitor = story.path + "/minutes.pdf", client.application.test_client()
    with clock.at(story.after):
        sign_in(client, story.alice)
        assert (client.get(here).status_code, visitor.get(here).status_code) == (404, 404), "a draft"
        sign_in(client, story.fay)
        draft = client.get(here)
        assert (draft.mimetype, draft.data[:5]) == ("application/pdf", b"%PDF-")
        minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
        assert sign_in(client, story.alice).get(here).status_code == 200
        assert visitor.get(here).status_code == 404
    with client.application.test_request_context(), clock.at(story.after):
        for_member, for_all = (minutes_paper.html(story.meeting, member) for member in (True, False))
    assert "We met." in for_all and "Text 1" in for_all and "Chatham House Rule" in for_all
    assert ("Send it" in for_member, "Send it" in for_all, "Bob" in for_member) == (True, False, False)
