"""A thread for paper, and a page that asks what came since."""

import pytest

from cop.discussions import moving_actions, reading_queries, thread_actions
from cop.kernel.db import db
from cop.members.models import Member
from tests.discussions import story
from tests.people import member, officer, sign_in, space
from tests.sql import statements


@pytest.fixture
def talk(client):
    alice = member()
    thread = story.thread(alice, space())
    sign_in(client, alice)
    return thread


def at(thread, rest=""):
    return f"/discussions/forum/{thread.id}-{thread.slug}{rest}"


def test_what_came_since_is_told_once(talk, client):
    bob = member("Bob")
    assert client.get(at(talk, "/since/1")).json == {"count": 0, "says": ""}
    story.many(talk, bob, 3)
    first = client.get(at(talk, "/since/1"))
    assert first.json == {"count": 3, "says": "3 new answers"}
    again = client.get(at(talk, "/since/1"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    story.answer(bob, talk)
    later = client.get(at(talk, "/since/1"), headers={"If-None-Match": first.headers["ETag"]})
    assert later.json["count"] == 4
    assert client.get(at(talk, "/since/999999999")).json["count"] == 0
    assert f'data-since="{at(talk)}/since/5"' in client.get(at(talk)).text


SCRIPT = {"Accept": "application/json"}
SAID = {"text": "Mine, in place.", "language": "en", "form_key": "k"}


def sent(client, thread, since, page=1, follow=True, **more):
    """An answer as the script sends it, from the page that showed posts up to ``since``."""
    address = at(thread, f"?page={page}&since={since}")
    answer = client.post(address, data=SAID | more, headers=SCRIPT, follow_redirects=follow)
    db.session.rollback()
    return answer


def test_an_answer_sent_by_script_comes_back_with_what_the_page_lacks(talk, client):
    bob = member("Bob")
    story.answer(bob, talk, "Second.")
    story.answer(bob, talk, "Third, meanwhile.", answered=2)
    told = sent(client, talk, 2, parent="2").json
    assert [(one["seq"], one["after"], one["branch"]) for one in told["posts"]] == [
        (3, 2, "2 answers"), (4, 3, "2 answers")
    ]  # fmt: skip
    assert "Third, meanwhile." in told["posts"][0]["html"] and 'class="new"' in told["posts"][0]["html"]
    assert "Mine, in place." in told["posts"][1]["html"] and 'class="new"' not in told["posts"][1]["html"]
    assert (told["said"], told["upto"], told["since"]) == (4, 4, at(talk, "/since/4"))
    assert "4 posts, 2 voices" in told["parts"] and 'id="letters"' in told["parts"]
    assert "Mine, in place." not in told["parts"]
    assert reading_queries.reading(db.session.get_one(Member, talk.author_id), talk.id).mark == 4


def test_the_same_words_sent_twice_are_one_answer_however_they_are_sent(talk, client):
    first = sent(client, talk, 1, follow=False)
    again = sent(client, talk, 1, follow=False, kept="7")  # a draft was kept meanwhile
    assert first.location == again.location
    plainly = client.post(at(talk, "?page=1"), data=SAID, follow_redirects=True)
    assert plainly.request.query_string == b"page=1" and plainly.text.count("Mine, in place.") == 1
    assert client.get(at(talk, "/since/1")).json["count"] == 1


def test_what_is_wrong_with_an_answer_is_said_in_the_form_alone(talk, client):
    refused = sent(client, talk, 1, text="", parent="1")
    assert refused.status_code == 422 and "posts" not in refused.json
    assert "Write something first." in refused.json["parts"] and "<html" not in refused.json["parts"]
    thread_actions.lock_thread(talk, actor=officer())
    locked = sent(client, talk, 1)
    assert locked.status_code == 409
    assert "This thread is locked" in locked.json["parts"] and "Mine, in place." in locked.json["parts"]
    plainly = client.post(at(talk), data=SAID)
    assert "This thread is locked" in plainly.text and "Mine, in place." in plainly.text


def test_from_an_earlier_page_only_the_own_answer_is_put_in_its_place(talk, client):
    story.many(talk, member("Bob"), 60)
    told = sent(client, talk, 61, parent="7").json
    assert [(one["seq"], one["after"]) for one in told["posts"]] == [(62, 7)]
    assert told["upto"] == 62
    elsewhere = sent(client, talk, 62, form_key="l").json
    assert elsewhere["posts"] == [] and elsewhere["address"] == at(talk, "?from=63")


def test_what_others_wrote_is_put_in_and_counts_as_seen(talk, client):
    bob, cara = member("Bob"), member("Cara")
    story.answer(bob, talk)
    sign_in(client, cara)
    told = client.get(at(talk, "/after/1?page=1"), headers=SCRIPT, buffered=True).json
    db.session.rollback()
    assert (len(told["posts"]), told["says"], told["said"]) == (1, "1 new answer", 0)
    assert "<form" not in told["parts"]
    assert reading_queries.reading(cara, talk.id).mark == 2
    assert client.get(at(talk, "/after/1?page=1")).location == at(talk, "?from=2")
    for far in ("/after/1?page=99999999999999999999", "/after/999999999?page=1&said=" + "9" * 30):
        assert client.get(at(talk, far), headers=SCRIPT).json["posts"] == [], far
    assert reading_queries.reading(cara, talk.id).mark == 2


def test_an_answer_to_what_was_merged_meanwhile_leads_to_where_it_is(talk, client):
    other = story.thread(member("Bob"), space("other"), "The other")
    moving_actions.merge_thread(talk, other, actor=officer())
    told = sent(client, talk, 1).json
    assert told["posts"] == []
    assert told["address"] == f"/discussions/other/{other.id}-the-other?from=3"


def test_counts_of_what_one_may_not_read_are_not_told(talk, client):
    """Discourse CVE-2026-32620."""
    moving_actions.move_thread(talk, space("vault", "restricted"), actor=officer())
    assert client.get(at(talk, "/since/1")).status_code == 404
    assert client.get(at(talk, "/print")).status_code == 404


def test_asking_takes_as_little_in_a_long_thread(talk, client):
    address, sent, bob = at(talk, "/since/1"), [], member("Bob")
    for _ in range(2):
        client.get(address)
        with statements() as asked:
            client.get(address)
        sent.append(len(asked))
        story.many(talk, bob, 2_000)
    assert sent[0] == sent[1] <= 2


def test_a_page_to_print_holds_the_whole_thread_up_to_a_bound(talk, client):
    story.many(talk, member("Bob"), 119)
    shown = client.get(at(talk, "/print")).text
    assert shown.count("<article") == 120
    for act in ("reply=", "/remove", "<textarea", 'form="react"', 'class="new"'):
        assert act not in shown
    assert "/print" in client.get(at(talk)).text
    assert client.get(at(talk, "/print?page=2")).status_code == 404
    story.many(talk, member("Cara"), 400)
    assert client.get(at(talk, "/print?page=2")).text.count("<article") == 20
    assert 'rel="next"' in client.get(at(talk, "/print")).text


def test_a_merged_thread_is_printed_where_it_is(talk, client):
    other = story.thread(member("Bob"), space("other"), "The other")
    moving_actions.merge_thread(talk, other, actor=officer())
    printed = client.get(at(talk, "/print"), follow_redirects=True)
    assert printed.request.path == f"/discussions/other/{other.id}-the-other/print"
