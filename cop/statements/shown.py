"""How a statement is put before a reader: the shapes that the templates take, made of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from cop.ballots.clauses import Clause as Block
from cop.ballots.clauses import split
from cop.kernel import clock
from cop.kernel.text import normal
from cop.statements.models import Clause, Statement
from cop.statements.rules import COMMENTED

Row = dict[str, Any]


def clauses(
    rows: Iterable[Clause],
    notes: Mapping[str, list[Row]] | None = None,
    changed: frozenset[int] = frozenset(),
    links: Mapping[int, list[Row]] | None = None,
    opens: Mapping[int, str] | None = None,
    since: str = "",
) -> list[Row]:
    """Items for the ``clauses`` macro. ``notes`` by clause number, ``links`` by key, ``opens``: where
    each key's number leads; ``changed``: keys that read otherwise than before, said in the words ``since``.
    """
    return [
        _item(row.number, row.place, row.source, row.html)
        | {
            "changed": since if row.key in changed and row.number else "",
            "notes": (notes or {}).get(str(row.number), []) if row.number else [],
            "links": (links or {}).get(row.key, []),
            "opens": (opens or {}).get(row.key, ""),
        }
        for row in rows
    ]


def preview(source: str) -> list[Row]:
    """A text that is not saved, in clauses."""
    return [_item(b.number, place, b.source, b.html) for place, b in enumerate(split(normal(source)))]


def _item(number: int, place: int, source: str, html: str) -> Row:
    shown = html if number else Block(0, source, html).label
    return {
        "kind": "clause" if number else "heading",
        "number": number,
        "anchor": f"c-{number}" if number else f"h-{place}",
        "html": Markup(shown),  # noqa: S704  sanitised when it was written
    }


def contents(items: Sequence[Row], parts: Sequence[tuple[str, str]] = ()) -> list[tuple[Any, str]]:
    """The way into a long text: its headings, or its clauses when it has none; then the page's own ``parts``."""
    headings = [(item["html"], item["anchor"]) for item in items if item["kind"] == "heading"]
    numbered = [(_("Clause %(number)s", number=i["number"]), i["anchor"]) for i in items if i["number"]]
    return [*(headings or numbered), *parts]


def comment_links(
    statement: Statement, rows: Iterable[Clause], counts: Mapping[int | None, int]
) -> dict[int, Any]:
    """For each clause, by key, the way to what was said of it and, while comments are taken, to say more."""
    return {row.key: list(_links(statement, row, counts.get(row.key, 0))) for row in rows if row.number}


def _links(statement: Statement, row: Clause, count: int) -> Iterator[Row]:
    if count:
        said = url_for("statements.remarks", address=statement.address, clause=row.number)
        yield {"label": ngettext("%(num)d comment", "%(num)d comments", count), "url": said}
    if statement.stands in COMMENTED:
        more = url_for("statements.comment", address=statement.address, clause=row.number)
        yield {"label": _("Comment on clause %(number)s", number=row.number), "url": more}


def address(statement: Statement, endpoint: str = "one", **more: Any) -> str:
    return url_for(f"statements.{endpoint}", address=statement.address, **more)


def outward(path: str) -> str:
    """A path of ours as others name it: below the configured address, whatever host was asked."""
    base: str = current_app.extensions["cop"].config.base_url
    return base.rstrip("/") + path


def lasting(statement: Any, endpoint: str = "one", **more: Any) -> str:
    """The full address of something published, for ever; of a statement or a row of one."""
    return outward(url_for(f"statements.{endpoint}", address=statement.number, **more))


def back_to(statement: Statement) -> Any:
    return redirect(address(statement), 303)


def ballot_address(slug: str, n: int, page: str = "ballot") -> str:
    return url_for(f"ballots.{page}", slug=slug, n=n)


def proposed_close(zone: str, days: int = 0) -> datetime:
    """``days`` from now (the usual time of a consultation), at 17:00 in ``zone``: a wall time."""
    usual = current_app.extensions["cop"].config.consultation_days
    local = (clock.now() + timedelta(days=days or usual)).astimezone(ZoneInfo(zone))
    return local.replace(hour=17, minute=0, second=0, tzinfo=None)
