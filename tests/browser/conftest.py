"""A demonstration that runs, and a browser to walk through it."""

import pytest
from playwright.sync_api import sync_playwright

from tests import running


@pytest.fixture(scope="session")
def site(tmp_path_factory, pytestconfig, new_database):
    on_postgresql = pytestconfig.getoption("--database") == "postgresql"
    settings = {"COP_DATABASE_URL": new_database()} if on_postgresql else {}
    with running.run(tmp_path_factory.mktemp("site"), "--demo", **settings) as site:
        yield site


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
