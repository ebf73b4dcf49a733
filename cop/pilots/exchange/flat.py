"""A pilot's record as one line of a table and back: a cell for every answer, a few of them small tables in themselves.

A country's cells bear its code: ``SG.state``, ``SG.ethics_date``. A small table has a line for each of its rows, with
``|`` between the parts, quoted as CSV is. What a person would look up elsewhere (the chain, the notice) is left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cop.pilots import country_dossier, dossier
from cop.pilots.fields import Field

SEPARATOR = "; "
CRITERION = ("name", "threshold", "comparator", "subgroups")


@dataclass(frozen=True)
class Cell:
    """``path`` leads to it in the record (or in a country's part of it); ``parts`` are the columns of a small table."""

    name: str
    path: tuple[str, ...]
    parts: tuple[str, ...] = ()
    field: Field | None = None


def _answers(stages: Iterable[Any]) -> tuple[Cell, ...]:
    return tuple(Cell(f.key, ("answers", f.key), field=f) for stage in stages for f in stage.fields)


def _own(*names: str) -> tuple[Cell, ...]:
    return tuple(Cell(name, (name,)) for name in names)


PILOT = (
    *_own("uid", "address", "registered", "submitted", "public_since", "disclosed"),
    *_answers(dossier.STAGES.values()),
    *_own("samd_category"),
    Cell("criteria", ("criteria",), (*CRITERION, "result.found", "result.out_of")),
    *_own("criteria_sha256"),
    Cell(
        "amendments",
        ("amendments",),
        (
            "criterion",
            "at",
            "kind",
            "reason",
            *(f"before.{key}" for key in CRITERION),
            *(f"after.{key}" for key in CRITERION),
        ),
    ),
    Cell("aftermaths", ("aftermaths",), ("date", "country", "kind", "text", "link", "attestation")),
)
DECISION = (
    "decision", "authority", "instrument", "article", "link", "reference", "decided_on", "ends_on", "refusal",
)  # fmt: skip
TRACK = (
    *_own("state", "before", "since", "held_by", "reason", "attestation"),
    *(Cell(name, ("decision", name)) for name in DECISION),
    *_answers(country_dossier.STAGES.values()),
    Cell("conditions", ("conditions",), ("text", "due", "before_start", "met_on", "evidence")),
    Cell("sites", ("sites",), ("facility", "province", "taking_part", "taking_part_under", "name", "lead")),
)
COUNTRIES = "countries"
NO_TRACK = [""] * len(TRACK)


KNOWN = {COUNTRIES, *(cell.name for cell in PILOT)}
KNOWN_OF_COUNTRY = {cell.name for cell in TRACK}


def is_known(column: str) -> bool:
    return column in KNOWN or (column[2:3] == "." and column[3:] in KNOWN_OF_COUNTRY)


def columns(countries: Sequence[str]) -> list[str]:
    own = [cell.name for cell in PILOT]
    return [*own, COUNTRIES, *(f"{code}.{cell.name}" for code in countries for cell in TRACK)]


def line(record: Mapping[str, Any], countries: Sequence[str]) -> list[str]:
    """The cells of a record, in the order of ``columns``. What is of another shape than a record's is left empty."""
    tracks = {str(one.get("country", "")): one for one in _rows(record.get("countries"))}
    return [
        *(_cell(cell, record) for cell in PILOT),
        SEPARATOR.join(sorted(tracks)),
        *(said for code in countries for said in (_track(tracks[code]) if code in tracks else NO_TRACK)),
    ]


def _track(track: Mapping[str, Any]) -> list[str]:
    return [_cell(cell, track) for cell in TRACK]


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _cell(cell: Cell, record: Mapping[str, Any]) -> str:
    value = _at(record, cell.path)
    return table(cell.parts, _rows(value)) if cell.parts else _said(value)


def _at(record: Any, path: Sequence[str]) -> Any:
    for key in path:
        record = record.get(key) if isinstance(record, Mapping) else None
    return record


def _said(value: Any) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(one for one in value if isinstance(one, str))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int) else ""


def table(parts: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as the text of one cell; "" for none."""
    if not rows:
        return ""
    out = io.StringIO()
    made = ([_said(_at(row, part.split("."))) for part in parts] for row in rows)
    csv.writer(out, delimiter="|", lineterminator="\n").writerows(made)
    return out.getvalue().removesuffix("\n")


def rows_of(parts: Sequence[str], cell: str) -> list[dict[str, str]]:
    """The rows of such a cell, a value for each part. Raises ValueError for what is none."""
    try:
        found = [row for row in csv.reader(io.StringIO(cell, newline=""), delimiter="|", strict=True) if row]
    except csv.Error as error:
        raise ValueError(cell) from error
    if any(len(row) > len(parts) for row in found):
        raise ValueError(cell)
    return [dict(zip(parts, [*row, *[""] * len(parts)], strict=False)) for row in found]
