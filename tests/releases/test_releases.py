"""What an earlier release wrote comes forward to this one and still holds."""

import io
import tomllib
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from sqlalchemy import func, select

from config import Config
from cop import archive, checks, verify
from cop.app import create_app
from cop.incidents.code_models import Code
from cop.kernel import ledger, schema
from cop.kernel.db import db
from cop.members.models import Member
from cop.statements.models import Statement
from tests.architecture.test_schema import differences

HERE = Path(__file__).parent
KEPT = sorted(folder.name for folder in HERE.iterdir() if (folder / "sqlite.tar.gz").exists())
VERSION = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text())["project"]["version"]
SERVED = ("/", "/statements/", "/discussions/", "/meetings/", "/pilots/", "/healthz")


@pytest.fixture(scope="module", params=KEPT)
def forward(request, pytestconfig, new_database, tmp_path_factory):
    """The demonstration of that release, restored and migrated."""
    kept = HERE / request.param / f"{pytestconfig.getoption('--database')}.tar.gz"
    folder = tmp_path_factory.mktemp("forward") / "data"
    config = Config(database_url=new_database(), data_dir=folder, demo=True, mail_url="page:")
    archive.restore(config, kept)
    app = create_app(config)
    with app.app_context():
        schema.migrate()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_this_version_is_kept():
    assert VERSION in KEPT, "Run python -m tests.releases.keep when a version is released."


def test_it_stands_at_this_releases_revision(forward):
    assert schema.current() == schema.head()


def test_the_models_ask_for_nothing_the_migrations_do_not_make(forward):
    assert differences() == []


def test_nothing_is_lost_and_every_seal_holds(forward):
    assert db.session.scalar(select(func.count(Member.id))) >= 40
    assert db.session.scalar(select(func.count()).select_from(ledger.Entry)) > 100
    troubles = [t for t in checks.troubles(forward.extensions["cop"].config) if "HTTPS" not in t]
    assert troubles == []


def test_it_has_the_codes_that_come_along(forward):
    assert db.session.scalar(select(func.count(Code.id))) > 500


def test_its_pages_are_served(forward):
    client = forward.test_client()
    assert {path: client.get(path).status_code for path in SERVED} == dict.fromkeys(SERVED, 200)


def test_its_record_still_verifies(forward, tmp_path):
    number = db.session.scalars(select(Statement.number).where(Statement.number.is_not(None))).first()
    record = forward.test_client().get(f"/statements/{number}/record.json")
    (tmp_path / "record.json").write_bytes(record.data)
    said = io.StringIO()
    with redirect_stdout(said):
        assert verify.main([str(tmp_path / "record.json")]) == 0, said.getvalue()
