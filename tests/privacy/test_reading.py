"""Who opens what few may read of a person is written down, and the person sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.db import db
from cop.privacy import reading, reading_queries, retention
from cop.privacy.reading_models import Reading
from tests.people import administrator, member, officer, sign_in


@pytest.fixture
def alice(app):
    return member()


def file_of(person):
    return f"/secretariat/members/{person.id}"


def noted():
    db.session.rollback()  # a new look at what others wrote
    return [
        (r.reader_id, r.member_id, r.page) for r in db.session.scalars(select(Reading).order_by(Reading.id))
    ]


def test_opening_a_file_is_written_down_once(client, alice):
    olga = officer()
    sign_in(client, olga)
    for _ in range(3):
        client.get(file_of(alice)).close()
    assert noted() == [(olga.id, alice.id, "files.file")]
    with clock.at(clock.now() + timedelta(hours=1)):
        sign_in(client, olga).get(file_of(alice)).close()
    assert len(noted()) == 2


def test_a_request_to_join_and_the_evidence_of_a_mandate_are_watched_too(client, alice):
    olga, asking = officer(), member("Asking", state="awaiting", active_at=None)
    regulator = member("Regina", regulates="SG")
    sign_in(client, olga)
    client.get(f"/secretariat/approvals/{asking.id}").close()
    client.get(f"/secretariat/mandates/{regulator.mandates[0].id}/renew").close()
    assert noted() == [
        (olga.id, asking.id, "approvals.applicant"),
        (olga.id, regulator.id, "mandates.renew"),
    ]


def test_what_was_not_seen_is_not_noted(client, alice):
    client.get(file_of(alice)).close()
    sign_in(client, member("Bob")).get(file_of(alice)).close()
    olga = officer()
    sign_in(client, olga).get(file_of(olga)).close()
    client.get("/secretariat/members/99999").close()
    assert noted() == []


def test_a_page_goes_out_even_if_it_cannot_be_noted(client, alice, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("no database")

    monkeypatch.setattr(reading.reading_actions, "note_reading", broken)
    answer = sign_in(client, officer()).get(file_of(alice))
    answer.close()
    assert answer.status_code == 200 and noted() == []


def test_the_person_and_administrators_see_it(client, alice):
    sign_in(client, officer()).get(file_of(alice)).close()
    page = sign_in(client, alice).get("/account/data/readings").text
    assert "Olga" in page and "mandates with their evidence" in page
    assert client.get("/secretariat/readings").status_code == 403
    page = sign_in(client, administrator()).get("/secretariat/readings").text
    assert "Olga of Alice" in page
    assert "Nobody has." in sign_in(client, member("Bob")).get("/account/data/readings").text


def test_each_watched_page_is_there(whole_app):
    watched = whole_app.extensions["cop"].watched
    assert watched and set(watched) <= set(whole_app.view_functions)
    with whole_app.app_context():
        assert reading_queries.words("files.file") != reading_queries.words("no.page") == "no.page"


def test_it_goes_after_its_time(client, alice):
    sign_in(client, officer()).get(file_of(alice)).close()
    retention.enforce(clock.now() + timedelta(days=700))
    assert len(noted()) == 1
    retention.enforce(clock.now() + timedelta(days=731))
    assert noted() == []
