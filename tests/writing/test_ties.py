"""Links to things of this site: refs in the text, titles at the moment of reading, nothing for who may not see."""

import time

import nh3
import pytest

from cop.discussions import actions
from cop.discussions.models import Post
from cop.kernel import refs, text, ties
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.markup import ATTRIBUTES, TAGS
from cop.members.models import Visitor
from cop.writing import composing
from tests.discussions import story
from tests.kernel.markup import SCRIPTS, largest
from tests.people import member, officer, sign_in, space


@pytest.fixture
def alice(writing):
    return member()


@pytest.fixture
def secret(alice):
    """A thread that Alice sees, in a space of her own."""
    return story.thread(alice, space("closed", "restricted", people=[alice]), "Recall of the pump")


def html(source, writer, place):
    return composing.compose(source, writer, place.id).html


def read(html, viewer):
    return ties.shown([html], viewer)(html)


@pytest.fixture
def forum(alice):
    return space()


def address(thread):
    return f"/discussions/closed/{thread.id}-{thread.slug}"


@pytest.mark.parametrize(
    "form", ["{ref}", "See {path}, please", "<http://127.0.0.1:8000{path}>", "`x` (see {path})"]
)
def test_a_thing_is_kept_by_its_ref_and_read_by_its_title(app, alice, secret, forum, form):
    config = app.extensions["cop"].config.base_url
    typed = form.format(ref=secret.ref, path=address(secret)).replace("http://127.0.0.1:8000", config)
    kept = html(typed, alice, forum)
    assert f'<a href="/refs/{secret.ref}">{secret.ref}</a>' in kept and "pump" not in kept
    assert f'<a href="{address(secret)}">Recall of the pump</a>' in read(kept, alice)
    for other in (member("Bob"), Visitor()):
        assert "something you may not open" in read(kept, other)
        assert "pump" not in read(kept, other) and secret.ref not in read(kept, other)


def test_the_writers_own_words_stay(alice, secret, forum):
    kept = html(f"[the *recall*]({address(secret)} 'x')", alice, forum)
    assert f'<a href="/refs/{secret.ref}">the <em>recall</em></a>' in kept
    assert f'<a href="{address(secret)}">the <em>recall</em></a>' in read(kept, alice)
    assert read(kept, Visitor()) == "<p>the <em>recall</em></p>"


def test_who_writes_learns_nothing_of_what_they_may_not_see(app, secret, forum):
    bob = member("Bob")
    for typed in (secret.ref, address(secret)):
        assert "/refs/" not in html(typed, bob, forum)


@pytest.mark.parametrize(
    "typed", ["`thread:1`", "    thread:1", "x@thread:1", "https://example.org/thread:1", "@alice's `@alice`"]
)
def test_what_is_quoted_or_elsewhere_is_no_link(alice, secret, forum, typed):
    assert "thread:1" not in composing.compose(typed, alice, forum.id).refs


def test_a_ref_that_somebody_typed_as_html_is_none(alice, secret, forum):
    bob = member("Bob")
    for typed in (f'<a href="/refs/{secret.ref}">x</a>', f"[{secret.ref}](/refs/{secret.ref})"):
        assert "Recall" not in read(html(typed, bob, forum), bob)


def test_tying_opens_no_hole(alice, secret, forum):
    """What stands between the quotes of a title looks like text; tied there, it would end them."""
    hook = f'[a](/x "> @alice {secret.ref} onmouseover=alert(1) ")'
    for attack in SCRIPTS:
        kept = html(f"{attack} @alice {secret.ref} {hook}", alice, forum)
        for shown in (read(kept, alice), read(kept, Visitor())):
            cleaned = nh3.clean(
                shown,
                tags=TAGS | {"i"},
                attributes=ATTRIBUTES | {"a": {"href", "title", "rel"}},
                link_rel=None,
            )
            assert cleaned == shown, attack


def test_a_title_with_markup_is_a_title(alice, forum):
    thread = story.thread(alice, forum, "<img src=x onerror=alert(1)>")
    assert "&lt;img src=x" in read(html(thread.ref, alice, forum), alice)


def test_people_are_named_who_may_read_the_place(alice, forum):
    bob, out = member("Bob"), member("Rita", state="suspended")
    closed = space("room", "restricted", people=[alice])
    assert composing.compose("@bob and @rita, @nobody", alice, forum.id).refs == (bob.ref,)
    assert composing.compose("@bob", alice, closed.id).refs == ()
    assert composing.compose("@olga", alice, closed.id).refs == ()
    olga = officer()
    assert composing.compose("@olga.", alice, closed.id).refs == (olga.ref,)
    assert out.ref not in html("@rita", alice, forum)


def test_a_name_is_read_as_it_is_now_and_by_members_alone(alice, forum):
    bob = member("Bob")
    kept = html("Ask @bob", alice, forum)
    with transaction():
        bob.name = "Former member 2"
    assert "@Former member 2</a>" in read(kept, alice)
    assert read(kept, Visitor()) == "<p>Ask <i>a member</i></p>"
    assert text.plain(kept) == "Ask …"


def test_links_lead_both_ways_and_follow_the_text(alice, forum):
    target, bob = story.thread(alice, forum, "Target"), member("Bob")
    source = story.thread(alice, forum, "Source")
    written = composing.compose(f"As in {target.ref}, @bob", alice, forum.id)
    post = actions.answer(source, written, "en", actor=alice)
    assert [(kind, one.title) for kind, one in refs.linked(target.ref, alice)] == [("speaks_of", "Source")]
    assert set(db.session.scalars(db.select(refs.Link.target))) == {target.ref, bob.ref}
    changed = composing.compose("No more.", alice, forum.id)
    actions.edit_post(post, changed, "en", 0, post.version, actor=alice)
    assert db.session.query(refs.Link).count() == 0


def test_a_link_to_a_post_is_found_from_its_thread(alice, forum):
    target = story.thread(alice, forum, "Target")
    said = db.session.query(Post).one()
    source = story.thread(alice, forum, "Source")
    for _ in range(2):
        actions.answer(source, composing.compose(said.ref, alice, forum.id), "en", actor=alice)
    assert [one.title for _kind, one in refs.linked(target.ref, alice)] == ["Source"]
    own = composing.compose(said.ref, alice, forum.id)
    actions.answer(target, own, "en", actor=alice)
    assert [one.title for _kind, one in refs.linked(target.ref, alice)] == ["Source"]


def test_a_page_shows_titles_in_one_query_a_kind(client, alice, forum, secret):
    thread = story.thread(alice, forum)
    for _ in range(3):
        actions.answer(thread, composing.compose(f"{secret.ref} @alice", alice, forum.id), "en", actor=alice)
    sign_in(client, alice)
    shown = client.get(f"/discussions/forum/{thread.id}-{thread.slug}").text
    assert shown.count(">Recall of the pump</a>") == 3 and shown.count("@Alice</a>") == 3
    assert client.get(f"/refs/{secret.ref}").location == address(secret)
    assert client.get("/discussions/posts/3/history").text.count(">Recall of the pump</a>") == 1
    sign_in(client, member("Bob"))
    assert client.get(f"/refs/{secret.ref}").status_code == 404
    assert "pump" not in client.get(f"/discussions/forum/{thread.id}-{thread.slug}").text


def test_names_are_offered_to_who_may_write_there(client, alice, forum):
    member("Dr Malee Somboun", "professionals", "LA")
    member("Mali Other", state="suspended")
    asked = "/writing/forum/people?q="
    assert client.get(asked + "mal").status_code == 404
    sign_in(client, alice)
    (offered,) = client.get(asked + "mal").json
    assert offered["name"] == "@dr-malee-somboun" and offered["says"].startswith("Dr Malee Somboun, ")
    assert client.get(asked).json == [] and client.get(asked + "%25").json == []
    assert client.get(asked + "x" * 5000).json == []
    space("closed", "restricted")
    assert client.get("/writing/closed/people?q=mal").status_code == 404


def test_who_is_named_in_few_words():
    assert (
        text.lines("<p>A <b>b</b></p>\n<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>")
        == "A b\n\n• one\n• two"
    )


@pytest.mark.parametrize(
    "unit", ["@a ", "@a-b ", "thread:1 ", "/a/b ", "[a](/a) ", "[^a]: b\n", "`@a` ", "https://a.b/c "]
)
def test_a_text_of_nothing_but_links_is_tied_in_time(alice, forum, unit):
    """A quarter of a second for 50 kB, of which what asks the database is bounded."""
    source = largest(unit)[:50_000]
    begun = time.process_time()
    html(source, alice, forum)
    assert time.process_time() - begun < 0.25 + 3 * ordinary()


def ordinary() -> float:
    """What a machine takes for an ordinary text now."""
    begun = time.process_time()
    text.write("A paragraph with *emphasis* and a [link](https://example.org).\n\n" * 100)
    return time.process_time() - begun
