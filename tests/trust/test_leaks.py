"""Nobody is told what is not theirs to know: no canary in any page, file, header, address or letter."""

import pytest
from flask import Flask

from cop.delivery.transport import SentMail
from cop.kernel import worker
from cop.kernel.db import db
from cop.members.models import Address
from cop.search import indexing
from tests.trust import probing
from tests.trust.canaries import KINDS, STOPPED
from tests.trust.community import Community

SEARCHERS = ("visitor", "suspended", "outsider", "insider", "foreign", "lead", "administrator")
"""Whose searches are tried, as far as their walks are taken."""
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("town")]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_tells_what_is_not_theirs_to_know(kind, met, town, walkers):
    if kind not in walkers:
        return
    pages = met(kind)
    assert len(pages) > 20
    assert {one.path: found for one in pages if (found := town.canaries.met(one.all(), kind))} == {}


def test_what_is_theirs_to_know_somebody_finds(met, town, walkers):
    """Or the canaries would sing to nobody, and the walk would prove nothing."""
    everything = {kind: "\n".join(one.all() for one in met(kind)).casefold() for kind in walkers}
    unseen = [
        word
        for word, seers in town.canaries.seers.items()
        if seers & everything.keys()
        and not any(word in text for kind, text in everything.items() if kind in seers)
    ]
    assert unseen == []


@pytest.fixture(scope="module")
def indexed(house: Flask, town: Community) -> None:
    with house.app_context():
        assert sum(number for _kind, number in indexing.rest()) > 20


@pytest.mark.parametrize("kind", SEARCHERS)
def test_nobody_finds_by_search_what_is_not_theirs_to_know(kind, house, town, indexed, walkers):
    """Each word is asked for; the form says the word again, so only what stands below it counts."""
    if kind not in walkers:
        return
    client = probing.browser(house, town, kind)
    below = {word: client.get("/search", query_string={"q": word}) for word in town.canaries.seers}
    found = {
        word for word, answer in below.items() if word in answer.text.partition("</search>")[2].casefold()
    }
    assert {word for word in found if kind not in town.canaries.seers[word]} == set()
    assert found or kind in STOPPED or kind == "visitor"


def test_a_planted_leak_is_met(town):
    assert town.canaries.met("<p>QZsealedZQ</p>", "officer") == ["qzsealedzq"]
    assert town.canaries.met("<p>qzsealedzq</p>", "insider") == []


def test_no_letter_tells_its_reader_what_is_not_theirs_to_know(house, town):
    with house.app_context(), house.test_request_context():
        worker.drain()
        letters = [(mail.to, f"{mail.subject}\n{mail.text}") for mail in db.session.query(SentMail)]
        readers = {a.email: a.member_id for a in db.session.query(Address)}
    kinds = {own["member"]: kind for kind, own in town.own.items()}
    assert len(letters) > 20
    assert [
        (kind, found)
        for to, text in letters
        if (kind := kinds.get(readers.get(to))) and (found := town.canaries.met(text, kind))
    ] == []
