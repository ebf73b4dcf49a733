"""The report of a meeting, on the page and on paper, and its pack: what each may take along."""

import pytest

from cop.kernel import clock, paper, worker
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.rules import Point
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes import reporting
from cop.meetings.minutes.rules import CORRECTIONS
from cop.meetings.papers import actions as paper_actions
from cop.meetings.series import actions
from cop.meetings.series.rules import Speech
from tests.meetings.story import PLANNED, before
from tests.meetings.test_minutes import sat
from tests.people import member, sign_in, space


def adopted(words="We *met* ជួបគ្នា.", **changes):
    story = sat(**{"visibility": "public", **changes})
    minutes_actions.write_minutes(story.meeting, words, 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    story.adopted = story.after + CORRECTIONS
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.adopted)
    return story


def test_the_report_is_there_for_everyone_once_the_minutes_are_adopted(client):
    story = sat(visibility="public")
    assert client.get(story.path + "/report").status_code == 404
    minutes_actions.write_minutes(story.meeting, "We met.", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    sign_in(client, story.fay)
    assert {client.get(story.path + path).status_code for path in ("/report", "/report.pdf")} == {404}
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=story.after + CORRECTIONS)
    shown = client.application.test_client().get(story.path + "/report")
    assert shown.status_code == 200
    for words in ("We met.", "We share.", "Data quality", "Malaysia", "Healthcare professionals", "2 people"):
        assert words in shown.text, words
    for name in ("Alice", "Bob", "Fay", "Room 5", "call.example", "Send it"):
        assert name not in shown.text, name


@pytest.mark.parametrize(("visibility", "status"), [("public", 200), ("members", 404)])
def test_outsiders_get_what_the_space_allows(client, visibility, status):
    story = adopted(visibility=visibility)
    paths = ("/report", "/pack.html", "/company")
    assert {client.get(story.path + path).status_code for path in paths} == {status}
    sign_in(client, member("Carol"))
    assert {client.get(story.path + path).status_code for path in paths} == {200}


def test_under_the_chatham_house_rule_nothing_is_told_of_who_took_part(client):
    story = adopted(speech=Speech.chatham)
    for path in ("/report", "", "/company"):
        shown = client.get(story.path + path).text
        assert "Malaysia 1" not in shown and "Malaysia</th>" not in shown, path
        assert "Healthcare professionals" not in shown, path
    assert "Not told." in client.get(story.path + "/report").text


@pytest.mark.skipif(not paper.available(), reason="needs the extra pdf and Pango")
def test_the_report_comes_on_paper(client):
    story = adopted()
    made = client.get(story.path + "/report.pdf")
    assert (made.status_code, made.mimetype, made.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert "public" in made.headers["Cache-Control"]


@pytest.mark.skipif(not paper.available(), reason="needs the extra pdf and Pango")
def test_a_long_report_is_laid_out_by_the_worker(client):
    long = adopted("\n\n".join("Word " * 60 for _ in range(180)), visibility="members")
    with clock.at(long.adopted):
        sign_in(client, long.bob)
        asked = client.get(long.path + "/report.pdf")
        assert (asked.status_code, asked.headers.get("Refresh")) == (202, "3")
        worker.drain(long.adopted)
        made = client.get(long.path + "/report.pdf")
    assert (made.status_code, made.data[:5]) == (200, b"%PDF-")
    assert made.headers["Cache-Control"] == "private, no-cache"


def test_paper_says_nothing_that_only_members_see(app):
    story = adopted()
    with app.test_request_context():
        html = reporting.html(story.meeting)
    assert "Kuala Lumpur" in html  # the meeting's own time
    for name in ("Alice", "Room 5", "call.example", "Send it"):
        assert name not in html


def test_the_pack_is_one_file_that_fetches_nothing(client):
    story = sat(visibility="public")
    closed = space("closed", "restricted", facilitators=[story.fay])
    hidden = actions.schedule(closed, story.plan, actor=story.fay, now=PLANNED)
    with client.application.test_request_context():
        paper_actions.add_paper(story.meeting, "Hidden", hidden.ref, actor=story.fay, now=PLANNED)
        paper_actions.add_paper(
            story.meeting, "Far", "https://papers.example/1", actor=story.fay, now=PLANNED
        )
        other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
        agenda_actions.add_item(other, Point("Words of the other", 5), actor=story.fay, now=PLANNED)
        paper_actions.add_paper(story.meeting, "Near", other.ref, actor=story.fay, now=PLANNED)
    with before():
        outside = client.get(story.path + "/pack.html")
        sign_in(client, story.bob)
        inside = client.get(story.path + "/pack.html")
    assert "attachment" in outside.headers["Content-Disposition"]
    assert "Words of the other" in outside.text  # a paper's own words, not its address alone
    base = client.application.extensions["cop"].config.base_url
    assert f"{base}/meetings/{other.id}-" in outside.text  # whatever host was asked
    assert ("Far" in outside.text, "Room 5" in outside.text) == (False, False)
    assert ("papers.example" in inside.text, "Room 5" in inside.text) == (True, True)
    for pack in (outside, inside):
        assert "Hidden" not in pack.text and f"/meetings/{hidden.id}-" not in pack.text
        assert not any(part in pack.text for part in ("<script", "<link", "<img", "@import", "url("))
        assert len(pack.data) < 50_000


def test_a_pack_holds_only_so_much_of_a_long_text(client, monkeypatch):
    story = sat(visibility="public")
    with client.application.test_request_context():
        other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
        agenda_actions.add_item(other, Point("Long", 5, note="word <b> " * 200), actor=story.fay, now=PLANNED)
        paper_actions.add_paper(story.meeting, "", other.ref, actor=story.fay, now=PLANNED)
    monkeypatch.setattr("cop.meetings.papers.packing.MOST_WORDS", 300)
    with before():
        pack = client.get(story.path + "/pack.html").text
    assert "The rest does not fit here." in pack
    assert "&lt;b&gt;" in pack and "word <b>" not in pack
