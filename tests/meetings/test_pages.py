"""What each kind of person meets on the pages, what bad input gets, and what a page costs."""

import pytest

from cop.kernel import clock
from cop.kernel.db import db
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.company import actions as company_actions
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.company.rules import Answer
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.series import actions, list_queries
from cop.meetings.series.rules import Speech
from tests.meetings.story import BEGINS, FORM, PLANNED, Story, before, during, later, local
from tests.people import administrator, member, officer, sign_in
from tests.sql import statements

READS = ["", ".ics"]
ANSWERS = ["/answer", "/who"]
ORGANISES = ["/edit", "/dates", "/cancel", "/agenda", "/attendance", "/minutes/edit", "/decide", "/actions"]


def statuses(client, story, paths, person=None):
    if person is not None:
        sign_in(client, person)
    with before():
        return {client.get(story.path + path).status_code for path in paths}


@pytest.mark.parametrize(("visibility", "status"), [("public", 200), ("members", 404), ("restricted", 404)])
def test_visitors_see_public_meetings_alone(client, visibility, status):
    story = Story(visibility)
    assert statuses(client, story, READS) == {status}
    with before():
        shown = client.get("/meetings/")
    assert shown.status_code == 200
    assert (story.plan.title in shown.text) == (status == 200)
    assert statuses(client, story, ANSWERS + ORGANISES) == ({302} if status == 200 else {404})


@pytest.mark.parametrize("what", ["Room 5", "call.example"])
def test_the_place_is_for_members(client, what):
    story = Story("public")
    with before():
        assert all(what not in client.get(story.path + path).text for path in READS)
        sign_in(client, story.bob)
        assert all(what in client.get(story.path + path).text.replace("\r\n ", "") for path in READS)


def test_each_kind_of_person_gets_what_is_theirs(client):
    story = Story("restricted")
    assert statuses(client, story, READS + ANSWERS + ORGANISES, story.bob) == {404}
    assert statuses(client, story, READS + ANSWERS, story.alice) == {200}
    assert statuses(client, story, ORGANISES, story.alice) == {403}
    assert statuses(client, story, READS + ANSWERS + ORGANISES, administrator()) == {404}
    assert statuses(client, story, READS + ANSWERS + ORGANISES, story.fay) == {200}
    assert statuses(client, story, READS + ANSWERS + ORGANISES, officer()) == {200}


def test_an_address_is_one_spelling(client):
    story = Story("public")
    slug = story.meeting.slug
    for path in (
        f"/meetings/0{story.meeting.id}-{slug}",
        f"/meetings/{story.meeting.id}-other",
        f"/meetings/{10**30}-{slug}",
    ):
        assert client.get(path).status_code == 404


def test_the_two_clocks_name_their_zones_and_days(client):
    story = Story(start=local("2026-12-02T01:00"))
    sign_in(client, story.bob)
    with before():
        shown = client.get(story.path).text
    assert "Tuesday, 1 December 2026, in" in shown  # the reader's day
    assert "Your time, Yangon (UTC+6:30)" in shown
    assert "23:30 to 01:30" in shown
    assert "Kuala Lumpur (UTC+8), Wednesday, 2 December 2026" in shown
    assert "01:00 to 03:00" in shown


def test_visitors_are_told_the_meetings_own_time(client):
    story = Story("public")
    story.item("Opening")
    with before():
        shown = client.get(story.path).text
    assert "The meeting&#39;s time, Kuala Lumpur (UTC+8)" in shown
    assert "10:00 to 12:00" in shown
    assert "Your time" not in shown


def test_the_quorum_says_who_is_missing_and_who_completes_it(client):
    story = Story(quorum=Quorum(countries=2))
    story.says(story.alice)
    sign_in(client, story.bob)
    with before():
        shown = client.get(story.path).text
        assert "1, needs 2" in shown
        assert "Your yes would complete the quorum." in shown
        client.post(story.path + "/answer", data={"answer": "yes"})
        shown = client.get(story.path).text
        assert "2, needs 2" in shown
        assert "would complete" not in shown


def test_under_the_chatham_house_rule_nobody_is_named(client):
    story = Story(speech=Speech.chatham)
    story.says(story.bob, comment="I bring Carol")
    sign_in(client, story.alice)
    with before():
        assert client.get(story.path + "/who").status_code == 403
        shown = client.get(story.path).text
        assert "Who answered what" not in shown
        assert "Yangon" not in shown  # the zone of one person is a name, too
        sign_in(client, story.fay)
        assert "I bring Carol" in client.get(story.path + "/who").text


def test_minutes_are_read_by_stage(client):
    story = Story("public")
    minutes_actions.write_minutes(story.meeting, "Said *in draft*", 0, actor=story.fay, now=story.after)

    def seen():
        found = []
        for person in (None, story.bob, story.fay):
            browser = client.application.test_client()
            if person:
                sign_in(browser, person)
            found.append(browser.get(story.path + "/minutes").status_code)
        return found

    assert seen() == [404, 404, 200]
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    assert seen() == [404, 200, 200]
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after + CORRECTIONS)
    assert seen() == [200, 200, 200]
    assert "Said <em>in draft</em>" in client.get(story.path + "/minutes").text


def test_two_who_write_minutes_at_once_lose_nothing(client):
    story = Story()
    sign_in(client, story.fay)
    with later():
        client.post(story.path + "/minutes/edit", data={"text": "Hers", "version": "0"})
        both = client.post(story.path + "/minutes/edit", data={"text": "His", "version": "0"})
        assert both.status_code == 409
        assert "Hers" in both.text
        assert "His</textarea>" in both.text
        assert 'name="version" type="hidden" value="1"' in both.text
        again = client.post(story.path + "/minutes/edit", data={"text": "Hers and his", "version": "1"})
        assert again.status_code == 303


def test_a_form_sent_twice_is_taken_once(client):
    story = Story()
    sign_in(client, story.fay)
    item = {"title": "Opening", "minutes": "10", "form_key": "once"}
    with before():
        first = client.post(story.path + "/agenda", data=item)
        db.session.rollback()  # a request begins with what was committed before it
        second = client.post(story.path + "/agenda", data=item)
    assert (first.status_code, second.status_code, first.location) == (303, 303, second.location)
    assert len(agenda_queries.agenda(story.meeting)) == 1


BAD = [
    ({"title": ""}, "Give the meeting a name."),
    ({"title": "   "}, "Give the meeting a name."),
    ({"title": "x" * 100_000}, "at most 160"),
    ({"title": "a\x00b"}, "invisible character"),
    ({"title": "a\u202eb"}, "invisible character"),
    ({"purpose": "x" * 100_000}, "at most 10000"),
    ({"purpose": "[" * 3_000}, "brackets"),
    ({"start": ""}, "Say when it begins."),
    ({"start": "2026-02-30T10:00"}, "not a date and time that exists"),
    ({"start": "tomorrow"}, "not a date and time that exists"),
    ({"start": "0001-01-01T00:00"}, "too far away"),
    ({"start": "9999-12-31T23:59"}, "too far away"),
    ({"start": "2026-11-01T10:00"}, "past"),
    ({"start": "2027-03-28T02:30", "zone": "Europe/Zurich"}, "does not exist in Europe/Zurich"),
    ({"zone": "Mars/Olympus"}, "Not a valid choice"),
    ({"minutes": "-60"}, "from 5 to 1440"),
    ({"minutes": "9" * 6_000}, "whole number"),
    ({"minutes": "an hour"}, "whole number"),
    ({"link": "javascript:alert(1)"}, "begins with https://"),
    ({"speech": "shouted"}, "Not a valid choice"),
    ({"quorum_members": "-1"}, "from 0 to"),
    ({"space": "nowhere"}, "Not a valid choice"),
]


@pytest.mark.parametrize(("change", "says"), BAD)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(client, change, says):
    story = Story()
    sign_in(client, story.fay)
    typed = FORM | {"space": "forum", "place": "Kept สถานที่ ទីកន្លែង"} | change
    with before():
        answer = client.post("/meetings/new", data=typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert "Kept สถานที่ ទីកន្លែង" in answer.text
    assert list_queries.past(story.fay, story.after).rows[1:] == []


def test_what_people_write_is_text_in_every_script(client):
    story = Story(
        "public", title="<script>alert(1)</script> การประชุม", purpose="<script>alert(2)</script> **ប្រជុំ**"
    )
    story.item("<b onclick=x>Item</b>", note="<img src=x onerror=alert(3)>", presenter="<i>Me</i>")
    sign_in(client, story.bob)
    with before():
        client.post(story.path + "/answer", data={"answer": "yes", "comment": "<script>alert(4)</script>"})
        for path in ("/meetings/", story.path, story.path + "/who"):
            shown = client.get(path).text
            for sign in ("<script>alert", "<img src=x", "<b onclick", "<i>Me"):
                assert sign not in shown, path
        assert "<strong>ប្រជុំ</strong>" in client.get(story.path).text


@pytest.mark.parametrize("answer", ["", "perhaps", "yes\x00", "x" * 100_000])
def test_an_answer_is_one_of_three(client, answer):
    story = Story()
    sign_in(client, story.alice)
    with before():
        assert client.post(story.path + "/answer", data={"answer": answer}).status_code == 422
    with during():
        late = client.post(story.path + "/answer", data={"answer": "yes"})
    assert late.status_code == 409
    assert "has begun" in late.text


@pytest.mark.parametrize(
    ("path", "typed", "says"),
    [
        ("/attendance", {"present": "99999"}, "not a valid choice"),
        ("/attendance", {"present": "x"}, "nvalid"),
        ("/attendance", {"others": "Nobody Known"}, "No member is called"),
        ("/actions", {"text": "Do", "owner": "Nobody Known", "due": "2026-12-09"}, "No member is called"),
        ("/actions", {"text": "Do", "owner": "Alice", "due": "2026-02-30"}, "not a date that exists"),
        ("/actions", {"text": "Do", "owner": "Alice", "due": "2026-12-01"}, "before the meeting"),
        (
            "/actions",
            {"text": "Do", "owner": "Alice", "due": "2026-12-09", "item": "77"},
            "Not a valid choice",
        ),
        ("/decide", {"text": ""}, "Write what was decided."),
        ("/minutes/edit", {"text": "", "version": "0"}, "Write something first."),
        ("/minutes/edit", {"text": "x" * 100_000, "version": "0"}, "at most 60000"),
        (
            "/agenda",
            {"title": "Item", "minutes": "10", "about": "https://elsewhere.example/x"},
            "Nothing of this site",
        ),
        ("/agenda", {"title": "Item", "minutes": "0"}, "from 1 to 1440"),
        ("/cancel", {"reason": ""}, "Say why"),
        ("/dates", {"title": "T", "start": "2026-12-02T10:00", "minutes": "60"}, "past"),
    ],
)
def test_bad_input_after_the_meeting(client, path, typed, says):
    story = Story()
    sign_in(client, story.fay)
    with later():
        answer = client.post(story.path + path, data=typed)
    assert answer.status_code == 422
    assert says in answer.text


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "\u0e51", None])
def test_a_version_that_is_none_shows_what_stands(client, version):
    story = Story()
    sign_in(client, story.fay)
    typed = FORM | ({} if version is None else {"version": version})
    with before():
        answer = client.post(story.path + "/edit", data=typed)
    assert answer.status_code == 409
    assert "Someone changed the meeting" in answer.text


def test_an_edit_by_the_form_moves_the_meeting(client):
    story = Story()
    sign_in(client, story.fay)
    with before():
        assert 'value="2026-12-02 10:00' in client.get(story.path + "/edit").text
        sent = client.post(story.path + "/edit", data=FORM | {"start": "2026-12-03T10:00", "version": "1"})
        assert sent.location == story.path
        shown = client.get(story.path).text
        assert "It was first set to Wednesday, 2 December 2026, 10:00 (Kuala Lumpur)." in shown
        file = client.get(story.path + ".ics").text
    assert "DTSTART;TZID=Asia/Kuala_Lumpur:20261203T100000" in file
    assert "SEQUENCE:1" in file


def cost(client, path):
    client.get(path)
    with before(), statements() as sent:
        assert client.get(path).status_code == 200
    return len(sent)


def test_a_page_costs_the_same_with_few_and_with_many(client):
    story = Story()
    sign_in(client, story.fay)
    fill(client, story, 1)
    paths = [
        "/meetings/",
        "/meetings/past",
        story.path,
        story.path + "/who",
        story.path + "/agenda",
        story.path + ".ics",
    ]
    few = {path: cost(client, path) for path in paths}
    fill(client, story, 12)
    assert {path: cost(client, path) for path in paths} == few
    assert max(few.values()) <= 24, few


def fill(client, story, many):
    for number in range(many):
        one = member(f"Member {many} {number}", country=["SG", "MY", "TH"][number % 3])
        story.says(one)
        other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
        with client.application.test_request_context():
            story.item(f"Item {number}", about=other.ref)
        company_actions.respond(other, Answer.yes, actor=one, now=PLANNED)
        day = local(f"2027-{many:02}-{number + 1:02}T10:00")
        actions.add_date(story.meeting, "Next", day, 60, actor=story.fay, now=PLANNED)


def test_lists_go_on_page_by_page(client):
    story = Story("public")
    for number in range(25):
        plan = type(story.plan)(
            **{
                **vars(story.plan),
                "title": f"Meeting {number}",
                "start": local(f"2026-12-{number + 3:02}T10:00"),
            }
        )
        actions.schedule(story.space, plan, actor=story.fay, now=PLANNED)
    with before():
        first = client.get("/meetings/").text
        link = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
        second = client.get(link.replace("&amp;", "&")).text
    assert "Meeting 18" in first
    assert "Meeting 24" not in first
    assert "Meeting 24" in second
    with clock.at(BEGINS.replace(year=2027)):
        assert "Meeting 24" in client.get("/meetings/past").text
        assert client.get("/meetings/past?at=nonsense&space=x").status_code == 200
