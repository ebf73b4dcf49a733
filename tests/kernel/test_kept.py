"""A page comes from memory only while nothing in the database has changed, and only to whom it was made for."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from flask import Response, g
from sqlalchemy import text

from cop.kernel import clock, kept, proof, web
from cop.kernel.actions import transaction
from cop.kernel.db import db, is_postgresql
from cop.kernel.permits import public
from cop.kernel.unchanged import Watch
from tests.people import member, officer, sign_in, space
from tests.sql import statements


@pytest.fixture
def keeping(app):
    app.config["KEEP_PAGES"] = True
    yield app
    app.config["KEEP_PAGES"] = False


def asked(client, path: str, **headers: str) -> tuple[object, int]:
    """The answer, and how many statements it took."""
    with statements() as sent:
        answer = client.get(path, headers=headers)
    return answer, len(sent)


def warm(client, path: str) -> bytes:
    """The page as it stands, made so often that it is in memory."""
    return [client.get(path).data for _ in range(3)][-1]


def change(title: str) -> None:
    with transaction():
        db.session.execute(text("UPDATE spaces SET title = :title"), {"title": title})


def test_the_same_bytes_come_again_without_a_question(keeping, client):
    """At once; on PostgreSQL after some tries: there a write to any database of the server counts, and others test."""
    sign_in(client, member())
    tries = 20 if is_postgresql() else 1
    assert any(_comes_again(client, "/discussions/") for _ in range(tries))


def _comes_again(client, path: str) -> bool:
    made = warm(client, path)
    again, questions = asked(client, path)
    return again.data == made and questions == 0


def test_any_write_makes_the_page_anew(keeping, client):
    sign_in(client, member())
    space()
    warm(client, "/discussions/")
    change("Renamed meanwhile")
    assert b"Renamed meanwhile" in client.get("/discussions/").data


def test_a_page_is_nobody_elses(keeping, client):
    alice, bob = keeping.test_client(), client
    sign_in(alice, officer("Alice"))
    sign_in(bob, member("Bob"))
    assert b"Alice" in warm(alice, "/discussions/")
    assert b"Alice" not in warm(bob, "/discussions/")
    assert b"Alice" not in warm(keeping.test_client(), "/discussions/")


def test_who_signs_out_is_a_visitor_at_once(keeping, client):
    sign_in(client, member("Alice"))
    warm(client, "/")
    client.post("/sign-out")
    assert b"Alice" not in client.get("/").data


def test_a_copy_that_still_holds_is_not_sent_again(keeping, client):
    space("forum", "public")
    warm(client, "/discussions/")
    tag = client.get("/discussions/").headers["ETag"]
    answer = client.get("/discussions/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    change("Renamed meanwhile")
    assert client.get("/discussions/", headers={"If-None-Match": tag}).status_code == 200


def test_a_copy_outlives_a_write_that_the_page_does_not_show(keeping, client):
    tag = client.get("/discussions/").headers["ETag"]
    member("Someone new")
    assert client.get("/discussions/", headers={"If-None-Match": tag}).status_code == 304


def test_a_tag_is_not_known_to_another_session(keeping, client):
    alice = member("Alice")
    first, second = keeping.test_client(), client
    for browser in (first, second):
        sign_in(browser, alice)
        warm(browser, "/")
    tags = {browser.get("/").headers["ETag"] for browser in (first, second)}
    assert len(tags) == 2


def test_what_is_told_once_is_told_once(keeping, client):
    warm(client, "/discussions/")
    with client.session_transaction() as cookie:
        cookie["_flashes"] = [("message", "Only now")]
    assert b"Only now" in client.get("/discussions/").data
    assert b"Only now" not in client.get("/discussions/").data


def test_a_refusal_is_never_kept(keeping, client):
    assert "ETag" not in client.get("/nothing-here").headers
    assert "ETag" not in client.get("/statements/nothing-here").headers


def test_memory_is_bounded():
    memory = kept.Memory()
    for number in range(100):
        memory.put(number, kept.Kept("now", bytes(kept.MOST_BYTES // 10), (), ""))
    assert memory.get(0, "now") is None
    assert sum(memory.get(number, "now") is not None for number in range(100)) == 10


def test_a_page_made_anew_takes_the_old_ones_place():
    memory = kept.Memory()
    for _ in range(100):
        memory.put("page", kept.Kept("now", bytes(kept.MOST_BYTES // 2), (), ""))
    assert memory.get("page", "now")
    assert memory.get("page", "later") is None


def test_a_page_is_made_anew_when_its_time_is_over(keeping, client):
    warm(client, "/discussions/")
    with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
        _answer, questions = asked(client, "/discussions/")
    assert questions > 0


def test_nothing_is_kept_while_nobody_can_tell_what_changed(keeping, client, monkeypatch):
    monkeypatch.setattr(keeping.wsgi_app.watch, "version", lambda: None)
    warm(client, "/discussions/")
    assert asked(client, "/discussions/")[1] > 0


def test_a_lost_connection_is_asked_again_as_another(app):
    watch = Watch(db.engine)
    before = watch.version()
    watch._connection.close()
    assert watch.version() is None
    assert watch.version() not in (None, before)
    watch.close()


def test_what_asks_for_a_fresh_proof_is_never_kept(app):
    with app.test_request_context("/"):
        assert not _allowed(fresh=True)
        assert _allowed(fresh=False)


def _allowed(fresh: bool) -> bool:
    g.pop("may_be_kept", None)
    with patch.object(proof, "demand"):
        web.guard(lambda: "shown", public, keeps=True, fresh=fresh)()
    return "may_be_kept" in g


def test_what_no_cache_may_keep_is_not_kept_here_either(keeping):
    with keeping.test_request_context("/"):
        answer = Response("secret", mimetype="text/html", headers={"Cache-Control": "no-store"})
        assert not kept._can_be_kept(answer)
        del answer.headers["Cache-Control"]
        assert kept._can_be_kept(answer)
