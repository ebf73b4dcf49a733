"""The community of these tests, told once a session in a database of its own."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from unittest.mock import patch

import pytest
from flask import Flask

from config import Config
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.outbox import Item, put
from cop.members import founding
from tests import database
from tests.trust import (
    community,
    crawling,
    matching,
    oversight,
    own_data,
    pseudo,
    reports,
    texts,
    trials,
    work,
)
from tests.trust.canaries import KINDS
from tests.trust.community import Community
from tests.trust.crawling import Met

SAMPLE = (
    "visitor",
    "suspended",
    "outsider",
    "insider",
    "regulator",
    "foreign",
    "lead",
    "officer",
    "administrator",
)
"""Whose walks the gate takes; ``--sweep`` takes everybody's."""
ON_POSTGRESQL = ("visitor", "lead", "officer")
"""There some of them: the same code says who reads what."""


@pytest.fixture(scope="session")
def house(new_database, tmp_path_factory) -> Flask:
    """The application in demonstration mode: it has every route."""
    directory = tmp_path_factory.mktemp("trust")
    told = {"data_dir": directory, "mail_url": "page:", "demo": True, "ballot_minutes": 1}
    return database.made(Config(database_url=new_database(), **told, **community.SIGN_ON))


@pytest.fixture(scope="session")
def town(house: Flask) -> Community:
    with house.app_context(), house.test_request_context():
        founding.found_community(demo=True)
        town = Community()
        for part in (
            community.people_of, community.sessions_of, community.identities_of,
            community.spaces_of, community.accounts_of,
            work.discussions, work.flags, work.meetings, texts.statements, trials.pilots, oversight.panels,
            oversight.checklists, oversight.audits, reports.incidents, matching.calls,
            matching.enquiries,
            own_data.privacy, own_data.mail, _letters,
        ):  # fmt: skip
            part(town)
        db.session.remove()
    return town


@pytest.fixture(scope="session")
def speaking(house: Flask, tmp_path_factory) -> Iterator[Flask]:
    """The house in the language of the marks."""
    directory = tmp_path_factory.mktemp("translations")
    pseudo.catalogue(directory)
    babel = house.extensions["babel"]
    with (
        patch.object(babel, "locale_selector", lambda: pseudo.LANGUAGE),
        patch.object(babel, "translation_directories", [str(directory)]),
    ):
        yield house


@pytest.fixture(scope="session")
def walkers(pytestconfig, sweeping) -> Sequence[str]:
    if sweeping:
        return KINDS
    return SAMPLE if pytestconfig.getoption("--database") == "sqlite" else ON_POSTGRESQL


@pytest.fixture(scope="session")
def met(speaking: Flask, town: Community) -> Callable[[str], list[Met]]:
    """For a kind of person: all that was told at each address, walked once."""
    return cache(lambda kind: list(crawling.walk(speaking, town, kind)))


def _letters(town: Community) -> None:
    """One that could not be sent, and one that the demonstration shows."""
    with transaction():
        put("letter", {"to": town.people["member"].id}, key="lost", due=clock.now())
        db.session.flush()
        lost = db.session.query(Item).filter_by(key="lost").one()
        lost.last_error = "the relay is away"
    town.has("/secretariat/mail/<int:id>", "other", f"/secretariat/mail/{lost.id}")
    town.has("/demo/mail/<int:id>", "other", "/demo/mail/1")
    town.has("/rules/<name>", "", "/rules/broad")
