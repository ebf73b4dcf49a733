"""What is laid before a meeting, and who is shown it."""

import io
from base64 import b64encode
from datetime import timedelta

import pytest

from cop.attachments import actions as attachment_actions
from cop.attachments import reading
from cop.kernel import refs
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Missing
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.papers import actions as paper_actions
from cop.meetings.papers import queries as paper_queries
from cop.meetings.series import actions, change_actions
from tests.attachments import files
from tests.meetings.story import PLANNED, Story, before
from tests.people import member, sign_in, space


def lay(story, at, title="", item=None, actor=None):
    return paper_actions.add_paper(story.meeting, title, at, item, actor=actor or story.fay, now=PLANNED)


@pytest.fixture
def story(app):
    with app.test_request_context():
        yield Story("public")


def test_a_paper_of_this_site_points_back_to_the_meeting(story):
    other = actions.schedule(story.space, story.plan, actor=story.fay, now=PLANNED)
    paper = lay(story, other.ref)
    assert (paper.ref, paper.link) == (other.ref, "")
    assert [found.title for _kind, found in refs.linked(other.ref, story.alice)] == [story.meeting.title]
    paper_actions.remove_paper(paper, actor=story.fay, now=PLANNED)
    assert refs.linked(other.ref, story.alice) == []


@pytest.mark.parametrize(
    ("at", "title", "field"),
    [
        ("javascript:alert(1)", "X", "at"),
        ("somewhere", "X", "at"),
        ("https://papers.example/one", "", "title"),
        ("meeting:999", "X", "at"),
    ],
)
def test_what_lies_nowhere_or_has_no_name_is_refused(story, at, title, field):
    with pytest.raises(Invalid) as refused:
        lay(story, at, title)
    assert refused.value.field == field


def test_papers_are_laid_by_who_runs_the_space(story):
    for person in (story.alice, story.bob):
        with pytest.raises(Forbidden):
            lay(story, "https://papers.example/one", "One", actor=person)
    change_actions.cancel(story.meeting, "Storm", actor=story.fay, now=PLANNED)
    with pytest.raises(IllegalMove):
        lay(story, "https://papers.example/one", "One")


def test_a_paper_outlives_the_item_it_was_laid_for(story):
    item = story.item()
    paper = lay(story, "https://papers.example/one", "One", item)
    agenda_actions.remove_item(item, actor=story.fay, now=PLANNED)
    assert [(one.id, one.item_id) for one in paper_queries.papers(story.meeting)] == [(paper.id, None)]


def test_each_is_shown_what_is_theirs(client):
    story = Story("public")
    item = story.item("Data")
    closed = space("closed", "restricted", facilitators=[story.fay])
    hidden = actions.schedule(closed, story.plan, actor=story.fay, now=PLANNED)
    with client.application.test_request_context():
        lay(story, hidden.ref, "Hidden paper", item)
        lay(story, "https://papers.example/one", "Far paper")
    seen = {}
    with before():
        for person in (None, member("Carol"), story.fay):
            browser = client.application.test_client()
            if person:
                sign_in(browser, person)
            text = browser.get(story.path).text
            seen[person.name if person else ""] = ("Hidden paper" in text, "Far paper" in text)
    assert seen == {"": (False, False), "Carol": (False, True), "Fay": (True, True)}


def test_papers_are_laid_and_taken_away_on_their_page(client):
    story = Story()
    sign_in(client, story.fay)
    with before():
        typed = {"at": "https://papers.example/one", "title": "One ប្រជុំ <script>", "item": ""}
        assert client.post(story.path + "/papers", data=typed).status_code == 303
        shown = client.get(story.path + "/papers").text
        assert "One ប្រជុំ &lt;script&gt;" in shown
        again = client.post(story.path + "/papers", data=typed | {"at": "nowhere\x00"})
        assert again.status_code == 422
        paper = paper_queries.papers(story.meeting)[0]
        assert client.post(f"/meetings/papers/{paper.id}/remove").status_code == 303
    assert paper_queries.papers(story.meeting) == []


def test_a_file_is_fetched_by_whoever_may_see_the_meeting_and_is_in_its_pack(client):
    story = Story("members")
    sign_in(client, story.fay)
    visitor = client.application.test_client()
    with before():
        page = story.path + "/papers"
        typed = {"at": "", "title": "", "item": ""}
        assert "Choose a file" in client.post(page, data=typed).text
        bad = client.post(page, data=typed | {"files": (io.BytesIO(files.HTML), "plan.pdf")})
        assert (bad.status_code, "is not what is taken here" in bad.text) == (422, True)
        for content, name in ((files.PDF, "plan <b>.pdf"), (files.png(), "map.png")):
            sent = client.post(page, data=typed | {"files": (io.BytesIO(content), name)})
            assert sent.status_code == 303
        told = client.get(story.path).text
        assert 'href="/attachments/1">plan &lt;b&gt;.pdf</a> <span class="meta">PDF, 1 kB' in told
        pack = client.get(story.path + "/pack.html").text
        assert "data:application/pdf;base64," + b64encode(files.PDF).decode() in pack
        assert '<img src="data:image/png;base64,' in pack
        seen = [story.alice, member("Carol")]
        fetched = [sign_in(client.application.test_client(), who).get("/attachments/1") for who in seen]
        assert [one.data for one in fetched] == [files.PDF, files.PDF]
        assert (visitor.get(story.path).status_code, visitor.get("/attachments/1").status_code) == (404, 404)
        assert client.post("/meetings/papers/1/remove").status_code == 303
        other = sign_in(client.application.test_client(), story.alice)
        assert other.get("/attachments/1").status_code == 404, "it belongs to nothing any more"
        assert other.get("/attachments/2").status_code == 200


def test_what_is_too_large_for_the_pack_is_a_link_there(client, monkeypatch):
    monkeypatch.setattr("cop.meetings.papers.packing_files.MOST_BYTES", 10)
    story = Story("public")
    sign_in(client, story.fay)
    with before():
        sent = {"at": "", "title": "Plan", "item": "", "files": (io.BytesIO(files.PDF), "plan.pdf")}
        client.post(story.path + "/papers", data=sent)
        pack = client.get(story.path + "/pack.html").text
    assert "data:application" not in pack and '/attachments/1">plan.pdf' in pack


def test_only_a_file_of_ones_own_is_laid_and_none_taken_away_once_minutes_are_adopted(story):
    read = reading.read("plan.pdf", files.PDF)
    others = attachment_actions.keep_file(read, False, actor=story.alice)
    with pytest.raises(Missing):
        paper_actions.add_file(story.meeting, "", others, actor=story.fay, now=PLANNED)
    own = attachment_actions.keep_file(read, False, actor=story.fay)
    paper = paper_actions.add_file(story.meeting, "", own, actor=story.fay, now=PLANNED)
    minutes_actions.write_minutes(story.meeting, "Said", 0, actor=story.fay, now=story.after)
    minutes_actions.open_corrections(story.meeting, actor=story.fay, now=story.after)
    late = story.after + timedelta(days=8)
    minutes_actions.adopt_minutes(story.meeting, actor=story.fay, now=late)
    with pytest.raises(IllegalMove):
        paper_actions.remove_paper(paper, actor=story.fay, now=late)
