"""Flags, what is decided about them, and appeals."""

import pytest
from sqlalchemy import func, select

from cop.delivery.transport import SentMail
from cop.discussions import actions as posting
from cop.kernel import worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.ledger import NOBODY, OFFICERS, Entry
from cop.members.models import Visitor
from cop.moderation import actions, queries, subjects
from cop.moderation.models import Case, Flag
from cop.moderation.rules import Reason, Ruling
from cop.spaces.speech_rules import Speech
from tests.moderation.story import Story
from tests.people import member


@pytest.fixture
def story(client):
    with client.application.test_request_context():
        yield Story()


def entries(verb):
    return db.session.scalars(select(Entry).where(Entry.verb == verb).order_by(Entry.id)).all()


def test_flags_of_one_post_are_one_case_and_nobody_is_told_whose_they_are(story):
    case = story.flags(story.alice, story.carol, note="See the third word.")
    assert (case.state, case.subject, db.session.scalar(select(func.count(Flag.id)))) == (
        "open",
        story.post.ref,
        2,
    )
    assert {entry.audience for entry in entries("flag_raised")} == {NOBODY}
    with pytest.raises(IllegalMove, match="flagged this already"):
        story.flags(story.alice)


def test_three_flags_from_two_sides_fold_the_post(story):
    story.flags(story.alice, story.carol)
    assert story.fresh().folded_at is None
    version = story.thread.version
    story.flags(member("Dan", "developers", "VN"))
    assert story.fresh().folded_at is not None
    assert story.thread.version == version + 1
    assert entries("flagged_folded")[0].actor == "system"


def test_nobody_flags_or_judges_their_own_words(story):
    with pytest.raises(Forbidden, match="what others wrote"):
        story.flags(story.bob)
    case = story.flags(story.alice)
    db.session.query(Case).update({"author_id": story.fay.id})
    db.session.commit()
    with pytest.raises(Forbidden, match="nobody about their own words"):
        actions.assign(case, story.fay.id, actor=story.fay)


def test_only_moderators_look_after_cases(story):
    case = story.flags(story.alice)
    for person in (story.alice, story.bob, story.carol):
        with pytest.raises(Forbidden):
            actions.assign(case, person.id, actor=person)
        with pytest.raises(Forbidden):
            actions.decide(case, Ruling.removed, "Away.", actor=person)
    with pytest.raises(Invalid, match="Choose a facilitator"):
        actions.assign(case, story.alice.id, actor=story.fay)
    with pytest.raises(SignInNeeded):
        actions.flag(subjects.find(story.alice, story.post.ref), Reason.other, actor=Visitor())


def test_a_case_is_taken_given_on_and_given_back(story):
    case = story.taken()
    assert (case.state, case.assignee_id) == ("taken", story.fay.id)
    actions.assign(case, story.olga.id, actor=story.fay)
    with pytest.raises(IllegalMove, match="Take the case first"):
        actions.decide(case, Ruling.kept, "Fine.", actor=story.fay)
    actions.give_back(case, actor=story.olga)
    assert (case.state, case.assignee_id) == ("open", None)
    with pytest.raises(IllegalMove, match="Nobody looks after it"):
        actions.give_back(case, actor=story.fay)


def test_what_is_kept_unfolds(story):
    dan = member("Dan", "developers", "VN")
    case = story.flags(story.alice, story.carol, dan)
    actions.assign(case, story.fay.id, actor=story.fay)
    actions.decide(case, Ruling.kept, "Blunt, but about the matter.", actor=story.fay)
    assert story.fresh().folded_at is None
    assert case.ruling == "kept"
    with pytest.raises(IllegalMove, match="decided already"):
        actions.decide(case, Ruling.removed, "After all.", actor=story.fay)
    with pytest.raises(IllegalMove, match="flagged this already"):
        story.flags(dan)


def test_what_is_removed_leaves_a_stub_and_can_be_appealed_once(story):
    case = story.decided(Ruling.removed)
    post = story.fresh()
    assert (post.removed_reason, post.removed_by_id) == ("An insult is no argument.", story.fay.id)
    assert [entry.audience for entry in entries("case_decided")] == [OFFICERS]
    actions.appeal(case, "I meant myself.", actor=story.bob)
    with pytest.raises(IllegalMove, match="appealed already"):
        actions.appeal(case, "Again.", actor=story.bob)
    with pytest.raises(Forbidden, match="Somebody else than who decided"):
        actions.settle(case, True, "So be it.", actor=story.fay)
    actions.settle(case, True, "He did.", actor=story.olga)
    assert story.fresh().removed_at is None
    assert (case.state, case.granted) == ("settled", True)
    assert entries("post_restored")


def test_an_appeal_that_is_not_granted_changes_nothing(story):
    case = story.decided(Ruling.removed)
    actions.appeal(case, "I meant myself.", actor=story.bob)
    actions.settle(case, False, "Others read it otherwise.", actor=story.olga)
    assert story.fresh().removed_at is not None
    assert queries.earlier(Case(id=0, author_id=story.bob.id), case.settled_at) == 1


def test_a_warning_leaves_the_post_and_can_be_taken_back(story):
    case = story.decided(Ruling.warned)
    assert story.fresh().removed_at is None
    assert [one.id for one in queries.unread(story.bob)] == [case.id]
    actions.note_read(case, actor=story.bob)
    assert queries.unread(story.bob) == []
    actions.appeal(case, "It was a quotation.", actor=story.bob)
    actions.settle(case, True, "So it was.", actor=story.olga)
    assert queries.earlier(Case(id=0, author_id=story.bob.id), case.settled_at) == 0
    assert [one.id for one in queries.unread(story.bob)] == [case.id]


def test_a_moderators_own_removal_is_a_ruling_too(story):
    posting.remove_post(story.post, "Off the topic.", actor=story.olga)
    case = story.case
    assert (case.ruling, case.reason, case.decided_by_id) == ("removed", "Off the topic.", story.olga.id)
    actions.appeal(case, "It is the topic.", actor=story.bob)
    actions.settle(case, True, "It is.", actor=story.fay)
    assert story.fresh().removed_at is None


def test_who_takes_words_back_ends_the_case(story):
    case = story.flags(story.alice)
    posting.remove_post(story.post, "I am sorry.", actor=story.bob)
    assert (case.state, case.ruling) == ("decided", "withdrawn")
    assert queries.unread(story.bob) == []
    with pytest.raises(IllegalMove):
        actions.appeal(case, "Why?", actor=story.bob)
    with pytest.raises(IllegalMove, match="Only what a moderator removed"):
        posting.restore_post(story.fresh(), actor=story.olga)


@pytest.mark.parametrize("rule", [Speech.group, Speech.chatham])
def test_where_nobody_is_named_moderation_names_nobody(rule, client):
    with client.application.test_request_context():
        story = Story(rule)
        case = story.decided(Ruling.removed)
        worker.drain()
        actions.appeal(case, "I meant myself.", actor=story.bob)
    assert entries("case_appealed")[0].audience == NOBODY
    worker.drain()
    letters = db.session.scalars(select(SentMail)).all()
    to = {mail.to for mail in letters}
    assert {"bob@example.org", "alice@example.org", "olga@example.org"} <= to
    assert not [mail for mail in letters if "Bob" in mail.text and not mail.to.startswith("bob")]


def test_letters_go_to_whom_they_concern(story):
    case = story.decided(Ruling.removed)
    actions.appeal(case, "I meant myself.", actor=story.bob)
    worker.drain()
    sent = {(mail.to.partition("@")[0], mail.subject) for mail in db.session.scalars(select(SentMail))}
    assert ("bob", "The moderators looked at a post of yours") not in sent  # read by appealing
    assert ("alice", "What you flagged was looked at") in sent
    assert ("olga", "An appeal waits for an answer") in sent
    assert ("fay", "An appeal waits for an answer") not in sent
    actions.settle(case, False, "It stands.", actor=story.olga)
    worker.drain()
    last = db.session.scalars(select(SentMail).order_by(SentMail.id.desc())).first()
    assert (last.to, last.subject) == ("bob@example.org", "Your appeal is answered")
    assert "It stands." in last.text
