"""A registry's file as a table: CSV or XLSX as it stands, JSON by a record's cells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cop.intake import lists
from cop.intake.limits import Limits
from cop.intake.lists import Row, Table
from cop.kernel.errors import N_, Invalid
from cop.pilots.exchange import flat

LIMITS = Limits(rows=20_000, columns=2_000, cell=60_000, largest=16 * 2**20)
LEFT_OUT = {"notice", "chain", "linked"}  # of a record: what is made anew wherever it stands
PLAIN = {cell.path: cell for cell in flat.PILOT}
OF_COUNTRY = {cell.path: cell for cell in flat.TRACK} | {("country",): flat.Cell("country", ("country",))}


def read(content: bytes, encoding: str = "") -> Table:
    """Raises Invalid, at the field ``file``, with a sentence that says what to do."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return lists.read(content, encoding, LIMITS)
    if len(content) > LIMITS.largest:
        raise Invalid(
            N_("The file is larger than %(most)d MB. Split it."), field="file", most=LIMITS.largest // 2**20
        )
    return _table(_records(content))


def _records(content: bytes) -> list[Any]:
    """Those of a list, of one pilot's file, or of a passport."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Invalid(
            N_("The file is not whole JSON. Take the registry's export as it is."), field="file"
        ) from error
    if isinstance(said, dict) and isinstance(said.get("passport"), dict):
        said = said["passport"].get("record")
    found = said.get("pilots", [said]) if isinstance(said, dict) else said
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise Invalid(N_("There is no record of a pilot in the file."), field="file")
    if len(found) > LIMITS.rows:
        raise Invalid(
            N_("The list has more than %(most)d rows. Split it into several files."),
            field="file",
            most=LIMITS.rows,
        )
    return found


def _table(records: list[Any]) -> Table:
    codes = sorted({str(one.get("country", ""))[:2] for record in records for one in _tracks(record)})
    strange = [dict(strays(record)) for record in records]
    heads = [*flat.columns(codes), *sorted({name for found in strange for name in found})]
    added = heads[len(flat.columns(codes)) :]
    rows = [
        Row(number, [*flat.line(record, codes), *(found.get(name, "") for name in added)])
        for number, (record, found) in enumerate(zip(records, strange, strict=True), 1)
    ]
    return Table(heads, rows, "JSON")


def _tracks(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = record.get("countries")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def strays(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(where, what) of everything that a record has and no cell takes."""
    if not isinstance(record.get("countries", []), list):
        yield "countries?", "?"
    rest = {key: value for key, value in record.items() if key not in LEFT_OUT | {"countries"}}
    yield from _strays(rest, PLAIN, "")
    for track in _tracks(record):
        yield from _strays(track, OF_COUNTRY, f"{str(track.get('country', ''))[:2]}.")


def _strays(
    part: Mapping[str, Any], cells: Mapping[Any, flat.Cell], prefix: str
) -> Iterator[tuple[str, str]]:
    for path, value in _leaves(part):
        cell = cells.get(path)
        if cell is None or not _fits(cell, value):
            yield f"{prefix}{'.'.join(path)}?", json.dumps(value)[:200]


def _leaves(part: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in part.items():
        if key in ("answers", "decision") and isinstance(value, Mapping):
            yield from (((key, inner), said) for inner, said in value.items())
        else:
            yield (key,), value


def _fits(cell: flat.Cell, value: Any) -> bool:
    if cell.parts:
        return isinstance(value, list) and all(_row_fits(cell.parts, one) for one in value)
    return _word(value) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _row_fits(parts: Iterable[str], row: Any) -> bool:
    known = {part.split(".")[0] for part in parts}
    return (
        isinstance(row, Mapping)
        and row.keys() <= known
        and all(_word(one) or isinstance(one, Mapping) for one in row.values())
    )


def _word(value: Any) -> bool:
    return value is None or isinstance(value, str | int)
