"""What is backed up comes back: every row, every key; and never over something that is there."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from config import Config
from cop import archive
from cop.kernel import schema
from cop.kernel.db import db
from tests import database
from tests.people import member


@pytest.fixture
def config(app) -> Config:
    return app.extensions["cop"].config


@pytest.fixture
def elsewhere(new_database, tmp_path) -> Config:
    return Config(database_url=new_database(), data_dir=tmp_path / "elsewhere")


def rows(url: str) -> dict[str, list]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            t: connection.execute(text(f'SELECT * FROM "{t}"')).all()
            for t in inspect(engine).get_table_names()
        }
    engine.dispose()
    return {table: sorted(map(repr, lines)) for table, lines in found.items()}


def test_a_backup_comes_back_whole(config, elsewhere, tmp_path):
    member("Alice")
    db.session.remove()
    target = tmp_path / "backup"
    archive.backup(config, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    archive.restore(elsewhere, target)
    assert rows(elsewhere.database_url) == rows(config.database_url)
    for key in (config.data_dir / "keys").iterdir():
        again = elsewhere.data_dir / "keys" / key.name
        assert again.read_bytes() == key.read_bytes()
        assert stat.S_IMODE(again.stat().st_mode) == 0o600


def test_the_guards_come_back_too(config, elsewhere, tmp_path):
    archive.backup(config, tmp_path / "backup")
    archive.restore(elsewhere, tmp_path / "backup")
    with database.made(elsewhere).app_context():
        assert schema.current() == schema.head()
        with pytest.raises(Exception, match="immutable"):
            db.session.execute(text("DELETE FROM ledger"))
        db.session.rollback()
        db.engine.dispose()


def test_it_never_restores_over_something(config, tmp_path):
    archive.backup(config, tmp_path / "backup")
    with pytest.raises(archive.CannotRestore, match="holds keys already"):
        archive.restore(config, tmp_path / "backup")
    elsewhere = Config(database_url=config.database_url, data_dir=tmp_path / "fresh")
    with pytest.raises(archive.CannotRestore, match="not empty"):
        archive.restore(elsewhere, tmp_path / "backup")


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"\x1f\x8b" + b"\0" * 50])
def test_a_file_that_is_no_backup_is_refused_with_a_sentence(elsewhere, tmp_path, content):
    Path(tmp_path / "other").write_bytes(content)
    with pytest.raises(archive.CannotRestore, match="not a backup"):
        archive.restore(elsewhere, tmp_path / "other")
