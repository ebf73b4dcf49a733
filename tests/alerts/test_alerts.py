"""Alerts reach whoever tries or plans the versions, each once, and every answer stands."""

import pytest
from sqlalchemy import func, select

from cop.alerts import actions as alert_actions
from cop.alerts import home
from cop.alerts import notices as alert_notices
from cop.alerts import queries as alert_queries
from cop.alerts.whom import whom
from cop.delivery.letters import as_read_by
from cop.delivery.queueing import put_notices
from cop.incidents.trials import Trial
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter
from cop.kernel.outbox import Item
from cop.members.models import Member
from cop.pilots import track_actions
from tests import people
from tests.alerts.stories import told, warn
from tests.incidents import stories
from tests.pilots import stories as pilots


@pytest.fixture
def cast(app):
    return pilots.Cast()


def last_entry():
    return db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()


TRIAL = Trial("pilot:1", "COP-1", "One", 5, "SG", "active", "2.1", "Lungscan", "Maker", "maker")


@pytest.mark.parametrize(
    ("trials", "asked"),
    [
        ([], 0),
        ([TRIAL], 3),
        ([TRIAL, TRIAL], 3),
        (
            [
                TRIAL,
                Trial("pilot:1", "COP-1", "One", 5, "MY", "in_review", "2.1", "Lungscan", "Maker", "maker"),
            ],
            4,
        ),
        ([Trial("pilot:2", "COP-2", "Two", 5, "SG", "draft", "2.1", "Lungscan", "Maker", "maker")], 0),
    ],
)
def test_each_country_pilot_and_developer_is_asked_once_and_a_draft_never(trials, asked):
    assert len(whom(trials)) == asked


def test_an_alert_asks_where_the_product_runs_and_where_it_is_planned(cast):
    pilot = pilots.active(cast)
    alert = warn(cast, pilot)
    found = {(one.party, one.country) for one in alert.targets}
    assert found == {("regulator", "SG"), ("regulator", "MY"), ("lead", ""), ("developer", "")}
    assert told(last_entry()) == ["Lena", "Mani", "Rita"]


def test_only_the_versions_in_the_range_are_warned_of(cast):
    pilot = pilots.active(cast)
    label = pilot.product_version.label
    assert warn(cast, pilot, first=label, last=label).targets
    with pytest.raises(Invalid):
        warn(cast, pilot, first="999")
    with pytest.raises(Invalid):
        warn(cast, pilot, first="2", last="1")
    with pytest.raises(Invalid):
        warn(cast, pilot, product="Nothing like it")


def test_who_is_asked_twice_gets_one_letter_however_often_the_worker_tries(cast):
    pilot = pilots.active(cast)
    both = people.member("Both", "regulators", "SG", regulates="SG")
    maker = people.organisation(pilot.product_version.product.developer)
    people.member("Make", "developers", "SG", regulates="SG", organisation=maker)
    warn(cast, pilot)
    entry = last_entry()
    for _worker in range(2):  # a second one, and one that was killed after it had begun
        put_notices({"entry": entry.id}, clock.now())
    sent = db.session.scalars(
        select(Item.payload).where(Item.kind == "mail", Item.key.like(f"mail:{entry.id}:%"))
    )
    reached = sorted(db.session.get(Member, payload["to"]).name for payload in sent)
    assert reached == ["Both", "Lena", "Make", "Mani", "Rita"]
    assert both.name in reached


def test_answers_stand_beside_each_other_and_the_last_one_counts(cast):
    alert = warn(cast, pilots.active(cast))
    own = next(one for one in alert.targets if one.country == "SG")
    for said in ("acknowledged", "action_taken"):
        alert_actions.answer(own, said, "", False, actor=cast.regulator)
    assert (own.answer, [a.answer for a in own.answers]) == ("action_taken", ["acknowledged", "action_taken"])
    assert told(last_entry()) == ["Olga"]
    assert list(alert_queries.drift()) == []
    for who in (cast.other, cast.lead, cast.officer):
        with pytest.raises(Forbidden):
            alert_actions.answer(own, "not_affected", "", False, actor=who)


def test_what_waits_shows_until_it_is_answered(app, cast):
    alert = warn(cast, pilots.active(cast))
    with app.test_request_context():
        for who in (cast.regulator, cast.other, cast.lead):
            assert [one.act for one in home.awaiting(who, clock.now())] == ["Answer"]
        assert list(home.awaiting(cast.officer, clock.now())) == []
        own = next(one for one in alert.targets if one.country == "SG")
        alert_actions.answer(own, "not_affected", "", False, actor=cast.regulator)
        assert list(home.awaiting(cast.regulator, clock.now())) == []


def test_a_pilot_that_is_submitted_later_is_asked_too(cast):
    alert = warn(cast, pilots.active(cast))
    before = len(alert.targets)
    other = pilots.draft(cast, ("SG",), "Another")
    pilots.fill(cast, other)
    alert_notices.follow(last_entry())
    assert db.session.scalar(select(func.count()).select_from(type(alert.targets[0]))) == before
    track_actions.submit(other, actor=cast.lead)
    submitted = last_entry()
    for _twice in range(2):
        alert_notices.follow(submitted)
    db.session.refresh(alert)
    assert len(alert.targets) == before + 1
    assert told(last_entry()) == ["Lena"]


def test_members_raise_none_and_see_none_that_asks_them_nothing(app, cast):
    pilot = pilots.active(cast)
    bystander = people.member("By", "institutions", "SG")
    with pytest.raises(Forbidden):
        warn(cast, pilot, who=bystander)
    alert = warn(cast, pilot, who=cast.regulator)
    seen = [
        who for who in (cast.lead, cast.other, cast.officer, bystander) if alert_queries.alert(who, alert.uid)
    ]
    assert seen == [cast.lead, cast.other, cast.officer]


def composed(reader, letter):
    return as_read_by(reader, reader.language, lambda: alert_notices.letter(reader, letter))


def test_every_letter_has_words(cast):
    alert = warn(cast, pilots.active(cast))
    for verb in alert_notices.SAYS:
        mail = composed(
            cast.regulator, Letter("alert", cast.regulator.id, {"verb": verb, "uid": alert.uid}, 1)
        )
        assert alert.uid in mail.subject and f"/alerts/{alert.uid}" in mail.text and "apex" not in mail.text


def test_the_pages_of_an_alert(app, cast):
    pilot = pilots.active(cast)
    client = people.sign_in(app.test_client(), cast.officer)
    typed = {"product": pilot.product_version.product.name, "words": "It misses the apex.", "days": "7"}
    answer = client.post("/alerts/new", data=typed)
    assert answer.status_code == 303
    assert "No answer yet" in client.get(answer.location).text
    rita = people.sign_in(app.test_client(), cast.regulator)
    page = rita.get(answer.location).text
    assert "Answer for Regulator of Singapore" in page and "Answer for Regulator of Malaysia" not in page
    assert "4 were asked" in rita.get("/alerts/").text
    assert client.get("/alerts/ALR-1999-0001").status_code == 404


def test_an_alert_names_the_report_to_who_reads_it(app, cast):
    pilot = pilots.active(cast)
    made = stories.Cast.__new__(stories.Cast)
    made.nurse, made.officer, made.regulator = (
        people.member("Nina", "professionals", "SG"),
        cast.officer,
        cast.regulator,
    )
    one = stories.opened(made, 1, product=pilot.product_version.product.name)
    alert = warn(cast, pilot, incident=one.uid)
    for who, sees in ((cast.regulator, True), (cast.other, False)):
        page = people.sign_in(app.test_client(), who).get(f"/alerts/{alert.uid}").text
        assert (one.uid in page) is sees
