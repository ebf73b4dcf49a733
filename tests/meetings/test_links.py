"""An agenda item about a thread or a statement: both pages point at each other, as far as each reader may see."""

from cop.statements import actions as statements
from tests.discussions.story import thread
from tests.meetings.story import Story, before
from tests.people import officer, sign_in, space
from tests.statements.stage import TEXT


def test_a_thread_and_a_draft_are_put_on_the_agenda_by_their_addresses(client):
    story = Story()
    started = thread(story.alice, story.space)
    text = statements.draft(story.space, "On reporting", TEXT, actor=story.alice)
    sign_in(client, story.fay)
    pages = [f"/discussions/forum/{started.id}-{started.slug}", f"/statements/{text.slug}"]
    with before():
        for path in pages:
            assert (
                client.post(
                    story.path + "/agenda", data={"title": "Hear it", "minutes": "10", "about": path}
                ).status_code
                == 303
            )
        shown = client.get(story.path).text
        for path, title in zip(pages, (started.title, text.title), strict=True):
            assert f'<a href="{path}">{title}</a>' in shown
            assert f'<a href="{story.path}">Ninth regular meeting</a>' in client.get(path).text


def test_a_reader_sees_no_link_to_what_is_closed_to_them(client):
    story = Story("public")
    secret = space("secret", "restricted")
    olga = officer()
    closed = thread(olga, secret, title="Behind the door")
    sign_in(client, olga)
    with before():
        item = {
            "title": "Hear it",
            "minutes": "10",
            "about": f"/discussions/secret/{closed.id}-{closed.slug}",
        }
        assert client.post(story.path + "/agenda", data=item).status_code == 303
        assert "Behind the door" in client.get(story.path).text
        for person in (None, story.fay):
            browser = client.application.test_client()
            if person:
                sign_in(browser, person)
            shown = browser.get(story.path).text
            assert "Hear it" in shown
            assert "Behind the door" not in shown
        sign_in(client, story.fay)
        assert "Behind the door" not in client.get("/meetings/agenda/1").text


def test_a_thread_says_nothing_of_a_closed_meeting(client):
    story = Story("restricted")
    opened = thread(story.alice, space("open"))
    with client.application.test_request_context():
        story.item(about=f"/discussions/open/{opened.id}-{opened.slug}")
    sign_in(client, story.bob)
    assert "Ninth regular meeting" not in client.get(f"/discussions/open/{opened.id}-{opened.slug}").text
    sign_in(client, story.alice)
    assert "Ninth regular meeting" in client.get(f"/discussions/open/{opened.id}-{opened.slug}").text
