"""The public page of a published statement: dissent beside its clause, clauses that open, names in pages, its weight."""

import pytest

from cop.ballots.seats import Position, Seat
from cop.ballots.terms import Stance
from cop.kernel.actions import transaction
from cop.kernel.db import db, is_postgresql
from cop.statements import actions, moving_actions, queries, signatories
from cop.statements.rules import Disposition
from tests.people import member, sign_in
from tests.sql import statements as counted
from tests.statements import stage


@pytest.fixture
def cast(app):
    return stage.cast()


def test_reservations_and_objections_stand_beside_their_clauses(client, cast):
    statement = stage.with_dissent(cast)
    page = client.get(f"/statements/{statement.number}").text
    third = page.split('id="c-3"', 1)[1].split('id="decided"', 1)[0]
    second = page.split('id="c-2"', 1)[1].split('id="c-3"', 1)[0]
    assert "Not everywhere." in second
    assert "Too long." in third
    assert "Ten it is." in third
    assert page.count("Too long.") == 1
    assert '<a href="#c-3">clause 3</a>' in page
    assert "Dan" not in page
    assert "Dan" in sign_in(client, cast.alice).get(f"/statements/{statement.number}").text


def test_a_published_clause_opens_onto_how_it_came_about(client, cast):
    statement = stage.consulted(cast)
    remark = actions.comment(
        statement, 3, "Ten is <b>long</b>.", "Reporting within five days.", actor=cast.bob
    )
    actions.close_consultation(statement, "All have written.", actor=cast.olga)
    actions.dispose(remark, Disposition.ACCEPTED, "Seven, then.", actor=cast.alice)
    text = stage.TEXT.replace("ten days", "seven days")
    actions.revise(statement, "On reporting", text, "Seven days.", statement.version, actor=cast.alice)
    stage.open_ballot(cast, statement)
    for person, said in (
        (cast.alice, ()),
        (cast.bob, (Stance.RESERVE, {"clause": "3", "text": "At night, too?"})),
    ):
        stage.say(statement, person, *said)
    stage.say(statement, cast.carol)
    stage.close(statement)
    moving_actions.publish(statement, actor=cast.olga)
    page = client.get(f"/statements/{statement.number}").text
    key = next(c.key for c in queries.current(statement).clauses if c.number == 3)
    here = f"/statements/{statement.number}/clauses/{key}"
    assert f'href="{here}"' in page
    public = client.get(here).text
    assert "seven days" in public and "At night, too?" in public
    for hidden in ("Ten is", "Seven, then.", "Bob", "ten days"):
        assert hidden not in public
    inside = sign_in(client, cast.carol).get(here).text
    for shown in ("Ten is <strong", "<del>ten", "<ins>seven", "Seven, then.", "Bob", "Accepted"):
        assert shown.replace("<strong", "") in inside


def test_a_member_of_another_space_reads_the_public_part_alone(client, app):
    cast = stage.cast("restricted")
    statement = stage.published(cast)
    here = f"/statements/{statement.number}/clauses/{first_key(statement)}"
    assert "How its words changed" not in sign_in(client, member("Far", "developers", "ID")).get(here).text
    assert "How its words changed" in sign_in(client, cast.bob).get(here).text


def first_key(statement) -> int:
    return next(c.key for c in queries.current(statement).clauses if c.number)


@pytest.mark.parametrize("key", ["0", "99", "1", "x", "9" * 40, "-1"])
def test_headings_and_what_is_no_clause_do_not_open(client, cast, key):
    statement = stage.published(cast)
    if key == "1":
        key = str(next(c.key for c in queries.current(statement).clauses if not c.number))
    assert client.get(f"/statements/{statement.number}/clauses/{key}").status_code == 404


def test_no_clause_opens_before_publication(client, cast):
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)
    assert client.get(f"/statements/{statement.slug}/clauses/{first_key(statement)}").status_code == 404


def signed_by(statement, count: int) -> None:
    """As if ``count`` more had signed: rows that a ballot of that size would have written."""
    ballot = stage.ballots.latest(statement.ref)
    groups = ("regulators", "professionals", "developers", "institutions", "civil_society")
    people = [member(f"Person Number {n} Longname", groups[n % 5], "SG") for n in range(count)]
    with transaction():
        for n, person in enumerate(people, 100):
            seat = Seat(ballot_id=ballot.id, number=n, group_key=person.group_key, country="SG", who="a" * 64)
            seat.holder_id, seat.organisation = person.id, f"Hospital of Somewhere Number {n}"
            db.session.add(seat)
            db.session.flush()
            own = db.session.query(Position).filter_by(ballot_id=ballot.id).first()
            columns = {c.key: getattr(own, c.key) for c in Position.__table__.c}
            db.session.add(
                Position(**columns | {"seat": n, "cast": 1000 + n, "sign": True, "note": f"{n:064d}"})
            )


def test_three_hundred_names_fold_by_group_and_have_pages_of_their_own(client, cast):
    statement = stage.published(cast)
    page = f"/statements/{statement.number}"
    costs = {}
    for path in (page, f"{page}/signatories"):
        with counted() as sent:
            client.get(path)
        costs[path] = len(sent)
    signed_by(statement, 300)
    for path in costs:
        with counted() as sent:
            found = client.get(path, headers={"Accept-Encoding": "br"})
        assert len(found.data) < 50_000
        assert len(sent) <= costs[path] + 1
    ballot = stage.ballots.latest(statement.ref)
    assert sum(group["count"] for group in signatories.groups(ballot)) == 300
    assert client.get(page).text.count("Hospital of Somewhere") == 300
    names = client.get(f"{page}/signatories?group=developers").text
    assert names.count("Hospital of Somewhere") == 60
    signed_by_one_more = client.get(f"{page}/signatories?cursor=%00x")
    assert signed_by_one_more.status_code in (200, 400)


def test_an_unchanged_page_is_not_sent_again(client, cast, app, monkeypatch):
    monkeypatch.setitem(app.config, "KEEP_PAGES", True)
    statement = stage.published(cast)
    first = client.get(f"/statements/{statement.number}")
    assert first.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    with counted() as sent:
        again = client.get(f"/statements/{statement.number}", headers=known)
    assert again.status_code == 304
    if not is_postgresql():  # there a transaction of any database of the cluster makes it be made again
        assert len(sent) <= 12
