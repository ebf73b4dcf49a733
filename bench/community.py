"""Makes a community of any size in a folder: migrated, founded, filled; the same for the same scale and seed."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient

from bench import papers, people, threads
from bench.scale import Made, Scale
from config import Config
from cop.app import create_app
from cop.kernel import clock, schema
from cop.kernel.actions import transaction
from cop.kernel.db import db, write_apart
from cop.kernel.installation import Installation
from cop.members import founding, sessions
from cop.members.models import Member
from cop.search import indexing
from cop.statements.models import Statement


def configuration(folder: Path, port: int = 8000) -> Config:
    return Config(data_dir=folder, port=port, mail_url="page:")


def make(folder: Path, scale: Scale) -> Made:
    """Fills the empty ``folder``. Raises FileExistsError when a community is there already."""
    if (folder / "cop.sqlite3").exists():
        raise FileExistsError(f"{folder} holds a community already; name an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(configuration(folder))
    with app.test_request_context():
        schema.migrate()
        found()
        write_apart(lambda connection: people.write(connection, scale))
        write_apart(lambda connection: threads.write(connection, scale))
        decided = papers.write(scale)
        deque(indexing.rest(), maxlen=0)
        return _described(app, folder, scale, decided)


def found() -> None:
    """What every community begins with, as after the first visit."""
    founding.found_community(demo=False)
    with transaction():
        db.session.get_one(Installation, 1).setup_hash = ""


def _described(app: Flask, folder: Path, scale: Scale, decided: Statement) -> Made:
    def thread(id: int) -> str:
        return url_for("discussions.thread", space="forum", id=id, slug=f"thread-{id}")

    return Made(
        folder=folder,
        scale=scale,
        cookie=signed_in(app),
        thread=thread(threads.MEASURED),
        long_thread=thread(1),
        statement=url_for("statements.one", address=decided.number),
        ballot=url_for("ballots.ballot", slug=decided.slug, n=1),
    )


def signed_in(app: Flask) -> str:
    """The cookie of a session of the first member, with the token its forms use already in it."""
    with transaction():
        raw = sessions.begin(db.session.get_one(Member, 1), "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
        cookie.permanent = True
    client.get("/account")
    name = app.config["SESSION_COOKIE_NAME"]
    return f"{name}={client.get_cookie(name).value}"


def reader(app: Flask, member: int) -> FlaskClient:
    """A browser in which the member is signed in."""
    with transaction():
        raw = sessions.begin(db.session.get_one(Member, member), "bench", clock.now())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = raw, True
    return client
