"""Lists read by key in both directions; a cursor that somebody made up shows the first page."""

import base64
import json

import pytest
from sqlalchemy import select

from cop.kernel import paging
from cop.members.models import Member
from tests.people import member

KEYS = (Member.sort_name, Member.id)


def read(cursor="", **options):
    return paging.read(
        select(Member.sort_name, Member.id), KEYS, cursor=cursor, size=2, descending=False, **options
    )


def names(page) -> list[str]:
    return [row.sort_name for row in page.rows]


@pytest.fixture
def five(app):
    for name in ("Anna", "Bea", "Cara", "Dora", "Cara 2"):
        member(name)


def test_forward_to_the_end_and_back_to_the_beginning(five):
    first = read()
    second = read(first.after)
    third = read(second.after)
    assert [names(p) for p in (first, second, third)] == [["anna", "bea"], ["cara", "cara 2"], ["dora"]]
    assert (first.before, third.after) == ("", "")
    back = read(third.before)
    assert names(back) == names(second)
    assert names(read(back.before)) == names(first)
    assert read(back.before).before == ""


def cursor(*values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    "made_up",
    ["", "x", "é", "a" * 10_000, cursor(), cursor(0), cursor(0, "a"), cursor(0, 1, 1), cursor(0, "a", "b"),
     cursor(2, "a", 1), cursor(0, "a", True), cursor(0, "a", 2**70), cursor(0, "a\0", 1),
     cursor(0, {"t": 1}, 1), cursor(0, {"t": 1e300}, 1),
     cursor(0, None, None), cursor("0", "a", 1), base64.urlsafe_b64encode(b"[" * 50_000).decode(),
    ],
)  # fmt: skip
def test_a_made_up_cursor_shows_the_first_page(five, made_up):
    assert names(read(made_up)) == ["anna", "bea"]
