"""The ledger's page and file, as the secretariat and administrators get them."""

import csv
import io

import pytest

from cop.audit import export, queries
from cop.discussions import actions as discussions
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.ledger import OFFICERS, record
from tests import people
from tests.discussions import story as talk
from tests.people import sign_in

HERE = "/secretariat/ledger/"


def happened(verb, subject, actor, **facts) -> None:
    with transaction():
        record(verb, subject, actor=actor, now=clock.now(), audience=OFFICERS, **facts)


@pytest.fixture
def officer(client):
    return sign_in(client, people.officer())


@pytest.fixture
def bob(app):
    bob = people.member("Bob")
    happened("role_granted", bob.ref, people.administrator(), role="officer")
    return bob


def test_an_entry_is_a_sentence_with_links(officer, bob):
    said = officer.get(HERE).text
    assert 'Adam</a> gave <a href="/people/bob">Bob</a> a role' in said
    assert "<code>role officer</code>" in said


@pytest.mark.parametrize(
    "person", ["Adam", "adam", "adam@example.org", "/people/adam", "http://127.0.0.1:8000/people/adam"]
)
def test_a_person_is_found_however_named(officer, bob, person):
    assert "gave <a" in officer.get(HERE, query_string={"person": person}).text


def test_a_thing_is_found_by_address_and_reference(officer, bob):
    for thing in ("/people/bob", bob.ref):
        assert "gave <a" in officer.get(HERE, query_string={"thing": thing}).text
        assert "gave <a" not in officer.get(HERE, query_string={"thing": thing, "verb": "role_ended"}).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("person", "Nobody of that name"),
        ("person", "member:4999"),
        ("thing", "statement:99999999999"),
        ("thing", "statement:01"),
        ("thing", "https://elsewhere.example/statements/"),
        ("thing", "x" * 100_000),
        ("person", "\u202ebob"),
        ("verb", "'; DROP TABLE ledger; --"),
        ("since", "2026-02-30"),
        ("until", "9999-12-31"),
        ("until", "0001-01-01"),
    ],
)
def test_what_cannot_be_looked_for_is_said_at_its_field(officer, bob, field, typed):
    answer = officer.get(HERE, query_string={field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and "gave <a" not in answer.text
    file = officer.get(f"{HERE}entries.csv", query_string={field: typed[:500]})
    assert file.status_code == 303 or len(typed) > 500


def test_days_are_the_readers_own(officer, bob):
    today = clock.now().date().isoformat()
    assert "gave <a" in officer.get(HERE, query_string={"since": today, "until": today}).text
    assert "gave <a" not in officer.get(HERE, query_string={"until": "2020-01-01"}).text


def test_pages_lead_to_all_entries_once(officer, bob):
    for number in range(60):
        happened("seat_set", f"delegation:{number + 1}", bob)
    first = officer.get(HERE, query_string={"verb": "seat_set"}).text
    assert first.count("<tr>") == 51 and "delegation:60" in first and "delegation:5<" not in first
    link = first.partition('rel="prev"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = officer.get(link).text
    assert second.count("<tr>") == 11 and "delegation:5<" in second


def test_the_file_holds_what_the_page_shows_and_no_formula(officer, bob, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 2)
    evil = people.member("=HYPERLINK(1)")
    for _ in range(5):
        happened("seat_set", evil.ref, bob, keeps=1)
    answer = officer.get(f"{HERE}entries.csv", query_string={"person": "Bob"})
    assert (
        answer.headers["Cache-Control"] == "no-store"
        and "attachment" in answer.headers["Content-Disposition"]
    )
    head, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""))
    assert len(rows) == 5 and {len(row) for row in rows} == {len(head)}
    assert rows[0][2:] == [
        "Bob set whether =HYPERLINK(1) has seats in ballots", "Bob", bob.ref, "seat_set", evil.ref, '{"keeps": 1}',
    ]  # fmt: skip
    happened("seat_set", bob.ref, evil)
    (row,) = list(csv.reader(io.StringIO(officer.get(f"{HERE}entries.csv?person={evil.ref}").text)))[1:]
    assert row[3] == "'=HYPERLINK(1)"


def test_a_file_reads_so_many_entries_and_no_more(officer, bob, monkeypatch):
    monkeypatch.setattr(export, "MOST", 6)
    monkeypatch.setattr(queries, "LARGE", 3)
    for _ in range(8):
        happened("seat_set", bob.ref, bob)
    assert len(officer.get(f"{HERE}entries.csv?verb=seat_set").text.splitlines()) == 1 + 6


def test_a_recount_is_asked_for_and_its_result_shown(officer, bob):
    worker.tick()
    assert officer.post(f"{HERE}recount").status_code == 303
    assert "entries recounted" in officer.get(HERE).text
    worker.drain()
    assert "All seals hold." in officer.get(HERE).text


@pytest.mark.parametrize("path", ["", "entries.csv"])
def test_others_are_kept_out(client, app, path):
    assert "/sign-in" in client.get(HERE + path).location
    assert sign_in(client, people.member()).get(HERE + path).status_code == 403


def test_what_a_removed_post_was_is_found_by_officers(client, app):
    """An audit that lost sight of what was taken away would be none."""
    officer, author = people.officer("Osman"), people.member("Alice")
    with app.test_request_context(), transaction():
        thread = talk.thread(author, people.space("forum"), "Doses")
        post = talk.answer(author, thread)
    discussions.remove_post(post, "Names a patient.", actor=officer)
    said = sign_in(client, officer).get(HERE, query_string={"verb": "post_removed"}).text
    assert "removed a post in" in said and "Doses" in said
