"""Pages of incidents as each kind of person meets them."""

import re

import pytest

from cop.incidents import edit_actions, queries
from cop.incidents.models import Incident
from cop.kernel.db import db
from tests import people
from tests.incidents import stories
from tests.sql import asked

TYPED = {"kind": "near_miss", "product": "Lungscan", "narrative": "It marked a healthy lung.", "harm": "1"}


@pytest.fixture
def cast(app):
    return stories.Cast()


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_a_nurse_reports_by_the_page_and_completes_it(app, cast):
    client = browser(app, cast.nurse)
    answer = client.post("/incidents/new", data=TYPED)
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "Near miss: Lungscan" in page.text and page.headers["Cache-Control"] == "no-store"
    typed = {"version": "1", "harm": "4", "affected": "3"}
    assert client.post(f"{answer.location}/edit/harm", data=typed).status_code == 303
    assert "H4" in client.get(answer.location).text


def test_what_points_to_a_person_is_shown_where_it_stands_and_waits(app, cast):
    client = browser(app, cast.nurse)
    said = TYPED | {"narrative": "Mr Tan Ah Kow <b>fell</b> on 3/4/2026."}
    answer = client.post("/incidents/new", data=said)
    assert answer.status_code == 422
    assert "<mark>Tan Ah Kow</mark> &lt;b&gt;fell&lt;/b&gt; on <mark>3/4/2026</mark>" in answer.text
    assert db.session.query(Incident).count() == 0
    assert client.post("/incidents/new", data=said | {"confirmed": "y"}).status_code == 303
    sure = said | {"confirmed": "y", "narrative": "Write to nok@example.org"}
    assert "<mark>nok@example.org</mark>" in client.post("/incidents/new", data=sure).text


def test_a_double_post_is_one_report(app, cast):
    client = browser(app, cast.nurse)
    key = re.search(r'name="form_key" value="([^"]+)"', client.get("/incidents/new").text)[1]
    for _twice in range(2):
        assert client.post("/incidents/new", data=TYPED | {"form_key": key}).status_code == 303
    assert db.session.query(Incident).count() == 1


READS = {  # level -> who reads what happened, who at least that there is a report
    0: ("nurse officer", ""),
    1: ("nurse officer regulator developer", ""),
    2: ("nurse officer regulator other developer", ""),
    3: ("nurse officer regulator other developer member", ""),
    4: ("nurse officer regulator other developer member", "visitor"),
}


@pytest.mark.parametrize("level", READS)
def test_each_rung_opens_it_to_more(app, cast, level):
    one = stories.opened(cast, level)
    if level:
        stories.ladder_actions.ask_reply(one, cast.developer, actor=cast.officer)
    whole, digest = (set(names.split()) for names in READS[level])
    for name in ("nurse", "officer", "regulator", "other", "developer", "member", "visitor"):
        client = browser(app, getattr(cast, name, None))
        answer, listed = client.get(f"/incidents/{one.uid}"), client.get("/incidents/").text
        assert answer.status_code == (200 if name in whole | digest else 404), name
        assert ("healthy lung" in answer.text) == (name in whole), name
        assert (one.uid in listed) == (name in whole | digest), name


def test_an_offer_tells_the_country_what_it_is_about_and_no_more(app, cast):
    one = stories.report(cast)
    stories.ladder_actions.agree(one, actor=cast.officer)
    page = browser(app, cast.regulator).get(f"/incidents/{one.uid}").text
    assert "offers this report to your country" in page and "healthy lung" not in page
    assert browser(app, cast.other).get(f"/incidents/{one.uid}").status_code == 404
    assert browser(app, cast.regulator).get(f"/incidents/{one.uid}/action").status_code == 404


def test_few_people_are_not_counted_before_members(app, cast):
    one = stories.report(cast)
    edit_actions.edit(one, "harm", {"affected": 3, "exposed": 70}, 1, False, actor=cast.nurse)
    stories.opened(cast, 3, one)
    page = browser(app, cast.member).get(f"/incidents/{one.uid}").text
    assert "under five" in page and ">70<" in page
    assert "under five" not in browser(app, cast.other).get(f"/incidents/{one.uid}").text


def test_the_reporter_is_shown_to_who_says_why_and_reads_of_it(app, cast):
    one = stories.report(cast)
    office = browser(app, cast.officer)
    assert "Nina" not in office.get(f"/incidents/{one.uid}").text
    assert "Nina" not in office.get(f"/incidents/{one.uid}/reporter").text
    assert office.post(f"/incidents/{one.uid}/reporter", data={"reason": "The dose"}).status_code == 303
    assert "Nina" in office.get(f"/incidents/{one.uid}/reporter").text
    own = browser(app, cast.nurse).get(f"/incidents/{one.uid}").text
    assert "Oda" in own and "The dose" in own


def test_the_list_bears_any_query(app):
    queries_ = ("country=%00", "failure=x", "harm=9", "harm=²", "cursor=W10", "country=" + "X" * 3000)
    assert {browser(app).get(f"/incidents/?{query}").status_code for query in queries_} <= {200, 400}


def test_the_list_is_read_page_by_page(app, cast, monkeypatch):
    monkeypatch.setattr(queries, "SIZE", 2)
    for number in range(5):
        stories.report(cast, product=f"Product {number}")
    found, cursor = [], ""
    while True:
        page = queries.listed(cast.officer, queries.Wished(), cursor, size=2)
        found += [row.product for row in page.rows]
        if not (cursor := page.after):
            break
    assert found == [f"Product {number}" for number in (4, 3, 2, 1, 0)]


def test_a_report_asks_no_more_when_more_hangs_on_it(app, cast):
    one, more = stories.asked(cast, level=3), stories.asked(cast, level=3)
    for _time in range(6):
        stories.answer_actions.tell_change(more, "Again", False, actor=cast.officer)
        stories.answer_actions.reply(more, "And again", False, actor=cast.developer)
    addresses = [f"/incidents/{each.uid}" for each in (one, more)]
    client = browser(app, cast.officer)
    few, many = (asked(client, address) for address in addresses)
    assert many <= few <= 25
