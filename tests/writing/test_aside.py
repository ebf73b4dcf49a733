"""A text before it is said: seen first, kept while it is typed, found again elsewhere, forgotten once it is said."""

import re

import pytest
from sqlalchemy import func, select

from cop.clearance.models import Waiting
from cop.discussions.models import Post, Thread
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from tests.discussions import story
from tests.people import member, sign_in, space

JSON = {"Accept": "application/json"}
FORM = {"text": "Half a **thought**", "language": "en"}


@pytest.fixture
def talk(client):
    """A thread of Alice's; Bob is signed in."""
    alice, bob = member(), member("Bob", "professionals", "MY")
    thread = story.thread(alice, space())
    sign_in(client, bob)
    return f"/discussions/forum/{thread.id}-{thread.slug}"


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_preview_shows_and_writes_nothing(client, talk):
    before = (count(Entry), count(Post), count(Waiting), count(refs.Link))
    sent = FORM | {"preview": "1", "text": "**Bold** @alice <script>alert(1)</script>"}
    shown = client.post(talk, data=sent).text
    assert (
        "<strong>Bold</strong> <a href=" in shown
        and "&lt;script&gt;" in shown
        and "<script>alert" not in shown
    )
    by_script = client.post(talk, data=sent, headers=JSON).json
    assert by_script["html"].startswith("<p><strong>Bold</strong>") and "<script" not in by_script["html"]
    assert (count(Entry), count(Post), count(Waiting), count(refs.Link)) == before


@pytest.mark.parametrize("bad", ["a\x00b", "[" * 5_000, "x" * 100_000])
def test_a_preview_says_why_it_cannot_show(client, talk, bad):
    answer = client.post(talk, data=FORM | {"preview": "1", "text": bad})
    assert answer.status_code == 422 and 'id="text-error"' in answer.text
    assert "says" in client.post(talk, data=FORM | {"preview": "1", "text": bad}, headers=JSON).json


def test_preview_needs_the_token_of_the_session(app, client, talk):
    """As Decidim's did not: CVE-2023-47635."""
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert client.post(talk, data=FORM | {"preview": "1"}).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_who_may_not_write_there_sees_no_preview(app, talk):
    for kept in ("preview", "keep"):
        assert app.test_client().post(talk, data=FORM | {kept: "1"}).status_code in (401, 404)


def test_what_is_typed_is_kept_and_stands_in_the_form_elsewhere(app, client, talk):
    sent = FORM | {"parent": "1", "ai_help": "y", "kept": "0", "keep": "1"}
    first = client.post(talk, data=sent, headers=JSON).json
    assert first["kept"] == 1 and "Only you can read it" in first["says"]
    phone = sign_in(app.test_client(), db.session.get(Waiting, 1).author)
    page = phone.get(talk).text
    assert "Half a **thought**</textarea>" in page and "This is your draft" in page
    assert 'name="parent" type="hidden" value="1"' in page
    assert "checked" in re.search('<input[^>]*name="ai_help"[^>]*>', page)[0]
    assert "Half a" in phone.get("/account/drafts").text
    assert "Half a" not in sign_in(app.test_client(), member("Cara")).get(talk).text


def test_two_devices_lose_nothing(client, talk):
    client.post(talk, data=FORM | {"kept": "0", "keep": "1"}, headers=JSON)
    other = client.post(
        talk, data=FORM | {"text": "From the phone", "kept": "0", "keep": "1"}, headers=JSON
    ).json
    assert other["theirs"] == "Half a **thought**" and other["kept"] == 1
    again = client.post(talk, data=FORM | {"text": "Both", "kept": "1", "keep": "1"}, headers=JSON).json
    assert again["kept"] == 2
    stale = client.post(talk, data=FORM | {"text": "Old window", "kept": "1", "keep": "1"})
    assert stale.status_code == 409 and "Old window" in stale.text and "Both" in stale.text


def test_what_is_said_is_a_draft_no_more(client, talk):
    client.post(talk, data=FORM | {"kept": "0", "keep": "1"}, headers=JSON)
    assert client.post(talk, data=FORM | {"kept": "1", "ai_help": "y"}).status_code == 303
    assert count(Waiting) == 0
    assert db.session.scalars(select(Post.ai_help).order_by(Post.id)).all() == [False, True]
    shown = client.get(talk).text
    assert "This is your draft" not in shown and shown.count("Written with the help of AI") == 1
    assert "Written with the help of AI" in client.get("/discussions/posts/2/history").text


def test_the_button_keeps_without_script_and_drops(client, talk):
    kept = client.post(talk, data=FORM | {"kept": "0", "keep": "1", "form_key": "a-key"})
    assert (kept.status_code, kept.location) == (303, talk)
    dropped = client.post("/account/drafts/1/drop")
    assert dropped.location == talk and count(Waiting) == 0


def test_a_new_thread_is_kept_with_its_title_and_tags(client, talk):
    sent = FORM | {"title": "Not finished", "kind": "question", "tags": ["data_sovereignty"], "keep": "1"}
    client.post("/discussions/forum/new", data=sent)
    page = client.get("/discussions/forum/new").text
    assert 'value="Not finished"' in page and re.search('value="data_sovereignty" checked', page)
    assert client.get("/account/drafts").text.count("Forum") and count(Thread) == 1
    said = client.post(
        "/discussions/forum/new", data=sent | {"keep": "", "kept": "1"} | {"title": "Finished"}
    )
    assert said.status_code in (303, 200)


@pytest.mark.parametrize(
    "bad", [{"text": "a\x00b"}, {"text": "x" * 70_000}, {"title": "y" * 5_000}, {"language": "<x>" * 900}]
)
def test_what_cannot_be_kept_says_why(client, talk, bad):
    answer = client.post("/discussions/forum/new", data=FORM | {"keep": "1"} | bad, headers=JSON)
    assert answer.status_code == 200 and answer.json["says"].startswith("Not kept: ")
    assert count(Waiting) == 0


def test_a_kept_edit_does_not_overwrite_what_was_saved_meanwhile(client, talk):
    client.post(talk, data=FORM)
    edit = "/discussions/posts/2/edit"
    client.post(edit, data=FORM | {"text": "Draft of an edit", "version": "1", "keep": "1"})
    client.post(edit, data=FORM | {"text": "Saved elsewhere", "version": "1"})
    form = client.get(edit).text
    assert "Draft of an edit</textarea>" in form and 'name="version" type="hidden" value="1"' in form
    assert (
        client.post(edit, data=FORM | {"text": "Draft of an edit", "version": "1", "kept": "1"}).status_code
        == 409
    )


def test_another_language_is_a_language(client, talk):
    client.post(talk, data=FORM | {"language": "und"})
    assert 'lang="und"' in client.get(talk).text
