"""A statement on paper: whole, in every script, and fetching nothing."""

from urllib.request import OpenerDirector

import pytest

from cop.ballots.terms import Stance
from cop.kernel import paper
from tests.people import sign_in
from tests.statements import stage

pytestmark = [
    pytest.mark.skipif(not paper.available(), reason="needs the extra pdf and Pango"),
    pytest.mark.sqlite,
]


@pytest.mark.parametrize("language", ["en", "th", "km", "lo", "my", "vi", "zh", "ta"])
def test_a_published_statement_is_a_pdf(client, app, language):
    cast = stage.cast()
    statement = stage.published(
        cast, language=language, stances={"carol": (Stance.RESERVE, stage.RESERVATION)}
    )
    found = client.get(f"/statements/{statement.number}/statement.pdf")
    assert (found.status_code, found.mimetype) == (200, "application/pdf")
    assert found.data.startswith(b"%PDF-")
    assert found.headers["Content-Disposition"] == f'attachment; filename="{statement.number}.pdf"'


def test_a_draft_on_paper_is_for_its_readers(client, app):
    cast = stage.cast()
    statement = stage.drafted(cast)
    assert client.get(f"/statements/{statement.slug}/statement.pdf").status_code == 404
    assert sign_in(client, cast.bob).get(f"/statements/{statement.slug}/statement.pdf").status_code == 200


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "data:image/png;base64,AA", "x.png"]
)
def test_nothing_is_fetched_for_paper(url, monkeypatch):
    """The page comes out without what it names."""
    opened = []
    monkeypatch.setattr(OpenerDirector, "open", lambda _self, asked, *_rest, **_more: opened.append(asked))
    assert paper.pdf(f'<p>Text</p><img src="{url}"><link rel="stylesheet" href="{url}">').startswith(b"%PDF-")
    assert opened == []
