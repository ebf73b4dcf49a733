"""What every test may ask for, and the options that choose where the suite runs."""

import gc
import itertools
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from config import Config
from cop.kernel.db import db
from tests import database, postgres, skips

# Tests share two cores: a slow example says nothing about the code.
hypothesis.settings.register_profile("sample", deadline=None, derandomize=True)
hypothesis.settings.register_profile("sweep", deadline=None, max_examples=5_000)

# A worker holds much for long: looking through all of it as often as Python does by itself costs a tenth of the run.
gc.set_threshold(100_000, 20, 50)

SHOWING = ("views", "pages", "notices", "letters", "directory", "voices")
"""How modules end whose tests look at what is shown, made of rows that other modules' tests write and read."""

CLUSTER = pytest.StashKey[postgres.Cluster]()
SOCKETS = pytest.StashKey[str]()


# --- options ----------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cop")
    skips.pytest_addoption(parser)
    group.addoption(
        "--database", choices=["sqlite", "postgresql"], default="sqlite", help="where the suite runs"
    )
    group.addoption("--sweep", action="store_true", help="try many more cases than the gate's sample")
    group.addoption(
        "--write-grid", action="store_true", help="write tests/trust/grid.txt anew, to be reviewed"
    )
    group.addoption(
        "--grid-under",
        default="/",
        metavar="/ADDRESS",
        help="ask only the routes that begin so, while working on them",
    )


pytest_sessionfinish, pytest_terminal_summary = skips.pytest_sessionfinish, skips.pytest_terminal_summary


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("sweep" if config.getoption("--sweep") else "sample")
    if config.getoption("--database") == "postgresql":
        share_cluster(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    begin_with_the_long_ones(items)
    if config.getoption("--database") == "postgresql":
        leave_out_what_asks_no_database(config, items)
    else:
        skip = pytest.mark.skip(reason="holds on PostgreSQL only: run with --database postgresql")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(skip)


def leave_out_what_asks_no_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What makes no database of the suite's kind is the same test on either: it runs on SQLite alone.

    So are pages and letters one by one, but for ``--sweep``: the grid asks every route there, and every form is sent.
    """
    sweeping = config.getoption("--sweep")
    asking = [
        item
        for item in items
        if "new_database" in item.fixturenames
        and not item.get_closest_marker("sqlite")
        and (sweeping or not item.path.stem.endswith(SHOWING))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking


def begin_with_the_long_ones(items: list[pytest.Item]) -> None:
    """So that no worker is left with them at the end; those that share what they make go to one worker."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


# --- one PostgreSQL a session, shared by the workers ------------------------------------------------


def share_cluster(config: pytest.Config) -> None:
    """Start the server in the main process; a worker is told where its socket is."""
    if hasattr(config, "workerinput"):
        config.stash[SOCKETS] = config.workerinput["sockets"]
        return
    config.stash[CLUSTER] = cluster = postgres.Cluster()
    try:
        cluster.start()
    except FileNotFoundError as missing:
        raise pytest.UsageError(str(missing)) from missing
    config.stash[SOCKETS] = str(cluster.directory)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["sockets"] = node.config.stash.get(SOCKETS, "")


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster := config.stash.get(CLUSTER, None):
        cluster.stop()


# --- databases --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def new_database(pytestconfig: pytest.Config, tmp_path_factory) -> Callable[[], str]:
    """Make an empty database of the kind the suite runs on, on each call; return its URL."""
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "main")
    names = (f"cop_{worker}_{number}" for number in itertools.count(1))
    if pytestconfig.getoption("--database") == "postgresql":
        return lambda: postgres.create_database(pytestconfig.stash[SOCKETS], next(names))
    directory = tmp_path_factory.mktemp("databases")
    return lambda: f"sqlite:///{directory / next(names)}.sqlite3"


@pytest.fixture(scope="session")
def database_url(new_database: Callable[[], str]) -> str:
    """The database this worker's tests share."""
    return new_database()


@pytest.fixture(scope="session")
def sweeping(pytestconfig: pytest.Config) -> bool:
    """Tell whether to try far more cases than the gate's sample."""
    return pytestconfig.getoption("--sweep")


# --- the application --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def whole_app(database_url: str, tmp_path_factory) -> Flask:
    """The application on a migrated database, made once a worker."""
    config = Config(
        database_url=database_url,
        data_dir=tmp_path_factory.mktemp("data"),
        mail_url="page:",
        ballot_minutes=1,
        gather_minutes=0,
        second_factor_days=3650,  # many tests move the clock, and few are about this
    )
    return database.made(config)


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application with an empty, founded community, inside its context."""
    with whole_app.app_context():
        database.empty(whole_app)
        yield whole_app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser."""
    return app.test_client()


# --- the browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One a worker: Playwright runs once in a thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
