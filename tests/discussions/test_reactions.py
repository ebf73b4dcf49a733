"""Light reactions: counted, given once, told to nobody."""

import pytest
from sqlalchemy import func, select

from cop.discussions import actions, reaction_actions, thread_actions
from cop.discussions.drift import reactions
from cop.discussions.models import Post
from cop.discussions.personal import PERSONAL
from cop.discussions.reaction_models import Reaction
from cop.discussions.rules import Said
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove
from cop.kernel.ledger import Entry
from tests.discussions import story
from tests.people import administrator, member, officer, sign_in, space


@pytest.fixture
def talk(app):
    alice, bob = member(), member("Bob", "professionals", "MY")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    return thread


def at(thread):
    return f"/discussions/forum/{thread.id}-{thread.slug}"


def test_given_twice_counts_once_and_is_taken_back(talk):
    cara, post = member("Cara"), db.session.get(Post, 2)
    for _ in range(2):
        reaction_actions.react(post, Said.helpful, actor=cara)
    reaction_actions.react(post, Said.agree, actor=cara)
    assert (post.helpful, post.agree, post.same_here) == (1, 1, 0)
    for _ in range(2):
        reaction_actions.take_back(post, Said.helpful, actor=cara)
    assert (post.helpful, post.agree) == (0, 1)
    assert list(reactions()) == []


def test_a_wrong_count_is_reported(talk):
    with transaction():
        db.session.get(Post, 2).agree = 3
    assert list(reactions()) == ["post 2: its number of reactions of the kind agree differs from those given"]


def test_nobody_is_told_and_nothing_is_recorded(talk):
    entries = select(func.count()).select_from(Entry)
    before, version = db.session.scalar(entries), talk.version
    reaction_actions.react(db.session.get(Post, 2), Said.same_here, actor=member("Cara"))
    assert db.session.scalar(entries) == before
    assert talk.version == version + 1


def test_not_to_ones_own_nor_to_what_is_gone_or_closed(talk):
    post, cara = db.session.get(Post, 2), member("Cara")
    bob = db.session.get(type(cara), post.author_id)
    with pytest.raises(IllegalMove, match="your own post"):
        reaction_actions.react(post, Said.helpful, actor=bob)
    thread_actions.lock_thread(talk, actor=officer())
    with pytest.raises(IllegalMove, match="locked"):
        reaction_actions.react(post, Said.helpful, actor=cara)
    thread_actions.unlock_thread(talk, actor=officer("Otto"))
    actions.remove_post(post, "Off", actor=bob)
    with pytest.raises(IllegalMove, match="was removed"):
        reaction_actions.react(post, Said.helpful, actor=cara)


def test_who_may_not_read_may_not_react(app):
    """Discourse CVE-2026-21865: acting on what one cannot read."""
    alice, eve = member(), member("Eve")
    thread = story.thread(alice, space("vault", "restricted", people=[alice]))
    for stranger in (eve, administrator()):
        with pytest.raises(Forbidden):
            reaction_actions.react(db.session.get(Post, 1), Said.agree, actor=stranger)
    assert thread.version == 2


def test_buttons_show_what_one_gave_and_others_see_numbers_alone(talk, client):
    cara = member("Cara")
    sign_in(client, cara)
    sent = client.post(at(talk) + "/react", data={"give": "helpful-2"})
    assert sent.location.endswith("?from=2")
    shown = client.get(at(talk)).text
    assert 'name="take" value="helpful-2" aria-pressed="true">Helpful 1<' in shown
    assert 'name="give" value="agree-2" aria-pressed="false">I agree<' in shown
    sign_in(client, db.session.get(type(cara), db.session.get(Post, 2).author_id))
    own = client.get(at(talk)).text
    assert '<li class="meta">Helpful 1</li>' in own
    assert 'value="helpful-2"' not in own
    assert "Cara" not in own


@pytest.mark.parametrize(
    "typed",
    [{}, {"give": "2"}, {"give": "helpful-99"}, {"give": "helpful-٢"}, {"take": "hate-2"}, {"give": "\x00"}],
)
def test_what_no_button_sends_is_refused_with_a_sentence(talk, client, typed):
    sign_in(client, member("Cara"))
    answer = client.post(at(talk) + "/react", data=typed)
    assert answer.status_code == 422
    assert "Use the buttons below a post" in answer.text


def test_who_leaves_takes_their_reactions_along(talk):
    cara, post = member("Cara"), db.session.get(Post, 2)
    reaction_actions.react(post, Said.agree, actor=cara)
    (kept,) = (one for one in PERSONAL if one.model is Reaction)
    assert [row["kind"] for row in kept.own(cara)] == ["agree"]
    with transaction():
        kept.erase(cara, False, clock.now())
    db.session.refresh(post)
    assert post.agree == 0
    assert list(reactions()) == []
