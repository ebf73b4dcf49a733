"""What is laid before a meeting, and who is shown it."""

import pytest

from cop.kernel import refs
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.meetings import actions, agenda_actions, change_actions, paper_actions, paper_queries
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
