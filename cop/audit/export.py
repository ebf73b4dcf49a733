"""The ledger as a file, made while it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from flask_babel import gettext as _

from cop.audit import queries, words
from cop.audit.queries import Told, Wish
from cop.kernel.cells import BOM, as_csv

MOST = 50_000  # entries read for one file, some seconds: nobody else is served by that process meanwhile
AT_ONCE = 500


def csv_of(wish: Wish, viewer: Any) -> Iterator[str]:
    """The entries that ``viewer`` may see, newest first, in parts of a CSV file."""
    entries = queries.each(wish, viewer, MOST)
    yield BOM + as_csv([_columns()])
    while some := list(islice(entries, AT_ONCE)):
        yield as_csv(map(_row, some))


def _columns() -> list[str]:
    return [
        _("Entry"),
        _("Time (UTC)"),
        _("What happened"),
        _("Who"),
        _("Reference of who"),
        _("Verb"),
        _("Reference"),
        _("Facts"),
    ]


def _row(told: Told) -> list[str]:
    facts = json.dumps(told.facts, sort_keys=True, ensure_ascii=False)
    said, who = words.plain(told), words.actor(told)
    return [str(told.id), told.at.isoformat(), said, who, told.actor, told.verb, told.subject, facts]
