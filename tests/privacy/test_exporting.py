"""One's own data in a file: everything of one's own, nothing of others, and nobody else's to fetch."""

import io
import json
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest

from cop.discussions import actions as posting
from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove
from cop.kernel.text import write
from cop.privacy import export_actions, export_queries, exporting, gathering, leaving_actions, retention
from cop.privacy.export_models import Export
from tests.discussions import story
from tests.members.conftest import letters, with_password
from tests.people import member, sign_in, space
from tests.privacy.traces import traces

OWN = "qzmine"
OTHERS = "qzothers"


@pytest.fixture
def alice(app):
    return with_password(member(why=f"Why {OWN}why"))


def ask(person, **more):
    return export_actions.ask_export(person, actor=person, **more)


def opened(export) -> ZipFile:
    return ZipFile(io.BytesIO((gathering.folder() / export.name).read_bytes()))


def test_the_file_holds_what_is_ones_own_and_nothing_of_others(alice):
    bob, forum = member("Bob", why=f"Why {OTHERS}why"), space("forum")
    hidden = story.thread(bob, space("closed", "restricted", people=[bob]), words=f"{OTHERS} secret")
    thread = story.thread(bob, forum, words=f"{OTHERS} first")
    post = story.answer(alice, thread, f"{OWN} before")
    posting.edit_post(post, write(f"{OWN} after"), "en", False, post.version, actor=alice)
    export = ask(alice)
    worker.drain()
    bundle = opened(export)
    everything = "\n".join(bundle.read(name).decode() for name in bundle.namelist())
    assert f"{OWN} before" in everything and f"{OWN} after" in everything and f"{OWN}why" in everything
    assert OTHERS not in everything and hidden.title not in everything and "argon2" not in everything
    assert f"discussions/posts/{post.id}.md" in bundle.namelist()


def test_its_shape_is_the_one_that_is_documented(alice):
    export = ask(alice)
    worker.drain()
    data = json.loads(opened(export).read("data.json"))
    assert (data["format"], data["v"], data["member"]) == ("member-data", 1, alice.id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", data["made_at"])
    assert {tuple(part) for part in data["parts"]} == {("feature", "table", "what", "withheld", "rows")}
    (account,) = next(part["rows"] for part in data["parts"] if part["table"] == "members")
    assert account["name"] == "Alice"


def test_every_feature_contributes(alice, app):
    export = ask(alice)
    worker.drain()
    parts = json.loads(opened(export).read("data.json"))["parts"]
    assert len(parts) == len(app.extensions["cop"].each("personal"))


def test_progress_is_written_down_and_the_person_is_told(client, alice, monkeypatch):
    export = ask(alice)
    seen = []
    note = export_actions.note_progress
    monkeypatch.setattr(
        export_actions,
        "note_progress",
        lambda one, percent, **more: (seen.append(percent), note(one, percent, **more)),
    )
    page = sign_in(client, alice).get("/account/data/export").text
    assert "0 % done" in page
    mail = letters("alice@example.org")[-1]
    assert seen == sorted(seen) and len(seen) > 5
    assert export.progress == 100 and "ready" in mail.subject and "/account/data/export" in mail.text


def test_one_at_a_time(alice):
    first = ask(alice)
    with pytest.raises(IllegalMove, match="already"):
        ask(alice)
    later = clock.now() + timedelta(days=2)  # whatever kept it, it is not waited for any longer
    assert ask(alice, now=later).id != first.id
    assert first.state == "gone"


def test_nobody_else_fetches_it(client, alice):
    export = ask(alice)
    worker.drain()
    path = f"/account/data/export/{export.id}"
    assert client.get(path).status_code == 404
    assert sign_in(client, member("Bob")).get(path).status_code == 404
    answer = sign_in(client, alice).get(path)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=my-data-")
    assert ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_the_file_is_the_servers_alone_and_goes_after_a_week(alice):
    export = ask(alice)
    worker.drain()
    path = gathering.folder() / export.name
    assert path.stat().st_mode & 0o077 == 0
    retention.enforce(clock.now() + timedelta(days=6))
    assert path.exists()
    retention.enforce(clock.now() + timedelta(days=8))
    assert not path.exists() and db.session.get_one(Export, export.id, populate_existing=True).state == "gone"
    assert export_queries.ready(alice, export.id) is None


def test_who_leaves_meanwhile_gets_none(alice):
    made = ask(alice)
    worker.drain()
    path, files = gathering.folder() / made.name, len(list(gathering.folder().iterdir()))
    ask(alice)
    leaving_actions.leave(alice, False, actor=alice)
    worker.drain()
    assert not path.exists() and len(list(gathering.folder().iterdir())) == files - 1
    assert traces("alice") == []


def test_a_failure_leaves_no_file(alice, monkeypatch):
    export, before = ask(alice), set(gathering.folder().iterdir())

    def broken(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(gathering, "_readme", broken)
    with pytest.raises(OSError, match="disk full"):
        exporting.make({"export": export.id}, clock.now())
    assert set(gathering.folder().iterdir()) == before
