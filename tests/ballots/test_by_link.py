"""A position by the link of a letter: once, for one seat and one ballot, by its button alone, as the rules have it."""

from datetime import timedelta

import pytest

from cop.ballots import actions, objection_actions, queries, records, time_actions
from cop.ballots.objections import Disposition
from cop.ballots.terms import Stance
from cop.delivery import tokens
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members.models import Mandate
from tests.access.conftest import App
from tests.ballots.stage import WRITTEN, opened, say, seat_of
from tests.people import member, sign_in

AGREES = {"stance": "endorse"}


def letter(who="ana", subject="Your position is asked for") -> str:
    worker.drain()
    to = SentMail.to == f"{who}@example.org"
    found = db.session.scalars(db.select(SentMail).where(to, SentMail.subject.startswith(subject)))
    return list(found)[-1].text


def path(text: str) -> str:
    (found,) = [line for line in text.split("\n") if "/letters/act/" in line]
    return "/" + found.split("/", 3)[3]


def stands(ballot, name="Ana"):
    return queries.standing(ballot, seat_of(ballot, name)[1].number)


def test_opening_the_link_changes_nothing_and_its_button_records(paper, client):
    """Discourse 2019-1020018: a link consumed by whoever only looks at it."""
    ballot = opened()
    link = path(letter())
    for look in (client.get, client.head):
        answer = look(link, headers={"Purpose": "prefetch", "User-Agent": "link scanner"})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert ballot.last_seq == 0
    page = client.get(link).text
    assert "Keep a log." in page
    assert "done in that name" in page
    assert client.post(link, data=AGREES).status_code == 303
    assert (stands(ballot).stance, stands(ballot).by, ballot.last_seq) == ("endorse", "holder", 1)
    assert records.events(ballot)[-1].hash in letter(subject="Receipt for your seat")


def test_it_works_once_the_ledger_says_so_and_signed_in_one_changes_it(paper, client, app):
    ballot = opened()
    link, ana = path(letter()), seat_of(ballot, "Ana")[0]
    client.post(link, data=AGREES)
    said = db.select(Entry.verb, Entry.actor).where(Entry.subject == ballot.ref).order_by(Entry.id.desc())
    by_a_link = [("position_taken", ana.ref), ("link_used", ana.ref)]
    assert [tuple(row) for row in db.session.execute(said.limit(2))] == by_a_link
    assert client.post(link, data={"stance": "stand_aside"}).status_code == 409
    assert "works once" in client.get(link).text
    assert (stands(ballot).stance, ballot.last_seq) == ("endorse", 1)
    assert sign_in(app.test_client(), ana).get(link).location.endswith("/statements/logs/ballots/1")
    actions.take_position(ballot, Stance.STAND_ASIDE, {}, actor=ana)
    assert stands(ballot).stance == "stand_aside"


def test_what_is_refused_uses_nothing_up(paper, client):
    ballot = opened()
    link = path(letter())
    answer = client.post(link, data={"stance": "object", "reason": "Too much."})
    assert answer.status_code == 422
    assert "Too much." in answer.text
    told = WRITTEN[Stance.OBJECT]
    sent = {
        "stance": "object",
        "object_clause": told["clause"],
        "reason": told["reason"],
        "change": told["change"],
    }
    assert client.post(link, data=sent).status_code == 303
    assert stands(ballot).objection == "open"


def test_the_link_tells_nobody_what_the_seat_said(paper, client):
    """Whoever finds a forwarded letter learns the text, and nothing of the seat's own."""
    ballot = opened()
    link = path(letter())
    say(ballot, "Ana", Stance.RESERVE)
    page = client.get(link).text
    assert WRITTEN[Stance.RESERVE]["text"] not in page
    assert 'value="reserve" checked' not in page


@pytest.mark.parametrize("days", [15, 3])
def test_it_ends_after_two_weeks_and_with_the_ballot(paper, client, days):
    ballot = opened(lasts=timedelta(days=20) if days == 15 else timedelta(days=2))
    link, later = path(letter()), clock.now() + timedelta(days=days)
    with clock.at(later):
        page = client.get(link)
        assert 'name="stance"' not in page.text
        assert client.post(link, data=AGREES).status_code == 409
    assert stands(ballot) is None


def test_a_late_position_is_noted_and_not_taken(paper, client, monkeypatch):
    """The page was opened in time, the button pressed after the close."""
    ballot = opened()
    link = path(letter())
    with clock.at(ballot.closes_at + timedelta(seconds=1)):
        monkeypatch.setattr("cop.ballots.by_link.settled", lambda found: found)
        assert client.post(link, data=AGREES).status_code == 409
    assert [event.kind for event in records.events(ballot)][-1] == "late"
    assert stands(ballot) is None


@pytest.mark.parametrize(
    "change",
    [lambda at, _b: at[:-1] + ("a" if at[-1] != "a" else "b"), lambda at, b: at.replace(f".b{b.id:x}.", ".b9."),
     lambda at, _b: at.rpartition("/")[0] + "/guess"],
)  # fmt: skip
def test_a_made_up_link_is_nothing(paper, client, change):
    ballot = opened()
    assert client.post(change(path(letter()), ballot), data=AGREES).status_code == 404
    assert ballot.last_seq == 0


def test_a_token_for_another_purpose_or_person_opens_nothing(paper, client, app):
    ballot, folder = opened(), app.extensions["cop"].config.data_dir
    ana, outsider = seat_of(ballot, "Ana")[0], member("Eve", "developers", "VN")
    reply = tokens.token(folder, tokens.STOP, ana.id, ballot.ref, clock.now())
    assert client.post(f"/letters/act/{reply}", data=AGREES).status_code == 404
    seatless = tokens.token(folder, tokens.ACT, outsider.id, ballot.ref, clock.now())
    assert client.post(f"/letters/act/{seatless}", data=AGREES).status_code == 409
    link = path(letter())
    with transaction():
        ana.state = "suspended"
    assert client.post(link, data=AGREES).status_code == 404
    assert ballot.last_seq == 0


def test_who_must_have_a_second_factor_shows_it(paper, client):
    ballot = opened()
    bua = seat_of(ballot, "Bua")[0]
    phone, link = App(bua), path(letter("bua"))
    assert client.post(link, data=AGREES).status_code == 422
    assert client.post(link, data=AGREES | {"code": "000000"}).status_code == 422
    assert stands(ballot, "Bua") is None
    code = phone.code()
    assert client.post(link, data=AGREES | {"code": code}).status_code == 303
    assert stands(ballot, "Bua").stance == "endorse"
    with clock.at(clock.now() + timedelta(days=1)):
        fresh = tokens.token(
            client.application.extensions["cop"].config.data_dir, tokens.ACT, bua.id, ballot.ref, clock.now()
        )
        assert client.post(f"/letters/act/{fresh}", data=AGREES | {"code": code}).status_code == 422


def test_a_regulator_without_one_is_led_to_signing_in(paper, client, app):
    ballot = opened()
    ana, link = seat_of(ballot, "Ana")[0], path(letter())
    with transaction():
        until = clock.now() + timedelta(days=300)
        ana.mandates.append(
            Mandate(authority="A", country="SG", evidence="L", since=clock.now(), until=until)
        )
    assert "second factor" in client.get(link).text
    assert client.post(link, data=AGREES).status_code == 409
    assert stands(ballot) is None


def test_the_reply_to_an_answered_objection(paper, client):
    ballot = opened()
    say(ballot, "Ana", Stance.OBJECT)
    with clock.at(ballot.closes_at + timedelta(hours=1)):
        time_actions.close_due(ballot, actor=SYSTEM)
        paper.editors.add(seat_of(ballot, "Bua")[0].id)
        objection_actions.answer_objection(
            ballot,
            seat_of(ballot, "Ana")[1].number,
            Disposition.NOT_ACCEPTED,
            "It is needed.",
            actor=seat_of(ballot, "Bua")[0],
        )
        link = path(letter(subject="Your objection is answered"))
        assert "It is needed." in client.get(link).text
        assert client.post(link, data={"reply": "maintained"}).status_code == 303
    assert stands(ballot).objection == "maintained"
