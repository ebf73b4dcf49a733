"""Meetings as people meet them in a browser."""

from tests.meetings.story import FORM, Story, before, later
from tests.people import member, sign_in, space


def test_a_meeting_is_scheduled_answered_and_read(client):
    fay = member("Fay", "observers", "TH", zone="Asia/Bangkok")
    space("forum", facilitators=[fay])
    alice = member(zone="Asia/Singapore")
    with before():
        sign_in(client, fay)
        assert client.get("/meetings/new?space=forum").status_code == 200
        sent = client.post("/meetings/new", data=FORM | {"space": "forum"})
        assert sent.status_code == 303, sent.text
        agenda = sent.location
        added = client.post(agenda, data={"title": "Opening", "minutes": "10", "presenter": "Fay"})
        assert added.status_code == 303
        shown = client.get(agenda)
        assert "Opening" in shown.text
        sign_in(client, alice)
        listed = client.get("/meetings/")
        assert "Ninth regular meeting" in listed.text
        path = agenda.removesuffix("/agenda")
        shown = client.get(path)
        assert "10:00 to 12:00" in shown.text
        assert "Kuala Lumpur (UTC+8)" in shown.text
        assert "Room 5" in shown.text
        answered = client.post(path + "/answer", data={"answer": "yes"})
        assert answered.status_code == 303
        assert "You answered: Yes" in client.get(path).text
        who = client.get(path + "/who")
        assert "Alice" in who.text
        file = client.get(path + ".ics")
        assert file.mimetype == "text/calendar"
        assert "BEGIN:VTIMEZONE" in file.text


def test_after_the_meeting(client):
    story = Story("public")
    story.says(story.alice)
    with later():
        sign_in(client, story.fay)
        for path in (
            "",
            "/attendance",
            "/minutes/edit",
            "/decide",
            "/actions",
            "/dates",
            "/edit",
            "/cancel",
            "/agenda",
        ):
            assert client.get(story.path + path).status_code == 200, path
        sent = client.post(
            story.path + "/attendance", data={"present": str(story.alice.id), "others": "Bob\nFay"}
        )
        assert sent.status_code == 303, sent.text
        sent = client.post(story.path + "/minutes/edit", data={"text": "# We met", "version": "0"})
        assert sent.status_code == 303
        assert "We met" in client.get(sent.location).text
        assert client.post(story.path + "/minutes/open").status_code == 303
        assert client.post(story.path + "/decide", data={"text": "We agreed."}).status_code == 303
        given = {"text": "Send it", "owner": "Alice", "due": "2026-12-09"}
        assert client.post(story.path + "/actions", data=given).status_code == 303
        shown = client.get(story.path)
        assert "Send it" in shown.text
        assert "We agreed." in shown.text
        sign_in(client, story.alice)
        assert client.get("/meetings/actions/1").status_code == 200
        assert client.post("/meetings/actions/1", data={"note": "Sent"}).status_code == 303
        assert "Done: Sent" in client.get(story.path).text
