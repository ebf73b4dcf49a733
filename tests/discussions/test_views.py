"""Discussions as people meet them in a browser."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.discussions import actions, list_queries, reading_actions, thread_actions
from cop.discussions.models import Post, PostRevision, Thread, ThreadMark
from cop.discussions.rules import Kind
from cop.kernel import clock, refs, text
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.discussions import story
from tests.people import administrator, member, officer, sign_in, space

NEW = {"title": "A triage tool", "kind": "question", "text": "Is **it** enough?", "language": "en"}


def at(thread, space="forum"):
    return f"/discussions/{space}/{thread.id}-{thread.slug}"


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def talk(client):
    """A thread of Alice's in a members' space, with Bob's answer, read by Bob."""
    alice, bob = member(), member("Bob", "professionals", "MY")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    sign_in(client, bob)
    return thread


def test_a_thread_is_started_answered_and_read(client):
    alice, bob = member(), member("Bob", "professionals", "MY")
    space()
    sign_in(client, alice)
    sent = client.post("/discussions/forum/new", data=NEW | {"tags": "data_sovereignty", "personal": "y"})
    assert sent.status_code == 303
    sign_in(client, bob)
    shown = client.get(sent.location).text
    assert "<strong>it</strong>" in shown
    assert "Data sovereignty" in shown
    assert "Regulators and policymakers, Singapore" in shown
    assert "Personal view, not my agency&#x27;s" in shown
    answered = client.post(sent.location, data={"text": "No", "language": "en"})
    assert answered.location.endswith("#post-2")
    assert 'id="post-2"' in client.get(answered.location).text


def test_visitors_see_public_spaces_alone(client):
    alice = member()
    story.thread(alice, space("open", "public"), "For everyone")
    hidden = story.thread(alice, space(), "For members")
    page = client.get("/discussions/")
    assert (page.status_code, "For everyone" in page.text, "For members" in page.text) == (200, True, False)
    assert "Forum" not in page.text
    assert client.get("/discussions/open/").status_code == 200
    assert "Answer</a>" not in client.get("/discussions/open/1-for-everyone").text
    for address in ("/discussions/forum/", at(hidden), f"/discussions/posts/{hidden.id}", "/spaces/forum"):
        assert client.get(address).status_code == 404
    assert client.get("/discussions/open/new").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/discussions/nowhere/",
        "/discussions/forum/99-x",
        "/discussions/posts/99",
        "/discussions/posts/999999999999999999999",
        "/discussions/forum/1-a?page=0",
        "/discussions/forum/1-a-triage-tool-on-4-000-images?page=2",
    ],
)
def test_what_is_not_there_is_not_found(talk, client, address):
    assert client.get(address, follow_redirects=True).status_code == 404


def test_another_slug_or_space_leads_to_the_threads_address(talk, client):
    for wrong in (f"/discussions/forum/{talk.id}-wrong", f"/discussions/elsewhere/{talk.id}-{talk.slug}"):
        answer = client.get(wrong + "?page=1")
        assert (answer.status_code, answer.location) == (301, at(talk) + "?page=1")


def test_from_a_number_or_a_day_to_its_page(talk, client):
    story.many(talk, member("Cara"), 60)
    assert client.get(at(talk) + "?from=51").location.endswith("?page=2#post-51")
    assert client.get(at(talk) + "?from=9999").location.endswith("?page=2#post-62")
    assert client.get(at(talk) + "?on=2000-01-01").location.endswith("?page=1#post-1")
    assert client.get(at(talk) + "?on=2030-01-01").location.endswith("?page=2#post-62")
    assert client.get(at(talk) + "?on=2026-02-31").status_code == 200
    assert client.get("/discussions/posts/1").location.endswith("?from=1")


def test_reading_raises_the_mark_after_the_page_is_sent(talk, client):
    cara = member("Cara")
    sign_in(client, cara)
    shown = client.get(at(talk), buffered=True)
    assert shown.status_code == 200
    db.session.rollback()
    marks = select(ThreadMark.seq).where(ThreadMark.member_id == cara.id)
    assert db.session.scalars(marks).all() == [2]


def test_what_is_new_is_marked_and_led_to(talk, client):
    cara = member("Cara")
    with clock.at(clock.now() + timedelta(hours=1)):
        for _ in range(60):
            story.answer(cara, talk)
    first = client.get(at(talk), buffered=True).text
    assert 'class="new"' in first
    assert re.search(r'class="new-line".*?<a href="#post-3">Cara</a>', first)
    second = client.get(at(talk) + "?page=2", buffered=True).text
    assert "#post-51" in second
    db.session.rollback()
    assert 'class="new"' not in client.get(at(talk) + "?page=2").text


def test_new_posts_on_a_later_page_are_led_to(client):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.many(thread, alice, 59)
    reading_actions.mark_seen(thread, 55, actor=bob)
    sign_in(client, bob)
    shown = client.get(at(thread)).text
    assert f"{at(thread)}?from=56" in shown
    assert "5 new since your last visit" in shown


def test_two_hundred_levels_deep_is_shown(client):
    alice = member()
    thread = story.thread(alice, space())
    story.many(thread, member("Bob"), 49, deep=True)
    sign_in(client, alice)
    assert client.get(at(thread)).text.count("<article") == 50
    story.many(thread, member("Cara"), 200, deep=True)
    shown = client.get(at(thread) + "?page=3").text
    assert shown.count("<article") == 50
    assert "?page=2#post-100" in shown


def test_an_answer_in_place_quotes_what_it_answers(talk, client):
    form = client.get(at(talk) + "?reply=2").text
    assert 'name="parent" type="hidden" value="2"' in form
    assert "To Bob:" in form
    client.post(at(talk), data={"text": "To you", "language": "en", "parent": "2"})
    assert db.session.scalars(select(Post.parent_seq).where(Post.seq == 3)).one() == 2


@pytest.mark.parametrize("parent", ["99", "x", "-1", "2.0", "٣", "9" * 30])
def test_an_impossible_parent_is_refused_or_none(talk, client, parent):
    answer = client.post(at(talk), data={"text": "Kept words", "language": "en", "parent": parent})
    assert answer.status_code in (303, 422)
    assert answer.status_code == 303 or "Kept words" in answer.text


BAD = {
    "empty": ("", "Write something first."),
    "white": (" \n\t ", "Write something first."),
    "long": ("a " * 50_000, "at most 60000"),
    "nul": ("a\x00b", "invisible character (U+0000"),
    "override": ("a\u202eb", "invisible character (U+202E"),
    "brackets": ("[" * 5_000, "Simplify it."),
    "deep": ("> " * 40 + "x", "deep in each other"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_text_is_refused_at_its_field_and_kept(talk, client, case):
    typed, sentence = BAD[case]
    answer = client.post(at(talk), data={"text": typed, "language": "en"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'id="text-error"' in answer.text
    if typed.strip():
        assert typed.strip()[:50].replace("\x00", "") in answer.text.replace("\x00", "").replace("&gt;", ">")
    assert count(Post) == 2


@pytest.mark.parametrize(
    "typed",
    ["ການຍົກເວັ້ນ ເປັນໄປໄດ້", "ការ\u200bថែទាំ", "กำลังใจ", "مرحبا\u200f!", "<script>alert(1)</script>", "🩻 a|b"],
)
def test_every_script_and_tag_is_shown_as_typed(talk, client, typed):
    answer = client.post(at(talk), data={"text": typed, "language": "en"})
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert typed.replace("<", "&lt;").replace(">", "&gt;") in shown


@pytest.mark.parametrize("field", ["title", "kind", "text", "language"])
def test_each_field_of_a_new_thread_says_what_it_misses(client, field):
    sign_in(client, member())
    space()
    answer = client.post("/discussions/forum/new", data=NEW | {field: ""})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.text
    assert count(Thread) == 0


@pytest.mark.parametrize(
    "wrong", [{"kind": "decree"}, {"tags": "nonsense"}, {"language": "xx"}, {"title": "a\x00b"}]
)
def test_what_was_not_offered_is_refused(client, wrong):
    sign_in(client, member())
    space()
    assert client.post("/discussions/forum/new", data=NEW | wrong).status_code == 422


def test_the_same_form_from_two_tabs_is_one_post(talk, client):
    form = {"text": "Once", "language": "en", "form_key": "the-key-of-this-form"}
    first = client.post(at(talk), data=form)
    db.session.rollback()
    assert client.post(at(talk), data=form).location == first.location
    assert count(Post) == 3


def test_a_post_is_edited_and_its_earlier_texts_are_open(talk, client):
    edit = "/discussions/posts/2/edit"
    assert "Not for every subgroup." in client.get(edit).text
    saved = client.post(edit, data={"text": "Not for *any*.", "language": "en", "version": "1"})
    shown = client.get(saved.location, follow_redirects=True).text
    assert "/discussions/posts/2/history" in shown
    history = client.get("/discussions/posts/2/history").text
    assert "Not for every subgroup." in history
    assert "<em>any</em>" in history


def test_a_stale_edit_shows_both_texts_and_can_be_sent_again(talk, client):
    edit, mine = "/discussions/posts/2/edit", {"text": "From this window", "language": "en", "version": "1"}
    client.post(edit, data=mine | {"text": "From the other window"})
    stale = client.post(edit, data=mine)
    assert stale.status_code == 409
    assert "From this window" in stale.text
    assert "From the other window" in stale.text
    version = re.search(r'name="version" type="hidden" value="(\d+)"', stale.text)[1]
    assert client.post(edit, data=mine | {"version": version}).status_code == 303
    assert count(PostRevision) == 2


def test_a_removed_post_leaves_its_reason_and_no_text(talk, client):
    removed = client.post("/discussions/posts/2/remove", data={"reason": "Names a <patient>."})
    shown = client.get(removed.location, follow_redirects=True).text
    assert "Removed by its author: Names a &lt;patient&gt;." in shown
    assert "Not for every subgroup." not in shown
    sign_in(client, member("Cara"))
    assert client.get("/discussions/posts/2/history").status_code == 404
    sign_in(client, officer())
    assert "Not for every subgroup." in client.get("/discussions/posts/2/history").text


def test_removing_needs_a_reason(talk, client):
    assert client.post("/discussions/posts/2/remove", data={"reason": ""}).status_code == 422


def test_a_facilitator_locks_pins_and_is_told_why_nothing_is_written(client):
    alice, wei = member(), member("Wei")
    thread = story.thread(alice, space(facilitators=[wei]))
    sign_in(client, wei)
    for act in ("lock", "pin"):
        assert client.post(f"{at(thread)}/{act}").status_code == 303
    shown = client.get(at(thread)).text
    assert "This thread is locked. A facilitator of the space can unlock it." in shown
    assert "<textarea" not in shown
    assert client.post(at(thread), data={"text": "x", "language": "en"}).status_code == 409
    for act in ("unlock", "unpin"):
        assert client.post(f"{at(thread)}/{act}").status_code == 303


@pytest.mark.parametrize("act", ["lock", "unlock", "pin", "unpin", "accept", "withdraw"])
@pytest.mark.parametrize("who", [lambda: member("Cara"), administrator])
def test_others_may_not_moderate(talk, client, act, who):
    sign_in(client, who())
    assert client.post(f"{at(talk)}/{act}", data={"seq": "2"}).status_code == 403


def test_the_asker_accepts_an_answer_and_takes_it_back(client):
    alice, bob = member(), member("Bob")
    thread = story.thread(alice, space())
    story.answer(bob, thread)
    sign_in(client, alice)
    assert client.get(at(thread)).text.count("Accept as the answer") == 1
    assert client.post(f"{at(thread)}/accept", data={"seq": "2"}).status_code == 303
    shown = client.get(at(thread)).text
    assert "Accepted answer" in shown
    assert "Withdraw acceptance" in shown
    assert client.post(f"{at(thread)}/accept", data={"seq": "1"}).status_code == 409
    assert client.post(f"{at(thread)}/withdraw").status_code == 303


def test_title_kind_and_tags_are_edited_by_author_or_moderators(talk, client):
    edit = f"{at(talk)}/edit"
    assert client.get(edit).status_code == 403
    sign_in(client, officer())
    form = {"title": "Better <title>", "kind": "discussion", "tags": "regulatory_capacity", "version": "1"}
    saved = client.post(edit, data=form)
    assert "Better &lt;title&gt;" in client.get(saved.location).text
    assert client.post(edit, data=form).status_code == 409


def test_marking_all_read(talk, client):
    cara = member("Cara")
    sign_in(client, cara)
    assert client.post("/discussions/forum/read").status_code == 303
    assert all(row.unread == 0 for row in list_queries.latest(cara))


def test_linked_things_stand_in_the_rail_for_those_who_may_see_them(talk, client):
    hidden = story.thread(member("Ana"), space("closed", "public"), "Linked thread")
    with transaction():
        refs.link(talk.ref, hidden.ref, "cites", hidden.created_at)
    assert "Linked thread" in client.get(at(talk)).text
    with transaction():
        db.session.get(type(space("x")), hidden.space_id).visibility = "restricted"
    assert "Linked thread" not in client.get(at(talk)).text


def test_names_and_titles_cannot_carry_scripts(client):
    evil = member("<script>alert(1)</script>", slug="evil")
    thread = story.thread(evil, space("open", "public"), "<b onclick=x>Title</b>", Kind.discussion)
    actions.edit_post(db.session.get(Post, 1), text.write("Edited"), "en", False, 1, actor=evil)
    thread_actions.lock_thread(thread, actor=officer())
    for address in (
        "/discussions/",
        "/discussions/open/",
        at(thread, "open"),
        "/discussions/posts/1/history",
    ):
        shown = client.get(address).text
        assert "<script>alert" not in shown
        assert "<b onclick" not in shown
