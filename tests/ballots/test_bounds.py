"""No page of a ballot asks the database more when more seats have spoken."""

import pytest
from sqlalchemy import event

from cop.ballots.due import settled
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.db import db
from tests.ballots.stage import opened, say
from tests.ballots.test_views import PAGE, as_

GROUPS, COUNTRIES = ("regulators", "professionals", "developers"), ("SG", "TH", "KH")
SAID = (Stance.ENDORSE, Stance.RESERVE, Stance.OBJECT, Stance.STAND_ASIDE)


def roll(n):
    return [(f"M{i}", GROUPS[i % 3], COUNTRIES[i % 3]) for i in range(n)]


def asked(client, path):
    """How many statements the page sends."""
    sent = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *given: sent.append(given[2]))
    try:
        assert client.get(PAGE + path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("path", ["", "/record", "/run", "/receipt", "/remarks", "/signatories", ".json"])
def test_queries_do_not_grow_with_the_seats(paper, client, path, ended, app):
    counts = []
    for n in (3, 24):
        ballot = opened(roll=roll(n))
        for i in range(n):
            say(ballot, f"M{i}", SAID[i % 4])
        if ended:
            with clock.at(ballot.closes_at):
                settled(ballot)
        as_(client, "Opener" if path == "/run" else "M0")
        counts.append(asked(client, path))
        paper.empty(app)
    assert counts[0] == counts[1] <= 25
