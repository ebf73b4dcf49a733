"""The rule of speech of a thread: whoever spoke where nobody is named is met nowhere."""

import re
from html import unescape

import pytest
from flask import current_app
from sqlalchemy import select

from cop.audit import queries as audit
from cop.audit.queries import Wish
from cop.clearance import actions as clearance
from cop.clearance.actions import Unsaid
from cop.delivery.transport import SentMail
from cop.discussions import actions, found, thread_actions
from cop.discussions.models import Post, Thread
from cop.kernel import text, worker
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove
from cop.kernel.ledger import NOBODY, Entry
from cop.members.models import Member
from cop.search import indexing
from cop.spaces.speech_rules import Speech
from tests.discussions import story
from tests.people import member, officer, sign_in, space

NAME, AUTHORITY, COUNTRY = "Qzwhisper", "Qzagency", "Brunei"
UNNAMED = [Speech.group, Speech.chatham]
LINK = re.compile(r'href="(/(?:(?:discussions|moderation|facilitation|refs|search)[^"]*)?)"')
OWN = re.compile(r"/(?:people|account|secretariat|join|sign-|language|static|password)")
"""Where people are listed, whatever they said."""


def whisperer() -> Member:
    """A verified regulator of a small country: group and country together are as good as a name."""
    one = member(NAME, "regulators", "BN", regulates="BN")
    one.mandates[0].authority = AUTHORITY
    db.session.commit()
    return one


@pytest.fixture
def cast(app):
    return {"whisperer": whisperer(), "bob": member("Bob", "professionals", "MY"), "olga": officer()}


def spoken(cast, rule, visibility="public"):
    """A thread that the whisperer begins, that Bob answers, where the whisperer answers, edits, accepts and removes."""
    one, bob = cast["whisperer"], cast["bob"]
    thread = story.thread(
        one, space("forum", visibility), "Frank words", words="Our own rule fails.", rule=rule
    )
    story.answer(bob, thread, "How so?")
    said = story.answer(one, thread, "It names no duty.", answered=2)
    actions.edit_post(said, text.write("It names no duty at all."), "en", 0, said.version, actor=one)
    thread_actions.accept_answer(thread, 2, actor=one)
    gone = story.answer(one, thread, "And more.")
    actions.remove_post(gone, "Said too much", actor=one)
    story.answer(bob, thread, "I see.", answered=3)
    return thread


def walked(client, starts):
    """Every page of the thread's surroundings that links lead to, as (path, all that was told)."""
    waiting, known = list(starts), set(starts)
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        yield path, f"{answer.headers}\n{answer.text}"
        if answer.mimetype == "text/html":
            links = {unescape(one).partition("#")[0] for one in LINK.findall(answer.text)}
            fresh = {one for one in links if not OWN.match(one)} - known
            known |= fresh
            waiting += sorted(fresh)


def starts(thread):
    here = f"/discussions/forum/{thread.id}-{thread.slug}"
    posts = [f"/discussions/posts/{id}{more}" for id in (1, 3) for more in ("", "/history")]
    asked = ["/search?q=duty", "/search?q=rule&group=regulators", "/search?q=duty&country=BN"]
    return ["/", "/discussions/", "/discussions/forum/", here, f"{here}?reply=3", *posts, *asked]


def told_of(pages, *words):
    return {path: word for path, page in pages for word in words if word.casefold() in page.casefold()}


@pytest.mark.parametrize(
    ("rule", "reader"), [(Speech.group, "visitor"), (Speech.group, "olga"), (Speech.chatham, "bob")]
)
def test_no_page_names_who_spoke(rule, reader, cast, client):
    thread = spoken(cast, rule)
    list(indexing.rest())
    if reader != "visitor":
        sign_in(client, cast[reader])
    pages = list(walked(client, starts(thread)))
    assert 10 < len(pages) < 200
    assert told_of(pages, NAME, AUTHORITY) == {}
    here = dict(pages)[f"/discussions/forum/{thread.id}-{thread.slug}"]
    assert "It names no duty at all." in here
    assert told_of([("", here)], COUNTRY, "Malaysia", "voices", "Personal view") == {}
    assert ("A regulator" in here) == (rule is Speech.group)
    assert ("A participant" in here) == (rule is Speech.chatham)


def test_the_walk_meets_who_is_named(cast, client):
    """Or it would prove nothing."""
    thread = spoken(cast, Speech.attributed)
    met = told_of(walked(client, starts(thread)), NAME)
    assert {f"/discussions/forum/{thread.id}-{thread.slug}", "/discussions/forum/"} <= met.keys()


@pytest.mark.parametrize("rule", UNNAMED)
def test_search_narrowed_to_a_group_or_country_tells_nothing_of_the_author(rule, cast):
    spoken(cast, rule)
    for one in [*found.SOURCES["post"].read([1, 2, 3]), *found.SOURCES["thread"].read([1])]:
        assert one.country == ""
        assert (one.group == "") == (rule is Speech.chatham)
        assert (one.at.hour, one.at.minute, one.at.second) == (0, 0, 0)


@pytest.mark.parametrize("rule", UNNAMED)
def test_no_letter_names_who_spoke(rule, cast):
    thread = story.thread(cast["whisperer"], space(), rule=rule)
    story.answer(cast["bob"], thread, "How so?")
    story.answer(cast["whisperer"], thread, "It names no duty.", answered=2)
    worker.drain()
    to_bob = db.session.scalars(select(SentMail).where(SentMail.to == "bob@example.org")).all()
    assert any("It names no duty" in mail.text for mail in to_bob)
    assert told_of([(mail.id, f"{mail.subject}\n{mail.text}") for mail in to_bob], NAME, AUTHORITY) == {}


def looked_up(cast, wish):
    """Of the ledger, what the secretariat is told."""
    with current_app.test_request_context():
        return audit.page(wish, cast["olga"]).rows


@pytest.mark.parametrize("rule", UNNAMED)
def test_the_ledger_keeps_who_spoke_and_tells_nobody(rule, cast):
    one = cast["whisperer"]
    spoken(cast, rule)
    acts = db.session.scalars(select(Entry).where(Entry.actor == one.ref)).all()
    assert {entry.verb for entry in acts} >= {
        "thread_started",
        "answer_posted",
        "post_edited",
        "answer_accepted",
    }
    assert {entry.audience for entry in acts} == {NOBODY}
    assert looked_up(cast, Wish(person=one.ref)) == []


def test_what_was_said_before_the_rule_became_stricter_is_told_no_more(cast, client):
    thread, one, rule = spoken(cast, Speech.attributed), cast["whisperer"], Speech.chatham
    assert looked_up(cast, Wish(person=one.ref))
    thread_actions.edit_thread(
        thread, thread.title, story.Kind.question, [], thread.revision, rule, actor=cast["olga"]
    )
    assert looked_up(cast, Wish(person=one.ref)) == []
    assert "thread_edited" in [row.verb for row in looked_up(cast, Wish())]
    worker.drain()
    list(indexing.rest())
    assert told_of(walked(client, starts(thread)), NAME, AUTHORITY) == {}


def test_a_rule_others_relied_on_is_never_loosened(cast):
    thread, one = spoken(cast, Speech.group), cast["whisperer"]
    for actor in (one, cast["olga"]):
        with pytest.raises(IllegalMove, match="only become stricter"):
            thread_actions.edit_thread(
                thread,
                "Frank words",
                story.Kind.question,
                [],
                thread.revision,
                Speech.attributed,
                actor=actor,
            )
    assert db.session.get_one(Thread, thread.id).speech == "group"


def test_who_is_alone_in_a_thread_may_loosen_its_rule(cast):
    one = cast["whisperer"]
    thread = story.thread(one, space(), rule=Speech.chatham)
    edited = thread_actions.edit_thread(
        thread, "Open", story.Kind.question, [], thread.revision, Speech.attributed, actor=one
    )
    assert edited.speech == "attributed"


def test_authors_know_their_own_posts(cast, client):
    thread = spoken(cast, Speech.chatham)
    shown = sign_in(client, cast["whisperer"]).get(f"/discussions/forum/{thread.id}-{thread.slug}").text
    assert shown.count("(you)") == 2
    assert NAME not in shown.partition("<main")[2]
    assert "/discussions/posts/3/edit" in shown


def test_minutes_are_not_told_where_nobody_is_named(cast, client):
    thread = spoken(cast, Speech.group)
    shown = client.get(f"/discussions/forum/{thread.id}-{thread.slug}").text
    article = shown.partition('id="post-3"')[2].partition("</article>")[0]
    at = db.session.scalars(select(Post.created_at).where(Post.seq == 3)).one()
    assert f'datetime="{at.date()}"' in article
    assert f"{at:%H:%M}" not in article


def test_a_text_cleared_by_somebody_keeps_the_rule(cast, client):
    thread, one = spoken(cast, Speech.chatham), cast["whisperer"]
    with client.application.test_request_context():
        draft = clearance.keep(Unsaid(thread.ref, "Cleared words.", "en"), actor=one)
        clearance.publish(draft, actor=one)
    shown = sign_in(client, cast["bob"]).get(f"/discussions/forum/{thread.id}-{thread.slug}").text
    assert "Cleared words." in shown
    assert NAME not in shown
    assert looked_up(cast, Wish(person=one.ref)) == []


def test_what_is_chosen_in_the_form_holds(client):
    alice = member()
    space()
    new = {"title": "Frank words", "kind": "discussion", "text": "Well.", "language": "en", "speech": "group"}
    sent = sign_in(client, alice).post("/discussions/forum/new", data=new)
    assert "Group only" in client.get(sent.location).text
    assert db.session.scalars(select(Thread.speech)).one() == "group"
    assert client.post("/discussions/forum/new", data=new | {"speech": "shouted"}).status_code == 422
