"""What the tests about people share: a demonstration's application, letters, accounts with a password."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import Config
from cop.app import create_app
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members import keeping, passwords
from tests.client import Browser

PASSWORD = "three green boats sail"
REQUEST = {
    "name": "Nina Nurdin",
    "email": "nina@hospital.example.org",
    "password": PASSWORD,
    "organisation": "District Hospital 9",
    "country": "ID",
    "group": "professionals",
    "languages": ["id", "en"],
    "zone": "Asia/Makassar",
    "agree": "y",
    "why": "We read chest films with a tool and want to know how others watch it.",
}


@pytest.fixture(scope="session")
def whole_demo(whole_app: Flask, tmp_path_factory) -> Flask:
    """A demonstration over the same database as the other tests."""
    url = whole_app.config["SQLALCHEMY_DATABASE_URI"]
    made = create_app(Config(database_url=url, data_dir=tmp_path_factory.mktemp("demo"), demo=True))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    made.test_client_class = Browser
    return made


@pytest.fixture
def demo(app: Flask, whole_demo: Flask) -> Iterator[FlaskClient]:
    with whole_demo.app_context():
        yield whole_demo.test_client()
        db.session.remove()


def with_password(person, password=PASSWORD):
    """The same member, now with a password to sign in with."""
    secret = passwords.hashed(password)
    with transaction():
        keeping.password(person, secret, clock.now())
    return person


def letters(to="") -> list[SentMail]:
    """What was sent, after the worker had its turn; to one address, if told."""
    worker.drain()
    query = db.session.query(SentMail).order_by(SentMail.id)
    return list(query.filter_by(to=to) if to else query)


def path_in(mail: SentMail) -> str:
    """The path of the one link in a letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text)[1]
