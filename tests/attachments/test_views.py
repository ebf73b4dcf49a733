"""Files with posts: brought with or without script, fetched by whoever may read the post, gone with it."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.attachments import feature, rules, store
from cop.attachments.models import Attachment
from cop.discussions import actions
from cop.discussions.models import Post
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.privacy import leaving_actions
from cop.spaces.models import SpaceMember
from tests.attachments import files
from tests.discussions import story
from tests.people import member, officer, sign_in, space

FORM = {"text": "See what I mean", "language": "en"}


def brought(name="scan.jpg", content=None):
    return io.BytesIO(files.jpeg() if content is None else content), name


@pytest.fixture
def cast(app):
    alice, bob = member(), member("Bob", "professionals", "MY")
    room = space("room", "restricted", people=[alice, bob])
    thread = story.thread(alice, room)
    return alice, bob, thread, f"/discussions/room/{thread.id}-{thread.slug}"


def count():
    return db.session.scalar(select(func.count()).select_from(Attachment))


def upload(client, **more):
    return client.post("/attachments/", data={"files": brought(**more)})


def test_what_an_image_shows_is_asked_and_told(app, client, cast):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    first = client.post(
        talk, data=FORM | {"files": [brought()], "shows": "A lung,\n healthy.", "preview": "1"}
    )
    assert 'name="shows-1" value="A lung, healthy."' in first.text
    assert '<ul class="attached"><li><details><summary>Image: scan.jpg' in first.text  # the preview lists it
    assert upload(client).json["asks"] == "What the image shows, in words"
    more = {"attached": ["1", "2"], "shows-1": "A lung <b>, ill.", "shows-2": "x" * 400}
    client.post(talk, data=FORM | more)
    shown = client.get(talk).text
    assert shown.count('alt="A lung &lt;b&gt;, ill."') == 1 and f'alt="{"x" * 300}"' in shown
    assert "A lung &lt;b&gt;, ill.</summary>" in shown
    sign_in(client, member("Cara", "professionals", "MY"))
    client.post("/discussions/forum/new", data={"shows-1": "Mine now.", "attached": ["1"]})
    assert db.session.get(Attachment, 1).alt == "A lung <b>, ill."


def test_a_form_brings_its_files_without_script(app, client, cast):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    sent = FORM | {"files": [brought(), brought("plan <b>.pdf", files.PDF)]}
    assert client.post(talk, data=sent).status_code == 303
    shown = client.get(talk).text
    assert '<div class="post-text" lang="en"><p>See what I mean</p></div><ul class="attached">' in shown
    assert '<img src="/attachments/1" alt="scan.jpg" width="48" height="64" loading="lazy">' in shown
    assert "plan &lt;b&gt;.pdf</a>" in shown and "1 kB" in shown
    picture, document = client.get("/attachments/1"), client.get("/attachments/2")
    assert picture.headers["Content-Type"] == "image/jpeg" and files.PLACE not in picture.data
    assert document.headers["Content-Disposition"].startswith("attachment;") and document.data == files.PDF
    for answer in (picture, document):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Last-Modified" not in answer.headers, "it would tell when somebody wrote"
    assert client.get("/attachments/1", headers={"If-None-Match": picture.headers["ETag"]}).status_code == 304


def test_who_may_not_read_the_post_gets_nothing(app, cast):
    """The address alone opens nothing, and ceases to when the reader may not read any more: Decidim CVE-2026-45377."""
    alice, bob, _thread, talk = cast
    own = sign_in(app.test_client(), bob)
    id = upload(own).json["id"]
    here = f"/attachments/{id}"
    other = sign_in(app.test_client(), alice)
    assert (own.get(here).status_code, other.get(here).status_code) == (200, 404), "not said yet"
    assert own.post(talk, data=FORM | {"attached": str(id)}).status_code == 303
    assert other.get(here).status_code == 200
    for kind in (None, member("Cara")):
        stranger = sign_in(app.test_client(), kind) if kind else app.test_client()
        assert stranger.get(here).status_code == 404
    actions.remove_post(db.session.get(Post, 2), "Shows a patient.", actor=bob)
    assert (own.get(here).status_code, other.get(here).status_code) == (404, 404)
    assert sign_in(app.test_client(), officer()).get(here).status_code == 200


def test_nobody_attaches_what_is_anothers(app, cast):
    alice, bob, _thread, talk = cast
    id = upload(sign_in(app.test_client(), bob)).json["id"]
    other = sign_in(app.test_client(), alice)
    assert other.post(talk, data=FORM | {"attached": [str(id), "999", "x", "-1"]}).status_code == 303
    assert db.session.get(Attachment, id).about == "" and db.session.get(Post, 2).file_count == 0


def test_what_is_refused_is_said_and_the_text_stays(client, cast):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    answer = client.post(talk, data=FORM | {"files": brought("evil.svg", files.SVG)})
    assert (
        answer.status_code == 422 and "See what I mean" in answer.text and 'id="files-error"' in answer.text
    )
    told = upload(client, name="evil.html", content=files.HTML)
    assert told.status_code == 422 and "evil.html" in told.json["says"]
    many = FORM | {"files": [brought(f"{n}.pdf", files.PDF) for n in range(rules.MOST + 1)]}
    assert "at most 6 files" in client.post(talk, data=many).text
    assert db.session.scalar(select(func.count()).select_from(Post)) == 1


def test_a_file_is_kept_when_the_rest_is_not_right_yet(client, cast):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    again = client.post(talk, data=FORM | {"text": "", "files": brought()}).text
    assert 'name="attached" value="1" checked' in again
    client.post(talk, data=FORM | {"attached": "1", "keep": "1"})
    assert 'name="attached" value="1" checked' in client.get(talk).text
    client.post(talk, data=FORM | {"attached": "1", "kept": "1"})
    assert db.session.get(Attachment, 1).about == "post:2"


def test_an_edit_takes_files_out_and_the_bytes_follow(client, cast):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    client.post(talk, data=FORM | {"files": [brought(), brought("b.pdf", files.PDF)]})
    edit = "/discussions/posts/2/edit"
    assert client.get(edit).text.count('name="attached"') == 2
    assert client.post(edit, data=FORM | {"version": "1", "attached": "2"}).status_code == 303
    gone = store.path(db.session.get(Attachment, 1).key)
    assert gone.exists() and client.get("/attachments/1").status_code == 200
    feature.clear_up(clock.now())
    assert not gone.exists() and count() == 1 and db.session.get(Post, 2).file_count == 1


def test_files_of_no_text_go_after_a_week(client, cast):
    sign_in(client, cast[1])
    upload(client)
    worker.tick(clock.now() + timedelta(days=6))
    assert count() == 1
    worker.tick(clock.now() + timedelta(days=8))
    assert count() == 0


@pytest.mark.parametrize(("words", "left"), [(True, 0), (False, 1)])
def test_who_leaves_takes_files_along_with_the_words(client, cast, words, left):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    client.post(talk, data=FORM | {"files": brought()})
    upload(client)
    leaving_actions.leave(bob, words, actor=bob)
    feature.clear_up(clock.now())
    assert count() == left


def test_a_scanner_that_is_away_stops_files_alone(app, client, cast, monkeypatch):
    _alice, bob, _thread, talk = cast
    sign_in(client, bob)
    house = app.extensions["cop"]
    monkeypatch.setattr(house, "config", replace(house.config, clamav="unix:/nowhere"))
    assert upload(client).status_code == 503
    assert "cannot be checked" in client.post(talk, data=FORM | {"files": brought()}).text
    assert client.post(talk, data=FORM).status_code == 303 and count() == 0


def test_only_members_bring_files_and_only_so_large_ones(app, client, cast):
    assert app.test_client().post("/attachments/", data={"files": brought()}).status_code == 401
    large = {"files": brought(content=b"x" * 1_200_000)}
    assert app.test_client().post("/attachments/", data=large).status_code in (401, 413)
    sign_in(client, cast[1])
    assert client.post("/attachments/").status_code == 422
    large = {"files": brought("a.pdf", files.PDF + b"x" * rules.LARGEST)}
    assert client.post("/attachments/", data=large).status_code in (413, 422)


def test_what_is_cleared_later_keeps_its_files(app, cast):
    _alice, _bob, thread, talk = cast
    rita = member("Rita", regulates="SG")
    with transaction():
        db.session.add(SpaceMember(space_id=thread.space_id, member_id=rita.id, since=clock.now()))
    client = sign_in(app.test_client(), rita)
    client.post(talk, data=FORM | {"clear": "1", "files": brought(), "ai_help": "y"})
    assert client.post("/account/drafts/1/publish").status_code == 303
    post = db.session.get(Post, 2)
    assert (post.file_count, post.ai_help, db.session.get(Attachment, 1).about) == (1, True, post.ref)
