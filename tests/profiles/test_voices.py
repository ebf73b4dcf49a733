"""For whom one speaks: personal unless a verified regulator says otherwise, and shown wherever it is said."""

from datetime import timedelta

import pytest

from cop.delivery.transport import SentMail
from cop.discussions.models import Post
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Invalid
from cop.profiles.voices import spoken
from cop.statements import report
from cop.statements.remarks import Comment
from tests.discussions import story as talk
from tests.people import member, sign_in, space
from tests.statements import stage

PERSONAL, OFFICIAL = "Personal view, not my agency", "View of Authority"
BADGE = "Verified regulator: Authority, Singapore"


def test_every_word_of_a_regulator_is_personal_unless_an_authority_speaks(app):
    now = clock.now()
    verified, unverified, clinician = (
        member(regulates="SG"), member("Una"), member("Bob", "professionals"))  # fmt: skip
    mandate = verified.mandates[0].id
    assert spoken(verified, 0, now) == (True, mandate)
    assert spoken(verified, mandate, now) == (False, mandate)
    assert spoken(unverified, 0, now) == (True, None)
    assert spoken(clinician, 0, now) == (False, None)
    for person, view, moment in (
        (unverified, mandate, now), (clinician, mandate, now), (verified, 999, now),
        (verified, mandate, now + timedelta(days=366)),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            spoken(person, view, moment)


@pytest.fixture
def alice(app):
    return member(regulates="SG")


def test_a_post_says_whose_view_it_is_and_who_was_verified(app, alice):
    bob, forum = member("Bob", "professionals"), space()
    thread = talk.thread(bob, forum)
    client, path = sign_in(app.test_client(), alice), f"/discussions/forum/{thread.id}-{thread.slug}"
    assert 'name="voice"' in client.get(path).text
    sent = {"text": "We would ask for more.", "language": "en"}
    client.post(path, data=sent)
    assert_shown(client.get(path).text, PERSONAL, OFFICIAL)
    post = db.session.query(Post).order_by(Post.id.desc()).first()
    edit = f"/discussions/posts/{post.id}/edit"
    official = sent | {"voice": str(alice.mandates[0].id), "version": "1"}
    client.post(edit, data=official)
    assert_shown(client.get(path).text, OFFICIAL, PERSONAL)
    assert_shown(client.get(f"/discussions/posts/{post.id}/history").text, OFFICIAL, PERSONAL, badge=False)
    worker.drain()
    assert OFFICIAL in db.session.query(SentMail).filter_by(to="bob@example.org").one().text


def assert_shown(page: str, shown: str, other: str, badge: bool = True) -> None:
    said = page[page.index("<main") : page.index('id="reply"') if 'id="reply"' in page else None]
    assert shown in said
    assert other not in said
    assert (BADGE in said) == badge


@pytest.mark.parametrize("voice", ["0", "999", "x", "personal2", "9" * 30])
def test_an_authority_that_is_not_ones_own_does_not_speak(app, alice, voice):
    thread = talk.thread(alice, space())
    client, path = sign_in(app.test_client(), alice), f"/discussions/forum/{thread.id}-{thread.slug}"
    answer = client.post(path, data={"text": "A", "language": "en", "voice": voice})
    assert answer.status_code == 422
    assert 'id="voice-error"' in answer.text


def test_others_are_not_asked_and_what_they_send_counts_for_nothing(app, alice):
    bob = member("Bob", "professionals")
    thread = talk.thread(bob, space())
    client, path = sign_in(app.test_client(), bob), f"/discussions/forum/{thread.id}-{thread.slug}"
    assert 'name="voice"' not in client.get(path).text
    client.post(path, data={"text": "A", "language": "en", "voice": str(alice.mandates[0].id)})
    post = db.session.query(Post).order_by(Post.id.desc()).first()
    assert (post.personal, post.mandate_id) == (False, None)


def test_the_badge_stays_with_what_was_said_under_it(app, alice):
    thread = talk.thread(alice, space())
    with clock.at(alice.mandates[0].until + timedelta(days=1)):
        talk.answer(alice, thread, "Later")
        client = sign_in(app.test_client(), member("Max", "developers"))
        assert client.get(f"/discussions/forum/{thread.id}-{thread.slug}").text.count(BADGE) == 1


def test_a_comment_says_whose_view_it_is_on_its_page_in_the_list_and_in_the_report(app):
    cast = stage.cast()
    ruth = member("Ruth", regulates="SG")
    statement = stage.consulted(cast)
    client = sign_in(app.test_client(), ruth)
    sent = {"words": "Too long.", "language": "en", "clause": ""}
    client.post(f"/statements/{statement.slug}/comment", data=sent)
    client.post(f"/statements/{statement.slug}/comment", data=sent | {"voice": str(ruth.mandates[0].id)})
    for number, shown, other in ((1, PERSONAL, OFFICIAL), (2, OFFICIAL, PERSONAL)):
        assert_shown(client.get(f"/statements/{statement.slug}/comments/{number}").text, shown, other)
    listed = client.get(f"/statements/{statement.slug}/comments").text
    assert (PERSONAL in listed, OFFICIAL in listed, listed.count(BADGE)) == (True, True, 2)
    with app.test_request_context():
        first, second = report.whole(statement)
    assert PERSONAL in first.source
    assert OFFICIAL in second.source


def test_a_reply_under_a_comment_does_too(app):
    cast = stage.cast()
    ruth = member("Ruth", regulates="SG")
    statement = stage.consulted(cast)
    stage.actions.comment(statement, None, "Why ten?", actor=cast.bob)
    here = f"/statements/{statement.slug}/comments/{db.session.query(Comment).one().number}"
    client = sign_in(app.test_client(), ruth)
    client.post(f"{here}/replies", data={"words": "The law says so.", "language": "en"})
    assert_shown(client.get(here).text, PERSONAL, OFFICIAL)
    worker.drain()
    letters = db.session.query(SentMail).filter_by(to="bob@example.org").order_by(SentMail.id).all()
    assert PERSONAL in letters[-1].text
