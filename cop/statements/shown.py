"""How a statement is put before a reader: the shapes that the templates take, made of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, redirect, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from cop.ballots.clauses import split
from cop.kernel import clock, diff
from cop.kernel.words import country, short_day
from cop.statements.models import Clause, Comment, Revision, Statement
from cop.statements.rules import DISPOSITIONS, Disposition, State

Note = dict[str, str]
SIGNS = {"": "=", "ins": "+", "del": "-"}


def clauses(
    rows: Iterable[Clause], notes: dict[int, list[Note]], changed: frozenset[int] = frozenset()
) -> list[dict[str, Any]]:
    """Items for the ``clauses`` macro. ``notes`` by clause number; ``changed``: keys that read otherwise than before."""
    return [
        {
            "kind": "heading" if row.is_heading else "clause",
            "number": row.number,
            "anchor": f"h-{row.key}" if row.is_heading else f"c-{row.number}",
            "html": Markup(_bare(row.html) if row.is_heading else row.html),  # noqa: S704 - sanitised when written
            "changed": gettext("Changed since the revision before.") if row.key in changed else "",
            "notes": notes.get(row.number, []),
        }
        for row in rows
    ]


def _bare(html: str) -> str:
    """A heading's words without the heading's own tags."""
    return html.strip().split(">", 1)[-1].rsplit("</", 1)[0]


def contents(rows: Iterable[Clause]) -> list[tuple[str, str]]:
    """The way into a long text: its headings, or its clauses when it has none."""
    listed = list(rows)
    headings = [(row.source.strip("# \n"), f"h-{row.key}") for row in listed if row.is_heading]
    return headings or [(gettext("Clause %(number)s", number=r.number), f"c-{r.number}") for r in listed]


def compared(before: Revision, after: Revision) -> list[tuple[str, str]]:
    """Spans for the ``diff`` macro."""
    return [(SIGNS[kind], text) for kind, text in diff.spans(before.source, after.source)]


def changed_keys(before: Revision | None, after: Revision) -> frozenset[int]:
    if before is None:
        return frozenset()
    old, new = ([(clause.key, clause.source) for clause in one.clauses] for one in (before, after))
    return frozenset(diff.changed(old, new))


def who(comment: Comment) -> str:
    """The author as then, unless they have left."""
    return f"{comment.author.name} · {comment.organisation} · {country(comment.country)}"


def comment_notes(comments: Sequence[Comment]) -> dict[int, list[Note]]:
    """Comments on clauses of the current text, by clause number."""
    notes: dict[int, list[Note]] = {}
    for comment in comments:
        if comment.clause_number and comment.withdrawn_at is None:
            notes.setdefault(comment.clause_number, []).append(_note(comment))
    return notes


def _note(comment: Comment) -> Note:
    answer = (
        f"{gettext(DISPOSITIONS[Disposition(comment.disposition)])}. {comment.reason}"
        if comment.disposition
        else ""
    )
    title = gettext("Comment %(number)s", number=comment.number)
    return {"kind": "comment", "title": title, "text": comment.text, "who": who(comment), "answer": answer}


def reservations(went: dict[str, Any]) -> dict[int, list[Note]]:
    """Reservations printed beside their clause, by its number."""
    return {int(number): notes for number, notes in went.get("reservations", {}).items() if number.isdigit()}


TIMELINE = (
    State.DRAFTING,
    State.CONSULTATION,
    State.REVISING,
    State.BALLOTING,
    State.ADOPTED,
    State.PUBLISHED,
)


def timeline(statement: Statement) -> list[dict[str, str]]:
    """The life of the statement as the ``timeline`` macro takes it."""
    here = {
        State.NOT_ADOPTED: State.ADOPTED,
        State.SUPERSEDED: State.PUBLISHED,
        State.WITHDRAWN: State.PUBLISHED,
    }
    now = (
        TIMELINE.index(here.get(statement.stands, statement.stands))
        if statement.stands is not State.SHELVED
        else 0
    )
    names = {
        State.DRAFTING: gettext("Draft"),
        State.CONSULTATION: gettext("Consultation"),
        State.REVISING: gettext("Revision"),
        State.BALLOTING: gettext("Ballot"),
        State.ADOPTED: gettext("Outcome"),
        State.PUBLISHED: gettext("Publication"),
    }
    return [
        {"name": names[step], "detail": _when(statement, step), "state": _tense(place, now, statement)}
        for place, step in enumerate(TIMELINE)
    ]


def _tense(place: int, now: int, statement: Statement) -> str:
    if statement.is_public:
        return "past"
    return "past" if place < now else "now" if place == now else "ahead"


def _when(statement: Statement, step: State) -> str:
    moments = {
        State.DRAFTING: statement.created_at,
        State.CONSULTATION: statement.consultation_opened_at,
        State.PUBLISHED: statement.published_at,
    }
    moment = moments.get(step)
    return short_day(moment) if moment else ""


def address(statement: Statement) -> str:
    return url_for("statements.one", address=statement.address)


def back_to(statement: Statement) -> Any:
    return redirect(address(statement), 303)


def preview(source: str) -> list[dict[str, Any]]:
    """A text that is not saved, in clauses."""
    blocks = split(source or "")
    return clauses((Clause(number=b.number, key=place, html=b.html) for place, b in enumerate(blocks)), {})


def proposed_close(zone: str) -> datetime:
    """The usual end of a consultation that begins now: 17:00 in ``zone``, a wall time."""
    days = current_app.extensions["cop"].config.consultation_days
    local = (clock.now() + timedelta(days=days)).astimezone(ZoneInfo(zone))
    return local.replace(hour=17, minute=0, second=0, tzinfo=None)


def asked_clause(rows: Sequence[Clause]) -> str:
    """The clause that the address asks about (``?clause=3``), as its key."""
    asked = request.args.get("clause", "")
    return next((str(row.key) for row in rows if str(row.number) == asked), "")
