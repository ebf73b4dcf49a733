"""The directory among a thousand and among many members: each way of looking, warm. The ratios count."""

from __future__ import annotations

import argparse
import dataclasses
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, text

from bench import ballots, community, people
from bench.ballots import Course
from bench.rows import put
from bench.scale import Scale
from cop.app import create_app
from cop.kernel import paging, schema
from cop.kernel.db import db, is_postgresql, write_apart
from cop.members.models import Member, Reads
from cop.profiles import directory_queries
from cop.profiles.directory_queries import Wished
from cop.profiles.models import Expertise, Profile
from cop.profiles.rules import FIELDS

SMALL = 1_000
LANGUAGES = (("en", 1.0), ("id", 0.3), ("km", 0.02))
SUBJECTS = (("radiology", 0.4), ("triage", 0.02), ("tuberculosis", 0.0005))
HIDING = 0.1  # of the members show a field to nobody
WAYS = {
    "everyone": Wished(),
    "the name of many": Wished(name="wei"),
    "the name of one": Wished(name="wei tan 77"),
    "the name of nobody": Wished(name="nobody"),
    "a country": Wished(country="LA"),
    "a country and a group": Wished(country="LA", group="regulators"),
    "expertise of many": Wished(expertise="radiology"),
    "expertise of few": Wished(expertise="tuberculosis"),
    "a language that few read": Wished(language="km"),
    "all at once": Wished(country="LA", group="regulators", expertise="triage", language="id"),
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench directory", description=__doc__)
    parser.add_argument("--members", type=int, default=100_000, help="of the large community (100,000)")
    parser.add_argument(
        "--database", default="", help="an empty PostgreSQL database's URL, for the large one"
    )
    parser.add_argument("--explain", action="store_true", help="show how the database looks for each")
    told = parser.parse_args(arguments)
    courses = [run(SMALL), run(told.members, told.database, explain=told.explain)]
    print("\n".join(ballots.lines(*courses)))


def run(members: int, database: str = "", explain: bool = False) -> Course:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        config = community.configuration(Path(folder))
        app = create_app(dataclasses.replace(config, database_url=database) if database else config)
        with app.test_request_context():
            _fill(members)
            course, client = Course(app, members), community.reader(app, 1)
            for name, wished in WAYS.items():
                course.page(name, client, f"/people/?{urlencode({'at': '', **wished.said})}")
                if explain:
                    print("\n".join(_plan(name, wished)))
            course.page("one person", client, f"/people/{db.session.get_one(Member, 7).slug}")
            return course


def _fill(members: int) -> None:
    scale = Scale(posts=0, members=members, statements=0, seats=0)
    schema.migrate()
    community.found()
    write_apart(lambda connection: people.write(connection, scale))
    write_apart(lambda connection: _profiles(connection, members))
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _profiles(connection: Connection, members: int) -> None:
    """Everyone has one; each field is hidden by some."""
    chance = random.Random(1)
    sees = [f"sees_{field}" for field in FIELDS if field != "name"]
    common = {"position": "Reviewer", "about": "", "about_html": "", "renderer": 1, "sees_name": "members"}

    def hidden() -> dict[str, str]:
        return {name: "nobody" if chance.random() < HIDING else "members" for name in sees}

    ids = range(1, members + 1)
    put(connection, Profile, ({"member_id": id, **common, **hidden()} for id in ids))
    put(connection, Reads, _drawn(ids, LANGUAGES, chance, lambda code: {"language": code}))
    subject = _drawn(ids, SUBJECTS, chance, lambda key: {"key": key, "name": key.title(), "order": 0})
    put(connection, Expertise, subject)


def _drawn(ids: range, of: Any, chance: random.Random, row: Any) -> Iterator[dict[str, Any]]:
    return ({"member_id": id, **row(key)} for id in ids for key, share in of if chance.random() < share)


def _plan(name: str, wished: Wished) -> Iterator[str]:
    """How the database reads the first page."""
    asked = directory_queries.listed(wished).order_by(*directory_queries.BY_NAME).limit(paging.SIZE + 1)
    words = asked.compile(db.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN (ANALYZE, COSTS OFF)" if is_postgresql() else "EXPLAIN QUERY PLAN"
    yield f"-- {name}"
    yield from (f"   {row[-1]}" for row in db.session.execute(text(f"{explain} {words}")))
