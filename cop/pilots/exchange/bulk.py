"""Many records as one file, made while it is sent: no more of them is held in memory than are read at once.

A file is a part of the whole list, since a process answers one reader at a time; each part says where the next one is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cop.kernel import cells
from cop.pilots import export, ictrp, list_queries
from cop.pilots.exchange import flat

AT_ONCE = 500


@dataclass(frozen=True)
class Part:
    """``ids`` of pilots that the reader sees; ``onward``: the address of the next part, "" after the last."""

    ids: list[int]
    onward: str


def as_csv(viewer: Any, part: Part) -> Iterator[str]:
    """With a column for every answer in every country that the part has."""
    states = list_queries.states_of(viewer, part.ids)
    codes = sorted({code for found in states.values() for code, _state in found})
    yield cells.BOM + cells.as_csv([flat.columns(codes)])
    for record in export.records(viewer, part.ids):
        yield cells.as_csv([flat.line(record, codes)])


def as_json(viewer: Any, part: Part) -> Iterator[str]:
    yield '{"pilots": ['
    for number, record in enumerate(export.records(viewer, part.ids)):
        yield ("," if number else "") + "\n" + json.dumps(record, ensure_ascii=False)
    yield f'], "next": {json.dumps(part.onward or None)}}}\n'


def as_xml(viewer: Any, part: Part) -> Iterator[str]:
    yield ictrp.BEGIN
    for record in export.records(viewer, part.ids):
        yield ictrp.trial(record)
    yield ictrp.END
