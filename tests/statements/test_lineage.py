"""Banners: from every text that was replaced or withdrawn a reader finds what holds now, and back."""

import itertools

import pytest

from cop.kernel.errors import Forbidden, Invalid
from cop.statements import lineage, moving_actions
from cop.statements.rules import State
from tests.statements import stage


@pytest.fixture
def line(app):
    cast = stage.cast()
    made = [stage.published(cast, title=f"Edition {n}") for n in (1, 2, 3)]
    for old, new in itertools.pairwise(made):
        moving_actions.supersede(old, new, actor=cast.olga)
    return cast, made


def test_each_edition_leads_to_the_one_that_holds_now_and_back(client, line):
    _cast, (first, second, third) = line
    assert lineage.newest(first).number == lineage.newest(second).number == third.number
    assert lineage.newest(third) is None
    assert [row.number for row in lineage.replaces(second)] == [first.number]
    page = client.get(f"/statements/{first.number}").text
    assert f"was replaced by {second.number}" in page
    assert f'href="/statements/{third.number}"' in page
    assert (
        f'It replaces: <a href="/statements/{first.number}"'
        in client.get(f"/statements/{second.number}").text
    )
    assert "was replaced" not in client.get(f"/statements/{third.number}").text


def test_a_line_that_ends_withdrawn_says_so_everywhere(client, line):
    cast, (first, _second, third) = line
    moving_actions.withdraw(third, "The evidence <fell>.", actor=cast.olga)
    assert "That was withdrawn later" in client.get(f"/statements/{first.number}").text
    page = client.get(f"/statements/{third.number}")
    assert page.status_code == 200
    assert "was withdrawn: The evidence &lt;fell&gt;." in page.text


def test_no_line_comes_back_to_itself(line):
    cast, (first, second, third) = line
    for wrong in (first, second, third):
        with pytest.raises(Invalid):
            moving_actions.supersede(third, wrong, actor=cast.olga)
    assert third.stands is State.PUBLISHED


def test_only_officers_replace_or_withdraw(line):
    cast, (*_old, third) = line
    for person in (cast.alice, cast.bob):
        with pytest.raises(Forbidden):
            moving_actions.withdraw(third, "Because.", actor=person)
