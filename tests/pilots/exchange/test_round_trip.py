"""What the registry gives out, another community takes in, and gives out again: the same public data."""

import io
import json
from dataclasses import dataclass

import pytest
from flask import g

from cop import checks
from cop.kernel import worker
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.pilots import actions, after_actions, gates, track_actions, watching
from cop.pilots.exchange import import_actions
from cop.pilots.exchange.import_models import PilotImport
from cop.pilots.models import Pilot
from cop.pilots.rules import State
from tests import database, people
from tests.pilots import stories
from tests.pilots.test_views import browser

OTHER = "https://registry.example.org/pilots/COP-2024-0100"


@dataclass(frozen=True)
class Given:
    """What a registry gave out: its records, and the same as files by their kind."""

    records: list[dict]
    files: dict[str, bytes]


GIVEN: list[Given] = []


@pytest.fixture
def given(app) -> Given:
    """By a community that is empty again; told once."""
    if not GIVEN:
        registry()
        GIVEN.append(Given(told(app), {kind: public(app, kind) for kind in ("json", "csv")}))
        database.empty(app)
    return GIVEN[0]


@pytest.fixture
def officer(app, given):
    return people.officer("Olga")


def registry() -> None:
    """Pilots in every public state, with all that a record can hold."""
    cast = stories.Cast()
    _disclosed(cast)
    track_actions.terminate(
        stories.active(cast, title="Ended: one"), "It did harm,\n“twice”.", "SG", actor=cast.regulator
    )
    stories.suspended(cast)
    refused = stories.decided(cast, title="=Refused in one", countries=("SG", "MY"))
    ruling = stories.ruling(State.REFUSED, reason="Too | little")
    track_actions.decide(stories.track(refused, "MY"), ruling, actor=cast.other)
    stories.decided(cast, State.CONDITIONAL, title="With conditions")


def _disclosed(cast) -> None:
    pilot = stories.report_written(cast)
    after_actions.amend_criterion(
        pilot.metrics[0], stories.CRITERION | {"threshold": "at least 85 %"}, "Fewer cases", actor=cast.lead
    )
    after_actions.tell_after(
        stories.track(pilot), "rule", stories.today(), "A guideline; new", "", actor=cast.regulator
    )
    for who in (cast.lead, cast.regulator):
        track_actions.agree_to_disclose(pilot, actor=who)


def public(app, kind: str) -> bytes:
    return browser(app).get(f"/pilots/list.{kind}").get_data()


def told(app) -> list[dict]:
    """The public records, without what is made anew wherever one stands; what a regulator attested, a document says."""
    said = json.loads(public(app, "json"))["pilots"]
    for record in said:
        assert record["chain"]["head"]
        del record["chain"]
        for one in (*record["countries"], *record["aftermaths"]):
            one["attestation"] = one["attestation"].replace("regulator_attested", "public_document")
    return sorted(said, key=lambda record: record["uid"])


def brought(app, officer, content: bytes, name: str, mode: str):
    client = browser(app, officer)
    sent = {"file": (io.BytesIO(content), name), "mode": mode}
    answer = client.post("/secretariat/pilots/", data=sent)
    assert answer.status_code == 303, answer.text
    return client, answer.location


def work() -> None:
    for name in list(g):
        g.pop(name)
    worker.drain()


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_an_empty_community_gives_out_what_it_was_brought(app, given, officer, kind):
    content = given.files[kind]
    assert len(given.records) == 5
    client, address = brought(app, officer, content, f"pilots.{kind}", "recorded")
    assert "5 can be taken, 0 cannot" in client.get(address).text
    assert told(app) == []  # a dry run writes no pilot
    assert client.post(f"{address}/begin").status_code == 303
    work()
    assert told(app) == given.records
    assert public(app, "csv").count(b"regulator_attested") == 0
    assert "Refused in one" in browser(app).get("/pilots/").text
    _lives_on(app, client, officer, content, kind)


def _lives_on(app, client, officer, content: bytes, kind: str) -> None:
    """Its pages stand, no count drifted, its numbers are not given again, and it is not brought twice."""
    pilot = db.session.query(Pilot).filter_by(title="With conditions").one()
    page = browser(app).get(f"/pilots/{pilot.uid}")
    assert page.status_code == 200 and "Recorded from" in page.text
    assert [line for line in checks.troubles(app.extensions["cop"].config) if "HTTPS" not in line] == []
    assert list(watching.tracks_watched()) == []
    fresh = actions.register("Another", ("SG",), actor=people.member("Lena"))
    assert fresh.uid > max(one.uid for one in db.session.query(Pilot).all() if one.id != fresh.id)
    _client, address = brought(app, officer, content, f"pilots.{kind}", "recorded")
    assert "0 can be taken, 5 cannot" in client.get(address).text


def test_drafts_take_the_dossier_and_leave_what_was_decided(app, given, officer):
    client, address = brought(app, officer, given.files["json"], "pilots.json", "drafts")
    client.post(f"{address}/begin")
    work()
    drafts = db.session.query(Pilot).order_by(Pilot.id).all()
    assert len(drafts) == 5 and {one.lead_id for one in drafts} == {officer.id}
    assert {track.state for one in drafts for track in one.tracks} == {"draft"}
    assert told(app) == []
    one = next(one for one in drafts if one.title == "Triage of chest images")
    assert "COP-" in one.answers["secondary_ids"] and "results" not in one.answers
    assert one.metrics[0].found is None
    lacks = gates.to_submit(one).team
    assert lacks == ["Scientific contact"]  # what members alone read was not in the public file


def test_a_killed_worker_takes_each_pilot_once(app, given, officer, monkeypatch):
    monkeypatch.setattr(PilotImport, "batch", 2)
    client, address = brought(app, officer, given.files["csv"], "pilots.csv", "recorded")
    client.post(f"{address}/begin")
    job = db.session.query(PilotImport).one()
    assert "progress" in client.get(address).text
    work()
    assert (job.made, job.flawed, job.state) == (5, 0, "done")
    import_actions.take_batch(job, 0, actor=SYSTEM)
    assert db.session.query(Pilot).count() == 5


def test_a_row_that_cannot_be_taken_is_told_at_its_column_and_given_back(app):
    officer = people.officer("Olga")
    content = b"title,area,price,SG.amdd_class\r\n=Good,imaging,,B\r\n,astrology,7,E\r\n"
    client, address = brought(app, officer, content, "mine.csv", "drafts")
    page = client.get(address).text
    assert "1 can be taken, 1 cannot" in page
    for says in ("Row 3", "A pilot keeps a title", "Write one of", "Nothing is kept under this name"):
        assert says in page
    left = client.get(f"{address}/left-out.csv").get_data(as_text=True)
    assert "astrology" in left and "Good" not in left
    assert client.post(f"{address}/discard").status_code == 303
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b'{"pilots": [', "not whole JSON"),
        (b"[" * 100_000, "not whole JSON"),
        (b'{"pilots": []}', "no record of a pilot"),
        (b"[1]", "no record of a pilot"),
        (b"title", "Nothing follows"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_its_field(app, content, says):
    client = browser(app, people.officer())
    sent = {"file": (io.BytesIO(content), "x.json"), "mode": "drafts"}
    answer = client.post("/secretariat/pilots/", data=sent)
    assert answer.status_code == 422 and says in answer.text


def test_what_a_record_has_beside_is_told(app):
    strange = {
        "uid": "COP-2024-0100", "address": OTHER, "answers": {"title": {"a": 1}, "price": 1}, "owner": "x",
        "countries": [{"country": "SG", "decision": {"bribe": "no"}, "sites": [1]}, 7],
    }  # fmt: skip
    client, address = brought(app, people.officer(), json.dumps(strange).encode(), "x.json", "drafts")
    page = client.get(address).text
    for name in ("answers.title?", "answers.price?", "owner?", "SG.decision.bribe?", "SG.sites?"):
        assert name in page


def test_officers_alone_bring_pilots(app):
    officer = people.officer()
    _client, address = brought(app, officer, b"title\r\nOne\r\n", "x.csv", "drafts")
    for who in (people.member("Alice"), people.administrator(), people.member("Rita", regulates="SG")):
        other = browser(app, who)
        assert other.get(address).status_code == 404
        assert other.get("/secretariat/pilots/").status_code == 403
        assert other.post(f"{address}/begin").status_code == 404


def test_a_passport_is_a_file_of_one_pilot(app):
    cast = stories.Cast()
    pilot = stories.active(cast)
    passport = browser(app).get(f"/pilots/{pilot.uid}.passport.json").get_data()
    client, address = brought(app, cast.officer, passport, "passport.json", "drafts")
    assert "1 can be taken, 0 cannot" in client.get(address).text
