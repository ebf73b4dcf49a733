"""The register of interests: declared by oneself, read by members, ended and never erased."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.members import interest_queries
from cop.members.interest_actions import Declared, declare, end
from cop.members.interest_models import Interest
from cop.members.interest_rules import About, Nature, demand_days, in_force
from tests.people import administrator, member, officer, sign_in

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
SHARES = Declared(About.COMPANY, "Acme  Imaging", Nature.OWNERSHIP, date(2024, 1, 1))


def test_members_declare_for_themselves(app):
    alice = member()
    made = declare(alice, SHARES, actor=alice, now=NOW)
    assert (made.name, made.key, made.until) == ("Acme Imaging", "acme imaging", None)
    for other in (member("Bob"), officer(), administrator()):
        with pytest.raises(Forbidden):
            declare(alice, SHARES, actor=other, now=NOW)
        with pytest.raises(Forbidden):
            end(made, TODAY, actor=other, now=NOW)


def test_what_has_ended_stays_in_the_register_and_is_in_force_no_more(app):
    alice = member()
    made = declare(alice, SHARES, actor=alice, now=NOW)
    for wrong in (date(2023, 1, 1), TODAY + timedelta(days=1)):
        with pytest.raises(Invalid):
            end(made, wrong, actor=alice, now=NOW)
    end(made, TODAY, actor=alice, now=NOW)
    with pytest.raises(IllegalMove):
        end(made, TODAY, actor=alice, now=NOW)
    assert interest_queries.of(alice) == [made]
    for day, holds in ((TODAY, True), (TODAY + timedelta(days=1), False), (date(2023, 12, 31), False)):
        found = db.session.query(Interest).filter(interest_queries.in_force(day)).count()
        assert found == int(holds)
        assert in_force(made.since, made.until, day) is holds


@pytest.mark.parametrize(
    ("since", "until"), [(date(1800, 1, 1), None), (date(2030, 1, 1), None), (TODAY, date(2020, 1, 1))]
)
def test_days_that_cannot_be_are_refused(since, until):
    with pytest.raises(Invalid):
        demand_days(since, until, TODAY)


def test_a_subject_is_matched_by_what_it_is_and_however_it_is_written(app):
    alice = member()
    declare(alice, SHARES, actor=alice, now=NOW)

    def found(*subjects):
        return db.session.query(Interest).filter(interest_queries.on(subjects, TODAY)).count()

    assert found(("company", "acme imaging")) == 1
    assert found(("product", "acme imaging"), ("company", "acme")) == 0


def form(**more):
    typed = {"about": "company", "name": "Acme", "nature": "ownership", "since": "2024-01-01", "until": ""}
    return typed | more


def test_the_register_is_kept_on_one_s_own_page_and_read_on_one_s_public_one(client):
    alice = member()
    assert client.get("/account/interests").status_code == 302
    assert client.get("/people/alice/interests").status_code == 404
    sign_in(client, alice)
    assert client.post("/account/interests", data=form(name="<b>Acme</b>")).status_code == 303
    sign_in(client, member("Bob"))
    found = client.get("/people/alice/interests").text
    assert "&lt;b&gt;Acme&lt;/b&gt;" in found
    assert "Declare an interest" not in found
    assert client.post("/account/interests/1/end").status_code == 404
    sign_in(client, alice).post("/account/interests/1/end")
    assert db.session.query(Interest).one().until is not None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"about": "person"}, "about"),
        ({"nature": ""}, "nature"),
        ({"since": "2026-02-30"}, "since"),
        ({"until": "1999-01-01"}, "until"),
    ],
)
def test_faults_stand_at_their_fields(client, typed, field):
    sign_in(client, member())
    refused = client.post("/account/interests", data=form(**typed))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert db.session.query(Interest).count() == 0
