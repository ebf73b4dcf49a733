"""Writing in a browser: drafts by script and by button, amendments taken over, replies."""

import re

import pytest

from cop.kernel.db import db
from cop.statements import actions, drafts, queries
from cop.statements.drafts import Draft
from tests import sql
from tests.people import administrator, member, sign_in
from tests.statements import stage
from tests.statements.test_views import draft_form, values


@pytest.fixture
def cast(app):
    return stage.cast()


def key_of(statement, number):
    return next(c.key for c in queries.current(statement).clauses if c.number == number)


# --- drafts -----------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_found_from_another_device(client, cast):
    statement = stage.drafted(cast)
    here = f"/statements/{statement.slug}"
    sign_in(client, cast.alice)
    form = draft_form(source="Half a sent", version="1", kept="", summary="")
    kept = client.post(f"{here}/draft", data=form)
    assert (kept.status_code, kept.json["kept"]) == (200, 1)
    again = client.post(f"{here}/draft", data=form | {"source": "Half a sentence", "kept": "1"})
    assert again.json["kept"] == 2
    phone = sign_in(client.application.test_client(), cast.alice)
    found = phone.get(f"{here}/revise")
    assert "Half a sentence" in found.text
    assert values(found)["kept"] == "2"
    assert "Go on writing" in phone.get("/").text
    for person in (cast.bob, cast.olga, administrator()):
        for path in ("/", here, "/statements/", "/statements/new"):
            assert "Half a sent" not in sign_in(phone, person).get(path).text


def test_saving_forgets_the_draft(client, cast):
    sign_in(client, cast.alice)
    assert client.post("/statements/new/draft", data=draft_form(source="Keep a log, pl")).json["kept"] == 1
    assert "Keep a log, pl" in client.get("/statements/new").text
    client.post("/statements/new", data=draft_form(kept="1"))
    assert db.session.query(Draft).count() == 0


def test_the_button_keeps_what_is_not_finished_and_drops_it(client, cast):
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)
    here = f"/statements/{statement.slug}/revise"
    form = values(client.get(here)) | {"title": "", "source": "# Only a head", "language": "en", "keep": "1"}
    assert client.post(here, data=form).status_code == 303
    found = client.get(here)
    assert "# Only a head" in found.text
    assert "This is your draft" in found.text
    client.post(f"/statements/{statement.slug}/draft/drop")
    assert "# Only a head" not in client.get(here).text


def test_two_devices_lose_nothing_to_each_other(client, cast):
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)
    here = f"/statements/{statement.slug}"
    desk = draft_form(source="From the desk", version="1", kept="")
    client.post(f"{here}/draft", data=desk)
    phone = desk | {"source": "From the phone"}
    met = client.post(f"{here}/draft", data=phone)
    assert (met.status_code, met.json["theirs"], met.json["kept"]) == (409, "From the desk", 1)
    shown = client.post(f"{here}/revise", data=phone | {"keep": "1"})
    assert shown.status_code == 409
    assert "From the desk" in shown.text
    assert "From the phone" in shown.text
    client.post(f"{here}/revise", data=phone | {"keep": "1", "kept": values(shown)["kept"]})
    assert drafts.own(cast.alice, statement).source == "From the phone"


def test_a_draft_left_behind_is_shown_beside_the_newer_text(client, cast):
    statement = stage.drafted(cast)
    sign_in(client, cast.alice)
    here = f"/statements/{statement.slug}"
    client.post(f"{here}/draft", data=draft_form(source="My words", version="1"))
    actions.revise(statement, "On reporting", "Other words.", "S.", statement.version, actor=cast.alice)
    found = client.get(f"{here}/revise").text
    assert "My words" in found
    assert "Other words." in found.split('class="theirs"')[1]


@pytest.mark.parametrize(
    ("typed", "says"), [("a\x00b", "invisible"), ("x" * 100_000, "at most"), ("a\u202eb", "invisible")]
)
def test_what_cannot_be_kept_is_said(client, cast, typed, says):
    sign_in(client, cast.bob)
    refused = client.post("/statements/new/draft", data=draft_form(source=typed))
    assert refused.status_code == 422
    assert says in refused.json["says"]
    assert db.session.query(Draft).count() == 0


def test_drafts_are_the_editors(client, cast):
    statement = stage.drafted(cast)
    assert client.post("/statements/new/draft", data=draft_form()).status_code == 401
    sign_in(client, cast.bob)
    for path in ("draft", "draft/drop"):
        assert client.post(f"/statements/{statement.slug}/{path}", data=draft_form()).status_code == 403


# --- amendments ---------------------------------------------------------------------------------------


def amended(cast):
    statement = stage.consulted(cast)
    for words, person in (("five", cast.bob), ("thirty", cast.carol)):
        proposal = f"Reporting within {words} days."
        actions.comment(statement, key_of(statement, 3), f"Make it {words}.", proposal, actor=person)
    return statement


def test_amendments_of_a_clause_stand_side_by_side(client, cast):
    statement = amended(cast)
    sign_in(client, cast.bob)
    here = f"/statements/{statement.slug}"
    found = client.get(f"{here}/amendments/3").text
    assert re.findall(r"<ins>(\w+) ?</ins>", found) == ["five", "thirty"]
    assert found.count("Touches the same words") == 2
    assert "Take over" not in found
    assert "Nobody proposes" in client.get(f"{here}/amendments/1").text
    for odd in ("9", "0", "9999999999"):
        assert client.get(f"{here}/amendments/{odd}").status_code == 404


def test_an_editor_takes_one_over_and_the_other_is_marked(client, cast):
    statement = amended(cast)
    actions.close_consultation(statement, "So.", actor=cast.olga)
    here = f"/statements/{statement.slug}/comments"
    assert sign_in(client, cast.bob).get(f"{here}/1/take-over").status_code == 403
    sign_in(client, cast.alice)
    assert "Take over into the text" in client.get(f"{here}/1").text
    form = values(client.get(f"{here}/1/take-over")) | {"reason": "Sooner is better.", "summary": "Five."}
    assert client.post(f"{here}/1/take-over", data=form | {"version": "1"}).status_code == 409
    assert client.post(f"{here}/1/take-over", data=form | {"reason": ""}).status_code == 422
    assert client.post(f"{here}/1/take-over", data=form).status_code == 303
    assert queries.current(statement).source.endswith("Reporting within five days.")
    assert "In the text since revision 2." in client.get(f"{here}/1").text
    assert "has changed since" in client.get(f"{here}/2").text
    assert "in the text already" in client.get(f"{here}/1/take-over").text


# --- replies --------------------------------------------------------------------------------------------


def test_members_reply_under_a_comment_and_take_it_back(client, cast):
    statement = amended(cast)
    here = f"/statements/{statement.slug}/comments/1"
    sign_in(client, cast.carol)
    sent = client.post(f"{here}/replies", data={"words": "Why **five**?", "language": "en", "to": ""})
    assert sent.location == f"{here}#reply-1"
    answering = client.get(f"{here}?to=1")
    assert "Reply to reply 1" in answering.text
    client.post(f"{here}/replies", data={"words": "Because.", "language": "en", "to": "1"})
    found = client.get(here).text
    assert "<strong>five</strong>" in found
    assert 'class="post depth-1" id="reply-2"' in found
    assert "2 replies" in client.get(f"/statements/{statement.slug}/comments").text
    assert sign_in(client, cast.bob).post(f"{here}/replies/1/withdraw").status_code == 403
    sign_in(client, cast.carol).post(f"{here}/replies/1/withdraw")
    found = client.get(here).text
    assert "Why <strong>" not in found
    assert "Reply 1 was withdrawn" in found
    assert "Because." in found


@pytest.mark.parametrize("typed", ["", " ", "a\x00b", "x" * 6_000])
def test_a_reply_that_is_none_is_refused_at_its_field(client, cast, typed):
    statement = amended(cast)
    sign_in(client, cast.carol)
    here = f"/statements/{statement.slug}/comments/1/replies"
    refused = client.post(here, data={"words": typed, "language": "en"})
    assert refused.status_code == 422
    assert 'id="words-error"' in refused.text


def test_the_pages_ask_as_much_of_the_database_whatever_there_is(client, cast):
    statement = amended(cast)
    here = f"/statements/{statement.slug}"
    pages = (f"{here}/comments/1", f"{here}/amendments/3", f"{here}/report", f"{here}/report.csv")
    sign_in(client, cast.alice)

    def cost(path):
        client.get(path)
        with sql.statements() as sent:
            assert client.get(path).status_code == 200
        return len(sent)

    remark_page = pages[0]
    sign_in(client, cast.bob).post(f"{remark_page}/replies", data={"words": "One.", "language": "en"})
    few = {path: cost(path) for path in pages}
    for n in range(12):
        client.post(f"{remark_page}/replies", data={"words": f"Reply {n}.", "language": "en"})
        actions.comment(statement, key_of(statement, 3), "More.", f"Within {n} days.", actor=cast.carol)
    assert {path: cost(path) for path in pages} == few


def test_the_work_of_a_restricted_space_stays_there(client, app):
    cast = stage.cast("restricted")
    statement = amended(cast)
    sign_in(client, member("Dan"))
    here = f"/statements/{statement.slug}"
    for path in ("comments/1", "amendments/3", "report", "report.csv", "comments/1/take-over"):
        assert client.get(f"{here}/{path}").status_code == 404
    assert client.post(f"{here}/comments/1/replies", data={"words": "Hm."}).status_code == 404
