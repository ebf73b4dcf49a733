"""Where a product is in use: each person sees of countries, sites, decisions, alerts and reports what is theirs."""

from html import unescape

import pytest

from cop.alerts import spread_queries
from cop.alerts.spread_queries import Asked
from cop.incidents import versions
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Visitor
from cop.pilots import track_actions
from tests import people
from tests.alerts import stories as alerts
from tests.incidents import stories as incidents
from tests.pilots import stories as pilots
from tests.sql import statements


@pytest.fixture
def town(app):
    """A pilot that runs in Singapore and waits in Malaysia, which relies on Singapore; reports on two rungs."""
    cast = pilots.Cast()
    cast.nurse, cast.member = (
        people.member("Nina", "professionals", "SG"),
        people.member("Mona", country="TH"),
    )
    pilot = pilots.active(cast)
    with transaction():
        later = pilots.track(pilot, "MY")
        later.answers = later.answers | {"reliance": "HSA, decision ref 1"}
    cast.product, cast.pilot = pilot.product_version.product.name, pilot
    cast.version = pilot.product_version.label
    cast.shared = incidents.opened(cast, 3, product=cast.product)
    cast.closed = incidents.report(cast, pilot=pilot.uid, product="", harm=3)
    cast.alert = alerts.warn(cast, pilot)
    return cast


def found(viewer, town, **more):
    """(countries, reports, alerts) of what the viewer reads."""
    asked = Asked(town.product, **more)
    used = [use.country for use in spread_queries.in_use(viewer, asked)]
    _counted, newest = spread_queries.reports(viewer, asked)
    return used, [row.uid for row in newest], [one.uid for one in spread_queries.alerts(viewer, asked)]


def test_each_sees_what_they_may(app, town):
    both = [town.closed.uid, town.shared.uid]
    with app.test_request_context():
        assert found(Visitor(), town) == (["SG", "MY"], [], [])
        assert found(town.member, town) == (["SG", "MY"], [town.shared.uid], [])
        assert found(town.other, town) == (["SG", "MY"], [town.shared.uid], [town.alert.uid])
        assert found(town.officer, town) == (["SG", "MY"], both, [town.alert.uid])
        assert spread_queries.reports(town.officer, Asked(town.product))[0] == {1: 1, 3: 1}


def test_only_the_versions_asked_for(app, town):
    label = town.version
    with app.test_request_context():
        assert found(town.officer, town, first=label, last=label)[0] == ["SG", "MY"]
        assert found(town.officer, town, first="999")[0] == []
        unknown = found(town.officer, town, first="999")[1]
    assert unknown == [town.shared.uid]  # nobody wrote which version it was


def test_a_decision_that_rests_on_one_that_was_stopped_says_so(app, town):
    track_actions.suspend(town.pilot, "A grave report", "SG", actor=town.regulator)
    with app.test_request_context():
        uses = spread_queries.in_use(Visitor(), Asked(town.product))
        resting = {use.country: others for use, others in spread_queries.relied_on(uses)}
    assert [(one.country, one.stopped) for one in resting["MY"]] == [("SG", True)]


@pytest.mark.parametrize(
    ("ranges", "met"),
    [
        (("", "", "", ""), True),
        (("1", "2", "2", "3"), True),
        (("1", "2", "2.1", ""), False),
        (("3", "", "", "2.9"), False),
        (("", "2.9", "2.10", ""), False),
    ],
)
def test_ranges_meet_where_they_share_a_version(ranges, met):
    assert versions.meet(*ranges) is met and versions.meet(*ranges[2:], *ranges[:2]) is met


def test_the_page_and_the_ways_to_it(app, town):
    address = f"/in-use/?product={town.product}"
    visitor, office = app.test_client(), people.sign_in(app.test_client(), town.officer)
    page = visitor.get(address).text
    assert "Singapore" in page and "Clinic" not in page and town.alert.uid not in page
    whole = office.get(address).text
    assert (
        "Clinic" in whole
        and "Lead of" in whole
        and town.closed.uid in whole
        and "HSA, decision ref 1" in whole
    )
    for way in (f"/alerts/{town.alert.uid}", f"/incidents/{town.shared.uid}", f"/pilots/{town.pilot.uid}"):
        assert f"/in-use/?product={town.product.replace(' ', '+')}" in unescape(office.get(way).text), way
    assert town.product in visitor.get("/in-use/").text
    assert "Nothing is known" in visitor.get("/in-use/?product=zzz").text
    answers = {
        visitor.get(f"/in-use/?{query}").status_code
        for query in ("product=%00", "product=" + "x" * 9000, "first=2")
    }
    assert answers <= {200, 400, 422}


def questions(client, address):
    db.session.expire_all()
    with statements() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


def test_it_asks_no_more_when_there_is_more(app, town):
    client, address = people.sign_in(app.test_client(), town.officer), f"/in-use/?product={town.product}"
    few = questions(client, address)
    for number in range(4):
        incidents.opened(town, 1, pilot=town.pilot.uid, product="")
        alerts.warn(town, town.pilot)
        pilots.submitted(town, title=f"Another {number}")
    assert questions(client, address) <= few <= 25
