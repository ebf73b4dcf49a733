"""The pages of early questions and guidance in one story; filters and questions to the database."""

import pytest

from cop.enquiries import guidance_queries
from tests import people
from tests.enquiries import story
from tests.sql import asked as statements_of


@pytest.fixture
def cast(app):
    return story.Cast()


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_from_question_to_guidance_by_the_pages(app, cast):
    developer, regulator = browser(app, cast.developer), browser(app, cast.regulator)
    told = {
        "country": "SG",
        "topic": "class",
        "title": "Which class?",
        "product": "Nightreader",
        "text": "It sorts.",
    }
    assert "Choose the topic" in developer.post("/enquiries/new", data=told | {"topic": ""}).text
    here = developer.post("/enquiries/new", data=told).location
    page = developer.get(here)
    assert "asked today" in page.text and page.headers["Cache-Control"] == "no-store"
    for who, status in ((None, 404), (cast.foreign, 404), (cast.officer, 404), (cast.regulator, 200)):
        assert browser(app, who).get(here).status_code == status
    assert "Which class?" not in browser(app, cast.officer).get("/enquiries/").text
    assert "Which class?" in regulator.get("/enquiries/?state=open").text
    assert regulator.post(f"{here}/reply", data={"kind": "back", "text": "Who reads?"}).status_code == 303
    assert "the clock stands" in developer.get(here).text
    assert developer.post(f"{here}/say", data={"text": "A nurse."}).status_code == 303
    assert regulator.post(f"{here}/reply", data={"kind": "answer", "text": "Class B."}).status_code == 303
    form = regulator.get(f"{here}/guidance").text
    assert "It sorts." in form and "Class B." in form
    text = {
        "title": "Class of a helper",
        "question": "Nightreader sorts.",
        "answer": "Class B.",
        "version": "0",
    }
    refused = regulator.post(f"{here}/guidance", data=text)
    assert refused.status_code == 422 and "<mark>Nightreader</mark>" in refused.text
    assert regulator.post(f"{here}/guidance", data=text | {"question": "It sorts films."}).status_code == 303
    assert developer.get(f"{here}/guidance/read").status_code == 404
    assert regulator.post(f"{here}/guidance/read", data={"version": "1"}).status_code == 303
    assert "Class of a helper" not in browser(app).get("/guidance/").text
    assert "It sorts films." in developer.get(f"{here}/guidance/read").text
    public = developer.post(f"{here}/guidance/read", data={"version": "1"}).location
    seen = browser(app).get(public).text
    assert "It sorts films." in seen and not [w for w in ("Dev", "Nightreader", "ENQ-", "Rosa") if w in seen]
    assert (
        browser(app, cast.second).post(f"{public}/withdraw", data={"reason": "New law."}).status_code == 303
    )
    assert "New law." in browser(app).get(public).text
    assert "Class of a helper" not in browser(app).get("/guidance/").text


def test_assigning_sharing_closing_and_targets_by_the_pages(app, cast):
    here = f"/enquiries/{story.asked(cast).uid}"
    developer, regulator = browser(app, cast.developer), browser(app, cast.regulator)
    assert regulator.post(f"{here}/assign", data={"member": str(cast.second.id)}).status_code == 303
    assert "Answered by Rui." in developer.get(here).text
    assert cast.colleague.slug in developer.get(f"{here}/readers").text
    assert developer.post(f"{here}/readers", data={"slug": cast.colleague.slug}).status_code == 303
    colleague = browser(app, cast.colleague)
    assert colleague.get(here).status_code == 200 and colleague.get(f"{here}/say").status_code == 403
    assert (
        developer.post(f"{here}/readers/remove", data={"member": str(cast.colleague.id)}).status_code == 303
    )
    assert colleague.get(here).status_code == 404
    assert regulator.post("/enquiries/targets/SG", data={"days": "12"}).status_code == 303
    assert "Waiting now" in browser(app, cast.officer).get("/enquiries/targets/").text
    assert "Waiting now" not in developer.get("/enquiries/targets/").text
    assert regulator.post("/enquiries/targets/MY", data={"days": "12"}).status_code == 403
    assert developer.post(f"{here}/close").status_code == 303
    assert "Closed" in developer.get(here).text


def test_the_guidance_is_narrowed_and_bears_any_query(app, cast, monkeypatch):
    guidance = story.published(cast)
    client = browser(app)
    for query, found in (
        ("country=SG", True),
        ("country=MY", True),
        ("topic=class", True),
        ("topic=route", False),
    ):
        assert (guidance.uid in client.get(f"/guidance/?{query}").text) is found, (
            query
        )  # no such country: all
    for query in ("country=%00", "topic=nonsense", "cursor=%00", "country=" + "X" * 5000):
        assert client.get(f"/guidance/?{query}").status_code in (200, 400)
    monkeypatch.setattr(guidance_queries, "SIZE", 1)
    story.published(cast, topic="route")
    page = client.get("/guidance/?country=SG").text
    assert "country=SG" in page.partition('rel="next"')[0].rpartition("href=")[2]


def test_pages_ask_no_more_of_longer_threads(app, cast):
    enquiry = story.asked(cast)
    regulator, here = cast.regulator.id, f"/enquiries/{enquiry.uid}"

    def counted():
        client = browser(app, story.db.session.get(type(cast.regulator), regulator))
        return [statements_of(client, path) for path in ("/enquiries/", here)]

    few = counted()
    again = story.Cast.__new__(story.Cast)
    found = {one.name: one for one in story.db.session.query(type(cast.regulator))}
    again.developer, again.regulator = found["Dev"], found["Rosa"]
    thread = story.db.session.query(story.Enquiry).one()
    for number in range(4):
        story.actions.add_to_enquiry(thread, f"More {number}.", actor=again.developer)
        story.asked(again)
    assert counted() == few and max(few) <= 20
