"""Threads moved, split and merged: every old address leads to the right place, for those who may go there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.delivery import level_actions
from cop.delivery.level_queries import chosen
from cop.delivery.level_rules import Level
from cop.discussions import actions, moving_actions, queries, reading_actions, reading_queries, rules
from cop.discussions.drift import drift
from cop.discussions.models import Post, Thread, ThreadMark
from cop.discussions.rules import Kind
from cop.kernel import clock, refs
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.members.models import Member
from cop.spaces.models import Space
from tests.discussions import story
from tests.discussions.test_notices import sent
from tests.people import member, officer, sign_in, space


def at(thread, place="forum"):
    return f"/discussions/{place}/{thread.id}-{thread.slug}"


def landed(client, address):
    """Where a browser ends that follows ``address``."""
    answer = client.get(address, follow_redirects=True)
    return answer.status_code, answer.request.path, answer.request.query_string.decode()


@pytest.fixture
def talk(app):
    """Alice asks; Bob answers (2), Cara answers him (3), Bob answers the thread again (4), Cara that (5)."""
    alice, bob, cara = member(), member("Bob"), member("Cara")
    with clock.at(clock.now() - timedelta(hours=9)):
        thread = story.thread(alice, space())
    for hour, (who, answered) in enumerate(((bob, 1), (cara, 2), (bob, 1), (cara, 4))):
        with clock.at(clock.now() - timedelta(hours=8 - hour)):
            story.answer(who, thread, f"Answer {hour + 2}", answered)
    return thread


@pytest.fixture
def chief(talk):
    return officer()


@pytest.fixture
def dee(talk):
    return member("Dee")


def forum(thread):
    return db.session.get_one(Space, thread.space_id)


def numbers(thread):
    rows = select(Post.seq, Post.parent_seq, Post.excerpt).where(Post.thread_id == thread.id)
    return [tuple(row) for row in db.session.execute(rows.order_by(Post.seq))]


def split(thread, *seqs, by=None):
    by = by or officer(f"Chief {min(seqs, default=0)}")
    return moving_actions.split_thread(thread, seqs, "A side road", Kind.discussion, actor=by)


def test_a_branch_is_a_post_and_all_that_answers_it():
    pairs = [(2, None), (3, 2), (4, None), (5, 3), (6, 4)]
    assert rules.branch(pairs, [2]) == [2, 3, 5]
    assert rules.branch(pairs, [3, 6]) == [3, 5, 6]
    assert rules.branch(pairs, []) == []


def test_a_branch_becomes_a_thread_of_its_own(talk):
    made = split(talk, 2)
    assert numbers(made) == [(1, None, "Answer 2"), (2, None, "Answer 3")]
    assert [seq for seq, *_ in numbers(talk)] == [1, 4, 5]
    assert (made.posts, made.voices, talk.posts, talk.voices) == (2, 2, 5, 3)
    assert made.author_id == db.session.get(Post, 2).author_id
    assert made.space_id == talk.space_id
    assert list(drift()) == []


def test_several_branches_keep_their_order_and_their_shape(talk):
    story.answer(member("Dee"), talk, "Answer 6", answered=5)
    made = split(talk, 4, 3)
    assert numbers(made) == [
        (1, None, "Answer 3"),
        (2, None, "Answer 4"),
        (3, 2, "Answer 5"),
        (4, 3, "Answer 6"),
    ]
    assert list(drift()) == []


@pytest.mark.parametrize("seqs", [(), (1,), (1, 2), (99,)])
def test_the_first_post_stays_where_it_is(talk, seqs):
    with pytest.raises(IllegalMove, match="Choose the answer"):
        split(talk, *seqs)


def test_old_numbers_lead_to_where_the_posts_are(talk, client):
    made = split(talk, 2)
    sign_in(client, member("Dee"))
    shown = client.get(at(talk)).text
    assert "Moved to “A side road”:" in shown
    assert '<a href="/discussions/posts/3" id="post-3">3</a>' in shown
    assert landed(client, "/discussions/posts/3") == (200, at(made), "page=1")
    assert landed(client, at(talk) + "?from=3") == (200, at(made), "page=1")
    assert client.get("/discussions/posts/3", follow_redirects=True).text.count("<article") == 2


def test_who_had_read_it_has_read_it_and_letters_come_as_before(talk):
    dee, eve = member("Dee"), member("Eve")
    reading_actions.mark_seen(talk, 2, actor=dee)
    reading_actions.mark_seen(talk, 1, actor=eve)
    made = split(talk, 2)
    marks = select(ThreadMark.seq).where(ThreadMark.thread_id == made.id)
    assert db.session.scalars(marks.where(ThreadMark.member_id == dee.id)).all() == [1]
    assert db.session.scalars(marks.where(ThreadMark.member_id == eve.id)).all() == []
    assert chosen(talk.author_id, made.ref).level is Level.WATCHING


def test_an_answer_to_what_went_away_is_kept_back_with_a_sentence(talk, client):
    split(talk, 2)
    sign_in(client, member("Dee"))
    sent = client.post(at(talk), data={"text": "Kept words", "language": "en", "parent": "3"})
    assert sent.status_code == 422
    assert "Kept words" in sent.text


def test_an_accepted_answer_that_goes_away_is_accepted_no_more(talk):
    talk.accepted_seq = 3
    db.session.commit()
    split(talk, 2)
    assert talk.accepted_seq is None


def test_a_thread_goes_into_another_as_one_branch(talk, client):
    alice = member("Ann")
    other = story.thread(alice, forum(talk), "The one that stays")
    dee = member("Dee")
    for thread, seq in ((talk, 5), (other, 1)):
        reading_actions.mark_seen(thread, seq, actor=dee)
    moving_actions.merge_thread(talk, other, actor=officer())
    assert [(seq, parent) for seq, parent, _ in numbers(other)] == [
        (1, None), (2, None), (3, 2), (4, 3), (5, 2), (6, 5)
    ]  # fmt: skip
    assert (other.posts, other.voices) == (6, 4)
    assert reading_queries.reading(dee, other.id).seen == 6
    assert list(drift()) == []
    sign_in(client, dee)
    assert landed(client, at(talk)) == (200, at(other), "page=1")
    assert client.get(client.get(at(talk) + "?from=4").location).location.endswith("?from=5")
    assert landed(client, "/discussions/posts/2")[1] == at(other)
    assert "A triage tool" not in client.get("/discussions/forum/").text
    with client.application.test_request_context():
        assert refs.resolve({talk.ref}, dee)[talk.ref].title == "The one that stays"
    assert client.post(at(talk) + "/letters", data={"level": "3"}).status_code == 404


def test_the_mark_of_an_old_address_names_the_same_post_as_before(talk, client):
    """A browser keeps "#post-3" to itself and puts it behind the address it is sent to."""
    other = story.thread(member("Ann"), forum(talk), "The one that stays")
    for number in (2, 3):
        story.answer(member(f"Ann {number}"), other, f"Other {number}")
    moving_actions.merge_thread(talk, other, actor=officer())
    sign_in(client, member("Dee"))
    sent = client.get(at(talk) + "?page=1")
    assert sent.location == f"{at(other)}?page=1&was={talk.id}"
    shown = client.get(sent.location).text
    post = shown.partition('id="post-3"')[2].partition("</article>")[0]
    assert "Answer 3" in post and "Other 3" not in post
    assert "Other 3" in shown.partition('id="now-3"')[2].partition("</article>")[0]
    for nothing in ("0", "-1", "x", "9" * 30, str(other.id)):
        assert 'id="post-3"' in client.get(f"{at(other)}?page=1&was={nothing}").text


def test_an_answer_sent_to_a_merged_thread_is_said_in_the_other(talk, client):
    other = story.thread(member("Ann"), forum(talk), "The one that stays")
    moving_actions.merge_thread(talk, other, actor=officer())
    sign_in(client, member("Dee"))
    sent = client.post(at(talk), data={"text": "Late words", "language": "en", "parent": "4"})
    assert sent.location.endswith("#post-7")
    assert numbers(other)[-1] == (7, 5, "Late words")


def test_merged_twice_leads_to_the_last(talk, client, chief):
    ann = member("Ann")
    second, third = story.thread(ann, forum(talk), "Second"), story.thread(ann, forum(talk), "Third")
    moving_actions.merge_thread(talk, second, actor=chief)
    moving_actions.merge_thread(second, third, actor=chief)
    sign_in(client, ann)
    assert landed(client, at(talk) + "?from=3")[1] == at(third)
    assert landed(client, at(talk))[1] == at(third)
    for wrong in ((talk, third), (third, third)):
        with pytest.raises(IllegalMove):
            moving_actions.merge_thread(*wrong, actor=chief)


def test_what_was_merged_and_then_closed_is_not_there(talk, client):
    """Its old address must not say what the other is called now (Discourse CVE-2021-41082)."""
    chief, dee = officer(), member("Dee")
    secret = story.thread(dee, forum(talk), "A canary of a title")
    moving_actions.merge_thread(talk, secret, actor=chief)
    moving_actions.move_thread(secret, space("vault", "restricted"), actor=chief)
    sign_in(client, dee)
    for address in (at(talk), at(secret), at(talk) + "?from=2", "/discussions/posts/2"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "canary" not in answer.text
    with client.application.test_request_context():
        assert refs.resolve({talk.ref, secret.ref}, dee) == {}


def test_a_part_that_went_where_one_may_not_go_is_not_named(talk, client):
    chief, dee = officer(), member("Dee")
    made = split(talk, 2, by=chief)
    moving_actions.move_thread(made, space("vault", "restricted"), actor=chief)
    sign_in(client, dee)
    shown = client.get(at(talk)).text
    assert "side road" not in shown
    assert "Moved to a thread that is not open to you:" in shown


def test_a_moved_thread_is_found_at_its_old_address(talk, client):
    moving_actions.move_thread(talk, space("other"), actor=officer())
    sign_in(client, member("Dee"))
    assert landed(client, at(talk) + "?page=1") == (200, at(talk, "other"), "page=1")


@pytest.mark.parametrize(
    ("here", "there"), [("members", "public"), ("restricted", "members"), ("restricted", "restricted")]
)
def test_nothing_is_moved_to_readers_for_whom_it_was_not_written(app, here, there):
    chief = officer()
    thread = story.thread(chief, space("narrow", here))
    wide = space("wide", there)
    with pytest.raises(IllegalMove, match="could not read these posts"):
        moving_actions.move_thread(thread, wide, actor=chief)
    with pytest.raises(IllegalMove, match="could not read these posts"):
        moving_actions.merge_thread(thread, story.thread(chief, wide), actor=chief)


def test_who_moves_looks_after_both_ends(talk):
    wei, bob = member("Wei"), db.session.get(Post, 2).author_id
    own, foreign = space("own", facilitators=[wei]), space("foreign")
    with pytest.raises(Forbidden):
        moving_actions.move_thread(talk, foreign, actor=wei)
    mine = story.thread(wei, own)
    for act, subject in ((moving_actions.move_thread, foreign), (moving_actions.merge_thread, talk)):
        with pytest.raises(Forbidden):
            act(mine, subject, actor=wei)
    with pytest.raises(Forbidden):
        split(talk, 2, by=db.session.get(type(wei), bob))


def test_too_many_posts_at_once_are_refused(talk, monkeypatch):
    monkeypatch.setattr(rules, "MOST_MOVED", 1)
    with pytest.raises(IllegalMove, match="at most 1 go at once"):
        split(talk, 2)


def test_nothing_goes_to_an_archived_space(talk):
    chief, shut = officer(), space("shut")
    shut.archived_at = clock.now()
    db.session.commit()
    with pytest.raises(IllegalMove, match="archived"):
        moving_actions.move_thread(talk, shut, actor=chief)


def test_the_forms_of_a_moderator(talk, client):
    wei = member("Wei")
    space("second", facilitators=[wei])
    place = forum(talk)
    sign_in(client, officer())
    form = client.get("/discussions/posts/2/split").text
    assert "Answer 2" in form
    assert "4. Bob: Answer 4" in form
    assert (
        client.post("/discussions/posts/2/split", data={"title": "", "kind": "question"}).status_code == 422
    )
    assert (
        client.post("/discussions/posts/1/split", data={"title": "x", "kind": "question"}).status_code == 409
    )
    sent = client.post("/discussions/posts/2/split", data={"also": ["4"], "title": "Off", "kind": "question"})
    made = db.session.scalars(select(Thread).where(Thread.title == "Off")).one()
    assert sent.location == at(made)
    assert made.posts == 4
    for typed in ("", "nonsense", "https://example.org/discussions/forum/999-x", "9" * 40, f"{talk.id}"):
        assert client.post(at(talk) + "/merge", data={"place": typed}).status_code in (409, 422)
    merged = client.post(at(made) + "/merge", data={"place": f"https://example.org{at(talk)}?page=2#post-60"})
    assert merged.location == at(talk)
    assert client.post(at(talk) + "/move", data={"place": "nowhere"}).status_code == 422
    moved = client.post(at(talk) + "/move", data={"place": "second"})
    assert (moved.status_code, moved.location) == (303, at(talk, "second"))
    assert place.slug == "forum"


def test_posts_of_a_moved_thread_are_found_by_its_new_readers_alone(talk):
    assert queries.post(member("Dee"), 2) is not None
    moving_actions.move_thread(talk, space("vault", "restricted"), actor=officer())
    assert queries.post(member("Eve"), 2) is None
    assert actions.permits.may_answer(member("Finn"), talk) is False


def test_who_can_no_longer_read_a_thread_that_moved_hears_nothing_of_it(talk, client):
    """Neither of what was written before and not sent yet, nor of what comes; no page says its title."""
    chief, insider = officer(), member("Ines")
    alice, bob = (
        db.session.get_one(Member, id) for id in (talk.author_id, db.session.get(Post, 2).author_id)
    )
    vault = space("vault", "restricted", people=[insider])
    level_actions.choose_level(vault, Level.WATCHING, actor=insider)
    talk.title = "A canary of a title"
    db.session.commit()
    moving_actions.move_thread(talk, vault, actor=chief)  # letters of four answers wait
    story.answer(chief, talk, f"Behind doors, @{bob.slug}.")
    db.session.commit()
    mails = sent()
    assert "ines@example.org" in mails
    assert not {"alice@example.org", "bob@example.org"} & set(mails)
    sign_in(client, alice)
    assert chosen(alice.id, talk.ref).level is Level.WATCHING
    for page in (
        "/",
        "/account/letters",
        "/discussions/across?show=watched",
        "/search?q=canary",
        "/discussions/",
    ):
        shown = client.get(page)
        assert shown.status_code == 200 and "canary of" not in shown.text, page
