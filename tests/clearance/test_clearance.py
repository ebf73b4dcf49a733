"""What waits for clearance: its author's and one reviewer's to read, said by one act, and nowhere before."""

import pytest
from sqlalchemy import text

from cop.clearance import actions, queries
from cop.clearance.models import Waiting
from cop.delivery.transport import SentMail
from cop.discussions.models import Post
from cop.kernel import worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.statements.remarks import Comment
from tests.discussions import story as talk
from tests.people import administrator, member, officer, sign_in, space
from tests.statements import stage

SECRET = "We have not decided yet."


@pytest.fixture
def alice(app):
    return member(regulates="SG")


@pytest.fixture
def thread(alice):
    return talk.thread(member("Bob", "professionals"), space())


def kept(app, alice, thread, **more) -> tuple:
    client = sign_in(app.test_client(), alice)
    path = f"/discussions/forum/{thread.id}-{thread.slug}"
    sent = {"text": SECRET, "language": "en", "clear": "1"} | more
    return client, client.post(path, data=sent)


def test_an_answer_is_kept_instead_of_said_and_said_by_one_act(app, alice, thread):
    client, done = kept(app, alice, thread, voice=str(alice.mandates[0].id))
    draft = db.session.query(Waiting).one()
    assert done.location == f"/account/drafts/{draft.id}"
    assert db.session.query(Post).count() == 1
    page = client.get(done.location)
    assert SECRET in page.text
    assert page.headers["Cache-Control"] == "no-store"
    said = client.post(f"{done.location}/publish")
    assert said.location.endswith("?from=2")
    post = db.session.query(Post).order_by(Post.id.desc()).first()
    assert (post.source, post.personal, post.mandate_id) == (SECRET, False, alice.mandates[0].id)
    assert db.session.query(Waiting).count() == 0
    assert client.post(f"{done.location}/publish").status_code == 404


def test_a_comment_is_too_with_its_clause_and_proposal(app):
    cast = stage.cast()
    statement = stage.consulted(cast)
    client = sign_in(app.test_client(), cast.alice)
    sent = {"words": SECRET, "proposal": "Other words.", "clause": "1", "language": "en", "clear": "1"}
    done = client.post(f"/statements/{statement.slug}/comment", data=sent)
    assert db.session.query(Comment).count() == 0
    assert client.post(f"{done.location}/publish").status_code == 303
    comment = db.session.query(Comment).one()
    assert (comment.text, comment.proposal, comment.clause_number) == (SECRET, "Other words.", 1)


@pytest.mark.parametrize("cleared", [True, False])
def test_a_reviewer_reads_and_answers(app, alice, thread, cleared):
    client, done = kept(app, alice, thread)
    rita = sign_in(app.test_client(), member("Rita"))
    assert rita.get(done.location).status_code == 404
    asked = client.post(done.location, data={"text": SECRET, "person": "Rita", "version": "1"})
    assert asked.status_code == 303
    worker.drain()
    letter = db.session.query(SentMail).filter_by(to="rita@example.org").one()
    assert done.location in letter.text
    assert SECRET not in letter.text
    assert "A text of Alice" in rita.get("/").text
    assert SECRET in rita.get(done.location).text
    for act in ("", "/publish", "/drop"):
        assert rita.post(done.location + act).status_code == 403
    answer = {"cleared": "yes" if cleared else "no", "note": "Ask legal.", "version": "2"}
    assert rita.post(f"{done.location}/answer", data=answer | {"version": "1"}).status_code == 409
    rita.post(f"{done.location}/answer", data=answer)
    assert "Ask legal." in client.get(done.location).text
    assert client.post(f"{done.location}/answer", data=answer).status_code == 403
    assert client.post(f"{done.location}/publish").status_code == (303 if cleared else 409)


def test_what_is_changed_waits_again(app, alice, thread):
    _client, _done = kept(app, alice, thread)
    draft, rita = db.session.query(Waiting).one(), member("Rita")
    actions.ask_for_clearance(draft, SECRET, rita, 1, actor=alice)
    actions.answer_clearance(draft, False, "No", 2, actor=rita)
    with pytest.raises(IllegalMove):
        actions.publish(draft, actor=alice)
    actions.ask_for_clearance(draft, "Otherwise.", rita, 2, actor=alice)
    assert (draft.state, draft.note) == ("waiting", "")
    with pytest.raises(Stale):
        actions.ask_for_clearance(draft, "Late.", rita, 2, actor=alice)
    with pytest.raises(Invalid):
        actions.ask_for_clearance(draft, "Own.", alice, 3, actor=alice)


def test_nobody_else_knows_of_it(app, alice, thread):
    _client, done = kept(app, alice, thread)
    draft = db.session.query(Waiting).one()
    others = (officer(), administrator(), member("Max"))
    for person in others:
        client = sign_in(app.test_client(), person)
        assert client.get(done.location).status_code == 404
        pages = ("/", "/account/drafts", f"/discussions/forum/{thread.id}-{thread.slug}", "/discussions/")
        assert not any(SECRET in client.get(path).text for path in pages)
        assert queries.draft(person, draft.id) is None
        with pytest.raises(Forbidden):
            actions.publish(draft, actor=person)
    assert (thread.posts, thread.voices) == (1, 1)


def test_where_one_may_not_write_any_more_nothing_is_said(app, alice):
    closed = space("closed", "restricted", people=[alice])
    thread = talk.thread(alice, closed)
    client = sign_in(app.test_client(), alice)
    sent = {"text": SECRET, "language": "en", "clear": "1"}
    done = client.post(f"/discussions/closed/{thread.id}-{thread.slug}", data=sent)
    with transaction():
        db.session.execute(text("DELETE FROM space_members"))
    assert client.post(f"{done.location}/publish").status_code == 404
    assert db.session.query(Waiting).count() == 1
    client.post(f"{done.location}/drop")
    assert db.session.query(Waiting).count() == 0


@pytest.mark.parametrize("words", ["", "A\0", "[" * 20_000, "x" * 100_000])
def test_bad_words_are_refused_at_their_field(app, alice, thread, words):
    _client, answer = kept(app, alice, thread, text=words)
    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text
    assert db.session.query(Waiting).count() == 0
