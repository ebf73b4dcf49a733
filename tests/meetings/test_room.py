"""What is taken down while a meeting sits, by whom, and who sees it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.meetings import permits
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.company import queries as company_queries
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.room import actions as room_actions
from cop.meetings.room import arriving, parked_actions, presence_actions, presence_queries, straw_actions
from cop.meetings.room import queries as room_queries
from cop.meetings.room import showing as room_showing
from cop.meetings.room.models import StrawVote
from cop.meetings.series import actions
from cop.meetings.series.rules import Speech
from tests.meetings.story import BEGINS, PLANNED, Story, before, during, later, local
from tests.people import administrator, member, officer, sign_in
from tests.sql import statements

DURING = BEGINS + timedelta(minutes=30)


def point(story, words="Data stay in the country", item=None, actor=None, now=DURING):
    return room_actions.take_point(story.meeting, words, item, actor=actor or story.fay, now=now)


def poll(story, options=("Yes", "No"), now=DURING):
    return straw_actions.ask_room(story.meeting, "Go on?", options, actor=story.fay, now=now)


def test_two_who_take_down_at_once_lose_nothing(app):
    story = Story()
    first, second = point(story, "Hers"), point(story, "His", actor=officer())
    assert [note.text for note in room_queries.notes(story.meeting)] == ["Hers", "His"]
    room_actions.edit_note(first, "Hers, better", 1, actor=story.fay, now=DURING)
    with pytest.raises(Stale) as stale:
        room_actions.edit_note(first, "Mine", 1, actor=story.fay, now=DURING)
    assert (stale.value.theirs, stale.value.version) == ("Hers, better", 2)
    room_actions.close_note(second, actor=story.fay, now=DURING)
    assert [note.text for note in room_queries.notes(story.meeting)] == ["Hers, better"]


def test_every_write_is_shown_to_who_has_the_room_open(app):
    story = Story()
    item, pulses = story.item(), [story.meeting.pulse]

    def seen():
        pulses.append(story.meeting.pulse)
        return pulses[-1] > pulses[-2]

    note = point(story)
    assert seen()
    asked = poll(story)
    assert seen()
    for act, subject, more in (
        (room_actions.begin_item, item, ()),
        (room_actions.pause, story.meeting, ()),
        (room_actions.edit_note, note, ("Better", 1)),
        (room_actions.close_note, note, ()),
        (straw_actions.answer_straw_poll, asked, (0,)),
        (straw_actions.close_straw_poll, asked, ()),
        (presence_actions.mark_present, story.meeting, (story.bob,)),
        (presence_actions.mark_absent, story.meeting, (story.bob,)),
        (outcome_actions.record_decision, story.meeting, ("We agree.",)),
        (outcome_actions.add_action, story.meeting, ("Send", story.bob, date(2026, 12, 9))),
        (presence_actions.take_attendance, story.meeting, ([story.bob],)),
    ):
        act(subject, *more, actor=story.fay, now=DURING)
        assert seen(), act.__name__


def test_the_running_order_has_one_item_on_and_keeps_its_clock(app):
    story = Story()
    one, two = story.item("One"), story.item("Two")
    room_actions.begin_item(one, actor=story.fay, now=DURING)
    room_actions.begin_item(two, actor=story.fay, now=DURING + timedelta(minutes=12))
    assert (one.ended_at, two.ended_at) == (DURING + timedelta(minutes=12), None)
    assert room_showing.minutes_on(one, DURING + timedelta(hours=1)) == 12
    room_actions.begin_item(one, actor=story.fay, now=DURING + timedelta(minutes=20))
    assert (one.began_at, one.ended_at, two.ended_at is None) == (DURING, None, False)
    room_actions.pause(story.meeting, actor=story.fay, now=DURING + timedelta(minutes=30))
    assert one.ended_at == DURING + timedelta(minutes=30)
    with pytest.raises(IllegalMove):
        room_actions.begin_item(one, actor=story.fay, now=PLANNED)


def test_what_is_parked_comes_along_until_it_is_taken_up(app):
    story = Story()
    note = room_actions.park(story.meeting, "Who pays?", actor=story.bob, now=DURING)
    tenth = actions.add_date(
        story.meeting, "Tenth", local("2027-01-06T10:00"), 60, actor=story.fay, now=story.after
    )
    assert [one.id for one in room_queries.parked_before(tenth)] == [note.id]
    minutes = minutes_actions.write_minutes(story.meeting, "M", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after + CORRECTIONS)
    assert minutes.state == "adopted"
    room_actions.close_note(note, actor=story.fay, now=story.after + CORRECTIONS)
    assert room_queries.parked_before(tenth) == []


def test_one_member_parks_only_so_much(app):
    story = Story()
    for number in range(room_actions.MOST_PARKED):
        room_actions.park(story.meeting, f"Thing {number}", actor=story.bob, now=DURING)
    with pytest.raises(IllegalMove):
        room_actions.park(story.meeting, "One more", actor=story.bob, now=DURING)
    room_actions.park(story.meeting, "Mine", actor=story.alice, now=DURING)


def test_nothing_is_taken_down_before_the_start_or_after_adoption(app):
    story = Story()
    with pytest.raises(IllegalMove, match="begun"):
        point(story, now=PLANNED)
    note = point(story)
    minutes_actions.write_minutes(story.meeting, "M", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    locked = story.after + CORRECTIONS
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=locked)
    for act in (
        lambda: point(story, now=locked),
        lambda: room_actions.edit_note(note, "Later", 1, actor=story.fay, now=locked),
        lambda: presence_actions.mark_present(story.meeting, story.bob, actor=story.fay, now=locked),
        lambda: presence_actions.take_attendance(story.meeting, [story.bob], actor=story.fay, now=locked),
        lambda: outcome_actions.record_decision(story.meeting, "No", actor=story.fay, now=locked),
    ):
        with pytest.raises(IllegalMove, match="locked"):
            act()


def test_a_note_belongs_to_an_item_of_its_meeting_which_then_stays(app):
    story = Story()
    item = story.item()
    other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
    point(story, item=item)
    with pytest.raises(IllegalMove, match="stays on the agenda"):
        agenda_actions.remove_item(item, actor=story.fay, now=DURING)
    with pytest.raises(Invalid):
        room_actions.take_point(other, "X", item, actor=story.fay, now=DURING)


def test_people_arrive_from_a_quarter_of_an_hour_before_to_the_end(app):
    story = Story(quorum=Quorum(members=1))
    for moment in (BEGINS - timedelta(minutes=16), BEGINS + timedelta(minutes=121)):
        with pytest.raises(IllegalMove, match="15 minutes"):
            presence_actions.arrive(story.meeting, actor=story.bob, now=moment)
    for _twice in range(2):
        presence_actions.arrive(story.meeting, actor=story.bob, now=BEGINS - timedelta(minutes=15))
    assert company_queries.company(story.meeting).people == 1
    presence_actions.mark_absent(story.meeting, story.bob, actor=story.fay, now=story.after)
    assert not company_queries.company(story.meeting).present


def test_who_cannot_read_the_space_is_not_noted(app):
    story = Story("restricted")
    with pytest.raises(Invalid) as refused:
        presence_actions.mark_present(story.meeting, story.bob, actor=story.fay, now=DURING)
    assert refused.value.field == "member"
    with pytest.raises(Forbidden):
        presence_actions.arrive(story.meeting, actor=story.bob, now=DURING)


def test_a_straw_poll_counts_each_once_and_shows_numbers_when_it_is_closed(app):
    story = Story()
    asked = poll(story)
    straw_actions.answer_straw_poll(asked, 0, actor=story.alice, now=DURING)
    straw_actions.answer_straw_poll(asked, 1, actor=story.alice, now=DURING)
    straw_actions.answer_straw_poll(asked, 1, actor=story.bob, now=DURING)
    assert len(list(db.session.scalars(select(StrawVote)))) == 2
    (shown,) = room_showing.polls(story.meeting, story.alice)
    assert (shown.answered, shown.results, shown.mine) == (2, [], 1)
    straw_actions.close_straw_poll(asked, actor=story.fay, now=DURING)
    (shown,) = room_showing.polls(story.meeting, story.alice)
    assert shown.results == [("Yes", 0), ("No", 2)]
    with pytest.raises(IllegalMove):
        straw_actions.answer_straw_poll(asked, 0, actor=story.alice, now=DURING)


@pytest.mark.parametrize("options", [[], ["One"], ["Same", "Same"], [str(n) for n in range(9)]])
def test_a_straw_poll_has_two_to_eight_different_answers(app, options):
    with pytest.raises(Invalid):
        poll(Story(), options)


def test_a_straw_poll_is_for_those_who_sit_together(app):
    story = Story()
    asked = poll(story)
    for choice in (-1, 2):
        with pytest.raises(Invalid):
            straw_actions.answer_straw_poll(asked, choice, actor=story.bob, now=DURING)
    for late in (lambda: poll(story, now=story.after),
                 lambda: straw_actions.answer_straw_poll(asked, 0, actor=story.bob, now=story.after)):  # fmt: skip
        with pytest.raises(IllegalMove, match="over"):
            late()


def test_only_who_runs_the_space_takes_down(app):
    story = Story()
    item, note, asked = story.item(), point(story), poll(story)
    for person in (story.alice, administrator()):
        for act, subject, more in (
            (room_actions.take_point, story.meeting, ("X",)),
            (room_actions.edit_note, note, ("X", 1)),
            (room_actions.close_note, note, ()),
            (room_actions.begin_item, item, ()),
            (room_actions.pause, story.meeting, ()),
            (straw_actions.ask_room, story.meeting, ("Q", ["a", "b"])),
            (straw_actions.close_straw_poll, asked, ()),
            (presence_actions.mark_present, story.meeting, (story.bob,)),
            (presence_actions.mark_absent, story.meeting, (story.bob,)),
        ):
            with pytest.raises(Forbidden):
                act(subject, *more, actor=person, now=DURING)
    assert permits.may_enter_room(story.alice, story.meeting)


# --- pages ------------------------------------------------------------------------------------------


def test_a_meeting_is_run_from_its_room(client):
    story = Story(quorum=Quorum(members=2))
    story.says(story.alice)
    item = story.item("Data quality", 20)
    sign_in(client, story.fay)
    with during():
        assert client.get(story.path + "/room").status_code == 200
        assert client.post(f"/meetings/agenda/{item.id}/begin").status_code == 303
        for kind, words in (("point", "Said <b>so</b>"), ("decision", "We agree."), ("parked", "Who pays?")):
            taken = client.post(story.path + "/room/take", data={"text": words, "kind": kind, "item": "now"})
            assert taken.status_code == 303, taken.text
        given = {"text": "Send it", "owner": "Alice", "due": "2026-12-09", "item": str(item.id)}
        back = client.post(story.path + "/actions?room=1", data=given)
        assert back.location.endswith("/room")
        assert (
            client.post(
                story.path + "/room/poll", data={"question": "Go on?", "options": "Yes\nNo"}
            ).status_code
            == 303
        )
        tapped = client.post(story.path + "/room/present", data={"member": story.alice.id, "there": "1"})
        assert tapped.status_code == 303
        sign_in(client, story.alice)
        shown = client.get(story.path + "/room").text
        for words in ("Data quality", "Said &lt;b&gt;so&lt;/b&gt;", "We agree.", "Who pays?", "Send it", "Go on?",
                      "You are noted as present.", "1, needs 2"):  # fmt: skip
            assert words in shown, words
        assert "/room/take" not in shown
        assert client.post("/meetings/polls/1", data={"choice": "0"}).status_code == 303
        assert client.post(story.path + "/room/park", data={"text": "And who else?"}).status_code == 303
        assert client.post(story.path + "/room/take", data={"text": "X", "kind": "point"}).status_code == 403
    (note,) = [one for one in room_queries.notes(story.meeting) if one.kind == "point"]
    assert note.item_id == item.id


def test_the_room_is_for_those_who_may_read_the_space(client):
    story = Story("restricted")
    note, asked = point(story), poll(story)
    paths = (
        "/room",
        "/room/live",
        "/room/park",
        "/room/take",
        "/room/poll",
        "/room/present",
        "/room/present/live",
    )
    with during():
        for person in (story.bob, administrator()):
            sign_in(client, person)
            assert {client.get(story.path + path).status_code for path in paths} == {404}
            assert client.get(f"/meetings/notes/{note.id}").status_code == 404
            assert client.get(f"/meetings/polls/{asked.id}").status_code == 404
        sign_in(client, story.alice)
        assert [client.get(story.path + path).status_code for path in paths] == [
            200,
            200,
            200,
            403,
            403,
            403,
            403,
        ]
    visitor = client.application.test_client()
    assert {visitor.get(story.path + path).status_code for path in paths} == {404}


def test_the_live_part_costs_one_answer_while_nothing_happens(client):
    story = Story()
    point(story)
    sign_in(client, story.alice)
    with during():
        first = client.get(story.path + "/room/live")
        tag = {"If-None-Match": first.headers["ETag"]}
        with statements() as sql:
            assert client.get(story.path + "/room/live", headers=tag).status_code == 304
        assert len(sql) < 8
        point(story, "Another")
        assert "Another" in client.get(story.path + "/room/live", headers=tag).text
        sign_in(client, story.fay)  # who runs it sees more than a member's copy
        assert client.get(story.path + "/room/live", headers=tag).status_code == 200


def test_the_room_costs_as_much_with_many_notes_as_with_few(client):
    story = Story()
    sign_in(client, story.fay)

    def cost():
        with clock.at(DURING + timedelta(seconds=len(costs))), statements() as sql:
            assert client.get(story.path + "/room").status_code == 200
        return len(sql)

    costs = []
    point(story, item=story.item())
    poll(story)
    costs.append(cost())
    for number in range(6):
        point(story, f"Point {number}", story.item(f"Item {number}"))
        poll(story)
        presence_actions.mark_present(story.meeting, member(f"Person {number}"), actor=story.fay, now=DURING)
    costs.append(cost())
    assert costs[1] <= costs[0] < 30


def test_arriving_takes_the_meetings_own_link_and_a_press(client):
    story = Story()
    path = f"{story.path}/arrive/{arriving.code_of(story.meeting)}"
    sign_in(client, story.bob)
    with during():
        assert client.get(f"{story.path}/arrive/{'0' * 16}").status_code == 404
        assert client.get(f"{story.path}/arrive/é").status_code == 404
        assert "I am here" in client.get(path).text
        assert not company_queries.company(story.meeting).present  # a GET records nothing
        assert client.post(path).status_code == 303
        assert "noted as present" in client.get(path).text
    with later():
        assert client.post(path, data={"form_key": "x"}).status_code == 409


def test_a_long_list_is_tapped_in_pages_and_found_by_name(client):
    story = Story()
    people = [member(f"Guest {number:03}") for number in range(presence_queries.TAPPED + 5)]
    for person in people:
        story.says(person)
    sign_in(client, story.fay)
    with during():
        first = client.get(story.path + "/room/present").text
        assert "Guest 000" in first and "Guest 064" not in first
        found = client.get(story.path + "/room/present?q=guest 064").text
        assert "Guest 064" in found and "Guest 000" not in found
        for bad in ("0", "999999", "x", ""):
            assert client.post(story.path + "/room/present", data={"member": bad}).status_code == 404
        tapped = {"member": people[64].id, "there": "1", "q": "guest 064"}
        assert client.post(story.path + "/room/present", data=tapped).location.endswith("q=guest+064")
        sent = client.post(story.path + "/attendance", data={"present": str(people[0].id), "others": ""})
        assert sent.status_code == 303
    assert company_queries.company(story.meeting).people == 1


BAD = ["", "   ", "x" * 100_000, "a\x00b", "a\u202eb"]


@pytest.mark.parametrize("words", BAD)
def test_bad_words_are_told_at_their_field(client, words):
    story = Story()
    note = point(story)
    sign_in(client, story.fay)
    with during():
        for path, typed in (
            (story.path + "/room/take", {"text": words, "kind": "point", "item": "now"}),
            (story.path + "/room/park", {"text": words}),
            (story.path + "/room/poll", {"question": words, "options": "a\nb"}),
            (f"/meetings/notes/{note.id}", {"text": words, "version": "1"}),
        ):
            assert client.post(path, data=typed).status_code == 422, path
    assert len(room_queries.notes(story.meeting)) == 1


def test_both_texts_are_shown_when_two_put_a_point_better(client):
    story = Story()
    note = point(story)
    sign_in(client, story.fay)
    with during():
        client.post(f"/meetings/notes/{note.id}", data={"text": "Hers", "version": "1"})
        both = client.post(f"/meetings/notes/{note.id}", data={"text": "ของเขา", "version": "1"})
    assert both.status_code == 409
    assert "Hers" in both.text and "ของเขา</textarea>" in both.text
    with before():
        assert "taken down from the start on" in client.get(story.path + "/room").text


def test_what_is_parked_goes_on_the_next_agenda_in_one_press(client):
    story = Story()
    words = "Who pays?\nThe ministry or the hospital."
    note = room_actions.park(story.meeting, words, actor=story.bob, now=DURING)
    other = room_actions.park(story.meeting, "W" * 300, actor=story.bob, now=DURING)
    sign_in(client, story.fay)
    with during():
        assert "On the agenda of" not in client.get(story.path + "/room").text
        assert client.post(f"/meetings/notes/{note.id}/agenda").status_code == 409
    tenth = actions.add_date(
        story.meeting, "Tenth", local("2027-01-06T10:00"), 60, actor=story.fay, now=story.after
    )
    with during():
        assert "On the agenda of 6 Jan 2027" in client.get(story.path + "/room").text
        on = {"on": str(tenth.id)}
        pressed = client.post(f"/meetings/notes/{note.id}/agenda", data=on)
        assert pressed.location.endswith("/agenda")
        assert "W" * 300 in client.get(pressed.location).text, "what is parked still can be taken from there"
        assert client.post(f"/meetings/notes/{other.id}/agenda", data=on).status_code == 303
        assert client.post(f"/meetings/notes/{other.id}/agenda", data=on).status_code == 409
        sign_in(client, story.alice)
        assert client.post(f"/meetings/notes/{note.id}/agenda", data=on).status_code == 403
    first, second = agenda_queries.agenda(tenth)
    assert (first.title, first.note) == ("Who pays?", words)
    assert (len(second.title), second.note) == (160, "W" * 300)
    assert room_queries.parked_before(tenth) == []


def test_what_is_parked_becomes_no_item_of_another_series(app):
    story = Story()
    note = room_actions.park(story.meeting, "Who pays?", actor=story.bob, now=DURING)
    other = actions.schedule(
        story.space, replace(story.plan, start=local("2027-01-06T10:00")), actor=story.fay, now=PLANNED
    )
    for date_of in (other, None):
        with pytest.raises(IllegalMove):
            parked_actions.put_on_agenda(note, date_of, actor=story.fay, now=DURING)


def test_what_is_parked_becomes_a_thread_under_the_rule_of_its_meeting(client):
    story = Story(speech=Speech.chatham)
    note = room_actions.park(story.meeting, "Who pays?", actor=story.bob, now=DURING)
    sign_in(client, story.fay)
    with during():
        begun = client.post(f"/meetings/notes/{note.id}/thread")
        assert begun.location.startswith("/discussions/forum/")
        shown = client.get(begun.location).text
        assert client.post(f"/meetings/notes/{note.id}/thread").status_code == 409
    assert "Who pays?" in shown and story.meeting.title in shown and "Chatham" in shown
