"""Keeps what a release wrote: ``python -m tests.releases.keep`` backs up its demonstration from each database.

Done once, when a version is released; later releases must bring these backups forward (test_releases.py).
"""

import tempfile
import tomllib
from pathlib import Path

from config import Config
from cop import archive
from cop.app import create_app
from cop.demo import story
from cop.kernel import schema
from tests import postgres

HERE = Path(__file__).parent


def main() -> None:
    version = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text())["project"]["version"]
    (HERE / version).mkdir()
    cluster = postgres.Cluster()
    cluster.start()
    try:
        keep(postgres.create_database(str(cluster.directory), "kept"), HERE / version / "postgresql.tar.gz")
    finally:
        cluster.stop()
    with tempfile.TemporaryDirectory() as folder:
        keep(f"sqlite:///{folder}/kept.sqlite3", HERE / version / "sqlite.tar.gz")


def keep(url: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Config(database_url=url, data_dir=Path(folder), demo=True, mail_url="page:")
        with create_app(config).app_context():
            schema.migrate()
            story.tell()
            archive.backup(config, target)


if __name__ == "__main__":
    main()
