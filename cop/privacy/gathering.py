"""Writing a member's data into a zip: ``data.json`` for programs, Markdown for people.

``data.json`` is one object: ``format`` "member-data", ``v`` 1, ``made_at`` (UTC), ``member`` (the id), and ``parts``, a
list of objects with ``feature``, ``table``, ``what``, ``withheld`` (why there are no rows, else "") and ``rows``.
Times are in UTC ("2026-11-23T02:15:00Z"), days as "2026-11-23".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import current_app
from flask_babel import gettext as _

from cop.kernel.features import House
from cop.kernel.personal import Personal, Row, plain
from cop.members.models import Member

FORMAT, VERSION = "member-data", 1
WORDS = ("source", "text", "proposal", "why", "words", "comment", "reason")
"""Columns in which a person wrote something that is to be read by people."""
TITLES = ("title", "slug", "name", "at", "created_at")

Step = Callable[[int], object]


def declared() -> list[tuple[str, Personal]]:
    """(feature, what it keeps in one table)."""
    house: House = current_app.extensions["cop"]
    return [(feature.name, one) for feature in house.features for one in feature.personal]


def write(file: BinaryIO, member: Member, now: datetime, step: Step) -> None:
    """Writes the whole; ``step`` is called with the percentage done after each table."""
    parts = declared()
    with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
        gathered = []
        for number, (feature, one) in enumerate(parts, 1):
            part = _part(feature, one, member)
            gathered.append(part)
            _readable(bundle, part)
            step(number * 99 // len(parts))
        whole = {
            "format": FORMAT,
            "v": VERSION,
            "made_at": plain(now),
            "member": member.id,
            "parts": gathered,
        }
        bundle.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=1))
        bundle.writestr("README.md", _readme(gathered))


def _part(feature: str, one: Personal, member: Member) -> Row:
    return {
        "feature": feature,
        "table": one.table.name,
        "what": _(one.what),
        "withheld": _(one.withheld) if one.withheld else "",
        "rows": list(one.own(member)),
    }


def _readable(bundle: ZipFile, part: Row) -> None:
    """A Markdown file for every row that has words of a person in it."""
    for number, row in enumerate(part["rows"], 1):
        if told := list(_told(row)):
            name = f"{part['feature']}/{part['table']}/{row.get('id', number)}.md"
            bundle.writestr(name, f"# {_heading(row, part)}\n\n" + "\n\n".join(told) + "\n")


def _told(row: Row) -> Iterator[str]:
    for name in WORDS:
        value = row.get(name)
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, dict):
            yield from (str(said) for said in value.values() if said)


def _heading(row: Row, part: Row) -> str:
    return " · ".join([str(row[name]) for name in TITLES if row.get(name)] or [part["what"]])


def _readme(parts: list[Row]) -> str:
    listed = [f"- {part['what']} (`{part['table']}`): {_count(part)}" for part in parts]
    head = _(
        "All that the platform keeps about you. data.json holds it for programs, the folders for reading."
    )
    return "\n".join(["# " + _("Your data"), "", head, "", *listed, ""])


def _count(part: Row) -> Any:
    return part["withheld"] or len(part["rows"])


def folder() -> Path:
    """Where the files lie until they are fetched, readable by the server's user alone."""
    path = Path(current_app.extensions["cop"].config.data_dir) / "exports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
