"""What is written is found by those who may read it, as long as it stands, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.discussions import actions
from cop.discussions.models import Post
from cop.kernel import clock, text, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Member
from cop.search import indexing
from cop.search.models import Document
from cop.spaces.models import Space
from tests.discussions.story import answer, many, thread
from tests.people import member, officer, sign_in, space
from tests.sql import statements

IN_EVERY_SCRIPT = {
    "vi": ("Trí tuệ nhân tạo trong y tế", "tri tue"),
    "th": ("การใช้ปัญญาประดิษฐ์ในโรงพยาบาล", "ปัญญา"),
    "lo": ("ການໃຊ້ປັນຍາປະດິດ", "ປະດິດ"),
    "km": ("ការប្រើប្រាស់បញ្ញាសិប្បនិម្មិត", "បញ្ញា"),
    "my": ("ကျန်းမာရေးတွင်ဉာဏ်ရည်တုအသုံးပြုခြင်း", "ဉာဏ်ရည်"),
    "zh": ("医疗人工智能的监管", "智能"),
    "ta": ("செயற்கை நுண்ணறிவு", "செயற்கை"),
    "id": ("Kecerdasan buatan", "kecerdas"),
}


def found(client, words, **narrowed):
    """The titles and marks on the first page for ``words``."""
    page = client.get("/search", query_string={"q": words, **narrowed}).get_data(as_text=True)
    return page.partition("</search>")[2]


def indexed():
    worker.drain(clock.now() + timedelta(minutes=1))


@pytest.fixture
def told(app):
    """Alice's thread for members, Bob's answer; a closed one of Chan's."""
    alice, bob, chan = member(), member("Bob", "professionals", "MY"), member("Chan", "developers", "KH")
    forum, closed = space(), space("closed", "restricted", people=[chan])
    begun = thread(alice, forum, "Triage on film", words="Is **sensitivity** enough?")
    answer(bob, begun, "Subgroups & <b>drift</b> matter.")
    thread(chan, closed, "Confidential triage", words="Nobody else reads this sensitivity.")
    indexed()
    return begun


def test_threads_and_posts_are_found_by_those_who_may_read_them(told, client):
    assert "Triage" not in found(client, "triage")
    sign_in(client, officer())
    assert "Confidential triage" in found(client, "triage")
    sign_in(client, member("Dao", "institutions", "LA"))
    page = found(client, "triage")
    assert "Triage on film" in page and "Confidential" not in page
    assert "<mark>sensitivity</mark>" in found(client, "sensitiv") and "Nobody" not in found(
        client, "sensitiv"
    )
    assert "Subgroups &amp; &lt;b&gt;<mark>drift</mark>&lt;/b&gt; matter." in found(client, "drift")


def test_a_space_that_closes_takes_its_things_out_of_search_at_once(told, client):
    sign_in(client, member("Dao", "institutions", "LA"))
    assert "Triage on film" in found(client, "film")
    with transaction():
        db.session.get_one(Space, told.space_id).visibility = "restricted"
    assert "Triage on film" not in found(client, "film")


@pytest.mark.parametrize(
    ("narrowed", "there"),
    [
        ({"kind": "post"}, False),
        ({"kind": "thread"}, True),
        ({"space": "forum"}, True),
        ({"space": "closed"}, True),  # not offered to Dao, so it narrows nothing
        ({"group": "regulators"}, True),
        ({"group": "developers"}, False),
        ({"country": "SG"}, True),
        ({"country": "MY"}, False),
        ({"language": "en"}, True),
        ({"language": "th"}, False),
        ({"since": "2000-01-01"}, True),
        ({"since": "2035-01-01"}, False),
        ({"order": "newest"}, True),
        ({"order": "1; DROP", "kind": "nonsense", "since": "2026-13-45", "page": "-1"}, True),
    ],
)
def test_what_is_found_can_be_narrowed(told, client, narrowed, there):
    sign_in(client, member("Dao", "institutions", "LA"))
    assert ("Triage on film" in found(client, "film", **narrowed)) == there


def test_what_was_edited_or_removed_is_found_as_it_stands(told, client):
    sign_in(client, member("Dao", "institutions", "LA"))
    post = db.session.scalars(select(Post).where(Post.thread_id == told.id, Post.seq == 2)).one()
    author = db.session.get_one(Member, post.author_id)
    actions.edit_post(post, text.write("Calibration matters."), "en", False, post.version, actor=author)
    indexed()
    assert "<mark>Calibration</mark>" in found(client, "calibration") and "<mark>" not in found(
        client, "drift"
    )
    actions.remove_post(post, "Sent by mistake.", actor=author)
    indexed()
    assert "<mark>" not in found(client, "calibration")


@pytest.mark.parametrize("language", IN_EVERY_SCRIPT)
def test_each_script_finds_its_words(app, client, language):
    alice, forum = member(), space()
    words, asked = IN_EVERY_SCRIPT[language]
    thread(alice, forum, "One", words=words, language=language)
    thread(alice, forum, "Two", words="Something else", language="en")
    indexed()
    sign_in(client, alice)
    page = found(client, asked)
    assert f'lang="{language}"' in page and "<mark>" in page and "Something" not in page


@pytest.mark.parametrize(
    "words", ["", '"', "*", "a*b(c) AND OR NOT", "'; --", "\x00", "x" * 5_000, "NEAR(a b)", "ก" * 300]
)
def test_anything_may_be_asked(told, client, words):
    assert client.get("/search", query_string={"q": words}).status_code in (200, 400)


def test_the_index_is_made_again_from_what_is_there(told, client):
    worker.tick()
    before = db.session.scalar(select(func.count(Document.id)))
    indexing.begin_again()
    assert not indexing.is_whole()
    assert "The index is being made" in client.get("/search").get_data(as_text=True)
    worker.tick()
    assert indexing.is_whole() and db.session.scalar(select(func.count(Document.id))) == before
    sign_in(client, officer())
    assert "Confidential triage" in found(client, "triage")


def test_a_page_takes_as_many_queries_whatever_there_is(told, client):
    sign_in(client, officer())
    with statements() as few:
        found(client, "answer")
    many(told, member("Eve", "developers", "TH"), 300)
    indexing.begin_again()
    worker.tick()
    with statements() as lots:
        assert "short" in found(client, "answer")
    assert len(lots) <= len(few) + 2
