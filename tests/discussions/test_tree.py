"""The long loop of a page: every value escaped, each post where it belongs."""

from datetime import UTC, datetime
from types import SimpleNamespace as Row

import pytest

from cop.discussions.tree import tree
from cop.discussions.tree_look import Look
from cop.discussions.tree_parts import Html, part

EVIL = "<script>alert('x')</script>\"&"


def row(seq, parent=None, **more):
    """A post as the query gives it, every text of which is evil."""
    common = {
        "id": 100 + seq,
        "seq": seq,
        "parent_seq": parent,
        "author_id": 7,
        "author": EVIL,
        "group": EVIL,
        "group_key": "regulators",
        "country": EVIL,
        "personal": True,
        "authority": EVIL,
        "authority_country": EVIL,
        "language": EVIL,
        "ai_help": True,
        "file_count": 0,
        "created_at": datetime(2026, 11, 16, tzinfo=UTC),
        "edited_at": datetime(2026, 11, 17, tzinfo=UTC),
        "removed_at": None,
        "removed_by_id": None,
        "removed_reason": "",
        "helpful": 2,
        "agree": 0,
        "same_here": 1,
        "own": "helpful",
        "html": "<p>own <em>text</em></p>",
        "folded_at": None,
        "parent_author": EVIL,
        "parent_group": "regulators",
        "parent_excerpt": EVIL,
    }
    return Row(**common | more)


def look(**more):
    common = {
        "address": "/t",
        "posts": "/p/",
        "flag": "/f/",
        "check": "/i#check",
        "shield": "/i#shield",
        "viewer_id": 7,
        "seen": 1,
        "accepted": None,
        "answers": True,
        "moderates": True,
    }
    return Look(**common | {"chooses": True, "key": EVIL, "token": EVIL, "zone": "UTC"} | more)


@pytest.fixture(autouse=True)
def request_around(app):
    with app.test_request_context():
        yield


def test_no_value_reaches_the_page_unescaped():
    html = tree(
        [row(1), row(2, 1), row(3, removed_at=1, removed_by_id=8, removed_reason=EVIL)], look(accepted=2)
    )
    assert "<script" not in html
    assert EVIL not in html
    assert html.count("&lt;script&gt;") > 10
    assert html.count("<p>own <em>text</em></p>") == 2


def test_a_part_escapes_all_but_html():
    assert part("<b>{}</b>{}")("<i>", Html("<i>")) == "<b>&lt;i&gt;</b><i>"
    assert part("{}")("'\"") == "&#x27;&quot;"


def test_depth_is_drawn_to_three_levels_and_quoted_below():
    rows = [row(n, n - 1 or None, id=n) for n in range(1, 7)]
    html = tree(rows, look())
    assert [html.count(f"depth-{n}") for n in range(5)] == [1, 1, 1, 3, 0]
    assert html.count("<blockquote") == 2


def test_an_answer_to_an_earlier_page_quotes_it_with_a_link():
    html = tree([row(51, 3)], look())
    assert '<blockquote class="small"><a href="/t?page=1#post-3">' in html


def test_a_removed_parent_is_not_quoted():
    assert "<blockquote" not in tree([row(51, 3, parent_excerpt="")], look())


@pytest.mark.parametrize(("seen", "author", "new"), [(None, 1, 0), (5, 1, 0), (1, 1, 1), (1, 7, 0)])
def test_what_others_wrote_since_is_new(seen, author, new):
    assert tree([row(2, author_id=author)], look(seen=seen)).count('class="new"') == new


def test_acts_are_those_the_viewer_has():
    def labels(post, **more):
        shown = tree([post], look(**more))
        return [w for w in ("Answer<", "Edit<", "Remove<", "Accept as the answer") if w in shown]

    theirs = row(2, author_id=8)
    assert labels(row(2)) == ["Answer<", "Edit<", "Remove<", "Accept as the answer"]
    assert labels(theirs) == ["Answer<", "Remove<", "Accept as the answer"]
    assert labels(theirs, moderates=False, chooses=False) == ["Answer<"]
    assert labels(theirs, viewer_id=None, answers=False, moderates=False, chooses=False) == []
    assert labels(row(1)) == ["Answer<", "Edit<", "Remove<"]


def test_from_three_answers_on_a_branch_can_be_folded_away():
    few = tree([row(1), row(2), row(3, 2), row(4, 3)], look())
    assert "<details" not in few
    many = tree([row(1), row(2), row(3, 2), row(4, 3), row(5, 2), row(6)], look())
    assert many.count("<details") == 1
    branch = many.partition("<summary>3 answers</summary>")[2].partition("</details>")[0]
    assert [f'id="post-{seq}"' in branch for seq in range(1, 7)] == [False, False, True, True, True, False]
