"""The ballot's pages, as visitor, member, seat and officer."""

import html
import shutil
import subprocess
from dataclasses import replace

import pytest

from cop.ballots import open_actions, queries, records
from cop.ballots.rules import ConsensusRule, RuleName, named
from cop.ballots.terms import Stance, Visibility
from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Member
from tests.ballots.stage import FIVE, PROPOSAL, SOURCE, WRITTEN, cast_of, opened, opened_in, say, seat_of
from tests.people import member, officer, sign_in, space

PAGE = "/statements/logs/ballots/1"


def as_(client, name):
    return sign_in(client, db.session.query(Member).filter_by(name=name).one())


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def public_paper(paper):
    paper.open_to = lambda viewer: True
    return paper


def test_a_ballot_is_read_by_whoever_may_read_its_subject(paper, client):
    opened()
    for path in (PAGE, f"{PAGE}.json", f"{PAGE}/record"):
        assert client.get(path).status_code == 404
    paper.open_to = lambda viewer: True
    for path in (PAGE, f"{PAGE}.json", f"{PAGE}/record"):
        assert client.get(path).status_code == 200
    assert client.get("/statements/logs/ballots/2").status_code == 404


def test_a_seat_casts_and_gets_its_receipt(paper, client):
    ballot = opened()
    as_(client, "Ana")
    assert "yours has not" in text_of(client.get(PAGE))
    answer = client.post(f"{PAGE}/position", data={"stance": "endorse", "sign": "y"})
    assert answer.status_code == 303
    receipt = text_of(client.get(answer.location))
    assert records.events(ballot)[-1].hash in receipt
    assert queries.standing(ballot, seat_of(ballot, "Ana")[1].number).sign
    assert "yours has." in text_of(client.get(PAGE))


@pytest.mark.parametrize("stance", [Stance.RESERVE, Stance.OBJECT, Stance.RECUSE])
def test_each_position_asks_for_its_fields_and_keeps_what_was_typed(paper, client, stance):
    ballot = opened()
    as_(client, "Ana")
    answer = client.post(f"{PAGE}/position", data={"stance": stance, "reason": "<b>เหตุผล</b>"})
    assert answer.status_code == 422
    assert "has-error" in text_of(answer)
    assert "&lt;b&gt;เหตุผล&lt;/b&gt;" in text_of(answer)
    written = WRITTEN[stance] | {f"{stance}_clause": WRITTEN[stance].get("clause", "")}
    assert client.post(f"{PAGE}/position", data={"stance": stance, **written}).status_code == 303
    assert queries.standing(ballot, seat_of(ballot, "Ana")[1].number).stance == stance


@pytest.mark.parametrize("bad", ["", "no-such", "\x00", "ENDORSE"])
def test_a_position_that_is_none_is_refused_at_its_field(paper, client, bad):
    ballot = opened()
    as_(client, "Ana")
    assert client.post(f"{PAGE}/position", data={"stance": bad}).status_code == 422
    assert ballot.last_seq == 0


def test_who_has_no_seat_cannot_cast(paper, client):
    opened()
    member("Nobody")
    as_(client, "Nobody")
    assert "You have no seat here" in text_of(client.get(PAGE))
    assert client.post(f"{PAGE}/position", data={"stance": "endorse"}).status_code == 403


def test_sealed_positions_show_to_nobody(public_paper, client):
    ballot = opened(roll=FIVE)
    say(ballot, "Ana", Stance.OBJECT)
    secret = WRITTEN[Stance.OBJECT]["reason"]
    for name in ("", "Bua", "Opener"):
        if name:
            as_(client, name)
        for path in (PAGE, f"{PAGE}/record", f"{PAGE}.json", f"{PAGE}.json?audience=public", f"{PAGE}/run"):
            body = text_of(client.get(path))
            assert secret not in body
            assert '"cast"' not in body
        assert client.get(f"{PAGE}/positions").status_code in (302, 404)


def test_the_end_shows_to_all_what_each_may_see(public_paper, client):
    ballot = opened(roll=FIVE)
    for name, stance in (("Ana", Stance.ENDORSE), ("Bua", Stance.RESERVE), ("Chan", Stance.OBJECT)):
        say(ballot, name, stance)
    with clock.at(ballot.closes_at):
        visitor = text_of(client.get(PAGE))
    assert "Inquorate" not in visitor
    assert "Bua" not in visitor
    as_(client, "Ana")
    assert "Bua" in text_of(client.get(f"{PAGE}/positions"))
    assert client.get(f"{PAGE}/receipt").status_code == 200


def test_a_late_position_is_told_so(paper, client):
    ballot = opened()
    as_(client, "Ana")
    with clock.at(ballot.closes_at):
        answer = client.post(f"{PAGE}/position", data={"stance": "endorse"})
    assert answer.status_code == 409
    assert "closed" in text_of(answer)
    assert [str(e.kind) for e in records.events(ballot)] == ["opened", "closed", "late"]


def test_one_form_casts_once(paper, client):
    ballot = opened()
    as_(client, "Ana")
    data = {"stance": "endorse", "form_key": "k"}
    first = client.post(f"{PAGE}/position", data=data)
    db.session.rollback()  # a test's requests share a session; the second must not read an old snapshot
    second = client.post(f"{PAGE}/position", data=data)
    assert first.location == second.location
    assert ballot.last_seq == 1


def test_retracting(paper, client):
    ballot = opened()
    as_(client, "Ana")
    assert client.post(f"{PAGE}/retract").status_code == 409
    say(ballot, "Ana")
    assert client.post(f"{PAGE}/retract").status_code == 303
    assert queries.tally(ballot).all.silent == 3


def test_receipts_are_looked_up(public_paper, client):
    ballot = opened()
    say(ballot, "Ana")
    known = records.events(ballot)[1].hash
    assert "It is in the record" in text_of(client.get(f"{PAGE}/record?receipt={known}"))
    assert "No event" in text_of(client.get(f"{PAGE}/record?receipt=<script>"))


def test_an_open_ballot_shows_its_events_to_members_alone(public_paper, client):
    ballot = opened(ConsensusRule(visibility=Visibility.OPEN))
    say(ballot, "Ana")
    assert "Position taken" not in text_of(client.get(f"{PAGE}/record"))
    as_(client, "Bua")
    assert "Position taken" in text_of(client.get(f"{PAGE}/record"))
    assert client.get(f"{PAGE}/positions").status_code == 200


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_the_commands_shown_make_a_witness_of_whoever_runs_them(public_paper, client, tmp_path):
    ballot = opened()
    as_(client, "Ana")
    shown = text_of(client.get(f"{PAGE}/record")).partition("<pre")[2].partition("<code>")[2]
    commands = html.unescape(shown.partition("</code>")[0])
    ran = subprocess.run(
        ["sh", "-e", "-c", commands], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    key, sig = ran.stdout.split()
    given = {"name": "Ministry", "hash": ballot.last_hash, "key": key, "sig": sig}
    assert client.post(f"{PAGE}/witness", data={**given, "sig": "0" * 128}).status_code == 422
    assert client.post(f"{PAGE}/witness", data=given).status_code == 303
    assert records.witnesses(ballot)[0].key == key


@pytest.mark.parametrize("name", ["broad", "full", "majority", "silence"])
def test_rules_have_pages(app, client, name):
    assert client.get(f"/rules/{name}").status_code == 200


def test_there_is_no_page_of_other_rules(app, client):
    assert client.get("/rules/custom").status_code == 404
    assert client.get("/rules/").status_code == 200


def test_a_voter_reaffirms_on_the_next_text_and_sees_what_changed(paper, client):
    where, olga = space(), officer()
    cast_of()
    first = opened_in(where, by=olga)
    say(first, "Ana", Stance.RESERVE)
    changed = replace(PROPOSAL, source=SOURCE.replace("Keep a log", "Keep an open log"))
    open_actions.overtake(first, changed.source, actor=olga)
    second = opened_in(where, proposal=changed, by=olga)
    as_(client, "Ana")
    page = text_of(client.get("/statements/logs/ballots/2"))
    assert "It does not count on this text" in page
    assert "<ins>" in page
    assert WRITTEN[Stance.RESERVE]["text"] in page  # filled in
    assert "Reaffirm it" in page
    assert "Keep an" in page
    assert "Name one person" not in page.partition('id="position-form"')[0]  # as it was
    whole = text_of(client.get("/statements/logs/ballots/2?text=whole"))
    assert "<ins>" in whole
    assert "Name one person" in whole.partition('id="position-form"')[0]
    assert "<ins>" not in text_of(client.get("/statements/logs/ballots/2?text=plain"))
    assert queries.tally(second).all.spoken == 0
    as_(client, "Bua")
    assert "It does not count on this text" not in text_of(client.get("/statements/logs/ballots/2"))
    assert "followed by another" in text_of(client.get(PAGE))


@pytest.mark.parametrize(
    ("source", "chosen"),
    [
        (SOURCE.replace("Keep a log.", "Be kind.\n\nKeep a log."), "3"),
        (SOURCE.replace("Name one person who answers for it.\n\n", ""), ""),
    ],
)
def test_a_reservation_keeps_its_clause_when_numbers_move_and_none_when_it_is_gone(
    paper, client, source, chosen
):
    where, olga = space(), officer()
    cast_of()
    first = opened_in(where, by=olga)
    say(first, "Ana", Stance.RESERVE)  # on clause 2
    changed = replace(PROPOSAL, source=source)
    open_actions.overtake(first, changed.source, actor=olga)
    opened_in(where, proposal=changed, by=olga)
    as_(client, "Ana")
    choice = text_of(client.get("/statements/logs/ballots/2")).partition('name="reserve_clause"')[2]
    assert choice.partition("selected")[2].startswith(f' value="{chosen}"')


def test_under_silence_one_objects_or_recuses_and_silence_is_no_endorsement(public_paper, client):
    ballot = opened(named(RuleName.SILENCE))
    as_(client, "Ana")
    page = text_of(client.get(PAGE))
    assert 'value="object"' in page
    assert 'value="endorse"' not in page
    assert "signatory" not in page
    assert client.post(f"{PAGE}/position", data={"stance": "endorse"}).status_code == 422
    with clock.at(ballot.closes_at):
        ended = text_of(client.get(PAGE))
    assert "no objection was raised" in ended
    assert "0 of 3 seats objected; the notice reached 3" in ended


@pytest.mark.parametrize(
    "typed",
    ["a" * 100_000, "nul\x00byte", "\u202eright to left", "<script>alert(1)</script>", "ភាសាខ្មែរ ไทย"],
)
def test_anything_may_be_typed_into_a_reservation(paper, client, typed):
    ballot = opened()
    as_(client, "Ana")
    data = {"stance": "reserve", "reserve_clause": "1", "text": typed}
    answer = client.post(f"{PAGE}/position", data=data)
    kept = answer.status_code == 303
    assert kept == (len(typed) <= 600 and typed.isprintable())
    if kept:
        assert "<script>alert" not in text_of(client.get(answer.location))
    else:
        assert answer.status_code == 422
        assert "has-error" in text_of(answer)
        assert ballot.last_seq == 0


def test_a_visitor_is_led_to_sign_in_and_back_and_learns_nothing_of_what_is_there(paper, client):
    opened()
    there, nowhere = client.get(PAGE), client.get("/statements/none/ballots/1")
    assert there.status_code == nowhere.status_code == 404
    assert "/sign-in?next=/statements/logs/ballots/1" in text_of(there).replace("%2F", "/")
    assert text_of(there).replace("/logs/", "/none/").count("none") == text_of(nowhere).count("none")
    as_(client, "Ana")
    assert "/sign-in?next" not in text_of(client.get("/statements/none/ballots/1"))
