"""Making the PDF: once for each text, a long one by the worker, as anyone reads it."""

import pytest

from cop.ballots.terms import Stance
from cop.kernel import laying, paper, worker
from tests.people import sign_in
from tests.statements import stage

pytestmark = pytest.mark.skipif(not paper.available(), reason="needs the extra pdf and Pango")
RESERVED = {"carol": (Stance.RESERVE, stage.RESERVATION)}


@pytest.fixture
def made(app, monkeypatch):
    """What was laid out."""
    documents = []
    monkeypatch.setattr(paper, "pdf", lambda html: documents.append(html) or b"%PDF-made")
    return documents


def test_a_pdf_is_made_once_and_known_by_its_tag(client, app, made):
    statement = stage.published(stage.cast(), title="Made once")
    here = f"/statements/{statement.number}/statement.pdf"
    first = client.get(here)
    assert first.data == client.get(here).data == b"%PDF-made"
    assert client.get(here, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(made) == 1


def test_a_long_one_is_made_by_the_worker(client, app, made, monkeypatch):
    monkeypatch.setattr(paper, "LONGEST_AT_ONCE", 10)
    statement = stage.published(stage.cast(), title="Made by the worker")
    here = f"/statements/{statement.number}/statement.pdf"
    first = client.get(here)
    assert (first.status_code, first.headers["Refresh"]) == (202, "3")
    assert "The PDF is being made" in first.text
    client.get(here)
    assert made == []
    worker.drain()
    assert client.get(here).data == b"%PDF-made"
    assert len(made) == 1


def test_a_book_is_refused_with_what_to_do_instead(client, app, made, monkeypatch):
    monkeypatch.setattr(paper, "LONGEST", 10)
    statement = stage.published(stage.cast(), title="A book")
    refused = client.get(f"/statements/{statement.number}/statement.pdf")
    assert refused.status_code == 404
    assert "too long for a PDF" in refused.text


def test_paper_names_only_whom_visitors_read_whoever_asks(client, app, made):
    cast = stage.cast()
    statement = stage.published(cast, title="As anyone reads it", stances=RESERVED)
    sign_in(client, cast.alice).get(f"/statements/{statement.number}/statement.pdf")
    (html,) = made
    assert "Not everywhere." in html
    assert "Carol" not in html


def test_too_many_papers_do_not_pile_up(app, made, monkeypatch):
    monkeypatch.setattr(paper, "MOST_KEPT", 2)
    folder = laying.folder() / "few"
    for n in range(4):
        paper.keep(folder, f"<p>{n}</p>")
    assert len(list(folder.glob("*.pdf"))) == 2
    assert list(folder.glob("*.part")) == []
