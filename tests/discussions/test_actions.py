"""Threads and posts: who writes them, what is counted, what is kept."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from cop.discussions import actions, reading_actions, thread_actions
from cop.discussions.drift import drift
from cop.discussions.models import Post, PostRevision, Thread, ThreadMark
from cop.discussions.rules import Kind
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import begin_write, db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded, Stale, Unavailable
from cop.kernel.ledger import Entry
from cop.kernel.text import write
from cop.members.models import Visitor
from cop.spaces import actions as space_actions
from tests.discussions import story
from tests.people import administrator, member, officer, space


def post_of(thread, seq):
    return db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.seq == seq)).one()


def mark_of(member, thread):
    mark = db.session.get(ThreadMark, (member.id, thread.id), populate_existing=True)
    return mark.seq if mark else 0


def test_a_thread_counts_its_posts_voices_and_last_activity(app):
    alice, bob = member(), member("Bob", "professionals", "MY")
    begun = clock.now() - timedelta(days=2)
    thread = story.thread(alice, space(), now=begun)
    story.answer(bob, thread, now=begun + timedelta(hours=1))
    last = story.answer(bob, thread, answered=2, now=begun + timedelta(hours=2))
    assert (thread.posts, thread.voices, thread.last_at) == (3, 2, begun + timedelta(hours=2))
    assert (last.seq, last.parent_seq) == (3, 2)
    assert list(drift()) == []


def test_drift_is_seen(app):
    thread = story.thread(member(), space())
    with transaction():
        thread.voices = 0
    (sentence,) = drift()
    assert f"thread {thread.id}" in sentence


def test_a_post_keeps_what_its_author_was(app):
    alice = member()
    post = post_of(story.thread(alice, space()), 1)
    with transaction():
        alice.country, alice.group_key = "TH", "observers"
    db.session.refresh(post)
    assert (post.country, post.group_key, post.organisation_id) == ("SG", "regulators", alice.organisation_id)


def test_each_member_of_the_space_may_answer_and_nobody_else(app):
    alice, bob, eve = member(), member("Bob"), member("Eve")
    thread = story.thread(alice, space("closed", "restricted", people=[alice, bob]))
    story.answer(bob, thread)
    story.answer(officer(), thread)
    for outsider in (eve, administrator(), member("Sue", state="suspended")):
        with pytest.raises(Forbidden):
            story.answer(outsider, thread)
    with pytest.raises(SignInNeeded):
        story.answer(Visitor(), thread)


def test_nobody_starts_a_thread_where_they_may_not_read(app):
    with pytest.raises(Forbidden):
        story.thread(member(), space("closed", "restricted"))


def test_an_answer_to_a_post_of_another_thread_is_impossible(app):
    alice, forum = member(), space()
    one, other = story.thread(alice, forum), story.thread(alice, forum)
    story.answer(alice, other)
    with pytest.raises(Invalid):
        story.answer(alice, one, answered=2)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE posts SET parent_seq = 1, seq = 9 WHERE id = 1"))
        db.session.execute(text("UPDATE posts SET parent_seq = 5 WHERE id = 1"))


def test_two_posts_never_share_a_number(app):
    thread = story.thread(member(), space())
    with pytest.raises(IntegrityError), transaction():
        post, columns = post_of(thread, 1), [c.key for c in Post.__table__.columns]
        db.session.add(Post(**{c: getattr(post, c) for c in columns if c != "id"}))
        db.session.flush()


def test_answers_at_once_get_numbers_one_after_the_other(app):
    alice = member()
    thread = story.thread(alice, space())
    alice_id, thread_id, failures = alice.id, thread.id, []
    db.session.remove()

    def write_one():
        with app.app_context():
            try:
                author = db.session.get_one(type(alice), alice_id)
                story.answer(author, db.session.get_one(Thread, thread_id))
            except Exception as error:
                failures.append(error)

    writers = [threading.Thread(target=write_one) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    seqs = select(Post.seq).where(Post.thread_id == thread_id).order_by(Post.seq)
    assert list(db.session.scalars(seqs)) == list(range(1, 10))
    assert list(drift()) == []


def test_an_edit_keeps_the_text_before_it_for_ever(app):
    alice = member()
    post = post_of(story.thread(alice, space(), words="First"), 1)
    actions.edit_post(post, write("Second"), "en", 0, 1, actor=alice)
    kept = db.session.scalars(select(PostRevision)).one()
    assert (kept.source, kept.number, post.source, post.version) == ("First", 1, "Second", 2)
    assert post.edited_at is not None
    for change in ("UPDATE post_revisions SET source = 'x'", "DELETE FROM post_revisions"):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(text(change))


def test_a_stale_edit_shows_both_and_loses_neither(app):
    alice = member()
    post = post_of(story.thread(alice, space(), words="First"), 1)
    actions.edit_post(post, write("Second"), "en", False, 1, actor=alice)
    with pytest.raises(Stale) as stale:
        actions.edit_post(post, write("Third"), "en", False, 1, actor=alice)
    assert (stale.value.theirs, stale.value.version) == ("Second", 2)


def test_a_post_is_edited_by_its_author_alone(app):
    alice = member()
    post = post_of(story.thread(alice, space(facilitators=[wei := member("Wei")])), 1)
    for other in (wei, officer(), member("Bob"), administrator()):
        with pytest.raises(Forbidden):
            actions.edit_post(post, write("x"), "en", False, 1, actor=other)


def test_who_left_the_space_no_longer_edits_in_it(app):
    alice = member()
    closed = space("closed", "restricted", people=[alice])
    post = post_of(story.thread(alice, closed), 1)
    place = db.session.scalars(text_place(closed)).one()
    space_actions.remove_person(place, actor=officer())
    with pytest.raises(Forbidden):
        actions.edit_post(post, write("x"), "en", False, 1, actor=alice)


def text_place(closed):
    from_table = space_actions.SpaceMember
    return select(from_table).where(from_table.space_id == closed.id)


def test_a_removed_post_leaves_a_stub_and_its_acceptance(app):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space(facilitators=[wei := member("Wei")]))
    answer = story.answer(bob, thread)
    thread_actions.accept_answer(thread, 2, actor=alice)
    with pytest.raises(Forbidden):
        actions.remove_post(answer, "No", actor=alice)
    actions.remove_post(answer, "Names a patient.", actor=wei)
    assert (answer.removed_reason, answer.removed_by_id, thread.accepted_seq) == (
        "Names a patient.",
        wei.id,
        None,
    )
    assert thread.posts == 2
    with pytest.raises(IllegalMove):
        actions.remove_post(answer, "Again", actor=wei)
    with pytest.raises(Invalid):
        story.answer(alice, thread, answered=2)
    with pytest.raises(IllegalMove):
        thread_actions.accept_answer(thread, 2, actor=alice)


def test_the_asker_or_a_moderator_accepts_an_answer(app):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    with pytest.raises(Forbidden):
        thread_actions.accept_answer(thread, 2, actor=bob)
    thread_actions.accept_answer(thread, 2, actor=alice)
    assert thread.accepted_seq == 2
    thread_actions.withdraw_acceptance(thread, actor=officer())
    assert thread.accepted_seq is None


def test_a_question_that_becomes_a_discussion_has_no_accepted_answer(app):
    alice = member()
    thread = story.thread(alice, space())
    story.answer(member("Bob"), thread)
    thread_actions.accept_answer(thread, 2, actor=alice)
    thread_actions.edit_thread(thread, "Another title", Kind.discussion, ["data_sovereignty"], 1, actor=alice)
    assert (thread.accepted_seq, thread.title, thread.revision) == (None, "Another title", 2)
    assert thread.slug == "a-triage-tool-on-4-000-images"
    with pytest.raises(Stale):
        thread_actions.edit_thread(thread, "Third", Kind.discussion, [], 1, actor=alice)


@pytest.mark.parametrize(
    ("act", "back", "verb"),
    [
        (thread_actions.lock_thread, thread_actions.unlock_thread, "thread_locked"),
        (thread_actions.pin_thread, thread_actions.unpin_thread, "thread_pinned"),
    ],
)
def test_facilitators_lock_and_pin_and_the_ledger_knows(app, act, back, verb):
    alice, wei = member(), member("Wei")
    thread = story.thread(alice, space(facilitators=[wei]))
    for other in (alice, administrator()):
        with pytest.raises(Forbidden):
            act(thread, actor=other)
    act(thread, actor=wei)
    entry = db.session.scalars(select(Entry).where(Entry.verb == verb)).one()
    assert (entry.actor, entry.subject) == (wei.ref, thread.ref)
    back(thread, actor=officer())


def test_nothing_is_written_in_a_locked_thread_or_an_archived_space(app):
    alice, olga, forum = member(), officer(), space()
    thread = story.thread(alice, forum)
    post = post_of(thread, 1)
    thread_actions.lock_thread(thread, actor=olga)
    for attempt in (
        lambda: story.answer(alice, thread),
        lambda: actions.edit_post(post, write("x"), "en", False, 1, actor=alice),
        lambda: thread_actions.edit_thread(thread, "x", Kind.question, [], 1, actor=alice),
    ):
        with pytest.raises(IllegalMove, match="locked"):
            attempt()
    thread_actions.unlock_thread(thread, actor=olga)
    space_actions.archive_space(forum, actor=olga)
    with pytest.raises(IllegalMove, match="archived"):
        story.answer(alice, thread)
    with pytest.raises(IllegalMove, match="archived"):
        story.thread(alice, forum)


def test_answering_is_reading_and_a_mark_only_rises(app):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    assert (mark_of(alice, thread), mark_of(bob, thread)) == (1, 2)
    reading_actions.mark_seen(thread, 2, actor=alice)
    reading_actions.mark_seen(thread, 1, actor=alice)
    assert mark_of(alice, thread) == 2
    reading_actions.mark_seen(thread, 99, actor=alice)
    assert mark_of(alice, thread) == 2
    with pytest.raises(SignInNeeded):
        reading_actions.mark_seen(thread, 2, actor=Visitor())


def test_a_mark_gives_way_to_another_writer(app):
    alice = member()
    thread = story.thread(alice, space())
    alice_id, thread_id = alice.id, thread.id
    if db.engine.dialect.name == "postgresql":
        held = text(f"UPDATE thread_marks SET seq = 1 WHERE member_id = {alice_id}")
    else:
        held = text("SELECT 1")
    begin_write()
    db.session.execute(held)
    refused = []

    def mark():
        with app.app_context():
            reader, thread = db.session.get_one(type(alice), alice_id), db.session.get_one(Thread, thread_id)
            try:
                reading_actions.mark_seen(thread, 1, actor=reader)
            except Unavailable as busy:
                refused.append(busy)

    other = threading.Thread(target=mark)
    other.start()
    other.join(5)
    db.session.rollback()
    assert len(refused) == 1
    assert not other.is_alive()
