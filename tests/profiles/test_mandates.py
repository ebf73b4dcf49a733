"""How a mandate is renewed, spoken of before it ends, and ends by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.kernel.permits import SYSTEM
from cop.members import office_actions
from cop.members.models import Mandate
from cop.profiles import due, home, mandate_actions, mandate_queries
from cop.profiles.mandate_rules import reminder_due
from tests.people import administrator, member, officer, sign_in

DAY = timedelta(days=1)
END = datetime(2027, 6, 30, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "reminded", "due"),
    [(31, None, None), (30, None, 30), (29, 30, None), (8, None, 30), (7, 30, 7), (7, None, 7), (1, 7, None),
     (0, 30, 7)],
)  # fmt: skip
def test_reminders_go_out_once_each(days, reminded, due):
    assert reminder_due(END, reminded, END - days * DAY) == due


@pytest.fixture
def alice(app):
    return member(regulates="SG")


def letters(to: str) -> list[str]:
    worker.drain()
    return [mail.subject for mail in db.session.query(SentMail).order_by(SentMail.id) if mail.to == to]


def test_the_member_and_the_secretariat_are_reminded_twice_and_told_of_the_end(app, alice):
    officer()
    end = alice.mandates[0].until
    for days in (40, 30, 29, 7, 6, 0, -1):
        moment = end - days * DAY
        with clock.at(moment):
            due.tick(moment)
            worker.drain(moment)
    assert letters("alice@example.org") == ["Your mandate ends soon"] * 2 + ["Your mandate has run out"]
    assert letters("olga@example.org") == [
        *["The mandate of Alice ends soon"] * 2,
        "The mandate of Alice has run out",
    ]
    assert alice.mandates[0].ended_at == end
    assert not alice.regulates("SG")


def test_a_renewal_goes_on_without_a_gap_and_keeps_the_one_before(app, alice):
    olga, old = officer(), alice.mandates[0]
    with clock.at(clock.now() + 30 * DAY):
        new = mandate_actions.renew_mandate(old, "Letter of 2026", old.until + 365 * DAY, actor=olga)
        worker.drain()
    assert (new.renews_id, new.authority, new.country, old.ended_at) == (old.id, "Authority", "SG", new.since)
    assert alice.regulates("SG")
    assert letters("alice@example.org")[-1].startswith("Your mandate is renewed until")
    had = mandate_queries.ever_of([alice.id])
    for moment, id in ((old.since, old.id), (new.since, new.id), (new.until - DAY, new.id)):
        assert [one.id for one in mandate_queries.held(had, alice.id, moment)] == [id]
    assert mandate_queries.held(had, alice.id, new.until) == []


def test_what_has_run_out_can_be_renewed_once(app, alice):
    olga, old = officer(), alice.mandates[0]
    with clock.at(old.until + DAY):
        due.tick(clock.now())
        mandate_actions.renew_mandate(old, "Letter", old.until + 9 * DAY, actor=olga)
        with pytest.raises(IllegalMove):
            mandate_actions.renew_mandate(old, "Letter", old.until + 20 * DAY, actor=olga)


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_renewal_lasts_longer_than_the_mandate(app, alice, days):
    olga, old = officer(), alice.mandates[0]
    with pytest.raises(Invalid):
        mandate_actions.renew_mandate(old, "Letter", old.until + days * DAY, actor=olga)


def test_a_mandate_that_was_ended_is_not_renewed(app, alice):
    olga, old = officer(), alice.mandates[0]
    office_actions.end_mandate(old, actor=olga)
    with pytest.raises(IllegalMove):
        mandate_actions.renew_mandate(old, "Letter", old.until + DAY, actor=olga)


def test_nobody_else_renews_and_nobody_their_own(app, alice):
    own = officer("Otto")
    with transaction():
        own.mandates = [
            Mandate(authority="A", country="TH", evidence="E", since=clock.now(), until=clock.now() + DAY)
        ]
    for actor, mandate in (
        (alice, alice.mandates[0]), (member("Bob"), alice.mandates[0]),
        (administrator(), alice.mandates[0]), (own, own.mandates[0]), (SYSTEM, alice.mandates[0]),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            mandate_actions.renew_mandate(mandate, "Letter", mandate.until + DAY, actor=actor)


def test_the_secretariat_sees_them_by_their_end_and_renews(app, alice):
    bob, olga = member("Bob", regulates="MY"), officer()
    with transaction():
        bob.mandates[0].until = clock.now() + 10 * DAY
    client = sign_in(app.test_client(), olga)
    page = client.get("/secretariat/mandates/").text
    assert page.index(">Bob<") < page.index(">Alice<")
    with app.test_request_context():
        assert [a.title for a in home.awaiting(olga, clock.now())] == ["1 mandate ends soon"]
    path = f"/secretariat/mandates/{bob.mandates[0].id}/renew"
    for until in ("2020-01-01", "2027-02-30", ""):
        refused = client.post(path, data={"evidence": "Letter", "until": until})
        assert refused.status_code == 422
        assert 'id="until-error"' in refused.text
    day = (clock.now() + 400 * DAY).date().isoformat()
    assert client.post(path, data={"evidence": "Letter", "until": day}).status_code == 303
    assert len(bob.mandates) == 2
