"""What seats wrote and who signed: the first on the page, all of them in lists, each viewer what is theirs to read."""

import pytest

from cop.ballots import objection_actions, outcomes, said, signatories
from cop.ballots.due import settled
from cop.ballots.objections import Disposition
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.members.models import Visitor
from tests.ballots.stage import opened, say, seat_of
from tests.ballots.test_bounds import roll
from tests.ballots.test_views import PAGE, as_, text_of
from tests.people import officer

EASY = ConsensusRule(support_pct=50, group_support_pct=0)


@pytest.fixture
def few(monkeypatch, paper):
    """Pages that show little, so that lists have to."""
    paper.open_to = lambda viewer: True
    monkeypatch.setattr(said, "SHOWN", {Stance.RESERVE: 2, Stance.OBJECT: 1})
    monkeypatch.setattr(said, "LISTED", 4)
    monkeypatch.setattr(signatories, "SHOWN", 2)


def spoken():
    """Six reserve and sign, three object, of whom one is content with the answer."""
    ballot = opened(EASY, roll=roll(9))
    for n in range(9):
        say(ballot, f"M{n}", Stance.OBJECT if n % 3 == 2 else Stance.RESERVE, sign=n % 3 != 2)
    with clock.at(ballot.closes_at):
        settled(ballot)
        objector, seat = seat_of(ballot, "M2")
        answer = (seat.number, Disposition.ACCEPTED, "Yes.")
        objection_actions.answer_objection(ballot, *answer, actor=officer())
        objection_actions.resolve_objection(ballot, actor=objector)
    return ballot


def listed(client, path):
    """The remarks (or names) on all pages from ``path`` on."""
    found = []
    while path:
        page = text_of(client.get(path))
        found.append(page.count('class="minority"') or page.count("<li>M"))
        after = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        path = after if 'rel="next"' in page else ""
    return found


def test_a_page_shows_the_first_of_each_kind_and_says_that_there_are_more(few, app):
    ballot = spoken()
    with app.test_request_context():
        seen = outcomes.outcome(ballot, seat_of(ballot, "M0")[0])
    assert sum(len(notes) for notes in seen["reservations"].values()) == 2
    assert len(seen["minority"]) == 1 or not seen["minority"]  # the first may be the resolved one
    assert len(seen["signatories"]) == 2
    assert seen["more"]


def test_the_lists_hold_all_that_the_viewer_may_read(few, client):
    spoken()
    assert listed(client, f"{PAGE}/remarks") == [4, 4]
    as_(client, "M0")
    assert listed(client, f"{PAGE}/remarks") == [4, 4, 1]
    assert sum(listed(client, f"{PAGE}/signatories")) == 6


def test_nothing_is_listed_while_sealed_nor_to_the_public_of_what_was_not_adopted(few, client):
    ballot = opened(ConsensusRule(max_objections=0), roll=roll(3))
    say(ballot, "M0", Stance.OBJECT)
    say(ballot, "M1", sign=True)
    as_(client, "M0")
    assert listed(client, f"{PAGE}/remarks") == listed(client, f"{PAGE}/signatories") == [0]
    with clock.at(ballot.closes_at):
        assert listed(client, f"{PAGE}/remarks") == [1]
        client.get("/sign-out")
        assert said.first(settled(ballot), Visitor()) == []
        assert listed(client, f"{PAGE}/signatories") == [0]


def test_who_has_left_since_is_marked_and_what_they_said_stands(few, client, monkeypatch):
    monkeypatch.setattr(said, "LISTED", 9)
    ballot = spoken()
    with transaction():
        seat_of(ballot, "M0")[0].state = "left"
    as_(client, "M1")
    assert "M0 (has since left)" in text_of(client.get(f"{PAGE}/signatories"))
    assert "M0 (has since left)" in text_of(client.get(f"{PAGE}/remarks"))
