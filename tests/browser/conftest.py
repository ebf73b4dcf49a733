"""A demonstration that runs, to walk through."""

import pytest

from tests import running


@pytest.fixture(scope="session")
def site(tmp_path_factory, pytestconfig, new_database):
    on_postgresql = pytestconfig.getoption("--database") == "postgresql"
    settings = {"COP_DATABASE_URL": new_database()} if on_postgresql else {}
    with running.run(tmp_path_factory.mktemp("site"), "--demo", **settings) as site:
        yield site
