"""The pages of calls as each kind of person meets them, in one story; filters, feed, questions to the database."""

import pytest

from cop.calls import judging_actions, list_queries
from cop.calls.models import Call, Proposal
from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Member
from tests import people
from tests.calls import story
from tests.sql import asked


@pytest.fixture
def cast(app):
    return story.Cast()


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_a_call_and_an_answer_by_the_pages(app, cast):
    regulator, developer = browser(app, cast.regulator), browser(app, cast.developer)
    made = regulator.post("/calls/new", data={"title": "Films at night", "country": "SG"})
    here = made.location.removesuffix("/edit")
    assert browser(app).get(here).status_code == 404 and developer.get(here).status_code == 404
    assert "The problem" in regulator.get(here).text
    words = dict.fromkeys(("problem", "setting", "offer"), "Words.")
    whole = words | {"title": "Films at night", "zone": "Asia/Singapore", "country": "SG", "version": "1"}
    whole |= {"function": "services", "application": "clinics", "closes": "2026-02-30T10:00"}
    assert "date and time that exists" in regulator.post(f"{here}/edit", data=whole).text
    whole |= {"closes": (clock.now() + 20 * story.DAY).strftime("%Y-%m-%dT10:00")}
    assert regulator.post(f"{here}/edit", data=whole).status_code == 303
    line = {"name": "Sensitivity", "way": "least", "minimum": "95", "preferred": "90", "unit": "%"}
    assert "Swap" in regulator.post(f"{here}/profile/new", data=line).text
    assert regulator.post(f"{here}/profile/new", data=line | {"preferred": "99"}).status_code == 303
    assert regulator.post(f"{here}/publish").status_code == 303
    assert (
        "(Singapore)" in browser(app).get(here).text and "Films at night" in browser(app).get("/calls/").text
    )
    form = developer.get(f"{here}/propose").text
    assert "Minimum: 95. Preferred: 99." in form
    value = form.split('name="value_')[1].split('"')[0]
    offered = story.OFFERED | {f"value_{value}": "96", f"note_{value}": "A trial of 400."}
    mine = developer.post(f"{here}/propose", data=offered).location
    assert developer.post(f"{mine}/submit").status_code == 303
    assert "reaches the minimum" in regulator.get(f"{here}/proposals").text
    assert browser(app, cast.other).get(mine).status_code == 404
    assert browser(app, cast.other).get(f"{here}/proposals").status_code == 403


def test_judging_by_the_pages(app, cast):
    proposal = story.submitted(cast, story.opened(cast))
    here = f"/calls/{proposal.call.uid}/proposals/1"
    with story.later():
        reviewer, regulator = browser(app, cast.reviewer), browser(app, cast.regulator)
        rated = {"mark": "4", "reason": "Sound words."}
        assert reviewer.post(f"{here}/rate", data=rated).status_code == 422
        assert reviewer.post(f"{here}/rate", data=rated | {"none": "y"}).status_code == 303
        assert "Sound words." in reviewer.get(here).text
        assert "Sound words." not in regulator.get(here).text  # until they have rated too
        assert "Sound words." not in browser(app, cast.developer).get(here).text
        assert regulator.post(f"{here}/shortlist").status_code == 303
        assert regulator.post(f"{here}/choose", data={"reason": ""}).status_code == 422
        assert regulator.post(f"{here}/choose", data={"reason": "It fits."}).status_code == 303
        assert "COP-" in browser(app, cast.developer).get(here).text


def test_a_proposal_of_ones_interest_is_left_to_others(app, cast):
    cast.reviewer.organisation_id = cast.developer.organisation_id
    db.session.commit()
    proposal = story.submitted(cast, story.opened(cast))
    here = f"/calls/{proposal.call.uid}/proposals/1"
    with story.later():
        reviewer = browser(app, cast.reviewer)
        assert "You have an interest in Organisation of" in (page := reviewer.get(here)).text
        assert f"{here}/rate" not in page.text
        typed = {"mark": "5", "reason": "Mine.", "none": "y"}
        assert "Somebody else" in reviewer.post(f"{here}/rate", data=typed).text
        assert reviewer.post(f"{here}/leave").status_code == 303
        judging_actions.rate_proposal(proposal, 3, "Fair.", actor=cast.regulator)
        assert "Fair." not in reviewer.get(here).text


def test_the_list_is_narrowed_and_bears_any_query(app, cast):
    call = story.opened(cast)
    client = browser(app)
    for query, found in (("state=open", True), ("state=review", False), ("country=SG", True), ("country=MY", False),
                         ("function=services&application=data", False), ("state=draft", False)):  # fmt: skip
        assert (call.uid in client.get(f"/calls/?{query}").text) is found, query
    with story.later():
        assert call.uid in client.get("/calls/?state=review").text
    for query in ("country=%00", "state=nonsense", "cursor=%00", "country=" + "X" * 5000):
        assert client.get(f"/calls/?{query}").status_code in (200, 400)


def test_the_feed_tells_of_public_calls_alone(app, cast):
    call, hidden = story.opened(cast), story.draft(cast, title="Not yet")
    feed = browser(app).get("/calls/feed.atom")
    assert call.title in feed.text and hidden.title not in feed.text and 'term="open"' in feed.text


def test_pages_ask_no_more_for_more_proposals(app, cast):
    call = story.opened(cast)
    addresses = [f"/calls/{call.uid}", f"/calls/{call.uid}/proposals", f"/calls/{call.uid}/proposals/1"]
    proposal = story.submitted(cast, call)
    id, lead, judge = call.id, cast.regulator.id, cast.reviewer.id

    def counted():
        client = browser(app, db.session.get(Member, lead))
        return [asked(client, address) for address in addresses]

    with story.later():
        judging_actions.rate_proposal(proposal, 3, "Fair.", actor=cast.reviewer)
        few = counted()
    again = db.session.get(Call, id)
    for number in range(4):
        story.submitted(cast, again, people.member(f"Developer {number}", "developers", "TH"))
    with story.later():
        for proposal in db.session.query(Proposal):
            judging_actions.rate_proposal(proposal, 3, "Fair.", actor=db.session.get(Member, judge))
        many = counted()
    assert max(many) <= 25 and [b - a for a, b in zip(few, many, strict=True) if b > a] == []


def test_paging_keeps_the_filters(app, cast, monkeypatch):
    monkeypatch.setattr(list_queries, "SIZE", 1)
    for title in ("First call", "Second call"):
        story.opened(cast, title=title, lines=False)
    page = browser(app).get("/calls/?state=open").text
    assert "Second call" in page and "First call" not in page
    assert "state=open" in page.partition('rel="next"')[0].rpartition("href=")[2]
