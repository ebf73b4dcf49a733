"""The sandbox's pages as each kind of person meets them, and bad input."""

import re

import pytest
from sqlalchemy import event

from cop.kernel.db import db
from cop.pilots import actions, chain, dossier, gates, list_queries, parts_actions, queries, track_actions
from cop.pilots.rules import MOVES, State
from tests import people
from tests.pilots import stories


def browser(app, who=None):
    client = app.test_client()
    return people.sign_in(client, who) if who else client


def test_the_list_answers_everyone_with_what_is_theirs(app):
    cast = stories.Cast()
    public, submitted = (
        stories.decided(cast, title="An open pilot"),
        stories.submitted(cast, title="A closed pilot"),
    )
    stories.draft(cast, title="A secret pilot")
    for who, seen in ((None, 1), (cast.officer, 2), (cast.lead, 3)):
        text = browser(app, who).get("/pilots/").get_data(as_text=True)
        titles = [t for t in ("An open pilot", "A closed pilot", "A secret pilot") if t in text]
        assert len(titles) == seen
    assert browser(app).get(f"/pilots/{public.uid}").status_code == 200
    assert browser(app).get(f"/pilots/{submitted.uid}").status_code == 404


def test_the_list_is_read_page_by_page(app, monkeypatch):
    monkeypatch.setattr(list_queries, "SIZE", 2)
    cast = stories.Cast()
    for number in range(5):
        stories.draft(cast, title=f"Pilot number {number}")
    client, seen, address = browser(app, cast.lead), [], "/pilots/"
    while address:
        text = client.get(address).get_data(as_text=True)
        seen += re.findall(r"Pilot number (\d)", text)
        found = re.search(r'href="([^"]*)" rel="next"', text)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    "query", ["country=%00", "state=nonsense", "cursor=%00", "country=" + "X" * 5000, "cursor=W10"]
)
def test_the_list_bears_any_query(app, query):
    assert browser(app).get(f"/pilots/?{query}").status_code in (200, 400)


def test_a_developer_registers_and_submits_by_the_pages(app):
    cast = stories.Cast()
    client = browser(app, cast.lead)
    answer = client.post("/pilots/new", data={"title": "Triage", "countries": ["SG", "MY"]})
    uid = re.search("COP-[0-9-]+", answer.location)[0]
    pilot = queries.pilot(cast.lead, uid)
    address = answer.location
    while "/edit/" in address:
        stage = dossier.STAGES[address.rpartition("/")[2]]
        typed = {key: ", ".join(v) if key == "languages" else v for key, v in stories.answers(stage).items()}
        answer = client.post(address, data={**typed, "version": "0"})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        address = answer.location
    client.post(f"/pilots/{uid}/criteria/new", data=stories.CRITERION)
    assert client.post(f"/pilots/{uid}/submit").status_code == 303
    db.session.expire_all()
    assert {t.state for t in pilot.tracks} == {"submitted"}
    assert pilot.answers["languages"] == ["th", "km"]


def test_both_regulators_decide_and_the_public_page_shows_it(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    typed = {
        "authority": "Authority",
        "reference": "R 1",
        "instrument": "Act 12",
        "attestation": "regulator_attested",
    }
    typed |= {"decided_on": stories.today().isoformat(), "ends_on": "2999-01-01"}
    for who, country, state in ((cast.regulator, "SG", "approved"), (cast.other, "MY", "not_required")):
        address = f"/pilots/{pilot.uid}/in/{country}/decide"
        client = browser(app, who)
        assert client.get(address).status_code == 200
        assert client.post(address, data={**typed, "state": state}).status_code == 303
    text = browser(app).get(f"/pilots/{pilot.uid}").get_data(as_text=True)
    assert "Taking part in a sandbox is neither an approval nor a way to market." in text
    assert text.count("Regulator-attested") == 2
    assert queries.events(pilot)[-1].hash in text


def test_a_decision_keeps_what_was_typed_when_it_is_refused(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    typed = {
        "state": "refused",
        "authority": "Our authority",
        "reference": "<b>R</b> ภาษาไทย",
        "instrument": "Act",
    }
    typed |= {"decided_on": "2026-02-30", "attestation": "regulator_attested"}
    answer = browser(app, cast.regulator).post(f"/pilots/{pilot.uid}/in/SG/decide", data=typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "That is not a date that exists" in text
    assert "&lt;b&gt;R&lt;/b&gt; ภาษาไทย" in text
    assert "<b>R</b>" not in text


def test_every_move_has_its_page_for_who_can_make_it_and_no_other(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    whole = {key: f"/pilots/{pilot.uid}/{key}" for key, move in MOVES.items() if not move.country}
    here = f"/pilots/{pilot.uid}/in/SG"
    one = {
        key: f"{here}/{key}"
        for key in ("decide", "activate", "extend", "suspend", "lift", "terminate", "withdraw")
    }
    clients = {kind: browser(app, getattr(cast, kind)) for kind in ("lead", "regulator", "officer", "editor")}
    clients["visitor"] = browser(app)
    for key, address in [*whole.items(), *one.items()]:
        for kind, client in clients.items():
            capacities = {"lead": "lead", "regulator": "regulator", "officer": "steward"}
            may = capacities.get(kind) in MOVES[key].who
            expected = 200 if may else 302 if kind == "visitor" else 403
            assert client.get(address).status_code == expected, (key, kind)
            if not may:
                assert client.post(address, data={"reason": "x"}).status_code in (302, 401, 403), (key, kind)


def test_a_suspension_by_the_pages_shows_at_once(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    client = browser(app, cast.regulator)
    assert client.post(f"/pilots/{pilot.uid}/in/SG/suspend", data={"reason": ""}).status_code == 422
    answer = client.post(f"/pilots/{pilot.uid}/in/SG/suspend", data={"reason": "Images ranked low"})
    assert answer.status_code == 303
    text = browser(app).get(f"/pilots/{pilot.uid}").get_data(as_text=True)
    assert "Images ranked low" in text
    assert 'class="late">Suspended since' in text


BAD = {
    "empty": "",
    "long": "x" * 100_000,
    "NUL": "a\x00b",
    "direction": "a\u202eb",
    "script": "<script>alert(1)</script>",
    "Thai": "การคัดกรองวัณโรค",
    "Khmer": "ការពិនិត្យ",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_a_sentence_and_is_kept(app, kind):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    client, typed = browser(app, cast.lead), BAD[kind]
    title = typed if kind in ("script", "Thai", "Khmer") else "Title"
    data = {"version": "0", "title": title, "summary": typed, "area": "imaging"}
    answer = client.post(f"/pilots/{pilot.uid}/edit/summary", data=data)
    if kind in ("long", "NUL", "direction"):
        assert answer.status_code == 422
        assert 'class="errors"' in answer.get_data(as_text=True)
    else:
        assert answer.status_code == 303
        text = client.get(f"/pilots/{pilot.uid}").get_data(as_text=True)
        assert "<script>alert" not in text
        assert gates.answers_of(stories.track(pilot).pilot).get("summary", "") == typed


ODD = {
    "languages": ("product", "klingon language", "language codes"),
    "target_n": ("study", "many", "whole number"),
    "target_n too large": ("study", "9" * 30, "between 0"),
    "planned_end": ("study", "2026-02-31", "not a date that exists"),
    "public_contact": ("parties", "not an address", "whole e-mail address"),
    "area": ("summary", "nonsense", "Not a valid choice"),
}


@pytest.mark.parametrize("key", ODD)
def test_a_wrong_answer_is_told_at_its_field(app, key):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    stage, typed, sentence = ODD[key]
    field = key.partition(" ")[0]
    answer = browser(app, cast.lead).post(
        f"/pilots/{pilot.uid}/edit/{stage}", data={"version": "0", "title": "T", field: typed}
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in text
    assert f'id="{field}-error"' in text


def test_countries_are_read_by_name_or_code(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    typed = {"version": "0", "storage": "SG", "processing": "Viet Nam, my; Vietnam"}
    answer = browser(app, cast.lead).post(f"/pilots/{pilot.uid}/in/SG/edit/data", data=typed)
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert stories.track(pilot).answers["processing"] == ["VN", "MY"]
    else:
        assert "by name or two-letter code" in answer.get_data(as_text=True)


def test_who_saves_second_sees_both_texts_and_loses_none(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    client, address = browser(app, cast.lead), f"/pilots/{pilot.uid}/edit/use"
    assert client.post(address, data={"version": "0", "users": "Nurses of the ward"}).status_code == 303
    answer = client.post(address, data={"version": "0", "users": "Radiographers"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Nurses of the ward" in text
    assert "Radiographers" in text
    version = re.search(r'name="version"[^>]*value="(\d+)"', text)[1]
    assert client.post(address, data={"version": version, "users": "Radiographers"}).status_code == 303


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\x00", "1.5"])
def test_a_strange_version_saves_nothing(app, version):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    answer = browser(app, cast.lead).post(
        f"/pilots/{pilot.uid}/edit/use", data={"version": version, "users": "X"}
    )
    assert answer.status_code in (409, 422)


def test_a_form_posted_twice_acts_once(app):
    cast = stories.Cast()
    client = browser(app, cast.lead)
    data = {"title": "Once", "countries": ["SG"], "form_key": "k" * 24}
    first = client.post("/pilots/new", data=data)
    db.session.rollback()  # a test's requests share a session, whose snapshot would hide where the first one led
    second = client.post("/pilots/new", data=data)
    assert (first.status_code, second.status_code, first.location) == (303, 303, second.location)
    assert len(list_queries.listed(cast.lead).rows) == 1


@pytest.mark.parametrize(
    "address",
    ["/pilots/COP-2026-9999", "/pilots/x/in/SG", "/pilots/{uid}/in/TH", "/pilots/{uid}/in/sg", "/pilots/{uid}/edit/x",
     "/pilots/{uid}/criteria/99", "/pilots/{uid}/in/SG/sites/99", "/pilots/{uid}/in/SG/edit/x"],
)  # fmt: skip
def test_what_is_not_there_is_404(app, address):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    assert browser(app, cast.lead).get(address.format(uid=pilot.uid)).status_code == 404


def test_a_row_is_reached_through_its_own_pilot_alone(app):
    cast = stories.Cast()
    mine, theirs = stories.draft(cast), actions.register("Another", ["SG"], actor=cast.editor)
    metric = parts_actions.add_metric(theirs, stories.CRITERION, actor=cast.editor)
    client = browser(app, cast.lead)
    assert client.get(f"/pilots/{mine.uid}/criteria/{metric.id}").status_code == 404
    assert client.post(f"/pilots/{mine.uid}/criteria/{metric.id}/remove").status_code == 404


def test_rows_are_written_by_their_pages(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    client, here = browser(app, cast.lead), f"/pilots/{pilot.uid}"
    assert client.post(f"{here}/criteria/new", data=stories.CRITERION).status_code == 303
    metric = stories.track(pilot).pilot.metrics[0]
    changed = {**stories.CRITERION, "threshold": "at least 95 %", "version": "1"}
    assert client.post(f"{here}/criteria/{metric.id}", data=changed).status_code == 303
    site = {"facility": "home", "province": "North", "name": "Post", "lead": "Nurse", "taking_part": "7"}
    assert client.post(f"{here}/in/SG/sites/new", data=site).status_code == 303
    made = stories.track(pilot).sites[0]
    assert (
        client.post(f"{here}/in/SG/sites/{made.id}", data={**site, "version": "1", "name": "New"}).status_code
        == 303
    )
    text = client.get(f"{here}/in/SG").get_data(as_text=True)
    assert "New" in text
    assert client.post(f"{here}/in/SG/sites/{made.id}/remove").status_code == 303
    assert client.post(f"{here}/criteria/{metric.id}/remove").status_code == 303
    assert client.post(f"{here}/countries/new", data={"country": "TH"}).status_code == 303
    assert client.post(f"{here}/in/TH/remove").status_code == 303
    assert client.get(f"{here}/in/TH").status_code == 404


def test_conditions_go_their_way_by_the_pages(app):
    cast = stories.Cast()
    pilot = stories.in_review(cast)
    regulator, lead, here = (
        browser(app, cast.regulator),
        browser(app, cast.lead),
        f"/pilots/{pilot.uid}/in/SG",
    )
    assert (
        regulator.post(f"{here}/conditions/new", data={"text": "Two readers", "start": "y"}).status_code
        == 303
    )
    condition = stories.track(pilot).conditions[0]
    assert lead.get(f"{here}/conditions/{condition.id}/evidence").status_code == 404
    track_actions.decide(stories.track(pilot), stories.ruling(State.CONDITIONAL), actor=cast.regulator)
    said = {"evidence": "The rota of readers", "version": "1"}
    assert lead.post(f"{here}/conditions/{condition.id}/evidence", data=said).status_code == 303
    assert lead.get(f"{here}/conditions/{condition.id}/met").status_code == 403
    assert (
        regulator.post(f"{here}/conditions/{condition.id}/met", data={"met_on": "2026-01-05"}).status_code
        == 303
    )
    assert "Met on 5 Jan 2026." in browser(app).get(here).get_data(as_text=True)


def test_results_and_keys_by_the_pages(app):
    cast = stories.Cast()
    pilot = stories.report_written(cast)
    lead, here = browser(app, cast.lead), f"/pilots/{pilot.uid}"
    said = {"found": "88", "out_of": "97", "version": "2"}
    assert lead.post(f"{here}/criteria/{pilot.metrics[0].id}/result", data=said).status_code == 303
    for client in (lead, browser(app, cast.regulator)):
        assert client.get(f"{here}/disclose").status_code == 200
        assert client.post(f"{here}/disclose").status_code == 303
    assert "88 of 97" in browser(app).get(here).get_data(as_text=True)


def test_the_team_by_its_page(app):
    cast = stories.Cast()
    pilot = stories.draft(cast)
    client, here = browser(app, cast.lead), f"/pilots/{pilot.uid}/team"
    assert client.post(here, data={"slug": "nobody"}).status_code == 422
    assert client.post(here, data={"slug": cast.editor.slug}).status_code == 303
    assert "Edda" in client.get(here).get_data(as_text=True)
    assert client.post(f"{here}/{cast.editor.id}/lead").status_code == 303
    assert client.get(here).status_code == 403
    assert browser(app, cast.editor).post(f"{here}/{cast.lead.id}/remove").status_code == 303


def test_a_pilot_that_was_refused_everywhere_is_a_number_until_named(app):
    cast = stories.Cast()
    pilot = stories.decided(cast, State.REFUSED)
    track_actions.decide(stories.track(pilot, "MY"), stories.ruling(State.REFUSED), actor=cast.other)
    text = browser(app).get("/pilots/").get_data(as_text=True)
    assert "Refused everywhere" in text
    assert pilot.title not in text
    assert browser(app, cast.lead).post(f"/pilots/{pilot.uid}/named").status_code == 303
    assert pilot.title in browser(app).get("/pilots/").get_data(as_text=True)


def test_the_record_can_be_recounted_from_its_json(app):
    cast = stories.Cast()
    pilot = stories.suspended(cast)
    record = browser(app).get(f"/pilots/{pilot.uid}.json").get_json()
    prev = "0" * 64
    for number, one in enumerate(record["chain"]["events"]):
        stated = one.pop("hash")
        assert (one["seq"], one["prev"], chain.digest(one)) == (number, prev, stated)
        prev = stated
    assert record["chain"]["head"] == prev
    criteria = [{k: c[k] for k in stories.CRITERION} for c in record["criteria"]]
    assert chain.criteria_hash(criteria) == record["criteria_sha256"]
    decided = next(c for c in record["countries"] if c["country"] == "SG")["decision"]
    basis = {
        k: decided[k]
        for k in ("article", "authority", "instrument", "link", "reference", "decided_on", "ends_on")
    }
    step = next(e for e in record["chain"]["events"] if e["kind"] == "decide")
    assert chain.basis_hash(basis) == step["data"]["basis"]


@pytest.mark.parametrize("rows", [2, 9])
def test_pages_ask_a_bounded_number_of_queries(app, rows):
    cast = stories.Cast()
    countries = ("SG", "MY", "TH", "VN", "ID", "PH", "KH", "LA", "BN")[:rows]
    pilot = stories.decided(cast, countries=countries)
    for _ in range(rows):
        stories.draft(cast)
    bounds = {"/pilots/": 8, f"/pilots/{pilot.uid}": 19, f"/pilots/{pilot.uid}/in/SG": 17}
    for who in (None, cast.lead, cast.regulator, cast.officer):
        client = browser(app, who)
        client.get("/pilots/")
        for address, most in bounds.items():
            assert len(asked(client, address)) <= most, (address, who)


def asked(client, address):
    seen = []

    def note(_conn, _cursor, statement, *_rest):
        if (
            not statement.startswith(("SAVEPOINT", "BEGIN", "UPDATE sessions"))
            and "clock_timestamp" not in statement
        ):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return seen
