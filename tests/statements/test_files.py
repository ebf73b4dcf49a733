"""What everyone may take along: the feed, the data, the citations, the documents, their tags."""

import io
import json
import zipfile
from datetime import timedelta
from importlib import import_module
from xml.etree import ElementTree as ET

import pytest

from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.statements import moving_actions
from tests.people import sign_in
from tests.sql import statements as counted
from tests.statements import stage

ATOM = "{http://www.w3.org/2005/Atom}"
RESERVED = {"carol": (Stance.RESERVE, stage.RESERVATION)}
FILES = ("citation.txt", "citation.bib", "citation.json", "statement.json", "statement.docx", "record.json")


@pytest.fixture
def cast(app):
    return stage.cast()


def tree(client):
    found = client.get("/statements/feed.atom")
    assert found.mimetype == "application/atom+xml"
    return ET.fromstring(found.data)


def test_the_feed_is_atom_with_lasting_addresses(client, cast):
    assert tree(client).findall(f"{ATOM}entry") == []
    stage.drafted(cast, title="Hidden")
    statement = stage.published(cast, title="<b>&amp; “ເຄື່ອງມື”")
    feed = tree(client)
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    (entry,) = feed.findall(f"{ATOM}entry")
    address = f"http://127.0.0.1:8000/statements/{statement.number}"
    assert entry.findtext(f"{ATOM}id") == address
    assert entry.findtext(f"{ATOM}title") == f"{statement.number} <b>&amp; “ເຄື່ອງມື”"
    assert entry.findtext(f"{ATOM}summary") == "Consensus. Published"
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    assert client.get("/statements/feed.atom", headers={"Host": "evil.example"}).data.count(b"evil") == 0


def test_a_feed_is_sent_again_only_when_it_changed(client, cast):
    statement = stage.published(cast)
    first = client.get("/statements/feed.atom")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert first.last_modified == statement.moved_at
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/statements/feed.atom", headers=known).status_code == 304
    with clock.at(clock.now() + timedelta(hours=1)):
        moving_actions.withdraw(statement, "An error of fact.", actor=cast.olga)
        assert client.get("/statements/feed.atom", headers=known).status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_files_are_for_everyone_once_published_and_for_nobody_before(client, cast, file):
    draft, statement = stage.drafted(cast, title="Other"), stage.published(cast)
    assert client.get(f"/statements/{draft.slug}/{file}").status_code == 404
    assert sign_in(client, cast.alice).get(f"/statements/{draft.slug}/{file}").status_code == 404
    found = client.get(f"/statements/{statement.number}/{file}")
    assert found.status_code == 200
    if "ETag" in found.headers:
        known = {"If-None-Match": found.headers["ETag"]}
        assert client.get(f"/statements/{statement.number}/{file}", headers=known).status_code == 304


def test_data_tells_a_program_all_that_the_page_tells_a_person(client, cast):
    statement = stage.with_dissent(cast)
    told = json.loads(client.get(f"/statements/{statement.number}/statement.json").data)
    assert (told["format"], told["v"], told["number"]) == ("joint-statement", 1, statement.number)
    assert told["text"] == stage.TEXT
    assert told["decision"]["outcome"] == "adopted_with_dissent"
    assert told["reservations"][0]["text"] == "Not everywhere."
    assert told["minority_views"][0]["clause"] == "3"
    (clause,) = [one for one in told["clauses"] if one.get("number") == 3]
    assert client.get(clause["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_names_in_public_files_are_those_that_visitors_read(client, cast):
    statement = stage.published(cast, stances=RESERVED)
    sign_in(client, cast.alice)
    for file in ("statement.json", "statement.docx"):
        data = client.get(f"/statements/{statement.number}/{file}").data
        if file.endswith("docx"):
            data = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        assert b"Carol" not in data
        assert b"Not everywhere." in data


def test_the_list_comes_in_pages_for_programs(client, cast):
    made = [stage.published(cast, title=f"Number {n}").number for n in range(3)]
    listed = json.loads(client.get("/statements/list.json").data)
    assert {one["number"] for one in listed["statements"]} == set(made)
    assert listed["next"] is None


def test_neither_feed_nor_list_costs_more_with_more_in_it(client, cast):
    stage.published(cast)
    costs = []
    for _round in range(2):
        with counted() as sent:
            client.get("/statements/feed.atom")
            client.get("/statements/list.json")
        costs.append(len(sent))
        stage.published(cast, title=f"More {_round}")
    assert costs[0] == costs[1] <= 6


@pytest.mark.parametrize("language", ["en", "th", "km", "lo", "my", "vi", "zh", "ta"])
def test_a_document_opens_with_the_text_as_it_is_stored(client, cast, language):
    words = "ເຄື່ອງມືຄວນໄດ້ຮັບການທົດສອບ"
    text = f"# Whereas\n\n{words} **bold**\n\n- one\n- two\n\nThird <b>."
    statement = stage.published(
        cast, text=text, language=language, stances={"bob": (Stance.RESERVE, stage.RESERVATION)}
    )
    found = client.get(f"/statements/{statement.number}/statement.docx")
    document = import_module("docx").Document(io.BytesIO(found.data))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert f"1.\t{words} bold" in said
    assert "2.\tone" in said
    assert "3.\tThird <b>." in said
    assert "Not everywhere." in said
    assert any("SHA-256" in one or statement.number in one for one in said)
    assert document.core_properties.language == language
    assert document.tables[0].rows[0].cells[0].text == "Group"
    assert any("1 reserve" in cell.text.lower() for row in document.tables[2].rows for cell in row.cells)
